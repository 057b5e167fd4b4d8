"""A watchlist of the user's own, as CSV.

Columns are recognised by the headings in ``columns.toml``; a file of mappings beside the CSV
(``mapping.toml`` or ``NAME.mapping.toml``, with a table ``[columns]`` of heading = column) says
what others hold. Only a name is needed. The record id is the ``id`` column, or else the row's
number, which then must not change from one import to the next.
"""

from collections.abc import Iterator, Sequence
from functools import cache, partial
from importlib.resources import files

import msgspec

from watchfloor.lists.intake import Intake
from watchfloor.lists.raw import RawFile
from watchfloor.lists.reading import Gate, Reading, iso_day
from watchfloor.lists.tables import table_rows, table_text
from watchfloor.model.entity import Address, Designation, Document, Entity, Value
from watchfloor.model.errors import BrokenFileError, SourceError
from watchfloor.model.schema import property_type, schema, schema_names
from watchfloor.names.countries import country_code

_NAMES = ("name", "first_name", "last_name")
_PROPS = {
    "birth_place": "birthPlace", "imo": "imoNumber", "mmsi": "mmsi", "tax_number": "taxNumber",
    "registration_number": "registrationNumber", "lei": "leiCode", "bic": "swiftBic", "first_name": "firstName",
    "last_name": "lastName",
}  # fmt: skip


class Table(Value):
    """The headings and kinds of ``columns.toml``."""

    headings: dict[str, tuple[str, ...]]
    schemata: dict[str, tuple[str, ...]]


@cache
def _table() -> Table:
    text = files("watchfloor.lists.sources.custom").joinpath("columns.toml").read_bytes()
    return msgspec.toml.decode(text, type=Table)


def _plain(heading: str) -> str:
    return " ".join(heading.casefold().replace("_", " ").replace("-", " ").split()).strip(" .:")


def parse(raw: Sequence[RawFile], intake: Intake) -> Iterator[Entity]:
    """The entities of a watchlist; see :data:`~watchfloor.lists.source.Parse`."""
    mapping = _mapping([file for file in raw if file.name.endswith(".toml")])
    tables = [file for file in raw if not file.name.endswith(".toml")]
    if not tables:
        raise BrokenFileError("no CSV among the files", at=", ".join(f.name for f in raw) or "the folder")
    gate = Gate(intake)
    for file in tables:
        for number, row in _rows(file, mapping, intake):
            record = (row.get("id") or [""])[0] or f"row-{number}"
            yield from gate.admit(file.name, record, partial(_entity, record, row, intake))


def _mapping(found: Sequence[RawFile]) -> dict[str, str]:
    """Heading to column, as the user's mapping says."""
    out: dict[str, str] = {}
    for file in found:
        try:
            columns = msgspec.toml.decode(file.data).get("columns", {})
            out.update(msgspec.convert(columns, type=dict[str, str]))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise BrokenFileError(f"not a mapping: {error}", at=file.name) from error
    for heading, column in out.items():
        if column != "ignore" and not _is_column(column):
            hint = f"Columns are {', '.join(_table().headings)}, and FollowTheMoney's properties."
            raise BrokenFileError(
                f"the mapping gives {heading!r} to {column!r}, which is no column", hint=hint
            )
    return {_plain(heading): column for heading, column in out.items()}


def _is_column(name: str) -> bool:
    return name in _table().headings or any(property_type(kind, name) for kind in schema_names())


def _column_of(heading: str, mapping: dict[str, str]) -> str:
    plain = _plain(heading)
    if plain in mapping:
        return mapping[plain]
    known = next((column for column, names in _table().headings.items() if plain in map(_plain, names)), "")
    return known or (heading.strip() if _is_column(heading.strip()) else "")


def _rows(
    file: RawFile, mapping: dict[str, str], intake: Intake
) -> Iterator[tuple[int, dict[str, list[str]]]]:
    """The rows that hold something, by their number, with their cells under the columns known."""
    text = table_text(file, intake)
    delimiter = max(",;\t|", key=text.splitlines()[0].count)
    rows = table_rows(text, file=file.name, intake=intake, delimiter=delimiter)
    _, headings = next(rows)
    columns = _columns(headings, mapping, file.name)
    for number, cells in rows:
        yield number, _cells(headings, columns, cells, intake)


