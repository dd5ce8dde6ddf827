"""When an event was: the times of its clause, read from the story's own day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.link.events_dates import is_historical, resolve_time, told_date
from crosswire.model import DateValue, EventDate, EventReport, TimeExpression
from tests.factory import make_document

STORY = date(2012, 6, 5)  # a Tuesday
PUBLISHED = DateValue("2012-06-05", "day", "stated")


def time(kind: str, **values: object) -> TimeExpression:
    """Return a time expression."""
    return TimeExpression(id="t-1", start=0, end=4, kind=kind, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("expression", "tense", "start", "end", "precision"),
    [
        (time("weekday", weekday=1), "past", "2012-06-05", "2012-06-05", "day"),
        (time("weekday", weekday=0), "past", "2012-06-04", "2012-06-04", "day"),
        (time("weekday", weekday=3), "past", "2012-05-31", "2012-05-31", "day"),
        (time("weekday", weekday=3), "future", "2012-06-07", "2012-06-07", "day"),
        (time("relative", offset=-1, unit="day"), "past", "2012-06-04", "2012-06-04", "day"),
        (time("relative", offset=1, unit="week"), "future", "2012-06-11", "2012-06-17", "week"),
        (time("relative", offset=-2, unit="month"), "past", "2012-04-01", "2012-04-30", "month"),
        (time("relative", offset=-1, unit="year"), "past", "2011-01-01", "2011-12-31", "year"),
        (time("month", month=4), "past", "2012-04-01", "2012-04-30", "month"),
        (time("month", month=9), "past", "2011-09-01", "2011-09-30", "month"),
        (time("month", month=9), "future", "2012-09-01", "2012-09-30", "month"),
        (time("month", month=8, offset=-1, unit="year"), "past", "2011-08-01", "2011-08-31", "month"),
        (time("month", month=2, offset=-1, unit="year"), "past", "2012-02-01", "2012-02-29", "month"),
        (time("year", year=2007), "past", "2007-01-01", "2007-12-31", "year"),
        (time("date", month=7, day=1), "future", "2012-07-01", "2012-07-01", "day"),
        (time("date", month=7, day=1), "past", "2011-07-01", "2011-07-01", "day"),
        (time("range", month=7, day=1, until_month=7, until_day=2), "future", "2012-07-01", "2012-07-02", "range"),
        (time("part", month=5, day=16, until_month=5, until_day=31), "past", "2012-05-16", "2012-05-31", "range"),
    ],
)
def test_each_kind_of_time(expression: TimeExpression, tense: str, start: str, end: str, precision: str) -> None:
    """Weekdays, months and days without a year take the one that the tense asks for."""
    found = resolve_time(expression, STORY, tense)
    assert found is not None
    (first, last), of = found
    assert (first.isoformat(), last.isoformat(), of) == (start, end, precision)


def test_without_a_story_date_only_what_is_whole_is_known() -> None:
    """A year is a year; a weekday is not known."""
    assert resolve_time(time("year", year=2007), None, "past") is not None
    assert resolve_time(time("weekday", weekday=1), None, "past") is None
    assert resolve_time(time("month", month=4), None, "past") is None


def report(**values: object) -> EventReport:
    """Return an event report."""
    return EventReport(id="e-1", start=0, end=9, trigger=((0, 4),), event_type="CONSULT", **values)  # type: ignore[arg-type]


def test_what_has_no_time_is_open() -> None:
    """Not later than the story, and it says so; what is to come starts with it."""
    document = make_document("They met.")
    past = told_date(report(tense="past"), [], [], document, PUBLISHED)
    assert (past.start, past.end, past.precision, past.status) == (None, "2012-06-05", "open", "inferred")
    ahead = told_date(report(auxiliary=("future",)), [], [], document, PUBLISHED)
    assert (ahead.start, ahead.end) == ("2012-06-05", None)
    assert told_date(report(), [], [], document, DateValue()) == EventDate()


def test_a_past_act_is_not_dated_by_what_is_to_come() -> None:
    """ "criticised plans for next month" happened before."""
    document = make_document("next week they met.")
    ahead = TimeExpression(id="t-1", start=0, end=9, kind="relative", offset=1, unit="week")
    assert told_date(report(tense="past"), [ahead], [], document, PUBLISHED).precision == "open"


def test_history_lies_well_before_the_story() -> None:
    """Last spring is history, last month is not."""
    assert is_historical(EventDate(None, "2011-12-31"), PUBLISHED)
    assert not is_historical(EventDate(None, "2012-05-10"), PUBLISHED)
    assert not is_historical(EventDate(None, None), PUBLISHED)


@given(
    st.sampled_from(["date", "month", "year", "weekday", "relative", "range", "part", "anniversary"]),
    st.integers(1, 12),
    st.integers(1, 31),
    st.one_of(st.none(), st.integers(1, 9999)),
    st.integers(-200, 200),
    st.sampled_from(["day", "week", "month", "year"]),
    st.sampled_from([None, "past", "present", "future"]),
    st.dates(),
)
def test_intervals_are_never_turned_round(
    kind: str, month: int, day: int, year: int | None, offset: int, unit: str, tense: str | None, story: date
) -> None:
    """Whatever is printed: an interval from an earlier to a later day, or nothing."""
    expression = time(
        kind,
        month=month,
        day=day,
        year=year,
        weekday=day % 7,
        offset=offset,
        unit=unit,
        until_month=month,
        until_day=day,
    )
    found = resolve_time(expression, story, tense)
    assert found is None or found[0][0] <= found[0][1]
