"""Position strips."""

import re

from crosswire.model import STANCES, Position
from crosswire.web.strips import WIDTH, draw_strip


def position(stance, date):
    """Return a position without evidence."""
    return Position(f"o-{stance}-{date}", "p-1", "i-1", stance, date, ())


def test_nothing_is_drawn_without_two_dates():
    """One date is no course of time."""
    assert draw_strip([]) == ""
    assert draw_strip([position("supports", "2031"), position("opposes", "2031"), position("open", None)]) == ""


def test_every_dated_position_has_its_shape_and_its_words():
    """Shape and label tell the stance, so that colour is never alone."""
    dates = ("2029", "2030-05", "2031-06-12", "2031-12", "2033")
    strip = draw_strip([position(s, d) for s, d in zip(STANCES, dates, strict=True)])
    assert strip.count("<title>") == len(STANCES)
    assert "supports, 2029; opposes, May 2030; conditional, 12 June 2031" in strip
    assert len(set(re.findall(r"</title><(\w+) ", strip))) >= 3


def test_no_mark_hides_another():
    """Stances of one day stand beside each other; the same stance of a day is drawn once."""
    held = [position(s, d) for d in ("2031-06-12", "2033-08-03") for s in STANCES]
    strip = draw_strip([*held, position("open", "2033-08-03")])
    assert strip.count("<title>") == 2 * len(STANCES)
    places = [float(x) for x in re.findall(r'(?:M|cx="|<rect x=")([\d.]+)', strip)]
    assert len(set(places)) == len(places) and all(0 < x < WIDTH for x in places)


def test_marks_stand_in_time_and_inside():
    """Earlier stands left of later, and nothing leaves the strip."""
    strip = draw_strip([position("open", "2033-08-03"), position("open", "2031-06-12"), position("open", "2031-07")])
    places = [float(x) for x in re.findall(r'cx="([\d.]+)"', strip)]
    assert places == sorted(places) and places[0] > 0 and places[-1] < WIDTH
