"""One entity over all versions of its source: first listed, changed, delisted, listed again."""

from collections.abc import Iterator, Sequence
from typing import Literal

from watchfloor.lists.diff import FieldChange, field_changes
from watchfloor.lists.store import SnapshotStore
from watchfloor.lists.versions import Version
from watchfloor.model.entity import Entity, Value
from watchfloor.model.errors import UsageError

Happening = Literal["held", "listed", "changed", "delisted", "relisted"]


class Event(Value, frozen=True):
    """What one published list says of an entity that the one before it did not.

    ``held`` means that it is on the oldest list imported, so that its listing is older than
    what is known here. ``published`` is the date of the list, ``before`` that of the previous
    one: the change was made between the two.
    """

    kind: Happening
    published: str
    learned_at: str
    version: str
    before: str = ""
    fields: tuple[FieldChange, ...] = ()


class History(Value, frozen=True):
    """An entity's events, oldest first. ``listed_on`` is the listing date the authority itself gives."""

    id: str
    caption: str
    schema: str
    listed_on: str
    events: tuple[Event, ...]
    listed_now: bool


def history(store: SnapshotStore, entity_id: str) -> History:
    """The history of an entity over all versions imported of its source, or in the starter snapshot.

    Where one day's list was imported more than once (a correction, a newer parser) the one
    learned last counts.

    Args:
        store: where the versions are.
        entity_id: ``source:record``; see :func:`watchfloor.lists.pick.find_entity`.

    Raises:
        UsageError: no version holds it.
    """
    source = entity_id.partition(":")[0]
    held = store.versions(source) or [v for v in store.current().versions.values() if v.source == source]
    versions = list({v.published: v for v in held}.values())
    states = [_state(store, version, entity_id) for version in versions]
    seen = [state for state in states if state is not None]
    if not seen:
        raise UsageError(f"no entity {entity_id!r} in any list held")
    last = seen[-1]
    return History(
        id=entity_id,
        caption=last.caption,
        schema=last.schema,
        listed_on=min((d.listed_on for d in last.designations if d.listed_on), default=""),
        events=tuple(_events(versions, states)),
        listed_now=states[-1] is not None,
    )


def _state(store: SnapshotStore, version: Version, entity_id: str) -> Entity | None:
    return next((e for e in store.entities_of(version) if e.id == entity_id), None)


def _events(versions: Sequence[Version], states: Sequence[Entity | None]) -> Iterator[Event]:
    previous: Entity | None = None
    before, ever = "", False
    for version, state in zip(versions, states, strict=True):
        fields = tuple(field_changes(previous, state)) if previous and state else ()
        if kind := _kind(previous, state, oldest=not before, ever=ever, fields=fields):
            yield Event(
                kind=kind,
                published=version.published,
                learned_at=version.learned_at,
                version=version.id,
                before=before,
                fields=fields,
            )
        previous, before, ever = state, version.published, ever or state is not None


def _kind(
    previous: Entity | None, state: Entity | None, *, oldest: bool, ever: bool, fields: Sequence[FieldChange]
) -> Happening | None:
    if state is None:
        return "delisted" if previous else None
    if previous is None:
        return "held" if oldest else "relisted" if ever else "listed"
    return "changed" if fields else None
