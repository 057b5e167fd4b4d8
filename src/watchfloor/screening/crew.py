"""Worker processes that screen side by side, sharing one memory-mapped index.

Results come in the order of the parties and are those one process gives: a batch is screened by
one worker, and a result depends on nothing but its party. Few parties are screened right here.
"""

import contextlib
import gc
import os
import signal
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import active_children, get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

import msgspec

from watchfloor.model.errors import WatchfloorError, WorkerError
from watchfloor.model.finding import Screened, Stamp
from watchfloor.model.party import Party
from watchfloor.model.policy import Policy
from watchfloor.screening.engine import Engine
from watchfloor.screening.index import open_index

ALONE = 5
"""Batches that are screened without workers where there are no more: starting these takes about a second."""
AHEAD = 2
"""Batches each worker has waiting, so that none is idle and memory stays bounded."""
REAPED = 1.0
"""Seconds within which the system has ended a process it was told to."""

_PARTIES = msgspec.msgpack.Decoder(list[Party])
_RESULTS = msgspec.msgpack.Decoder(list[Screened])
_engines: list[Engine | WorkerError] = []
"""The engine of this worker process, or why there is none."""


def cores() -> int:
    """How many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Crew:
    """An engine and some workers.

    Args:
        engine: screens what is not worth starting workers for.
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
            WorkerError: a worker died, killed for want of memory perhaps, or could not begin. Results given
                so far stand.
        """
        source = iter(batches)
        head = list(islice(source, ALONE + 1)) if self._workers > 1 else []
        if len(head) <= ALONE:
            yield from self._engine.screen_batches(chain(head, source), threshold=threshold)
            return
        others = active_children()
        with self._started() as pool:
            try:
                yield from self._shared(pool, chain(head, source), threshold)
            except BrokenProcessPool as error:
                raise WorkerError(
                    "a worker process died, perhaps for want of memory", hint="Try again with --workers 1."
                ) from error
            except BaseException:  # interrupted, or nobody wants the rest
                # What they work on is wanted no more. They end first: a pool that is shut down before would
                # wait for them to take what is on its way.
                _end(pool, others)
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
            with _uninterrupted():  # submitting starts the workers
                waiting.append(pool.submit(_screen, msgspec.msgpack.encode(batch), threshold))
            if len(waiting) >= AHEAD * self._workers:
                yield _RESULTS.decode(waiting.popleft().result())
        while waiting:
            yield _RESULTS.decode(waiting.popleft().result())


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold an interruption from the keyboard back; processes started meanwhile never hear of any.

    The keyboard interrupts every process of the terminal, and one that is just loading Python would
    say so with a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end(pool: ProcessPoolExecutor, others: Collection[BaseProcess]) -> None:
    """End the workers at once: they hold nothing but a map of files they only read.

    One that is ended while it hands over a result leaves half of it in the pipe. The pool would wait for
    the rest for ever as long as this process could write it: so it lets go of its end as well.
    """
    workers = [process for process in active_children() if process not in others]
    for worker in workers:
        worker.kill()
    for worker in workers:
        worker.join(REAPED)
    if (writer := getattr(getattr(pool, "_result_queue", None), "_writer", None)) is not None:
        with contextlib.suppress(OSError):
            writer.close()


def _begin(folder: Path, policy: Policy) -> None:
    """Make this process a worker. Whoever interrupts the program interrupts the parent; it ends the workers.

    What goes wrong is kept for the first batch: raised here it would be told as a death.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _engines[:] = [Engine(open_index(folder), policy)]
    except WatchfloorError as error:
        hint = "Run it again: a damaged index is built anew."
        _engines[:] = [WorkerError(f"a worker process cannot begin: {error.what}", at=error.at, hint=hint)]
    except (OSError, MemoryError) as error:
        told = f"a worker process cannot begin: {str(error) or type(error).__name__}"
        _engines[:] = [WorkerError(told, at=str(folder), hint="Try again with --workers 1.")]
    gc.freeze()  # what is loaded by now stays: no need to look through it for garbage


def _screen(parties: bytes, threshold: float | None) -> bytes:
    (engine,) = _engines
    if isinstance(engine, WorkerError):
        raise engine
    return msgspec.msgpack.encode(engine.screen_batch(_PARTIES.decode(parties), threshold=threshold))
