"""What features look at: the same view of a party and of an entity, so that no feature can tell sides."""

from dataclasses import dataclass

from watchfloor.model.dates import Span, span
from watchfloor.model.entity import COUNTRY_PROPERTIES, Entity
from watchfloor.model.identifiers import entity_identifiers, identifiers
from watchfloor.model.party import Party


@dataclass(frozen=True, slots=True)
class Facts:
    """Comparable facts of one side.

    ``births`` are EDTF dates with their spans, ``countries`` ISO alpha-2 codes, ``genders`` are
    ``male``, ``female`` or ``other``, ``identifiers`` map a family to normalised numbers.
    """

    schema: str
    births: tuple[tuple[str, Span], ...]
    countries: frozenset[str]
    genders: frozenset[str]
    identifiers: dict[str, tuple[str, ...]]


def party_facts(party: Party) -> Facts:
    """The facts of a party."""
    countries = {c for p in COUNTRY_PROPERTIES for c in party.properties.get(p, ())}
    return _facts(party.schema, party.properties, countries, identifiers(party.schema, party.properties))


def entity_facts(entity: Entity) -> Facts:
    """The facts of a listed entity."""
    return _facts(entity.schema, entity.properties, set(entity.all_countries()), entity_identifiers(entity))


def _facts(
    schema: str,
    properties: dict[str, tuple[str, ...]],
    countries: set[str],
    numbers: dict[str, tuple[str, ...]],
) -> Facts:
    births = tuple((text, span(text)) for text in properties.get("birthDate", ()))
    return Facts(schema, births, frozenset(countries), frozenset(properties.get("gender", ())), numbers)
