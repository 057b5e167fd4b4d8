"""``lists update``: fetch every source asked for, import what is new; one that fails stops no other."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import httpx
import msgspec

from watchfloor._version import __version__
from watchfloor.lists.blobs import decompressed
from watchfloor.lists.disk import write_atomic
from watchfloor.lists.download import Fetched, Progress, Validator, fetch
from watchfloor.lists.raw import RawFile, unpack
from watchfloor.lists.source import SourceSpec, source_keys, source_spec
from watchfloor.lists.store import SnapshotStore
from watchfloor.lists.versions import Version
from watchfloor.model.errors import DownloadError, UsageError, WatchfloorError


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: a version, new or known already, or the error that stopped it."""

    source: str
    version: Version | None = None
    new: bool = False
    error: WatchfloorError | None = None
    notes: tuple[str, ...] = ()


def downloadable(keys: Iterable[str] = ()) -> tuple[SourceSpec, ...]:
    """The sources of these keys, or all that have an official address.

    Raises:
        UsageError: there is no such source, or nothing to download for it.
    """
    if not (asked := tuple(dict.fromkeys(keys))):
        return tuple(spec for key in source_keys() if (spec := source_spec(key)).files)
    specs = tuple(source_spec(key) for key in asked)
    for spec in specs:
        if not spec.files:
            raise UsageError(
                f"{spec.key} has no address to download from", hint="Use `watchfloor lists import`."
            )
    return specs


@dataclass(frozen=True, slots=True)
class Updater:
    """Fetches and imports sources.

    Args:
        store: where they go.
        client: see :func:`watchfloor.lists.download.open_client`.
        clock: tells the moment of learning, with a time zone.
        progress: told of every part received.
        sleep: waits between tries.
    """

    store: SnapshotStore
    client: httpx.Client
    clock: Callable[[], datetime]
    progress: Progress = lambda _name, _done, _total: None
    sleep: Callable[[float], None] = time.sleep

    def run(self, specs: Iterable[SourceSpec], *, accept_shrink: bool = False) -> Iterator[Outcome]:
        """The outcome of each source, as soon as it is known."""
        for spec in specs:
            try:
                yield self._one(spec, accept_shrink=accept_shrink)
            except WatchfloorError as error:
                yield Outcome(source=spec.key, error=error)

    def _one(self, spec: SourceSpec, *, accept_shrink: bool) -> Outcome:
        known = self._validators()
        fetched, notes = self._fetch_all(spec, known)
        if last := self._unchanged(spec, fetched):
            self.store.note_checked(last, self.clock())
            return Outcome(source=spec.key, version=last, notes=tuple(notes))
        raw = [file for each in fetched for file in self._raw(each)]
        before = {v.id for v in self.store.versions(spec.key)}
        version = self.store.import_raw(
            spec.key, raw, published=None, now=self.clock(), accept_shrink=accept_shrink
        )
        # Only now: had the import been refused, the next update must get the bytes again.
        self._remember(spec, known, fetched)
        return Outcome(source=spec.key, version=version, new=version.id not in before, notes=tuple(notes))

    def _unchanged(self, spec: SourceSpec, fetched: Iterable[Fetched]) -> Version | None:
        """The newest version, if the server has nothing newer and this engine would read it the same."""
        versions = self.store.versions(spec.key)
        if not versions or any(each.data is not None for each in fetched):
            return None
        kept = {file.sha256 for file in versions[-1].files}
        same = kept == {each.validator.sha256 for each in fetched}
        return versions[-1] if same and versions[-1].engine == __version__ else None

    def _fetch_all(self, spec: SourceSpec, known: dict[str, Validator]) -> tuple[list[Fetched], list[str]]:
        fetched: list[Fetched] = []
        notes: list[str] = []
        for file in spec.files:
            validator = known.get(file.url)
            if validator and not self.store.raw_path(validator.sha256).exists():
                validator = None
            try:
                fetched.append(fetch(file, self.client, validator, progress=self.progress, sleep=self.sleep))
            except DownloadError as error:
                if not file.optional:
                    raise
                notes.append(f"without {file.name}: {error.what}")
        return fetched, notes

    def _raw(self, fetched: Fetched) -> Iterator[RawFile]:
        data = fetched.data
        if data is None:
            data = decompressed(self.store.raw_path(fetched.validator.sha256))
        return unpack(fetched.name, data)

    @property
    def _path(self) -> Path:
        return self.store.home / "downloads.json"

    def _validators(self) -> dict[str, Validator]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, Validator])
        except (OSError, UnicodeDecodeError, msgspec.MsgspecError):
            return {}  # Without them everything is fetched in full, nothing worse.

    def _remember(self, spec: SourceSpec, known: dict[str, Validator], fetched: Iterable[Fetched]) -> None:
        urls = {file.name: file.url for file in spec.files}
        known.update({urls[each.name]: each.validator for each in fetched})
        write_atomic(self._path, [msgspec.json.encode(known, order="sorted")])
