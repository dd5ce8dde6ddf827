"""Events over documents: sides resolved, reports of one event under one id."""

import itertools

from crosswire.annotate import load_engine, read_document
from crosswire.link.actors import resolve_actors
from crosswire.link.events import merge_events
from crosswire.model import DateValue, Document, Event, Published, Reading
from tests.factory import make_document, make_story

DAY = DateValue("2012-06-05", "day", "stated")


def events(*texts: str, day: DateValue = DAY) -> tuple[Event, ...]:
    """Return the events of texts that are accounts of one story."""
    documents = tuple(make_document(t, name=f"{i}.txt") for i, t in enumerate(texts))
    return merge(documents, tuple(read_document(d, load_engine())[0] for d in documents), day)


def merge(documents: tuple[Document, ...], readings: tuple[Reading, ...], day: DateValue = DAY) -> tuple[Event, ...]:
    """Resolve actors and merge."""
    stories = (make_story(documents),)
    published = tuple(Published(d.id, day) for d in documents)
    actors, attributions = resolve_actors(documents=documents, readings=readings, stories=stories, published=published)
    return merge_events(
        documents=documents,
        readings=readings,
        copies=(),
        stories=stories,
        published=published,
        actors=actors,
        attributions=attributions,
    )


FIRST = "Veldania's president visited Osmark's president. France accused Portugal of spying on Monday."
SECOND = "Paris accused the Portuguese government of spying."


def test_two_accounts_tell_one_event() -> None:
    """State, capital and government are one side; the more precise date holds."""
    found = [e for e in events(FIRST, SECOND) if e.event_type == "ACCUSE"]
    assert len(found) == 1
    (event,) = found
    assert (event.accounts, event.independent, len(event.reports)) == (2, 2, 2)
    assert (event.date.start, event.date.end) == ("2012-06-04", "2012-06-04")
    assert {p.country for p in event.actors} == {"FRA"} and {p.country for p in event.recipients} == {"PRT"}
    assert event.actors[0].code == "FRAGOV"


def test_other_days_are_other_events() -> None:
    """The same act on two days is told apart."""
    text = "France accused Portugal of spying on Monday. France accused Portugal of spying on Friday."
    assert len(events(text)) == 2


def test_a_sentence_printed_three_times_is_one_event() -> None:
    """A repeat adds a report, not an event."""
    text = "France accused Portugal of spying on Monday.\n" * 3
    (event,) = events(text)
    assert [r.repeat for r in event.reports] == [False, True, True]
    assert (event.accounts, event.independent) == (1, 1)


def test_who_met_whom_is_told_apart() -> None:
    """Two ministers of one state are two meetings; the way round does not matter."""
    first = "French President Anne Leroy met Portuguese President Rui Costa on Monday."
    second = "Portuguese President Rui Costa met French President Anne Leroy on Monday."
    third = "French Foreign Minister Paul Marin met Portuguese President Rui Costa on Monday."
    found = events(first, second, third)
    assert sorted(e.accounts for e in found) == [1, 2]


def test_history_and_future_are_marked() -> None:
    """By the dates, and by the grammar."""
    past, ahead = events("France attacked Portugal in 1990. France will host Portugal for talks next week.")
    by_type = {e.event_type: e for e in (past, ahead)}
    assert by_type["ASSAULT"].auxiliary == ("historical",)
    assert by_type["AGREE"].auxiliary == ("future",)


def test_the_order_of_documents_plays_no_part() -> None:
    """Same input, same output."""
    documents = tuple(make_document(t, name=f"{i}.txt") for i, t in enumerate((FIRST, SECOND, "France left.")))
    readings = tuple(read_document(d, load_engine())[0] for d in documents)
    wanted = merge(documents, readings)
    for order in itertools.permutations(range(3)):
        assert merge(tuple(documents[i] for i in order), tuple(readings[i] for i in order)) == wanted
