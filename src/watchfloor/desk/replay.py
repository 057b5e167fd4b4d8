"""A screening done once more, with the snapshot, the policy and the input that were used then."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from watchfloor.desk.recording import ROW_PROBLEM
from watchfloor.lists.store import SnapshotStore
from watchfloor.model.entity import Value
from watchfloor.model.errors import InputError, PolicyError, SnapshotError
from watchfloor.model.finding import Hit, Screened, Stamp
from watchfloor.model.party import Party
from watchfloor.screening.engine import Engine
from watchfloor.store.content import same_input, without_input
from watchfloor.store.log import Logged
from watchfloor.store.opening import Store

Told = Callable[[str], None]
Opener = Callable[[Logged], Engine]


class Replayed(Value):
    """What came of doing a screening again.

    ``differences`` say what differs, ``reasons`` why; both are empty where all is equal, but for an engine of another
    version, which is told in any case.
    """

    id: str
    equal: bool
    then: Stamp
    now: Stamp
    differences: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


def replay(logged: Logged, opener: Opener, store: Store, *, given: Party | None = None) -> Replayed:
    """Screen again what was screened, and compare all that was found, explanations included.

    Args:
        logged: the screening.
        opener: gives the engine for it, see :func:`engine_of`.
        store: holds it; its secret tells whether an input given is the one used.
        given: the input, where only its digest was kept.

    Raises:
        InputError: the input was not kept and is not given, or it is another one.
        SnapshotError: the snapshot can no longer be had.
        PolicyError: the policy can no longer be had.
    """
    party = _input(logged, store, given)
    then = logged.screening
    (found,) = opener(logged).screen_batch([party], threshold=then.threshold)
    again = msgspec.structs.replace(then, party=party, result=found)
    now = again.result if logged.line.input_kept else without_input(again).result
    if ROW_PROBLEM in then.options:  # it was in the file, not in the party
        now = msgspec.structs.replace(now, problem=then.result.problem)
    differences = tuple(_differences(then.result, now))
    return Replayed(
        id=then.id,
        equal=not differences,
        then=then.result.stamp,
        now=found.stamp,
        differences=differences,
        reasons=tuple(_reasons(then.result.stamp, found.stamp, differs=bool(differences))),
    )


def engine_of(
    logged: Logged, store: Store, snapshots: SnapshotStore, cache: Path | None, told: Told
) -> Engine:
    """An engine with the snapshot and the policy a screening was made with.

    Args:
        logged: the screening.
        store: holds the policy.
        snapshots: hold the snapshot.
        cache: where indexes are kept.
        told: takes notes on the index.

    Raises:
        SnapshotError: the snapshot can no longer be had.
        PolicyError: the policy can no longer be had.
    """
    stamp = logged.screening.result.stamp
    try:
        policy = store.log.policy(stamp.policy)
    except PolicyError as error:
        raise PolicyError(
            f"the policy of this screening can no longer be had: {error}", at=stamp.policy
        ) from error
    try:
        return Engine.open(snapshots.open(stamp.snapshot), policy, cache=cache, told=told)
    except SnapshotError as error:
        raise SnapshotError(
            f"the snapshot of this screening can no longer be had: {error.what}",
            at=stamp.snapshot,
            hint="Import the same files with the same dates again: they make the same snapshot.",
        ) from error


def _input(logged: Logged, store: Store, given: Party | None) -> Party:
    if given is not None:
        given = msgspec.structs.replace(given, row=logged.screening.result.row)
        if not same_input(given, logged.input_key, store.secret):
            raise InputError("this is not what was screened then", at=logged.line.id)
        return given
    if not logged.line.input_kept:
        raise InputError(
            "what was screened was not kept, only its digest",
            at=logged.line.id,
            hint="Give it again; its digest will tell whether it is the same.",
        )
    return logged.screening.party


def _reasons(then: Stamp, now: Stamp, *, differs: bool) -> Iterator[str]:
    if then.engine != now.engine:
        yield f"it was made by Watchfloor {then.engine}, this is {now.engine}"
    elif differs:
        yield (
            "snapshot, policy, engine and input are the same: what was written down was changed, or the index"
            " is damaged (`watchfloor lists verify`)"
        )


def _differences(then: Screened, now: Screened) -> Iterator[str]:
    for field in ("id", "name", "schema", "problem", "notes"):
        one, other = getattr(then, field), getattr(now, field)
        if one != other:
            yield f"{field} was {one!r}, is {other!r}"
    yield from _hits_that_differ(then.hits, now.hits)


def _hits_that_differ(then: tuple[Hit, ...], now: tuple[Hit, ...]) -> Iterator[str]:
    before, after = ({hit.entity_id: hit for hit in hits} for hits in (then, now))
    for entity, hit in before.items():
        if entity not in after:
            yield f"{entity} ({hit.caption}) was found with {hit.score}, is not"
        elif hit != after[entity]:
            yield f"{entity} ({hit.caption}): {'; '.join(_changes(hit, after[entity]))}"
    for entity, hit in after.items():
        if entity not in before:
            yield f"{entity} ({hit.caption}) was not found, is with {hit.score}"
    if before == after and list(before) != list(after):
        yield f"the order was {', '.join(before)}, is {', '.join(after)}"


def _changes(then: Hit, now: Hit) -> Iterator[str]:
    for field in then.__struct_fields__:
        one, other = getattr(then, field), getattr(now, field)
        if one == other:
            continue
        if field == "explanation":
            yield "it is explained otherwise"
        else:
            yield f"{field} was {one!r}, is {other!r}"
