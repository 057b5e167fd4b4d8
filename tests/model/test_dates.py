"""Dates as lists and customer files write them."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.model.dates import Span, ftm_dates, parse_date, span
from watchfloor.model.errors import InputError

READ = {
    "1970": "1970",
    "1970.0": "1970",
    "1970-03": "1970-03",
    "1970-03-15": "1970-03-15",
    "1970-3-5": "1970-03-05",
    "1970/03/15": "1970-03-15",
    "19700315": "1970-03-15",
    "19700315.0": "1970-03-15",
    "1970-03-15T00:00:00Z": "1970-03-15",
    "1970-03-15T23:59:59.123+02:00": "1970-03-15",
    "1970-03-15 12:30": "1970-03-15",
    "1970-03-15+01:00": "1970-03-15",
    "15/03/1970 00:00:00": "1970-03-15",
    "3/15/1970 12:00:00 AM": "1970-03-15",
    "15/03/1970": "1970-03-15",
    "03/15/1970": "1970-03-15",
    "03/04/1970": "1970-04-03",
    "15.03.1970": "1970-03-15",
    "2.7.1974": "1974-07-02",
    "15-03-1970": "1970-03-15",
    "15 03 1970": "1970-03-15",
    "03/1970": "1970-03",
    "٢٠٠١-٠٣-١٥": "2001-03-15",
    "１９７０-０３-１５": "1970-03-15",
}
PLACEHOLDERS = {
    "dd/mm/1945": "1945",
    "dd/03/1945": "1945-03",
    "00/00/1950": "1950",
    "00/03/1950": "1950-03",
    "1950-00-00": "1950",
    "1950-03-00": "1950-03",
    "19500000": "1950",
}
WORDS = {
    "15 Mar 1970": "1970-03-15",
    "15-MAR-1970": "1970-03-15",
    "15Mar1970": "1970-03-15",
    "March 15, 1970": "1970-03-15",
    "1970 March 15": "1970-03-15",
    "Mar 1970": "1970-03",
    "Sept. 1970": "1970-09",
    "the 12th of March 1970": "1970-03-12",
    "15. März 1970": "1970-03-15",
    "1. Jänner 1970": "1970-01-01",
    "1er janvier 1970": "1970-01-01",
    "15 août 1970": "1970-08-15",
    "15 de marzo de 1970": "1970-03-15",
    "7 luglio 1970": "1970-07-07",
    "7 de março de 1970": "1970-03-07",
    "15 марта 1970 г.": "1970-03-15",
    "15 maart 1970": "1970-03-15",
    "1974年7月2日": "1974-07-02",
    "1974年": "1974",
    "1974년 7월 2일": "1974-07-02",
    "early 1962": "1962",
}
CIRCA = {
    "circa 1962": "1962~",
    "Circa 15 Mar 1970": "1970-03-15~",
    "c. 1962": "1962~",
    "c1962": "1962~",
    "ca. 1962": "1962~",
    "approximately 1962": "1962~",
    "1962 (approximate)": "1962~",
    "1963 (approximative)": "1963~",
    "1962?": "1962~",
    "~1962": "1962~",
    "um 1962": "1962~",
    "около 1962": "1962~",
    "約1962年": "1962~",
}
PERIODS = {
    "1962 to 1965": "1962/1965",
    "1962-1965": "1962/1965",
    "1962 – 1965": "1962/1965",
    "1965-1962": "1962/1965",
    "1962-1962": "1962",
    "from 1962 to 1965": "1962/1965",
    "between 1962 and 1965": "1962/1965",
    "zwischen 1962 und 1965": "1962/1965",
    "Between 15 Mar 1970 and 20 Apr 1971": "1970-03-15/1971-04-20",
    "Between Aug. and Sep. 1977": "1977-08/1977-09",
    "Mar 1970 - Apr 1971": "1970-03/1971-04",
    "1969 or 1970": "1969/1970",
    "circa 1962-1963": "1962~/1963~",
    "1950s": "1950~/1959~",
    "195X": "1950~/1959~",
    "the early 1970s": "1970~/1974~",
    "mid-1950s": "1953~/1957~",
    "late 1950s": "1955~/1959~",
    "1391 AH": "1971-02-27~/1972-02-15~",
    "24/06/1402 (Hijri Calendar)": "1982-04-19~",
    "6/1402 AH": "1982-03-27~/1982-04-24~",
}


@pytest.mark.parametrize(("text", "edtf"), [*READ.items(), *PLACEHOLDERS.items(), *WORDS.items()])
def test_a_date_reads_as_what_it_says(text: str, edtf: str) -> None:
    assert parse_date(text) == edtf


@pytest.mark.parametrize(("text", "edtf"), [*CIRCA.items(), *PERIODS.items()])
def test_doubt_is_kept(text: str, edtf: str) -> None:
    assert parse_date(text) == edtf


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-0-",
        "unknown",
        "31 Feb 1970",
        "29/02/1971",
        "1970-13-45",
        "32/01/1970",
        "0000",
        "0000-00-00",
        "3000",
        "1389",
        "25569",
        "15/03/70",
        "dd/mm/yyyy",
        "March",
        "Tuesday",
        "1960 or 1970",
        "12 Mar Apr 1970",
        "1970 (Moscow)",
        "35 years old",
        "9999 AH",
        "soon AH",
        "190s",
        "1970 " * 40,
    ],
)
def test_what_is_no_date_or_an_impossible_one_reads_as_none(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "edtf"),
    [("03/04/1970", "1970-03-04"), ("15/03/1970", "1970-03-15"), ("03.04.1970", "1970-04-03")],
)
def test_american_order_is_asked_for_and_yields_to_numbers_over_twelve_and_to_dots(
    text: str, edtf: str
) -> None:
    assert parse_date(text, day_first=False) == edtf


def test_a_span_covers_every_day_the_date_can_mean() -> None:
    assert span("1970-02") == Span(date(1970, 2, 1), date(1970, 2, 28))
    assert span("1962~") == Span(date(1962, 1, 1), date(1962, 12, 31), approximate=True)
    assert span("1970-03-15/1971") == Span(date(1970, 3, 15), date(1971, 12, 31))


@pytest.mark.parametrize(
    "text", ["", "1970-02-30", "15/03/1970", "1971/1970", "1970/1971/1972", "circa 1970"]
)
def test_a_span_of_what_is_not_edtf_is_an_error(text: str) -> None:
    with pytest.raises(InputError, match=f"not an EDTF date: {text!r}"):
        span(text)


@pytest.mark.parametrize(
    ("edtf", "dates"),
    [
        ("1970-03-15", ("1970-03-15",)),
        ("1970-03~", ("1970-03",)),
        ("1962/1965", ("1962", "1963", "1964", "1965")),
        ("1950~/1959~", tuple(str(year) for year in range(1950, 1960))),
        ("1950/1960", ()),
    ],
)
def test_followthemoney_gets_prefixes_and_the_years_of_a_period(edtf: str, dates: tuple[str, ...]) -> None:
    assert ftm_dates(edtf) == dates


DATE_LIKE = st.text(alphabet="0123456789 -/.~?snrdtMayJulcirabewonc年月日٣,()", max_size=30)


@given(st.one_of(st.text(), DATE_LIKE), st.booleans())
def test_any_text_reads_as_none_or_as_stable_edtf(text: str, day_first: bool) -> None:
    edtf = parse_date(text, day_first=day_first)
    if edtf is not None:
        assert parse_date(edtf) == edtf
        assert re.fullmatch(r"[\d~/-]+", edtf)
        days = span(edtf)
        assert days.first <= days.last
        assert len(ftm_dates(edtf)) <= 10


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2199, 12, 31)))
def test_every_real_day_is_read_in_every_style(day: date) -> None:
    iso = day.isoformat()
    for style in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%Y%m%d", "%d %b %Y", "%B %d, %Y"):
        assert parse_date(day.strftime(style)) == iso
