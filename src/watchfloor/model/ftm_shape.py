"""How our structs and FollowTheMoney's entities correspond: one table each, read both ways."""

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from watchfloor.model.entity import Address
from watchfloor.model.schema import schema

FtmObject = dict[str, Any]
"""One FollowTheMoney entity as JSON: ``id``, ``schema``, ``properties`` (lists of values), and context."""

CONTEXT = "watchfloor"
"""The context key under which an export keeps what FollowTheMoney has no word for: which name is in
which language, which part of it is the family name, and dates that are uncertain."""

NAMES = {"primary": "name", "alias": "alias", "weak": "weakAlias", "former": "previousName"}
SANCTION = {
    "authority": "authority",
    "programme": "program",
    "legal_basis": "description",
    "reference": "authorityId",
    "listed_on": "listingDate",
    "amended_on": "modifiedAt",
    "delisted_on": "endDate",
    "reason": "reason",
    "status": "status",
    "un_reference": "unscId",
    "url": "sourceUrl",
}
"""Fields of a designation; its ``measures`` are the ``provisions``."""
SANCTION_ELSEWHERE = {
    "startDate": "listed_on",
    "programId": "programme",
    "programUrl": "url",
    "summary": "legal_basis",
}
"""What other publishers fill instead; used where the property above is empty."""
DOCUMENT = {
    "kind": "type",
    "number": "number",
    "country": "country",
    "issued_on": "startDate",
    "expires_on": "endDate",
    "issued_at": "authority",
    "note": "summary",
}
ADDRESS = {
    "full": "full",
    "street": "street",
    "city": "city",
    "region": "region",
    "postal_code": "postalCode",
    "country": "country",
    "note": "remarks",
}
PASSPORT = re.compile("passport|pasaporte|passeport", re.IGNORECASE)
_STAND_INS = {"Asset": "Company", "Thing": "LegalEntity"}


def digest(*parts: str) -> str:
    """A stable id from what it stands for: 20 hex digits of SHA-256."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]


def stub_id(entity_id: str, relation: str, end: str, name: str) -> str:
    """The id of an object that is only the name of the other side of a relation."""
    return f"named-{digest(entity_id, relation, end, name)}"


def is_stub(ftm_id: str, properties: Mapping[str, object]) -> bool:
    """Is this object only the name of the other side of a relation?"""
    return ftm_id.startswith("named-") and set(properties) == {"name"}


def full_address(address: Address) -> str:
    """An address on one line, from its parts where it has no full form. The country is left out."""
    town = " ".join(part for part in (address.postal_code, address.city) if part)
    return address.full or ", ".join(part for part in (address.street, town, address.region) if part)


@cache
def ends(relation: str) -> dict[str, str]:
    """The two ends of a relation schema, each with the schema its other end may have.

    ``{"owner": "LegalEntity", "asset": "Asset"}`` for Ownership; empty for what is no relation.
    """
    found = schema(relation)
    if found is None or not found.is_a("Interval") or found.is_a("Thing"):
        return {}
    kinds = {prop: raw["range"] for prop, raw in found.own_properties.items() if isinstance(raw, dict)}
    return kinds if len(kinds) == 2 else {}


def other_end(relation: str, end: str) -> str:
    """The end of a relation that is not this one; empty where it has no such end."""
    kinds = ends(relation)
    return next((prop for prop in kinds if prop != end), "") if end in kinds else ""


def stand_in(relation: str, end: str) -> str:
    """The schema for a party of which only the name is known, at one end of a relation."""
    kind = ends(relation)[end]
    return _STAND_INS.get(kind, kind)


def role_property(relation: str) -> str:
    """The property that says in words what a relation is."""
    found = schema(relation)
    names = ("role", "relationship", "description")
    return next((prop for prop in names if found and prop in found.properties), "description")
