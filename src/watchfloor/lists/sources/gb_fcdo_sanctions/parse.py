"""The UK Sanctions List, in its XML format.

One ``Designation`` is one entity: a person, an entity or a ship. ``UniqueID`` ("RUS1683") is its
record id. Names come in six parts, of which the sixth is the family name of a person and the
whole name of anything else.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from watchfloor.lists.intake import Intake
from watchfloor.lists.labels import read_labelled
from watchfloor.lists.languages import is_native, language_code
from watchfloor.lists.raw import RawFile
from watchfloor.lists.reading import Gate, Reading, iso_day, joined, one_line, open_list
from watchfloor.lists.sources.gb_fcdo_sanctions.details import read_company, read_person, read_ship
from watchfloor.lists.xml import Record
from watchfloor.model.entity import Address, Designation, Entity, NameKind
from watchfloor.model.errors import SourceError

AUTHORITY = "Foreign, Commonwealth & Development Office"
_SCHEMATA = {"individual": "Person", "entity": "Organization", "ship": "Vessel"}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def parse(raw: Sequence[RawFile], intake: Intake) -> Iterator[Entity]:
    """The entities of the UK list; see :data:`~watchfloor.lists.source.Parse`."""
    gate = Gate(intake)
    for file in raw:
        root = Record(open_list(file, "Designations", intake), path="", intake=intake)
        intake.published = iso_day(root.get("DateGenerated"))
        for record in root.records("Designation"):
            record.path, record.name = "Designation", record.get("UniqueID")
            yield from gate.admit(file.name, record.name, partial(_entity, record, intake))
        root.close()


def _entity(record: Record, intake: Intake) -> Entity:
    kind = record.take("IndividualEntityShip")
    schema = _SCHEMATA.get(kind.lower())
    if schema is None:
        raise SourceError(f"IndividualEntityShip is {kind!r}")
    reading = Reading(intake, record.take("UniqueID"), schema)
    _names(record, reading)
    if not reading.names:
        raise SourceError("no name")
    reading.designation(_designation(record))
    reading.add("topics", "sanction")
    reading.note(record.get("OFSIGroupID"), "OFSI Group ID")
    reading.note(record.get("DesignationSource").replace("|", ", "), "Designation source")
    reading.note(read_labelled(reading, record.get("OtherInformation")))
    for holder in record.records("Addresses"):
        for address in holder.records("Address"):
            reading.address(_address(address, reading))
    _contacts(record, reading)
    for tag, read in (
        ("IndividualDetails", read_person),
        ("EntityDetails", read_company),
        ("ShipDetails", read_ship),
    ):
        for holder in record.records(tag):
            for details in holder.records(tag.removesuffix("Details")):
                read(details, reading)
    # The same as SanctionsImposed, as one column for each measure.
    record.ignore("SanctionsImposedIndicators")
    return reading.build()


def _names(record: Record, reading: Reading) -> None:
    has_primary = False
    for holder in record.records("Names"):
        for name in holder.records("Name"):
            parts = [one_line(name.get(f"Name{n}")) for n in range(1, 7)]
            kind, strength = name.get("NameType").lower(), name.get("AliasStrength").lower()
            given, family = joined(*parts[:5]), parts[5]
            is_primary = kind.startswith("primary name") and "variation" not in kind and not has_primary
            whole = reading.schema == "Person" and bool(given and family)
            reading.name(
                joined(given, family),
                "primary" if is_primary else _kind(kind, strength),
                given=given if whole else "",
                family=family if whole else "",
            )
            has_primary |= is_primary and bool(given or family)
    for holder in record.records("NonLatinNames"):
        for name in holder.records("NonLatinName"):
            text = one_line(name.get("NameNonLatinScript"))
            lang = language_code(name.get("NonLatinScriptLanguage"))
            # Some are spelled in Latin letters after all, whatever the type says.
            reading.native(text, lang) if is_native(text) else reading.name(text)
            name.ignore("NonLatinScriptType")
    for holder in record.records("Titles"):
        for title in holder.texts("Title"):
            reading.place(("title",), title, "Title")


def _kind(name_type: str, strength: str) -> NameKind:
    if "former" in name_type or "previous" in name_type or "f.k.a" in name_type:
        return "former"
    return "weak" if strength.startswith("low") else "alias"


def _designation(record: Record) -> Designation:
    measures = (one_line(measure) for measure in record.get("SanctionsImposed").split("|"))
    return Designation(
        source="gb_fcdo_sanctions",
        authority=AUTHORITY,
        programme=record.get("RegimeName"),
        reference=record.get("UniqueID"),
        un_reference=record.get("UNReferenceNumber"),
        listed_on=iso_day(record.get("DateDesignated")),
        amended_on=iso_day(record.get("LastUpdated")),
        measures=tuple(measure for measure in measures if measure),
        reason=one_line(record.get("UKStatementofReasons")),
    )


def _address(record: Record, reading: Reading) -> Address:
    lines = [one_line(record.get(f"AddressLine{n}")) for n in range(1, 7)]
    return Address(
        street=joined(*lines[:5], by=", "),
        city=lines[5],
        postal_code=one_line(record.get("AddressPostalCode")),
        country=reading.country("", record.get("AddressCountry"), label="Address country"),
    )


def _contacts(record: Record, reading: Reading) -> None:
    for group, tag, prop in (
        ("PhoneNumbers", "PhoneNumber", "phone"),
        ("EmailAddresses", "EmailAddress", "email"),
        ("Websites", "Website", "website"),
    ):
        for holder in record.records(group):
            for value in holder.texts(tag):
                # Some e-mail addresses stand among the websites.
                right = "email" if _EMAIL.fullmatch(value) else prop
                reading.place((right,), value, tag)
