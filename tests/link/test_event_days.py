"""Times of a text in days: each kind, edges, and what counts from another time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.link.event_days import date_times, resolve_time
from crosswire.model import DateValue, Sentence, TimeExpression
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
    found = resolve_time(expression, STORY, tense)
    assert found is not None
    assert (found[0][0].isoformat(), found[0][1].isoformat()) == (start, end)


def dated(text: str, *times: tuple[str, dict[str, object]]) -> dict[str, tuple[str, str, str]]:
    """Return the days and edge of the times of a text, by their words; a line is a sentence."""
    document = make_document(text)
    found = []
    for words, values in times:
        at = document.text.index(words)
        found.append(TimeExpression(id=words, start=at, end=at + len(words), **values))  # type: ignore[arg-type]
    sentences, at = [], 0
    for line in document.text.splitlines(keepends=True):
        sentences.append(Sentence(at, at + len(line), "body", 0))
        at += len(line)
    days = date_times(document, found, sentences, PUBLISHED)
    return {name: (d.days[0].isoformat(), d.days[1].isoformat(), d.edge) for name, d in days.items()}


MONDAY = ("Monday", {"kind": "weekday", "weekday": 0, "tense": "past"})


def later(words: str, offset: int) -> tuple[str, dict[str, object]]:
    """Return a time that counts days from another."""
    return words, {"kind": "relative", "offset": offset, "unit": "day", "anchor": "context"}


def test_a_time_counts_from_the_one_before() -> None:
    """In its own sentence, else in the one before; without one nothing is known."""
    same = dated("They left on Monday and met two days earlier.", MONDAY, later("two days earlier", -2))
    assert same["two days earlier"] == ("2012-06-02", "2012-06-02", "")
    before = dated("They left on Monday.\nTwo days earlier they met.", MONDAY, later("Two days earlier", -2))
    assert before["Two days earlier"] == ("2012-06-02", "2012-06-02", "")
    assert dated("Two days earlier they met.", later("Two days earlier", -2)) == {}


def test_before_and_after_lead_to_their_time() -> None:
    """ "the day before talks on Monday" counts from what follows, not across a comma."""
    led = dated("The day before talks on Monday they met.", MONDAY, later("The day before", -1))
    assert led["The day before"] == ("2012-06-03", "2012-06-03", "")
    assert "The day before" not in dated("The day before, they said, on Monday.", MONDAY, later("The day before", -1))


def test_since_and_by_are_edges() -> None:
    """From then to the story's day, from that day until then; "for the first time since" dates nothing."""
    year = {"kind": "year", "year": 2010, "tense": "past"}
    assert dated("They fought since 2010.", ("2010", year))["2010"] == ("2010-01-01", "2012-06-05", "since")
    assert dated("They met for the first time since 2010.", ("2010", year))["2010"][2] == "never since"
    month = {"kind": "month", "month": 8, "tense": "future"}
    assert dated("They will leave by August.", ("August", month))["August"] == ("2012-06-05", "2012-08-31", "by")


def test_what_is_past_ends_with_the_story() -> None:
    """ "this month" of what is over ends with the story's day, of what is to come begins with it."""
    now = {"kind": "relative", "offset": 0, "unit": "month"}
    assert dated("They met this month.", ("this month", now | {"tense": "past"}))["this month"][:2] == (
        "2012-06-01",
        "2012-06-05",
    )
    assert dated("They meet this month.", ("this month", now | {"tense": "future"}))["this month"][:2] == (
        "2012-06-05",
        "2012-06-30",
    )


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
    found = resolve_time(expression, story, tense)
    assert found is None or found[0][0] <= found[0][1]
