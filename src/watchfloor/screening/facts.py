"""What features look at: the same view of a party and of an entity, so that no feature can tell sides."""

from collections.abc import Sequence
from dataclasses import dataclass

from watchfloor.model.dates import Span, span
from watchfloor.model.entity import COUNTRY_PROPERTIES, Entity
from watchfloor.model.identifiers import entity_identifiers, identifiers
from watchfloor.model.party import Party


@dataclass(frozen=True, slots=True)
class Facts:
    """Comparable facts of one side.

    ``births`` are EDTF dates with their spans, ``countries`` ISO alpha-2 codes, ``genders`` are
    ``male``, ``female`` or ``other``, ``identifiers`` map a family to normalised numbers. ``names`` are as
    written: some say what bears them, or of which generation.
    """

    schema: str
    births: tuple[tuple[str, Span], ...]
    countries: frozenset[str]
    genders: frozenset[str]
    identifiers: dict[str, tuple[str, ...]]
    names: tuple[str, ...] = ()


def party_facts(party: Party) -> Facts:
    """The facts of a party."""
    countries = {c for p in COUNTRY_PROPERTIES for c in party.properties.get(p, ())}
    numbers = identifiers(party.schema, party.properties)
    return _facts(party.schema, party.properties, countries, numbers, party.names)


def entity_facts(entity: Entity) -> Facts:
    """The facts of a listed entity, as its own record has them."""
    names = tuple(name.text for name in entity.names)
    return _facts(
        entity.schema, entity.properties, set(entity.all_countries()), entity_identifiers(entity), names
    )


def pooled(own: Facts, linked: Sequence[Facts]) -> Facts:
    """A record's facts with those of the records linked to it: one authority knows what another does not say.

    Without this a party whose birth date contradicts one list would still alert on the other,
    which knows the same person without a birth date.
    """
    every = (own, *linked)
    numbers: dict[str, dict[str, None]] = {}
    for facts in every:
        for family, values in facts.identifiers.items():
            numbers.setdefault(family, {}).update(dict.fromkeys(values))
    return Facts(
        schema=own.schema,
        births=tuple(dict.fromkeys(birth for facts in every for birth in facts.births)),
        countries=frozenset().union(*(facts.countries for facts in every)),
        genders=frozenset().union(*(facts.genders for facts in every)),
        identifiers={family: tuple(values) for family, values in numbers.items()},
        names=own.names,
    )


def _facts(
    schema: str,
    properties: dict[str, tuple[str, ...]],
    countries: set[str],
    numbers: dict[str, tuple[str, ...]],
    names: tuple[str, ...],
) -> Facts:
    births = tuple((text, span(text)) for text in properties.get("birthDate", ()))
    genders = frozenset(properties.get("gender", ()))
    return Facts(schema, births, frozenset(countries), genders, numbers, names)
