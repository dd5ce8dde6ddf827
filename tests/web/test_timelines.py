"""The chart of a timeline."""

from dataclasses import replace
from datetime import date

import pytest

from crosswire.web.timelines import draw_timeline, span_of
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
    """Vague dates are longer bars; each leads to its entry in the list."""
    drawn = str(draw_timeline(entries("2031-06-01", "2031-06", "2031-06-20"), {"2031-06-12": ()}))
    assert drawn.count("<rect") == 3 and drawn.count('class="tick"') == 1
    assert all(f'href="#e-{n}"' in drawn for n in range(3))


def test_far_dates_are_counted_not_drawn():
    """What lies decades away would squeeze the rest into a point."""
    drawn = str(draw_timeline(entries("1999", "2031-06-01", "2031-06-02", "2031-06-20"), {"2031-06-12": ()}))
    assert drawn.count("<rect") == 3 and "1 entry further away" in drawn


def test_too_few_dates_are_no_chart():
    """Fewer than three dated entries, or all on one day."""
    assert not draw_timeline(entries("2031-06-01", "2031-06-02"), {})
    assert not draw_timeline(entries("2031-06-01", "2031-06-01", "2031-06-01"), {})
