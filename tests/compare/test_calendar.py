"""Times as printed -> days."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.compare.calendar import (
    bounds,
    dates_a_clause,
    first_day,
    last_day,
    name_other_days,
    resolve_time,
    share_day,
)
from crosswire.model import DateValue, TimeExpression

DAY = DateValue("2031-05-13", "day", "stated")  # a Tuesday


def time(**parts: object) -> TimeExpression:
    """Return an expression with these parts, of the kind that has them."""
    return TimeExpression("t-1", 10, 20, kind_of(parts), **parts)  # type: ignore[arg-type]


KINDS = {"until_day": "range", "weekday": "weekday", "day": "date", "month": "month", "year": "year"}


def kind_of(parts: Mapping[str, object]) -> str:
    """Return the kind of expression that states some parts."""
    return next((kind for part, kind in KINDS.items() if part in parts), "relative")


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        ({"year": 2029, "month": 3, "day": 4}, "2029-03-04"),
        ({"year": 1990}, "1990"),
        ({"month": 4, "tense": "past"}, "2031-04"),
        ({"month": 8, "tense": "past"}, "2030-08"),
        ({"month": 2, "tense": "future"}, "2032-02"),
        ({"month": 8, "offset": -1, "unit": "year"}, "2030-08"),
        ({"month": 4, "offset": -1, "unit": "year"}, "2031-04"),
        ({"month": 5, "offset": 1, "unit": "year"}, "2032-05"),
        ({"month": 7, "day": 1, "until_day": 2, "tense": "future"}, "2031-07-01/2031-07-02"),
        ({"month": 12, "day": 30, "until_month": 1, "until_day": 3}, "2030-12-30/2031-01-03"),
        ({"weekday": 1}, "2031-05-13"),
        ({"weekday": 2, "tense": "past"}, "2031-05-07"),
        ({"weekday": 2, "tense": "future"}, "2031-05-14"),
        ({"weekday": 1, "offset": -1, "unit": "week"}, "2031-05-06"),
        ({"offset": -1, "unit": "day"}, "2031-05-12"),
        ({"offset": 1, "unit": "week"}, "2031-05-19/2031-05-25"),
        ({"offset": -2, "unit": "month"}, "2031-03"),
        ({"offset": -5, "unit": "year"}, "2026"),
    ],
)
def test_anchored_to_the_document(parts: dict[str, object], value: str) -> None:
    """Each expression names its day, month or span, counted from the document's date."""
    found = resolve_time(time(**parts), DAY)
    assert found is not None
    assert found.value == value
    assert found.basis


def test_only_a_whole_date_is_stated() -> None:
    """A year taken from the document is inferred."""
    whole = resolve_time(time(year=2031, month=5, day=2), DAY)
    part = resolve_time(time(month=5, day=2), DAY)
    assert whole is not None and whole.status == "stated"
    assert part is not None and part.status == "inferred"


def test_next_day_counts_from_its_neighbour() -> None:
    """ "The next day" is anchored to the expression before it."""
    first = TimeExpression("t-0", 0, 5, "date", month=4, day=28, tense="past")
    found = resolve_time(time(anchor="context", offset=1, unit="day"), DAY, [first])
    assert found is not None
    assert found.value == "2031-04-29"


def test_unknown_date_tells_nothing() -> None:
    """Without a document's date a weekday or "yesterday" names no day."""
    assert resolve_time(time(weekday=1), DateValue()) is None
    assert resolve_time(time(offset=-1, unit="day"), DateValue()) is None
    assert resolve_time(time(month=4), DateValue()) is None


def test_no_such_day() -> None:
    """A day that the calendar does not have is no date."""
    assert resolve_time(time(year=2031, month=2, day=30), DAY) is None


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2031", "2031-01-01", "2031-12-31"),
        ("2031-04", "2031-04-01", "2031-04-31"),
        ("2031-04-05", "2031-04-05", "2031-04-05"),
        ("2031-04-05/2031-04-09", "2031-04-05", "2031-04-09"),
    ],
)
def test_bounds(value: str, first: str, last: str) -> None:
    """A reduced date holds all its days."""
    assert bounds(value) == (first, last)


@given(
    st.builds(
        lambda **kw: TimeExpression("t-1", 0, 1, **kw),
        kind=st.sampled_from(["date", "month", "year", "weekday", "relative", "range", "part", "span"]),
        year=st.none() | st.integers(-5, 10000),
        month=st.none() | st.integers(1, 12),
        day=st.none() | st.integers(1, 31),
        weekday=st.none() | st.integers(0, 6),
        offset=st.none() | st.integers(-99999, 99999),
        unit=st.none() | st.sampled_from(["day", "week", "month", "year"]),
        until_day=st.none() | st.integers(1, 31),
        tense=st.none() | st.sampled_from(["past", "present", "future"]),
    ),
    st.sampled_from([None, "2031", "2031-05", "2031-05-13", "2031-05-13T12:00"]),
)
def test_never_raises(expression: TimeExpression, published: str | None) -> None:
    """Whatever a text says, the result is a date or None."""
    found = resolve_time(expression, DateValue(published))
    assert found is None or found.value


@pytest.mark.parametrize(("text", "dates"), [("They left in 1988.", True), ("They left the 1988 treaty.", False)])
def test_a_year_may_only_describe(text: str, dates: bool) -> None:
    """A year before a noun names a thing, and is not when somebody did something with it."""
    at = text.index("1988")
    assert dates_a_clause(TimeExpression("t-1", at, at + 4, "year", year=1988), text) is dates
    assert not dates_a_clause(TimeExpression("t-1", 0, 4, "anniversary", offset=-5, unit="year"), text)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2031-05-13", "2031-05-13", "2031-05-13"),
        ("2031-04", "2031-04-01", "2031-04-30"),
        ("2032-02", "2032-02-01", "2032-02-29"),
        ("2031", "2031-01-01", "2031-12-31"),
        ("2031-05-13/2031-05-19", "2031-05-13", "2031-05-19"),
    ],
)
def test_first_and_last_day(value: str, first: str, last: str) -> None:
    """A month ends on the last day that it has."""
    assert (str(first_day(value)), str(last_day(value))) == (first, last)


def test_no_day() -> None:
    """What is no date has no days."""
    assert first_day("") is None
    assert last_day("spring") is None


@pytest.mark.parametrize(
    ("ours", "theirs", "share", "other"),
    [
        (["2031-04-05"], ["2031-04"], True, False),
        (["2031-04-05", "2031-04-07"], ["2031-04-07"], True, False),
        (["2031-04-05"], ["2031-04-06/2031-04-09"], False, True),
        (["2031-04-05"], [], False, False),
    ],
)
def test_days_of_two(ours: list[str], theirs: list[str], share: bool, other: bool) -> None:
    """One common day is enough; who names none contradicts nobody."""
    left, right = ([DateValue(v) for v in side] for side in (ours, theirs))
    assert share_day(left, right) is share
    assert name_other_days(left, right) is other
