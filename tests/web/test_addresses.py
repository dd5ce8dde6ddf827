"""Who addresses whom."""

from crosswire.dossier import Count
from crosswire.model import Event, EventDate
from crosswire.web.addresses import Address, addresses_of, draw_addresses
from crosswire.web.events import EventView, Side


def event(kind, actors, recipients, *, reciprocal=False):
    """Return an event between parties of these names, ready for its table."""
    record = Event(
        "v-1", (), kind, None, (), 1, "010", (), reciprocal, (), (), EventDate(None, None, "unknown", "unknown"), 1, 1, None, ()
    )  # fmt: skip
    left, right = (tuple(Side(n, None) for n in names) for names in (actors, recipients))
    return EventView(record, kind.lower(), "", (), (), left, right, "", Count(1, 1), 1, (), None)


def pairs(events):
    """Return (from, to, how many)."""
    return [(a.source.name, a.target.name, a.events) for a in addresses_of(events)]


def test_words_count_and_deeds_do_not():
    """A demand is addressed to somebody; an attack is no address. Most often first."""
    events = [
        event("REQUEST", ["Veldania"], ["Osmark"]),
        event("ASSAULT", ["Osmark"], ["Veldania"]),
        event("ACCUSE", ["Osmark"], ["Veldania", "Sorne"]),
        event("REJECT", ["Osmark"], ["Veldania"]),
    ]
    assert pairs(events) == [("Osmark", "Veldania", 2), ("Osmark", "Sorne", 1), ("Veldania", "Osmark", 1)]
    assert addresses_of(events)[0].kinds == ("accuse", "reject")


def test_what_two_do_together_counts_both_ways():
    """Who met whom is said of both; nobody addresses himself."""
    events = [event("CONSULT", ["Veldania", "Osmark"], [], reciprocal=True)]
    assert pairs(events) == [("Osmark", "Veldania", 1), ("Veldania", "Osmark", 1)]


def test_few_pairs_are_no_drawing_and_names_are_escaped():
    """Two lines say it as well; names come from captures."""
    rows = [Address(Side(f"<b>{n}", None), Side("Osmark", None), n, ("asked",)) for n in (3, 2, 1)]
    assert draw_addresses(rows[:2]) == ""
    drawn = draw_addresses(rows)
    assert "<b>" not in drawn and "&lt;b&gt;3 to Osmark: 3 events" in drawn and drawn.count("<circle") == len(rows)
