"""The US Consolidated Screening List: thirteen lists of three departments in one CSV.

One row is one party on one list; several values of one kind stand in one cell, separated by
semicolons. The record id is the list's own ``_id``; rows that share it are one entity with a
designation for each list. Which authority put the party on which list, and what that restricts,
is told by ``lists.toml``.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from importlib.resources import files

import msgspec

from watchfloor.lists.formats.ofac import Listing
from watchfloor.lists.formats.ofac_csv import vessel
from watchfloor.lists.formats.ofac_remarks import read_remarks
from watchfloor.lists.formats.ofac_table import meaning
from watchfloor.lists.intake import Intake
from watchfloor.lists.raw import RawFile
from watchfloor.lists.reading import Gate, iso_day, joined
from watchfloor.lists.tables import table_rows, table_text
from watchfloor.model.entity import Address, Designation, Entity, Value
from watchfloor.model.errors import BrokenFileError, SourceError
from watchfloor.names.countries import country_code

COLUMNS = frozenset(
    """_id source entity_number type programs name title addresses federal_register_notice start_date end_date
    standard_order license_requirement license_policy call_sign vessel_type gross_tonnage gross_registered_tonnage
    vessel_flag vessel_owner remarks source_list_url alt_names citizenships dates_of_birth nationalities
    places_of_birth source_information_url ids""".split()
)
NEEDED = ("_id", "source", "name")
_SHORT = re.compile(r"\(([A-Z]+|NS-MBS List)\)|\b(CMIC|MBS|EL|DPL)\b")
_LABELS = (
    ("citizenships", "citizen"),
    ("nationalities", "nationality"),
    ("dates_of_birth", "DOB"),
    ("places_of_birth", "POB"),
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class ListOf(Value):
    """One of the lists put together."""

    authority: str
    programme: str
    measure: str
    topic: str


@cache
def _lists() -> dict[str, ListOf]:
    text = files("watchfloor.lists.sources.us_trade_csl").joinpath("lists.toml").read_bytes()
    return msgspec.toml.decode(text, type=dict[str, ListOf])


def parse(raw: Sequence[RawFile], intake: Intake) -> Iterator[Entity]:
    """The entities of the list; see :data:`~watchfloor.lists.source.Parse`."""
    gate = Gate(intake)
    for file in raw:
        parties: dict[str, list[dict[str, str]]] = {}
        for number, row in _rows(file, intake):
            parties.setdefault(row["_id"] or f"row {number}", []).append(row)
        for record, rows in parties.items():
            for entity in gate.admit(file.name, record, partial(_entity, rows, intake)):
                for _ in rows[1:]:
                    intake.attached("entries")
                yield entity


def _rows(file: RawFile, intake: Intake) -> Iterator[tuple[int, dict[str, str]]]:
    rows = table_rows(table_text(file, intake), file=file.name, intake=intake)
    _, columns = next(rows)
    if missing := [name for name in NEEDED if name not in columns]:
        raise BrokenFileError(
            f"not the Consolidated Screening List: no column {', '.join(missing)}",
            at=file.name,
            hint="Check --source.",
        )
    for number, cells in rows:
        row = {name: cell.strip() for name, cell in zip(columns, cells, strict=True)}
        for name in row.keys() - COLUMNS:
            if row[name]:
                intake.left_unread(name)
        yield number, row


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _entity(rows: Sequence[Mapping[str, str]], intake: Intake) -> Entity:
    """One party from its rows: one for each of the lists it is on, with a designation each."""
    record, kind = rows[0]["_id"], rows[0].get("type", "") or "unknown"
    if not record or not rows[0]["name"]:
        raise SourceError("no name" if record else "no id")
    listing = Listing(intake, record, kind)
    listing.reading.properties.pop("topics", None)
    for row in rows:
        # What one list restricts, and since when, is no fact about the others.
        listing.measures, listing.listed_on = {}, ""
        _read(row, listing)
    return listing.reading.build()


def _read(row: Mapping[str, str], listing: Listing) -> None:
    known = _list_of(row["source"], listing.intake)
    listing.reading.add("topics", known.topic)
    known_names = {name.text for name in listing.reading.names.values()}
    for name in (row["name"], *_several(row.get("alt_names", ""))):
        if name not in known_names:
            listing.name(name, "alias" if listing.reading.names else "primary")
    if title := row.get("title", ""):
        listing.reading.place(("position",), title, "Title")
    for text in _several(row.get("addresses", "")):
        _address(text, listing)
    _facts(row, listing)
    read_remarks(listing, row.get("remarks", ""))
    _designations(row, known, listing)


def _short(source: str) -> str:
    """The short name of a list, from the brackets of its long one."""
    short = _SHORT.search(source)
    if "CMIC" in source or not short:
        return "CMIC" if short else ""
    return str(short[1] or short[2]).replace("NS-MBS List", "MBS")


def _list_of(source: str, intake: Intake) -> ListOf:
    known = _lists().get(_short(source))
    if known is None:
        intake.repaired("a list by an unknown name, kept as the programme")
        return ListOf(authority=source.rpartition(" - ")[2], programme=source, measure="", topic="sanction")
    return known


def _facts(row: Mapping[str, str], listing: Listing) -> None:
    for column, label in _LABELS:
        for value in _several(row.get(column, "")):
            listing.fact(label, value)
    for text in _several(row.get("ids", "")):
        _number(text, listing)
    vessel(
        listing,
        call_sign=row.get("call_sign", ""),
        kind=row.get("vessel_type", ""),
        tonnage=row.get("gross_tonnage", ""),
        gross=row.get("gross_registered_tonnage", ""),
        flag=row.get("vessel_flag", ""),
        owner=row.get("vessel_owner", ""),
    )


def _number(text: str, listing: Listing) -> None:
    """One of the ids: ``country, day it expires, day it was issued, number, label``, all but the last two optional."""
    value, _, label = text.rpartition(", ")
    known = meaning(label)
    if not value:
        listing.reading.note(text)
    elif known is None or known[0] != "documents":
        listing.fact(label, value)
    else:
        parts = value.split(", ")
        country = parts.pop(0) if len(parts) > 1 and re.fullmatch(r"[A-Z]{2}", parts[0]) else ""
        days = [parts.pop(0) for _ in range(2) if len(parts) > 1 and _DAY.fullmatch(parts[0])]
        issued, expires = (min(days), max(days)) if len(days) > 1 else ("", "")
        note = days[0] if len(days) == 1 else ""
        listing.fact(label, ", ".join(parts), country=country, issued=issued, expires=expires, note=note)


def _address(text: str, listing: Listing) -> None:
    body, _, last = text.rpartition(", ")
    code = country_code(last) if re.fullmatch(r"[A-Z]{2}", last) else None
    listing.reading.address(Address(full=body if code else text, country=code or ""))
    if code:
        listing.reading.add("country", code)


def _designations(row: Mapping[str, str], known: ListOf, listing: Listing) -> None:
    notice = row.get("federal_register_notice", "")
    measures = [known.measure, *listing.measures]
    for column, label in (
        ("license_requirement", "Licence requirement"),
        ("license_policy", "Licence policy"),
    ):
        if text := row.get(column, ""):
            measures.append(f"{label}: {text}")
    if row.get("standard_order", "") in ("Y", "N"):
        measures.append("standard order" if row["standard_order"] == "Y" else "order that is not standard")
    ends = iso_day(row.get("end_date", ""))
    for programme in _several(row.get("programs", "")) or [known.programme]:
        listing.reading.designation(
            Designation(
                source=listing.intake.source,
                authority=known.authority,
                programme=programme,
                legal_basis=notice,
                reference=row.get("entity_number", ""),
                listed_on=listing.listed_on or iso_day(row.get("start_date", "")),
                measures=tuple(m for m in measures if m),
                status=f"until {ends}" if ends else "",
                url=joined(row.get("source_information_url") or row.get("source_list_url", "")),
            )
        )
