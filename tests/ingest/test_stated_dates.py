"""Dates and times as printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.ingest.stated_dates import find_date, find_moment


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("June 26, 2007", "2007-06-26"), ("26th June 2007", "2007-06-26"), ("26 June, 2007", "2007-06-26"), ("JUNE 26, 2007", "2007-06-26"),
        ("2007-06-26T10:00", "2007-06-26"), ("26.06.2007", "2007-06-26"), ("Sept. 3, 2010", "2010-09-03"), ("3. März 2011", "2011-03-03"),
        ("le 1er juillet 2012", "2012-07-01"), ("5 de mayo de 2013", "2013-05-05"), ("5 июня 2012", "2012-06-05"), ("2016年5月3日", "2016-05-03"),
        ("June 26", "--06-26"), ("on 26 June he", "--06-26"), ("Dec. 31", "--12-31"),
    ],
)  # fmt: skip
def test_forms(text: str, iso: str) -> None:
    """Common forms in several languages; without a year the date stays without."""
    found = find_date(text)
    assert found is not None and found.iso == iso


@pytest.mark.parametrize(
    "text", ["", "4/5/2007", "31 June 2007", "June 2007", "12 men", "2007", "© 2016", "30 February", "May"]
)
def test_what_is_no_day(text: str) -> None:
    """Days that the calendar does not have, months, years, and forms whose order is not known."""
    assert find_date(text) is None


def test_a_year_beats_a_day_alone() -> None:
    """The fullest date of a line counts."""
    found = find_date("Updated June 3, first published May 2, 2010")
    assert found is not None and found.iso == "2010-05-02"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("11th July 2007 13:00", "2007-07-11T13:00"), ("2 p.m. GMT, 5 May 2020", "2020-05-05T14:00Z"), ("12 a.m. on May 5, 2020", "2020-05-05T00:00"),
        ("2007-06-26T13:00:05+0200", "2007-06-26T13:00+02:00"), ("June 5, 2012", "2012-06-05"), ("June 5, 2012, 25:00", "2012-06-05"), ("June 5", None),
    ],
)  # fmt: skip
def test_moments(text: str, iso: str | None) -> None:
    """A time is read beside a full date, with the zone if one is written."""
    assert find_moment(text) == iso


@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    """Nothing raises, and what is found lies in the text."""
    found = find_date(text)
    assert found is None or 0 <= found.start < found.end <= len(text)
    find_moment(text)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("noon on 5 June 2012", "2012-06-05T12:00"),
        ("1800 hrs GMT on 5 June 2012", "2012-06-05T18:00Z"),
        ("5 June 2012, 0001 hours", "2012-06-05T00:01"),
        ("2012-06-05 18:00 CEST", "2012-06-05T18:00+02:00"),
        ("June 5, 2012, 6:30 p.m. EDT", "2012-06-05T18:30-04:00"),
        ("5 June 2012 6pm BST", "2012-06-05T18:00"),
        ("05.06.2012, 18 Uhr", "2012-06-05T18:00"),
        ("midnight, 5 June 2012", "2012-06-05"),
    ],
)
def test_moments_of_embargoes(text: str, iso: str) -> None:
    """Hours without minutes, noon, and zones of one offset; midnight may be either end, and a zone of several offsets is left out."""
    assert find_moment(text) == iso


def test_a_year_can_be_given() -> None:
    """A day without a year takes the one given, where the calendar has such a day."""
    assert find_moment("Tuesday, 5 June at 6pm", 2012) == "2012-06-05T18:00"
    assert find_moment("29 February, 10:00", 2013) is None
    assert find_moment("5 June") is None
