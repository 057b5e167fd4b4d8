"""Test cases: listed parties under manipulated names, and under other real names of theirs."""

from collections.abc import Iterable, Sequence
from random import Random
from typing import Literal

from watchfloor.evaluation.listing import Listing, name_key
from watchfloor.evaluation.manipulations.base import Expects, Manipulation
from watchfloor.evaluation.subjects import KINDS, Kind, Subject, is_latin, kind_of, subjects
from watchfloor.model.entity import Value
from watchfloor.model.party import Party
from watchfloor.model.schema import is_a

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
    return Random("/".join((str(seed), *parts)))


def pool(listing: Listing, seed: int) -> dict[Kind, list[Subject]]:
    """The listed parties of each kind under Latin names, in a seeded order that all classes share."""
    found: dict[Kind, list[Subject]] = {kind: [] for kind in KINDS}
    for subject in subjects(listing.entities):
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
    """
    found: list[Case] = []
    for subject in drawn:
        if len(found) >= count:
            break
        if (made := manipulation.make(rng, subject)) is None:
            continue
        party = made if isinstance(made, Party) else named(subject, made)
        if manipulation.expects != "quiet" and taken(listing, subject.entity.id, party.names):
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


def named(subject: Subject, name: str) -> Party:
    """A party of the subject's kind, known by a name only."""
    return Party(schema=subject.entity.schema, properties={"name": (name,)})


def taken(listing: Listing, entity_id: str, names: Iterable[str]) -> bool:
    """Is one of these the name of somebody else on the list?"""
    same = frozenset(listing.same(entity_id))
    return any(listing.owners(name) - same for name in names)


def aliases_left_out(listing: Listing, kind: Kind, *, weak: bool) -> list[Case]:
    """Every alias queried with that alias out of sight, in the list's order.

    Names of the same party that differ from it only in case, accents, punctuation or order are
    put out of sight with it. Parties of a single name have nothing left to be found by.
    """
    found: list[Case] = []
    for entity in listing.entities:
        if kind_of(entity) != kind:
            continue
        mine = [
            (listed, name_key(listing.text(listed))) for listed in listing.names_of(listing.same(entity.id))
        ]
        for name in entity.names:
            if (name.kind == "weak") is not weak or not is_latin(name.text):
                continue
            key = name_key(name.text)
            unseen = tuple(listed for listed, other in mine if other == key)
            if len(unseen) == len(mine) or taken(listing, entity.id, (name.text,)):
                continue
            found.append(
                _real(
                    "alias-left-out-weak" if weak else "alias-left-out",
                    entity.id,
                    kind,
                    name.text,
                    unseen,
                    entity.schema,
                )
            )
    return found


def two_authorities(listing: Listing, kind: Kind) -> list[Case]:
    """Every party on two lists, as one spells it first, against the names the other has.

    Which records are one party the lists themselves say, by reference or identifier.
    """
    found: list[Case] = []
    for entity in listing.entities:
        same = listing.same(entity.id)
        own = [n for n in same if listing.entities[n].source == entity.source]
        if kind_of(entity) != kind or len(own) == len(same) or not is_latin(entity.caption):
            continue
        if not taken(listing, entity.id, (entity.caption,)):
            unseen = tuple(listing.names_of(own))
            found.append(_real("two-authorities", entity.id, kind, entity.caption, unseen, entity.schema))
    return found


def other_scripts(listing: Listing, kind: Kind) -> list[Case]:
    """Every listed name in another script, with all names in other scripts out of sight."""
    return [
        _real("native-script", entity.id, kind, name.text, (), entity.schema, script="other")
        for entity in listing.entities
        if kind_of(entity) == kind and any(is_latin(n.text) for n in entity.names)
        for name in entity.names
        if not is_latin(name.text)
    ]


def from_other_scripts(listing: Listing, kind: Kind) -> list[Case]:
    """The primary Latin name of every party listed in another script too, with all Latin names out of sight."""
    return [
        _real("latin-against-native", entity.id, kind, entity.caption, (), entity.schema, script="latin")
        for entity in listing.entities
        if kind_of(entity) == kind
        and is_latin(entity.caption)
        and any(not is_latin(n.text) for n in entity.names)
    ]


def _real(
    key: str, entity_id: str, kind: Kind, name: str, unseen: tuple[int, ...], schema: str, script: Unseen = ""
) -> Case:
    party = Party(schema=schema if is_a(schema, "Thing") else "Thing", properties={"name": (name,)})
    return Case(
        key=key,
        group="real",
        kind=kind,
        source=entity_id,
        origin=name,
        party=party,
        unseen=unseen,
        script=script,
    )
