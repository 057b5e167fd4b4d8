"""Birth dates: the same day, the same year, or another person's."""

from datetime import date, timedelta

from watchfloor.model.dates import Span
from watchfloor.screening.facts import Facts
from watchfloor.screening.features.verdict import Verdict

# Strengths by how far two exact dates are apart, after the tables of the field: a day off is
# common (time zones, calendars), a year off is a typical clerical error, five years are not, and from
# ten on it is another generation: father and son share name and country.
_SAME_DAY, _SAME_YEAR_ONLY, _SWAPPED, _SOME_YEARS = 1.0, 0.3, 0.5, 0.15
_OTHER_DAY, _NEXT_YEAR, _NEAR, _FAR, _GENERATION = -0.2, -0.3, -0.6, -0.8, -1.0
_NEAR_YEARS, _FAR_YEARS = 4, 10
_A_YEAR = timedelta(days=366)


def birth_date(left: Facts, right: Facts) -> Verdict | None:
    """Can both have been born on the same day?"""
    if not left.births or not right.births:
        return None
    best: Verdict | None = None
    for text, span in left.births:
        for text2, span2 in right.births:
            strength, how = _compare(span, span2)
            if best is None or strength > best.strength:
                best = Verdict(strength=strength, reason=_reason(how, text, text2), left=text, right=text2)
    return best


def _reason(how: str, left: str, right: str) -> str:
    return f"{how}: born {left}" if left == right else f"{how}: born {left}, listed as {right}"


def _compare(a: Span, b: Span) -> tuple[float, str]:
    exact = a.first == a.last and b.first == b.last
    if a.first <= b.last and b.first <= a.last:
        if exact and not (a.approximate or b.approximate):
            return _SAME_DAY, "same birth date"
        # The more days a date leaves open, the more strangers agree with it.
        wide = a.approximate or b.approximate or max(a.last - a.first, b.last - b.first) > _A_YEAR
        return _SOME_YEARS if wide else _SAME_YEAR_ONLY, "birth dates agree as far as they are given"
    if exact and _swapped(a.first, b.first):
        return _SWAPPED, "same birth date with day and month swapped"
    return _apart(a, b)


def _apart(a: Span, b: Span) -> tuple[float, str]:
    years = min(abs(a.first.year - b.last.year), abs(b.first.year - a.last.year))
    if a.approximate or b.approximate:
        years = max(0, years - 2)
        if not years:
            return 0.0, "birth dates may agree, one is approximate"
    if years == 0:
        return _OTHER_DAY, "same birth year, another day"
    if years == 1:
        return _NEXT_YEAR, "birth years one apart"
    if years <= _NEAR_YEARS:
        return _NEAR, f"birth years {years} apart"
    return _FAR if years < _FAR_YEARS else _GENERATION, f"birth years {years} apart"


def _swapped(a: date, b: date) -> bool:
    return a.year == b.year and a.day == b.month and a.month == b.day
