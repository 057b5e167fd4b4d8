"""The UN Security Council Consolidated List, in its XML format.

One ``INDIVIDUAL`` or ``ENTITY`` is one entity; ``DATAID`` is its record id, the permanent
reference number ("KPi.033") its reference. Every field is read. A file whose characters were
cut to one byte each (August 2025) is read with its names restored where the bytes allow it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from watchfloor.lists.intake import Intake
from watchfloor.lists.labels import read_labelled
from watchfloor.lists.raw import RawFile
from watchfloor.lists.reading import Gate, Reading, iso_day, joined, latest, one_line, open_list
from watchfloor.lists.sources.un_sc_sanctions.aliases import acronym_of
from watchfloor.lists.sources.un_sc_sanctions.details import read_person
from watchfloor.lists.sources.un_sc_sanctions.names import read_aliases, read_original_script
from watchfloor.lists.xml import Record
from watchfloor.model.entity import Address, Designation, Entity, Relation
from watchfloor.model.identifiers import company_imo_valid, imo_valid

AUTHORITY = "United Nations Security Council"
_NOTICE = re.compile(
    r"\s*INTERPOL-UN Security Council Special Notice web\s*link\s*:?\s*(https?://\S+(?:\s?Notices/\S+)?)(?:\s*click here)?",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"\b[A-Z]{2,3}[ie]\.\d{3}\b")
_MEASURES = re.compile(r"\(\s*((?:Travel Ban|Asset Freeze)(?:\s*,\s*(?:Travel Ban|Asset Freeze))*)\s*\)")
_IS_A_SHIP = re.compile(
    r"^(?:the )?(?:vessel|ship|tanker|cargo ship|motor vessel|m/?v)\b"
    r"|\b(?:is|was) an? (?:\w+[ -])*(?:vessel|ship|tanker)\b",
    re.IGNORECASE,
)


def parse(raw: Sequence[RawFile], intake: Intake) -> Iterator[Entity]:
    """The entities of the UN list; see :data:`~watchfloor.lists.source.Parse`."""
    gate = Gate(intake)
    entities: list[Entity] = []
    for file in raw:
        damage = sum(intake.repairs.values())
        root = Record(open_list(file, "CONSOLIDATED_LIST", intake), path="", intake=intake)
        cut = sum(intake.repairs.values()) > damage
        intake.published = iso_day(root.attr("dateGenerated").partition("T")[0])
        for group, tag in (("INDIVIDUALS", "INDIVIDUAL"), ("ENTITIES", "ENTITY")):
            for holder in root.records(group):
                for record in holder.records(tag):
                    record.name, record.path = record.get("DATAID"), tag
                    entities.extend(
                        gate.admit(file.name, record.name, partial(_entity, record, intake, cut=cut))
                    )
        root.close()
    yield from _with_relations(entities)


def _entity(record: Record, intake: Intake, *, cut: bool) -> Entity:
    is_person = record.path == "INDIVIDUAL"
    reading = Reading(intake, record.take("DATAID"), "Person" if is_person else "Organization")
    _names(record, reading, cut=cut)
    reading.designation(_designation(record))
    reading.add("topics", "sanction")
    if is_person:
        read_person(record, reading)
    for address in record.records(f"{record.path}_ADDRESS"):
        reading.address(_address(address, reading))
    reading.note(record.get("SUBMITTED_BY"), "Submitted by")
    reading.note(record.get("SUBMITTED_ON"), "Submitted on")
    _comments(record.get("COMMENTS1"), reading)
    # The list's own name, a counter that has been 1 for years, and two keys for sorting on screen.
    record.ignore("LIST_TYPE", "VERSIONNUM", "SORT_KEY", "SORT_KEY_LAST_MOD")
    return reading.build()


def _names(record: Record, reading: Reading, *, cut: bool) -> None:
    parts = [record.take("FIRST_NAME"), *(record.get(f"{n}_NAME") for n in ("SECOND", "THIRD", "FOURTH"))]
    name = joined(*parts)
    reading.name(name, "primary")
    bare, acronym = acronym_of(name)
    if acronym and reading.schema != "Person":
        reading.name(bare)
        reading.add("abbreviation", acronym)
    read_original_script(record, reading, cut=cut)
    read_aliases(record, reading, cut=cut)


def _designation(record: Record) -> Designation:
    reference = record.get("REFERENCE_NUMBER")
    updates = [iso_day(day) for holder in record.records("LAST_DAY_UPDATED") for day in holder.texts("VALUE")]
    return Designation(
        source="un_sc_sanctions",
        authority=AUTHORITY,
        measures=_measures(record.get("COMMENTS1")),
        programme=record.get("UN_LIST_TYPE"),
        reference=reference,
        un_reference=reference,
        listed_on=iso_day(record.get("LISTED_ON")),
        amended_on=latest(updates),
    )


def _measures(comments: str) -> tuple[str, ...]:
    """The measures comments name in brackets: "(Travel Ban, Asset Freeze)"."""
    named = (measure.strip().lower() for group in _MEASURES.findall(comments) for measure in group.split(","))
    return tuple(dict.fromkeys(named))


def _address(record: Record, reading: Reading) -> Address:
    return Address(
        street=one_line(record.get("STREET")),
        city=one_line(record.get("CITY")),
        region=one_line(record.get("STATE_PROVINCE")),
        postal_code=one_line(record.get("ZIP_CODE")),
        country=reading.country("", record.get("COUNTRY"), label="Address country"),
        note=one_line(record.get("NOTE")),
    )


def _comments(text: str, reading: Reading) -> None:
    for link in _NOTICE.finditer(text):
        reading.add("sourceUrl", link[1].replace(" ", "").rstrip("."))
    text = _NOTICE.sub(" ", text)
    if gender := re.search(r"Gender \[(\w+)\]\.?", text):
        reading.gender(gender[1])
        text = text.replace(gender[0], " ")
    rest = read_labelled(reading, text)
    numbers = reading.properties.get("imoNumber", {})
    if _IS_A_SHIP.search(text) and any(imo_valid(n) and not company_imo_valid(n) for n in numbers):
        reading.schema = "Vessel"
    reading.note(rest)


def _with_relations(entities: Sequence[Entity]) -> Iterator[Entity]:
    """The entities, tied to those whose reference numbers their comments give."""
    by_reference = {d.reference: entity for entity in entities for d in entity.designations if d.reference}
    for entity in entities:
        own = {d.reference for d in entity.designations}
        named = dict.fromkeys(ref for note in entity.get("notes") for ref in _REFERENCE.findall(note))
        others = [by_reference[ref] for ref in named if ref in by_reference and ref not in own]
        relations = tuple(
            Relation(
                schema="UnknownLink",
                end="subject",
                role="named in the listing",
                other=other.caption,
                other_id=other.id,
            )
            for other in others
        )
        yield msgspec.structs.replace(entity, relations=(*entity.relations, *relations))
