"""Processes that do the same work side by side; one that dies is replaced."""

import multiprocessing
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from types import FrameType
from typing import Any

from watchfloor.api.logs import Log
from watchfloor.model.errors import WorkerError

SOON = 5.0
"""Seconds; a worker that lives shorter could not begin."""
FAILURES = 3
"""Workers in a row that may not begin, before all is given up."""
_PAUSE = 0.5


class Workers:
    """Some processes and the one that watches them.

    Args:
        work: what each does, a function of a module; ends on SIGTERM.
        told: its arguments.
        count: how many.
        grace: seconds they may take to end.
        log: is told of deaths.
    """

    def __init__(
        self, work: Callable[..., None], told: tuple[Any, ...], count: int, grace: float, log: Log
    ) -> None:
        self._work, self._told, self._count = work, told, count
        self._grace, self._log = grace, log
        self._processes: dict[SpawnProcess, float] = {}
        self._ending, self._failures = False, 0

    def run(self) -> None:
        """Keep them going until this process is told to end.

        Raises:
            WorkerError: they die again and again as soon as they begin.
        """
        before = {number: signal.signal(number, self._end) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            while not self._ending:
                while len(self._processes) < self._count:
                    self._begin()
                wait([process.sentinel for process in self._processes], timeout=_PAUSE)
                self._bury()
        finally:
            self._stop()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self._ending = True

    def _begin(self) -> None:
        process = multiprocessing.get_context("spawn").Process(target=self._work, args=self._told)
        process.start()
        self._processes[process] = time.monotonic()

    def _bury(self) -> None:
        """Let go of those that died; a moment's rest where they could not even begin."""
        for process, since in list(self._processes.items()):
            if process.is_alive():
                continue
            del self._processes[process]
            if self._ending:
                continue
            self._log("worker died", pid=process.pid, code=process.exitcode)
            self._failures = self._failures + 1 if time.monotonic() - since < SOON else 0
            if self._failures > FAILURES:
                raise WorkerError("workers die as soon as they begin", hint="The log says why.")
            time.sleep(_PAUSE * self._failures)

    def _stop(self) -> None:
        """End them all, those that do not end in time without grace."""
        for process in self._processes:
            process.terminate()
        deadline = time.monotonic() + self._grace
        for process in self._processes:
            process.join(max(0.0, deadline - time.monotonic()))
            if process.is_alive():
                process.kill()
                process.join()
