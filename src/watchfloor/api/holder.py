"""Which snapshot answers now: a new one is opened beside the old and takes its place at once.

A request takes :meth:`Holder.current` once and uses it to its end; the old snapshot is let go when
the last request that uses it has ended.
"""

import multiprocessing
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Lock

from watchfloor.api.loaded import Loaded
from watchfloor.lists.disk import locked
from watchfloor.lists.snapshots import Snapshot
from watchfloor.lists.store import SnapshotStore
from watchfloor.model.errors import SnapshotError, WatchfloorError
from watchfloor.model.policy import Policy
from watchfloor.screening.cache import index_folder, kept_index
from watchfloor.screening.engine import Engine

Told = Callable[[str], None]
BUILDING = 600.0
"""Seconds after which an index that is being built is no longer waited for."""


class Holder:
    """The snapshot that answers.

    Args:
        home: where the lists are kept.
        policy: what it is opened under.
        clock: the time, for the moment it was opened.
        told: takes notes on damaged indexes, and what hindered a reload.
    """

    def __init__(self, home: Path, policy: Policy, clock: Callable[[], datetime], told: Told) -> None:
        self.policy = policy
        self._store, self._cache = SnapshotStore(home), home / "index"
        self._clock, self._told = clock, told
        self._loaded: Loaded | None = None
        self._reloading = Lock()
        self.trouble = "no list has been opened yet"

    @property
    def current(self) -> Loaded:
        """What answers now.

        Raises:
            SnapshotError: nothing could be opened so far.
        """
        if self._loaded is None:
            raise SnapshotError(self.trouble)
        return self._loaded

    def reload(self) -> bool:
        """Open the current lists if they are others than those that answer; tells whether they were.

        Raises:
            WatchfloorError: they cannot be opened. What answered before goes on answering.
        """
        with self._reloading:
            try:
                snapshot = self._store.current()
                if self._loaded is not None and self._loaded.id == snapshot.id:
                    self.trouble = ""
                    return False
                loaded = self._opened(snapshot)
            except WatchfloorError as error:
                self.trouble = str(error)
                raise
            self._loaded, self.trouble = loaded, ""
            return True

    def _opened(self, snapshot: Snapshot) -> Loaded:
        if self._loaded is not None and not index_folder(self._cache, snapshot.id).is_dir():
            _built_aside(self._store.home, snapshot.id)
        engine = Engine.open(snapshot, self.policy, cache=self._cache, told=self._told)
        return Loaded(snapshot, engine, self._clock())


def _built_aside(home: Path, snapshot_id: str) -> None:
    """Build an index in a process of its own, so that those who ask meanwhile need not wait."""
    worker = multiprocessing.get_context("spawn").Process(target=_build, args=(home, snapshot_id))
    worker.start()
    worker.join(BUILDING)
    if worker.is_alive():
        worker.kill()
        worker.join()


def _build(home: Path, snapshot_id: str) -> None:
    """Several services that look after one home wait for each other here, and the second finds it done."""
    with locked(home / "index.lock", wait=BUILDING):
        kept_index(SnapshotStore(home).open(snapshot_id), home / "index", lambda _: None)
