"""The pages over all stories: front page, positions, actors, this build."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from crosswire.dossier import Count, Dossier, Wording, grouped, long_date, phrase_count, phrase_differences
from crosswire.model import Actor, Issue, Statement, Story
from crosswire.web.documents import names_of
from crosswire.web.events import actor_events
from crosswire.web.facts import BuildFacts
from crosswire.web.logs import value_rows
from crosswire.web.positions import view_matrix
from crosswire.web.stories import (
    DifferenceView,
    Told,
    credited,
    roles_of,
    split_statements,
    story_count,
    view_difference,
    view_statement,
)

_FIELDS = {
    "headline": "headline",
    "agency": "agency",
    "publisher": "publisher",
    "located": "dateline",
}

SHOWN = 2
"""Wordings of a story's leading statement on the front page."""

_WORDS = {"inferred": "inferred", "unknown": "not known", "set": "set by hand"}


@dataclass(frozen=True, slots=True)
class Inferred:
    """A header value that its capture does not state."""

    doc: str
    outlet: str
    what: str
    value: str
    status: str
    word: str
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """A story's first screen: the statement that most independent accounts carry, and the first difference.

    wordings: with their differing words, the fullest first, one an independent account and at most `SHOWN`. more: how many
    further wordings there are. id: of the statement, if it is one.
    """

    wordings: tuple[Told, ...]
    speakers: tuple[Actor, ...]
    count: Count
    more: int
    id: str | None
    difference: DifferenceView | None


@dataclass(frozen=True, slots=True)
class ActorRow:
    """A row of the list of actors, with how much each says, holds and is named."""

    actor: Actor
    affiliation: Actor | None
    statements: int
    positions: int
    mentions: int


def inferred_values(dossier: Dossier) -> tuple[Inferred, ...]:
    """Return every date that is not stated in full, and every header value that was inferred or set by hand."""
    return tuple(_inferred(dossier))


def _inferred(dossier: Dossier) -> Iterator[Inferred]:
    for d in dossier.documents:
        outlet = dossier.outlet(d.id)
        date = dossier.published(d.id)
        if date.status != "stated":
            value = long_date(date.value)
            if date.alternatives:
                value += ", perhaps " + ", ".join(long_date(a) for a in date.alternatives)
            yield Inferred(d.id, outlet, "date", value, date.status, _WORDS[date.status], date.basis)
        for field, what in _FIELDS.items():
            value_of = getattr(d.header, field)
            if value_of.status in ("inferred", "set") and value_of.value:
                word = _WORDS[value_of.status]
                yield Inferred(d.id, outlet, what, value_of.value, value_of.status, word, value_of.basis)


def lead_of(dossier: Dossier, story: Story) -> Lead | None:
    """Return what a story's first screen shows: its most widely told statement, of several one whose speaker is known; else nothing."""
    apart = [d for d in dossier.differences_of(story.id) if d.verdict != "only"]
    difference = view_difference(dossier, apart[0]) if apart else None
    statements = dossier.statements(story.id)
    for statement in sorted(statements, key=lambda s: (-s.independent, -s.accounts, not s.speakers)):
        view = view_statement(dossier, statement)
        own = [told for told in view.told if told[0].quotation.where == "body"]
        voices: dict[str, Told] = {}
        for told in own:
            group = dossier.copy_group(told[0].doc)
            voices.setdefault(group.id if group else told[0].doc, told)
        if own:
            shown = tuple(voices.values())[:SHOWN]
            if len(shown) == 1:  # what differs from words that are not shown here says nothing
                shown = ((shown[0][0], (), shown[0][2]),)
            speakers = dossier.actors_of(statement.speakers)
            return Lead(shown, speakers, view.count, len(view.told) - len(shown), statement.id, difference)
    for wording in dossier.alone(story):
        return Lead(((wording, (), ()),), wording.speakers, Count(1, 1), 0, None, difference)
    return None


