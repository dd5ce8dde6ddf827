"""Times: each kind of expression, its constraints, its traps."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.annotate.times import find_times, token_over
from crosswire.annotate.times_patterns import MONTHS
from crosswire.model import TimeExpression
from tests.annotate.parse import parse


def times(text: str) -> dict[str, TimeExpression]:
    """Return the times of a text by their words."""
    return {text[t.start : t.end]: t for t in find_times(*parse(text))}


def fields(t: TimeExpression) -> dict[str, Any]:
    """Return what a time states."""
    names = ("kind", "year", "month", "day", "weekday", "offset", "unit", "until_year", "until_month", "until_day")
    return {n: getattr(t, n) for n in names if getattr(t, n) is not None}


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("They met on May 14, 2014.", "May 14, 2014", {"kind": "date", "year": 2014, "month": 5, "day": 14}),
        ("They met on 14th May 2014.", "14th May 2014", {"kind": "date", "year": 2014, "month": 5, "day": 14}),
        ("They met on May 14 in Hallin.", "May 14", {"kind": "date", "month": 5, "day": 14}),
        ("They met on 3 October.", "3 October", {"kind": "date", "month": 10, "day": 3}),
        ("Dated 2014-05-14.", "2014-05-14", {"kind": "date", "year": 2014, "month": 5, "day": 14}),
        ("They meet on Tuesday.", "Tuesday", {"kind": "weekday", "weekday": 1}),
        ("They met last Tuesday.", "last Tuesday", {"kind": "weekday", "weekday": 1, "offset": -1, "unit": "week"}),
        ("They left in April.", "April", {"kind": "month", "month": 4}),
        ("Since the war last August.", "last August", {"kind": "month", "month": 8, "offset": -1, "unit": "year"}),
        ("They left in April 2013.", "April 2013", {"kind": "month", "year": 2013, "month": 4}),
        ("It was signed in 1988.", "1988", {"kind": "year", "year": 1988}),
        ("They talk next week.", "next week", {"kind": "relative", "offset": 1, "unit": "week"}),
        ("They talked yesterday.", "yesterday", {"kind": "relative", "offset": -1, "unit": "day"}),
        ("They left two weeks ago.", "two weeks ago", {"kind": "relative", "offset": -2, "unit": "week"}),
        (
            "They met on the fifth anniversary of the pact.",
            "fifth anniversary",
            {"kind": "anniversary", "offset": -5, "unit": "year"},
        ),
        (
            "Talks on July 1-2 failed.",
            "July 1-2",
            {"kind": "range", "month": 7, "day": 1, "until_month": 7, "until_day": 2},
        ),
        (
            "Drills run from May 6 to June 1.",
            "May 6 to June 1",
            {"kind": "range", "month": 5, "day": 6, "until_month": 6, "until_day": 1},
        ),
        (
            "Talks of 3-5 March 2011.",
            "3-5 March 2011",
            {"kind": "range", "year": 2011, "month": 3, "day": 3, "until_year": 2011, "until_month": 3, "until_day": 5},
        ),
        (
            "Expected in the second half of May.",
            "the second half of May",
            {"kind": "part", "month": 5, "day": 16, "until_month": 5, "until_day": 31},
        ),
        (
            "It ended in late February.",
            "late February",
            {"kind": "part", "month": 2, "day": 21, "until_month": 2, "until_day": 28},
        ),
        ("War from 1999 to 2007.", "from 1999 to 2007", {"kind": "range", "year": 1999, "until_year": 2007}),
        (
            "They left last winter.",
            "last winter",
            {"kind": "range", "month": 12, "until_month": 2, "offset": -1, "unit": "year"},
        ),
        (
            "In the summer of 2031 they met.",
            "summer of 2031",
            {"kind": "range", "year": 2031, "month": 6, "until_month": 8},
        ),
        ("In the early 1990s they fought.", "the early 1990s", {"kind": "range", "year": 1990, "until_year": 1993}),
        (
            "They left in early 2031.",
            "early 2031",
            {"kind": "range", "year": 2031, "month": 1, "until_year": 2031, "until_month": 4},
        ),
        ("Over the past two weeks they met.", "the past two weeks", {"kind": "span", "offset": -2, "unit": "week"}),
        ("In the coming days they meet.", "the coming days", {"kind": "span", "offset": 3, "unit": "day"}),
        ("They must leave within 48 hours.", "within 48 hours", {"kind": "span", "offset": 2, "unit": "day"}),
        ("They met over the weekend.", "the weekend", {"kind": "relative", "unit": "weekend"}),
        (
            "They met late last month.",
            "late last month",
            {"kind": "relative", "day": 21, "offset": -1, "unit": "month", "until_day": 31},
        ),
        (
            "They met in February last year.",
            "February last year",
            {"kind": "part", "month": 2, "day": 1, "until_month": 2, "until_day": 29, "offset": -1, "unit": "year"},
        ),
        (
            "During the week of March 30 they met.",
            "the week of March 30",
            {"kind": "range", "month": 3, "day": 30, "until_month": 4, "until_day": 5},
        ),
        ("They met on New Year's Eve.", "New Year's Eve", {"kind": "date", "month": 12, "day": 31}),
        ("On the eve of the talks they left.", "On the eve of", {"kind": "relative", "offset": -1, "unit": "day"}),
    ],
)
def test_kinds(text: str, words: str, expected: dict[str, Any]) -> None:
    """Each kind states what it says and nothing more."""
    assert fields(times(text)[words]) == expected


@pytest.mark.parametrize(
    ("text", "words", "offset", "unit"),
    [
        ("Eight months after the war they met.", "Eight months after", 8, "month"),
        ("He will speak at the next day's session.", "the next day", 1, "day"),
        ("Two days earlier they had left.", "Two days earlier", -2, "day"),
    ],
)
def test_times_counted_from_others(text: str, words: str, offset: int, unit: str) -> None:
    """Their anchor is the context, not the document's date."""
    t = times(text)[words]
    assert (t.anchor, t.offset, t.unit) == ("context", offset, unit)


