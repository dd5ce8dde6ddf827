"""Which records lead to which: worked out once by a build, so that a page reads what it shows and no more.

Kinds of links, as source -> target (`""` stands for the whole dossier):
lines "" -> first story of a storyline, line: first story -> its stories; story: document -> story; copy: document -> copy group;
issue: quotation -> issue; statement: quotation -> statement; said: actor -> statement; alone: actor -> quotation in no statement;
holds: actor -> attitude; member: state or body -> active actor who speaks for it; position: story -> position; acted: actor -> event; board: "" -> issue with
positions; about: issue -> statement; about_alone: issue -> quotation in no statement; told: issue -> document with its words; voice: issue -> the same with
copies counted once; outside "" -> document in no story; embargoed "" -> document with an embargo, passed or not.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from crosswire.model import Findings, Position, Quotation, Statement, Story

Row = dict[str, Any]


class Derived:
    """What links and counts are derived from: look-ups over findings, each made once."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings

    @cached_property
    def quotations(self) -> Mapping[str, tuple[str, Quotation]]:
        """Quotation id -> its document's id, and itself."""
        return {q.id: (r.doc, q) for r in self.findings.readings for q in r.quotations}

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """All stories: latest first, those without a date last; then by id."""
        dated = sorted((s for s in self.findings.stories if s.date.value), key=lambda s: s.id)
        dated.sort(key=lambda s: s.date.value or "", reverse=True)
        return (*dated, *sorted((s for s in self.findings.stories if not s.date.value), key=lambda s: s.id))

    @cached_property
    def story_rank(self) -> Mapping[str, int]:
        """Story id -> its place in that order."""
        return {s.id: n for n, s in enumerate(self.stories)}

    @cached_property
    def story_of(self) -> Mapping[str, str]:
        """Document id -> story id."""
        return {doc: s.id for s in self.findings.stories for doc in s.docs}

    @cached_property
    def voice_of(self) -> Mapping[str, str]:
        """Document id -> what it is counted as: its copy group, where it has one."""
        return {doc: g.id for g in self.findings.copies for doc in g.docs}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Document id -> name."""
        return {d.id: d.name for d in self.findings.documents}

    @cached_property
    def in_statements(self) -> frozenset[str]:
        """Quotations that stand in a statement, certainly or possibly."""
        return frozenset(q for s in self.findings.statements for q in (*s.quotations, *s.possible))

    @cached_property
    def apart(self) -> tuple[str, ...]:
        """Quotations and attitudes of the articles' own text that stand in no statement, in the order of stories, documents and places."""
        found = [
            q for q, (_, record) in self.quotations.items() if record.where == "body" and q not in self.in_statements
        ]
        return tuple(sorted(found, key=self._place))

    def _place(self, quotation: str) -> tuple[Any, ...]:
        doc, record = self.quotations[quotation]
        return (self._rank_of(self.story_of.get(doc)), self.names.get(doc, doc), record.content, quotation)

    def _rank_of(self, story: str | None) -> int:
        return self.story_rank.get(story or "", len(self.story_rank))

    def weight(self, statement: Statement) -> tuple[Any, ...]:
        """Order of a speaker's statements: by story, then those of most independent accounts."""
        return (self._rank_of(statement.story), -statement.independent, -statement.accounts, statement.id)

    @cached_property
    def speakers(self) -> Mapping[str, tuple[str, ...]]:
        """Quotation id -> ids of the actors who speak it."""
        return {a.quotation: a.speakers for a in self.findings.attributions}

    @cached_property
    def issues(self) -> Mapping[str, tuple[str, ...]]:
        """Quotation id -> issues, by the issues' own lists and by those of its statements."""
        known = {i.id for i in self.findings.issues}
        found: dict[str, set[str]] = defaultdict(set)
        for issue in self.findings.issues:
            for q in issue.quotations:
                found[q].add(issue.id)
        for statement in self.findings.statements:
            for q in statement.quotations:
                found[q].update(i for i in statement.issues if i in known)
        return {q: tuple(sorted(i)) for q, i in found.items() if i}

    @cached_property
    def active(self) -> frozenset[str]:
        """Actors who say something, hold a position or are spoken for."""
        f = self.findings
        found = {i for p in f.positions for i in (p.party, *p.speakers)}
        found |= {i for s in f.statements for i in s.speakers}
        found |= {i for a in f.attributions for i in a.speakers}
        return frozenset(found | {a.affiliation for a in f.actors if a.id in found and a.affiliation})


def latest_first(positions: Iterable[Position]) -> list[Position]:
    """Return positions in the order in which they are shown: latest first, the undated last."""
    ordered = sorted(positions, key=lambda p: p.id)
    dated = sorted((p for p in ordered if p.date), key=lambda p: p.date or "", reverse=True)
    return [*dated, *(p for p in ordered if not p.date)]


def link_rows(derived: Derived) -> Iterator[Row]:
    """Yield the rows of the table of links; each (kind, source, rank, target) once."""
    ranks: Counter[tuple[str, str]] = Counter()
    seen: set[tuple[str, str, str]] = set()
    for kind, source, target in _links(derived):
        if (kind, source, target) not in seen:
            seen.add((kind, source, target))
            yield {"kind": kind, "source": source, "rank": ranks[kind, source], "target": target}
            ranks[kind, source] += 1


