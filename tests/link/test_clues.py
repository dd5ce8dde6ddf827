"""Clues: windows of days from what texts say without naming their own year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.annotate.sentences import find_sentences
from crosswire.annotate.times import find_times
from crosswire.link.clues import ToldThings, Window, content_words, find_told, narrow, own_windows, told_windows
from crosswire.model import Document, Reading
from tests.annotate.parse import parse


def read_text(text: str) -> tuple[Document, Reading]:
    """Return a document of this text with its sentences and times."""
    document, parsed = parse(text)
    return document, Reading(document.id, find_sentences(document, parsed), times=find_times(document, parsed))


def spans(windows: tuple[Window, ...]) -> list[tuple[str, str]]:
    """Return windows as ISO days; an open end as ""."""
    return [("" if w.first == date.min else w.first.isoformat(), w.last.isoformat()) for w in windows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They last met two years ago, in 2010.", [("2012-01-01", "2012-12-31")]),
        ("The quarrel began last year (2011).", [("2012-01-01", "2012-12-31")]),
        ("It broke out last month (December 2011), when oil ran short.", [("2012-01-01", "2012-01-31")]),
        ("The Council, founded in 2002, marked its tenth anniversary.", [("2012-01-01", "2012-12-31")]),
        ("The new tower will be ready by 2015.", [("", "2015-12-31")]),
    ],
)
def test_windows_of_own_words(text: str, expected: list[tuple[str, str]]) -> None:
    """Counted years beside named ones, anniversaries of what one sentence dates, years to come."""
    assert spans(own_windows(*read_text(text))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They met two years ago and in 2010.",
        "The Council, founded in 2002, will mark its tenth anniversary.",
        "Last year the Council, founded in 2002, marked its tenth anniversary.",
        "The Council marked its tenth anniversary. It was founded in 2002 and reformed in 2008.",
        "Copyright 2010, two years ago.",
        "They left in 2010.",
    ],
)
def test_what_gives_no_window(text: str) -> None:
    """Two times of their own, anniversaries to come or gone, rights, and years alone."""
    assert own_windows(*read_text(text)) == ()


@pytest.mark.parametrize(
    ("own", "other", "expected"),
    [
        (
            "It comes ten months after the blockade of Gull Rock last August.",
            "The blockade of Gull Rock in August 2011 ruined them.",
            [("2011-08-21", "2012-08-15")],
        ),
        (
            "Boats paraded on the tenth anniversary of the Council's founding at Gullhaven.",
            "The Council was founded at Gullhaven in 2002.",
            [("2012-01-01", "2012-12-31")],
        ),
        (
            "Pirates burned the tower of Sorne three years ago.",
            "Pirates burned the tower of Sorne in June 2009.",
            [("2011-12-04", "2012-11-28")],
        ),
        ("The blockade of Gull Rock last August hurt them.", "The blockade of Gull Rock in May 2011 ruined them.", []),
        ("The blockade of Gull Rock last August hurt them.", "A famine came to the islands in August 2011.", []),
        ("Pirates burned the tower of Sorne three years ago.", "Pirates burned the tower of Sorne in 2009.", []),
    ],
)
def test_windows_of_what_others_tell(own: str, other: str, expected: list[tuple[str, str]]) -> None:
    """A relative time and a dated telling of one thing: same month, or founding, or month and year, and words in common."""
    told = ToldThings(find_told(*read_text(other), where="b.txt"))
    found = told_windows(*read_text(own), told=told)
    assert spans(found) == expected
    assert all("b.txt" in window.step and len(window.places) == 2 for window in found)


def test_tellers_who_disagree_settle_nothing() -> None:
    """Two years for one thing leave none."""
    told = [
        thing
        for year in (2010, 2011)
        for thing in find_told(*read_text(f"The blockade of Gull Rock in August {year} ruined them."), where=str(year))
    ]
    assert told_windows(*read_text("The blockade of Gull Rock last August hurt them."), told=ToldThings(told)) == ()


def test_content_words() -> None:
    """Words of time, numbers and common words tell no thing."""
    assert content_words("The blockade of Gull Rock last August, in 2011") >= {"blockade", "gull"}
    assert not content_words("last August in the third week of 2011") & {"august", "week", "third"}


@given(st.lists(st.tuples(st.dates(), st.dates()), max_size=6))
def test_narrowing_is_an_intersection(days: list[tuple[date, date]]) -> None:
    """What is left lies in every window, and none is left where two do not meet."""
    windows = [Window(min(pair), max(pair), "") for pair in days]
    left = narrow(windows)
    assert narrow(reversed(windows)) == left
    if left:
        assert all(w.first <= left[0] <= left[1] <= w.last for w in windows if w.last.year <= 2200)


def test_without_a_reading_there_is_nothing() -> None:
    """A document that was not read gives no windows."""
    document, _ = read_text("They last met two years ago, in 2010.")
    assert (
        own_windows(document, None) == ()
        and find_told(document, None, "a") == ()
        and told_windows(document, None, ToldThings(())) == ()
    )
