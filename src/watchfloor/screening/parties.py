"""Parties out of customer files, in the order of their rows, none of them left out.

A row that cannot be read properly is a party all the same: it carries its row number and the
problem, and is screened by its name alone where a name can be made out.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Protocol

import msgspec

from watchfloor.model.entity import Value
from watchfloor.model.errors import UsageError
from watchfloor.model.finding import Screened, Stamp
from watchfloor.model.party import Party
from watchfloor.model.schema import schema, schema_names
from watchfloor.screening.columns import Plan
from watchfloor.screening.rows import PartyRow, RowReader, property_kinds
from watchfloor.screening.streams import Notes, Source, open_source
from watchfloor.screening.tables import RawRow, peeked, read_table

PEEK = 1000
"""Rows looked at before the first is screened: their columns, and the order of day and month."""
_NUMERIC_DATE = re.compile(r"\s*(\d{1,2})([-/])(\d{1,2})\2\d{4}\b")


class ReadOptions(Value):
    """How to read a customer file.

    ``schema`` is that of parties whose kind no column tells; ``mapping`` says what columns hold;
    ``encoding`` is found out where it is empty; ``month_first`` where it is ``None``.
    """

    schema: str = ""
    mapping: dict[str, str] = {}
    encoding: str = ""
    month_first: bool | None = None


@dataclass(frozen=True, slots=True)
class PartyFile:
    """An opened customer file. ``notes`` is complete once the rows are read."""

    at: str
    form: str
    plan: Plan
    rows: Iterator[PartyRow]
    notes: Notes
    source: Source


class Screener(Protocol):
    """What screens parties: the engine, or a stand-in."""

    @property
    def stamp(self) -> Stamp:
        """What its results are made with."""

    def screen_batches(
        self, batches: Iterable[Sequence[Party]], *, threshold: float | None = None
    ) -> Iterator[list[Screened]]:
        """The results of each batch, in order."""


@contextmanager
def open_parties(
    path: Path | None, options: ReadOptions | None = None, *, stdin: BinaryIO | None = None
) -> Iterator[PartyFile]:
    """Open a customer file; its rows are read as they are asked for.

    Args:
        path: CSV, TSV, names one a line, JSON lines (flat or FollowTheMoney) or Parquet, perhaps
            packed with gzip or zstd; ``None`` reads ``stdin``.
        options: how to read it.
        stdin: the bytes of a pipe.

    Raises:
        InputError: the file cannot be read as a table with a column of names.
        UsageError: an option names a column, property, schema or encoding that does not exist.
    """
    options = options or ReadOptions()
    if options.schema and schema(options.schema) is None:
        raise UsageError(
            f"no schema is called {options.schema!r}", hint=f"Known: {', '.join(schema_names())}."
        )
    notes = Notes()
    with open_source(path, stdin) as source:
        table = read_table(source, notes, encoding=options.encoding, path=path, headings=options.mapping)
        sample, rows = peeked(table.rows, PEEK)
        columns = dict.fromkeys((*table.columns, *(c for row in sample for c in row.cells)))
        plan = Plan(columns, options.mapping)
        plan.require_name(source.at)
        month_first = options.month_first
        if month_first is None:
            month_first = _month_first(sample, plan, notes)
        reader = RowReader(plan, notes, schema=options.schema, day_first=not month_first)
        yield PartyFile(source.at, table.form, plan, _told(rows, reader, source), notes, source)


def _told(rows: Iterator[RawRow], reader: "RowReader", source: Source) -> Iterator[PartyRow]:
    with source.damage_told():
        for row in rows:
            yield reader.read(row)


def _month_first(sample: Sequence[RawRow], plan: Plan, notes: Notes) -> bool:
    """Are dates such as 03/25/1970 in the sample, and none such as 25/03/1970?"""
    day, month = 0, 0
    for column, prop in plan.mapped.items():
        if property_kinds().get(prop) == "date":
            found = (_NUMERIC_DATE.match(v) for row in sample for v in row.cells.get(column, ()))
            pairs = [(int(m[1]), int(m[3])) for m in found if m]
            day += sum(one > 12 for one, _ in pairs)
            month += sum(two > 12 for _, two in pairs)
    if month and not day:
        notes.add("columns of dates read with the month first (see --day-first)")
    return month > day


def screen_rows(
    engine: Screener, rows: Iterable[PartyRow], *, threshold: float | None = None, batch: int = 2000
) -> Iterator[Screened]:
    """The result of every row, in order; rows that cannot be screened say why.

    Args:
        engine: what screens.
        rows: consumed lazily, a few batches ahead at most.
        threshold: list hits down to this score.
        batch: rows screened at once.
    """
    source = iter(rows)
    asked: deque[list[PartyRow]] = deque()

    def batches() -> Iterator[list[Party]]:
        while chunk := list(islice(source, batch)):
            asked.append(chunk)
            yield [row.party for row in chunk if row.usable]

    for found in engine.screen_batches(batches(), threshold=threshold):
        results = iter(found)
        for row in asked.popleft():
            if row.usable:
                result = next(results)
                yield msgspec.structs.replace(result, problem=row.problem) if row.problem else result
            else:
                yield unscreened(row, engine.stamp)


def unscreened(row: PartyRow, stamp: Stamp) -> Screened:
    """The result of a row that cannot be screened: it says why."""
    party = row.party
    return Screened(
        row=party.row,
        id=party.id,
        name=next(iter(party.names), ""),
        schema=party.schema,
        hits=(),
        stamp=stamp,
        problem=row.problem,
    )
