"""Results as files: JSON lines, CSV, Parquet or an HTML report, whole or not at all.

Results stream through; nothing keeps them all in memory. Parquet is written in parts beside
the file and joined at the end.
"""

import contextlib
import csv
import io
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from watchfloor.model.errors import UsageError
from watchfloor.model.finding import Hit, Screened

FORMATS = ("jsonl", "csv", "parquet", "html")
_SUFFIXES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".csv": "csv", ".parquet": "parquet",
             ".pq": "parquet", ".html": "html", ".htm": "html"}  # fmt: skip
PARQUET_ROWS = 20_000
"""Rows of a part; the most that are in memory at once."""
LIST_SEPARATOR = "; "
"""Between several values in one CSV cell."""

COLUMNS = (
    "row", "id", "name", "schema", "problem", "notes",
    "entity_id", "source", "source_id", "records", "caption", "entity_schema",
    "score", "name_likeness", "evidence", "match",
    "programmes", "references", "listed_on", "listed_name", "name_kind", "reasons",
    "snapshot", "policy", "engine",
)  # fmt: skip
"""Columns of CSV and Parquet: one line a hit, one for a party without hits."""
TYPES: dict[str, type] = {
    **dict.fromkeys(("notes", "records", "programmes", "references", "reasons"), tuple),
    **dict.fromkeys(("score", "name_likeness", "evidence"), float),
    "row": int,
    "match": bool,
}
"""Of the columns that are no text, what they are."""


@dataclass(slots=True)
class Tally:
    """Counts of what went by; ``matched`` parties have a hit at the policy's threshold, ``noted`` are without a problem."""

    parties: int = 0
    with_hits: int = 0
    matched: int = 0
    hits: int = 0
    problems: int = 0
    noted: int = 0

    def watch(self, results: Iterable[Screened]) -> Iterator[Screened]:
        """The same results, counted."""
        for result in results:
            self.add(result)
            yield result

    def add(self, result: Screened) -> None:
        """Count one party's result."""
        self.parties += 1
        self.hits += len(result.hits)
        self.with_hits += bool(result.hits)
        self.matched += any(hit.match for hit in result.hits)
        self.problems += bool(result.problem)
        self.noted += bool(result.notes) and not result.problem


def format_of(path: Path) -> str:
    """The format a file's suffix asks for.

    Raises:
        UsageError: no format has that suffix.
    """
    found = _SUFFIXES.get(path.suffix.lower())
    if found is None:
        known = ", ".join(dict.fromkeys(_SUFFIXES))
        raise UsageError("this ending is of no known format", at=str(path), hint=f"Known are {known}.")
    return found


def check_output(path: Path) -> None:
    """Refuse a file that cannot be written before any work is done for it.

    Raises:
        UsageError: its folder is not there or not to be written to, or it is a folder itself.
    """
    if path.is_dir():
        raise UsageError("the output cannot be written: this is a folder", at=str(path))
    if not path.parent.is_dir():
        raise UsageError("the output cannot be written: there is no such folder", at=str(path.parent))
    if not os.access(path.parent, os.W_OK) and not path.exists():
        raise UsageError("the output cannot be written: the folder is read-only", at=str(path.parent))


@contextlib.contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become the file when the block ends well, and vanish if it does not.

    What is no regular file (``/dev/null``, a named pipe) is written to directly.

    Raises:
        UsageError: the file cannot be written.
    """
    direct = path.exists() and not path.is_file()
    beside = path if direct else path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as stream:
            yield stream
            stream.flush()
            if not direct:
                os.fsync(stream.fileno())
        if not direct:
            beside.replace(path)
    except OSError as error:
        raise UsageError(f"the output cannot be written: {error.strerror or error}", at=str(path)) from error
    finally:
        if not direct:
            with contextlib.suppress(OSError):
                beside.unlink()


def plain(result: Screened) -> dict[str, Any]:
    """A party's result with every key there, for JSON; ``problem`` only where there is one."""
    told: dict[str, Any] = {"row": result.row, "id": result.id, "name": result.name, "schema": result.schema}
    if result.problem:
        told["problem"] = result.problem
    return {
        **told,
        "notes": result.notes,
        "hits": [plain_hit(hit) for hit in result.hits],
        "stamp": result.stamp,
    }


