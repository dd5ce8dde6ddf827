"""Dates: stated stay, inferred ones name their evidence, and nothing is filled in."""

import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.link.dates import resolve_dates
from crosswire.link.days import days_apart, find_days, find_weekdays, name_day, read_days
from crosswire.model import DateValue, Document, Header, Place, Reading, Story, TimeExpression
from crosswire.model.anchoring import day_of, parse_day
from tests.factory import make_document, make_reading, make_story, place_of

BODY = "Veldania and the Council of the Straits talked in Corvane about the radar mast above Trel Bay."


def stated(day: str, name: str, status: str = "stated") -> Document:
    """Return a document whose header states a day."""
    return make_document(BODY, name=name, header=Header(published=DateValue(day, "day", status)))


def lined(dateline: str, body: str, name: str) -> Document:
    """Return a document with a dateline."""
    return make_document(f"{dateline} {body}", name=name, zones=[(dateline, "dateline")])


def resolve(
    documents: Sequence[Document], stories: Sequence[Sequence[Document]] | None = None, readings: Sequence[Reading] = ()
) -> tuple[dict[str, DateValue], tuple[Story, ...]]:
    """Return dates by document name, and the stories; all documents are one story unless told."""
    together = tuple(make_story(members) for members in (stories if stories is not None else [documents]))
    published, dated = resolve_dates(documents=documents, readings=readings, stories=together)
    names = {document.id: document.name for document in documents}
    return {names[row.doc]: row.date for row in published}, dated


def past(document: Document, words: str, *, year: int, tense: str = "past") -> TimeExpression:
    """Return a year spoken of in some tense."""
    place = place_of(document, words)
    return TimeExpression("t-1", place.start, place.end, "year", year=year, tense=tense)


def test_a_stated_date_is_kept_whatever_others_say() -> None:
    """A header's date comes back as it is; so does one set by a person."""
    documents = [stated("2014-05-14", "a"), stated("2014-05-20", "b", "set")]
    dates, _ = resolve(documents)
    assert dates == {document.name: document.header.published for document in documents}


def test_a_weekday_is_settled_by_accounts_that_state_that_day() -> None:
    """13 May 2014 is a Tuesday: the text's weekday and two stated dates give it, with the day after as alternative."""
    bare = make_document(f"Talks began on Tuesday. {BODY}", name="bare")
    dates, _ = resolve([bare, stated("2014-05-13", "a"), stated("2014-05-13", "b")])
    value = dates["bare"]
    assert (value.value, value.precision, value.status) == ("2014-05-13", "day", "inferred")
    assert value.alternatives == ("2014-05-14",)
    assert value.places == (place_of(bare, "Tuesday"),)
    assert value.basis[:3] == (
        "the text opens with “Tuesday”",
        "2 other accounts of the story dated 13 May 2014: a, b",
        "13 May 2014 is a Tuesday",
    )


@pytest.mark.parametrize(
    "days", [(), ("2014-05-14",), ("2014-05-13", "2014-05-20")], ids=["no account", "no Tuesday", "two Tuesdays"]
)
def test_a_weekday_alone_is_not_enough(days: tuple[str, ...]) -> None:
    """Without a stated Tuesday, or with two of them, the date stays unknown; what fits is listed."""
    bare = make_document(f"Talks began on Tuesday. {BODY}", name="bare")
    dates, _ = resolve([bare, *(stated(day, day) for day in days)])
    value = dates["bare"]
    assert (value.value, value.precision, value.status) == (None, None, "unknown")
    assert value.alternatives == (days if len(days) == 2 else ())
    assert value.basis


def test_a_dateline_without_year_takes_the_year_of_near_accounts() -> None:
    """The dateline's own day is kept; another account, a day away, lends the year."""
    wire = lined("CORVANE, May 14 (Veldapress) -", f"The foreign minister said Wednesday. {BODY}", "wire")
    dates, _ = resolve([wire, stated("2014-05-15", "a")])
    value = dates["wire"]
    assert (value.value, value.status, value.alternatives) == ("2014-05-14", "inferred", ())
    assert value.basis[0] == "the dateline says “May 14”, without a year"
    assert "14 May 2014 is a Wednesday" in value.basis
    assert value.places[0] == place_of(wire, "May 14")


def test_a_header_with_a_partial_date_counts_as_dateline() -> None:
    """A day without a year that the header found, in any language, is used with its place."""
    document = make_document(f"14 mai. {BODY}", name="fr")
    place = place_of(document, "14 mai")
    header = Header(published=DateValue(basis=("dateline: --05-14",), places=(place,)))
    document = make_document(document.text, name="fr", header=header)
    place = Place(document.id, place.start, place.end)
    document = make_document(
        document.text, name="fr", header=Header(published=DateValue(basis=("dateline: --05-14",), places=(place,)))
    )
    dates, _ = resolve([document, stated("2014-05-14", "a")])
    assert dates["fr"].value == "2014-05-14"
    assert "“14 mai”" in dates["fr"].basis[0]