def _links(d: Derived) -> Iterator[tuple[str, str, str]]:
    f = d.findings
    lines: dict[str, list[str]] = {}
    for story in d.stories:
        lines.setdefault(story.storyline or story.id, []).append(story.id)
        yield from (("story", doc, story.id) for doc in story.docs)
    for line in lines.values():
        yield ("lines", "", line[0])
        yield from (("line", line[0], story) for story in line)
    ordered = sorted(f.documents, key=lambda doc: (doc.name, doc.id))
    yield from (("outside", "", doc.id) for doc in ordered if doc.id not in d.story_of)
    yield from (("embargoed", "", doc.id) for doc in ordered if doc.header.embargoed.parsed)
    for group in f.copies:
        yield from (("copy", doc, group.id) for doc in group.docs)
    for quotation, issues in d.issues.items():
        yield from (("issue", quotation, i) for i in issues)
    for statement in sorted(f.statements, key=d.weight):
        yield from (("statement", q, statement.id) for q in (*statement.quotations, *statement.possible))
        yield from (("said", actor, statement.id) for actor in statement.speakers)
        yield from (("about", i, statement.id) for i in _issues_of(d, statement))
    for quotation in d.apart:
        kind = "alone" if d.quotations[quotation][1].speech else "holds"
        yield from ((kind, actor, quotation) for actor in d.speakers.get(quotation, ()))
        yield from (("about_alone", i, quotation) for i in d.issues.get(quotation, ()))
    for actor in f.actors:
        if actor.affiliation and actor.id in d.active:
            yield ("member", actor.affiliation, actor.id)
    for position in latest_first(f.positions):
        stories = {d.story_of[e.doc] for e in position.evidence if e.doc in d.story_of}
        yield from (("position", s, position.id) for s in sorted(stories))
    for event in sorted(f.events, key=lambda e: (e.date.end or e.date.start or "", e.id), reverse=True):
        sides = (p.actor for p in (*event.actors, *event.recipients))
        yield from (("acted", actor, event.id) for actor in sides if actor)
    yield from (("board", "", issue) for issue in _board(f))
    for issue in f.issues:
        yield from (("told", issue.id, p.doc) for p in issue.places)
        yield from (("voice", issue.id, d.voice_of.get(p.doc, p.doc)) for p in issue.places)


def _issues_of(d: Derived, statement: Statement) -> list[str]:
    return sorted({*statement.issues, *(i for q in statement.quotations for i in d.issues.get(q, ()))})


def _board(f: Findings) -> list[str]:
    """Return the issues on which there are positions, those of most evidence first."""
    weight: Counter[str] = Counter()
    for position in f.positions:
        weight[position.issue] += len({e.doc for e in position.evidence})
    names = {i.id: i.name for i in f.issues}
    return sorted((i for i in weight if i in names), key=lambda i: (-weight[i], names[i].casefold(), i))


def actor_rows(derived: Derived) -> Iterator[Row]:
    """Yield the rows of the list of actors, in its order."""
    f = derived.findings
    said = Counter(speaker for s in f.statements for speaker in s.speakers)
    said.update(
        speaker for q in derived.apart if derived.quotations[q][1].speech for speaker in derived.speakers.get(q, ())
    )
    held = Counter(p.party for p in f.positions)

    def key(actor: Any) -> tuple[Any, ...]:
        shown = actor.id in derived.active
        return (not shown, -said[actor.id], -held[actor.id], -len(actor.mentions), actor.name.casefold(), actor.id)

    for n, actor in enumerate(sorted(f.actors, key=key)):
        docs = {doc for doc, _ in actor.mentions}
        yield {
            "position": n,
            "actor": actor.id,
            "statements": said[actor.id],
            "positions": held[actor.id],
            "mentions": len(actor.mentions),
            "accounts": len(docs),
            "independent": len({derived.voice_of.get(doc, doc) for doc in docs}),
            "active": actor.id in derived.active,
        }


def name_rows(derived: Derived) -> Iterator[Row]:
    """Yield the words by which each actor is named, without pronouns: most frequent first, each with its first place."""
    f = derived.findings
    texts = {d.id: d.text for d in f.documents}
    mentions = {(r.doc, m.id): m for r in f.readings for m in r.mentions if m.kind != "pronoun"}
    for actor in f.actors:
        found: dict[str, list[tuple[Any, ...]]] = {}
        for doc, id_ in actor.mentions:
            if (m := mentions.get((doc, id_))) and doc in texts:
                words = " ".join(texts[doc][m.start : m.end].split())
                found.setdefault(words, []).append((derived.names[doc], doc, m.start, m.end))
        ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        for n, (words, places) in enumerate(ordered):
            _, doc, start, end = min(places)
            yield {
                "actor": actor.id,
                "rank": n,
                "words": words,
                "number": len(places),
                "doc": doc,
                "start": start,
                "end": end,
            }