def troubles_view(dossier: Dossier) -> Mapping[str, Any]:
    """Return what had to be inferred and what failed."""
    problems = sorted(dossier.findings.problems, key=lambda p: (p.name, p.code, p.start or 0, p.end or 0, p.message))
    return {"inferred": inferred_values(dossier), "troubles": problems}


def home_view(dossier: Dossier) -> Mapping[str, Any]:
    """Return the front page."""
    return {
        "count": dossier.count(d.id for d in dossier.documents),
        "totals": {
            "stories": len(dossier.stories),
            "statements": len(dossier.findings.statements),
            "differences": phrase_differences(dossier.findings.differences),
            "troubles": len(dossier.findings.problems),
        },
        "count_of_story": lambda story: story_count(dossier, story),
        "credited_in": lambda story: credited(dossier, story),
        "leads": lambda story: lead_of(dossier, story),
        "outside": [d for d in dossier.documents if not dossier.story_of(d.id)],
        **troubles_view(dossier),
    }


def positions_view(dossier: Dossier, story: Story | None) -> Mapping[str, Any]:
    """Return the positions of one story, or of all."""
    return {
        "matrix": view_matrix(dossier, dossier.positions(story.id if story else None)),
        "shown": None,
        "on_issue": {},
    }


def actors_with_pages(dossier: Dossier) -> tuple[Actor, ...]:
    """Return the actors who get a page: those who say something, hold a position, or are spoken for."""
    active = {p.party for p in dossier.findings.positions}
    active |= {s for p in dossier.findings.positions for s in p.speakers}
    active |= {i for s in dossier.findings.statements for i in s.speakers}
    active |= {i for a in dossier.findings.attributions for i in a.speakers}
    active |= {a.affiliation for a in dossier.findings.actors if a.id in active and a.affiliation}
    return tuple(
        sorted((a for a in dossier.findings.actors if a.id in active), key=lambda a: (a.name.casefold(), a.id))
    )


def actors_view(dossier: Dossier, with_pages: tuple[Actor, ...]) -> Mapping[str, Any]:
    """Return the list of actors."""
    said = _said_alone(dossier)
    rows = [
        ActorRow(
            actor=a,
            affiliation=next(iter(dossier.actors_of([a.affiliation])), None) if a.affiliation else None,
            statements=len(dossier.statements_by(a.id)) + said.get(a.id, 0),
            positions=len(dossier.positions_of(a.id)),
            mentions=len(a.mentions),
        )
        for a in with_pages
    ]
    rows.sort(key=lambda r: (-r.statements, -r.positions, -r.mentions, r.actor.name.casefold(), r.actor.id))
    known = {a.id for a in with_pages}
    others = sorted((a for a in dossier.findings.actors if a.id not in known), key=lambda a: (a.name.casefold(), a.id))
    return {"rows": rows, "others": others, "mentions_of": {a.id: len(a.mentions) for a in others}}


def _said_alone(dossier: Dossier) -> Mapping[str, int]:
    """Return, by actor, the quotations of the body that stand in no statement."""
    found: dict[str, int] = {}
    for attribution in dossier.findings.attributions:
        alone = attribution.quotation not in dossier.statements_with and dossier.has_quotation(attribution.quotation)
        if alone and (q := dossier.quotation(attribution.quotation)[1]).where == "body" and q.speech:
            for actor in attribution.speakers:
                found[actor] = found.get(actor, 0) + 1
    return found


