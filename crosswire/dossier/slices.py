"""Parts of a dossier, each read from the store by itself: as much as one page shows, as a `Dossier` of its own.

A slice answers every question of a `Dossier` for what it holds. It holds all of a story, a document or an actor's page of statements, and
whatever these point at; counts that reach beyond it are read from the store and stand beside it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from crosswire.dossier.dossiers import Dossier, order_of
from crosswire.dossier.views import Count, StoryTotals
from crosswire.model import Actor, Difference, Document, Findings, Issue, Place, Position, Reading, Statement, Story
from crosswire.store.lookups import ActorRow, Lookups, NameRow

LINES = 4
"""Storylines on a page of the front page."""

STATEMENTS = 5
"""Statements on a page of an actor or an issue."""

POSITIONS = 5
"""Positions on a page of a party or an issue, the latest first."""

BOARD = 2
"""Positions on each issue on a page of positions, the latest first."""

EVENTS = 12
"""Events of an actor that are shown, the latest first."""

ISSUES = 5
"""Issues on a page of positions."""

NAMES = 6
"""Words that name an actor that are shown."""

PLACES = 5
"""Places of an issue's words that are looked at."""


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a longer list: pages count from 1. least: pages that there are at least, for a second list that runs along."""

    page: int
    size: int
    total: int
    least: int = 1

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(self.least, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        """How many rows stand before this page."""
        return (self.page - 1) * self.size


@dataclass(frozen=True, slots=True)
class ActorPart:
    """An actor with one page of its positions and of what it says. row: how much there is of everything; positions, names, events, members:
    how many there are in all.
    """

    dossier: Dossier
    actor: Actor
    row: ActorRow
    names: tuple[NameRow, ...]
    part: Part
    positions: Part
    named: int
    events: int
    members: int


@dataclass(frozen=True, slots=True)
class IssuePart:
    """An issue with one page of the positions on it and of the statements about it. places: how often its words stand in the texts; count: in how
    many accounts.
    """

    dossier: Dossier
    issue: Issue
    places: int
    count: Count
    part: Part
    positions: Part


@dataclass(frozen=True, slots=True)
class BoardPart:
    """One page of the issues on which there are positions, with the latest of each. positions: how many there are on each issue."""

    dossier: Dossier
    part: Part
    positions: Mapping[str, int]


# ------------------------------------------------------------------------------------------- putting a slice together


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a slice is about. docs: whole. quotations: of other documents, of which places are shown then. shown: documents of which places are
    shown. named: documents that are only named. zoned: documents whose text is shown as a whole. stories: of which of them all the
    stories are shown or named.
    """

    docs: frozenset[str] = frozenset()
    quotations: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    zoned: frozenset[str] = frozenset()
    stories: Literal["every", "quoted", "none"] = "every"


_NAMED = frozenset({"zones"})
"""Fields that a document needs only where its whole text is shown: its layout says where a place stands."""


def _assemble(lookups: Lookups, wanted: _Wanted, found: Findings, actors: Iterable[str] = ()) -> Dossier:
    """Return a slice: `found` completed by the documents and everything that is pointed at."""
    quoted = lookups.quotations(wanted.quotations) | lookups.quotations_in(wanted.docs)
    shown = wanted.docs | wanted.shown | quoted.keys()
    layouts = lookups.layouts(shown)
    sentences = lookups.sentences(shown - layouts.keys())
    read = sorted(sentences.keys() | quoted.keys())
    readings = tuple(Reading(d, sentences=sentences.get(d, ()), quotations=quoted.get(d, ())) for d in read)
    quotations = [q.id for r in readings for q in r.quotations]
    attributions = lookups.by("attributions", "quotation", quotations)
    every = shown | wanted.named
    groups = {g for gs in lookups.linked_from("copy", every).values() for g in gs}
    copies = lookups.by_id("copies", groups)
    told = {"every": every, "quoted": quoted.keys(), "none": frozenset[str]()}[wanted.stories]
    stories = _stories_of(lookups, told, found.stories)
    titled = {s.title_of for s in stories if s.title_of}
    named = (wanted.named | titled | {c.origin for c in copies}) - shown
    zoned = wanted.zoned | (shown - layouts.keys())
    documents = lookups.by_id("documents", zoned) + lookups.by_id("documents", (shown | named) - zoned, left_out=_NAMED)
    issue_ids = {i for s in found.statements for i in s.issues} | {p.issue for p in found.positions}
    issue_ids |= {d.issue for d in found.differences if d.issue} | {i.id for i in found.issues}
    by_quotation = lookups.linked_from("issue", quotations)
    issue_ids |= {i for issues in by_quotation.values() for i in issues}
    actor_ids = {s for a in attributions for s in (*a.speakers, *a.via)} | {
        s for u in found.statements for s in u.speakers
    }
    actor_ids |= {s for p in found.positions for s in (p.party, *p.speakers)} | set(actors)
    actor_ids |= {a for e in found.timeline for a in e.actors}
    actor_ids |= {p.actor for e in found.events for p in (*e.actors, *e.recipients) if p.actor}
    return Dossier(
        replace(
            found,
            documents=documents,
            readings=readings,
            copies=copies,
            stories=stories,
            published=lookups.by("published", "doc", shown | named),
            attributions=attributions,
            actors=lookups.by_id("actors", actor_ids),
            issues=_issues(lookups, issue_ids, found.issues, by_quotation),
        ),
        layouts=layouts,
    )


