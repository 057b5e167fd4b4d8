"""Birth, citizenship, addresses and documents on the EU list."""

import re

from watchfloor.lists.labels import document_days, read_labelled
from watchfloor.lists.reading import Reading, is_blank, iso_day, joined, one_line
from watchfloor.lists.xml import Record
from watchfloor.model.dates import parse_date
from watchfloor.model.entity import Address, Document

_SOLAR = re.compile(r"iranian|solar|shamsi|persian", re.IGNORECASE)
_SOLAR_TO_GREGORIAN = 621
"""Years: a year of the Iranian solar calendar begins in March of that Gregorian year."""
_CONTACTS = {"EMAIL": "email", "WEB": "website", "PHONE": "phone", "FAX": "phone", "MOBILE": "phone"}
_NUMBERS = {
    "imo": ("imoNumber",),
    "swiftbic": ("swiftBic",),
    "regnumber": ("registrationNumber", "idNumber"),
    "fiscalcode": ("taxNumber",),
    "ssn": ("socialSecurityNumber", "idNumber"),
    "tradelic": ("licenseNumber", "registrationNumber"),
    "id": ("idNumber",),
    "other": ("idNumber",),
}
_PASSPORTS = ("passport", "travel", "diplomatic", "laissez")
_FLAGS = {
    "diplomatic": "diplomatic",
    "knownExpired": "known to have expired",
    "knownFalse": "known to be false",
    "reportedLost": "reported lost",
    "revokedByIssuer": "revoked by its issuer",
}


def read_origin(record: Record) -> None:
    """The regulation a single detail comes from; the designation as a whole names the same ones."""
    record.ignore("regulationSummary", "@regulationLanguage", "@logicalId")


def _country(record: Record, reading: Reading, prop: str, label: str) -> str:
    code, name = record.attr("countryIso2Code"), record.attr("countryDescription")
    return "" if is_blank(code) and is_blank(name) else reading.country(prop, code, name, label=label)


def read_citizenship(record: Record, reading: Reading) -> None:
    """A citizenship, with its region and remark as notes."""
    _country(record, reading, "nationality" if reading.has("nationality") else "country", "Citizenship")
    reading.note(record.attr("region"), "Citizenship, region")
    for remark in record.texts("remark"):
        reading.note(remark, "Citizenship")
    read_origin(record)


def read_birth(record: Record, reading: Reading) -> None:
    """A date and place of birth: a day, a month, a year, or a range of years, in either calendar."""
    remarks = [one_line(remark) for remark in record.texts("remark")]
    prop = "birthDate" if reading.has("birthDate") else "incorporationDate"
    if edtf := _date(record, " ".join(remarks)):
        about = "~" if record.attr("circa") == "true" and "~" not in edtf else ""
        reading.add(prop, "/".join(part + about for part in edtf.split("/")))
    place = joined(*(record.attr(p) for p in ("place", "city", "zipCode", "region")), by=", ")
    reading.place(("birthPlace",), place, "Place")
    _country(
        record, reading, "birthCountry" if reading.has("birthCountry") else "country", "Country of birth"
    )
    for remark in remarks:
        reading.note(remark, "Birth")
    record.ignore("@circa")
    read_origin(record)


def _date(record: Record, remark: str) -> str:
    whole, year = record.attr("birthdate"), record.attr("year")
    month, day = record.attr("monthOfYear"), record.attr("dayOfMonth")
    first, last = record.attr("yearRangeFrom"), record.attr("yearRangeTo")
    if record.attr("calendarType") == "ISLAMIC" and not whole:
        # A whole date is always published in the Gregorian calendar as well, parts are not.
        return _islamic(year or first, remark)
    if first or last:
        text = f"{first or last}-{last or first}" if first != last else first
    else:
        text = whole or "-".join(part.zfill(2) for part in (year, month, day if month else "") if part)
    return parse_date(text) or ""


def _islamic(year: str, remark: str) -> str:
    """A year of the Iranian solar or the Islamic lunar calendar, as the remark says, in ours."""
    if not year.isdigit():
        return ""
    if _SOLAR.search(remark):
        start = int(year) + _SOLAR_TO_GREGORIAN
        return parse_date(f"{start}-{start + 1}") or ""
    return parse_date(f"{year} hijri") or ""


def read_address(record: Record, reading: Reading) -> None:
    """A postal address and the contacts that hang on it."""
    box = record.attr("poBox")
    notes = [one_line(remark) for remark in record.texts("remark")]
    if record.attr("asAtListingTime") == "true":
        notes.append("as at the time of listing")
    for contact in record.records("contactInfo"):
        prop, value = _CONTACTS.get(contact.attr("key").upper(), ""), contact.attr("value")
        if not (prop and reading.either((prop,), value)):
            reading.note(value, contact.attr("key").capitalize())
    reading.address(
        Address(
            street=joined(record.attr("street"), f"P.O. Box {box}" if box else "", by=", "),
            city=joined(record.attr("place"), record.attr("city"), by=", "),
            region=one_line(record.attr("region")),
            postal_code=one_line(record.attr("zipCode")),
            country=_country(record, reading, "", "Address country"),
            note="; ".join(notes),
        )
    )
    read_origin(record)


def read_document(record: Record, reading: Reading) -> None:
    """An identity document or registration, and its number in the property it belongs in."""
    code, description = record.attr("identificationTypeCode"), record.attr("identificationTypeDescription")
    number = one_line(record.attr("number") or record.attr("latinNumber"))
    country = _country(record, reading, "", "Document of")
    remarks = [rest for remark in record.texts("remark") if (rest := read_labelled(reading, remark))]
    issued, expires = document_days("; ".join(remarks))
    notes = [text for flag, text in _FLAGS.items() if record.attr(flag) == "true"]
    if name := record.attr("nameOnDocument"):
        notes.append(f"in the name of {name}")
    if region := record.attr("region"):
        notes.append(region)
    document = Document(
        kind=description or code,
        number="" if is_blank(number) else number,
        country=country,
        issued_on=iso_day(record.attr("issueDate") or record.attr("validFrom")) or issued,
        expires_on=iso_day(record.attr("validTo")) or expires,
        issued_at=one_line(record.attr("issuedBy")),
        note="; ".join([*remarks, *notes]),
    )
    _put(document, code, reading)
    record.ignore("@latinNumber", "@validFrom")
    read_origin(record)


def _put(document: Document, code: str, reading: Reading) -> None:
    if not document.number:
        reading.note(joined(document.note, document.issued_at), document.kind)
    elif any(word in code.lower() for word in _PASSPORTS):
        reading.passport(document)
    elif code in {"imo", "swiftbic"}:
        reading.place(_NUMBERS[code], document.number, document.kind)
    else:
        reading.document(document)
        reading.either(_NUMBERS.get(code, ("idNumber",)), document.number)
