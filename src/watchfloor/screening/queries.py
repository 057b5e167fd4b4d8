"""A query in FollowTheMoney JSON as a party: what a customer file's cells go through, its values go through."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from watchfloor.model.errors import UsageError
from watchfloor.model.schema import is_a, property_type, schema
from watchfloor.screening.columns import Plan, Target
from watchfloor.screening.rows import PartyRow, RowReader
from watchfloor.screening.streams import Notes
from watchfloor.screening.tables import RawRow

SHOWN = 60
"""Characters of a strange value that notes repeat."""
_KINDS = ("Person", "Company", "Vessel", "Airplane", "CryptoWallet")
"""What a party may be whose kind is told loosely."""


class Query(NamedTuple):
    """A party that is asked for, and what of the query could not be used."""

    row: PartyRow
    notes: tuple[str, ...]


MOST_VALUES = 100
"""Values of one property of a party: more are no description of one, and would keep everybody else waiting."""


def read_query(kind: str, properties: Mapping[str, object], party_id: str = "") -> Query:
    """The party a query describes.

    Args:
        kind: a FollowTheMoney schema of things (``Person``, ``Company``, ``Vessel``, ``Thing`` where not known).
        properties: FollowTheMoney property names, each with one value or several; numbers are read
            as their digits (a year of birth, say). What cannot be read is told in the notes.
        party_id: the caller's own id.

    Raises:
        UsageError: no schema is called so, or none of things; or a property has more than :data:`MOST_VALUES` values.
    """
    found = schema(kind)
    if found is None or not found.is_a("Thing"):
        raise UsageError(
            f"no schema of parties is called {kind!r}", hint="For instance Person, Company or Vessel."
        )
    notes, cells = Notes(), {}
    for prop, given in properties.items():
        if isinstance(given, list | tuple) and len(given) > MOST_VALUES:
            raise UsageError(f"{len(given):,} values of {prop[:SHOWN]!r}, and {MOST_VALUES} are allowed")
        if prop not in found.properties and not _of_a_party(kind, prop):
            notes.add(f"{kind} has no property {prop[:SHOWN]!r}, which was not compared")
        elif texts := tuple(_texts(prop, given, notes)):
            cells[prop] = texts
    plan = Plan(())
    plan.targets.update({prop: Target(prop) for prop in cells})
    row = RowReader(plan, notes, schema=kind).read(RawRow(0, cells))
    row = row._replace(party=msgspec.structs.replace(row.party, id=party_id))
    return Query(row, tuple(notes.lines()))


def _of_a_party(kind: str, prop: str) -> bool:
    """May a party whose kind is not told have the property, being a person or a company perhaps?"""
    return any(is_a(one, kind) and property_type(one, prop) for one in _KINDS)


def _texts(prop: str, given: object, notes: Notes) -> Iterable[str]:
    """The values as text; what is no text or number is told."""
    for value in given if isinstance(given, list | tuple) else (given,):
        if isinstance(value, str):
            yield value
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield f"{value:g}" if isinstance(value, float) and value.is_integer() else str(value)
        elif value is not None:
            notes.add(f"values of {prop} that are no text, not compared", repr(value)[:SHOWN])
