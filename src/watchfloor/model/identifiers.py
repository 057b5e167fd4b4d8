"""Numbers that identify: which properties hold them, how they are written, what they are worth.

An identifier belongs to a *family*; only numbers of one family are compared. A ship's IMO
number and a company's IMO number are two families with two check digits.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping

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
_BEARING = frozenset({*_FAMILIES, "imoNumber"})
CONTRADICTS: dict[str, float] = {
    **dict.fromkeys(("imo", "company_imo", "inn", "ogrn", "lei", "usc", "duns", "wikidata"), 1.0),
    **dict.fromkeys(("tax", "registration", "okpo", "bik", "serial"), 0.75),
    **dict.fromkeys(("passport", "id", "bic"), 0.5),
    **dict.fromkeys(
        ("mmsi", "callsign", "icao", "wallet", "iban", "account", "isin", "license", "document"), 0.1
    ),
}
"""How strongly another number of a family contradicts, in (0, 1].

Of the first a party has exactly one in its life; of the second one a country; of the third it has
one at a time, and renews it; of the last it has as many as it likes, or gives them back.
"""
SAME_KIND = (("tax", "inn"), ("registration", "ogrn"))
"""Families of which one may stand where the other is meant: they contradict as the first does."""
DOCUMENTS = frozenset({"passport", "id", "tax", "inn", "registration", "ogrn", "document", "duns", "license"})
"""Families that lists file under each other: their numbers are compared across."""
MIN_LENGTH = 5
"""Characters below which a number identifies nobody."""

_IMO = re.compile(r"\D*(\d{7})\D*")
_FORMS: dict[str, re.Pattern[str]] = {
    "imo": re.compile(r"\d{7}"),
    "company_imo": re.compile(r"\d{7}"),
    "mmsi": re.compile(r"\d{9}"),
    "inn": re.compile(r"\d{10}|\d{12}"),
    "ogrn": re.compile(r"\d{13}|\d{15}"),
    "lei": re.compile(r"[0-9A-Z]{18}\d{2}"),
    "bic": re.compile(r"[A-Z]{4}[A-Z]{2}[0-9A-Z]{2}(?:[0-9A-Z]{3})?"),
}
_COUNTED = "12345678901234567890"
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
    if _BEARING.isdisjoint(properties):
        return {}
    found: dict[str, dict[str, None]] = {}
    for prop, values in properties.items():
        if family := family_of(schema, prop):
            for value in values:
                if _tells(family, normal := normal_identifier(family, value)):
                    found.setdefault(family, {})[normal] = None
    return {family: tuple(values) for family, values in found.items()}


def _tells(family: str, number: str) -> bool:
    """Can a number identify anybody? Not a short one, nor ``unknown`` where digits belong, nor 00000 or 12345."""
    if len(number) < MIN_LENGTH or len(set(number)) == 1 or _COUNTED.startswith(number):
        return False
    return family not in DOCUMENTS or any(c.isdigit() for c in number)


def mute_numbers(schema: str, properties: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    """Properties and values that hold a number which identifies nobody, and is compared with none."""
    if _BEARING.isdisjoint(properties):
        return []
    return [
        (prop, value)
        for prop, values in properties.items()
        if (family := family_of(schema, prop))
        for value in values
        if not _tells(family, normal_identifier(family, value))
    ]


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


def well_formed(family: str, number: str) -> bool:
    """Could a normalised number be one of its family at all? True where the family has no fixed form."""
    form = _FORMS.get(family)
    return form is None or form.fullmatch(number) is not None


def misspelt(family: str, number: str) -> bool:
    """Does a well-formed number fail its check digit? False for families that have none."""
    check = _CHECKS.get(family)
    return check is not None and not check(number)


def inn_valid(number: str) -> bool:
    """Is this a Russian taxpayer's number: ten digits (one check digit), or twelve (two)?

    Weighted sums modulo 11, modulo 10 (Federal Tax Service, order MMV-7-6/435@).
    """
    if len(number) == 10:
        return _inn_digit(number[:9]) == number[9]
    return (
        len(number) == 12 and _inn_digit(number[:10]) == number[10] and _inn_digit(number[:11]) == number[11]
    )


def _inn_digit(body: str) -> str:
    weights = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)[-len(body) :]
    return str(sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11 % 10)


def ogrn_valid(number: str) -> bool:
    """Is this a Russian registration number: the last digit the rest modulo 11 (of 15 digits, modulo 13), modulo 10?"""
    return int(number[:-1]) % (13 if len(number) == 15 else 11) % 10 == int(number[-1])


def lei_valid(number: str) -> bool:
    """Is this a legal entity identifier: letters as 10 to 35, the whole 1 modulo 97 (ISO 17442, ISO 7064)?"""
    return int("".join(str(int(c, 36)) for c in number)) % 97 == 1


_CHECKS: dict[str, Callable[[str], bool]] = {
    "imo": imo_valid,
    "company_imo": company_imo_valid,
    "inn": inn_valid,
    "ogrn": ogrn_valid,
    "lei": lei_valid,
}
