"""Coded events, made ready for their table: who did what to whom, when, in how many accounts, each with its words."""

from collections.abc import Iterable
from dataclasses import dataclass

from crosswire.dossier import Count, Dossier, Evidence, long_date
from crosswire.model import Actor, Event, EventDate, EventParty, Place, Story


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an event: its name, and its actor where it has one."""

    name: str
    actor: Actor | None


@dataclass(frozen=True, slots=True)
class EventView:
    """An event. kind: its type and mode in words; marks: what its clause says of its standing; evidence: one clause an account at
    most, the rest is counted in `more`.
    """

    event: Event
    kind: str
    marks: tuple[str, ...]
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    date: str
    count: Count
    evidence: tuple[Evidence, ...]
    more: int


def story_events(dossier: Dossier, story: Story) -> list[EventView]:
    """Return the typed events of a story: by day, those without one last."""
    return _views(dossier, dossier.events(story.id))


def actor_events(dossier: Dossier, actor: Actor) -> list[EventView]:
    """Return the typed events in which an actor acts or is acted upon."""
    return _views(dossier, dossier.events_of(actor.id))


def _views(dossier: Dossier, events: Iterable[Event]) -> list[EventView]:
    typed = [e for e in events if e.event_type]
    typed.sort(key=lambda e: (e.date.start or e.date.end or "9999", e.date.end or "", -e.independent, e.id))
    return [_view(dossier, e) for e in typed]


def _view(dossier: Dossier, event: Event) -> EventView:
    firsts: dict[str, Place] = {}
    for place in event.places:
        firsts.setdefault(place.doc, place)
    return EventView(
        event=event,
        kind=" ".join(w for w in ((event.event_type or "").lower(), f"({event.mode})" if event.mode else "") if w),
        marks=event.auxiliary,
        actors=_sides(dossier, event.actors),
        recipients=_sides(dossier, event.recipients),
        date=date_words(event.date),
        count=Count(event.accounts, event.independent),
        evidence=tuple(dossier.evidence(p) for p in firsts.values()),
        more=len(event.places) - len(firsts),
    )


def _sides(dossier: Dossier, parties: Iterable[EventParty]) -> tuple[Side, ...]:
    return tuple(Side(p.name, next(iter(dossier.actors_of([p.actor])), None) if p.actor else None) for p in parties)


def date_words(date: EventDate) -> str:
    """Return an interval in words: a day, "12 June 2031 to 14 June 2031", "by 12 June 2031", or "date not known"."""
    if not date.end and not date.start:
        return "date not known"
    if not date.start:
        return f"by {long_date(date.end)}"
    if not date.end or date.start == date.end:
        return long_date(date.start)
    if date.precision in ("month", "year"):
        return long_date(date.start[: 7 if date.precision == "month" else 4])
    return f"{long_date(date.start)} to {long_date(date.end)}"
