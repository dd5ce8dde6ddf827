"""The dossier: look-ups over findings. Every index is built once, in time linear in the records."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from crosswire.dossier.places import Places
from crosswire.dossier.views import Absence, Account, Cell, Count, Evidence, Said, StoryTotals, Wording
from crosswire.dossier.words import listed, printed_together
from crosswire.errors import DocumentUnknown
from crosswire.model import (
    Actor,
    Attribution,
    CopyGroup,
    DateValue,
    Difference,
    Document,
    Event,
    Findings,
    Issue,
    Mention,
    Place,
    Position,
    Problem,
    Quotation,
    Reading,
    Statement,
    Story,
    TimelineEntry,
)
from crosswire.store import Store
from crosswire.store.corrections import Correction, read_corrections
from crosswire.store.layouts import Layout, layout_of

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

VERDICTS = ("contradict", "differ", "only")
"""The order in which differences are shown."""


def order_of(difference: Difference) -> tuple[int, float, str]:
    """Return the place of a difference in the order in which they are shown: contradict, differ, only; in each the heaviest first."""
    return VERDICTS.index(difference.verdict), -difference.weight, difference.id


def _gather(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {k: tuple(v) for k, v in found.items()}


class Dossier:
    """Typed look-ups over everything that a dossier holds. Read-only; unknown ids raise KeyError, an unknown document DocumentUnknown.

    findings: the records. corrections: what people set by hand. layouts: of documents whose sentences and zones are not among the records.
    """

    def __init__(
        self,
        findings: Findings,
        corrections: tuple[Correction, ...] = (),
        layouts: Mapping[str, Layout] = MappingProxyType({}),
    ) -> None:
        self.findings = findings
        self.corrections = corrections
        self.layouts = layouts

    # Documents --------------------------------------------------------------------------------------------------------

    @cached_property
    def _documents(self) -> Mapping[str, Document]:
        return {d.id: d for d in self.findings.documents}

    @cached_property
    def _names(self) -> Mapping[str, Document]:
        return {d.name: d for d in self.findings.documents}

    @property
    def documents(self) -> tuple[Document, ...]:
        """All documents, in the order of their names."""
        return self._by_name

    @cached_property
    def _by_name(self) -> tuple[Document, ...]:
        return tuple(sorted(self.findings.documents, key=lambda d: (d.name, d.id)))

    def document(self, doc: str) -> Document:
        """Return a document by its id or, failing that, by its name."""
        found = self._documents.get(doc) or self._names.get(doc)
        if found is None:
            raise DocumentUnknown(
                f"No document {doc!r} in this dossier. Its page “This build” (build.html) lists them all."
            )
        return found

    def has_document(self, doc: str) -> bool:
        """Return whether the dossier holds a document of this id."""
        return doc in self._documents

    @cached_property
    def _readings(self) -> Mapping[str, Reading]:
        return {r.doc: r for r in self.findings.readings}

    def reading(self, doc: str) -> Reading:
        """Return what was read in a document by itself; an empty reading if nothing was."""
        return self._readings.get(doc) or Reading(doc)

    @cached_property
    def _published(self) -> Mapping[str, DateValue]:
        return {p.doc: p.date for p in self.findings.published}

    def published(self, doc: str) -> DateValue:
        """Return a document's date as known after all accounts were read; what its own header says if nothing narrowed it."""
        return self._published.get(doc) or self.document(doc).header.published

    def outlet(self, doc: str) -> str:
        """Return the label of an account: its publisher, else the agency it is credited to, else the document's name. Never a guess."""
        return self.document(doc).outlet

    @cached_property
    def _problems(self) -> Mapping[str | None, tuple[Problem, ...]]:
        return _gather((p.doc, p) for p in self.findings.problems)

    def problems(self, doc: str | None = None) -> tuple[Problem, ...]:
        """Return the problems of one document, or all of them."""
        return self.findings.problems if doc is None else self._problems.get(doc, ())

    # Copies, accounts and stories -------------------------------------------------------------------------------------

    @cached_property
    def _groups(self) -> Mapping[str, CopyGroup]:
        return {doc: g for g in self.findings.copies for doc in g.docs}

    def copy_group(self, doc: str) -> CopyGroup | None:
        """Return the group of texts that are one voice with this one, or None."""
        return self._groups.get(doc)

    def count(self, docs: Iterable[str]) -> Count:
        """Return how many accounts these documents are, and how many with copies counted once."""
        different = set(docs)
        voices = {self._groups[d].id if d in self._groups else d for d in different}
        return Count(len(different), len(voices))

    def account(self, doc: str) -> Account:
        """Return a document as one voice of a story."""
        group = self.copy_group(doc)
        return Account(
            document=self.document(doc),
            outlet=self.outlet(doc),
            published=self.published(doc),
            copy_group=group.id if group else None,
            origin=bool(group and group.origin == doc),
        )

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """All stories: latest first, those without a date last; then by id."""
        dated = sorted((s for s in self.findings.stories if s.date.value), key=lambda s: s.id)
        dated.sort(key=lambda s: s.date.value or "", reverse=True)
        return (*dated, *sorted((s for s in self.findings.stories if not s.date.value), key=lambda s: s.id))

    @cached_property
    def _stories(self) -> Mapping[str, Story]:
        return {s.id: s for s in self.findings.stories}

    @cached_property
    def _story_of(self) -> Mapping[str, Story]:
        return {doc: s for s in self.findings.stories for doc in s.docs}

    def story(self, story: str) -> Story:
        """Return a story by id."""
        return self._stories[story]

    def story_of(self, doc: str) -> Story | None:
        """Return the story a document belongs to, or None if it stands in none."""
        return self._story_of.get(doc)

    def accounts(self, story: Story) -> tuple[Account, ...]:
        """Return a story's accounts: by date, then label, then name; copies stand after their original."""
        found = [self.account(d) for d in story.docs]
        lead = {a.copy_group: a for a in found if a.copy_group and a.origin}

        def key(account: Account) -> tuple:
            head = lead.get(account.copy_group, account) if account.copy_group else account
            return (*self._order(head), head.document.id, account is not head, *self._order(account))

        return tuple(sorted(found, key=key))

    @staticmethod
    def _order(account: Account) -> tuple[str, str, str]:
        return (account.published.value or "9999", account.outlet.casefold(), account.document.name)

    @cached_property
    def storylines(self) -> tuple[tuple[str | None, tuple[Story, ...]], ...]:
        """Stories by storyline, in the order of their latest story; stories without one stand alone, each under None."""
        found: dict[str, list[Story]] = {}
        for story in self.stories:
            found.setdefault(story.storyline or story.id, []).append(story)
        return tuple((s[0].storyline, tuple(s)) for s in found.values())

    # Actors -----------------------------------------------------------------------------------------------------------

    @cached_property
    def _actors(self) -> Mapping[str, Actor]:
        return {a.id: a for a in self.findings.actors}

    def actor(self, actor: str) -> Actor:
        """Return an actor by id."""
        return self._actors[actor]

    def actors_of(self, ids: Iterable[str]) -> tuple[Actor, ...]:
        """Return the actors of these ids; ids that are not actors are passed over."""
        return tuple(self._actors[i] for i in ids if i in self._actors)

    @cached_property
    def _mentions(self) -> Mapping[tuple[str, str], Mention]:
        return {(r.doc, m.id): m for r in self.findings.readings for m in r.mentions}

    def mentions(self, actor: Actor) -> tuple[tuple[str, Mention], ...]:
        """Return an actor's mentions with their documents, in the order of their places."""
        found = [(doc, self._mentions[doc, m]) for doc, m in actor.mentions if (doc, m) in self._mentions]
        return tuple(sorted(found, key=lambda f: (self.document(f[0]).name, f[1].start, f[1].end, f[1].id)))

    @cached_property
    def _said_by(self) -> Mapping[str, tuple[Statement, ...]]:
        return _gather((speaker, s) for s in self.findings.statements for speaker in s.speakers)

    def statements_by(self, actor: str) -> tuple[Statement, ...]:
        """Return the statements of which an actor is a speaker."""
        return self._said_by.get(actor, ())

    @cached_property
    def members(self) -> Mapping[str, tuple[Actor, ...]]:
        """Actors by the id of the state or body that they speak for."""
        return _gather((a.affiliation, a) for a in self.findings.actors if a.affiliation)

    # Quotations and statements ----------------------------------------------------------------------------------------

    @cached_property
    def _quotations(self) -> Mapping[str, tuple[str, Quotation]]:
        return {q.id: (r.doc, q) for r in self.findings.readings for q in r.quotations}

    def quotation(self, quotation: str) -> tuple[str, Quotation]:
        """Return a quotation with the id of its document."""
        return self._quotations[quotation]

    def has_quotation(self, quotation: str) -> bool:
        """Return whether the dossier holds a quotation of this id."""
        return quotation in self._quotations

    @cached_property
    def _attributions(self) -> Mapping[str, Attribution]:
        return {a.quotation: a for a in self.findings.attributions}

    def attribution(self, quotation: str) -> Attribution:
        """Return who a quotation's source is; without speakers and `unknown` if nobody was found."""
        return self._attributions.get(quotation) or Attribution(quotation, self._quotations[quotation][0], ())

    def speakers(self, quotation: str) -> tuple[Actor, ...]:
        """Return the actors who speak a quotation."""
        return self.actors_of(self.attribution(quotation).speakers)

    def wording(self, quotation: str, *, certain: bool = True) -> Wording:
        """Return a quotation as one wording of a statement."""
        doc, record = self._quotations[quotation]
        return Wording(
            quotation=record,
            doc=doc,
            evidence=tuple(self.evidence(Place(doc, s, e)) for s, e in record.content),
            attribution=self.attribution(quotation),
            speakers=self.speakers(quotation),
            certain=certain,
        )

    def wordings(self, statement: Statement) -> tuple[Wording, ...]:
        """Return a statement's wordings in their order, those that are only possible at the end."""
        sure = [self.wording(q) for q in statement.quotations if q in self._quotations]
        return (*sure, *(self.wording(q, certain=False) for q in statement.possible if q in self._quotations))

    @cached_property
    def _statements(self) -> Mapping[str, Statement]:
        return {s.id: s for s in self.findings.statements}

    def statement(self, statement: str) -> Statement:
        """Return a statement by id."""
        return self._statements[statement]

    @cached_property
    def _statements_in(self) -> Mapping[str, tuple[Statement, ...]]:
        return _gather((s.story, s) for s in self.findings.statements)

    def statements(self, story: str) -> tuple[Statement, ...]:
        """Return a story's statements: those of most independent accounts first, then as they stand in the accounts."""
        return tuple(sorted(self._statements_in.get(story, ()), key=self._rank))

    def _rank(self, statement: Statement) -> tuple:
        count = self.count_of(statement)
        return (-count.independent, -count.accounts, self._first(statement), statement.id)

    def _first(self, statement: Statement) -> tuple[int, str]:
        starts = [self._quotations[q][1].content[0][0] for q in statement.quotations if q in self._quotations]
        docs = [self._quotations[q][0] for q in statement.quotations if q in self._quotations]
        return (min(starts, default=0), min(docs, default=""))

    def count_of(self, statement: Statement) -> Count:
        """Return how many accounts carry a statement (certain wordings of the body only)."""
        return Count(statement.accounts, statement.independent)

    @cached_property
    def statements_with(self) -> Mapping[str, tuple[Statement, ...]]:
        """Quotation id -> the statements in which it stands."""
        return _gather((q, s) for s in self.findings.statements for q in (*s.quotations, *s.possible))

    @cached_property
    def issues_of(self) -> Mapping[str, tuple[Issue, ...]]:
        """Quotation id -> the issues that it is about, by the issues' own lists and by those of its statements."""
        issues = {i.id: i for i in self.findings.issues}
        found: dict[str, dict[str, Issue]] = defaultdict(dict)
        for issue in self.findings.issues:
            for q in issue.quotations:
                found[q][issue.id] = issue
        for statement in self.findings.statements:
            for i in statement.issues:
                if i in issues:
                    for q in statement.quotations:
                        found[q][i] = issues[i]
        return {q: tuple(found[q][i] for i in sorted(found[q])) for q in found}

    def alone(self, story: Story) -> tuple[Wording, ...]:
        """Return what was said in the articles' own text and stands in no statement, in the order of the accounts."""
        return self._apart(story, speech=True)

    def attitudes(self, story: Story) -> tuple[Wording, ...]:
        """Return what actors hold, want or believe by the articles' own text, in the order of the accounts."""
        return self._apart(story, speech=False)

    def _apart(self, story: Story, *, speech: bool) -> tuple[Wording, ...]:
        found = [self.wording(q.id) for q in self._apart_in(story) if q.speech == speech]
        return tuple(sorted(found, key=lambda w: (self.document(w.doc).name, w.quotation.content, w.quotation.id)))

    def _apart_in(self, story: Story) -> list[Quotation]:
        """Return what the articles' own text has in no statement: said, or held."""
        every = (q for doc in story.docs for q in self.reading(doc).quotations)
        return [q for q in every if q.where == "body" and q.id not in self.statements_with]

    def totals(self, story: Story) -> StoryTotals:
        """Return how much the views of a story hold."""
        return StoryTotals(
            said=len(self._statements_in.get(story.id, ())) + len(self._apart_in(story)),
            positions=len(self.positions(story.id)),
            timeline=len(self.timeline(story.id)),
            differences=len(self.differences_of(story.id)),
        )

    @cached_property
    def alone_by(self) -> Mapping[str, tuple[Wording, ...]]:
        """Actor id -> what was said in the articles' own text and stands in no statement, in the order of documents and places."""
        return self._apart_by(speech=True)

    @cached_property
    def attitudes_by(self) -> Mapping[str, tuple[Wording, ...]]:
        """Actor id -> what the actor holds, wants or believes by the articles' own text, in the same order."""
        return self._apart_by(speech=False)

    def _apart_by(self, *, speech: bool) -> Mapping[str, tuple[Wording, ...]]:
        return _gather(
            (actor.id, wording)
            for document in self.documents
            for q in sorted(self.reading(document.id).quotations, key=lambda q: (q.content, q.id))
            if q.speech == speech and q.where == "body" and q.id not in self.statements_with
            for wording in [self.wording(q.id)]
            for actor in wording.speakers
        )

    def said(self, story: Story) -> tuple[Said, ...]:
        """Return who said what in a story: speakers by independent accounts, then accounts, then name; those of whom only attitudes are
        told after them, the unknown last.
        """
        statements = _gather((s.speakers, s) for s in self.statements(story.id))
        alone = _gather((tuple(a.id for a in w.speakers), w) for w in self.alone(story))
        held = _gather((tuple(a.id for a in w.speakers), w) for w in self.attitudes(story))
        found = []
        for key in {*statements, *alone, *held}:
            actors = self.actors_of(key)
            docs = {
                self._quotations[q][0] for s in statements.get(key, ()) for q in s.quotations if q in self._quotations
            }
            docs |= {w.doc for w in alone.get(key, ())}
            count = self.count(docs or {w.doc for w in held.get(key, ())})
            label = listed(a.name for a in actors) or "Speaker not known"
            found.append(Said(actors, label, statements.get(key, ()), alone.get(key, ()), count, held.get(key, ())))
        found.sort(key=lambda s: (-s.count.independent, -s.count.accounts, s.label, [a.id for a in s.actors]))
        return tuple(sorted(found, key=lambda s: (not s.actors, not (s.statements or s.alone))))

    # Issues, positions, differences, timeline -------------------------------------------------------------------------

    @cached_property
    def _issues(self) -> Mapping[str, Issue]:
        return {i.id: i for i in self.findings.issues}

    def issue(self, issue: str) -> Issue:
        """Return an issue by id."""
        return self._issues[issue]

    def attribution_words(self, wording: Wording) -> str:
        """Return source and cue as printed ("Marran told reporters"), with " … " where they do not stand together; or ""."""
        q = wording.quotation
        return printed_together(self.document(wording.doc).text, (*q.source, *q.cue), q.content)

    def has_issue(self, issue: str | None) -> bool:
        """Return whether the dossier holds an issue of this id."""
        return issue in self._issues

    def positions(self, story: str | None = None) -> tuple[Position, ...]:
        """Return positions, latest first: all, or those with evidence in one story."""
        found = self._positions if story is None else self._positions_in.get(story, ())
        undated = [p for p in found if not p.date]
        return (*sorted((p for p in found if p.date), key=lambda p: p.date or "", reverse=True), *undated)

    @cached_property
    def _held_by(self) -> Mapping[str, tuple[Position, ...]]:
        return _gather((p.party, p) for p in self.positions())

    def positions_of(self, party: str) -> tuple[Position, ...]:
        """Return the positions of one party, latest first."""
        return self._held_by.get(party, ())

    @cached_property
    def _positions(self) -> tuple[Position, ...]:
        return tuple(sorted(self.findings.positions, key=lambda p: p.id))

    @cached_property
    def _positions_in(self) -> Mapping[str, tuple[Position, ...]]:
        pairs = []
        for position in self._positions:
            stories = {self._story_of[e.doc].id for e in position.evidence if e.doc in self._story_of}
            pairs += [(s, position) for s in sorted(stories)]
        return _gather(pairs)

    def matrix(
        self, positions: Sequence[Position]
    ) -> tuple[tuple[Issue, ...], tuple[Actor, ...], Mapping[tuple[str, str], Cell]]:
        """Return issues, parties and the cells that hold anything, keyed (issue id, party id); most evidence first."""
        grouped = _gather(
            ((p.issue, p.party), p) for p in positions if p.issue in self._issues and p.party in self._actors
        )
        weight: dict[str, int] = defaultdict(int)
        cells = {}
        for (issue, party), group in grouped.items():
            docs = {e.doc for p in group for e in p.evidence}
            cells[issue, party] = Cell(self._actors[party], self._issues[issue], group, self.count(docs))
            weight[issue] += len(docs)
            weight[party] += len(docs)
        issues = sorted({i for i, _ in cells}, key=lambda i: (-weight[i], self._issues[i].name.casefold(), i))
        parties = sorted({p for _, p in cells}, key=lambda p: (-weight[p], self._actors[p].name.casefold(), p))
        return tuple(self._issues[i] for i in issues), tuple(self._actors[p] for p in parties), cells

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """All differences in the order in which they are shown: contradict, differ, only; in each the heaviest first."""
        return tuple(sorted(self.findings.differences, key=order_of))

    @cached_property
    def _differences_in(self) -> Mapping[str, tuple[Difference, ...]]:
        return _gather((d.story, d) for d in self.differences)

    def differences_of(self, story: str) -> tuple[Difference, ...]:
        """Return a story's differences in the order in which they are shown."""
        return self._differences_in.get(story, ())

    def absences(self, difference: Difference) -> tuple[Absence, ...]:
        """Return the accounts that could have a thing and do not, and those whose silence does not count."""
        known = [(d, False) for d in difference.absent] + [(d, True) for d in difference.unsure]
        found = [Absence(self.document(d), self.outlet(d), unsure) for d, unsure in known if d in self._documents]
        return tuple(sorted(found, key=lambda a: (a.unsure, a.outlet.casefold(), a.document.name)))

    @cached_property
    def _events_in(self) -> Mapping[str, tuple[Event, ...]]:
        return _gather((e.story, e) for e in self.findings.events if e.story)

    def events(self, story: str) -> tuple[Event, ...]:
        """Return the coded events that a story tells first."""
        return self._events_in.get(story, ())

    @cached_property
    def _events_of(self) -> Mapping[str, tuple[Event, ...]]:
        sides = ((p.actor, e) for e in self.findings.events for p in (*e.actors, *e.recipients))
        return _gather(dict.fromkeys((actor, e) for actor, e in sides if actor))

    def events_of(self, actor: str) -> tuple[Event, ...]:
        """Return the coded events in which an actor acts or is acted upon."""
        return self._events_of.get(actor, ())

    @cached_property
    def _timeline_in(self) -> Mapping[str, tuple[TimelineEntry, ...]]:
        return _gather((e.story, e) for e in self.findings.timeline)

    def timeline(self, story: str) -> tuple[TimelineEntry, ...]:
        """Return a story's timeline: by date, the undated last."""
        found = self._timeline_in.get(story, ())
        return tuple(sorted(found, key=lambda e: (e.date.value is None, e.date.value or "", e.places[:1], e.id)))

    # Evidence ---------------------------------------------------------------------------------------------------------

    @cached_property
    def _places(self) -> Places:
        return Places(self.document, self._layout)

    def _layout(self, doc: str) -> Layout:
        return self.layouts.get(doc) or layout_of(self.document(doc), self.reading(doc))

    def paragraphs(self, doc: str) -> tuple[tuple[int, int], ...]:
        """Return the places of a document's body paragraphs, in order; their number, from 1, is what pages print."""
        return self._places.paragraphs(doc)

    def zone(self, place: Place) -> str:
        """Return the label of the zone in which a place begins; `body` where no zone says otherwise."""
        return self._places.zone(place)

    def evidence(self, place: Place) -> Evidence:
        """Return a place with its words, its surroundings (its sentences; its line where none was read) and its account."""
        document = self.document(place.doc)
        prefix, suffix = self._places.surroundings(place)
        return Evidence(
            place=place,
            exact=document.words(place),
            prefix=prefix,
            suffix=suffix,
            outlet=self.outlet(place.doc),
            document=document.name,
            paragraph=self._places.paragraph(place),
            where=self.zone(place),
            sha256=document.text_sha256,
        )


def load_dossier(folder: Path) -> Dossier:
    """Return the dossier that a folder holds.

    Raises DossierMissing where there is none, DossierNewer where a newer Crosswire wrote it.
    """
    with Store.open(folder) as store:
        return Dossier(store.findings(), read_corrections(folder)[0])
