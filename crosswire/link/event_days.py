"""The times of a text -> days: each from the story's day and its clause's tense, or counted from another time ("two days earlier").

Intervals, never a bare guess (TimeML's normalisation, reduced to days): a weekday is the latest one up to the story's day, or the next for what is to
come; a month without a year is the one that the tense asks for. What an interval holds of the days on the wrong side of the story is cut off: "this
month" of what is past ends with the story's day.
"""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from crosswire.link.days import day_of, parse_day
from crosswire.model import DateValue, Document, Sentence, TimeExpression

Interval = tuple[date, date]

LEAD = re.compile(r"(\bfirst\b[^.;]*)?\b(since|by|until|till|within)\s+(?:the\s+)?$", re.IGNORECASE)
"""What stands before a time that is the edge of an interval; "for the first time since 2010" bounds what did not happen."""
REACH = 60
"""Characters before a time in which its lead is looked for."""
BEFORE_AFTER = re.compile(r"\b(?:before|after|eve of)$", re.IGNORECASE)
APART = re.compile(r",(?! which| who)")
"""A comma that ends what "before" and "after" lead to."""
EDGES = {"since": "since", "by": "by", "until": "by", "till": "by", "within": "by"}


@dataclass(frozen=True, slots=True)
class Dated:
    """What a time means: its days, their precision, "since" or "by" where it is only an edge, the time that it counts from."""

    days: Interval
    precision: str
    edge: str = ""
    counted_from: TimeExpression | None = None


def date_times(
    document: Document, times: Sequence[TimeExpression], sentences: Sequence[Sentence], published: DateValue
) -> dict[str, Dated]:
    """Return the days of those times of a reading that can be told, by id. times, sentences: sorted by place."""
    story = parse_day(published.value)
    out: dict[str, Dated] = {}
    waiting = []
    for time in times:
        found = resolve_time(time, story, time.tense)
        if found is not None:
            out[time.id] = bounded(Dated(*found), time, document.text, story)
        elif time.anchor == "context":
            waiting.append(time)
    home = {t.id: n for n, s in enumerate(sentences) for t in times if s.start <= t.start < s.end} if waiting else {}
    for time in waiting:
        anchor = anchor_of(time, document.text, times, home, out)
        if anchor is not None and (days := count_from(out[anchor.id].days, time)) is not None:
            out[time.id] = Dated(days[0], days[1], counted_from=anchor)
    return out


def bounded(dated: Dated, time: TimeExpression, text: str, story: date | None) -> Dated:
    """Return a time as the edge that the word before it makes of it, and cut at the story's day as its tense asks."""
    (first, last), lead = dated.days, LEAD.search(text[max(0, time.start - REACH) : time.start])
    edge = EDGES[lead[2].lower()] if lead else ""
    if lead and lead[1]:
        return replace(dated, edge="never since")
    if story is None:
        return replace(dated, edge=edge)
    if edge == "since" and first <= story:
        return replace(dated, days=(first, story), precision="range", edge=edge)
    if edge == "by" and first > story:
        return replace(dated, days=(story, last), precision="range", edge=edge)
    if time.kind == "span":
        return replace(dated, edge=edge)
    if time.tense == "past" and first <= story < last:
        return replace(dated, days=(first, story))
    if time.tense == "future" and first < story <= last:
        return replace(dated, days=(story, last))
    return dated


def anchor_of(
    time: TimeExpression,
    text: str,
    times: Sequence[TimeExpression],
    home: Mapping[str, int],
    dated: Mapping[str, Dated],
) -> TimeExpression | None:
    """Return the time from which another counts: for "before" and "after" the one that they lead to, else the nearest before, in its sentence or the one
    before.
    """
    at = home.get(time.id)
    if at is None:
        return None
    inside = [t for t in times if home.get(t.id) == at and t.id in dated and t.id != time.id]
    if BEFORE_AFTER.search(text[time.start : time.end]):
        led = next((t for t in inside if t.start > time.end and APART.search(text[time.end : t.start]) is None), None)
        if led is not None:
            return led
    nearest = [t for t in inside if t.start < time.start]
    for back in (1, 2):
        nearest = nearest or [t for t in times if home.get(t.id) == at - back and t.id in dated]
    return nearest[-1] if nearest else None


def count_from(anchor: Interval, time: TimeExpression) -> tuple[Interval, str] | None:
    """Return the days some units away from others: days and weeks only from a single day."""
    first, last = anchor
    offset, unit = time.offset or 0, time.unit
    if unit in {"day", "week"}:
        day = shifted(first, offset * (7 if unit == "week" else 1)) if first == last else None
        return ((day, day), "day") if day else None
    if unit == "month":
        number = first.year * 12 + first.month - 1 + offset
        span = month_span(number // 12, number % 12 + 1) if 12 <= number < 120000 else None
        return (span, "month") if span else None
    year = first.year + offset
    return ((date(year, 1, 1), date(year, 12, 31)), "year") if 1 <= year <= 9999 else None


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
    if time.kind == "span" and time.offset is not None:
        return span_time(time.offset, time.unit or "day", story)
    if time.kind == "weekday" and time.weekday is not None:
        behind = (story.weekday() - time.weekday) % 7
        if tense == "future" or (time.offset or 0) > 0:
            moved = shifted(story, (time.weekday - story.weekday()) % 7)
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


def part_of(found: tuple[Interval, str] | None, time: TimeExpression) -> tuple[Interval, str] | None:
    """Return the part of a month that "late last month" means; other times as they are."""
    if found is None or time.unit != "month" or time.day is None or time.until_day is None:
        return found
    first, last = found[0]
    start, end = min(time.day, last.day), min(time.until_day, last.day)
    return ((first.replace(day=start), last.replace(day=end)), "range") if start <= end else found


def span_time(offset: int, unit: str, story: date) -> tuple[Interval, str] | None:
    """Return the days that "the past two weeks", "the coming days" mean: from or to the story's day."""
    if unit in {"day", "week"}:
        other = shifted(story, offset * (7 if unit == "week" else 1))
    else:
        months = story.year * 12 + story.month - 1 + offset * (12 if unit == "year" else 1)
        span = month_span(months // 12, months % 12 + 1) if 12 <= months < 120000 else None
        other = span[0].replace(day=min(story.day, span[1].day)) if span else None
    return ((min(story, other), max(story, other)), "range") if other else None


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
    end = day_of(until, last_month, time.until_day or 31) or final[1]
    return ((first, end), "range") if end >= first else None