def test_a_year_is_not_taken_from_far_away() -> None:
    """An account weeks away lends no year, and no account none: the day stays without a year."""
    wire = lined("SORNE, May 12 (Veldapress) -", BODY, "wire")
    for others in ([], [stated("2014-06-26", "a")]):
        dates, stories = resolve([wire, *others])
        assert dates["wire"].value is None
        assert dates["wire"].alternatives == ("--05-12",)
    assert stories[0].date.value == "2014-06-26"
    assert resolve([wire])[1][0].date.alternatives == ("--05-12",)


def test_a_day_in_the_lead_may_have_come_out_a_day_later() -> None:
    """“On May 12” in the lead is the occasion's day; without a year it stays open, and the next day is allowed too."""
    text = (
        "Contacts are open again. The council's chief met the envoy in Sorne on May 12, the first meeting since winter."
    )
    lead = make_document(text, name="lead")
    dates, _ = resolve([lead])
    assert dates["lead"].alternatives == ("--05-12", "--05-13")
    dates, _ = resolve([lead, stated("2016-05-12", "a")])
    assert (dates["lead"].value, dates["lead"].alternatives) == ("2016-05-12", ("2016-05-13",))


def test_a_weekday_that_does_not_fit_rules_a_year_out() -> None:
    """12 May 2015 is a Tuesday: a text that says Thursday is not of that year, however near the account."""
    text = "The council's chief met the envoy on Thursday (May 12) in Sorne."
    dates, _ = resolve([make_document(text, name="lead"), stated("2015-05-12", "a")])
    assert dates["lead"].value is None
    dates, _ = resolve([make_document(text, name="lead"), stated("2016-05-12", "a")])
    assert dates["lead"].value == "2016-05-12"


def test_a_year_spoken_of_as_past_is_a_bound() -> None:
    """A text that tells of 2015 as past is not of 2014; the calendar's years are named."""
    text = "The council's chief met the envoy on Thursday (May 12) in Sorne. They had parted in anger in 2015."
    lead = make_document(text, name="lead")
    reading = make_reading(lead, times=[past(lead, "2015", year=2015)])
    dates, _ = resolve([lead, stated("2011-05-12", "old")], readings=[reading])
    assert dates["lead"].value is None
    assert "12 May is a Thursday in 2016, 2022, 2033, 2039 …" in dates["lead"].basis
    assert "the text speaks of “2015” as past, so it is not older than 2015" in dates["lead"].basis
    future = make_reading(lead, times=[past(lead, "2015", year=2015, tense="future")])
    dates, _ = resolve([lead, stated("2011-05-12", "old")], readings=[future])
    assert dates["lead"].value == "2011-05-12"


def test_a_text_without_any_day_stays_undated() -> None:
    """Other accounts do not date a text that names no day of its own; they are only mentioned."""
    dates, stories = resolve([make_document(BODY, name="bare"), stated("2014-05-13", "a")])
    assert (dates["bare"].value, dates["bare"].status) == (None, "unknown")
    assert dates["bare"].basis[-1] == "1 other account of the story dated 13 May 2014: a"
    assert stories[0].date.value == "2014-05-13"


def test_two_weekdays_or_another_weeks_day_are_no_evidence() -> None:
    """An opening with two weekdays, or one of another week, does not say its own."""
    for text in (
        "He said on Wednesday, ahead of Thursday's talks, that",
        "Since last Tuesday nobody has",
        "Until Friday",
    ):
        assert read_days(make_document(f"{text} nothing moved.", name="x"), None).weekday is None


def test_days_to_come_are_not_the_documents_own() -> None:
    """A planned day in the lead is passed over, by its words or by the reading's tense."""
    assert read_days(make_document("The council will meet on May 12 in Sorne.", name="x"), None).printed is None
    assert read_days(make_document("The radar, finished May 12 1990, stands.", name="x"), None).printed is None
    document = make_document("They meet on May 12 in Sorne.", name="x")
    place = place_of(document, "May 12")
    time = TimeExpression("t-1", place.start, place.end, "date", month=5, day=12, tense="future")
    assert read_days(document, make_reading(document, times=[time])).printed is None
    assert read_days(document, None).printed is not None


def test_a_storys_day_is_that_of_most_accounts() -> None:
    """The majority has it, the earliest where even; it is stated if one account states it, and others are alternatives."""
    documents = [stated(day, f"{n}") for n, day in enumerate(("2014-05-14", "2014-05-13", "2014-05-14T19:40+02:00"))]
    _, (story,) = resolve(documents)
    assert (story.date.value, story.date.status, story.date.alternatives) == ("2014-05-14", "stated", ("2014-05-13",))
    assert story.date.basis == ("1 of 3 accounts: 13 May 2014", "2 of 3 accounts: 14 May 2014")
    _, (story,) = resolve(documents[:2])
    assert story.date.value == "2014-05-13"
    assert resolve([])[1][0].date == DateValue()


