"""Real variants: listed parties under names that no generator made, because the lists themselves have them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import msgspec

from watchfloor.evaluation.cases import Case, taken
from watchfloor.evaluation.listing import Listing, name_key
from watchfloor.evaluation.subjects import Kind, is_latin, kind_of
from watchfloor.model.entity import Entity
from watchfloor.model.party import Party
from watchfloor.model.schema import is_a
from watchfloor.names.also import alternatives


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to ask for a party by a real name of its; ``make`` lists all cases of a kind."""

    key: str
    title: str
    make: Callable[[Listing, Kind], list[Case]]


def aliases_left_out(listing: Listing, kind: Kind) -> list[Case]:
    """Every alias queried with that alias out of sight, in the list's order; weak ones are not asked for.

    Names of the same party that differ from it only in case, accents, punctuation or order are
    put out of sight with it, as are those that only it holds. Parties of a single name have nothing left to be found by.
    """
    return list(_left_out(listing, kind, "alias-left-out"))


def weak_aliases_left_out(listing: Listing, kind: Kind) -> list[Case]:
    """The same for aliases that the authority itself calls weak: nicknames, parts of names, initials."""
    return list(_left_out(listing, kind, "weak-alias-left-out"))


def _left_out(listing: Listing, kind: Kind, key: str) -> Iterator[Case]:
    wanted = key.startswith("weak")
    for entity in _of(listing, kind):
        numbers = listing.same(entity.id)
        mine = [(n, name_key(listing.text(n))) for n in listing.names_of(numbers)]
        own = {name_key(name.text) for n in numbers for name in listing.entities[n].names}
        for name in entity.names:
            if (name.kind == "weak") is not wanted or not is_latin(name.text):
                continue
            same = name_key(name.text)
            person = is_a(entity.schema, "Person")
            held = {name_key(text) for text in alternatives(name.text, person=person, listed=True)} - own
            unseen = tuple(n for n, other in mine if other == same or other in held)
            if len(unseen) < len(mine) and not taken(listing, entity.id, (name.text,)):
                yield _case(key, entity, kind, name.text, unseen=unseen)


def two_authorities(listing: Listing, kind: Kind) -> list[Case]:
    """Every party on two lists, as one spells it first, against the names the other has.

    Which records are one party the lists themselves say, by reference or identifier.
    """
    found: list[Case] = []
    for entity in _of(listing, kind):
        same = listing.same(entity.id)
        own = [n for n in same if listing.entities[n].source == entity.source]
        if (
            len(own) == len(same)
            or not is_latin(entity.caption)
            or taken(listing, entity.id, (entity.caption,))
        ):
            continue
        unseen = tuple(listing.names_of(own))
        found.append(_case("two-authorities", entity, kind, entity.caption, unseen=unseen))
    return found


def native_script(listing: Listing, kind: Kind) -> list[Case]:
    """Every party's name in its own script, with all names in other scripts than Latin out of sight.

    Lists put the original spelling of the name itself before aliases in that script.
    """
    return [first for first, *_ in _native(listing, kind)]


def native_aliases(listing: Listing, kind: Kind) -> list[Case]:
    """The further names in other scripts, which may have no Latin spelling on the list at all."""
    return [
        msgspec.structs.replace(case, key="native-script-alias")
        for _, *further in _native(listing, kind)
        for case in further
    ]


def _native(listing: Listing, kind: Kind) -> Iterator[list[Case]]:
    for entity in _of(listing, kind):
        names = [n.text for n in entity.names if not is_latin(n.text) and n.kind != "weak"]
        if names and any(is_latin(name.text) for name in entity.names):
            yield [
                msgspec.structs.replace(_case("native-script", entity, kind, n), script="other")
                for n in names
            ]


def latin_against_native(listing: Listing, kind: Kind) -> list[Case]:
    """The Latin name of every party listed in another script too, with all Latin names out of sight."""
    return [
        msgspec.structs.replace(_case("latin-against-native", entity, kind, entity.caption), script="latin")
        for entity in _of(listing, kind)
        if is_latin(entity.caption) and not all(is_latin(name.text) for name in entity.names)
    ]


def _of(listing: Listing, kind: Kind) -> Iterator[Entity]:
    return (entity for entity in listing.in_scope() if kind_of(entity) == kind)


def _case(key: str, entity: Entity, kind: Kind, name: str, *, unseen: tuple[int, ...] = ()) -> Case:
    party = Party(schema=entity.schema, properties={"name": (name,)})
    return Case(key=key, group="real", kind=kind, source=entity.id, origin=name, party=party, unseen=unseen)


VARIANTS = (
    Variant("alias-left-out", "an alias, that alias off the list", aliases_left_out),
    Variant("weak-alias-left-out", "a weak alias, that alias off the list", weak_aliases_left_out),
    Variant("two-authorities", "as another authority spells it", two_authorities),
    Variant("native-script", "native script, only Latin names listed", native_script),
    Variant("native-script-alias", "further native aliases, only Latin names listed", native_aliases),
    Variant("latin-against-native", "Latin name, only native script listed", latin_against_native),
)
