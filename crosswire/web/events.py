"""Coded events, made ready for their table: who did what to whom, when, in how many accounts, each with its words."""

from collections.abc import Iterable
from dataclasses import dataclass

from crosswire.dossier import Count, Dossier, Evidence, long_date
from crosswire.model import Actor, Event, EventDate, EventParty, Place, Story, TimelineEntry
from crosswire.web.folds import Folded, fold_places

LABELS = {
    "AGREE": "agreed or promised",
    "CONSULT": "met or talked",
    "SUPPORT": "backed or praised",
    "CONCEDE": "gave way",
    "COOPERATE": "worked together",
    "AID": "gave help",
    "RETREAT": "drew back or let go",
    "REQUEST": "asked or demanded",
    "ACCUSE": "accused or criticised",
    "REJECT": "refused or opposed",
    "THREATEN": "warned or threatened",
    "PROTEST": "protested",
    "SANCTION": "took measures",
    "MOBILIZE": "made forces ready",
    "COERCE": "used pressure or force",
    "ASSAULT": "attacked",
}
"""What the types of PLOVER 0.8 are in a table for readers; the type itself stands beside."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an event: its name, its actor where it has one, and who acts for it."""

    name: str
    actor: Actor | None
    people: tuple["Side", ...] = ()


@dataclass(frozen=True, slots=True)
class EventView:
    """An event. kind: its type in words; code: type, mode and CAMEO code; others: further types that reports give; marks: what its clause says of its
    standing; evidence: one clause an account at most, with its copies; reports: all clauses; entry: where it stands in the timeline.
    """

    event: Event
    kind: str
    code: str
    others: tuple[str, ...]
    marks: tuple[str, ...]
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    date: str
    count: Count
    reports: int
    evidence: tuple[Folded[Evidence], ...]
    entry: str | None


def story_events(dossier: Dossier, story: Story) -> list[EventView]:
    """Return the typed events of a story: by day, those without one last."""
    return _views(dossier, dossier.events(story.id), dossier.timeline(story.id))


def actor_events(dossier: Dossier, actor: Actor) -> list[EventView]:
    """Return the typed events in which an actor acts or is acted upon."""
    return _views(dossier, dossier.events_of(actor.id), ())


def event_links(dossier: Dossier, story: Story) -> dict[str, str]:
    """Return event id -> its kind in words, for those that stand in the table of a story."""
    return {e.id: LABELS.get(e.event_type, e.event_type.lower()) for e in dossier.events(story.id) if e.event_type}


def _views(dossier: Dossier, events: Iterable[Event], timeline: Iterable[TimelineEntry]) -> list[EventView]:
    entry_of = {event: entry.id for entry in reversed(tuple(timeline)) for event in entry.events}
    typed = [e for e in events if e.event_type]
    typed.sort(key=lambda e: (e.date.start or e.date.end or "9999", e.date.end or "", -e.independent, e.id))
    return [_view(dossier, e, entry_of.get(e.id)) for e in typed]


def _view(dossier: Dossier, event: Event, entry: str | None) -> EventView:
    firsts: dict[str, Place] = {}
    for place in event.places:
        firsts.setdefault(place.doc, place)
    kind = event.event_type or ""
    both = event.actors + event.recipients if event.reciprocal else event.actors
    return EventView(
        event=event,
        kind=LABELS.get(kind, kind.lower()),
        code=", ".join(w for w in (kind, event.mode or "", f"CAMEO {event.cameo}") if w),
        others=tuple(LABELS.get(t, t.lower()) for t in event.types if t != kind),
        marks=event.auxiliary,
        actors=_sides(dossier, both),
        recipients=() if event.reciprocal else _sides(dossier, event.recipients),
        date=date_words(event.date),
        count=Count(event.accounts, event.independent),
        reports=len(event.places),
        evidence=fold_places(dossier, firsts.values()),
        entry=entry,
    )


def _sides(dossier: Dossier, parties: Iterable[EventParty]) -> tuple[Side, ...]:
    """Return each state or body once, with the people who act for it; what is known by its country only goes with the actor of that country."""
    groups: dict[str, dict[str, tuple[EventParty, Actor | None]]] = {}
    of_country: dict[str, str] = {}
    for party in sorted(parties, key=lambda p: p.actor is None):
        actor = next(iter(dossier.actors_of([party.actor])), None) if party.actor else None
        if actor is not None:
            key = actor.affiliation or actor.id
            of_country.setdefault(party.country or key, key)
        else:
            key = of_country.get(party.country or "", party.name)
            if key in groups:
                continue
        groups.setdefault(key, {}).setdefault(actor.id if actor else party.name, (party, actor))
    sides: list[Side] = []
    for key, held in groups.items():
        people = tuple(Side(p.name, a) for i, (p, a) in held.items() if i != key)
        whole = held.get(key)
        sides += [Side(whole[0].name, whole[1], people)] if whole else people
    return tuple(sides)


def date_words(date: EventDate) -> str:
    """Return an interval in words: a day, "12 June 2031 to 14 June 2031", "by 12 June 2031", or "date not known"."""
    if not date.end and not date.start:
        return "date not known"
    if not date.start:
        return f"by {long_date(date.end)}"
    if not date.end:
        return f"from {long_date(date.start)}"
    if date.start == date.end:
        return long_date(date.start)
    if date.precision in ("month", "year"):
        return long_date(date.start[: 7 if date.precision == "month" else 4])
    return long_date(f"{date.start}/{date.end}")
