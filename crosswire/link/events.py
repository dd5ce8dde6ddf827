"""Reports of events -> events: sides resolved, dated, and all reports of one event under one id, within and across documents.

Two reports are one event where story, kind of act, sides and days agree; what one says more precisely than the other does not part them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from crosswire.link.event_days import date_times
from crosswire.link.events_dates import is_historical, told_date
from crosswire.link.events_same import BODIES, Told, agree, details_of
from crosswire.link.gazetteer import find_place
from crosswire.model import (
    Actor,
    Attribution,
    CopyGroup,
    DateValue,
    Document,
    Event,
    EventAccount,
    EventDate,
    EventParty,
    Location,
    Mention,
    Party,
    Place,
    Published,
    Reading,
    Span,
    Story,
    make_id,
)
from crosswire.model.anchoring import parse_day


def merge_events(
    *,
    documents: tuple[Document, ...],
    readings: tuple[Reading, ...],
    copies: tuple[CopyGroup, ...],
    stories: tuple[Story, ...],
    published: tuple[Published, ...],
    actors: tuple[Actor, ...],
    attributions: tuple[Attribution, ...],
) -> tuple[Event, ...]:
    """Resolve, date and merge the event reports of all readings; events come sorted by id. Order of documents plays no part."""
    resolver = _Resolver(actors)
    by_doc = {d.id: d for d in documents}
    dated = {p.doc: p.date for p in published}
    story_of = {doc: s.id for s in stories for doc in s.docs}
    clusters: list[list[Told]] = []
    at: dict[tuple[str, str], list[list[Told]]] = defaultdict(list)
    for reading in sorted(readings, key=lambda r: r.doc):
        document = by_doc[reading.doc]
        for told in tell(reading, document, dated.get(reading.doc, document.header.published), resolver):
            key = (story_of.get(reading.doc, reading.doc), told.family)
            home = next((c for c in at[key] if all(agree(told, other) for other in c)), None)
            if home is None:
                home = []
                clusters.append(home)
                at[key].append(home)
            home.append(told)
    voices = {doc: group.id for group in copies for doc in group.docs}
    named = {r.doc: frozenset(m.country for m in r.mentions if m.country) for r in readings}
    events = [build_event(c, voices, story_of, find_locations(c, by_doc, named)) for c in clusters]
    return tuple(sorted(events, key=lambda e: e.id))


class _Resolver:
    """Finds who a party is."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        self.actors = {a.id: a for a in actors}
        self.of_mention = {pair: a.id for a in actors for pair in a.mentions}

    def party(self, doc: str, text: str, party: Party, mention: Mention | None) -> EventParty:
        """Return a party with its actor, country, sectors and CAMEO string."""
        actor = self.actors.get(self.of_mention.get((doc, party.mention or ""), ""))
        country = party.country
        if actor is not None and (
            country is None or party.country_basis or mention is None or mention.kind == "pronoun"
        ):
            country = self.country(actor) or country
        country = country.rstrip("-") if country else None
        sectors = party.sectors
        if (
            not sectors
            and actor is not None
            and (actor.type == "state" or self.speaks_for_state(actor))
            and country not in BODIES
        ):
            sectors = ("GOV",)
        words = text[party.span[0] : party.span[1]]
        name = actor.name if actor is not None and (mention is None or mention.kind == "pronoun") else words
        basis = party.country_basis if country == party.country else ""
        return EventParty(actor.id if actor else None, name, country, sectors, code_of(country, sectors, actor), basis)

    def persons(self, parties: Iterable[EventParty]) -> dict[str, frozenset[str]]:
        """Return the persons among some parties, by country."""
        out: dict[str, frozenset[str]] = {}
        for p in parties:
            if p.actor and p.country and self.actors[p.actor].type == "person":
                out[p.country] = out.get(p.country, frozenset()) | {p.actor}
        return out

    def country(self, actor: Actor) -> str | None:
        """Return an actor's country, or that of what it speaks for."""
        if actor.country:
            return actor.country
        above = self.actors.get(actor.affiliation or "")
        return above.country if above is not None else None

    def speaks_for_state(self, actor: Actor) -> bool:
        """Whether an actor holds an office of a state."""
        above = self.actors.get(actor.affiliation or "")
        return above is not None and above.type == "state"


def code_of(country: str | None, sectors: Sequence[str], actor: Actor | None) -> str:
    """Return the CAMEO actor string: country and first sector ("RUSGOV"), IGO with the body for bodies ("IGONAT")."""
    if country in {"UNO", "EUR"}:
        return f"IGO{country}"
    if country == "IGO":
        name = actor.name if actor is not None else ""
        return "IGO" + (name[:3].upper() if name.isupper() else "")
    return (country or "") + (sectors[0] if sectors and country not in BODIES else "")


