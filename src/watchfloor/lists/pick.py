"""Snapshots and entities by what a user calls them."""

import re
from collections.abc import Iterable
from datetime import date

from watchfloor.lists import starter
from watchfloor.lists.snapshots import Snapshot
from watchfloor.lists.store import SHORTEST_ID, SnapshotStore
from watchfloor.model.entity import Entity
from watchfloor.model.errors import UsageError

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_HASH = re.compile(r"[0-9a-f]{6,64}")
_CANDIDATES = 5


def pick_snapshot(store: SnapshotStore, text: str) -> Snapshot:
    """The snapshot a user means.

    Args:
        store: where to look.
        text: a date (what was published by then), ``current``, ``starter``, or the start of a
            snapshot's or version's id.

    Raises:
        UsageError: it is none of these, or there is no such id.
        SnapshotError: nothing was published by that date, or the record is damaged.
    """
    if text == "current":
        return store.current()
    if text == "starter":
        return starter.snapshot()
    if _DATE.fullmatch(text):
        return store.as_of(_day(text))
    if _HASH.fullmatch(text):
        versions = [v.id for v in store.versions() if v.id.startswith(text)]
        return store.alone(versions[0]) if len(versions) == 1 else store.open(text)
    raise UsageError(
        f"{text!r} names no snapshot",
        hint=f"Give a date (2026-01-31), an id of {SHORTEST_ID} characters or more, `current` or `starter`.",
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is no date", hint="Write it as YYYY-MM-DD.") from error


def find_entity(store: SnapshotStore, text: str) -> str:
    """The id of the entity a user means, current ones first, then those no longer listed.

    Args:
        store: where to look.
        text: an entity id (``source:record``), a record id, a reference number, or a name as
            listed (case does not count).

    Raises:
        UsageError: nothing listed is called so, or several are.
    """
    if found := _called(text, store.current().entities()):
        return _one(text, found)
    for version in sorted(store.versions(), key=lambda v: v.published, reverse=True):
        if found := _called(text, store.entities_of(version)):
            return _one(text, found)
    raise UsageError(
        f"no entity {text!r} in any list held",
        hint="Give an id (source:record) or a name exactly as listed.",
    )


def _called(text: str, entities: Iterable[Entity]) -> list[Entity]:
    wanted = " ".join(text.split()).casefold()
    return [entity for entity in entities if wanted in _calls(entity)]


def _calls(entity: Entity) -> set[str]:
    references = {r for d in entity.designations for r in (d.reference, d.un_reference) if r}
    names = {name.text for name in entity.names}
    return {call.casefold() for call in (entity.id, entity.record, *references, *names)}


def _one(text: str, found: list[Entity]) -> str:
    by_id = {entity.id: entity for entity in found}
    if text in by_id:
        return text
    if len(by_id) > 1:
        some = "; ".join(f"{i} ({e.caption})" for i, e in list(by_id.items())[:_CANDIDATES])
        raise UsageError(f"{len(by_id)} entities are called {text!r}", hint=f"Give the id of one: {some}.")
    return next(iter(by_id))
