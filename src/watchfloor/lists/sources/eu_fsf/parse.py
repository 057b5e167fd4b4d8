"""The EU consolidated financial sanctions list, in its XML format 1.1.

One ``sanctionEntity`` is one entity; its EU reference number ("EU.367.96") is the record id,
and where it has none its logical id. The format used before 2017 (root ``WHOLE``) is refused.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial

import msgspec
from lxml import etree

from watchfloor.lists.intake import Intake
from watchfloor.lists.labels import read_labelled
from watchfloor.lists.languages import is_native, language_code
from watchfloor.lists.raw import RawFile
from watchfloor.lists.reading import Gate, Reading, iso_day, joined, one_line, open_list
from watchfloor.lists.sources.eu_fsf.details import (
    read_address,
    read_birth,
    read_citizenship,
    read_document,
    read_origin,
)
from watchfloor.lists.xml import Record
from watchfloor.model.entity import Designation, Entity, NameKind
from watchfloor.model.errors import SourceError

AUTHORITY = "European Union"
_SCHEMATA = {"P": "Person", "E": "Organization"}
_FORMER = re.compile(
    r"\b(?:former(?:ly)?|previous(?:ly)?|old) (?:name|known|listed)|\bf\.?k\.?a\b", re.IGNORECASE
)
_ALIAS = re.compile(r"\balii?as\b|\ba\.?k\.?a\b", re.IGNORECASE)
_LOW = re.compile(r"\blow[ -]quality\b|\bweak\b", re.IGNORECASE)
_SAYS_NOTHING = re.compile(
    r"\(?(?:good|low)[ -]quality alii?as\)?|none|alias|former name|(?:formerly|previously) listed(?: as?)?|",
    re.IGNORECASE,
)


def parse(raw: Sequence[RawFile], intake: Intake) -> Iterator[Entity]:
    """The entities of the EU list; see :data:`~watchfloor.lists.source.Parse`."""
    gate = Gate(intake)
    for file in raw:
        root = Record(_root(file, intake), path="", intake=intake)
        intake.published = iso_day(root.attr("generationDate").partition("T")[0])
        root.ignore("@globalFileId")
        for record in root.records("sanctionEntity"):
            record.path = "sanctionEntity"
            record.name = record.attr("euReferenceNumber") or record.attr("logicalId")
            yield from gate.admit(file.name, record.name, partial(_entity, record, intake))
        root.close()


def _root(file: RawFile, intake: Intake) -> etree._Element:
    try:
        return open_list(file, "export", intake)
    except SourceError as error:
        if "<WHOLE>" in error.what:
            hint = "Take the file of format 1.1 (xmlFullSanctionsList_1_1)."
            raise SourceError("the EU list in its format of before 2017", at=file.name, hint=hint) from error
        raise


def _entity(record: Record, intake: Intake) -> Entity:
    if not record.name:
        raise SourceError("neither an EU reference number nor a logical id")
    reading = Reading(intake, record.name, _schema(record))
    _names(record, reading)
    if not reading.names:
        raise SourceError("no name")
    for remark in record.texts("remark"):
        _remark(remark, reading)
    reading.note(record.attr("designationDetails"), "Designation")
    for designation in _designations(record):
        reading.designation(designation)
    reading.add("topics", "sanction")
    for citizenship in record.records("citizenship"):
        read_citizenship(citizenship, reading)
    for birth in record.records("birthdate"):
        read_birth(birth, reading)
    for address in record.records("address"):
        read_address(address, reading)
    for document in record.records("identification"):
        read_document(document, reading)
    return reading.build()


def _schema(record: Record) -> str:
    kind = record.record("subjectType")
    if kind is None:
        raise SourceError("no subjectType: neither person nor enterprise")
    code, name = kind.attr("classificationCode"), kind.attr("code")
    kind.close()
    if code not in _SCHEMATA:
        raise SourceError(f"subjectType {name or code!r} is neither person nor enterprise")
    return _SCHEMATA[code]


def _remark(remark: str, reading: Reading) -> None:
    rest = read_labelled(reading, remark)
    said = [part for part in re.split(r"\s*;\s*", rest) if not _SAYS_NOTHING.fullmatch(part.strip(" ."))]
    reading.note("; ".join(said))


def _designations(record: Record) -> list[Designation]:
    """One designation for each regulation: the list gives the one last amended of each programme."""
    base = Designation(
        source="eu_fsf",
        authority=AUTHORITY,
        reference=record.attr("euReferenceNumber"),
        un_reference=record.attr("unitedNationId"),
        listed_on=iso_day(record.attr("designationDate")),
    )
    record.ignore("@logicalId")
    found = []
    for regulation in record.records("regulation"):
        regulation.ignore("@logicalId", "@organisationType", "@publicationDate")
        found.append(
            msgspec.structs.replace(
                base,
                programme=regulation.attr("programme"),
                legal_basis=joined(regulation.attr("regulationType"), regulation.attr("numberTitle")),
                amended_on=iso_day(
                    regulation.attr("entryIntoForceDate") or regulation.attr("publicationDate")
                ),
                url=regulation.get("publicationUrl"),
            )
        )
    return found or [base]


def _names(record: Record, reading: Reading) -> None:
    """All names; the first strong one in Latin letters that no remark calls an alias is the primary one."""
    found: list[tuple[str, NameKind, str, str, str]] = []
    for name in record.records("nameAlias"):
        remarks = name.texts("remark")
        text = one_line(name.attr("wholeName")) or joined(
            *(name.attr(p) for p in ("firstName", "middleName", "lastName"))
        )
        kind = _kind(name.attr("strong"), " ".join(remarks))
        given = joined(name.attr("firstName"), name.attr("middleName"))
        found.append((text, kind, language_code(name.attr("nameLanguage")), name.attr("lastName"), given))
        for remark in remarks:
            _remark(remark, reading)
        reading.add("title", name.attr("title"))
        reading.gender(name.attr("gender"))
        reading.either(("position", "description"), name.attr("function"))
        read_origin(name)
    primary = next((f for f in found if f[1] == "primary" and not is_native(f[0])), None)
    primary = primary or next((f for f in found if f[1] != "former"), None)
    for entry in found:
        text, kind, lang, family, given = entry
        kind = "primary" if entry is primary else "alias" if kind == "primary" else kind
        if is_native(text):
            # The language given is often that of the regulation, not of the name.
            lang = "" if lang in ("en", "fr", "de") else lang
        whole = family and given
        reading.name(text, kind, lang=lang, family=family if whole else "", given=given if whole else "")


def _kind(strong: str, remark: str) -> NameKind:
    if _FORMER.search(remark):
        return "former"
    if strong == "false" or _LOW.search(remark):
        return "weak"
    return "alias" if _ALIAS.search(remark) else "primary"