def test_documents_without_a_story_are_dated_too() -> None:
    """A document that no story holds keeps what it says."""
    dates, _ = resolve([stated("2014-05-13", "a"), make_document(BODY, name="b")], stories=[])
    assert dates["a"].value == "2014-05-13" and dates["b"].value is None


def test_printed_days() -> None:
    """Both orders, short months, ordinals and years; no such day, a clock time or a small word is none."""
    text = "June 26, 2007; 26th June 2007; Sept. 3; 1 of May; MAY 14; Feb 30; may 5; April 10:30"
    document = make_document(text, name="x")
    found = [(day.year, day.month, day.day) for day in find_days(document, 0, len(text))]
    assert found == [(2007, 6, 26), (2007, 6, 26), (None, 9, 3), (None, 5, 1), (None, 5, 14)]
    assert all(document.words(day.place) == day.words for day in find_days(document, 0, len(text)))
    assert [weekday.weekday for weekday in find_weekdays(make_document("Monday, Sunday's", name="y"), 0, 16)] == [0, 6]


def test_days_apart_with_and_without_years() -> None:
    """Exact days are subtracted; a day without a year is taken where it is nearest; nothing known is None."""
    exact = read_days(stated("2007-06-26", "a"), None)
    april = read_days(lined("SORNE, April 29 -", BODY, "b"), None)
    new_year = read_days(lined("SORNE, Jan. 2 -", BODY, "c"), None)
    leap = read_days(lined("SORNE, Feb. 29 -", BODY, "d"), None)
    nothing = read_days(make_document(BODY, name="e"), None)
    assert days_apart(exact, exact) == 0
    assert days_apart(exact, april) == days_apart(april, exact) == 58
    assert days_apart(april, new_year) == 117
    assert days_apart(read_days(stated("2007-12-30", "f"), None), new_year) == 3
    assert days_apart(read_days(stated("2007-03-01", "g"), None), leap) == 1
    assert days_apart(exact, nothing) is None and days_apart(april, nothing) is None


def test_calendar_helpers() -> None:
    """ISO values of any precision are read; impossible days are none."""
    assert parse_day("2014-05-14T19:40+02:00") == date(2014, 5, 14)
    assert [parse_day(value) for value in (None, "2014", "2014-05", "2014-02-30", "soon")] == [None] * 5
    assert day_of(2015, 2, 29) is None
    assert name_day(date(2014, 5, 14)) == "14 May 2014"


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "CORVANE, May 13 -", "CORVANE, May 14 -", "CORVANE, Feb. 29 -"]),
            st.sampled_from(["", "On Tuesday ", "Wednesday ", "On May 13 "]),
            st.sampled_from(
                [None, None, "2014-05-13", "2014-05-14", "2013-05-14", "2014-05", "0001-01-01", "9999-12-31"]
            ),
        ),
        min_size=1,
        max_size=6,
    ),
    st.randoms(use_true_random=False),
)
def test_never_filled_in_and_order_free(drafts: list[tuple[str, str, str | None]], shuffler: random.Random) -> None:
    """Every value has a status and steps; an inferred day is near a stated one and fits the text's day; order is no matter."""
    documents = []
    for n, (dateline, opening, day) in enumerate(drafts):
        header = Header(published=DateValue(day, "day", "stated")) if day else Header()
        zones = [(dateline, "dateline")] if dateline else []
        documents.append(make_document(f"{dateline} {opening}{BODY} {n}", name=f"{n}", zones=zones, header=header))
    dates, stories = resolve(documents)
    said = {parse_day(day) for _, _, day in drafts}
    for n, (dateline, _, day) in enumerate(drafts):
        value = dates[f"{n}"]
        assert (value.value is None) == (value.status == "unknown")
        if day:
            assert value.value == day
        elif value.value:
            found = parse_day(value.value)
            assert found and value.status == "inferred" and value.basis
            assert any(other and abs((other - found).days) <= 7 for other in said)
            assert not dateline or found.strftime("%d") in dateline
    shuffler.shuffle(documents)
    assert resolve(documents)[0] == dates
    assert resolve(documents)[1][0].date == stories[0].date


def test_the_seeds(shared: Path) -> None:
    """The real captures, where they are at hand: two inferred right, one left open, none wrong."""
    from crosswire.ingest import find_captures, read_capture
    from crosswire.link import group_stories

    captures = find_captures([shared / "seeds"])
    documents = [document for capture in captures for document in read_capture(capture)[0]]  # type: ignore[arg-type]
    stories = group_stories(documents=documents, readings=(), copies=())
    published, dated = resolve_dates(documents=documents, readings=(), stories=stories)
    name = {document.id: document.name[:3] for document in documents}
    values = {name[row.doc]: (row.date.value, row.date.status) for row in published}
    assert values == {
        "000": ("2007-06-26", "inferred"),
        "001": ("2007-06-26", "stated"),
        "002": ("2007-06-26", "stated"),
        "003": (None, "unknown"),
        "004": ("2007-06-26", "inferred"),
    }
    assert sorted(story.date.value or "" for story in dated) == ["", "2007-06-26"]
