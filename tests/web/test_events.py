"""The table of coded events."""

from dataclasses import replace

import pytest

from crosswire.dossier import Dossier
from crosswire.model import Event, EventAccount, EventDate, EventParty, Place
from crosswire.web.events import LABELS, date_words, event_links, story_events
from tests.factory import make_actor, make_document, make_findings, make_story
from tests.sample import sample_findings

TEXT = "Veldania's president and its foreign minister met the president of Osmark. Veldania met Osmark."


def one_event(**rest):
    """Return a dossier with one event of Veldania, its president and Osmark, told twice by one account, and its story."""
    doc = make_document(TEXT, name="a.txt")
    veldania, osmark = make_actor("Veldania", type="state"), make_actor("Osmark", type="state")
    president = make_actor("Oren Tolvan", affiliation=veldania.id)
    minister = make_actor("Ilse Marran", affiliation=veldania.id)
    story = make_story([doc], date="2031-06-12")
    fields = {
        "event_type": "CONSULT",
        "mode": "visit",
        "reciprocal": False,
        "actors": (
            EventParty(president.id, "Oren Tolvan", "VEL"),
            EventParty(None, "Veldanian", "VEL"),
            EventParty(veldania.id, "Veldania", "VEL"),
            EventParty(minister.id, "Ilse Marran", "VEL"),
        ),
        "recipients": (EventParty(osmark.id, "Osmark", "OSM"),),
    } | rest
    event = Event(
        id="v-1",
        reports=(EventAccount(doc.id, "e-1", (), (), EventDate()), EventAccount(doc.id, "e-2", (), (), EventDate())),
        contexts=(),
        quad_code=1,
        cameo="042",
        auxiliary=(),
        date=EventDate(),
        accounts=1,
        independent=1,
        story=story.id,
        places=(Place(doc.id, 0, 20), Place(doc.id, 75, 90)),
        **fields,
    )
    actors = [veldania, osmark, president, minister]
    return Dossier(make_findings([doc], (), stories=[story], actors=actors, events=[event])), story


def test_a_party_is_named_once_with_its_people():
    """A state, what is known by the state's country only, and who acts for the state are one side."""
    (row,) = story_events(*one_event())
    (side,) = row.actors
    assert side.name == "Veldania"
    assert [p.name for p in side.people] == ["Oren Tolvan", "Ilse Marran"]
    assert [s.name for s in row.recipients] == ["Osmark"]


def test_people_without_their_state_stand_side_by_side():
    """Where no account names the state as the one who acts, its people are named."""
    dossier, story = one_event()
    event = dossier.findings.events[0]
    people = tuple(p for p in event.actors if p.name[0] in "OI")
    changed = Dossier(replace(dossier.findings, events=(replace(event, actors=people),)))
    (row,) = story_events(changed, story)
    assert [s.name for s in row.actors] == ["Oren Tolvan", "Ilse Marran"]


def test_what_runs_both_ways_has_one_column_of_sides():
    """Of a reciprocal act all sides stand together."""
    (row,) = story_events(*one_event(reciprocal=True))
    assert [s.name for s in row.actors] == ["Veldania", "Osmark"]
    assert row.recipients == ()


def test_counts_and_code():
    """Reports, accounts and independent accounts are three numbers; one clause an account is shown."""
    (row,) = story_events(*one_event(types=("CONSULT", "AGREE")))
    assert (row.reports, row.count.accounts, row.count.independent) == (2, 1, 1)
    assert len(row.evidence) == 1
    assert row.code == "CONSULT, visit, CAMEO 042"
    assert row.others == (LABELS["AGREE"],)


def test_entry_and_row_lead_to_each_other():
    """A row knows its entry of the timeline, the timeline the kinds of its rows."""
    dossier, story = one_event()
    entry = replace(sample_findings().timeline[0], story=story.id, events=("v-1",), places=(), times=())
    dossier = Dossier(replace(dossier.findings, timeline=(entry,)))
    (row,) = story_events(dossier, story)
    assert row.entry == entry.id
    assert event_links(dossier, story) == {"v-1": LABELS["CONSULT"]}


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (EventDate(), "date not known"),
        (EventDate(None, "2031-06-12", "open"), "by 12 June 2031"),
        (EventDate("2031-06-12", None, "open"), "from 12 June 2031"),
        (EventDate("2031-06-12", "2031-06-12", "day"), "12 June 2031"),
        (EventDate("2031-06-01", "2031-06-30", "month"), "June 2031"),
        (EventDate("2031-01-01", "2031-12-31", "year"), "2031"),
        (EventDate("2031-06-12", "2031-06-14", "range"), "12 to 14 June 2031"),
    ],
)
def test_an_interval_in_words(date, words):
    """A date says no more than is known."""
    assert date_words(date) == words