def _stories_of(lookups: Lookups, docs: Collection[str], known: tuple[Story, ...]) -> tuple[Story, ...]:
    ids = {s for stories in lookups.linked_from("story", docs).values() for s in stories} - {s.id for s in known}
    return (*known, *lookups.by_id("stories", ids))


def _issues(
    lookups: Lookups, ids: Collection[str], known: tuple[Issue, ...], by_quotation: dict[str, tuple[str, ...]]
) -> tuple[Issue, ...]:
    """Return issues, each with the quotations of the slice that are about it."""
    about: dict[str, list[str]] = {}
    for quotation, issues in by_quotation.items():
        for i in issues:
            about.setdefault(i, []).append(quotation)
    found = (*known, *lookups.by_id("issues", set(ids) - {i.id for i in known}))
    return tuple(replace(i, quotations=tuple(sorted(about.get(i.id, ())))) for i in found)


def _docs(places: Iterable[Place]) -> set[str]:
    return {p.doc for p in places}


def _event_docs(found: Findings) -> set[str]:
    """Return the documents of all places that events point at."""
    places = (p for e in found.events for p in (*e.places, *e.date.places, *(q for x in e.locations for q in x.places)))
    return _docs(places) | {r.doc for e in found.events for r in e.reports}


# ------------------------------------------------------------------------------------------- stories and documents


STORY_PARTS = ("statements", "positions", "differences", "timeline")
"""What a story holds; a view of it needs one or the other."""


def story_slice(lookups: Lookups, story: str, parts: Collection[str] = STORY_PARTS) -> Dossier | None:
    """Return a story and the stories of its storyline, with these parts of it; None where there is no such story."""
    found = lookups.by_id("stories", [story])
    if not found:
        return None
    line = lookups.by("stories", "storyline", [found[0].storyline]) if found[0].storyline else ()
    held = _held(lookups, story, parts)
    near = _docs(e for p in held.positions for e in (*p.evidence, *([p.condition] if p.condition else [])))
    near |= _docs(s.place for d in held.differences for s in d.sides)
    near |= _docs(p for e in held.timeline for p in (*e.places, *e.times)) | _event_docs(held)
    own = frozenset(found[0].docs)
    wanted = _Wanted(
        docs=own if "statements" in parts else frozenset(),
        shown=frozenset(near),
        named=own | {a for d in held.differences for a in (*d.absent, *d.unsure)},
    )
    return _assemble(lookups, wanted, replace(held, stories=(*found, *(s for s in line if s.id != story))))


def _held(lookups: Lookups, story: str, parts: Collection[str]) -> Findings:
    found = Findings()
    if "statements" in parts:
        found = replace(found, statements=lookups.by("statements", "story", [story]))
    if "positions" in parts:
        found = replace(found, positions=lookups.by_id("positions", lookups.linked("position", story)))
    if "differences" in parts:
        found = replace(found, differences=lookups.by("differences", "story", [story]))
    if "timeline" in parts:
        found = replace(
            found, timeline=lookups.by("timeline", "story", [story]), events=lookups.by("events", "story", [story])
        )
    return found


def story_totals(lookups: Lookups, story: Story) -> StoryTotals:
    """Return how much each view of a story holds."""
    return StoryTotals(
        said=lookups.count("statements", "story", story.id) + lookups.count_apart(story.docs),
        positions=lookups.count_linked("position", story.id),
        timeline=lookups.count("timeline", "story", story.id),
        differences=lookups.count("differences", "story", story.id),
    )


