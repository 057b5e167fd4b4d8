"""Dates of the ADVANCED XML format: as exact as the authority gives them, never more exact."""

import pytest
from lxml import etree

from watchfloor.lists.formats.ofac_dates import day_of, period_of
from watchfloor.lists.intake import Intake
from watchfloor.lists.xml import Record
from watchfloor.model.dates import parse_date


def record(xml: str, intake: Intake | None = None) -> Record:
    return Record(etree.fromstring(xml), path="", intake=intake or Intake(source="xx_demo"))


def date_xml(tag: str, text: str) -> str:
    """``1962-3-4`` as elements, as many as there are parts."""
    parts = zip(("Year", "Month", "Day"), text.split("-"), strict=False)
    return f"<{tag}>" + "".join(f"<{name}>{part}</{name}>" for name, part in parts if part) + f"</{tag}>"


def period_xml(start: tuple[str, ...], end: tuple[str, ...], *, about: bool = False) -> str:
    """A period whose bounds have a ``From`` and perhaps a ``To`` each."""
    sides = []
    for side, bounds in (("Start", start), ("End", end)):
        inner = "".join(date_xml(tag, text) for tag, text in zip(("From", "To"), bounds, strict=False))
        sides.append(f'<{side} Approximate="{str(about).lower()}">{inner}</{side}>' if bounds else "")
    return f"<DatePeriod>{''.join(sides)}</DatePeriod>"


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("1962-3-4", "1962-03-04"),
        ("1962-12-31", "1962-12-31"),
        ("1962-3", "1962-03"),
        ("1962", "1962"),
        ("962", "0962"),
        ("1962--4", "1962"),
        ("-3-4", ""),
        ("", ""),
    ],
)
def test_a_day_is_as_exact_as_it_is_given(given: str, day: str) -> None:
    assert day_of(record(date_xml("From", given))) == day


@pytest.mark.parametrize(
    ("start", "end", "told", "read"),
    [
        (("1962-3-4",), ("1962-3-4",), "1962-03-04", "1962-03-04"),
        (("1962-1-1", "1962-1-1"), ("1962-12-31", "1962-12-31"), "1962", "1962"),
        (("1962-3-1",), ("1962-3-31",), "1962-03", "1962-03"),
        (("1962-3-5",), ("1962-8-6",), "1962", "1962"),
        (("1962-1-1",), ("1964-12-31",), "1962 to 1964", None),
        (("1962-3-4",), (), "1962-03-04", "1962-03-04"),
        ((), ("1962-3-4",), "1962-03-04", "1962-03-04"),
        ((), (), "", None),
    ],
)
def test_a_period_is_a_day_a_month_a_year_or_several(
    start: tuple[str, ...], end: tuple[str, ...], told: str, read: str | None
) -> None:
    found = period_of(record(period_xml(start, end)))
    assert found == told
    if read is not None:
        assert parse_date(found) == read


def test_what_is_approximate_says_so() -> None:
    assert period_of(record(period_xml(("1962-1-1",), ("1962-12-31",), about=True))) == "circa 1962"


def test_no_field_of_a_date_is_left_unread_but_one_nobody_knows() -> None:
    intake = Intake(source="xx_demo")
    period_of(record(period_xml(("1962-3-4",), ("1962-3-4",)), intake))
    assert intake.unread == {}
    day_of(record("<From><Year>1962</Year><Hour>7</Hour></From>", intake))
    assert list(intake.unread) == ["/Hour"]
