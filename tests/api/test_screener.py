"""Requests that wait: turned away where there are too many, and failed together where nothing can be written."""

import asyncio
from collections.abc import Sequence

import pytest
from tests.support import FakeSnapshot, an_entity, numbered

from watchfloor.api import screener as screener_module
from watchfloor.api.screener import Answer, Screener
from watchfloor.model.errors import StateError
from watchfloor.model.finding import Screened
from watchfloor.model.policy import Policy, default_policy
from watchfloor.model.service import Screening
from watchfloor.screening.engine import Engine
from watchfloor.screening.queries import read_query


class Away:
    """A recorder whose database does not answer."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def record(self, screenings: Sequence[Screening], policy: Policy) -> None:
        """Nothing can be written."""
        del policy
        self.asked.append(len(screenings))
        raise StateError("the database does not answer")

    def trouble(self) -> str:
        """Why."""
        return "it does not answer"


def finish(results: list[Screened]) -> Answer:
    return Answer(b"", [None for _ in results])  # type: ignore[misc]


async def asked(screener: Screener, engine: Engine, count: int) -> list[object]:
    rows = [read_query("Person", {"name": "Otto Berg"}).row]
    waiting = [screener.screen(engine, 0.5, rows, finish) for _ in range(count)]
    return list(await asyncio.gather(*waiting, return_exceptions=True))


@pytest.fixture
def engine() -> Engine:
    return Engine.open(FakeSnapshot(*numbered([an_entity("Otto Berg")])), default_policy())


def test_where_nothing_can_be_written_all_that_wait_are_told_at_once(engine: Engine) -> None:
    away = Away()
    screener = Screener(away)
    outcomes = asyncio.run(asked(screener, engine, 8))
    screener.close()
    assert {str(outcome) for outcome in outcomes} == {"the database does not answer"}
    assert len(away.asked) < 8, "they are not tried one by one after they were tried together"
    assert sum(away.asked) == 8


def test_one_request_too_many_is_turned_away(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screener_module, "MOST_WAITING", 2)
    screener = Screener(Away())
    outcomes = asyncio.run(asked(screener, engine, 4))
    screener.close()
    assert [str(outcome) for outcome in outcomes].count("too many requests are waiting") >= 1