def document_slice(lookups: Lookups, doc: str) -> tuple[Dossier, Document] | None:
    """Return a document (by id or name) with all that stands in it; None where there is none."""
    found = lookups.by_id("documents", [doc]) or lookups.by("documents", "name", [doc])
    if not found:
        return None
    document: Document = found[0]
    ids = [s for ss in lookups.linked_from("story", [document.id]).values() for s in ss]
    stories = lookups.by_id("stories", ids)
    near = frozenset(d for s in stories for d in s.docs) - {document.id}
    problems = lookups.by("problems", "doc", [document.id])
    whole = frozenset([document.id])
    return _assemble(
        lookups, _Wanted(whole, named=near, zoned=whole), Findings(stories=stories, problems=problems)
    ), document


# ------------------------------------------------------------------------------------------- actors and issues


def actor_slice(lookups: Lookups, actor: str, page: int = 1) -> ActorPart | None:
    """Return an actor with one page of its positions, and of its statements and attitudes; None where there is none."""
    actors = lookups.by_id("actors", [actor])
    row = lookups.actor_row(actor)
    if not actors or row is None:
        return None
    one: Actor = actors[0]
    total, said = _three(lookups, actor, page, ("said", "alone", "holds"))
    statements = lookups.by_id("statements", said[0])
    quotations = {q for s in statements for q in (*s.quotations, *s.possible)} | {*said[1], *said[2]}
    positions, shown = _positions(lookups, {"party": actor}, page)
    names = lookups.names_of(actor, NAMES) if page == 1 else ()
    members = lookups.linked("member", actor, limit=NAMES)
    events = lookups.by_id("events", lookups.linked("acted", actor, limit=EVENTS) if page == 1 else ())
    found = Findings(statements=statements, positions=positions, events=events)
    dossier = _statements_slice(
        lookups,
        found,
        quotations,
        actors=[actor, *members, *([one.affiliation] if one.affiliation else [])],
        near={n.doc for n in names} | _event_docs(found),
        stories="quoted",
    )
    return ActorPart(
        dossier,
        dossier.actor(actor),
        row,
        names,
        part=Part(page, STATEMENTS, total, shown.pages),
        positions=shown,
        named=lookups.count_names(actor),
        events=lookups.count_linked("acted", actor),
        members=lookups.count_linked("member", actor),
    )


def _positions(lookups: Lookups, equal: Mapping[str, str], page: int) -> tuple[tuple[Position, ...], Part]:
    """Return one page of the positions of a party or on an issue, latest first."""
    offset = (page - 1) * POSITIONS
    found, total = lookups.select("positions", equal, order="date", limit=POSITIONS, offset=offset)
    return found, Part(page, POSITIONS, total)


def _three(lookups: Lookups, source: str, page: int, kinds: tuple[str, ...]) -> tuple[int, list[tuple[str, ...]]]:
    """Return how long some lists of links are together, and one page over them, list by list."""
    low = (page - 1) * STATEMENTS
    left, total, found = STATEMENTS, 0, []
    for kind in kinds:
        size = lookups.count_linked(kind, source)
        start = max(0, low - total)
        taken = lookups.linked(kind, source, limit=left, offset=start) if left and start < size else ()
        found.append(taken)
        left -= len(taken)
        total += size
    return total, found


def _statements_slice(
    lookups: Lookups,
    found: Findings,
    quotations: Collection[str],
    *,
    actors: Iterable[str] = (),
    near: Collection[str] = (),
    stories: Literal["quoted", "none"] = "none",
) -> Dossier:
    evidence = _docs(e for p in found.positions for e in (*p.evidence, *([p.condition] if p.condition else [])))
    wanted = _Wanted(quotations=frozenset(quotations), shown=frozenset(evidence.union(near)), stories=stories)
    return _assemble(lookups, wanted, found, actors)


