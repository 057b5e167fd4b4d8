"""What the UN list says of individuals: birth, nationality, documents, titles."""

import re

from watchfloor.lists.labels import Labelled, bare_label, document_days, labelled, put, rule_for
from watchfloor.lists.reading import Reading, iso_day, joined, one_line
from watchfloor.lists.xml import Record
from watchfloor.model.dates import parse_date
from watchfloor.model.entity import Document
from watchfloor.names.countries import country_code

_PASSPORT = re.compile(r"passe?port|pasaporte", re.IGNORECASE)
_COUNTRY_AND_NUMBER = re.compile(
    r"(?P<country>[A-Z][A-Za-z .]+?)\s+(?:number\s+)?(?P<number>[A-Z]{0,3}[ -]?\d[\w/-]*)"
)
_NUMBER_AT_END = re.compile(
    r"(?:\bno\b\.?|\bnumber|\bcard)\s*:?\s*(?P<number>[A-Z]{0,3}-?\s?\d[\w/-]*)", re.IGNORECASE
)
_LEADING_NUMBER = re.compile(r"(?P<number>[A-Z]{0,3}\d{4,}[\w/-]*)\b")
_ENUMERATED = re.compile(r"(?:^|\s)[a-z]\)\s+")
_MONTH_ONLY = re.compile(r"[A-Z][a-z]{2,8}\.?")


def read_person(record: Record, reading: Reading) -> None:
    """Everything only individuals have."""
    for tag, prop in (("TITLE", "title"), ("DESIGNATION", "position")):
        for holder in record.records(tag):
            for value in holder.texts("VALUE"):
                reading.add(prop, *(part.strip(' "') for part in _ENUMERATED.split(value)))
    for holder in record.records("NATIONALITY"):
        for value in holder.texts("VALUE"):
            reading.country("nationality", value)
    reading.gender(record.get("GENDER"))
    for birth in record.records("INDIVIDUAL_DATE_OF_BIRTH"):
        _birth(birth, reading)
    for place in record.records("INDIVIDUAL_PLACE_OF_BIRTH"):
        reading.add(
            "birthPlace", joined(*(place.get(t) for t in ("STREET", "CITY", "STATE_PROVINCE")), by=", ")
        )
        reading.country("birthCountry", place.get("COUNTRY"))
        reading.note(place.get("NOTE"), "Place of birth")
    for document in record.records("INDIVIDUAL_DOCUMENT"):
        _document(document, reading)


def _birth(record: Record, reading: Reading) -> None:
    """One date of birth: exact, approximate, between two years, or in the words of a note."""
    kind, note = record.get("TYPE_OF_DATE"), one_line(record.get("NOTE"))
    day, year = record.get("DATE"), record.get("YEAR")
    first, last = record.get("FROM_YEAR"), record.get("TO_YEAR")
    about = "circa " if kind == "APPROXIMATELY" or "approximat" in note.lower() else ""
    if year and _MONTH_ONLY.fullmatch(note) and parse_date(f"{note} {year}"):
        reading.date("birthDate", f"{note} {year}")
        return
    if day or year:
        reading.date("birthDate", about + (day or year))
    elif first or last:
        reading.date(
            "birthDate", f"{about}{first or last}-{last or first}" if first != last else about + first
        )
    elif note and parse_date(note):
        reading.date("birthDate", note)
        return
    if "approximat" not in note.lower() or not (day or year or first):
        reading.note(note, "Date of birth")


def _named(country: str) -> str | None:
    """The code of a country that is written out: "PS" before a number is a series, not Palestine."""
    return country_code(country) if len(country) > 3 else None  # longer than any code


def _document(record: Record, reading: Reading) -> None:
    base, detail = one_line(record.get("TYPE_OF_DOCUMENT")), one_line(record.get("TYPE_OF_DOCUMENT2"))
    number, note = one_line(record.get("NUMBER")), one_line(record.get("NOTE"))
    country = reading.country(
        "", record.get("ISSUING_COUNTRY"), record.get("COUNTRY_OF_ISSUE"), label="Document of"
    )
    issued, expires = document_days(note)
    issued = iso_day(record.get("DATE_OF_ISSUE")) or issued
    place = one_line(record.get("CITY_OF_ISSUE"))
    elsewhere = False
    if not number:
        elsewhere = _put_numbers(note, reading)
        number, detail, note = _hidden_number(detail, note)
    elif (match := _COUNTRY_AND_NUMBER.fullmatch(number)) and (code := _named(match["country"])):
        country, number = country or code, match["number"]
    is_passport = bool(_PASSPORT.search(base + detail))
    kind = (
        "passport"
        if is_passport and not _says_more(detail)
        else bare_label(detail) or "national identification"
    )
    document = Document(
        kind=kind,
        number=number,
        country=country,
        issued_on=issued,
        expires_on=expires,
        issued_at=place,
        note=note,
    )
    _file(document, detail, reading, is_passport=is_passport)
    if not number and not elsewhere:
        reading.note(
            joined(kind if base or detail else "", country, place, note), "Document without a number"
        )


def _file(document: Document, detail: str, reading: Reading, *, is_passport: bool) -> None:
    """Put a document among those of its kind, its number into the property it belongs in."""
    rule = rule_for(detail)
    if is_passport:
        reading.passport(document)
    elif document.number and rule and rule.value == "number" and "idNumber" not in rule.props:
        put(reading, Labelled(rule, detail, document.number), document.country)
        reading.note(document.note, detail)
    else:
        reading.identity(document)


def _says_more(detail: str) -> bool:
    return detail.strip(" .:").lower() not in (
        "",
        "passport",
        "number",
        "national passport",
        "national passport number",
    )


def _put_numbers(note: str, reading: Reading) -> bool:
    """Put the numbers a note labels into their properties; false where it labels none."""
    numbers = [detail for detail in labelled(note)[0] if detail.rule.value == "number"]
    for detail in numbers:
        put(reading, detail)
    return bool(numbers)


def _hidden_number(detail: str, note: str) -> tuple[str, str, str]:
    """The number of a document whose number stands in its type or its note; with both as they remain."""
    if match := _NUMBER_AT_END.search(detail):
        return match["number"], one_line(detail[: match.start()] + " " + detail[match.end() :]), note
    if re.fullmatch(r"\d{5,}", detail):
        return detail, "", note
    if match := _NUMBER_AT_END.search(note) or _LEADING_NUMBER.match(note):
        return match["number"].replace(" ", ""), detail, note
    return "", detail, note