@pytest.mark.parametrize(
    "text",
    [
        "He may march on.",
        "They may leave.",
        "Theresa May spoke.",
        "About 2000 people came.",
        "In the 1990s ships were small.",
        "Flight 1972 was late.",
        "June Haldric left.",
        "It rose to 35 May 99.",
    ],
)
def test_traps(text: str) -> None:
    """Verbs, people, counts and decades are no times."""
    assert not [t for t in times(text).values() if t.kind in {"month", "year", "date"}]


def test_tense_comes_from_the_clause() -> None:
    """Past, future, and the verb of saying right before a weekday, not the clause behind it."""
    assert times("They met on Friday.")["Friday"].tense == "past"
    assert times("They will meet on Friday.")["Friday"].tense == "future"
    assert times("The minister said Tuesday the country will build ships.")["Tuesday"].tense == "past"


def test_where_is_the_zone() -> None:
    """A caption's date carries its zone; furniture has none."""
    text = "They met.\nMarran on May 14.\nUpdated May 15"
    found = find_times(*parse(text, zones=[("Marran on May 14.", "caption"), ("Updated May 15", "furniture")]))
    assert [(t.where, t.day) for t in found] == [("caption", 14)]


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 28),
    st.sampled_from(MONTHS),
    st.integers(1900, 2050),
    st.sampled_from(["{m} {d}, {y}", "{d} {m} {y}"]),
)
def test_every_full_date_is_read(day: int, month: str, year: int, form: str) -> None:
    """Whatever the day, the date comes back as written."""
    words = form.format(d=day, m=month.capitalize(), y=year)
    t = times(f"The ships left on {words} for home.")[words]
    assert (t.year, t.month, t.day) == (year, MONTHS.index(month) + 1, day)


@given(st.lists(st.sampled_from(["Monday", "said", ",", "on", "May", "7", "Marran", "  "]), max_size=12), st.data())
@settings(max_examples=40, deadline=None)
def test_the_token_over_a_stretch_is_found_without_a_search(parts: list[str], data: st.DataObject) -> None:
    """The token found by halving is the one that a look at every token finds."""
    text = "He left " + " ".join(parts)
    paragraph = parse(text)[1].paragraphs[0]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    tokens = [t for t in paragraph.doc if start <= t.idx < end]
    tops = [t for t in tokens if t.head not in tokens or t.head == t]
    assert token_over(paragraph, start, end) == next(iter(tops), tokens[-1] if tokens else None)


def test_many_times_in_a_paragraph() -> None:
    """Each of a long paragraph's times is found once, and none overlaps another."""
    text = "Talks began on Monday, May 5, 2014, and ended on 7 June 2015. " * 30
    found = find_times(*parse(text))
    assert len(found) == 90
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("They met on the 26th in Sorne.", "the 26th", {"kind": "date", "day": 26}),
        ("They left a fortnight ago.", "a fortnight ago", {"kind": "relative", "offset": -2, "unit": "week"}),
        ("They left a decade ago.", "a decade ago", {"kind": "relative", "offset": -10, "unit": "year"}),
        (
            "The day before yesterday they met.",
            "The day before yesterday",
            {"kind": "relative", "offset": -2, "unit": "day"},
        ),
        (
            "They meet the day after tomorrow.",
            "the day after tomorrow",
            {"kind": "relative", "offset": 2, "unit": "day"},
        ),
        (
            "It is due in the third week of June.",
            "the third week of June",
            {"kind": "part", "month": 6, "day": 15, "until_month": 6, "until_day": 21},
        ),
    ],
)
def test_rarer_kinds(text: str, words: str, expected: dict[str, Any]) -> None:
    """Days of a month alone, fortnights, decades, two days away, weeks of a month."""
    assert fields(times(text)[words]) == expected


@pytest.mark.parametrize(
    "text", ["They hold the 26th place.", "On the 5th and 6th floors it burned.", "It is the 10th of its kind."]
)
def test_ordinals_that_are_no_days(text: str) -> None:
    """Ranks and floors are no days of a month."""
    assert not [t for t in times(text).values() if t.kind == "date"]


def test_the_previous_day_counts_from_another() -> None:
    """At a sentence's beginning too, its anchor is what was told before."""
    assert times("The previous day they had left.")["The previous day"].anchor == "context"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He was freed that evening.", "that evening"),
        ("Osmark protested the same day.", "the same day"),
        ("He was held later in the day.", "later in the day"),
        ("Rockets fell on the town hours later.", "hours later"),
    ],
)
def test_the_same_day_counts_from_another(text: str, words: str) -> None:
    """ "that evening" is the day that was told before."""
    found = times(text)[words]
    assert (found.offset, found.unit, found.anchor) == (0, "day", "context")


def test_a_following_month_counts_from_another() -> None:
    """ "the following January" is no January of the text's own year."""
    found = times("He was held in 2032 and charged the following January.")["the following January"]
    assert (found.kind, found.month, found.offset, found.anchor) == ("month", 1, 1, "context")
