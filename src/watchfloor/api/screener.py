"""Screening beside the event loop: requests that wait at the same time are screened in one batch.

Batches are the engine's native form: eight names at once take a third of the time of eight single ones.
Whoever asks alone is screened at once; where several asked together lately, the next batch waits two
thousandths of a second for as many, for those who were answered together ask again together. What was found
is written down before anybody is answered, all of a batch in one go.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from watchfloor.model.errors import StateError
from watchfloor.model.finding import Screened
from watchfloor.model.service import Recorder, Screening
from watchfloor.screening.engine import Engine
from watchfloor.screening.parties import screen_rows
from watchfloor.screening.rows import PartyRow

GATHERING = 0.002
"""Seconds a batch waits for as many requests as came together lately."""
MOST_WAITING = 2000
"""Requests that may wait at once; the next ones are turned away."""
MOST = 256
"""Parties of several requests that are screened at once; a single request may have more."""


class Answer(NamedTuple):
    """What a request gets, and what is written down of it first."""

    content: Any
    screenings: Sequence[Screening] = ()


@dataclass(slots=True)
class Job:
    """What one request wants screened.

    ``finish`` makes the answer of the results, in the worker thread; ``outcome`` takes it.
    """

    engine: Engine
    threshold: float
    rows: Sequence[PartyRow]
    finish: Callable[[list[Screened]], Answer]
    outcome: "asyncio.Future[Any]"

    def with_same(self, other: "Job") -> bool:
        """May both be in one batch?"""
        return self.engine is other.engine and self.threshold == other.threshold


class Screener:
    """Works on what was asked, one batch after the other.

    Args:
        recorder: writes down what was found.
        watched: is told how many requests wait, whenever that changes.
    """

    def __init__(self, recorder: Recorder, watched: Callable[[int], None] = lambda _: None) -> None:
        self._recorder, self._watched = recorder, watched
        self._waiting: deque[Job] = deque()
        # One thread: screening is arithmetic under one lock, and two would only take turns.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="screening")
        self._pump: asyncio.Task[None] | None = None
        self._lately = 1

    async def screen(
        self,
        engine: Engine,
        threshold: float,
        rows: Sequence[PartyRow],
        finish: Callable[[list[Screened]], Answer],
    ) -> Any:  # noqa: ANN401 - whatever ``finish`` makes
        """The content that ``finish`` makes of the results.

        Args:
            engine: what screens.
            threshold: list hits down to this score.
            rows: the parties of one request.
            finish: makes the answer; called in the worker thread.

        Raises:
            StateError: it could not be written down, or too many wait already.
        """
        if len(self._waiting) >= MOST_WAITING:
            raise StateError("too many requests are waiting")
        job = Job(engine, threshold, rows, finish, asyncio.get_running_loop().create_future())
        self._waiting.append(job)
        self._watched(len(self._waiting))
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._work())
        return await job.outcome

    def close(self) -> None:
        """Let the thread go once it has done what it is doing."""
        self._thread.shutdown(wait=True)

    async def _work(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            if len(self._waiting) < self._lately:
                await asyncio.sleep(GATHERING)
            jobs = self._next()
            self._lately = max(len(jobs), self._lately - 1)
            self._watched(len(self._waiting))
            outcomes = await loop.run_in_executor(self._thread, self._settled, jobs)
            for job, outcome in zip(jobs, outcomes, strict=True):
                if job.outcome.done():  # the client went away
                    continue
                if isinstance(outcome, Answer):
                    job.outcome.set_result(outcome.content)
                else:
                    job.outcome.set_exception(outcome)

    def _next(self) -> list[Job]:
        """The job that has waited longest, and those behind it that go with it."""
        first = self._waiting.popleft()
        jobs, count = [first], len(first.rows)
        others: deque[Job] = deque()
        while self._waiting:
            job = self._waiting.popleft()
            if first.with_same(job) and count + len(job.rows) <= MOST:
                jobs.append(job)
                count += len(job.rows)
            else:
                others.append(job)
        self._waiting = others
        return jobs

    def _settled(self, jobs: list[Job]) -> list[Answer | Exception]:
        """The outcome of every job; what goes wrong with one of several does not spoil the others."""
        try:
            answers = list(self._answers(jobs))
            if screenings := [one for answer in answers for one in answer.screenings]:
                self._recorder.record(screenings, jobs[0].engine.policy)
        except (
            StateError
        ) as error:  # nothing can be written now: asking again for each would take as long each time
            return [error] * len(jobs)
        except Exception as error:  # noqa: BLE001 - it is handed to the request that met it
            if len(jobs) > 1:
                return [self._settled([job])[0] for job in jobs]
            return [error]
        return list(answers)

    @staticmethod
    def _answers(jobs: list[Job]) -> Iterator[Answer]:
        first = jobs[0]
        rows = [row for job in jobs for row in job.rows]
        found = screen_rows(first.engine, rows, threshold=first.threshold, batch=max(len(rows), 1))
        for job in jobs:
            yield job.finish(list(islice(found, len(job.rows))))