def plain_hit(hit: Hit) -> dict[str, Any]:
    """A hit with every key there, in the order they are declared."""
    told = {name: getattr(hit, name) for name in hit.__struct_fields__ if name != "explanation"}
    why = {name: getattr(hit.explanation, name) for name in hit.explanation.__struct_fields__}
    return {**told, "explanation": why}


def write_jsonl(results: Iterable[Screened], stream: BinaryIO) -> None:
    """One JSON object a party and line, its hits best first."""
    encoder = msgspec.json.Encoder()
    for result in results:
        stream.write(encoder.encode(plain(result)) + b"\n")


def flat(result: Screened) -> Iterator[dict[str, Any]]:
    """A result as rows of :data:`COLUMNS`: one a hit, one without hits."""
    party = {
        "row": result.row,
        "id": result.id,
        "name": result.name,
        "schema": result.schema,
        "problem": result.problem,
        "notes": result.notes,
        "snapshot": result.stamp.snapshot,
        "policy": result.stamp.policy,
        "engine": result.stamp.engine,
    }
    for hit in result.hits:
        told = plain_hit(hit)
        told["entity_schema"] = told.pop("schema")
        yield {
            **told,
            **party,
            "listed_name": hit.explanation.entity_name,
            "name_kind": hit.explanation.name_kind,
            "reasons": hit.explanation.sentences(),
        }
    if not result.hits:
        yield party


def write_csv(results: Iterable[Screened], stream: BinaryIO) -> None:
    """One line a hit, one for a party without hits; UTF-8."""
    write_csv_rows((row for result in results for row in flat(result)), COLUMNS, stream)


def write_csv_rows(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], stream: BinaryIO) -> None:
    """Rows as CSV; UTF-8.

    Text that a spreadsheet would take for a formula gets an apostrophe in front: names in
    customer files are not to run as code on an analyst's machine.
    """
    text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    text.detach()


def _cell(value: object) -> object:
    if isinstance(value, tuple):
        value = LIST_SEPARATOR.join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        value = value.replace("\r", " ")  # which the writer would leave unquoted
        return f"'{value}" if value.lstrip()[:1] in _FORMULA else value
    return value


_FORMULA = frozenset("=+-@")


def write_parquet(results: Iterable[Screened], stream: BinaryIO) -> None:
    """The rows of the CSV with types: numbers, booleans and lists."""
    write_parquet_rows((row for result in results for row in flat(result)), COLUMNS, TYPES, stream)


def write_parquet_rows(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[str], types: Mapping[str, type], stream: BinaryIO
) -> None:
    """Rows as Parquet; a column of which ``types`` says nothing is text."""
    import polars as pl  # noqa: PLC0415 - a fifth of a second that only Parquet users pay

    known: dict[type, Any] = {
        tuple: pl.List(pl.String),
        float: pl.Float64(),
        int: pl.Int64(),
        bool: pl.Boolean(),
    }
    schema = {column: known[types[column]] if column in types else pl.String() for column in columns}
    remaining = iter(rows)
    with tempfile.TemporaryDirectory(prefix="watchfloor-") as folder:
        parts = Path(folder)
        for number in count():
            chunk = list(islice(remaining, PARQUET_ROWS))
            if not chunk and number:
                break
            data = {column: [row.get(column) for row in chunk] for column in columns}
            pl.DataFrame(data, schema=schema).write_parquet(parts / f"part-{number:08}.parquet")
        whole = parts / "whole.pq"
        pl.scan_parquet(parts / "part-*.parquet").sink_parquet(whole)
        with whole.open("rb") as joined:
            shutil.copyfileobj(joined, stream)
