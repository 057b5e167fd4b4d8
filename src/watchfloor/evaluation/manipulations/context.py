"""The right name with other facts beside it that agree, are close, or disagree."""

from collections.abc import Callable
from functools import partial
from random import Random

from watchfloor.evaluation.common import NEIGHBOURS
from watchfloor.evaluation.manipulations.base import Group
from watchfloor.evaluation.subjects import ALL, COMPANY, PERSON, Subject
from watchfloor.model.party import Party

_GROUP = Group("context")
_FAR = ("no", "pe", "nz", "fi", "uy", "jp")
_FAR_YEARS = 30


def _day(subject: Subject) -> tuple[int, int, int] | None:
    """The birth date, where exactly one is known to the day."""
    dates = subject.entity.get("birthDate")
    parts = dates[0].split("-") if len(dates) == 1 else []
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    return int(parts[0]), int(parts[1]), int(parts[2])


def born(_: Random, subject: Subject, *, change: Callable[[int, int, int], str | None]) -> Party | None:
    """The right name with the birth date changed."""
    if (day := _day(subject)) is None or (date := change(*day)) is None:
        return None
    return Party(schema="Person", properties={"name": (subject.name,), "birthDate": (date,)})


def same_day(year: int, month: int, day: int) -> str:
    """The very date."""
    return f"{year}-{month:02}-{day:02}"


def year_only(year: int, _month: int, _day: int) -> str:
    """The year alone."""
    return str(year)


def year_beside(year: int, month: int, day: int) -> str | None:
    """The same day of the next year."""
    return f"{year + 1}-{month:02}-{day:02}" if day <= 28 else None


def swapped(year: int, month: int, day: int) -> str | None:
    """Day and month taken for each other."""
    return f"{year}-{day:02}-{month:02}" if day <= 12 and day != month else None


def far_off(year: int, month: int, _day: int) -> str:
    """A date thirty years away."""
    return f"{year - _FAR_YEARS}-{month:02}-11"


def _prop(subject: Subject) -> str:
    return {"person": "nationality", "vessel": "flag"}.get(subject.kind, "country")


def _in(subject: Subject, country: str) -> Party:
    return Party(
        schema=subject.entity.schema, properties={"name": (subject.name,), _prop(subject): (country,)}
    )


def same_country(_: Random, subject: Subject) -> Party | None:
    """The right name and country."""
    return _in(subject, min(subject.countries)) if subject.countries else None


def neighbour(_: Random, subject: Subject) -> Party | None:
    """The right name in a country of the same region that the list does not name."""
    near = {NEIGHBOURS.get(country, "") for country in subject.countries} - subject.countries - {""}
    return _in(subject, min(near)) if near else None


def other_country(rng: Random, subject: Subject) -> Party | None:
    """The right name in a country far away: people move and ships change flags."""
    far = [c for c in _FAR if c not in subject.countries]
    return _in(subject, rng.choice(far)) if subject.countries else None


def kind_unknown(_: Random, subject: Subject) -> Party:
    """The right name, of no stated kind."""
    return Party(properties={"name": (subject.name,)})


def kind_wrong(_: Random, subject: Subject) -> Party:
    """A person entered as a company, a company as a person."""
    schema = "Company" if subject.kind == "person" else "Person"
    return Party(schema=schema, properties={"name": (subject.name,)})


CLASSES = (
    _GROUP.subject_class("born-same-day", "right name and birth date", partial(born, change=same_day)),
    _GROUP.subject_class("born-year-only", "birth year only", partial(born, change=year_only)),
    _GROUP.subject_class("born-year-beside", "birth year off by one", partial(born, change=year_beside)),
    _GROUP.subject_class("born-swapped", "day and month swapped", partial(born, change=swapped)),
    _GROUP.subject_class(
        "born-far-off", "born thirty years apart", partial(born, change=far_off), expects="either"
    ),
    _GROUP.subject_class("country-same", "right country", same_country, kinds=ALL),
    _GROUP.subject_class("country-near", "a neighbouring country", neighbour, kinds=ALL),
    _GROUP.subject_class("country-other", "another country", other_country, kinds=ALL),
    _GROUP.subject_class("kind-unknown", "kind not stated", kind_unknown, kinds=ALL),
    _GROUP.subject_class(
        "kind-wrong", "person as company, company as person", kind_wrong, kinds=PERSON | COMPANY
    ),
)
