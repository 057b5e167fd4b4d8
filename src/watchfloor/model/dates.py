"""Dates as lists and customer files write them, read into EDTF.

EDTF (ISO 8601-2:2019, level 1) says how much of a date is known: ``1970``, ``1970-03``,
``1970-03-15``, ``1962~`` (circa), ``1962/1965`` (some time between).
What is not a date, or an impossible one, reads as ``None``: no date is ever guessed. Excel
serial numbers and two-digit years are not dates here, nor are years before 1800 or after 2199
(which also keeps unmarked years of the Islamic calendar out).
"""

import calendar
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from watchfloor.model.errors import InputError

FIRST_YEAR, LAST_YEAR = 1800, 2199
MAX_LENGTH = 120
"""Longer texts are prose; no publisher writes a date that long."""
MAX_FTM_YEARS = 10

_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|ste|de|º|ª|\.)(?=\s|$)")
_TIME = re.compile(
    r"(?<=\d)[t ]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:z|utc|gmt|[+-]\d{2}:?\d{2})?$"
)
_ZONE = re.compile(r"(?<=\d-\d{2})(?:z|[+-]\d{2}:\d{2})$")
_EAST_ASIAN = re.compile(r"(\d{4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일])?)?")
_WHOLE_FLOAT = re.compile(r"(\d{4}|\d{8})\.0+")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})(?:\s*[-/.]\s*(\d{1,2})(?:\s*[-/.]\s*(\d{1,2}))?)?")
_YEAR_LAST = re.compile(r"(?:(\d{1,2}|d{1,2})\s*([-/. ])\s*)?(\d{1,2}|m{1,2})\s*([-/. ])\s*(\d{4}|y{4})")
_DECADE = re.compile(r"(\d{3})(?:0\s*'?\s*(?:s|er|ies)|x)")
_YEARS = re.compile(r"(\d{4})\s*[-–—/]\s*(\d{4})")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_HIJRI_EPOCH = 1_948_440 - 1_721_425
"""Julian day of 1 Muharram 1 (civil reckoning), as a proleptic Gregorian ordinal of Python."""


class Span(msgspec.Struct, frozen=True):
    """The first and last day an EDTF date can mean; both belong to it.

    ``approximate`` says the publisher was not sure: the days are not widened for it.
    """

    first: date
    last: date
    approximate: bool = False


class _Day(NamedTuple):
    """A calendar date known to the year, the month or the day."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        if self.day:
            return f"{self.year:04}-{self.month:02}-{self.day:02}"
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"

    def first(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


_Period = tuple[_Day, _Day, bool]
"""First and last date, and whether the publisher was unsure."""


class _Words(NamedTuple):
    months: dict[str, int]
    about: re.Pattern[str]
    idle: frozenset[str]
    until: re.Pattern[str]
    between: re.Pattern[str]
    either: re.Pattern[str]
    part: re.Pattern[str]
    parts: dict[str, str]
    hijri: re.Pattern[str]


def _fold(text: str) -> str:
    """Lower case, no accents, plain digits, single spaces; Hangul and kana stay whole."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(
        str(unicodedata.digit(c)) if c.isdigit() else c for c in decomposed if not unicodedata.combining(c)
    )
    return " ".join(unicodedata.normalize("NFC", bare).split())


@cache
def _words() -> _Words:
    data = tomllib.loads(files("watchfloor.model").joinpath("data/dates.toml").read_text("utf-8"))
    lists = {key: [_fold(word) for word in words] for key, words in data["words"].items()}
    parts = {word: part for part in ("early", "mid", "late") for word in lists[part]}
    about, until = _any(lists["about"]), _any(lists["until"])
    opening = _any(lists["from"])
    closing = _any([*lists["until"], *lists["and"]])
    return _Words(
        months={_fold(name): int(number) for number, names in data["months"].items() for name in names},
        about=re.compile(
            rf"^\(?(?:{about})(?:\b|(?=\d))\.?\)?\s*|\s*\(?\b(?:{about})\.?\)?$|^[~≈]\s*|\s*[~?%≈]$|^[約约약]\s*"
        ),
        idle=frozenset(lists["idle"]),
        until=re.compile(rf"(?:\b(?:{opening})\s+)?(.+?)\s+(?:{until})\s+(.+)"),
        between=re.compile(rf"(?:{opening})\s+(.+?)\s+(?:{closing})\s+(.+)"),
        either=re.compile(rf"(.+?)\s+(?:{_any(lists['or'])})\s+(.+)"),
        part=re.compile(rf"({_any(list(parts))})[ -]+(?=(?:the\s+)?\d)"),
        parts=parts,
        hijri=re.compile(rf"(?:\s*\(?(?:{_any(lists['hijri'])})\.?\)?)$"),
    )


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


