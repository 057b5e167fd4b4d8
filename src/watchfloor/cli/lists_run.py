"""What the ``lists`` commands do: call, and show."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer
from rich.console import Console, RenderableType
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from watchfloor.cli import lists_view as view
from watchfloor.cli.common import EXIT_CODES, State, exit_code, print_json, say, tell_error
from watchfloor.cli.opening import keep_index, tracked
from watchfloor.cli.terminal import terminal
from watchfloor.lists import diff as differences
from watchfloor.lists import starter
from watchfloor.lists.diff_html import diff_html
from watchfloor.lists.download import open_client
from watchfloor.lists.history import history as history_of
from watchfloor.lists.pick import find_entity, pick_snapshot
from watchfloor.lists.raw import read_raw
from watchfloor.lists.source import source_keys, source_spec
from watchfloor.lists.store import SnapshotStore
from watchfloor.lists.update import Outcome, Updater, downloadable
from watchfloor.lists.versions import Version
from watchfloor.model.errors import SnapshotError
from watchfloor.screening.writers import check_output, written

REJECTIONS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class UpdateAsked:
    """What ``lists update`` was asked to do; no keys mean all lists."""

    keys: list[str]
    accept_shrink: bool
    index: bool = True


@dataclass(frozen=True, slots=True)
class ImportAsked:
    """What ``lists import`` was asked to do; empty text where an option was not given."""

    paths: list[Path]
    source: str
    date: str
    name: str
    accept_shrink: bool
    index: bool = True


@dataclass(frozen=True, slots=True)
class DiffAsked:
    """What ``lists diff`` was asked to do."""

    old: str
    new: str
    sources: list[str] | None
    limit: int
    html: Path | None


def _now() -> datetime:
    return datetime.now(UTC)


def _show(parts: Iterable[RenderableType]) -> None:
    console = terminal(soft_wrap=False)
    for part in parts:
        console.print(part, markup=False)


def _loud(state: State) -> bool:
    return not state.quiet and Console(stderr=True).is_terminal


@contextmanager
def _waiting(state: State, what: str) -> Iterator[None]:
    """Show on a terminal that work goes on."""
    if not _loud(state):
        yield
        return
    with Console(stderr=True).status(what):
        yield


class _Bars:
    """A progress bar for each file that is downloaded."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, name: str, done: int, total: int) -> None:
        if name not in self._tasks:
            self._tasks[name] = self._progress.add_task(name, total=total or None)
        self._progress.update(self._tasks[name], completed=done)


def update(state: State, asked: UpdateAsked, *, as_json: bool) -> None:
    """Download and import; end with the exit code of the first failure."""
    specs = downloadable(asked.keys)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    bars = Progress(*columns, console=Console(stderr=True), transient=True, disable=not _loud(state))
    outcomes: list[Outcome] = []
    with bars, open_client() as client:
        store = SnapshotStore(state.settings.home)
        updater = Updater(store, client, _now, _Bars(bars))
        for outcome in updater.run(specs, accept_shrink=asked.accept_shrink):
            outcomes.append(outcome)
            if not as_json:
                _told(outcome)
    if as_json:
        print_json([_outcome_data(outcome) for outcome in outcomes])
    if asked.index and any(outcome.version for outcome in outcomes):
        _indexed(state, store)
    _noticed(store)
    if failed := [outcome.error for outcome in outcomes if outcome.error]:
        raise typer.Exit(exit_code(failed[0]))


def _indexed(state: State, store: SnapshotStore) -> None:
    """Make ready what the next screening needs."""
    with _waiting(state, "preparing the lists for screening ..."):
        keep_index(store.current())


def _told(outcome: Outcome) -> None:
    if outcome.error:
        tell_error(outcome.error, as_json=False)
    if outcome.version:
        _show(view.import_view(outcome.version, new=outcome.new, rejections=REJECTIONS_SHOWN))
    for note in outcome.notes:
        say(f"{outcome.source}: {note}")


