"""An identity on the Swiss list: names in parts and spellings, births, documents, addresses."""

from itertools import islice, product
from typing import NamedTuple

from watchfloor.lists.languages import language_code, sure_language
from watchfloor.lists.reading import Reading, iso_day, joined, one_line
from watchfloor.lists.xml import Record
from watchfloor.model.dates import parse_date
from watchfloor.model.entity import Address, Document, NameKind

_LATIN = "LATN"
_MOST_SPELLINGS = 24
"""Spellings of one name in one language and script; parts with many variants multiply."""
_GIVEN = ("given-name", "further-given-name")
_FAMILY = ("family-name", "maiden-name")
_NOT_IN_THE_NAME = ("title",)
_PROPERTIES = {
    "title": "title",
    "father-name": "fatherName",
    "grand-father-name": "fatherName",
    "suffix": "nameSuffix",
}
_PASSPORTS = ("passport", "diplomatic-passport", "service-passport", "travel-document")


class Place(NamedTuple):
    """A place other records point at."""

    location: str = ""
    area: str = ""
    country_code: str = ""
    country: str = ""


class _Part(NamedTuple):
    """One part of a name: its type, its spelling, and the spellings in other languages and scripts."""

    kind: str
    value: str
    variants: dict[tuple[str, str], list[str]]


def read_place(record: Record) -> tuple[str, Place]:
    """A ``place``: its id, and what it is."""
    country = record.record("country")
    code = name = ""
    if country is not None:
        code, name = country.attr("iso-code"), one_line(country.text)
        country.close()
    # Other spellings of the place and its district; the main one is enough to show where it is.
    record.ignore("location-variant", "area-variant", "coordinates")
    return record.attr("ssid"), Place(
        one_line(record.get("location")), one_line(record.get("area")), code, name
    )


def read_identity(record: Record, reading: Reading, places: dict[str, Place]) -> None:
    """Everything one identity says; names of an identity that is not the main one are aliases."""
    is_main = record.attr("main") != "false"
    record.ignore("@ssid")
    for name in record.records("name"):
        _name(name, reading, is_main=is_main)
    for birth in record.records("day-month-year"):
        _date(birth, reading)
    for nationality in record.records("nationality"):
        for country in nationality.records("country"):
            prop = "nationality" if reading.has("nationality") else "country"
            reading.country(prop, country.attr("iso-code"), country.text)
        nationality.ignore("@ssid")
    for item in record.records("place-of-birth"):
        place = _place(item, reading, places)
        text = joined(
            one_line(item.get("location")) or place.location,
            one_line(item.get("area")) or place.area,
            by=", ",
        )
        reading.place(("birthPlace",), text, "Place")
        reading.country(
            "birthCountry" if reading.has("birthCountry") else "country", place.country_code, place.country
        )
        item.ignore("@quality", "@ssid")
    for item in record.records("address"):
        _address(item, reading, places)
    for item in record.records("identification-document"):
        _document(item, reading)


def _name(record: Record, reading: Reading, *, is_main: bool) -> None:
    parts = sorted(
        ((int(p.attr("order") or 0), _part(p)) for p in record.records("name-part")), key=lambda p: p[0]
    )
    kind = _kind(record.attr("name-type"), record.attr("quality"), is_main=is_main and not reading.names)
    record.ignore("@ssid")
    spoken = [part for _, part in parts if part.kind not in _NOT_IN_THE_NAME]
    for _, part in parts:
        if prop := _PROPERTIES.get(part.kind):
            reading.either((prop,), part.value)
    lang = language_code(record.attr("lang"))
    given = joined(*(p.value for p in spoken if p.kind in _GIVEN))
    family = joined(*(p.value for p in spoken if p.kind in _FAMILY))
    both = bool(given and family)
    reading.name(
        joined(*(part.value for part in spoken)),
        kind,
        lang=lang,
        given=given if both else "",
        family=family if both else "",
    )
    other: NameKind = "alias" if kind == "primary" else kind
    for spelling in _spellings(spoken):
        # A family name alone would hit every namesake.
        reading.name(spelling.text, other if spelling.whole else "weak", lang=spelling.lang)