@lru_cache(maxsize=1 << 16)
def parse_date(text: str, *, day_first: bool = True) -> str | None:
    """Read a date in any of the ways lists and customer files write one.

    Args:
        text: the date as published; ISO, numeric, with month names in eight languages, circa,
            periods, decades, placeholders ("00/00/1950"), Chinese, Japanese and Korean forms.
        day_first: how ``03/04/1970`` reads (3 April if true). A number over 12 decides for
            itself, and dots always mean day first.

    Returns:
        EDTF, or ``None`` where the text is no date or an impossible one.
    """
    if len(text) > MAX_LENGTH:
        return None
    clean = _fold(text).strip(" ,;:'\"[]")
    if not clean:
        return None
    found = _simple(clean, day_first=day_first) or _period(clean, day_first=day_first)
    if found is None:
        return None
    first, last, approximate = found
    mark = "~" if approximate else ""
    return f"{first}{mark}" if first == last else f"{first}{mark}/{last}{mark}"


def _hedged(text: str) -> tuple[str, bool]:
    """The text without the words that say "about", and whether there were any."""
    bare, approximate = text, False
    while (shorter := _words().about.sub("", bare, count=1).strip()) != bare:
        bare, approximate = shorter, True
    return bare, approximate


def _simple(text: str, *, day_first: bool) -> _Period | None:
    """A single date, a decade or a year of the Islamic calendar; perhaps "about"."""
    bare, approximate = _hedged(text)
    if (single := _single(bare, day_first=day_first)) is not None:
        return single, single, approximate
    return _decade(bare) or _hijri(bare)


def _period(text: str, *, day_first: bool) -> _Period | None:
    """A period with two ends: first and last date, and whether it is approximate."""
    bare, approximate = _hedged(text)
    for one, other, adjacent in _halves(bare):
        last = _simple(other, day_first=day_first)
        first = _simple(one, day_first=day_first)
        if first is None and last is not None:  # "between Aug. and Sep. 1977"
            first = _simple(f"{one} {last[1].year}", day_first=day_first)
        if first is None or last is None or (adjacent and abs(first[0].year - last[1].year) > 1):
            continue
        if first[0].first() > last[1].last():
            first, last = last, first
        return first[0], last[1], approximate or first[2] or last[2]
    return None


def _halves(text: str) -> Iterator[tuple[str, str, bool]]:
    """The two ends of a period, in every way the text can be cut; true if it says "or"."""
    words = _words()
    if match := _YEARS.fullmatch(text):
        yield match[1], match[2], False
    if text.count("/") == 1:
        one, _, other = text.partition("/")
        yield one.strip(), other.strip(), False
    for pattern in (words.between, words.until):
        if match := pattern.fullmatch(text):
            yield match[1], match[2], False
    if match := words.either.fullmatch(text):
        yield match[1], match[2], True


def _decade(text: str) -> _Period | None:
    """A decade, or its early, middle or late years: "1950s", "late 1950s", "195x"."""
    words = _words()
    part = ""
    text = text.removeprefix("the ")
    if match := words.part.match(text):
        part = words.parts[match[1]]
        text = text[match.end() :].removeprefix("the ")
    if (match := _DECADE.fullmatch(text)) is None:
        return None
    decade = int(match[1]) * 10
    low, high = {"early": (0, 4), "mid": (3, 7), "late": (5, 9), "": (0, 9)}[part]
    first, last = _checked(decade + low), _checked(decade + high)
    return (first, last, True) if first and last else None


def _hijri(text: str) -> _Period | None:
    """A date marked as one of the Islamic calendar, by the civil (tabular) reckoning.

    The reckoning differs from the sighted moon by a day or two, so the result is approximate.
    Source: Reingold and Dershowitz, Calendrical Calculations, chapter 7.
    """
    if (mark := _words().hijri.search(text)) is None:
        return None
    text = text[: mark.start()].strip()
    match = _YEAR_LAST.fullmatch(text) or _YEAR_FIRST.fullmatch(text)
    if match is None:
        return None
    groups = [int(g) for g in match.groups() if g and g.isdigit()]
    year, month, day = (*sorted(groups, reverse=True)[:1], 0, 0) if len(groups) == 1 else _hijri_parts(groups)
    if not (1200 <= year <= 1600 and 0 <= month <= 12 and 0 <= day <= 30):
        return None
    first = _from_hijri(year, month or 1, day or 1)
    if day:
        return _Day(first.year, first.month, first.day), _Day(first.year, first.month, first.day), True
    after = _from_hijri(year + 1, 1, 1) if not month else _from_hijri(year, month, 29)
    last = after - timedelta(days=0 if month else 1)
    return _Day(first.year, first.month, first.day), _Day(last.year, last.month, last.day), True


