"""Test cases: listed parties under manipulated names."""

from collections.abc import Iterable, Sequence
from random import Random
from typing import Literal

from watchfloor.evaluation.listing import Listing
from watchfloor.evaluation.manipulations.base import Expects, Manipulation
from watchfloor.evaluation.subjects import KINDS, Kind, Subject, is_latin, subjects
from watchfloor.model.entity import Value
from watchfloor.model.party import Party

Unseen = Literal["", "latin", "other"]


class Case(Value):
    """One party to screen and the listed entity it is made from.

    ``key`` is its class and ``origin`` the listed name. ``unseen`` are numbers of listed names,
    and ``script`` (Latin letters or not) whole scripts, put out of sight for this case.
    """

    key: str
    group: str
    kind: Kind
    source: str
    origin: str
    party: Party
    parameter: str = ""
    expects: Expects = "alert"
    unseen: tuple[int, ...] = ()
    script: Unseen = ""


def seeded(seed: int, *parts: str) -> Random:
    """A generator of its own for each class, so that one class more leaves the others as they are."""
    return Random("/".join((str(seed), *parts)))  # noqa: S311 - test cases, no secrets


def pool(listing: Listing, seed: int) -> dict[Kind, list[Subject]]:
    """The listed parties of each kind under Latin names, in a seeded order that all classes share."""
    found: dict[Kind, list[Subject]] = {kind: [] for kind in KINDS}
    for subject in subjects(listing.in_scope()):
        if is_latin(subject.name):
            found[subject.kind].append(subject)
    for kind, drawn in found.items():
        seeded(seed, "pool", kind).shuffle(drawn)
    return found


def manipulated(
    listing: Listing, drawn: Sequence[Subject], manipulation: Manipulation, *, count: int, rng: Random
) -> list[Case]:
    """Up to ``count`` cases of a class, from the first subjects it applies to.

    A case whose name is that of another listed party is dropped: nobody could tell them apart.
    A hard negative known by name only is dropped where anybody on the list has that name.
    """
    found: list[Case] = []
    for subject in drawn:
        if len(found) >= count:
            break
        if (made := manipulation.make(rng, subject)) is None:
            continue
        party = made if isinstance(made, Party) else named(subject, made)
        if _is_a_name_of_somebody(listing, subject, party, manipulation.expects):
            continue
        found.append(
            Case(
                key=manipulation.key,
                group=manipulation.group,
                kind=subject.kind,
                source=subject.entity.id,
                origin=subject.listed,
                party=party,
                parameter=manipulation.parameter,
                expects=manipulation.expects,
            )
        )
    return found


def _is_a_name_of_somebody(listing: Listing, subject: Subject, party: Party, expects: Expects) -> bool:
    """Is the made-up name one that the list has? A hard negative may keep the subject's own, beside other facts."""
    if expects == "quiet" and not party.properties.keys() - {"name"}:
        return any(listing.owners(name) for name in party.names)
    return taken(listing, subject.entity.id, party.names)


def named(subject: Subject, name: str) -> Party:
    """A party of the subject's kind, known by a name only."""
    return Party(schema=subject.entity.schema, properties={"name": (name,)})


def taken(listing: Listing, entity_id: str, names: Iterable[str]) -> bool:
    """Is one of these the name of somebody else on the list?"""
    same = frozenset(listing.same(entity_id))
    return any(listing.owners(name) - same for name in names)