def _columns(headings: list[str], mapping: dict[str, str], at: str) -> list[str]:
    """What each column holds; empty for those nobody knows."""
    columns = [_column_of(heading, mapping) for heading in headings]
    if not set(columns).intersection(_NAMES):
        hint = 'Name a column `name`, or map one in mapping.toml: [columns] "Your heading" = "name".'
        raise BrokenFileError(f"no column of names; the columns are {', '.join(headings)}", at=at, hint=hint)
    return columns


def _cells(headings: list[str], columns: list[str], cells: list[str], intake: Intake) -> dict[str, list[str]]:
    row: dict[str, list[str]] = {}
    for heading, column, cell in zip(headings, columns, cells, strict=True):
        if not cell.strip() or column == "ignore":
            continue
        if not column:
            intake.left_unread(heading)
            continue
        single = column in ("note", "reason", "address", "name", "id")
        parts = [cell.strip()] if single else [part.strip() for part in cell.split(";") if part.strip()]
        row.setdefault(column, []).extend(parts)
    return row


def _entity(record: str, row: dict[str, list[str]], intake: Intake) -> Entity:
    reading = Reading(intake, record, _schema(row))
    whole = " ".join((*row.get("first_name", ()), *row.get("last_name", ())))
    names = row.get("name") or [whole]
    if not names[0].strip():
        raise SourceError("no name")
    reading.name(
        names[0],
        "primary",
        family=" ".join(row.get("last_name", ())),
        given=" ".join(row.get("first_name", ())),
    )
    for name in (*names[1:], *row.get("alias", ())):
        reading.name(name, "alias")
    for name in row.get("weak_alias", ()):
        reading.name(name, "weak")
    for name in row.get("former_name", ()):
        reading.name(name, "former")
    _facts(row, reading)
    _designation(row, reading)
    return reading.build()


def _schema(row: dict[str, list[str]]) -> str:
    """The schema of a row: as it says, else a ship if it has an IMO number, a person if it was born."""
    given = (row.get("schema") or [""])[0]
    if schema(given) is not None:
        return given
    for name, words in _table().schemata.items():
        if given and _plain(given) in words:
            return name
    if given:
        raise SourceError(f"no kind of party is called {given!r}")
    if row.get("imo"):
        return "Vessel"
    return "Person" if row.get("birth_date") or row.get("passport") else "LegalEntity"


def _facts(row: dict[str, list[str]], reading: Reading) -> None:
    for column, values in row.items():
        for value in values:
            if column in _PROPS:
                reading.place((_PROPS[column],), value, column.replace("_", " "))
            elif column == "birth_date":
                reading.date("birthDate" if reading.has("birthDate") else "incorporationDate", value)
            elif column in ("country", "nationality"):
                reading.country(column if reading.has(column) else "country", value)
            elif column == "passport":
                reading.passport(Document(kind="passport", number=value))
            elif column == "wallet":
                reading.document(Document(kind="Digital Currency Address", number=value))
            elif column == "gender":
                reading.gender(value)
            elif column == "note":
                reading.note(value)
            elif column not in _table().headings:
                reading.place((column,), value, column)
    address = Address(
        full=" ".join(row.get("address", ())),
        city=" ".join(row.get("city", ())),
        country=(country_code((row.get("country") or [""])[0]) or "")
        if row.get("address") or row.get("city")
        else "",
    )
    reading.address(address)


def _designation(row: dict[str, list[str]], reading: Reading) -> None:
    def one(column: str) -> str:
        return (row.get(column) or [""])[0]

    reading.add("topics", "poi")
    reading.designation(
        Designation(
            source=reading.source,
            programme=one("programme"),
            reference=one("reference"),
            listed_on=iso_day(one("listed_on")),
            delisted_on=iso_day(one("delisted_on")),
            reason=one("reason"),
        )
    )
