"""Results on their way to a file or a terminal, written into the screening log before they are seen."""

import secrets
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice

import msgspec

from watchfloor.model.finding import Screened
from watchfloor.model.party import Party
from watchfloor.model.policy import Policy
from watchfloor.model.service import Caller, Recorder, Screening

TOGETHER = 500
"""Results written at once; so many are held back until they are."""
ROW_PROBLEM = "row_problem"
"""Under this option stands what was wrong with the row a party was read from: the party does not tell."""


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One run over many parties.

    ``threshold`` is the score down to which hits are looked for; of those below the policy's own, only
    the ones asked for are shown (``shown``).
    """

    request: str
    caller: Caller
    route: str
    policy: Policy
    threshold: float
    shown: Callable[[Screened], Screened]
    now: Callable[[], datetime]


def recorded(
    results: Iterable[tuple[Party | None, str, Screened]], run: Run, recorder: Recorder
) -> Iterator[Screened]:
    """The results as they are to be shown, each written down before.

    Args:
        results: party, what was wrong with its row, and all that was found; consumed lazily. Without a
            party nothing was screened, and nothing is written.
        run: what all have in common.
        recorder: writes them.

    Raises:
        StateError: they could not be written; what comes after is not shown.
    """
    source = iter(results)
    while chunk := list(islice(source, TOGETHER)):
        shown = [run.shown(result) for _, _, result in chunk]
        made = [
            _screening(party, problem, result, seen, run)
            for (party, problem, result), seen in zip(chunk, shown, strict=True)
            if party is not None
        ]
        recorder.record(made, run.policy)
        yield from shown


def _screening(party: Party, problem: str, result: Screened, seen: Screened, run: Run) -> Screening:
    return Screening(
        id=secrets.token_hex(16),
        at=run.now().isoformat(),
        request=run.request,
        caller=run.caller,
        route=run.route,
        dataset=",".join(run.policy.sources) or "default",
        query=str(party.row),
        party=party,
        threshold=run.threshold,
        options={ROW_PROBLEM: (problem,)} if problem else {},
        result=result,
        answered=tuple(hit.entity_id for hit in seen.hits),
    )
