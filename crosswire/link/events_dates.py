"""When an event was or will be: the times of its clause, read from the story's own day.

Intervals, never a bare guess (TimeML's normalisation, reduced to days): a weekday is the latest one up to the story's day, or the next for what is to
come; a month without a year is the one that the tense asks for; what has no time is open: it lies at or before the story's day.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from crosswire.link.days import day_of, parse_day
from crosswire.model import DateValue, Document, EventDate, EventReport, Place, TimeExpression

HISTORY = 90
"""Days before the story's day beyond which an event is told as history. An event of the same season is still news."""
Interval = tuple[date, date]


def month_span(year: int, month: int) -> Interval | None:
    """Return the first and last day of a month."""
    first = day_of(year, month, 1)
    return (first, date(year, month, monthrange(year, month)[1])) if first else None


def shifted(day: date, days: int) -> date | None:
    """Return a day some days away, None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def year_for(month: int, day: int, tense: str | None, story: date) -> int:
    """Return the year that a month and day without one lie in: the latest one past, the next one to come, else the nearest."""
    candidates = [d for y in (story.year - 1, story.year, story.year + 1) if (d := day_of(y, month, min(day, 28)))]
    if tense == "future":
        ahead = [d for d in candidates if d >= story]
        return min(ahead).year if ahead else story.year
    if tense == "past":
        behind = [d for d in candidates if (d - story).days <= 1]
        return max(behind).year if behind else story.year
    return min(candidates, key=lambda d: (abs((d - story).days), d)).year if candidates else story.year


def resolve_time(time: TimeExpression, story: date | None, tense: str | None) -> tuple[Interval, str] | None:
    """Return the days that a time expression means and their precision; None where the story's day is needed and unknown, or where it counts from
    another time.
    """
    if time.kind in {"date", "month", "year", "range", "part"}:
        return calendar_time(time, story, tense)
    if story is None or time.kind == "anniversary":
        return None
    if time.kind == "weekday" and time.weekday is not None:
        behind = (story.weekday() - time.weekday) % 7
        if tense == "future" or (time.offset or 0) > 0:
            moved = shifted(story, (time.weekday - story.weekday()) % 7)
        else:
            moved = shifted(story, -(behind or (7 if (time.offset or 0) < 0 else 0)))
        return ((moved, moved), "day") if moved else None
    if time.kind == "relative" and time.offset is not None and time.anchor == "document":
        return relative_time(time.offset, time.unit or "day", story)
    return None


def relative_time(offset: int, unit: str, story: date) -> tuple[Interval, str] | None:
    """Return the days that "yesterday", "next week", "two months ago" mean."""
    if unit == "day":
        day = shifted(story, offset)
        return ((day, day), "day") if day else None
    if unit == "week":
        monday = shifted(story, 7 * offset - story.weekday())
        sunday = shifted(monday, 6) if monday else None
        return ((monday, sunday), "week") if monday and sunday else None
    if unit == "month":
        number = story.year * 12 + story.month - 1 + offset
        span = month_span(number // 12, number % 12 + 1) if 12 <= number < 120000 else None
        return (span, "month") if span else None
    year = story.year + offset
    return ((date(year, 1, 1), date(year, 12, 31)), "year") if 1 <= year <= 9999 else None


def calendar_time(time: TimeExpression, story: date | None, tense: str | None) -> tuple[Interval, str] | None:
    """Return the days of a time that names a day, a month or a year."""
    if time.kind == "year" or (time.kind == "range" and time.month is None):
        last = time.until_year or time.year
        return (
            ((date(time.year, 1, 1), date(last, 12, 31)), "year") if time.year and last and last >= time.year else None
        )
    month = time.month
    if month is None:
        if story is None or not time.day:
            return None
        month = story.month
    year = time.year
    if year is None:
        if story is None:
            return None
        if time.offset:  # "last August": the latest one that is over
            over = (story.year, month) if month < story.month else (story.year - 1, month)
            year = over[0] if time.offset < 0 else (story.year if month > story.month else story.year + 1)
        elif time.kind == "month" and month == story.month:
            year = story.year
        else:
            year = year_for(month, time.day or 15, tense, story)
    if time.kind == "month":
        span = month_span(year, month)
        return (span, "month") if span else None
    first = day_of(year, month, time.day or 1)
    if time.kind == "date":
        return ((first, first), "day") if first else None
    last_month = time.until_month or month
    until = time.until_year or (year if last_month >= month else year + 1)
    final = month_span(until, last_month)
    if first is None or final is None:
        return None
    end = day_of(until, last_month, time.until_day or 1) or final[1]
    return ((first, end), "range") if end >= first else None


def told_date(
    report: EventReport,
    times: Sequence[TimeExpression],
    beside: Sequence[TimeExpression],
    document: Document,
    published: DateValue,
) -> EventDate:
    """Return when a reported event was or will be. times: of its clause; beside: others of its sentence, for a past act without a time of its own."""
    story = parse_day(published.value)
    tense = "future" if "future" in report.auxiliary else report.tense
    near = [t for t in beside if t.kind in {"weekday", "relative"} and tense != "future"]
    for chosen, of in ((times, ""), (near, "same sentence: ")):
        for time in chosen:
            if tense == "past" and ((time.offset or 0) > 0 or (of and time.tense == "future")):
                continue
            found = resolve_time(time, story, time.tense if of else tense)
            if found is None or (tense == "past" and story is not None and found[0][0] > story):
                continue
            (start, end), precision = found
            words = document.text[time.start : time.end]
            stated = time.year is not None
            basis = (f'{of}"{words}"',) if stated else (f'{of}"{words}"', f"story date {published.value}")
            places = (Place(document.id, time.start, time.end),)
            return EventDate(
                start.isoformat(), end.isoformat(), precision, "stated" if stated else "inferred", basis, places
            )
    if story is None:
        return EventDate()
    day = story.isoformat()
    if tense == "future":
        return EventDate(day, None, "open", "inferred", ("to come", f"story date {day}"))
    return EventDate(None, day, "open", "inferred", ("no time given: not after the story", f"story date {day}"))


def is_historical(when: EventDate, published: DateValue) -> bool:
    """Whether an event lies so far before its story that it is told as history."""
    story, end = parse_day(published.value), parse_day(when.end)
    return story is not None and end is not None and (story - end).days > HISTORY
