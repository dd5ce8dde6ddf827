"""Who may have said the same, and when."""

import pytest

from crosswire.link.statements_gate import Gate, SpokenOn, find_days, free_times, named_days
from crosswire.model import TimeExpression
from tests.factory import make_actor, make_attribution, make_document, make_quotation, make_reading

STATE = make_actor("Veldania", type="state")
MINISTER = make_actor("Ilse Marran", affiliation=STATE.id)
ENVOY = make_actor("Dorian Kesk", affiliation=STATE.id)
CROWD = make_actor("Villagers", type="group")


def test_match() -> None:
    """Same, possible, never."""
    doc = make_document("a b c d e f")
    quotes = {w: make_quotation(doc, content=w) for w in "abcdef"}
    speakers = {"a": [MINISTER], "b": [MINISTER, ENVOY], "c": [STATE], "d": [ENVOY], "e": [CROWD], "f": []}
    gate = Gate(
        [STATE, MINISTER, ENVOY, CROWD], [make_attribution(doc, quotes[w], *who) for w, who in speakers.items()]
    )
    match = lambda x, y: gate.match(quotes[x].id, quotes[y].id)  # noqa: E731
    assert match("a", "b") == "same"
    assert match("a", "c") == match("c", "a") == "possible"
    assert match("a", "d") is None
    assert match("a", "e") == match("a", "f") == "possible"
    assert gate.unknown(quotes["a"].id, quotes["f"].id)
    assert gate.shared_speakers([quotes["a"].id, quotes["b"].id]) == (MINISTER.id,)
    assert gate.people(q.id for q in quotes.values()) == {MINISTER.id, ENVOY.id}


def test_occasions() -> None:
    """Known days must overlap; unknown ones fit everything; only known and equal ones agree."""
    march, may, none = SpokenOn(("2031-03-01", "2031-03-31")), SpokenOn(("2031-05-02", "2031-05-02")), SpokenOn()
    assert not march.fits(may)
    assert march.fits(none) and none.fits(may)
    assert march.agrees(SpokenOn(march.days))
    assert not none.agrees(none)


def test_days_come_from_outside_the_content() -> None:
    """A date inside what is said is not the day on which it was said."""
    doc = make_document("On May 2 Marran said the gates close on June 3.")
    quotation = make_quotation(doc, content="the gates close on June 3", cue="said", source="Marran")
    inside = doc.text.index("June 3")
    times = [
        TimeExpression("t1", 3, 8, "date", month=5, day=2),
        TimeExpression("t2", inside, inside + 6, "date", month=6, day=3),
    ]
    reading = make_reading(doc, quotations=[quotation], times=times)
    assert find_days(quotation, reading, free_times(reading), "2031-05-13") == ("2031-05-02", "2031-05-02")
    assert find_days(quotation, reading, free_times(reading), None) is None


def test_named_days() -> None:
    """A month holds its days; what is only counted from the document names none."""
    assert named_days(TimeExpression("t", 0, 1, "month", month=4), "2031-05-13") == ("2031-04-01", "2031-04-31")
    assert named_days(TimeExpression("t", 0, 1, "month", month=12), "2031-05-13") == ("2030-12-01", "2030-12-31")
    assert named_days(TimeExpression("t", 0, 1, "year", year=2020), None) == ("2020-01-01", "2020-12-31")
    assert named_days(TimeExpression("t", 0, 1, "range", month=3, day=1, until_day=4), "2031-05-13") is None


def test_days_counted_from_the_document() -> None:
    """A weekday is the last one; "yesterday", "last week" and "five years ago" are counted back; what lies ahead is no day of saying."""
    week = {n: named_days(TimeExpression("t", 0, 1, "weekday", weekday=n), "2031-05-13") for n in (0, 1, 2)}
    assert week == {0: ("2031-05-12",) * 2, 1: ("2031-05-13",) * 2, 2: ("2031-05-07",) * 2}
    counted = lambda n, unit: named_days(TimeExpression("t", 0, 1, "relative", offset=n, unit=unit), "2031-01-13")  # noqa: E731
    assert counted(-1, "day") == ("2031-01-12", "2031-01-12")
    assert counted(-1, "month") == ("2030-12-01", "2030-12-31")
    assert counted(-5, "year") == ("2026-01-01", "2026-12-31")
    assert counted(-1, "week") == ("2030-12-31", "2031-01-12")
    assert counted(1, "week") is None
    assert named_days(TimeExpression("t", 0, 1, "weekday", weekday=1), "2031-05") is None


def test_how_two_days_of_print_bear_on_one_occasion() -> None:
    """An old saying told again strays from the day's news; nobody prints today what is said tomorrow; old and new do not lie a week apart."""
    today, told = SpokenOn(None, "2031-05-13"), SpokenOn(("2030-12-01", "2030-12-31"), "2031-05-13")
    assert told.long_before() and not today.long_before()
    assert told.strays(today) and today.strays(told) and not told.strays(told)
    tuesday, early = SpokenOn(("2031-05-13", "2031-05-13"), "2031-05-14"), SpokenOn(None, "2031-05-12")
    assert tuesday.precedes(early) and not tuesday.precedes(today)
    assert today.gap(early) == 0.0
    assert today.gap(SpokenOn(None, "2031-05-20")) == pytest.approx(6 / 7)
    assert today.gap(SpokenOn()) == 0.0
    assert SpokenOn(("2031-05-12", "2031-05-12")).fits(SpokenOn(("2031-05-13", "2031-05-13")))
