"""Times as printed -> days: TIMEX expressions anchored to the document's date.

The tense of the clause gives the direction ("on Tuesday" of a past clause is the latest Tuesday up to the document's date). An interval is written
`start/end`, as in ISO 8601-1 section 5.5; a reduced date (2007-04) says that the day is not known.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from crosswire.model import DateValue, TimeExpression

BEFORE_YEAR = re.compile(r"\b(?:in|since|until|by|from|during|of|before|after|early|late|mid)[ -]$", re.IGNORECASE)
"""Words before a year that make it a time."""

UNITS = {"day": 1, "week": 7}


def read_day(value: str | None) -> date | None:
    """Return the day of an ISO value that is precise to the day, else None."""
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def bounds(value: str) -> tuple[str, str]:
    """Return the first and the last day of an ISO date, reduced date or interval, as sortable strings (a month's last day is written 31)."""
    first, _, last = value.partition("/")
    last = last or first
    return (first + "-01-01"[: 10 - len(first)] if len(first) < 10 else first[:10], _end(last))


def apart(a: str, b: str) -> bool:
    """Whether two dates share no day."""
    (first, last), (start, end) = bounds(a), bounds(b)
    return last < start or end < first


def _end(value: str) -> str:
    return value[:10] if len(value) >= 10 else value + "-12-31"[3 if len(value) == 7 else 0 :]


def resolve_time(time: TimeExpression, published: DateValue, beside: Sequence[TimeExpression] = ()) -> DateValue | None:
    """Return the date that an expression names, or None where the document's date does not suffice to tell.

    published: the document's date. beside: the other expressions of its sentence, for "the next day". The result's status is `stated` where the
    text gives year, month and day by itself, else `inferred`, with the step as basis.
    """
    known = read_day(published.value)
    if time.anchor == "context":
        return _beside(time, published, beside)
    if time.kind == "span":  # "the past two weeks": no day of its own
        return None
    if time.month is not None or (time.year is not None and time.weekday is None):
        return _calendar_date(time, published, known)
    if known is None:
        return None
    if time.weekday is not None:
        return _weekday(time, known)
    if time.offset is not None and time.unit is not None:
        return _offset(time, known, time.offset, time.unit)
    return None


def dates_a_clause(time: TimeExpression, text: str) -> bool:
    """Whether a time says when, and does not only describe a thing ("the 1990 treaty") or count from it ("the fifth anniversary of")."""
    if time.kind == "anniversary":
        return False
    bare_year = time.year is not None and time.month is None and time.weekday is None
    return not bare_year or bool(BEFORE_YEAR.search(text[max(0, time.start - 12) : time.start]))


def _calendar_date(time: TimeExpression, published: DateValue, known: date | None) -> DateValue | None:
    """A date with a month or a year."""
    if time.month is None:
        return (
            _value(
                f"{time.year:04d}" + (f"/{time.until_year:04d}" if time.until_year else ""),
                "year",
                True,
                f"the text says {time.year}",
            )
            if time.year and time.year > 0
            else None
        )
    year, stated = time.year, time.year is not None
    if year is None:
        year = _nearest_year(time, published, known)
    if year is None:
        return None
    start = _iso(year, time.month, time.day)
    precision = "day" if time.day else "month"
    if start is None:
        return None
    basis = (
        "the text names the whole date" if stated else f"year {year} from the document's date and the clause's tense"
    )
    if time.until_day or time.until_month:
        until_month = time.until_month or time.month
        until_year = time.until_year or (year + 1 if until_month < time.month else year)
        end = _iso(until_year, until_month, time.until_day)
        return (
            _value(f"{start}/{end}", precision, stated, basis)
            if end and end >= start
            else _value(start, precision, stated, basis)
        )
    return _value(start, precision, stated and precision == "day", basis)


def _nearest_year(time: TimeExpression, published: DateValue, known: date | None) -> int | None:
    """The year of a month without one: the nearest in the direction of the tense."""
    stated = (published.value or "")[:4]
    if known is None:
        return int(stated) if stated.isdigit() and len(published.value or "") >= 4 else None
    month, day = time.month or 1, time.day or min(known.day, 28)
    here = (month, day) if time.day else (month, 0)
    now = (known.month, known.day) if time.day else (known.month, 0)
    if time.offset is not None and time.day:  # "9 May last year"
        return known.year + time.offset
    if time.offset is not None:  # "last August", "next May"
        if time.offset < 0:
            return known.year if here < now else known.year - 1
        return known.year if here > now else known.year + 1
    if time.tense == "past":
        return known.year if here <= now else known.year - 1
    if time.tense == "future":
        return known.year if here >= now else known.year + 1
    # without a tense: within half a year either way
    gap = (month - known.month) % 12
    return known.year + (1 if gap <= 6 and month < known.month else 0) - (1 if gap > 6 and month > known.month else 0)


def _weekday(time: TimeExpression, known: date) -> DateValue:
    """A weekday: the nearest in the direction of the tense, the document's own day included unless it says "last" or "next"."""
    ahead = ((time.weekday or 0) - known.weekday()) % 7
    if time.offset is not None and time.offset < 0:
        day = known + timedelta(days=ahead - 7)
    elif time.offset is not None and time.offset > 0:
        day = known + timedelta(days=ahead or 7)
    elif time.tense == "future":
        day = known + timedelta(days=ahead)
    else:
        day = known + timedelta(days=ahead - 7 if ahead else 0)
    return _value(day.isoformat(), "day", False, f"weekday, counted from {known.isoformat()}")


def _offset(time: TimeExpression, known: date, offset: int, unit: str) -> DateValue | None:
    """ "yesterday", "next week", "two months ago"."""
    basis = f"{offset:+d} {unit} from {known.isoformat()}"
    try:
        if unit == "day":
            return _value((known + timedelta(days=offset)).isoformat(), "day", False, basis)
        if unit == "week":
            monday = known - timedelta(days=known.weekday()) + timedelta(weeks=offset)
            return _value(f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}", "day", False, basis)
        if unit == "month":
            months = known.year * 12 + known.month - 1 + offset
            return _value(f"{months // 12:04d}-{months % 12 + 1:02d}", "month", False, basis) if months > 0 else None
        if unit == "year" and known.year + offset > 0:
            return _value(f"{known.year + offset:04d}", "year", False, basis)
    except OverflowError:
        return None
    return None


def _beside(time: TimeExpression, published: DateValue, beside: Sequence[TimeExpression]) -> DateValue | None:
    """ "The next day": counted from another expression of the sentence."""
    for other in reversed([t for t in beside if t.start < time.start and t.anchor != "context"]):
        anchor = resolve_time(other, published)
        day = read_day(anchor.value) if anchor and "/" not in (anchor.value or "") else None
        if day and time.offset is not None and time.unit in UNITS:
            moved = day + timedelta(days=time.offset * UNITS[time.unit])
            return _value(
                moved.isoformat(),
                "day",
                False,
                f"{time.offset:+d} {time.unit} from {day.isoformat()}, named in the sentence",
            )
    return None


def _iso(year: int, month: int, day: int | None) -> str | None:
    """An ISO date, reduced to the month without a day; None where the calendar has no such day."""
    try:
        return date(year, month, day or 1).isoformat()[: 10 if day else 7]
    except ValueError:
        return None


def _value(value: str, precision: str, stated: bool, basis: str) -> DateValue:
    return DateValue(value=value, precision=precision, status="stated" if stated else "inferred", basis=(basis,))
