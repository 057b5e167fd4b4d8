"""Invented screenings, and a clock that is set by hand."""

from datetime import UTC, datetime, timedelta
from itertools import count

import msgspec
from tests.support import an_engine, an_entity

from watchfloor.model.party import Party
from watchfloor.model.policy import Policy, default_policy
from watchfloor.model.service import Caller, Screening
from watchfloor.screening.engine import Engine

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
CALLER = Caller(name="branch 7", role="screener", key="wf_00000001")
_numbers = count(1)


class SetClock:
    """A clock that goes only when told to."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def go(self, **span: float) -> None:
        """Move by a span; a negative one sets it back."""
        self.at += timedelta(**span)


def engine(policy: Policy | None = None) -> Engine:
    """An engine on two invented entities."""
    return an_engine(
        an_entity("Boris Demonov", "Борис Демонов", record="1", birthDate="1950-02-03"),
        an_entity("Demonstration Trading Corporation", record="2", schema="Company"),
        policy=policy,
    )


def screened(
    name: str = "Boris Demonow",
    *,
    at: datetime = START,
    request: str = "r1",
    caller: Caller = CALLER,
    by: Engine | None = None,
    **properties: str,
) -> Screening:
    """A screening as the service makes it, of one person against the invented entities."""
    values: dict[str, tuple[str, ...]] = {
        "name": (name,),
        **{prop: (value,) for prop, value in properties.items()},
    }
    party = Party(schema="Person", properties=values, id=f"customer {name}")
    (result,) = (by or engine()).screen_batch([party], threshold=0.5)
    return Screening(
        id=f"s{next(_numbers):08}",
        at=at.isoformat(),
        request=request,
        caller=caller,
        route="/match/{dataset}",
        dataset="default",
        query="q1",
        party=party,
        threshold=0.5,
        options={"limit": ("5",)},
        result=result,
        answered=tuple(hit.entity_id for hit in result.hits),
    )


def copies(screening: Screening, how_many: int) -> list[Screening]:
    """The same screening many times, each with an id of its own."""
    return [msgspec.structs.replace(screening, id=f"s{next(_numbers):08}") for _ in range(how_many)]


POLICY = default_policy()