def actor_view(dossier: Dossier, actor: Actor) -> Mapping[str, Any]:
    """Return an actor: positions, statements by story, the words that name it."""
    stories: dict[str, tuple[list[Statement], list[Wording], list[Wording]]] = {}
    for statement in sorted(dossier.statements_by(actor.id), key=lambda s: (-s.independent, -s.accounts, s.id)):
        stories.setdefault(statement.story, ([], [], []))[0].append(statement)
    for wording in (*dossier.alone_by.get(actor.id, ()), *dossier.attitudes_by.get(actor.id, ())):
        if story := dossier.story_of(wording.doc):
            _, alone, attitudes = stories.setdefault(story.id, ([], [], []))
            (alone if wording.quotation.speech else attitudes).append(wording)
    positions = dossier.positions_of(actor.id)
    mentions = dossier.mentions(actor)
    return {
        "actor": actor,
        "roles": roles_of([actor]),
        "affiliation": next(iter(dossier.actors_of([actor.affiliation])), None) if actor.affiliation else None,
        "members": dossier.members.get(actor.id, ()),
        "mentions": len(mentions),
        "count": dossier.count(doc for doc, _ in mentions),
        "names": names_of(dossier, actor),
        "matrix": view_matrix(dossier, positions),
        "shown": None,
        "on_issue": {},
        "events": actor_events(dossier, actor),
        "events_total": None,
        "names_total": None,
        "members_total": None,
        "stories": [_by_story(dossier, s, *stories[s.id]) for s in dossier.stories if s.id in stories],
    }


def _by_story(
    dossier: Dossier, story: Story, statements: list[Statement], alone: list[Wording], attitudes: list[Wording]
) -> dict[str, Any]:
    several, singles = split_statements(dossier, statements, alone)
    return {"story": story, "statements": several, "alone": singles, "attitudes": attitudes}


PLACES_SHOWN = 12
"""Places of an issue's words on its page."""


def issue_view(dossier: Dossier, issue: Issue) -> Mapping[str, Any]:
    """Return an issue: the parties' positions, the statements about it, and where its words stand, one place an account first."""
    quoted = set(issue.quotations)
    statements = [s for s in dossier.findings.statements if issue.id in s.issues or quoted.intersection(s.quotations)]
    statements.sort(key=lambda s: (-s.independent, -s.accounts, s.id))
    alone = [
        dossier.wording(q)
        for q in sorted(quoted - dossier.statements_with.keys())
        if dossier.has_quotation(q) and (found := dossier.quotation(q)[1]).where == "body" and found.speech
    ]
    several, singles = split_statements(dossier, statements, alone)
    firsts = {p.doc: p for p in reversed(issue.places)}
    places = [*firsts.values(), *(p for p in issue.places if firsts[p.doc] != p)][:PLACES_SHOWN]
    return {
        "issue": issue,
        "story": None,
        "matrix": view_matrix(dossier, [p for p in dossier.positions() if p.issue == issue.id]),
        "shown": None,
        "on_issue": {},
        "statements": several,
        "alone": singles,
        "places": [dossier.evidence(p) for p in places],
        "total": len(issue.places),
        "count": dossier.count(p.doc for p in issue.places),
    }


def build_view(dossier: Dossier, build: BuildFacts) -> Mapping[str, Any]:
    """Return what was read, found, inferred, set by hand and verified."""
    f = dossier.findings
    attitudes = sum(not q.speech for r in f.readings for q in r.quotations)
    quotations = sum(len(r.quotations) for r in f.readings) - attitudes
    figures = [
        ("Captures given", str(build.captures) if build.captures is not None else "–"),
        ("Documents", str(len(f.documents))),
        ("Accounts", phrase_count(dossier.count(d.id for d in f.documents))),
        ("Characters", grouped(sum(len(d.text) for d in f.documents))),
        ("Stories", str(len(f.stories))),
        ("Quotations", grouped(quotations)),
        ("Attitudes", str(attitudes)),
        ("Statements", grouped(len(f.statements))),
        ("Actors", grouped(len(f.actors))),
        ("Issues", str(len(f.issues))),
        ("Positions", str(len(f.positions))),
        ("Differences", phrase_differences(f.differences)),
        ("Problems", str(len(f.problems))),
    ]
    return {
        "figures": figures,
        "build": build,
        "corrections": build.log or tuple(value_rows(dossier.corrections)),
        "quoted": {r.doc: len(r.quotations) for r in f.readings},
        **troubles_view(dossier),
    }
