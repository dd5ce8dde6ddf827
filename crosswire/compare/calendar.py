"""Times as printed -> days: TIMEX expressions anchored to the document's date.

The tense of the clause gives the direction ("on Tuesday" of a past clause is the latest Tuesday up to the document's date). An interval is written
`start/end`, as in ISO 8601-1 section 5.5; a reduced date (2007-04) says that the day is not known.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from crosswire.model import DateValue, TimeExpression
from crosswire.model.anchoring import Anchored, count_from, days_of, parse_day

BEFORE_YEAR = re.compile(r"\b(?:in|since|until|by|from|during|of|before|after|early|late|mid)[ -]$", re.IGNORECASE)
"""Words before a year that make it a time."""


def bounds(value: str) -> tuple[str, str]:
    """Return the first and the last day of an ISO date, reduced date or interval, as sortable strings (a month's last day is written 31)."""
    first, _, last = value.partition("/")
    last = last or first
    return (first + "-01-01"[: 10 - len(first)] if len(first) < 10 else first[:10], _end(last))


def apart(a: str, b: str) -> bool:
    """Whether two dates share no day."""
    (first, last), (start, end) = bounds(a), bounds(b)
    return last < start or end < first


def share_day(ours: Sequence[DateValue], theirs: Sequence[DateValue]) -> bool:
    """Whether a date of the one may be a day of the other."""
    return any(not apart(a.value or "", b.value or "") for a in ours for b in theirs)


def name_other_days(ours: Sequence[DateValue], theirs: Sequence[DateValue]) -> bool:
    """Whether both have dates, and no day in common."""
    return bool(ours and theirs) and not share_day(ours, theirs)


def first_day(value: str) -> date | None:
    """Return the first day of an ISO date, reduced date or interval; None where it is no date."""
    return parse_day(bounds(value)[0])


def last_day(value: str) -> date | None:
    """Return the last day of an ISO date, reduced date or interval; None where it is no date."""
    end = bounds(value)[1]
    found = parse_day(end)
    if found is not None or parse_day(end[:8] + "01") is None:
        return found
    year, month = int(end[:4]), int(end[5:7])
    return date(year, month, monthrange(year, month)[1])


def _end(value: str) -> str:
    return value[:10] if len(value) >= 10 else value + "-12-31"[3 if len(value) == 7 else 0 :]


def resolve_time(time: TimeExpression, published: DateValue, beside: Sequence[TimeExpression] = ()) -> DateValue | None:
    """Return the date that an expression names, or None where the document's date does not suffice to tell.

    published: the document's date. beside: the other expressions of its sentence, for "the next day". The result's status is `stated` where the
    text gives year, month and day by itself, else `inferred`, with the step as basis.
    """
    known = parse_day(published.value)
    if time.anchor == "context":
        return _beside(time, published, beside)
    if time.kind == "span":  # "the past two weeks": no day of its own
        return None
    found = days_of(_in_year_of(time, published) if known is None else time, known, time.tense)
    if found is None:
        return None
    if time.year is None:
        return _value(found, False, _step(time, found, published))
    return _value(
        found, found[1] != "month", "the text names the whole date" if time.month else f"the text says {time.year}"
    )


def _step(time: TimeExpression, found: Anchored, published: DateValue) -> str:
    """Return how a time without a year was told, in words."""
    if time.month is not None:
        return f"year {found[0][0].year} from the document's date and the clause's tense"
    told = "weekday, counted" if time.weekday is not None else f"{time.offset or 0:+d} {time.unit or 'day'}"
    return f"{told} from {published.value}"


def _in_year_of(time: TimeExpression, published: DateValue) -> TimeExpression:
    """Return a month or day without a year as one of the document's year, where no more than that is known of the document's date."""
    year = (published.value or "")[:4]
    known = year.isdigit() and len(year) == 4 and time.month is not None and time.year is None
    return replace(time, year=int(year)) if known else time


def _beside(time: TimeExpression, published: DateValue, beside: Sequence[TimeExpression]) -> DateValue | None:
    """ "The next day": counted from another expression of the sentence."""
    for other in reversed([t for t in beside if t.start < time.start and t.anchor != "context"]):
        anchor = resolve_time(other, published)
        day = parse_day(anchor.value) if anchor and "/" not in (anchor.value or "") else None
        found = count_from((day, day), time) if day and time.unit in {"day", "week"} else None
        if day and found:
            return _value(found, False, f"{time.offset:+d} {time.unit} from {day.isoformat()}, named in the sentence")
    return None


def _value(found: Anchored, stated: bool, basis: str) -> DateValue:
    """Return days as a date: reduced to the month or year where no more is told, an interval where they are several."""
    (first, last), precision = found
    length = {"month": 7, "year": 4}.get(precision, 10)
    start, end = first.isoformat()[:length], last.isoformat()[:length]
    told = precision if precision in {"month", "year"} else "day"
    return DateValue(
        start if start == end else f"{start}/{end}", told, "stated" if stated else "inferred", basis=(basis,)
    )


def dates_a_clause(time: TimeExpression, text: str) -> bool:
    """Whether a time says when, and does not only describe a thing ("the 1990 treaty") or count from it ("the fifth anniversary of")."""
    if time.kind == "anniversary":
        return False
    bare_year = time.year is not None and time.month is None and time.weekday is None
    return not bare_year or bool(BEFORE_YEAR.search(text[max(0, time.start - 12) : time.start]))
