"""Workers give what one process gives, in order; a dead one is told, and an unfinished run ends them."""

import os
import signal
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from multiprocessing import active_children, get_context
from pathlib import Path

import pytest
from tests.support import FakeSnapshot, an_entity, numbered

from watchfloor.model.errors import SnapshotError, WorkerError
from watchfloor.model.party import Party, party
from watchfloor.model.policy import default_policy
from watchfloor.screening import crew as crew_module
from watchfloor.screening.cache import index_folder
from watchfloor.screening.crew import ALONE, Crew, cores
from watchfloor.screening.engine import Engine

LISTED = numbered(an_entity(f"Demo Tester {word}") for word in "one two three four five six".split())
ASKED = [[party(f"Demo Tester {word}"), party("Nobody At All")] for word in "one two six ten".split() * 4]


def a_crew(folder: Path, workers: int) -> tuple[Engine, Crew]:
    engine = Engine.open(FakeSnapshot(*LISTED), default_policy(), cache=folder)
    return engine, Crew(engine, index_folder(folder, "fake"), workers)


def test_workers_give_the_results_of_one_process_in_order(tmp_path: Path) -> None:
    engine, crew = a_crew(tmp_path, 2)
    assert crew.stamp == engine.stamp
    for threshold in (None, 0.1):
        alone = list(engine.screen_batches(ASKED, threshold=threshold))
        assert list(crew.screen_batches(ASKED, threshold=threshold)) == alone


def test_few_parties_and_one_worker_start_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: Crew) -> None:
        raise AssertionError

    monkeypatch.setattr(Crew, "_started", refused)
    for asked, workers in ((ASKED[:ALONE], 2), (ASKED, 1)):
        engine, crew = a_crew(tmp_path, workers)
        assert list(crew.screen_batches(asked)) == list(engine.screen_batches(asked))


def test_batches_are_asked_for_a_few_ahead_only(tmp_path: Path) -> None:
    given: list[int] = []

    def endless() -> Iterator[Sequence[Party]]:
        while True:
            given.append(1)
            yield ASKED[0]

    _, crew = a_crew(tmp_path, 2)
    results = crew.screen_batches(endless())
    for _ in range(ALONE + 1):
        next(results)
    assert len(given) <= ALONE + 2 * crew_module.AHEAD + 1
    assert isinstance(results, Generator)
    results.close()


def test_a_worker_that_dies_is_an_error_that_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew_module, "_begin", _die)
    _, crew = a_crew(tmp_path, 2)
    results = crew.screen_batches(ASKED)
    with pytest.raises(WorkerError, match="a worker process died") as error:
        next(results)
    assert "--workers 1" in error.value.hint


@pytest.mark.parametrize(
    ("error", "told", "hint"),
    [
        (
            SnapshotError("the index is damaged", at="index.json"),
            "cannot begin: the index is damaged",
            "built anew",
        ),
        (OSError(24, "Too many open files"), r"cannot begin: .*Too many open files", "--workers 1"),
        (MemoryError(), "cannot begin: MemoryError", "--workers 1"),
    ],
)
def test_a_worker_that_cannot_begin_says_why_at_its_first_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str, hint: str
) -> None:
    def fails(_: Path) -> None:
        raise error

    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(crew_module, "open_index", fails)
    monkeypatch.setattr(crew_module, "_engines", [])
    monkeypatch.setattr("gc.freeze", lambda: None)
    try:
        crew_module._begin(tmp_path, default_policy())
    finally:
        signal.signal(signal.SIGINT, before)
    with pytest.raises(WorkerError, match=told) as raised:
        crew_module._screen(b"", None)
    assert hint in raised.value.hint


def test_an_index_that_is_gone_when_the_workers_start_is_told_as_that_and_not_as_a_death(
    tmp_path: Path,
) -> None:
    engine, _ = a_crew(tmp_path, 2)
    crew = Crew(engine, tmp_path / "gone", 2)
    results = crew.screen_batches(ASKED)
    with pytest.raises(WorkerError, match=r"a worker process cannot begin: .*") as error:
        list(results)
    assert "died" not in str(error.value)
    assert "gone" in error.value.at


def test_an_unfinished_run_ends_its_workers_at_once_and_leaves_other_processes_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew_module, "_screen", _slow)
    monkeypatch.setattr(crew_module, "AHEAD", ALONE + 3)  # none is waited for before the interruption
    other = get_context("spawn").Process(target=time.sleep, args=(60,))
    other.start()
    try:
        _, crew = a_crew(tmp_path, 2)
        results = crew.screen_batches(_interrupted_at(ALONE + 3))
        started = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            list(results)
        assert time.monotonic() - started < 20, "a batch of theirs takes a minute"
        assert active_children() == [other]
    finally:
        other.kill()
        other.join()


def _interrupted_at(count: int) -> Iterator[Sequence[Party]]:
    yield from ASKED[:count]
    raise KeyboardInterrupt


def _slow(*_: object) -> bytes:
    time.sleep(60)
    return b""


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="there are no signal masks")
def test_an_interruption_while_workers_start_is_held_back_and_not_lost() -> None:
    reached = []

    def interrupted() -> None:
        with crew_module._uninterrupted():
            signal.pthread_kill(threading.get_ident(), signal.SIGINT)
            reached.append("the end of the block")
        time.sleep(1)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # which a background job ignores
    try:
        with pytest.raises(KeyboardInterrupt):
            interrupted()
    finally:
        signal.signal(signal.SIGINT, before)
    assert reached
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, set())


def _die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def test_there_is_at_least_one_core() -> None:
    assert cores() >= 1
