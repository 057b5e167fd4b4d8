"""What ``watchfloor evaluate`` does once its options are read."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import typer

from watchfloor.cli.common import log, print_json, say, state
from watchfloor.cli.evaluate_view import print_evaluation
from watchfloor.cli.opening import PATIENCE, open_engine, open_policy, open_snapshot, scope_of
from watchfloor.evaluation import peers, report
from watchfloor.evaluation.harmless import PACKAGED, population
from watchfloor.evaluation.pairs import Pair, PairResult, judge_pairs, pair_result, read_pairs
from watchfloor.evaluation.result import Options
from watchfloor.evaluation.run import Run, Tick
from watchfloor.evaluation.run import evaluate as evaluated
from watchfloor.evaluation.subjects import KINDS, Kind
from watchfloor.evaluation.suite import class_names, class_titles
from watchfloor.model.errors import UsageError
from watchfloor.model.policy import Policy
from watchfloor.screening.lean import LeanEngine

LIST = "?"
"""Asks for the classes there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be measured, on what, how much."""

    policy: Path | None = None
    as_of: str = ""
    known_at: str = ""
    sources: tuple[str, ...] = ()
    seed: int = 1
    cases: int = 200
    aliases: int = 1000
    harmless: tuple[str, ...] = ()
    harmless_count: int = 5000
    classes: tuple[str, ...] = ()


def evaluate(
    wanted: Wanted, *, pairs: Sequence[Path], against: Sequence[str], out: Sequence[Path], as_json: bool
) -> None:
    """Measure, write, and show.

    Raises:
        UsageError: an option names what does not exist, or a peer is not installed.
        InputError: a file cannot be read.
    """
    if LIST in wanted.classes:
        _list_classes(as_json=as_json)
        return
    for path in out:
        report.check_form(path)
    matchers = [peers.against(name) for name in against]
    labelled = [(path, read_pairs(path)) for path in pairs]
    started = time.monotonic()
    with progress() as tick:
        run, sources = opened(wanted, tick)
        result = evaluated(run, made=datetime.now(UTC).isoformat(timespec="seconds"), sources=sources)
        found = tuple(_judged(path, rows, run.engine.policy) for path, rows in labelled)
        measured = tuple(peers.measure(run, matcher) for matcher in matchers)
    result = msgspec.structs.replace(result, pairs=found, peers=measured)
    for path in out:
        report.write(result, path)
        say(f"written to {path}")
    if as_json:
        typer.echo(report.to_json(result).decode(), nl=False)
    else:
        print_evaluation(result)
    log(
        "evaluated",
        snapshot=result.snapshot,
        policy=result.policy,
        seconds=round(time.monotonic() - started, 3),
    )


def _list_classes(*, as_json: bool) -> None:
    """The classes there are, below their groups, each with what it does."""
    groups = class_titles()
    if as_json:
        print_json(groups)
        return
    wide = max(len(key) for titles in groups.values() for key in titles)
    for group, titles in groups.items():
        typer.echo(group)
        for key, title in titles.items():
            typer.echo(f"  {key:{wide}}  {title}")


def _judged(path: Path, rows: Sequence[Pair], policy: Policy) -> PairResult:
    return pair_result(path.name, judge_pairs(rows, policy), policy.threshold)


def opened(wanted: Wanted, tick: Tick) -> tuple[Run, dict[str, str]]:
    """The run that was asked for, and the lists it is on.

    Raises:
        UsageError: no such class, kind, source or snapshot.
        InputError: a file of harmless parties cannot be read.
    """
    if unknown := sorted(set(wanted.classes) - set(class_names())):
        hint = "`watchfloor evaluate --classes ?` lists them."
        raise UsageError(f"no class or group of classes {', '.join(unknown)}", hint=hint)
    files = [_harmless(text) for text in wanted.harmless]
    policy = open_policy(wanted.policy)
    snapshot = open_snapshot(wanted.as_of, wanted.known_at, scope_of(policy, wanted.sources))
    tick("opening the lists", 0, 0)
    engine = open_engine(snapshot, policy, wanted.sources)
    options = Options(
        seed=wanted.seed,
        cases=wanted.cases,
        harmless=wanted.harmless_count,
        aliases=wanted.aliases,
        classes=wanted.classes,
    )
    found = population(files, count=wanted.harmless_count, seed=wanted.seed)
    for harmless in found:
        if harmless.origin == PACKAGED:
            say(
                f"note: no file of harmless parties ({harmless.kind}): {PACKAGED} stand in; give your own with --harmless"
            )
    run = Run(LeanEngine(engine.index, engine.policy), options, found, tick)
    scope = engine.policy.sources or tuple(snapshot.versions)
    return run, {key: version.published for key, version in snapshot.versions.items() if key in scope}


def _harmless(text: str) -> tuple[Path, Kind | None]:
    """``KIND=FILE``, or a file alone.

    Raises:
        UsageError: no such kind.
    """
    head, cut, rest = text.partition("=")
    if not cut or "/" in head or "." in head:
        return Path(text), None
    kind = next((kind for kind in KINDS if kind == head), None)
    if kind is None:
        raise UsageError(
            f"no kind of party is called {head!r}", at=text, hint=f"There are {', '.join(KINDS)}."
        )
    return Path(rest), kind


@contextmanager
def progress() -> Iterator[Tick]:
    """A progress bar on a terminal, from the third second on; elsewhere nothing."""
    if state().quiet or not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    from rich.console import Console  # noqa: PLC0415 - only where there is something to show
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    started, shown = time.monotonic(), [""]
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("", total=None, visible=False)

        def tick(what: str, done: int, total: int) -> None:
            if what != shown[0]:
                shown[0] = what
                bars.reset(task, description=what, total=total or None, completed=done)
            late = time.monotonic() - started > PATIENCE
            bars.update(task, completed=done, total=total or None, visible=late)

        yield tick
