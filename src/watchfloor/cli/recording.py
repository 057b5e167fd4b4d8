"""Rows screened and written into the screening log on their way."""

import secrets
from collections import deque
from collections.abc import Iterable, Iterator

import msgspec

from watchfloor.cli.common import say
from watchfloor.cli.keeping import the_store, who
from watchfloor.model.finding import Screened
from watchfloor.model.party import Party
from watchfloor.model.policy import Policy
from watchfloor.model.service import Caller
from watchfloor.screening.crew import Crew
from watchfloor.screening.engine import Engine
from watchfloor.screening.parties import screen_rows
from watchfloor.screening.rows import PartyRow

ROUTE = "watchfloor screen"


def record_rows(
    engine: Engine | Crew,
    rows: Iterable[PartyRow],
    *,
    policy: Policy,
    threshold: float | None = None,
    batch: int = 2000,
) -> Iterator[Screened]:
    """The same as :func:`watchfloor.screening.parties.screen_rows`, each result written down before it is seen.

    Rows that could not be screened are shown and not written: there is nothing to answer for.

    Raises:
        StateError: it cannot be written.
    """
    with the_store() as store:
        from watchfloor.desk.recording import Run, recorded  # noqa: PLC0415 - only where it is installed

        run = Run(
            request=secrets.token_hex(8),
            caller=Caller(name=who(), role="admin"),
            route=ROUTE,
            policy=policy,
            threshold=policy.lowest if threshold is None else threshold,
            shown=_matches if threshold is None else _all,
            now=store.clock,
        )
        say(f"written into the screening log as request {run.request}")
        read: deque[PartyRow] = deque()
        results = screen_rows(engine, _noted(rows, read), threshold=run.threshold, batch=batch)
        yield from recorded(_screened(results, read), run, store.recorder)


def _noted(rows: Iterable[PartyRow], read: deque[PartyRow]) -> Iterator[PartyRow]:
    for row in rows:
        read.append(row)
        yield row


def _screened(
    results: Iterable[Screened], read: deque[PartyRow]
) -> Iterator[tuple[Party | None, str, Screened]]:
    for result in results:
        row = read.popleft()
        yield (row.party if row.usable else None), row.problem, result


def _all(result: Screened) -> Screened:
    return result


def _matches(result: Screened) -> Screened:
    return msgspec.structs.replace(result, hits=tuple(hit for hit in result.hits if hit.match))
