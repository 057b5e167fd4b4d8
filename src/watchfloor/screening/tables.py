"""Rows out of customer files: CSV in any dialect, names one a line, JSON lines, Parquet.

A row that cannot be read is still a row: it comes out with its number and a problem.
"""

import csv
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

from watchfloor.model.errors import InputError
from watchfloor.screening.columns import NAME_COLUMNS, recognise
from watchfloor.screening.streams import Line, Notes, Source

DELIMITERS = ",;\t|"
SAMPLE_LINES = 50
MAX_QUOTED_LINES = 30
"""Lines a quoted value may span; an unclosed quote costs one row, not the rest of the file."""
PARQUET_ROWS = 20_000
"""Rows of a Parquet file read at once."""
ARRAY_BYTES = 200_000_000
"""Bytes of a JSON array, which cannot be streamed as JSON lines can."""
NAME_COLUMN = "name"
_NEVER = "\x1f"
"""A delimiter for files of one column: no text holds it."""

csv.field_size_limit(1 << 26)  # beyond what lines can hold: the limits here are ours


class RawRow(NamedTuple):
    """One row as the file has it: values by column; ``problem`` says what is wrong with it."""

    number: int
    cells: dict[str, tuple[str, ...]]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A file's rows. ``columns`` is empty where every row names its own; ``form`` describes the format."""

    at: str
    form: str
    columns: tuple[str, ...]
    rows: Iterator[RawRow]


def read_table(
    source: Source,
    notes: Notes,
    *,
    encoding: str = "",
    path: Path | None = None,
    headings: Collection[str] = (),
) -> Table:
    """The rows of an opened file; its format is told by its first bytes and its suffix.

    Args:
        source: the opened file.
        notes: takes what was noticed on the way.
        encoding: how to read the text; empty to find out.
        path: where the file lies; Parquet cannot be read from a pipe.
        headings: column names that are sure to be some, beside those usually used.

    Raises:
        InputError: the file is no table.
    """
    if source.head.startswith(b"PAR1"):
        return _parquet(source, path)
    source.refuse_foreign()
    head = source.text_head(encoding)
    suffix = Path(source.name).suffix.lower()
    if head.lstrip().startswith("["):
        return _json_array(source)
    if suffix in (".jsonl", ".ndjson", ".json") or head.lstrip().startswith("{"):
        return Table(source.at, "JSON lines", (), _json_lines(source.lines(notes, encoding)))
    lines = source.lines(notes, encoding)
    if hint := re.match(r"sep=(.)\n", head):  # Excel's own
        next(lines)
        return _delimited(source, lines, hint[1])
    prefer = "\t" if suffix in (".tsv", ".tab") else ""
    if suffix in ("", ".txt") and not _has_heading(head, sniff_delimiter(head), headings):
        return Table(source.at, "one name a line", (NAME_COLUMN,), _one_a_line(lines))
    return _delimited(source, lines, sniff_delimiter(head, prefer))


def _has_heading(head: str, delimiter: str, known: Collection[str]) -> bool:
    """Is the first line one of column names: is one of them known, or usual for a name?"""
    found = _fields(head.split("\n", 1)[0].strip(), delimiter)
    targets = [target for heading in found if (target := recognise(heading))]
    return any(target.prop in NAME_COLUMNS for target in targets) or any(
        heading in known for heading in found
    )


