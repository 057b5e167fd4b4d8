"""Worker processes that screen side by side, sharing one memory-mapped index.

Results come in the order of the parties and are those one process gives: a batch is screened by
one worker, and a result depends on nothing but its party. Few parties are screened right here.
"""

import gc
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import msgspec

from watchfloor.model.errors import WorkerError
from watchfloor.model.finding import Screened, Stamp
from watchfloor.model.party import Party
from watchfloor.model.policy import Policy
from watchfloor.screening.engine import Engine
from watchfloor.screening.index import open_index

ALONE = 4
"""Batches screened before workers are started: starting them takes about a second."""
AHEAD = 2
"""Batches each worker has waiting, so that none is idle and memory stays bounded."""

_PARTIES = msgspec.msgpack.Decoder(list[Party])
_RESULTS = msgspec.msgpack.Decoder(list[Screened])
_engines: list[Engine] = []
"""The engine of this worker process."""


def cores() -> int:
    """How many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Crew:
    """An engine and some workers.

    Args:
        engine: screens the first batches, and all where there is no work for others.
        folder: where its index is kept.
        workers: how many processes; fewer than two start none.
    """

    def __init__(self, engine: Engine, folder: Path, workers: int) -> None:
        self._engine, self._folder, self._workers = engine, folder, workers

    @property
    def stamp(self) -> Stamp:
        """What results are made with."""
        return self._engine.stamp

    def screen_batches(
        self, batches: Iterable[Sequence[Party]], *, threshold: float | None = None
    ) -> Iterator[list[Screened]]:
        """The results of each batch, in order.

        Raises:
            WorkerError: a worker died, killed for want of memory perhaps. Results given so far stand.
        """
        source = iter(batches)
        alone = None if self._workers < 2 else ALONE
        yield from self._engine.screen_batches(islice(source, alone), threshold=threshold)
        first = next(source, None)
        if first is None:
            return
        with self._started() as pool:
            try:
                yield from self._shared(pool, _chained(first, source), threshold)
            except BrokenProcessPool as error:
                raise WorkerError(
                    "a worker process died, perhaps for want of memory", hint="Try again with --workers 1."
                ) from error
            except BaseException:  # interrupted, or nobody wants the rest
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def _started(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._workers,
            mp_context=get_context("spawn"),
            initializer=_begin,
            initargs=(self._folder, self._engine.policy),
        )

    def _shared(
        self, pool: ProcessPoolExecutor, batches: Iterable[Sequence[Party]], threshold: float | None
    ) -> Iterator[list[Screened]]:
        waiting: deque[Future[bytes]] = deque()
        for batch in batches:
            waiting.append(pool.submit(_screen, msgspec.msgpack.encode(batch), threshold))
            if len(waiting) >= AHEAD * self._workers:
                yield _RESULTS.decode(waiting.popleft().result())
        while waiting:
            yield _RESULTS.decode(waiting.popleft().result())


def _chained(first: Sequence[Party], rest: Iterator[Sequence[Party]]) -> Iterator[Sequence[Party]]:
    yield first
    yield from rest


def _begin(folder: Path, policy: Policy) -> None:
    """Make this process a worker. Whoever interrupts the program interrupts the parent; it ends the workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _engines[:] = [Engine(open_index(folder), policy)]
    gc.freeze()  # what is loaded by now stays: no need to look through it for garbage


def _screen(parties: bytes, threshold: float | None) -> bytes:
    return msgspec.msgpack.encode(_engines[0].screen_batch(_PARTIES.decode(parties), threshold=threshold))
