"""A time as printed -> the days that it means, from the day of its text.

Here because two rooms need the same calendar: link dates events by it, compare the timeline and positions. Intervals, never a bare guess (TimeML's
normalisation, Pustejovsky et al. 2003, reduced to days): a weekday is the latest one up to the text's day, or the next for what is to come; a month
without a year is the one that the tense asks for.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from crosswire.model.readings import TimeExpression

Interval = tuple[date, date]
Anchored = tuple[Interval, str]
"""First and last day, and how precise that is: day, week, month, year or range."""


def day_of(year: int, month: int, day: int) -> date | None:
    """Return a day of the calendar, or None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_day(value: str | None) -> date | None:
    """Return the day of an ISO 8601 value with day precision or finer, or None."""
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)(?!\d)", value or "")
    return day_of(*map(int, found.groups())) if found else None


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


def days_of(time: TimeExpression, story: date | None, tense: str | None) -> Anchored | None:
    """Return the days that a time expression means and their precision; None where the story's day is needed and unknown, or where it counts from
    another time.
    """
    if time.anchor == "context":
        return None
    if time.kind in {"date", "month", "year", "range", "part"}:
        return calendar_time(time, story, tense)
    if story is None or time.kind == "anniversary":
        return None
    if time.kind == "span" and time.offset is not None:
        return span_time(time.offset, time.unit or "day", story)
    if time.kind == "weekday" and time.weekday is not None:
        behind = (story.weekday() - time.weekday) % 7
        if tense == "future" or (time.offset or 0) > 0:
            ahead = (time.weekday - story.weekday()) % 7
            moved = shifted(story, ahead or (7 if (time.offset or 0) > 0 else 0))
        else:
            moved = shifted(story, -(behind or (7 if (time.offset or 0) < 0 else 0)))
        return ((moved, moved), "day") if moved else None
    if time.kind == "relative" and time.unit == "weekend":
        saturday = shifted(
            story, 5 - story.weekday() + 7 * ((time.offset or 0) if tense == "future" else -(story.weekday() < 5))
        )
        sunday = shifted(saturday, 1) if saturday else None
        return ((saturday, sunday), "range") if saturday and sunday else None
    if time.kind == "relative" and time.offset is not None and time.anchor == "document":
        return part_of(relative_time(time.offset, time.unit or "day", story), time)
    return None


def part_of(found: Anchored | None, time: TimeExpression) -> Anchored | None:
    """Return the part of a month that "late last month" means; other times as they are."""
    if found is None or time.unit != "month" or time.day is None or time.until_day is None:
        return found
    first, last = found[0]
    start, end = min(time.day, last.day), min(time.until_day, last.day)
    return ((first.replace(day=start), last.replace(day=end)), "range") if start <= end else found


def span_time(offset: int, unit: str, story: date) -> Anchored | None:
    """Return the days that "the past two weeks", "the coming days" mean: from or to the story's day."""
    if unit in {"day", "week"}:
        other = shifted(story, offset * (7 if unit == "week" else 1))
    else:
        months = story.year * 12 + story.month - 1 + offset * (12 if unit == "year" else 1)
        span = month_span(months // 12, months % 12 + 1) if 12 <= months < 120000 else None
        other = span[0].replace(day=min(story.day, span[1].day)) if span else None
    return ((min(story, other), max(story, other)), "range") if other else None


def relative_time(offset: int, unit: str, story: date) -> Anchored | None:
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


def calendar_time(time: TimeExpression, story: date | None, tense: str | None) -> Anchored | None:
    """Return the days of a time that names a day, a month or a year."""
    if time.kind == "year" or (time.kind == "range" and time.month is None):
        begin, end = day_of(time.year or 0, 1, 1), day_of(time.until_year or time.year or 0, 12, 31)
        return ((begin, end), "year") if begin and end and end >= begin else None
    month = time.month
    if month is None:
        if story is None or not time.day:
            return None
        month = story.month
    year = time.year
    if year is None:
        if story is None:
            return None
        if time.offset is not None and time.day and time.kind in {"date", "part"}:  # "9 May last year"
            year = story.year + time.offset
        elif time.offset:  # "last August": the latest one that is over
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
    last = day_of(until, last_month, time.until_day or 31) or final[1]
    return ((first, last), "range") if last >= first else None


def count_from(anchor: Interval, time: TimeExpression) -> Anchored | None:
    """Return the days some units away from others: days and weeks only from a single day; of "the following January" the month."""
    first, last = anchor
    offset, unit = time.offset or 0, time.unit or "day"
    if time.kind == "month" and time.month is not None:
        passed = time.month <= first.month if offset > 0 else time.month >= first.month
        span = month_span(first.year + offset * passed, time.month)
        return (span, "month") if span else None
    if unit in {"day", "week"}:
        return relative_time(offset * (7 if unit == "week" else 1), "day", first) if first == last else None
    return relative_time(offset, unit, first)