def _blank_lines_kept(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines without empty ones at the end; the others are rows without a name."""
    blank: list[Line] = []
    for line in lines:
        if line.text.strip(" \t\x00\x1a") or line.problem:
            yield from blank
            blank.clear()
            yield line
        else:
            blank.append(line)


def _one_a_line(lines: Iterable[Line]) -> Iterator[RawRow]:
    for number, line in enumerate(_blank_lines_kept(lines), start=1):
        yield RawRow(number, {NAME_COLUMN: (line.text.strip(),)}, line.problem)


def sniff_delimiter(head: str, prefer: str = "") -> str:
    """The delimiter that cuts the first lines into most columns of one count; empty for a single column.

    Quotes are respected: a comma inside a quoted name is no delimiter.
    """
    whole = head.replace("\r", " ").split("\n")[:SAMPLE_LINES]
    sample = [line for line in (whole[:-1] if len(whole) > 1 else whole) if line.strip()] or whole
    best, most = "", (0.0, 0)
    for delimiter in dict.fromkeys(prefer + DELIMITERS):
        counts = [len(_fields(line, delimiter)) for line in sample]
        width = counts[0] if counts else 0
        agreeing = sum(count == width for count in counts) / max(len(counts), 1)
        if width > 1 and (rank := (round(agreeing, 1), width)) > most:
            best, most = delimiter, rank
    return best


def _delimited(source: Source, lines: Iterator[Line], delimiter: str) -> Table:
    records = _records(_blank_lines_kept(lines), delimiter)
    first = next(records, None)
    if first is None or first[1]:
        raise InputError("there is no line of column names", at=source.at)
    columns = _distinct(first[0])
    told = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}.get(delimiter, repr(delimiter))
    form = f"CSV cut at {told}" if delimiter else "CSV of one column"
    return Table(source.at, form, columns, _aligned(records, columns))


def _distinct(header: Sequence[str]) -> tuple[str, ...]:
    """Column names without repetitions or gaps: ``name``, ``name (2)``, ``column 3``."""
    seen: Counter[str] = Counter()
    columns = []
    for place, text in enumerate(header, start=1):
        name = " ".join(text.split()) or f"column {place}"
        seen[name] += 1
        columns.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(columns)


def _aligned(records: Iterable[tuple[list[str], str]], columns: tuple[str, ...]) -> Iterator[RawRow]:
    """Rows with their values under their columns; too few or too many are a problem."""
    width = len(columns)
    for number, (fields, problem) in enumerate(records, start=1):
        cells = {c: (value,) for c, value in zip(columns, fields, strict=False) if value.strip()}
        yield RawRow(number, {**cells}, problem or _misfit(fields, width))


def _misfit(fields: list[str], width: int) -> str:
    """What is wrong with a row's number of columns; empty values at the end are not."""
    if not any(value.strip() for value in fields):
        return "the row is empty"
    if len(fields) < width:
        return f"too few columns: {len(fields)} of {width}"
    if any(value.strip() for value in fields[width:]):
        return f"too many columns: {len(fields)}, not {width} (a delimiter inside a value needs quotes)"
    return ""


def _records(lines: Iterable[Line], delimiter: str) -> Iterator[tuple[list[str], str]]:
    """Lines put together where a quoted value goes on, cut into fields; and what is wrong with them."""
    waiting: list[Line] = []
    source = iter(lines)
    while (line := waiting.pop(0) if waiting else next(source, None)) is not None:
        if '"' not in line.text or line.problem:
            yield _cut(line.text, delimiter), line.problem
            continue
        text = line.text
        ahead: list[Line] = []
        while (state := _quoting(text, delimiter)) == "open" and len(ahead) < MAX_QUOTED_LINES:
            following = waiting.pop(0) if waiting else next(source, None)
            if following is None:
                break
            ahead.append(following)
            text += "\n" + following.text
        if state == "open" or (state == "odd" and ahead):
            # The quote is a stray one: what follows are rows of their own.
            waiting[:0] = ahead
            yield _cut(line.text.replace('"', ""), delimiter), "a quote is opened and never closed"
        else:
            yield _fields(text, delimiter), ""


def _cut(text: str, delimiter: str) -> list[str]:
    return text.split(delimiter) if delimiter else [text]


def _quoting(text: str, delimiter: str) -> Literal["closed", "open", "odd"]:
    """Do the quotes in a record close? ``odd`` is one closed in the middle of a value."""
    try:
        next(csv.reader([text], delimiter=delimiter or _NEVER, strict=True), None)
    except csv.Error as error:
        return "open" if "unexpected end" in str(error) else "odd"
    return "closed"


def _fields(text: str, delimiter: str) -> list[str]:
    return next(csv.reader([text], delimiter=delimiter or _NEVER), [])


def _json_lines(lines: Iterable[Line]) -> Iterator[RawRow]:
    for number, line in enumerate(_blank_lines_kept(lines), start=1):
        if line.problem or not line.text.strip():
            yield RawRow(number, {}, line.problem or "the row is empty")
            continue
        try:
            yield _object(number, msgspec.json.decode(line.text))
        except (msgspec.DecodeError, RecursionError) as error:
            yield RawRow(number, {}, f"no valid JSON: {error}")


def _json_array(source: Source) -> Table:
    data = source.rest().read(ARRAY_BYTES + 1)
    if len(data) > ARRAY_BYTES:
        hint = "Write one object a line (JSON lines) instead; those can be streamed."
        raise InputError("the JSON array is too large to read at once", at=source.at, hint=hint)
    try:
        found: list[Any] = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=list[Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"no valid JSON: {error}", at=source.at) from error
    rows = (_object(number, item) for number, item in enumerate(found, start=1))
    return Table(source.at, "a JSON array", (), rows)


def _object(number: int, found: object) -> RawRow:
    """A row from a JSON object; FollowTheMoney's ``properties`` are taken as columns."""
    if not isinstance(found, dict):
        return RawRow(number, {}, "not a JSON object")
    if isinstance(properties := found.get("properties"), dict):
        found = {**{k: found[k] for k in ("id", "schema") if k in found}, **properties}
    return RawRow(number, {str(k): texts for k, v in found.items() if (texts := _texts(v))})


def _texts(value: object) -> tuple[str, ...]:
    """A value of JSON or Parquet as texts; lists give several, null none."""
    if value is None or value == "":
        return ()
    if isinstance(value, list | tuple):
        return tuple(text for item in value for text in _texts(item))
    if isinstance(value, dict):
        return (msgspec.json.encode(value, enc_hook=str).decode(),)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    elif isinstance(value, datetime):
        value = value.date()
    return (str(value),)


def _parquet(source: Source, path: Path | None) -> Table:
    if path is None or source.packed:
        hint = "Give the unpacked file by its name."
        raise InputError(
            "a Parquet file cannot be read from a pipe or a packed file", at=source.at, hint=hint
        )
    import polars as pl  # noqa: PLC0415 - a fifth of a second that only Parquet users pay

    try:
        frame = pl.scan_parquet(path)
        columns = tuple(frame.collect_schema().names())
    except (pl.exceptions.PolarsError, OSError) as error:
        raise InputError(f"not a readable Parquet file: {error}", at=source.at) from error

    def rows() -> Iterator[RawRow]:
        for start in range(0, 1 << 40, PARQUET_ROWS):
            chunk = frame.slice(start, PARQUET_ROWS).collect().to_dicts()
            for number, cells in enumerate(chunk, start=start + 1):
                yield RawRow(number, {k: texts for k, v in cells.items() if (texts := _texts(v))})
            if len(chunk) < PARQUET_ROWS:
                return

    return Table(source.at, "Parquet", columns, rows())


def peeked(rows: Iterator[RawRow], count: int) -> tuple[list[RawRow], Iterator[RawRow]]:
    """The first rows, and all rows as if none had been taken."""
    first = list(islice(rows, count))
    return first, chain(first, rows)
