"""When an event was: the times of its clause, in days."""

from datetime import date

from crosswire.link.event_days import Dated
from crosswire.link.events_dates import is_historical, told_date
from crosswire.model import DateValue, EventDate, EventReport, TimeExpression
from tests.factory import make_document

PUBLISHED = DateValue("2012-06-05", "day", "stated")


def report(**values: object) -> EventReport:
    """Return an event report."""
    return EventReport(id="e-1", start=0, end=9, trigger=((0, 4),), event_type="CONSULT", **values)  # type: ignore[arg-type]


def test_what_has_no_time_is_open() -> None:
    """Not later than the story, and it says so; what is to come starts with it."""
    document = make_document("They met.")
    past = told_date(report(tense="past"), [], [], document, PUBLISHED, {})
    assert (past.start, past.end, past.precision, past.status) == (None, "2012-06-05", "open", "inferred")
    ahead = told_date(report(auxiliary=("future",)), [], [], document, PUBLISHED, {})
    assert (ahead.start, ahead.end) == ("2012-06-05", None)
    assert told_date(report(), [], [], document, DateValue(), {}) == EventDate()


def test_a_past_act_is_not_dated_by_what_is_to_come() -> None:
    """ "criticised plans for next month" happened before."""
    document = make_document("next week they met.")
    ahead = TimeExpression(id="t-1", start=0, end=9, kind="relative", offset=1, unit="week")
    days = {"t-1": Dated((date(2012, 6, 11), date(2012, 6, 17)), "week")}
    assert told_date(report(tense="past"), [ahead], [], document, PUBLISHED, days).precision == "open"


def test_a_time_gives_its_days_with_the_steps() -> None:
    """The words, what they count from and the story's date are the basis; a time that dates nothing is passed over."""
    document = make_document("On Monday they met, two days later they left.")
    monday = TimeExpression(id="t-1", start=3, end=9, kind="weekday", weekday=0)
    after = TimeExpression(id="t-2", start=20, end=34, kind="relative", offset=2, unit="day", anchor="context")
    days = {"t-2": Dated((date(2012, 6, 6), date(2012, 6, 6)), "day", counted_from=monday)}
    when = told_date(report(), [monday, after], [], document, PUBLISHED, days)
    assert (when.start, when.end, when.status) == ("2012-06-06", "2012-06-06", "inferred")
    assert when.basis == ('"two days later"', 'counted from "Monday"', "story date 2012-06-05")
    never = {"t-1": Dated((date(2012, 6, 4), date(2012, 6, 5)), "range", "never since")}
    assert told_date(report(tense="past"), [monday], [], document, PUBLISHED, never).precision == "open"


def test_what_is_possible_is_not_past() -> None:
    """ "would" lies ahead of the story."""
    document = make_document("They would meet.")
    assert told_date(report(auxiliary=("hypothetical",)), [], [], document, PUBLISHED, {}).start == "2012-06-05"


def test_history_lies_well_before_the_story() -> None:
    """Last spring is history, last month is not."""
    assert is_historical(EventDate(None, "2011-12-31"), PUBLISHED)
    assert not is_historical(EventDate(None, "2012-05-10"), PUBLISHED)
    assert not is_historical(EventDate(None, None), PUBLISHED)
