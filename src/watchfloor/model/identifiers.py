"""Numbers that identify: which properties hold them, how they are written, what they are worth.

An identifier belongs to a *family*; only numbers of one family are compared. A ship's IMO
number and a company's IMO number are two families with two check digits.
"""

import re
from collections.abc import Iterable, Mapping

from watchfloor.model.entity import Entity
from watchfloor.model.schema import is_a

_FAMILIES: dict[str, str] = {
    "mmsi": "mmsi",
    "passportNumber": "passport",
    "idNumber": "id",
    "socialSecurityNumber": "id",
    "taxNumber": "tax",
    "vatCode": "tax",
    "innCode": "inn",
    "registrationNumber": "registration",
    "ogrnCode": "ogrn",
    "okpoCode": "okpo",
    "uscCode": "usc",
    "leiCode": "lei",
    "dunsCode": "duns",
    "swiftBic": "bic",
    "bic": "bic",
    "bikCode": "bik",
    "isinCode": "isin",
    "isin": "isin",
    "iban": "iban",
    "accountNumber": "account",
    "publicKey": "wallet",
    "cryptoAddress": "wallet",
    "icaoCode": "icao",
    "serialNumber": "serial",
    "callSign": "callsign",
    "licenseNumber": "license",
    "wikidataId": "wikidata",
}
EXCLUSIVE = frozenset({"imo", "company_imo", "inn", "ogrn", "lei", "usc", "duns", "wikidata"})
"""Families of which a party has exactly one: another number means another party."""
MIN_LENGTH = 5
"""Characters below which a number identifies nobody."""

_CASE_KEPT = frozenset({"wallet"})


def normal_identifier(family: str, value: str) -> str:
    """The identifier without spaces, punctuation and case (wallet addresses keep case); may be empty.

    An IMO number loses its ``IMO`` prefix; an 11-character BIC ending in ``XXX`` its branch part.
    """
    value = (
        re.sub(r"[^0-9A-Za-z]", "", value) if value.isascii() else "".join(c for c in value if c.isalnum())
    )
    if family not in _CASE_KEPT:
        value = value.upper()
    if family in ("imo", "company_imo"):
        value = value.removeprefix("IMO")
    if family == "bic" and len(value) == 11 and value.endswith("XXX"):
        value = value[:8]
    return value


def family_of(schema: str, prop: str) -> str:
    """The family of a FollowTheMoney property on a schema; empty where it holds no identifier."""
    if prop == "imoNumber":
        return "company_imo" if is_a(schema, "Organization") else "imo"
    return _FAMILIES.get(prop, "")


def identifiers(schema: str, properties: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Identifiers by family, normalised, those too short to identify left out."""
    found: dict[str, dict[str, None]] = {}
    for prop, values in properties.items():
        if family := family_of(schema, prop):
            for value in values:
                if len(normal := normal_identifier(family, value)) >= MIN_LENGTH:
                    found.setdefault(family, {})[normal] = None
    return {family: tuple(values) for family, values in found.items()}


def entity_identifiers(entity: Entity) -> dict[str, tuple[str, ...]]:
    """An entity's identifiers by family, its documents included under ``document``."""
    found = identifiers(entity.schema, entity.properties)
    numbers = (normal_identifier("document", document.number) for document in entity.documents)
    if documents := tuple(dict.fromkeys(n for n in numbers if len(n) >= MIN_LENGTH)):
        found["document"] = documents
    return found


def imo_valid(number: str) -> bool:
    """Is this a ship's IMO number: seven digits, the last the check digit?

    The check digit is the last digit of the first six, weighted 7 down to 2 (IMO Resolution
    A.1117(30)).
    """
    if not re.fullmatch(r"\d{7}", number):
        return False
    return sum(int(d) * w for d, w in zip(number[:6], range(7, 1, -1), strict=True)) % 10 == int(number[6])


def company_imo_valid(number: str) -> bool:
    """Is this a company's IMO number: seven digits, the last the check digit?

    The first six are weighted 8, 6, 4, 2, 9, 7; the check digit is 11 minus the sum modulo 11,
    modulo 10 (IMO Resolution MSC.160(78), as published with the numbering scheme).
    """
    if not re.fullmatch(r"\d{7}", number):
        return False
    total = sum(int(d) * w for d, w in zip(number[:6], (8, 6, 4, 2, 9, 7), strict=True))
    return (11 - total % 11) % 10 == int(number[6])
