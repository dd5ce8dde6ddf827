"""Dates and counts in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.dossier import Count, listed, long_date, phrase_carried, phrase_count, phrase_differences, plural
from tests.sample import sample_findings


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2031-06-12", "12 June 2031"),
        ("2031-06-02", "2 June 2031"),
        ("2031-06", "June 2031"),
        ("2031", "2031"),
        ("2031-06-12/2031-07-02", "12 June to 2 July 2031"),
        ("2031-06-12/2031-06-14", "12 to 14 June 2031"),
        ("2031-12-30/2032-01-02", "30 December 2031 to 2 January 2032"),
        ("2031-06/2031-07", "June to July 2031"),
        ("2031/2031", "2031"),
        ("12/06/2031", "12/06/2031"),
        ("2031-06-26T18:00", "26 June 2031, 18:00"),
        ("2031-06-26T18:00:00+02:00", "26 June 2031, 18:00 UTC+2"),
        ("--06-02", "2 June"),
        (None, "date not known"),
        ("", "date not known"),
        ("next summer", "next summer"),
        ("2031-13", "2031-13"),
    ],
)
def test_dates_are_written_as_people_write_them(value, words):
    """Month names in words, nothing added that is not known, and nothing lost that is not a date."""
    assert long_date(value) == words


@given(st.text(max_size=30))
def test_no_text_breaks_a_date(value):
    """Whatever stands there comes back as text."""
    assert isinstance(long_date(value), str)


def test_counts_always_say_both_numbers():
    """Accounts and independent accounts; one alone needs no second number."""
    assert phrase_count(Count(4, 3)) == "4 accounts, 3 independent"
    assert phrase_count(Count(3, 3)) == "3 accounts, all independent"
    assert phrase_count(Count(2, 2)) == "2 accounts, both independent"
    assert phrase_count(Count(1, 1)) == "1 account"
    assert phrase_carried(Count(2, 1)) == "2 accounts, 1 independent"
    assert phrase_carried(Count(0, 0)) == "in no article's own text, not counted"
    assert plural(2, "story", "stories") == "2 stories"


def test_names_stand_in_a_row():
    """Commas, and one "and" before the last."""
    assert [listed(names) for names in ((), ("A",), ("A", "B"), ("A", "B", "C"))] == ["", "A", "A and B", "A, B and C"]


def test_what_only_some_tell_is_counted_apart():
    """The same words as at the end of a build."""
    differences = sample_findings().differences
    alone = sum(d.verdict == "only" for d in differences)
    apart = len(differences) - alone
    assert (
        phrase_differences(differences)
        == f"{plural(apart, 'difference')}, {plural(alone, 'thing')} only in one account"
    )
    assert phrase_differences(()) == "0 differences, 0 things only in one account"