def _hijri_parts(groups: list[int]) -> tuple[int, int, int]:
    ordered = groups if groups[0] > 31 else groups[::-1]
    year, month, *day = ordered
    return year, month, day[0] if day else 0


def _from_hijri(year: int, month: int, day: int) -> date:
    days = day + (29 * (month - 1) + month // 2) + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(_HIJRI_EPOCH + days - 1)


def _single(text: str, *, day_first: bool) -> _Day | None:
    """One date, known to the year, month or day."""
    text = _ZONE.sub("", _TIME.sub("", text)).strip()
    if match := _WHOLE_FLOAT.fullmatch(text):
        text = match[1]
    if (
        match := _COMPACT.fullmatch(text) or _YEAR_FIRST.fullmatch(text) or _EAST_ASIAN.fullmatch(text)
    ) is not None:
        return _checked(*(int(g or 0) for g in match.groups()))
    if match := _YEAR_LAST.fullmatch(text):
        return _year_last(match, day_first=day_first)
    return _named_month(text)


def _year_last(match: re.Match[str], *, day_first: bool) -> _Day | None:
    """``15/03/1970``, ``03/15/1970``, ``00/00/1950``, ``dd/03/1970``, ``03/1970``."""
    if not match[5].isdigit():
        return None
    one, two, year = _number(match[1]), _number(match[3]), int(match[5])
    if match[1] is None:
        return _checked(year, two)
    day, month = one, two
    if (month > 12 >= day) or (day <= 12 and not day_first and "." not in (match[2], match[4])):
        day, month = month, day
    return _checked(year, month, day)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0


def _named_month(text: str) -> _Day | None:
    """``15 Mar 1970``, ``March 15, 1970``, ``Mar 1970``, ``15. März 1970``, ``15 de marzo de 1970``."""
    words = _words()
    if match := words.part.match(text):
        text = text[match.end() :]
    spaced = _ORDINAL.sub(" ", text).replace(",", " ")
    tokens = [t for t in _TOKEN.findall(spaced) if t not in words.idle]
    if _TOKEN.sub("", spaced).strip(" .-/'()") or not 1 <= len(tokens) <= 3:
        return None
    months = [words.months[t] for t in tokens if t in words.months]
    numbers = [t for t in tokens if t.isdigit()]
    years = [int(t) for t in numbers if len(t) == 4]
    days = [int(t) for t in numbers if len(t) <= 2]
    if (
        len(years) != 1
        or len(months) > 1
        or len(days) > len(months)
        or len(months) + len(numbers) != len(tokens)
    ):
        return None
    return _checked(years[0], *months, *days)


def _checked(year: int, month: int = 0, day: int = 0) -> _Day | None:
    """The date, if the calendar has it. A zero month or day is a placeholder for "unknown"."""
    if not FIRST_YEAR <= year <= LAST_YEAR or month > 12:
        return None
    if not month:
        return _Day(year) if day <= 31 else None
    if day > calendar.monthrange(year, month)[1]:
        return None
    return _Day(year, month, day)


def span(edtf: str) -> Span:
    """The days an EDTF date of ours can mean.

    Raises:
        InputError: the text is not what :func:`parse_date` returns.
    """
    days: list[_Day] = []
    approximate = False
    for half in edtf.split("/"):
        bare = half.rstrip("~?%")
        approximate |= bare != half
        match = _YEAR_FIRST.fullmatch(bare)
        day = _checked(*(int(g or 0) for g in match.groups())) if match else None
        if day is None:
            break
        days.append(day)
    if len(days) != edtf.count("/") + 1 or len(days) > 2 or days[0].first() > days[-1].last():
        raise InputError(f"not an EDTF date: {edtf!r}", hint="Read it with parse_date first.")
    return Span(days[0].first(), days[-1].last(), approximate)


def ftm_dates(edtf: str) -> tuple[str, ...]:
    """The date as FollowTheMoney writes it: prefixes of ISO dates.

    "Circa" is dropped, a period becomes its years. A period of more than ten years becomes
    nothing: FollowTheMoney has no word for it, and its two ends alone would say something else.
    """
    if "/" not in edtf:
        return (edtf.rstrip("~?%"),)
    days = span(edtf)
    years = range(days.first.year, days.last.year + 1)
    return tuple(f"{year:04}" for year in years) if len(years) <= MAX_FTM_YEARS else ()
