"""The chart of a timeline."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.web.timelines import MARKS, draw_timeline, scale_of, span_of
from tests.factory import make_date
from tests.sample import sample_findings


def entries(*values):
    """Return timeline entries of these dates."""
    one = sample_findings().timeline[0]
    return [replace(one, id=f"e-{n}", date=make_date(v)) for n, v in enumerate(values)]


@pytest.mark.parametrize(
    ("value", "span"),
    [
        ("2031", (date(2031, 1, 1), date(2031, 12, 31))),
        ("2031-02", (date(2031, 2, 1), date(2031, 2, 28))),
        ("2031-12", (date(2031, 12, 1), date(2031, 12, 31))),
        ("2031-06-12T10:00", (date(2031, 6, 12), date(2031, 6, 12))),
        ("2031-06-12/2031-07", (date(2031, 6, 12), date(2031, 7, 31))),
        ("2031-06-12/soon", None),
        ("soon", None),
        ("2031-13", None),
    ],
)
def test_a_reduced_date_is_a_span(value, span):
    """A month is its days, a year its months."""
    assert span_of(value) == span


def test_one_bar_an_entry_and_one_tick_a_day_of_publication():
    """Vague dates are longer bars; each knows its entry in the list."""
    drawn = str(draw_timeline(entries("2031-06-01", "2031-06", "2031-06-20"), {"2031-06-12": ()}))
    assert drawn.count("<rect") == 3 and drawn.count('class="tick"') == 1
    assert all(f'data-to="e-{n}"' in drawn for n in range(3))


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 20000))
def test_the_scale_names_few_days_in_their_order(low, span):
    """At most MARKS, inside the drawing, each once; a year or more is never left without a name."""
    high = low + timedelta(span)
    days = [d for d, _ in scale_of(low, high)]
    assert len(days) <= MARKS and days == sorted(set(days))
    assert all(low <= d <= high for d in days) and (days or span < 366)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (date(2031, 5, 30), date(2031, 6, 2), ["30 May 2031", "31 May", "1 June", "2 June"]),
        (date(2031, 12, 31), date(2032, 1, 1), ["31 December 2031", "1 January 2032"]),
        (
            date(2030, 9, 2),
            date(2031, 3, 2),
            ["October 2030", "November", "December", "January 2031", "February", "March"],
        ),
        (
            date(2029, 1, 1),
            date(2031, 12, 31),
            ["January 2029", "July", "January 2030", "July", "January 2031", "July"],
        ),
        (date(2001, 5, 1), date(2021, 5, 1), ["2002", "2005", "2008", "2011", "2014", "2017", "2020"]),
    ],
)
def test_the_scale_says_the_year_once(low, high, words):
    """With the first day, and where it changes."""
    assert [w for _, w in scale_of(low, high)] == words


def test_the_legend_names_what_is_drawn():
    """No mark without its words, no words without their mark."""
    drawn = str(draw_timeline(entries("2031-06-01", "2031-06", "2031-06-20"), {}))
    assert "an account published" not in drawn and drawn.count('class="key ') == 1


def test_far_dates_are_counted_not_drawn():
    """What lies decades away would squeeze the rest into a point."""
    drawn = str(draw_timeline(entries("1999", "2031-06-01", "2031-06-02", "2031-06-20"), {"2031-06-12": ()}))
    assert drawn.count("<rect") == 3 and "1 entry further away" in drawn


def test_too_few_dates_are_no_chart():
    """Fewer than three dated entries, or all on one day."""
    assert not draw_timeline(entries("2031-06-01", "2031-06-02"), {})
    assert not draw_timeline(entries("2031-06-01", "2031-06-01", "2031-06-01"), {})
