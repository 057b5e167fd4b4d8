"""Dates of the ADVANCED XML format: years, months and days as elements, periods with bounds."""

from watchfloor.lists.xml import Record


def day_of(record: Record) -> str:
    """A date of Year, Month and Day elements as ISO, as far as it is given; the record is read whole."""
    record.ignore("@CalendarTypeID")
    year, month, day = (record.get(name) for name in ("Year", "Month", "Day"))
    record.close()
    if not year:
        return ""
    parts = [year.zfill(4)]
    if month:
        parts.append(month.zfill(2))
        if day:
            parts.append(day.zfill(2))
    return "-".join(parts)


def period_of(period: Record) -> str:
    """A date period as text that :func:`~watchfloor.model.dates.parse_date` reads; the record is read whole.

    A period of a whole year or month is that year or month, one of a single day is that day.
    """
    period.ignore(
        "@CalendarTypeID",
        "@YearFixed",
        "@MonthFixed",
        "@DayFixed",
        "Comment",
        "DurationMinimum",
        "DurationMaximum",
    )
    bounds = []
    about = ""
    for tag, last in (("Start", "From"), ("End", "To")):
        bound = period.record(tag)
        if bound is None:
            continue
        about = "circa " if bound.attr("Approximate") == "true" else about
        chosen = [bound.record(name) for name in ("From", "To")]
        days = [day_of(record) for record in chosen if record is not None]
        bound.close()
        if days:
            bounds.append(days[0] if last == "From" else days[-1])
    period.close()
    return about + _between(bounds[0], bounds[-1]) if bounds else ""


def _between(first: str, last: str) -> str:
    if first == last:
        return first
    if first[:4] == last[:4]:
        if first.endswith("-01-01") and last.endswith("-12-31"):
            return first[:4]
        if first[5:7] == last[5:7] and first.endswith("-01"):
            return first[:7]
    return f"{first[:4]} to {last[:4]}" if first[:4] != last[:4] else first[:4]
