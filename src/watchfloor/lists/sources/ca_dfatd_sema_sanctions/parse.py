"""The Canadian autonomous sanctions list (SEMA and JVCFOR), in its XML format.

The list has no record ids. An entry is known in law by its regulation, schedule and item number,
so the record id is built from these: "russia/1-part-1/23". Where two entries share them, the
later ones get their name added ("russia/1-part-1/23/ivan-ivanov"); the same name twice is rejected.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import partial

from watchfloor.lists.intake import Intake
from watchfloor.lists.raw import RawFile
from watchfloor.lists.reading import Gate, Reading, iso_day, joined, one_line, open_list
from watchfloor.lists.sources.ca_dfatd_sema_sanctions.aliases import split_aliases
from watchfloor.lists.xml import Record
from watchfloor.model.dates import parse_date
from watchfloor.model.entity import Designation, Entity
from watchfloor.model.errors import SourceError

AUTHORITY = "Global Affairs Canada"
_JVCFOR = "Justice for Victims of Corrupt Foreign Officials"
_SEMA_ACT = "Special Economic Measures Act"
_JVCFO_ACT = "Justice for Victims of Corrupt Foreign Officials Act (Sergei Magnitsky Law)"


def parse(raw: Sequence[RawFile], intake: Intake) -> Iterator[Entity]:
    """The entities of the Canadian list; see :data:`~watchfloor.lists.source.Parse`."""
    gate = Gate(intake)
    taken: set[str] = set()
    for file in raw:
        root = Record(open_list(file, "data-set", intake), path="", intake=intake)
        for record in root.records("record"):
            record.path, record.name = "record", _record_id(record, taken)
            yield from gate.admit(file.name, record.name, partial(_entity, record, intake))
        root.close()


def _english(text: str) -> str:
    """The English half of "Russia / Russie"."""
    return one_line(text.partition(" / ")[0])


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9.]+", "-", plain).strip("-")


def _record_id(record: Record, taken: set[str]) -> str:
    parts = (_english(record.get("Country")).partition(" (")[0], record.get("Schedule"), record.get("Item"))
    base = "/".join(slug for part in parts if (slug := _slug(part)))
    if base in taken:
        base = f"{base}/{_slug(joined(record.get('EntityOrShip'), record.get('GivenName'), record.get('LastName')))}"
    taken.add(base)
    return base


def _entity(record: Record, intake: Intake) -> Entity:
    family, given = one_line(record.get("LastName")), one_line(record.get("GivenName"))
    name, imo = one_line(record.get("EntityOrShip")), record.get("ShipIMONumber")
    if not (family or given or name):
        raise SourceError("neither a person's name nor an entity's")
    if not record.name:
        raise SourceError("neither country nor schedule nor item")
    schema = "Vessel" if imo else "Organization" if name else "Person"
    reading = Reading(intake, record.name, schema)
    whole = bool(family and given)
    reading.name(
        name or joined(given, family), "primary", given=given if whole else "", family=family if whole else ""
    )
    for alias in split_aliases(record.get("Aliases"), given=given, family=family):
        reading.name(alias.text, "alias", lang=alias.lang)
    reading.add("imoNumber", imo) if imo else None
    _title(record.get("TitleOrShip"), reading)
    _date(one_line(record.get("DateOfBirthOrShipBuildDate")), reading)
    reading.designation(_designation(record))
    reading.add("topics", "sanction")
    return reading.build()


def _title(text: str, reading: Reading) -> None:
    """A person's title in both languages ("General/général"), or a ship's type."""
    if reading.schema == "Person":
        reading.add("title", *text.split("/"))
    else:
        reading.place(("type",), text, "Title")


def _date(text: str, reading: Reading) -> None:
    """A birth date or, for ships, a year of build; "X or Y" of whole dates is two dates."""
    prop = {"Person": "birthDate", "Vessel": "buildDate"}.get(reading.schema, "incorporationDate")
    text = re.sub(r"^born in\s+", "", text, flags=re.IGNORECASE)
    choices = re.split(r"\s+or\s+", text, flags=re.IGNORECASE)
    if len(choices) > 1 and all(len(parse_date(choice) or "") > 4 for choice in choices):
        for choice in choices:
            reading.date(prop, choice)
    else:
        reading.date(prop, text, label="Date of birth")


def _designation(record: Record) -> Designation:
    regime, schedule, item = _english(record.get("Country")), record.get("Schedule"), record.get("Item")
    schedule = f"Schedule {schedule}" if schedule[:1].isdigit() else schedule
    where = joined(schedule, f"item {item}" if item else "", by=", ")
    is_jvcfor = regime.startswith(_JVCFOR)
    return Designation(
        source="ca_dfatd_sema_sanctions",
        authority=AUTHORITY,
        programme=regime,
        legal_basis=_JVCFO_ACT if is_jvcfor else _SEMA_ACT,
        reference=where,
        listed_on=iso_day(record.get("DateOfListing")),
    )
