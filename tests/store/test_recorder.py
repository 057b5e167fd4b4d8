"""Writing the log: nothing is acknowledged that is not written, and one request spoils no other."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import msgspec
import pytest
from sqlalchemy import Connection, event
from tests.store.support import POLICY, START, copies, screened

from watchfloor.model.errors import StateError
from watchfloor.model.service import Recorder
from watchfloor.store import recorder as recording
from watchfloor.store.database import Database
from watchfloor.store.log import Wanted
from watchfloor.store.opening import Store
from watchfloor.store.recorder import LogRecorder


def test_it_is_what_the_service_asks_for(store: Store) -> None:
    recorder: Recorder = store.recorder
    recorder.record([screened()], POLICY)
    assert recorder.trouble() == ""


@contextmanager
def commits(database: Database) -> Iterator[list[float]]:
    """Counts transactions, each slowed down as if the disk were slow."""
    seen: list[float] = []

    def slow(_connection: Connection) -> None:
        time.sleep(0.02)
        seen.append(time.monotonic())

    event.listen(database.engine, "commit", slow)
    yield seen
    event.remove(database.engine, "commit", slow)


def test_requests_that_come_together_share_a_transaction(store: Store) -> None:
    with commits(store.database) as seen, ThreadPoolExecutor(40) as pool:
        given = copies(screened(), 200)
        list(pool.map(lambda one: store.recorder.record([one], POLICY), given))
    assert {found.line.id for found in store.log.full(Wanted())} == {one.id for one in given}
    assert len(seen) < 40, "two hundred requests of forty at once"


def test_the_screenings_of_a_request_stand_together_in_their_order(store: Store) -> None:
    batches = [copies(screened(), 7) for _ in range(20)]
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(lambda batch: store.recorder.record(batch, POLICY), batches))
    written = [found.line.id for found in store.log.full(Wanted())]
    assert sorted(written[i : i + 7] for i in range(0, 140, 7)) == sorted([s.id for s in b] for b in batches)


def test_a_request_that_is_refused_is_told_and_spoils_no_other(store: Store) -> None:
    first = screened()
    store.recorder.record([first], POLICY)
    good, bad = copies(first, 30), copies(first, 3)
    bad[1] = msgspec.structs.replace(bad[1], id=first.id)

    def record(batch: list[object]) -> str:
        try:
            store.recorder.record(batch, POLICY)  # type: ignore[arg-type]
        except StateError as error:
            return str(error)
        return ""

    with commits(store.database), ThreadPoolExecutor(31) as pool:
        told = list(pool.map(record, [[one] for one in good[:15]] + [bad] + [[one] for one in good[15:]]))
    assert [text for text in told if text] == [told[15]]
    assert "the database refuses" in told[15]
    written = {found.line.id for found in store.log.full(Wanted())}
    assert written == {first.id, *(one.id for one in good)}, "of a refused request nothing is written"


@pytest.mark.parametrize("at", ["yesterday", "2026-03-01T12:00:00"])
def test_a_moment_must_be_one(store: Store, at: str) -> None:
    with pytest.raises(StateError, match="moment"):
        store.recorder.record([msgspec.structs.replace(screened(), at=at)], POLICY)


def test_a_clock_set_back_is_written_down_and_the_order_stays(store: Store) -> None:
    for minutes in (0, 10, -60, 11):
        store.recorder.record([screened(at=START + timedelta(minutes=minutes))], POLICY)
    lines = store.log.lines(Wanted())[::-1]
    assert [line.number for line in lines] == [1, 2, 3, 4]
    assert [line.clock_behind for line in lines] == [0, 0, 70 * 60, 0]


def test_what_waits_is_written_before_it_is_closed(store: Store) -> None:
    given = copies(screened(), 20)
    with commits(store.database), ThreadPoolExecutor(20) as pool:
        waiting = [pool.submit(store.recorder.record, [one], POLICY) for one in given]
        time.sleep(0.01)
        store.recorder.close()
    done = [future for future in waiting if future.exception() is None]
    assert store.log.count(Wanted()) == len(done)
    assert all("is closed" in str(f.exception()) for f in waiting if f not in done)
    with pytest.raises(StateError, match="the screening log is closed"):
        store.recorder.record([screened()], POLICY)


def test_more_than_can_wait_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "MOST_WAITING", 1)
    recorder, gate = LogRecorder(store.database, store.secret, store.moments), threading.Event()
    commit = recorder._commit

    def held(group: list[object]) -> None:
        gate.wait(10)
        commit(group)  # type: ignore[arg-type]

    monkeypatch.setattr(recorder, "_commit", held)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(recorder.record, [screened()], POLICY)
        while not recorder._writer or recorder._waiting.qsize():
            time.sleep(0.001)
        second = pool.submit(recorder.record, [screened()], POLICY)
        while not recorder._waiting.full():
            time.sleep(0.001)
        with pytest.raises(StateError, match="too many screenings wait"):
            recorder.record([screened()], POLICY)
        gate.set()
        first.result()
        second.result()
    recorder.close()
    assert store.log.count(Wanted()) == 2


def test_a_fault_is_told_to_whoever_waits_and_the_next_is_served(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(store.recorder, "_commit", lambda _: 1 / 0)
        with pytest.raises(StateError, match="cannot be written: ZeroDivisionError"):
            store.recorder.record([screened()], POLICY)
    store.recorder.record([screened()], POLICY)
    assert store.log.count(Wanted()) == 1


def test_two_recorders_write_side_by_side_without_a_gap(store: Store) -> None:
    other = LogRecorder(store.database, store.secret, store.moments)
    given = copies(screened(), 60)
    with ThreadPoolExecutor(8) as pool:
        for place, one in enumerate(given):
            pool.submit((store.recorder, other)[place % 2].record, [one], POLICY)
    other.close()
    assert [found.line.number for found in store.log.full(Wanted())] == list(range(1, 61))
