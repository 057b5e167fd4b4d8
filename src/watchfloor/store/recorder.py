"""The screening log written: nothing is acknowledged before it is on disk, and many share one transaction.

Whoever records waits; one thread takes what has come in meanwhile and writes all of it at once. The
longer the disk takes to sync, the more share it: no delay is added, none is needed.
"""

import contextlib
import queue
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, select

from watchfloor.model.errors import StateError
from watchfloor.model.policy import Policy
from watchfloor.model.service import Screening
from watchfloor.store.content import fitting, input_key, moment_of, pack, text_key, without_input
from watchfloor.store.database import REFUSED, Database, insert_new
from watchfloor.store.moments import Moments
from watchfloor.store.secret import Secret
from watchfloor.store.tables import facts, hits, policies, screenings

MOST_ROWS = 4000
"""Screenings of one transaction; whoever asks alone for more gets one of their own."""
MOST_WAITING = 10_000
"""Requests that may wait to be written; one more is refused."""
NOTICED = 60.0
"""Seconds a clock may lie behind what was written before, as it does for requests side by side."""
_PROBE_EVERY = 1.0
_COUNTER = "screenings"
_LONGEST = {
    "id": 64,
    "request": 128,
    "caller": 200,
    "caller_key": 20,
    "route": 200,
    "dataset": 200,
    "name": 200,
}


class _Job(NamedTuple):
    """What one request wants written, and where its caller waits."""

    rows: list[dict[str, Any]]
    found: list[list[dict[str, Any]]]
    policy: Policy
    done: "Future[None]"


