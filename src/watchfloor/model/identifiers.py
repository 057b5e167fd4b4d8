"""Numbers that identify: which properties hold them, how they are written, what they are worth.

An identifier belongs to a *family*; only numbers of one family are compared. A ship's IMO
number and a company's IMO number are two families with two check digits.
"""

import re
import unicodedata
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
DOCUMENTS = frozenset({"passport", "id", "tax", "inn", "registration", "ogrn", "document", "duns", "license"})
"""Families that lists file under each other: their numbers are compared across."""
MIN_LENGTH = 5
"""Characters below which a number identifies nobody."""

_IMO = re.compile(r"\D*(\d{7})\D*")
_CASE_KEPT = frozenset({"wallet"})


def normal_identifier(family: str, value: str) -> str:
    """The identifier without spaces, punctuation and case (wallet addresses keep case); may be empty.

    Digits of any script are read as 0 to 9. An IMO number loses the words around it (``IMO No.``);
    an 11-character BIC ending in ``XXX`` its branch part.
    """
    if value.isascii():
        value = re.sub(r"[^0-9A-Za-z]", "", value)
    else:
        value = unicodedata.normalize("NFKC", value.replace("№", ""))
        value = "".join(str(unicodedata.decimal(c, c)) for c in value if c.isalnum())
    if family not in _CASE_KEPT:
        value = value.upper()
    if family in ("imo", "company_imo"):
        value = match[1] if (match := _IMO.fullmatch(value)) else value.removeprefix("IMO")
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
                if _tells(family, normal := normal_identifier(family, value)):
                    found.setdefault(family, {})[normal] = None
    return {family: tuple(values) for family, values in found.items()}


def _tells(family: str, number: str) -> bool:
    """Can a number identify anybody? Not a short one, nor ``unknown`` where digits belong."""
    return len(number) >= MIN_LENGTH and (family not in DOCUMENTS or any(c.isdigit() for c in number))


def entity_identifiers(entity: Entity) -> dict[str, tuple[str, ...]]:
    """An entity's identifiers by family, its documents included under ``document``."""
    found = identifiers(entity.schema, entity.properties)
    numbers = (normal_identifier("document", document.number) for document in entity.documents)
    if documents := tuple(dict.fromkeys(n for n in numbers if _tells("document", n))):
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
