"""Which numbers on a record identify its bearer beyond doubt, and how to compare them.

Check digits: IMO numbers (model.identifiers), LEI (ISO 17442: ISO 7064 MOD 97-10), Russian
INN (Federal Tax Service order of 29 June 2012, No. MMV-7-6/435) and OGRN (Government decree
No. 438 of 2002, annex: the last digit is the rest modulo 11 or 13).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from watchfloor.model.entity import Entity
from watchfloor.model.identifiers import (
    MIN_LENGTH,
    company_imo_valid,
    family_of,
    imo_valid,
    normal_identifier,
)

_REFERENCES = {
    "UN reference": re.compile(r"[A-Z]{2,3}[ie]\.\d{3}[a-z]?"),
    "EU reference": re.compile(r"EU\.\d{1,5}\.\d{1,3}"),
    "UK reference": re.compile(r"[A-Z]{3}\d{4}"),
}
"""What an authority's own number of an entry looks like. UN: regime, i or e for individual or
entity, running number. EU: number and two digits of check. UK: regime and running number."""
OFAC_NUMBER = "OFAC number"
_OFAC = re.compile(r"Office of Foreign Assets Control|\bOFAC\b")
_OFAC_LISTS = ("us_ofac_sdn", "us_ofac_cons")
OFFICIAL = frozenset({*_REFERENCES, OFAC_NUMBER})
"""Reasons that are the authority's own word: the number names one entry."""

_RANKS = (
    *_REFERENCES,
    OFAC_NUMBER,
    "IMO ship number",
    "IMO company number",
    "LEI",
    "INN",
    "OGRN",
    "wallet address",
    "BIC",
    "passport number",
    "tax number",
    "registration number",
    "national id number",
)
_BY_FAMILY = {
    "imo": "IMO ship number",
    "company_imo": "IMO company number",
    "lei": "LEI",
    "inn": "INN",
    "ogrn": "OGRN",
    "wallet": "wallet address",
    "bic": "BIC",
    "passport": "passport number",
    "tax": "tax number",
    "registration": "registration number",
    "id": "national id number",
}
_OF_A_COUNTRY = frozenset({"passport", "tax", "registration", "id"})
_UNCHECKED = frozenset(_BY_FAMILY[family] for family in _OF_A_COUNTRY)
_DOCUMENT_KINDS = (
    ("imo", re.compile(r"\bimo\b", re.I)),
    ("wallet", re.compile(r"digital currency|wallet", re.I)),
    ("passport", re.compile(r"passport|travel document|laissez", re.I)),
    ("ogrn", re.compile(r"\bogrn(ip)?\b|main state registration|огрн", re.I)),
    ("inn", re.compile(r"\binn\b|инн", re.I)),
    ("lei", re.compile(r"\blei\b|legal entity identifier", re.I)),
    ("bic", re.compile(r"\bswift|\bbic\b", re.I)),
    ("tax", re.compile(r"\btax|fiscal|\b(fein|vat|tin|nit|ruc|rfc|cnpj|rif|cuit)\b", re.I)),
    ("registration", re.compile(r"registration|registry|company (no|number)|enterprise|trade lic", re.I)),
    (
        "id",
        re.compile(r"national|identi|cedula|cédula|\b(curp|dni|ssn)\b|citizen|personal (no|number)", re.I),
    ),
)
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}")
_BRANCH = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?!XXX)[A-Z0-9]{3}")


class StrongKey(NamedTuple):
    """A number that is issued once. Keys sort by strength, then by value."""

    rank: int
    value: str

    @property
    def reason(self) -> str:
        """What kind of number it is, in words."""
        return _RANKS[self.rank]

    @property
    def copied_by_hand(self) -> bool:
        """Is it a number of one country's office, without check digits that would show a slip?"""
        return self.reason in _UNCHECKED


def strong_keys(entity: Entity) -> frozenset[StrongKey]:
    """Every number by which a record may be linked to records of other lists."""
    return frozenset((*_references(entity), *_from_properties(entity), *_from_documents(entity)))


def _key(reason: str, value: str) -> StrongKey:
    return StrongKey(_RANKS.index(reason), value)


