"""Short ways to read the events of a text written for a test."""

from crosswire.annotate.acts import find_acts
from crosswire.annotate.events import find_events
from crosswire.annotate.events_model import EventCoder
from crosswire.annotate.times import find_times
from crosswire.model import EventReport, Party
from tests.annotate.parse import parse, resolved


def events_of(text: str, coder: EventCoder | None = None) -> tuple[EventReport, ...]:
    """Return the event reports of a text."""
    document, mentions, quotations = resolved(text)
    _, parsed = parse(text)
    times = find_times(document, parsed)
    acts = find_acts(document, parsed, mentions, quotations, times)
    return find_events(document, parsed, mentions, quotations, times, acts, coder)


def words(text: str, parties: tuple[Party, ...]) -> list[str]:
    """Return the words of some parties."""
    return [text[slice(*p.span)] for p in parties]


def told(text: str) -> list[tuple[str | None, list[str], list[str]]]:
    """Return type, actors and recipients of each event of a text."""
    return [(e.event_type, words(text, e.actors), words(text, e.recipients)) for e in events_of(text)]
