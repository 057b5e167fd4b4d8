"""What ``watchfloor screen`` does once its options are read."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

import msgspec

from watchfloor.cli.common import log, same_file, say, state
from watchfloor.cli.opening import open_engine, open_policy, open_snapshot, scope_of, tracked
from watchfloor.cli.recording import record_rows
from watchfloor.cli.show_hits import print_screened
from watchfloor.lists.snapshots import Snapshot
from watchfloor.model.errors import InputError, UsageError
from watchfloor.model.finding import Screened
from watchfloor.screening.cache import index_folder
from watchfloor.screening.columns import parse_overrides
from watchfloor.screening.crew import Crew, cores
from watchfloor.screening.engine import Engine
from watchfloor.screening.parties import PartyFile, ReadOptions, open_parties, screen_rows
from watchfloor.screening.report import About, ListUsed, write_report
from watchfloor.screening.rows import PartyRow
from watchfloor.screening.single import single_party
from watchfloor.screening.writers import Tally, format_of, write_csv, write_jsonl, write_parquet, written

BATCH = 2000
MAX_NAMED = 4
"""Lists named one by one when telling what was screened against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The options of ``watchfloor screen``."""

    file: Path | None = None
    out: Path | None = None
    policy: Path | None = None
    threshold: float | None = None
    as_of: str = ""
    known_at: str = ""
    sources: tuple[str, ...] = ()
    schema: str = ""
    mapping: tuple[str, ...] = ()
    month_first: bool | None = None
    encoding: str = ""
    name: str = ""
    birth_date: str = ""
    country: str = ""
    number: str = ""
    limit: int = 0
    workers: int = 0
    record: bool = False
    as_json: bool = False


def run(wanted: Wanted, stdin: BinaryIO) -> Tally:
    """Screen, write, and tell how it went.

    Raises:
        UsageError: options that do not fit together.
    """
    if (wanted.file is None) == (not wanted.name):
        raise UsageError(
            "give a file of parties, or --name and a name", hint="`watchfloor screen --help` has examples."
        )
    form = _form(wanted)
    if same_file(wanted.file, wanted.out):
        raise UsageError("the results would take the place of the file of parties", at=str(wanted.out))
    policy = open_policy(wanted.policy)
    snapshot = open_snapshot(wanted.as_of, wanted.known_at, scope_of(policy, wanted.sources))
    tally = Tally()
    started = time.monotonic()
    with ExitStack() as stack:
        parties = None if wanted.name else stack.enter_context(_opened(wanted, stdin))
        if parties:
            say(f"{parties.at}, {parties.form}, is read as {'; '.join(parties.plan.lines())}")
        engine = open_engine(snapshot, policy, wanted.sources)
        rows = parties.rows if parties else iter([_single(wanted)])
        fraction = _fraction(parties)
        screener = _crew(engine, wanted)
        screened = partial(record_rows, policy=engine.policy) if wanted.record else screen_rows
        results = screened(screener, rows, threshold=wanted.threshold, batch=BATCH)
        results = tally.watch(
            _some(_limited(tracked(results, "parties screened", fraction), wanted.limit), parties)
        )
        _write(results, form, wanted, engine, snapshot, parties)
        _told(tally, parties, snapshot, engine.policy.sources, time.monotonic() - started, wanted.out)
    log(
        "screened",
        parties=tally.parties,
        matched=tally.matched,
        hits=tally.hits,
        problems=tally.problems,
        seconds=round(time.monotonic() - started, 3),
    )
    return tally


def _crew(engine: Engine, wanted: Wanted) -> Engine | Crew:
    """Who screens: workers need the index in a file, and a single name needs none."""
    folder = index_folder(state().settings.index, engine.index.snapshot)
    workers = wanted.workers or cores()
    if workers < 2 or wanted.name or not folder.is_dir():
        return engine
    return Crew(engine, folder, workers)


def _form(wanted: Wanted) -> str:
    """How results are told: as the output's ending says, JSON lines on standard output, or in words."""
    if wanted.out is not None and str(wanted.out) != "-":
        return format_of(wanted.out)
    return "jsonl" if wanted.out or wanted.as_json else "text"