def tell(reading: Reading, document: Document, published: DateValue, resolver: _Resolver) -> list[Told]:
    """Return a reading's reports with sides and dates, in the order of the text."""
    times = {t.id: t for t in reading.times}
    mentions = {m.id: m for m in reading.mentions}
    days = date_times(document, reading.times, reading.sentences, published) if reading.event_reports else {}
    out = []
    for report in reading.event_reports:
        own = [times[i] for i in report.times if i in times]
        at = report.trigger[0][0] if report.trigger else report.start
        inside = next((s for s in reading.sentences if s.start <= at < s.end), None)
        beside = [
            t for t in reading.times if inside and inside.start <= t.start < inside.end and t.id not in report.times
        ]
        date = told_date(report, own, beside, document, published, days)
        auxiliary = set(report.auxiliary)
        if is_historical(date, published) and "future" not in auxiliary:
            auxiliary.add("historical")

        def sides(parties: Sequence[Party]) -> tuple[EventParty, ...]:
            return tuple(resolver.party(reading.doc, document.text, p, mentions.get(p.mention or "")) for p in parties)

        actors, recipients = sides(report.actors), sides(report.recipients)
        persons = resolver.persons((*actors, *recipients))
        details = details_of(report, document.text, reading.mentions, reading.times)
        out.append(Told(reading.doc, report, actors, recipients, date, tuple(sorted(auxiliary)), persons, details))
    return out


def narrowness(date: EventDate) -> tuple[int, str]:
    """Return how wide an interval is, for choosing the most precise."""
    start, end = parse_day(date.start), parse_day(date.end)
    return ((end - start).days if start and end else 10**6, date.start or "")


def find_locations(
    cluster: Sequence[Told], documents: Mapping[str, Document], named: Mapping[str, frozenset[str]]
) -> tuple[Location, ...]:
    """Return the places that the reports of an event name, the most often named first. named: countries in each document."""
    found: dict[tuple[str | None, str], list[tuple[Location, Place]]] = defaultdict(list)
    for told in sorted(cluster, key=lambda t: (t.doc, t.report.start, t.report.id)):
        text = documents[told.doc].text
        for span in told.report.location:
            start, end = name_in(text, span)
            if start == end:
                continue
            words = " ".join(text[start:end].split())
            entry, basis = find_place(words, named.get(told.doc, frozenset()))
            location = (
                Location(words, basis=basis)
                if entry is None
                else Location(
                    entry.name, entry.kind, entry.country, entry.latitude, entry.longitude, entry.geonames, basis
                )
            )
            found[location.geonames, location.name].append((location, Place(told.doc, start, end)))
    ordered = sorted(found.values(), key=lambda group: (-len(group), group[0][0].name, group[0][0].geonames or ""))
    return tuple(replace(group[0][0], places=tuple(dict.fromkeys(p for _, p in group))) for group in ordered)


def name_in(text: str, span: Span) -> Span:
    """Return the place's name in a phrase of place ("in the Kremlin"): from its first capital on, without marks at its end; empty where there is none."""
    start, end = span
    while start < end and not (text[start].isupper() and not text[start - 1 : start].isalpha()):
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def build_event(
    cluster: Sequence[Told],
    voices: Mapping[str, str],
    story_of: Mapping[str, str],
    locations: tuple[Location, ...] = (),
) -> Event:
    """Return the event of some reports."""
    ordered = sorted(cluster, key=lambda t: (t.doc, t.report.start, t.report.id))
    counts = Counter(t.report.event_type for t in ordered if t.report.event_type)
    types = tuple(sorted(counts, key=lambda k: (-counts[k], k)))
    fullest = max(
        ordered,
        key=lambda t: (
            t.report.event_type == (types[0] if types else None),
            len(t.actors) + len(t.recipients),
            -t.report.start,
            t.doc,
        ),
    )
    docs = sorted({t.doc for t in ordered})
    seen: set[str] = set()
    accounts = []
    for t in ordered:
        accounts.append(EventAccount(t.doc, t.report.id, t.actors, t.recipients, t.date, t.auxiliary, t.doc in seen))
        seen.add(t.doc)
    first = ordered[0]
    return Event(
        id=make_id("v", first.doc, first.report.id),
        reports=tuple(accounts),
        event_type=types[0] if types else None,
        mode=fullest.report.mode,
        contexts=tuple(sorted({c for t in ordered for c in t.report.contexts})),
        quad_code=fullest.report.quad_code,
        cameo=fullest.report.cameo,
        auxiliary=fullest.auxiliary,
        reciprocal=any(t.report.reciprocal for t in ordered),
        actors=once(p for t in ordered for p in t.actors),
        recipients=once(p for t in ordered for p in t.recipients),
        date=min((t.date for t in ordered), key=narrowness),
        accounts=len(docs),
        independent=len({voices.get(d, d) for d in docs}),
        story=story_of.get(first.doc),
        places=tuple(Place(t.doc, t.report.start, t.report.end) for t in ordered),
        types=types,
        locations=locations,
    )


def once(parties: Iterable[EventParty]) -> tuple[EventParty, ...]:
    """Return parties without repeats of one actor or one country and name."""
    out: dict[tuple[str | None, str], EventParty] = {}
    for p in parties:
        out.setdefault((p.actor, "" if p.actor else p.name), p)
    return tuple(out.values())