def _outcome_data(outcome: Outcome) -> dict[str, Any]:
    data: dict[str, Any] = {"source": outcome.source, "error": None, "notes": list(outcome.notes)}
    if outcome.version:
        data |= view.import_data(outcome.version, new=outcome.new)
    if error := outcome.error:
        data["error"] = {"slug": error.slug, "what": error.what, "at": error.at, "hint": error.hint}
    return data


def import_files(state: State, asked: ImportAsked, *, as_json: bool) -> None:
    """Import from files and show the accounts."""
    store = SnapshotStore(state.settings.home)
    source_spec(asked.source)  # an unknown source is told before files are read
    before = store.versions()
    with _waiting(state, f"reading {asked.source} ..."):
        version = store.import_raw(
            asked.source,
            read_raw(asked.paths),
            published=asked.date or None,
            now=_now(),
            accept_shrink=asked.accept_shrink,
            name=asked.name or None,
        )
    new = version.id not in {known.id for known in before}
    if as_json:
        print_json(view.import_data(version, new=new) | {"banner": store.current().notice()})
    else:
        _show(view.import_view(version, new=new, rejections=REJECTIONS_SHOWN))
    if version.source not in {known.source for known in before}:
        _replaced(version)
    if asked.index:
        _indexed(state, store)
    _noticed(store)


def _replaced(version: Version) -> None:
    """Tell that a list imported for the first time takes the place of the starter's."""
    if (was := starter.beside(()).get(version.source)) is None:
        return
    older = ", which is older" if version.published < was.published else ""
    smaller = f", and has fewer entries ({version.entities:,}, not {was.entities:,})"
    say(
        f"the starter's {was.source} of {was.published} is no longer used: yours of {version.published} takes its place"
        f"{older}{smaller if version.entities < was.entities else ''}"
    )


def _noticed(store: SnapshotStore) -> None:
    """Tell what must be known of the lists that are in use now, if there are any."""
    if (store.versions() or starter.packaged()) and (notice := store.current().notice()):
        say(notice)


def status(state: State, *, as_json: bool) -> None:
    """Show the current snapshot."""
    store = SnapshotStore(state.settings.home)
    snapshot = store.current()
    data = view.status_data(snapshot, store.checked())
    if as_json:
        print_json(data)
        return
    if data["banner"]:
        say(data["banner"])
    _show(view.status_view(data))


def diff(state: State, asked: DiffAsked, *, as_json: bool) -> None:
    """Compare two snapshots."""
    if asked.html:
        check_output(asked.html)
    store = SnapshotStore(state.settings.home)
    with _waiting(state, "comparing ..."):
        found = differences.diff(
            pick_snapshot(store, asked.old), pick_snapshot(store, asked.new), asked.sources
        )
    if asked.html:
        with written(asked.html) as stream:
            stream.write(diff_html(found).encode())
        say(f"wrote {asked.html}")
    if as_json:
        print_json(view.whole(found))
    else:
        _show(view.diff_view(found, asked.limit))


def history(state: State, entity: str, *, as_json: bool) -> None:
    """Show one entity over time."""
    store = SnapshotStore(state.settings.home)
    with _waiting(state, "looking through the versions ..."):
        found = history_of(store, find_entity(store, entity))
    if as_json:
        print_json(view.whole(found))
    else:
        _show(view.history_view(found))


def verify(state: State, *, as_json: bool) -> None:
    """Check everything; problems end with the exit code of a damaged snapshot."""
    store = SnapshotStore(state.settings.home)
    checks = list(tracked(store.checks(), "files checked"))
    problems = [problem for check in checks for problem in check.problems]
    if as_json:
        print_json({"ok": not problems, "checked": len(checks), "problems": view.whole(tuple(problems))})
    else:
        for problem in problems:
            typer.echo(f"{problem.at}: {problem.what}")
        say(f"{len(checks):,} files checked, {len(problems):,} problems")
    if problems:
        raise typer.Exit(EXIT_CODES[SnapshotError])


def sources(_state: State, *, as_json: bool) -> None:
    """Show every source."""
    specs = [source_spec(key) for key in source_keys()]
    if as_json:
        print_json([view.whole(spec) for spec in specs])
    else:
        _show(view.sources_view(specs))