def _references(entity: Entity) -> Iterator[StrongKey]:
    texts = [text for d in entity.designations for text in (d.un_reference, d.reference)]
    for text in (*texts, *entity.get("unscId")):
        compact = "".join(text.split())
        yield from (_key(reason, compact) for reason, form in _REFERENCES.items() if form.fullmatch(compact))
    if entity.source in _OFAC_LISTS and entity.record.isdigit():
        yield _key(OFAC_NUMBER, entity.record)
    for designation in entity.designations:
        if designation.reference.isdigit() and _OFAC.search(designation.authority):
            yield _key(OFAC_NUMBER, designation.reference)


def _from_properties(entity: Entity) -> Iterator[StrongKey]:
    countries = _home_countries(entity)
    for prop, values in entity.properties.items():
        family = family_of(entity.schema, prop)
        for value in values if family in _BY_FAMILY else ():
            yield from _numbered(family, value, countries)


def _from_documents(entity: Entity) -> Iterator[StrongKey]:
    for document in entity.documents:
        kind = document.kind.replace(".", "")
        family = next((f for f, pattern in _DOCUMENT_KINDS if pattern.search(kind)), "")
        if family == "imo":
            family = family_of(entity.schema, "imoNumber")
        if family:
            yield from _numbered(family, document.number, (document.country,) if document.country else ())


def _home_countries(entity: Entity) -> tuple[str, ...]:
    """The countries whose authorities may have issued a number that names no issuer."""
    props = ("nationality", "citizenship", "jurisdiction", "mainCountry", "country")
    return tuple(dict.fromkeys(c for prop in props for c in entity.get(prop)))


def _numbered(family: str, text: str, countries: Iterable[str]) -> Iterator[StrongKey]:
    number = normal_identifier(family, text)
    if family == "bic" and _BRANCH.fullmatch(text.strip()):
        return  # listed apart from its bank
    if family in ("tax", "registration", "id") and "ru" in countries:
        # Russian lists of numbers are labelled freely; the check digits tell what each is.
        family = "inn" if inn_valid(number) else "ogrn" if ogrn_valid(number) else family
    if not _trustworthy(family, number):
        return
    if family in _OF_A_COUNTRY:
        for country in countries:
            yield _key(_BY_FAMILY[family], f"{country}:{number}")
    else:
        yield _key(_BY_FAMILY[family], number)


def _trustworthy(family: str, number: str) -> bool:
    if family in _CHECKS:
        return _CHECKS[family](number)
    # A number of one repeated digit, or without digits at all, is a form left blank.
    return len(number) >= MIN_LENGTH and len(set(number)) > 2 and any(c.isdigit() for c in number)


def lei_valid(code: str) -> bool:
    """Is this a legal entity identifier: 20 characters, the whole one modulo 97 (ISO 17442)?"""
    if not re.fullmatch(r"[A-Z0-9]{18}\d{2}", code):
        return False
    return int("".join(str(int(c, 36)) for c in code)) % 97 == 1


def inn_valid(number: str) -> bool:
    """Is this a Russian taxpayer number (10 digits for companies, 12 for persons) by its check digits?"""
    if not re.fullmatch(r"\d{10}|\d{12}", number):
        return False
    weights = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
    digits = [int(c) for c in number]
    checked = (9,) if len(digits) == 10 else (10, 11)
    sums = {at: sum(w * d for w, d in zip(weights[-at:], digits, strict=False)) for at in checked}
    return all(total % 11 % 10 == digits[at] for at, total in sums.items())


def ogrn_valid(number: str) -> bool:
    """Is this a Russian state registration number (13 digits, 15 for sole traders) by its check digit?"""
    if not re.fullmatch(r"\d{13}|\d{15}", number):
        return False
    return int(number[:-1]) % (len(number) - 2) % 10 == int(number[-1])


def bic_valid(code: str) -> bool:
    """Is this the BIC of an institution (ISO 9362), 8 characters?"""
    return _BIC.fullmatch(code) is not None


_CHECKS: dict[str, Callable[[str], bool]] = {
    "imo": imo_valid,
    "company_imo": company_imo_valid,
    "lei": lei_valid,
    "inn": inn_valid,
    "ogrn": ogrn_valid,
    "bic": bic_valid,
}
