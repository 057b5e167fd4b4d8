"""The US Consolidated Screening List: thirteen lists of three departments in one CSV.

One row an entity; several values of one kind stand in one cell, separated by semicolons. The
record id is the list's own ``_id``. Which authority put the party on which list, and what that
restricts, is told by ``lists.toml``.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from importlib.resources import files

import msgspec

from watchfloor.lists.formats.ofac import Listing, meaning
from watchfloor.lists.formats.ofac_csv import vessel
from watchfloor.lists.formats.ofac_remarks import read_remarks
from watchfloor.lists.intake import Intake
from watchfloor.lists.raw import RawFile
from watchfloor.lists.reading import Gate, iso_day, joined
from watchfloor.lists.xml import mixed_text
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
    seen: set[str] = set()
    for file in raw:
        for line, row in _rows(file, intake):
            record = (row.get("_id") or "").strip()
            if record in seen:  # the same party on another of the lists
                record = f"{record}/{_short(row['source'])}"
            seen.add(record)
            yield from gate.admit(file.name, record or f"line {line}", partial(_entity, record, row, intake))


def _rows(file: RawFile, intake: Intake) -> Iterator[tuple[int, dict[str, str]]]:
    head = file.data[:500].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if not file.data.strip(b"\xef\xbb\xbf \t\r\n\x00\x1a"):
        raise BrokenFileError("the file is empty", at=file.name, hint="Fetch it again.")
    if head.startswith((b"<!doctype", b"<html")):
        hint = "The server sent an error page; fetch it again."
        raise BrokenFileError("an HTML page, not a list", at=file.name, hint=hint)
    text, _ = mixed_text(file.data.removeprefix(b"\xef\xbb\xbf"))
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", restval=None)
    columns = list(reader.fieldnames or ())
    if missing := [name for name in NEEDED if name not in columns]:
        raise BrokenFileError(
            f"not the Consolidated Screening List: no column {', '.join(missing)}",
            at=file.name,
            hint="Check --source.",
        )
    if text.count('"') % 2 and not text.endswith("\n"):
        raise BrokenFileError("cut short inside quotes", at=file.name, hint="Fetch it again.")
    row: dict[str, str] = {}
    found = False
    for row in reader:
        found = True
        for name in set(row) - COLUMNS - {""}:
            if row[name]:
                intake.left_unread(name)
        if None in row.values() or "" in row:
            at = f"{file.name}, line {reader.line_num}"
            if not text.endswith("\n") and reader.line_num >= text.count("\n"):
                raise BrokenFileError("cut short in the last row", at=at, hint="Fetch it again.")
            reason = f"not the {len(columns)} columns of the heading"
            intake.reject("entries", file=file.name, record=f"line {reader.line_num}", reason=reason)
            continue
        yield reader.line_num, row
    if not found:
        raise BrokenFileError("the list holds no records", at=file.name, hint="Fetch it again.")


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _entity(record: str, row: Mapping[str, str], intake: Intake) -> Entity:
    name = row["name"].strip()
    if not record or not name:
        raise SourceError("no id" if not record else "no name")
    listing = Listing(intake, record, row.get("type") or "unknown")
    reading = listing.reading
    known = _list_of(row["source"], intake)
    reading.properties.pop("topics", None)
    reading.add("topics", known.topic)
    listing.name(name)
    for alias in _several(row.get("alt_names") or ""):
        listing.name(alias, "alias")
    if title := (row.get("title") or "").strip():
        reading.place(("position",), title, "Title")
    for text in _several(row.get("addresses") or ""):
        _address(text, listing)
    _facts(row, listing)
    read_remarks(listing, row.get("remarks") or "")
    _designations(row, known, listing)
    return reading.build()


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
        for value in _several(row.get(column) or ""):
            listing.fact(label, value)
    for text in _several(row.get("ids") or ""):
        _number(text, listing)
    vessel(
        listing,
        call_sign=(row.get("call_sign") or "").strip(),
        kind=(row.get("vessel_type") or "").strip(),
        tonnage=(row.get("gross_tonnage") or "").strip(),
        gross=(row.get("gross_registered_tonnage") or "").strip(),
        flag=(row.get("vessel_flag") or "").strip(),
        owner=(row.get("vessel_owner") or "").strip(),
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
    notice = (row.get("federal_register_notice") or "").strip()
    measures = [known.measure, *listing.measures]
    for column, label in (
        ("license_requirement", "Licence requirement"),
        ("license_policy", "Licence policy"),
    ):
        if text := (row.get(column) or "").strip():
            measures.append(f"{label}: {text}")
    if (row.get("standard_order") or "").strip() in ("Y", "N"):
        measures.append(
            "standard order" if row["standard_order"].strip() == "Y" else "order that is not standard"
        )
    ends = iso_day(row.get("end_date") or "")
    for programme in _several(row.get("programs") or "") or [known.programme]:
        listing.reading.designation(
            Designation(
                source=listing.intake.source,
                authority=known.authority,
                programme=programme,
                legal_basis=notice,
                reference=(row.get("entity_number") or "").strip(),
                listed_on=listing.listed_on or iso_day(row.get("start_date") or ""),
                measures=tuple(m for m in measures if m),
                status=f"until {ends}" if ends else "",
                url=joined(row.get("source_information_url") or row.get("source_list_url") or ""),
            )
        )
