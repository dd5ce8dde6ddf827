"""Times of a text in days: each kind, edges, and what counts from another time."""

from datetime import date

from crosswire.link.event_days import date_times, told_from
from crosswire.model import DateValue, Sentence, TimeExpression
from tests.factory import make_document

STORY = date(2012, 6, 5)  # a Tuesday
PUBLISHED = DateValue("2012-06-05", "day", "stated")


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


def test_a_day_is_told_again_from_what_happened_before_it() -> None:
    """ "on Monday, two days after ..." is Monday; so is "Two days after ..., ... on Monday"."""
    said = later("two days after", 2)
    assert dated("They left on Monday, two days after the vote.", MONDAY, said)["two days after"][0] == "2012-06-04"
    first = later("Two days after", 2)
    assert dated("Two days after the vote, they left on Monday.", MONDAY, first)["Two days after"][0] == "2012-06-04"


def test_what_a_time_counts_from_is_dated_backwards() -> None:
    """Of "on Monday, two days after it arrested them" the arrest was on Saturday; the main clause's words come before and are Monday's."""
    document = make_document("They left on Monday, two days after it arrested them.")
    monday = TimeExpression(id="m", start=13, end=19, kind="weekday", weekday=0, tense="past")
    after = TimeExpression(id="a", start=21, end=35, kind="relative", offset=2, unit="day", anchor="context")
    days = date_times(document, [monday, after], [Sentence(0, len(document.text), "body", 0)], PUBLISHED)
    arrest = told_from(after, days["a"], document.text, document.text.index("arrested"))
    assert arrest is not None and arrest.days == (date(2012, 6, 2), date(2012, 6, 2))
    assert told_from(after, days["a"], document.text, document.text.index("left")) is None
    assert told_from(monday, days["m"], document.text, 40) is None


def test_days_are_counted_from_a_day_and_months_from_anything() -> None:
    """ "that evening" passes over a month to the day before it; "the following January" is the next one."""
    january = ("the following January", {"kind": "month", "month": 1, "offset": 1, "unit": "year", "anchor": "context"})
    text = "They left on Monday and were charged the following January and freed that evening."
    found = dated(text, MONDAY, january, later("that evening", 0))
    assert found["the following January"] == ("2013-01-01", "2013-01-31", "")
    assert found["that evening"] == ("2012-06-04", "2012-06-04", "")
