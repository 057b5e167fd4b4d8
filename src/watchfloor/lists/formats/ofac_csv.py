"""OFAC's CSV set: ``sdn.csv`` with ``alt.csv``, ``add.csv`` and ``sdn_comments.csv``.

No header, ``-0-`` for nothing, latin-1 or UTF-8, and a 0x1A mark at the end. ``sdn.csv`` alone is
enough; the others add to its rows. Remarks that outgrow their column go on, in mid-word, in the
comments file.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from watchfloor.lists.formats.ofac import Listing, joined_note
from watchfloor.lists.formats.ofac_links import resolve
from watchfloor.lists.formats.ofac_remarks import read_remarks
from watchfloor.lists.intake import Intake
from watchfloor.lists.raw import RawFile
from watchfloor.lists.xml import mixed_text
from watchfloor.model.entity import Address, Entity
from watchfloor.model.errors import BrokenFileError
from watchfloor.names.countries import country_code

COLUMNS = {"entries": 12, "aliases": 5, "addresses": 6, "comments": 2}
"""How many columns the rows of each file of the set have."""
CUT_AFTER = 1000
"""Characters of remarks that fit into ``sdn.csv`` (OFAC's data specification, size of the Remarks column)."""
_NAMES = {"comments": "comments", "alt": "aliases", "add": "addresses", "sdn": "entries", "prim": "entries"}
_ALIAS_KINDS = {"aka": "alias", "fka": "former", "nka": "alias"}
_AGAIN = "Fetch it again."

Row = tuple[int, list[str]]
"""A row and the number of its line in the file, from 1."""


def is_csv(file: RawFile) -> bool:
    """Does the file look like one of the set?"""
    body = file.data.removeprefix(b"\xef\xbb\xbf").strip(b"\x00\x1a\r\n \t")
    return bool(body) and not body.startswith((b"<", b"\xff\xfe", b"\xfe\xff"))


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
    continued = set()
    for name, (line, row) in tables["comments"]:
        if _attach("comments", name, line, row, remarks, intake):
            remarks[row[0]] += row[1]
            continued.add(row[0])
    for name, (line, row) in tables["aliases"]:
        if _attach("aliases", name, line, row, remarks, intake):
            listings[row[0]][0].name(row[3], _ALIAS_KINDS.get(row[2].lower(), "alias"))
            listings[row[0]][0].reading.note(row[4])
    for name, (line, row) in tables["addresses"]:
        if _attach("addresses", name, line, row, remarks, intake):
            _address(listings[row[0]][0], row)
    for number, (listing, _) in listings.items():
        read_remarks(listing, remarks[number] if number in continued else _whole(listing, remarks[number]))
    yield from resolve(listing.finish() for listing, _ in listings.values())


def _whole(listing: Listing, remarks: str) -> str:
    """Remarks without a last clause that their column cut off: half a number is no number."""
    if len(remarks) < CUT_AFTER or remarks.rstrip().endswith("."):
        return remarks
    listing.intake.repaired("remarks cut off by their column; sdn_comments.csv has the rest")
    whole, _, rest = remarks.rpartition(";")
    listing.reading.note(rest, "Remarks cut off")
    return whole


def _read(file: RawFile, intake: Intake) -> tuple[str, list[Row]]:
    """Which file of the set this is, and its usable rows."""
    data = file.data.removeprefix(b"\xef\xbb\xbf").rstrip(b"\x1a")
    text = mixed_text(data)[0]
    rows = list(_rows(text, file.name))
    kind = _kind(file.name, rows)
    _refuse_cut(text, file.name, rows, COLUMNS[kind])
    good = []
    for line, row in rows:
        if len(row) != COLUMNS[kind]:
            reason = f"{len(row)} columns, not {COLUMNS[kind]}"
        elif not row[0].strip().isdigit():
            reason = "no entity number"
        else:
            good.append((line, _cleaned(kind, row)))
            continue
        intake.reject(kind, file=file.name, record=f"line {line}", reason=reason)
    return kind, good


def _rows(text: str, name: str) -> Iterator[Row]:
    """The rows; where a quotation mark that is not closed drew lines together, each line by itself."""
    lines = text.split("\n")
    reader = csv.reader(io.StringIO(text, newline=""))
    start = 0
    try:
        for row in reader:
            if reader.line_num > start + 1 and len(row) not in COLUMNS.values():
                for line in range(start, reader.line_num):
                    for single in csv.reader([lines[line]]):
                        yield line + 1, single
            elif row:
                yield start + 1, row
            start = reader.line_num
    except csv.Error as error:
        raise BrokenFileError(
            f"no readable CSV: {error}", at=f"{name}, line {start + 1}", hint=_AGAIN
        ) from error


def _refuse_cut(text: str, name: str, rows: Sequence[Row], width: int) -> None:
    """Refuse a file whose last line ends before its row does."""
    last = text.rpartition("\n")[2]
    if not last.strip() or not rows:
        return
    line, row = rows[-1]
    if len(row) != width or last.count('"') % 2:
        raise BrokenFileError(
            f"cut short: the last row has {len(row)} of {width} columns"
            if len(row) != width
            else "cut short: the last row ends inside quotes",
            at=f"{name}, line {line}",
            hint=_AGAIN,
        )


def _kind(name: str, rows: Sequence[Row]) -> str:
    """Which file of the set: by its name if a row fits, else by the usual width of its rows."""
    words = set(re.split(r"[^a-z]+", PurePath(name).stem.lower()))
    named = next((kind for word, kind in _NAMES.items() if word in words), "")
    widths = Counter(len(row) for _, row in rows)
    if named and (COLUMNS[named] in widths or len(rows) == 1):
        return named
    width = widths.most_common(1)[0][0]
    found = next((kind for kind, columns in COLUMNS.items() if columns == width), "")
    if not found:
        raise BrokenFileError(f"no file of OFAC's CSV set: {width} columns", at=name, hint="Check --source.")
    return found


def _cleaned(kind: str, row: Sequence[str]) -> list[str]:
    """The cells without padding, nulls as empty strings; remarks keep a space at their ends.

    Where remarks are cut between two words, the space is the last of one file or the first of the
    other.
    """
    kept = len(row) - 1 if kind in ("entries", "comments") else len(row)
    cells = [cell.strip() if place < kept else cell.strip("\r\n") for place, cell in enumerate(row)]
    return ["" if cell.strip() == "-0-" else cell for cell in cells]


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
    listing.acts.programmes += [p for part in re.split(r"\]\s*\[|;", programmes) if (p := part.strip(" []"))]
    listing.title(title)
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
    listing.reading.address(
        Address(street=street, city=city, country=code, note=joined_note("" if code else country, note))
    )
    if code:
        listing.reading.add("country", code)
