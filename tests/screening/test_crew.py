"""Workers give what one process gives, in order; a dead one is told, and an unfinished run ends them."""

import os
import signal
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

import pytest
from tests.support import FakeSnapshot, an_entity, numbered

from watchfloor.model.errors import WorkerError
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
    for _ in range(ALONE):
        next(results)
    with pytest.raises(WorkerError, match="a worker process died") as error:
        next(results)
    assert "--workers 1" in error.value.hint


def _die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def test_there_is_at_least_one_core() -> None:
    assert cores() >= 1