def issue_slice(lookups: Lookups, issue: str, page: int = 1) -> IssuePart | None:
    """Return an issue with one page of the positions on it and of the statements about it; None where there is none."""
    found = lookups.issue(issue, PLACES if page == 1 else 0)
    if found is None:
        return None
    one, places = found
    total, said = _three(lookups, issue, page, ("about", "about_alone"))
    statements = lookups.by_id("statements", said[0])
    quotations = {q for s in statements for q in (*s.quotations, *s.possible)} | {*said[1]}
    positions, shown = _positions(lookups, {"issue": issue}, page)
    dossier = _statements_slice(
        lookups,
        Findings(statements=statements, positions=positions, issues=(one,)),
        quotations,
        near=_docs(one.places),
    )
    count = Count(lookups.count_linked("told", issue), lookups.count_linked("voice", issue))
    part = Part(page, STATEMENTS, total, shown.pages)
    return IssuePart(dossier, dossier.issue(issue), places, count, part, shown)


def board_slice(lookups: Lookups, page: int = 1) -> BoardPart:
    """Return one page of the issues on which there are positions, with the latest positions on each."""
    part = Part(page, ISSUES, lookups.count_linked("board", ""))
    totals: dict[str, int] = {}
    latest: list[Position] = []
    for issue in lookups.linked("board", "", limit=part.size, offset=part.offset):
        found, totals[issue] = lookups.select("positions", {"issue": issue}, order="date", limit=BOARD)
        latest += found
    return BoardPart(positions_slice(lookups, tuple(latest)), part, totals)


# ------------------------------------------------------------------------------------------- lists


def home_slice(lookups: Lookups, page: int = 1) -> tuple[Dossier, Part]:
    """Return one page of storylines, latest first, with everything of their stories."""
    part = Part(page, LINES, lookups.count_linked("lines", ""))
    firsts = lookups.linked("lines", "", limit=part.size, offset=part.offset)
    ids = [s for first in firsts for s in lookups.linked("line", first)]
    return _fronts(lookups, lookups.by_id("stories", ids)), part


def _fronts(lookups: Lookups, stories: tuple[Story, ...]) -> Dossier:
    """Return stories with what the front page shows of each: the statement of most independent accounts (what was said once, where there is
    none), and the first difference.
    """
    leading, alone = [], set[str]()
    told: dict[str, list[Statement]] = {s.id: [] for s in stories}
    for statement in lookups.by("statements", "story", told):
        told[statement.story].append(statement)
    for story in stories:
        most = max((_weight(s) for s in told[story.id]), default=(0, 0))
        if most > (0, 0):
            leading += [s for s in told[story.id] if _weight(s) == most]
        else:
            leading += told[story.id]
            alone.update(story.docs)
    first: dict[str, Difference] = {}
    for difference in lookups.by("differences", "story", told):
        if difference.verdict != "only":
            first.setdefault(difference.story, difference)
            first[difference.story] = min(first[difference.story], difference, key=order_of)
    found = Findings(stories=stories, statements=tuple(leading), differences=tuple(first.values()))
    wanted = _Wanted(
        docs=frozenset(alone),
        quotations=frozenset(q for s in leading for q in (*s.quotations, *s.possible)),
        shown=frozenset(_docs(side.place for d in first.values() for side in d.sides)),
        named=frozenset(d for s in stories for d in s.docs),
    )
    return _assemble(lookups, wanted, found)


def _weight(statement: Statement) -> tuple[int, int]:
    return statement.independent, statement.accounts


def quotations_slice(lookups: Lookups, quotations: Collection[str]) -> Dossier:
    """Return some quotations with their documents, speakers and statements."""
    statements: tuple[Statement, ...] = lookups.by_id(
        "statements", {s for ss in lookups.linked_from("statement", quotations).values() for s in ss}
    )
    every = {*quotations, *(q for s in statements for q in (*s.quotations, *s.possible))}
    return _statements_slice(lookups, Findings(statements=statements), every)


def positions_slice(lookups: Lookups, positions: tuple[Position, ...]) -> Dossier:
    """Return some positions with their evidence."""
    return _statements_slice(lookups, Findings(positions=positions), ())


def records_slice(lookups: Lookups, found: Findings) -> Dossier:
    """Return some differences and entries of timelines with the documents that they point at."""
    docs = _docs(s.place for d in found.differences for s in d.sides)
    docs |= _docs(p for e in found.timeline for p in (*e.places, *e.times))
    return _statements_slice(lookups, found, (), near=docs)


def documents_slice(lookups: Lookups, docs: Collection[str]) -> Dossier:
    """Return some documents without what was read in them, and without their zones."""
    return _assemble(lookups, _Wanted(named=frozenset(docs)), Findings())
