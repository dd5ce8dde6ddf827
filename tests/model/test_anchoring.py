"""A time as printed -> its days: each kind, by the text's day and the clause's tense."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.model import TimeExpression
from crosswire.model.anchoring import days_of, parse_day

STORY = date(2012, 6, 5)  # a Tuesday


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
    found = days_of(expression, STORY, tense)
    assert found is not None
    (first, last), of = found
    assert (first.isoformat(), last.isoformat(), of) == (start, end, precision)


def test_without_a_story_date_only_what_is_whole_is_known() -> None:
    """A year is a year; a weekday is not known."""
    assert days_of(time("year", year=2007), None, "past") is not None
    assert days_of(time("weekday", weekday=1), None, "past") is None
    assert days_of(time("month", month=4), None, "past") is None


@pytest.mark.parametrize(
    ("expression", "tense", "start", "end"),
    [
        (time("range", month=12, until_month=2, offset=-1, unit="year"), "past", "2011-12-01", "2012-02-29"),
        (time("range", year=1990, until_year=1999), "past", "1990-01-01", "1999-12-31"),
        (
            time("part", month=2, day=1, until_month=2, until_day=29, offset=-1, unit="year"),
            "past",
            "2011-02-01",
            "2011-02-28",
        ),
        (time("relative", offset=-1, unit="month", day=21, until_day=31), "past", "2012-05-21", "2012-05-31"),
        (time("relative", unit="weekend"), "past", "2012-06-02", "2012-06-03"),
        (time("relative", unit="weekend"), "future", "2012-06-09", "2012-06-10"),
        (time("span", offset=-2, unit="week"), "past", "2012-05-22", "2012-06-05"),
        (time("span", offset=3, unit="day"), "future", "2012-06-05", "2012-06-08"),
        (time("span", offset=-10, unit="year"), "past", "2002-06-05", "2012-06-05"),
    ],
)
def test_stretches(expression: TimeExpression, tense: str, start: str, end: str) -> None:
    """Seasons, decades, weekends, parts of months, and stretches up to or from the story's day."""
    found = days_of(expression, STORY, tense)
    assert found is not None
    assert (found[0][0].isoformat(), found[0][1].isoformat()) == (start, end)


@given(
    st.sampled_from(["date", "month", "year", "weekday", "relative", "range", "part", "anniversary", "span"]),
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
    found = days_of(expression, story, tense)
    assert found is None or found[0][0] <= found[0][1]


def test_parse_day() -> None:
    """Only a date precise to the day is a day."""
    assert parse_day("2031-05-13T12:00") is not None
    assert parse_day("2031-05") is None
    assert parse_day(None) is None


def test_next_weekday_is_never_today() -> None:
    """ "Next Tuesday" of a text of a Tuesday is a week away, "on Tuesday" its own day."""
    own = days_of(time("weekday", weekday=1), STORY, "future")
    following = days_of(time("weekday", weekday=1, offset=1, unit="week"), STORY, "future")
    assert own is not None and own[0][0] == STORY
    assert following is not None and following[0][0] == date(2012, 6, 12)
