"""Snapshot, policy and engine as the command line asks for them; and progress while it takes long."""

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from watchfloor.cli.common import log, say, state
from watchfloor.model.errors import PolicyError, UsageError

if TYPE_CHECKING:
    from watchfloor.lists.snapshots import Snapshot
    from watchfloor.model.policy import Policy
    from watchfloor.screening.engine import Engine

T = TypeVar("T")

PATIENCE = 2.0
"""Seconds without a word, from which progress is shown."""
MAX_TOLD = 20
"""Programmes named where a policy asks for others."""
DAY = "2024-01-31"


def a_day(text: str) -> date:
    """A day as the command line gives it.

    Raises:
        UsageError: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"not a day: {text!r}", hint=f"Write it as {DAY}.") from error


def a_moment(text: str) -> datetime:
    """A moment as the command line gives it; a day alone means its end, no time zone means UTC.

    Raises:
        UsageError: it is none.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"not a moment: {text!r}", hint=f"Write it as {DAY} or {DAY}T15:00Z.") from error
    if len(text) <= len(DAY):
        found += timedelta(days=1, microseconds=-1)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def open_snapshot(as_of: str = "", known_at: str = "", scope: Sequence[str] = ()) -> "Snapshot":
    """The lists to look at, with what must be told of them said.

    Args:
        as_of: leave out what was published later than this day.
        known_at: leave out what was learned later than this moment.
        scope: the sources that are looked at; none means all.

    Raises:
        UsageError: a date is malformed, or ``known_at`` stands without ``as_of``.
        SnapshotError: there is no such snapshot.
    """
    from watchfloor.lists.store import SnapshotStore  # noqa: PLC0415 - start-up counts

    if known_at and not as_of:
        raise UsageError("--known-at says what --as-of is to leave out", hint="Give --as-of as well.")
    store = SnapshotStore(state().settings.home)
    known = a_moment(known_at) if known_at else None
    snapshot = store.as_of(a_day(as_of), known) if as_of else store.current()
    if notice := snapshot.notice(scope):
        say(notice)
    return snapshot


def scope_of(policy: "Policy", sources: Sequence[str]) -> tuple[str, ...]:
    """The sources a run looks at: those of the command line, or those of the policy; none means all."""
    return tuple(dict.fromkeys(key for text in sources for key in text.split(",") if key)) or policy.sources


def open_policy(path: Path | None = None) -> "Policy":
    """The policy named, that of the environment, or the packaged one.

    Raises:
        PolicyError: it does not validate.
    """
    from watchfloor.model.policy import default_policy, load_policy  # noqa: PLC0415 - start-up counts

    path = path or state().settings.policy
    return load_policy(path) if path else default_policy()


def open_engine(snapshot: "Snapshot", policy: "Policy", sources: Sequence[str] = ()) -> "Engine":
    """The engine for a snapshot, its index kept in the home folder where that can be written.

    Raises:
        UsageError: a source is not in the snapshot.
        PolicyError: none of the sources or programmes the policy is limited to is.
    """
    from watchfloor.screening.engine import Engine  # noqa: PLC0415 - start-up counts

    wanted = scope_of(policy, sources) if sources else ()
    if unknown := [key for key in wanted if key not in snapshot.versions]:
        hint = f"There are: {', '.join(snapshot.versions)}."
        raise UsageError(f"no list {', '.join(unknown)} in this snapshot", hint=hint)
    policy = policy.with_scope(sources=wanted)
    _told_missing("list", policy.sources, snapshot.versions, policy)
    cache, started = state().settings.index, time.monotonic()
    if not (kept := _writable(cache)):
        say(f"note: the index is not kept, the next run builds it again: {cache} cannot be written")
    with _patience("preparing the lists for screening; this is done once for each snapshot"):
        engine = Engine.open(snapshot, policy, cache=cache if kept else None, told=say)
    if policy.programmes:
        known = {act.programme for entity in engine.index.all() for act in entity.designations}
        _told_missing("programme", policy.programmes, known - {""}, policy)
    log("engine opened", snapshot=snapshot.id, policy=engine.stamp.policy, seconds=_since(started))
    return engine


def keep_index(snapshot: "Snapshot") -> None:
    """Build the index of a snapshot into the home folder and clear the others, so that screening need not."""
    from watchfloor.screening.cache import clear_others, kept_index  # noqa: PLC0415 - start-up counts

    cache, started = state().settings.index, time.monotonic()
    if not _writable(cache):
        say(f"note: the index is not kept, the next screening builds it: {cache} cannot be written")
        return
    kept_index(snapshot, cache, say)
    clear_others(cache, snapshot.id)
    log("index kept", snapshot=snapshot.id, seconds=_since(started))


@contextlib.contextmanager
def _patience(text: str) -> Iterator[None]:
    """Say on a terminal what is going on, once it takes longer than two seconds."""
    timer = threading.Timer(PATIENCE, say, [text])
    if sys.stderr.isatty():
        timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _told_missing(what: str, wanted: Sequence[str], known: Collection[str], policy: "Policy") -> None:
    """Tell of lists or programmes a policy asks for that are not there: nothing would be found on them."""
    missing = [key for key in wanted if key not in known]
    if missing and len(missing) == len(wanted):
        some = ", ".join(sorted(known)[:MAX_TOLD]) + (", ..." if len(known) > MAX_TOLD else "")
        raise PolicyError(
            f"no {what} the policy names is in this snapshot", at=policy.name, hint=f"There are: {some}."
        )
    if missing:
        say(f"warning: the policy names {what}s that are not in this snapshot: {', '.join(missing)}")


def _writable(folder: Path) -> bool:
    """Can the folder be written, or made? Otherwise the index is built in memory each time."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def _since(started: float) -> float:
    return round(time.monotonic() - started, 3)


def tracked(
    items: Iterable[T], what: str, fraction: Callable[[], float | None] = lambda: None
) -> Iterator[T]:
    """The same items, with a progress bar on a terminal once it takes longer than two seconds.

    Args:
        items: consumed lazily.
        what: what is counted, in the plural.
        fraction: how much is done, in [0, 1]; None where that is not known.
    """
    if state().quiet or not sys.stderr.isatty():
        yield from items
        return
    started, count = time.monotonic(), 0
    source = iter(items)
    for item in source:
        count += 1
        yield item
        if time.monotonic() - started > PATIENCE:
            break
    yield from _with_bar(source, what, count, fraction)


def _with_bar(
    source: Iterator[T], what: str, count: int, fraction: Callable[[], float | None]
) -> Iterator[T]:
    first = next(source, None)
    if first is None:
        return
    from rich.console import Console  # noqa: PLC0415 - only where there is something to show
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.fields[told]}"), BarColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None, told="")
        for item in _chained(first, source):
            count += 1
            if count % 50 == 0:
                done = fraction()
                total = 1.0 if done is not None else None
                progress.update(task, completed=done or 0.0, total=total, told=f"{count:,} {what}")
            yield item


def _chained(first: T, rest: Iterator[T]) -> Iterator[T]:
    yield first
    yield from rest