class LogRecorder:
    """A :class:`watchfloor.model.service.Recorder` on the tables of the store.

    Args:
        database: where the log is kept.
        secret: what inputs are digested with.
        moments: the latest moment written down.
        keep_input: are inputs kept, or only their keyed digests?
    """

    def __init__(
        self, database: Database, secret: Secret, moments: Moments, *, keep_input: bool = True
    ) -> None:
        self._database, self._secret, self._moments = database, secret, moments
        self._keep_input = keep_input
        self._waiting: queue.Queue[_Job | None] = queue.Queue(MOST_WAITING)
        self._lock = threading.Lock()
        self._writer: threading.Thread | None = None
        self._closed = False
        self._policies: set[str] = set()
        self._trouble, self._probed = "", 0.0

    def record(self, screenings: Sequence[Screening], policy: Policy) -> None:
        """Write some screenings, all or none; durable when this returns. See the protocol.

        Raises:
            StateError: they could not be written.
        """
        if not screenings:
            return
        job = _Job(
            rows=[self._row(screening) for screening in screenings],
            found=[_found(screening) for screening in screenings],
            policy=policy,
            done=Future(),
        )
        with self._lock:
            if self._closed:
                raise StateError("the screening log is closed")
            if self._writer is None:
                self._writer = threading.Thread(target=self._write_all, name="screening log", daemon=True)
                self._writer.start()
            try:
                self._waiting.put_nowait(job)
            except queue.Full as error:
                raise StateError("too many screenings wait to be written down") from error
        job.done.result()

    def trouble(self) -> str:
        """Why nothing can be recorded at present; empty where it can, which is tried where it last could not."""
        with self._lock:
            if not self._trouble or time.monotonic() - self._probed < _PROBE_EVERY:
                return self._trouble
            self._probed = time.monotonic()
        with contextlib.suppress(StateError), self._database.writing() as connection:
            self._count(connection, 0)
            self._trouble = ""
        return self._trouble

    def close(self) -> None:
        """Write what waits, then take nothing more."""
        with self._lock:
            self._closed, writer = True, self._writer
        if writer is not None:
            self._waiting.put(None)
            writer.join()

    def _write_all(self) -> None:
        while (job := self._waiting.get()) is not None:
            group, last = self._gathered(job)
            self._write(group)
            if last:
                return

    def _gathered(self, first: _Job) -> tuple[list[_Job], bool]:
        """All that waits, as far as it fits into one transaction; and whether it is the end."""
        group, size = [first], len(first.rows)
        while size < MOST_ROWS:
            try:
                job = self._waiting.get_nowait()
            except queue.Empty:
                break
            if job is None:
                return group, True
            group.append(job)
            size += len(job.rows)
        return group, False

    def _write(self, group: list[_Job]) -> None:
        """Write a group; where it is refused, one by one, so that one bad request spoils no other."""
        try:
            self._commit(group)
        except StateError as error:
            if len(group) > 1 and error.what.startswith(REFUSED):
                for job in group:
                    self._write([job])
                return
            self._trouble, self._probed = str(error), time.monotonic()
            _fail(group, error)
        except BaseException as error:  # noqa: BLE001 - whoever waits must hear of it, and the next be served
            _fail(group, StateError(f"the screening log cannot be written: {error!r}"))
        else:
            self._trouble = ""
            for job in group:
                job.done.set_result(None)

    def _commit(self, group: list[_Job]) -> None:
        new = {job.policy.hash: job.policy for job in group if job.policy.hash not in self._policies}
        rows = [row for job in group for row in job.rows]
        found = [hits for job in group for hits in job.found]
        tries = iter(range(1 << 30))

        def work(connection: Connection) -> None:
            written = self._written(connection, rows) if next(tries) else set()
            left = [place for place, row in enumerate(rows) if row["id"] not in written]
            if new:
                insert_new(connection, policies, [self._policy_row(policy) for policy in new.values()])
            first = self._count(connection, len(left))
            numbered = [rows[place] | {"number": first + n} for n, place in enumerate(left)]
            below = [hit | {"number": first + n} for n, place in enumerate(left) for hit in found[place]]
            if numbered:
                connection.execute(screenings.insert(), numbered)
            if below:
                connection.execute(hits.insert(), below)

        self._database.run(work, write=True)
        self._policies.update(new)

    @staticmethod
    def _written(connection: Connection, rows: list[dict[str, Any]]) -> set[str]:
        """Which rows are there already: a connection may be lost just after what it wrote was kept."""
        ids = [row["id"] for row in rows]
        return set(connection.execute(select(screenings.c.id).where(screenings.c.id.in_(ids))).scalars())

    @staticmethod
    def _count(connection: Connection, more: int) -> int:
        """The next number, after which so many are taken. Numbers run on without a gap, in the order written.

        The row is locked until the transaction ends, so that of several processes one writes at a time.
        """
        wanted = select(facts.c.value).where(facts.c.name == _COUNTER).with_for_update()
        if (kept := connection.execute(wanted).scalar_one_or_none()) is None:
            insert_new(connection, facts, [{"name": _COUNTER, "value": b"1"}])
            kept = connection.execute(wanted).scalar_one()
        first = int(kept)
        following = str(first + more).encode()
        connection.execute(facts.update().where(facts.c.name == _COUNTER).values(value=following))
        return first

    def _policy_row(self, policy: Policy) -> dict[str, Any]:
        return {
            "hash": policy.hash,
            "name": policy.name,
            "version": policy.version,
            "content": msgspec.json.encode(policy),
            "first_used_at": self._moments.now(),
        }

    def _row(self, screening: Screening) -> dict[str, Any]:
        """A screening as a row of its table, but for the number."""
        party, result, at = screening.party, screening.result, moment_of(screening)
        caption = party.caption
        kept = screening if self._keep_input else without_input(screening)
        told = {
            "id": screening.id,
            "request": screening.request,
            "caller": screening.caller.name,
            "caller_key": screening.caller.key,
            "route": screening.route,
            "dataset": screening.dataset,
            "name": caption if self._keep_input else "",
        }
        return {
            **{key: fitting(value)[: _LONGEST[key]] for key, value in told.items()},
            "role": screening.caller.role,
            "at": at,
            "clock_behind": self._behind(at),
            "snapshot": result.stamp.snapshot,
            "policy": result.stamp.policy,
            "engine": result.stamp.engine,
            "input_kept": self._keep_input,
            "input_key": input_key(party, self._secret),
            "name_key": text_key(caption, self._secret),
            "id_key": text_key(party.id, self._secret) if party.id else None,
            "hits": len(result.hits),
            "answered": len(screening.answered),
            "matched": any(hit.match for hit in result.hits),
            "best": max((hit.score for hit in result.hits), default=0.0),
            "content": pack(kept),
        }

    def _behind(self, at: datetime) -> float:
        """How far the clock is behind the latest moment written down; 0 where that is no matter."""
        behind = self._moments.behind(at)
        self._moments.seen(at)
        return behind if behind > NOTICED else 0.0


def _fail(group: list[_Job], error: StateError) -> None:
    """Tell everyone who waits, each by an error of their own: a traceback is kept in it."""
    for job in group:
        job.done.set_exception(StateError(error.what, at=error.at, hint=error.hint))


def _found(screening: Screening) -> list[dict[str, Any]]:
    """The hits of a screening as rows of their table, but for the number."""
    answered = set(screening.answered)
    return [
        {
            "place": place,
            "entity": fitting(hit.entity_id),
            "score": hit.score,
            "matched": hit.match,
            "answered": hit.entity_id in answered,
        }
        for place, hit in enumerate(screening.result.hits)
    ]
