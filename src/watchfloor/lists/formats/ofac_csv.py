"""OFAC's CSV set: ``sdn.csv`` with ``alt.csv``, ``add.csv`` and ``sdn_comments.csv``.

No header, ``-0-`` for nothing, latin-1 or UTF-8, and a 0x1A mark at the end. ``sdn.csv`` alone is
enough; the others add to its rows. Remarks that outgrow their column go on, in mid-word, in the
comments file.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from watchfloor.lists.formats.ofac import Listing, resolve
from watchfloor.lists.formats.ofac_remarks import read_remarks
from watchfloor.lists.intake import Intake
from watchfloor.lists.raw import RawFile
from watchfloor.lists.xml import mixed_text
from watchfloor.model.entity import Address, Entity
from watchfloor.model.errors import BrokenFileError
from watchfloor.names.countries import country_code

COLUMNS = {"entries": 12, "aliases": 5, "addresses": 6, "comments": 2}
"""How many columns the rows of each file of the set have."""
_NAMES = {"comment": "comments", "alt": "aliases", "add": "addresses", "sdn": "entries", "prim": "entries"}
_ALIAS_KINDS = {"aka": "alias", "fka": "former", "nka": "alias"}

Row = tuple[int, list[str]]


def is_csv(file: RawFile) -> bool:
    """Does the file look like one of the set?"""
    return bool(file.data.strip(b"\x1a\r\n \t")) and not file.data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(
        b"<"
    )


def parse_csv(raw: Sequence[RawFile], intake: Intake) -> Iterator[Entity]:
    """The entities of a CSV set.

    Raises:
        BrokenFileError: no ``sdn.csv`` (or ``cons_prim.csv``) among the files, or one that is cut short.
    """
    tables: dict[str, list[tuple[str, Row]]] = {kind: [] for kind in COLUMNS}
    for file in raw:
        kind, rows = _read(file, intake)
        tables[kind].extend((file.name, row) for row in rows)
    if not tables["entries"]:
        raise BrokenFileError(
            "no sdn.csv (or cons_prim.csv) among the files",
            at=", ".join(file.name for file in raw),
            hint="Give the files that belong together, or their folder.",
        )
    listings = dict(_entries(tables["entries"], intake))
    remarks = {number: listing[1] for number, listing in listings.items()}
    for name, (line, row) in tables["comments"]:
        if _attach("comments", name, line, row, remarks, intake):
            remarks[row[0]] += row[1]
    for name, (line, row) in tables["aliases"]:
        if _attach("aliases", name, line, row, remarks, intake):
            listings[row[0]][0].name(row[3], _ALIAS_KINDS.get(row[2].lower(), "alias"))
            listings[row[0]][0].reading.note(row[4])
    for name, (line, row) in tables["addresses"]:
        if _attach("addresses", name, line, row, remarks, intake):
            _address(listings[row[0]][0], row)
    yield from resolve(_finished(listings, remarks))


def _finished(listings: dict[str, tuple[Listing, str]], remarks: dict[str, str]) -> Iterator[Entity]:
    for number, (listing, _) in listings.items():
        read_remarks(listing, remarks[number])
        yield listing.finish()


def _read(file: RawFile, intake: Intake) -> tuple[str, list[Row]]:
    """Which file of the set this is, and its rows with their line numbers, nulls as empty strings."""
    data = file.data.removeprefix(b"\xef\xbb\xbf")
    if not data.strip(b"\x1a\r\n \t\x00"):
        raise BrokenFileError("the file is empty", at=file.name, hint="Fetch it again.")
    if data.lstrip(b" \r\n\t")[:200].lower().startswith((b"<!doctype", b"<html")):
        raise BrokenFileError(
            "an HTML page, not a list", at=file.name, hint="The server sent an error page; fetch it again."
        )
    ended = data.rstrip(b"\x1a").endswith((b"\n", b"\r"))
    reader = csv.reader(io.StringIO(mixed_text(data.rstrip(b"\x1a"))[0], newline=""), strict=False)
    rows: list[Row] = []
    for row in reader:
        if row:
            rows.append((reader.line_num, ["" if cell.strip() == "-0-" else cell.strip() for cell in row]))
    kind = _kind(file.name, rows)
    if not ended and rows and len(rows[-1][1]) != COLUMNS[kind]:
        raise BrokenFileError(
            f"cut short: the last row has {len(rows[-1][1])} of {COLUMNS[kind]} columns",
            at=f"{file.name}, line {rows[-1][0]}",
            hint="Fetch it again.",
        )
    good = []
    for line, row in rows:
        if len(row) == COLUMNS[kind] and row[0].isdigit():
            good.append((line, row))
        else:
            reason = (
                f"{len(row)} columns, not {COLUMNS[kind]}"
                if len(row) != COLUMNS[kind]
                else "no entity number"
            )
            intake.reject(kind, file=file.name, record=f"line {line}", reason=reason)
    return kind, good


def _kind(name: str, rows: list[Row]) -> str:
    stem = PurePath(name).stem.lower()
    named = next((kind for part, kind in _NAMES.items() if part in stem), "")
    if named:
        return named
    width = len(rows[0][1]) if rows else 0
    found = next((kind for kind, columns in COLUMNS.items() if columns == width), "")
    if not found:
        raise BrokenFileError(f"no file of OFAC's CSV set: {width} columns", at=name, hint="Check --source.")
    return found


def _entries(rows: list[tuple[str, Row]], intake: Intake) -> Iterator[tuple[str, tuple[Listing, str]]]:
    seen: set[str] = set()
    for name, (line, row) in rows:
        number, text = row[0], row[1]
        if number in seen or not text:
            reason = "the entity number occurs twice; the first is kept" if text else "no name"
            intake.reject("entries", file=name, record=f"line {line}, {number}", reason=reason)
            continue
        seen.add(number)
        intake.entity("entries")
        yield number, (_entry(row, intake), row[11])


def _entry(row: list[str], intake: Intake) -> Listing:
    number, name, kind, programmes, title, call_sign, vessel_type, tonnage, gross, flag, owner, _ = row
    listing = Listing(intake, number, kind)
    listing.name(name)
    listing.programmes = [p.strip(" []") for p in programmes.replace("] [", ";").split(";") if p.strip(" []")]
    reading = listing.reading
    if title:
        reading.place(("position",), title, "Title")
    vessel(
        listing, call_sign=call_sign, kind=vessel_type, tonnage=tonnage, gross=gross, flag=flag, owner=owner
    )
    return listing


def vessel(  # noqa: PLR0913 - one argument a column
    listing: Listing, *, call_sign: str, kind: str, tonnage: str, gross: str, flag: str, owner: str
) -> None:
    """The ship's own columns; a ship that OFAC types as something else keeps them as notes."""
    reading = listing.reading
    facts = (
        ("callSign", call_sign, "Call sign"),
        ("type", kind, "Vessel type"),
        ("deadweightTonnage", tonnage.replace(",", ""), "Tonnage"),
        ("grossRegisteredTonnage", gross.replace(",", ""), "Gross registered tonnage"),
    )
    for prop, value, label in facts:
        if value:
            reading.place((prop,), value, label)
    if flag:
        listing.fact("Vessel Flag", flag)
    if owner:
        listing.fact("Vessel Owner", owner)


def _attach(kind: str, name: str, line: int, row: list[str], known: dict[str, str], intake: Intake) -> bool:
    """Count a row that belongs to an entry; reject it where there is no such entry."""
    if row[0] in known:
        intake.attached(kind)
        return True
    intake.reject(kind, file=name, record=f"line {line}, {row[0]}", reason=f"no entry {row[0]} in the list")
    return False


def _address(listing: Listing, row: list[str]) -> None:
    _, _, street, city, country, note = row
    code = country_code(country) or ""
    if country and not code:
        note = "; ".join(part for part in (country, note) if part)
    listing.reading.address(Address(street=street, city=city, country=code, note=note))
    if code:
        listing.reading.add("country", code)