def _part(record: Record) -> _Part:
    variants: dict[tuple[str, str], list[str]] = {}
    for variant in record.records("spelling-variant"):
        key = (language_code(variant.attr("lang")), variant.attr("script"))
        variant.ignore("@spelling-variant-type")
        if text := one_line(variant.text):
            variants.setdefault(key, []).append(text)
    return _Part(record.attr("name-part-type"), one_line(record.get("value")), variants)


def _kind(name_type: str, quality: str, *, is_main: bool) -> NameKind:
    if name_type == "formerly-known-as":
        return "former"
    if quality == "low":
        return "weak"
    return "primary" if name_type == "primary-name" and is_main else "alias"


class _Spelling(NamedTuple):
    """A whole name in one language and script; ``whole`` unless parts had no variant there."""

    lang: str
    text: str
    whole: bool


def _spellings(parts: list[_Part]) -> list[_Spelling]:
    """The name in each language and script its parts have variants in.

    A part without a variant in Latin letters keeps its own spelling. In any other script a part
    without a variant is left out: half a name in each of two scripts is no name.
    """
    found = []
    for lang, script in dict.fromkeys(key for part in parts for key in part.variants):
        choices = []
        for part in parts:
            same_script = [t for (_, other), texts in part.variants.items() if other == script for t in texts]
            values = part.variants.get((lang, script)) or same_script[:1]
            if values or script == _LATIN:
                choices.append(values or [part.value])
        for spelling in islice(product(*choices), _MOST_SPELLINGS):
            text = joined(*spelling)
            sure = lang or ("" if script == _LATIN else sure_language(text))
            found.append(_Spelling(sure, text, len(choices) == len(parts)))
    return found


def _date(record: Record, reading: Reading) -> None:
    parts = (record.attr(part) for part in ("year", "month", "day"))
    year, month, day = (part.strip("0 ") and part.zfill(2) for part in parts)
    prop = next(
        p for p in ("birthDate", "incorporationDate", "buildDate") if reading.has(p) or p == "buildDate"
    )
    text = "-".join(part for part in (year, month, day if month else "") if part)
    if record.attr("calendar") not in ("", "Gregorian"):
        text = f"{text} hijri"
    edtf = parse_date(text) or ""
    # "low" is SECO's word for a date it is not sure of.
    about = "~" if record.attr("quality") == "low" and edtf and "~" not in edtf else ""
    if edtf:
        reading.add(prop, edtf + about)
    else:
        reading.misread(prop, text, "a date in an unknown form")
    record.ignore("@ssid")


def _place(record: Record, reading: Reading, places: dict[str, Place]) -> Place:
    ref = record.attr("place-id")
    if ref and ref not in places:
        reading.intake.repaired("a place the file does not describe, left out")
    return places.get(ref, Place())


def _address(record: Record, reading: Reading, places: dict[str, Place]) -> None:
    place = _place(record, reading, places)
    box, care_of = one_line(record.get("p-o-box")), one_line(record.get("c-o"))
    reading.address(
        Address(
            street=joined(one_line(record.get("address-details")), f"P.O. Box {box}" if box else "", by=", "),
            city=place.location,
            region=place.area,
            postal_code=one_line(record.get("zip-code")),
            country=reading.country("", place.country_code, place.country, label="Address country"),
            note=joined(
                f"c/o {care_of}" if care_of else "",
                *record.texts("remark"),
                *record.texts("remarks"),
                by="; ",
            ),
        )
    )
    record.ignore("@ssid", "@quality", "@main")


def _document(record: Record, reading: Reading) -> None:
    kind = record.attr("document-type")
    issuer = record.record("issuer")
    country = ""
    if issuer is not None:
        country = reading.country("", issuer.attr("code"), issuer.text, label="Document of")
        issuer.close()
    document = Document(
        kind=kind.replace("-", " "),
        number=one_line(record.get("number")),
        country=country,
        issued_on=iso_day(record.get("date-of-issue")),
        expires_on=iso_day(record.get("expiry-date")),
        issued_at=one_line(record.get("place-of-issue")),
        note=joined(*record.texts("remark"), by="; "),
    )
    record.ignore("@ssid")
    if not document.number:
        reading.note(document.note, f"{kind} without a number")
    elif kind in _PASSPORTS:
        reading.passport(document)
    else:
        reading.identity(document)