def _opened(wanted: Wanted, stdin: BinaryIO) -> AbstractContextManager[PartyFile]:
    options = ReadOptions(
        schema=wanted.schema,
        mapping=parse_overrides(wanted.mapping),
        encoding=wanted.encoding,
        month_first=wanted.month_first,
    )
    path = None if wanted.file is None or str(wanted.file) == "-" else wanted.file
    return open_parties(path, options, stdin=stdin)


def _fraction(parties: PartyFile | None) -> Callable[[], float | None]:
    """How much of the file has been read."""
    return lambda: parties.source.fraction if parties is not None else None


def _single(wanted: Wanted) -> PartyRow:
    party = single_party(
        wanted.name,
        schema=wanted.schema,
        birth_date=wanted.birth_date,
        country=wanted.country,
        number=wanted.number,
    )
    return PartyRow(party=party)


def _some(results: Iterator[Screened], parties: PartyFile | None) -> Iterator[Screened]:
    """The same results; a file without a row is an error before anything of it is written.

    Raises:
        InputError: there are none.
    """
    first = next(results, None)
    if first is not None:
        yield first
        yield from results
    elif parties:
        _say_notes(parties)
        raise InputError("the file holds no parties", at=parties.at)


def _say_notes(parties: PartyFile) -> None:
    for line in parties.notes.lines():
        say(f"note: {line}")


def _limited(results: Iterable[Screened], limit: int) -> Iterator[Screened]:
    for result in results:
        yield msgspec.structs.replace(result, hits=result.hits[:limit]) if limit else result


def _write(
    results: Iterator[Screened],
    form: str,
    wanted: Wanted,
    engine: Engine,
    snapshot: Snapshot,
    parties: PartyFile | None,
) -> None:
    if form == "text":
        print_screened(results, threshold=engine.policy.threshold)
        return
    if form == "html":
        _report(results, wanted, engine, snapshot, parties)
        return
    writer = {"jsonl": write_jsonl, "csv": write_csv, "parquet": write_parquet}[form]
    if wanted.out is None or str(wanted.out) == "-":
        writer(results, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    with written(wanted.out) as stream:
        writer(results, stream)


def _report(
    results: Iterator[Screened], wanted: Wanted, engine: Engine, snapshot: Snapshot, parties: PartyFile | None
) -> None:
    if wanted.out is None:
        raise UsageError("an HTML report goes to a file", hint="Give --out report.html.")
    used = snapshot.versions
    notes: list[str] = []
    about = About(
        input=wanted.file.name if wanted.file else wanted.name,
        made_at=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        policy=f"{engine.policy.name} {engine.policy.version}",
        threshold=engine.policy.threshold,
        stamp=engine.stamp,
        banner=snapshot.notice(engine.policy.sources),
        lists=tuple(
            ListUsed(source=key, published=version.published, entities=version.entities)
            for key, version in used.items()
            if key in (engine.policy.sources or used)
        ),
        notes=notes,
    )
    with written(wanted.out) as stream:
        write_report(_noting(results, notes, parties), stream, about)


def _noting(results: Iterator[Screened], notes: list[str], parties: PartyFile | None) -> Iterator[Screened]:
    yield from results
    notes.extend(parties.notes.lines() if parties else [])


def _told(
    tally: Tally,
    parties: PartyFile | None,
    snapshot: Snapshot,
    scope: tuple[str, ...],
    seconds: float,
    out: Path | None,
) -> None:
    if parties:
        _say_notes(parties)
    used = [f"{k} of {v.published}" for k, v in snapshot.versions.items() if k in (scope or [k])]
    lists = ", ".join(used) if len(used) <= MAX_NAMED else f"{len(used)} lists of up to {snapshot.published}"
    counts = [f"{tally.matched:,} with a match"]
    if tally.with_hits > tally.matched:
        counts.append(f"{tally.with_hits - tally.matched:,} with weaker hits only")
    if tally.problems:
        counts.append(f"{tally.problems:,} with a problem in the row")
    if tally.noted:
        counts.append(f"{tally.noted:,} not compared in full")
    what = "party" if tally.parties == 1 else "parties"
    say(f"{tally.parties:,} {what} screened in {seconds:.1f} s against {lists}: {', '.join(counts)}")
    if out and str(out) != "-":
        say(f"written to {out}")
