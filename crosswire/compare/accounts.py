"""Lookups over the records that every comparison of accounts needs. Built once per call, linear in the records."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from crosswire.compare.words import load_kind
from crosswire.model import (
    Act,
    Actor,
    Attribution,
    DateValue,
    Document,
    Mention,
    Phrase,
    Place,
    Published,
    Quotation,
    Reading,
    Sentence,
    Span,
    Story,
    TimeExpression,
)

LONGEST = 400
"""Characters of a place that is shown as evidence at most; a longer one is cut at a word (eval/CONTRACT.md of the tables sets the figure)."""

PARTIES = ("state", "organisation")
"""Types of actors that hold positions; a person holds one for the state or body spoken for."""


class Accounts:
    """The records of all documents, by id and by place."""

    def __init__(
        self,
        *,
        documents: Sequence[Document],
        readings: Sequence[Reading],
        stories: Sequence[Story] = (),
        published: Sequence[Published] = (),
        actors: Sequence[Actor] = (),
        attributions: Sequence[Attribution] = (),
        watched: Collection[str] = (),
    ) -> None:
        self.documents = {d.id: d for d in documents}
        self.readings = {r.doc: r for r in readings if r.doc in self.documents}
        self.stories = {s.id: s for s in stories}
        self.watched = watched
        self.story_of = {doc: s for s in stories for doc in s.docs}
        self.published: dict[str, DateValue] = {p.doc: p.date for p in published}
        self.actors = {a.id: a for a in actors}
        self.actor_of = {key: a.id for a in sorted(actors, key=lambda a: a.id) for key in a.mentions}
        self.served = {
            a.affiliation
            for a in actors
            if a.affiliation and any(set(r.split()) & load_kind("state-office") for r, _ in a.roles)
        }
        """Whom a minister or another holder of an office of state serves."""
        self.speakers = {a.quotation: a.speakers for a in attributions}
        self.quotations = {q.id: q for r in readings for q in r.quotations}
        self.doc_of = {q.id: r.doc for r in readings for q in r.quotations}
        self._starts = {doc: [s.start for s in r.sentences] for doc, r in self.readings.items()}
        self._mention_starts: dict[str, list[int]] = {}
        self._phrase_starts: dict[str, list[int]] = {}
        self.storylines: dict[str, list[Story]] = defaultdict(list)
        for story in sorted(stories, key=lambda s: s.id):
            self.storylines[story.storyline or story.id].append(story)

    def groups(self) -> Iterator[tuple[str, list[Reading]]]:
        """Yield (storyline id, readings of its documents sorted by id); a document of no story stands alone."""
        placed: set[str] = set()
        for line in sorted(self.storylines):
            docs = sorted({d for s in self.storylines[line] for d in s.docs if d in self.readings})
            placed.update(docs)
            yield line, [self.readings[d] for d in docs]
        for doc in sorted(set(self.readings) - placed):
            yield doc, [self.readings[doc]]

    def words(self, doc: str, start: int, end: int) -> str:
        """Return the characters at a place."""
        return self.documents[doc].text[start:end]

    def sentence_at(self, doc: str, offset: int) -> Sentence | None:
        """Return the sentence that holds a code point, or None."""
        index = bisect_right(self._starts[doc], offset) - 1
        sentences = self.readings[doc].sentences
        return sentences[index] if index >= 0 and offset < sentences[index].end else None

    def sentence_before(self, doc: str, offset: int) -> Sentence | None:
        """Return the sentence before the one that holds a code point, if it is of the same zone."""
        index = bisect_right(self._starts[doc], offset) - 1
        sentences = self.readings[doc].sentences
        return sentences[index - 1] if index >= 1 and sentences[index - 1].where == sentences[index].where else None

    def mentions_in(self, doc: str, start: int, end: int) -> list[Mention]:
        """Return the mentions that begin inside [start, end), in order."""
        mentions = self.readings[doc].mentions
        starts = self._mention_starts.setdefault(doc, [m.start for m in mentions])
        return list(mentions[bisect_right(starts, start - 1) : bisect_right(starts, end - 1)])

    def phrases_in(self, doc: str, start: int, end: int) -> list[Phrase]:
        """Return the phrases that lie inside [start, end), in order."""
        phrases = self.readings[doc].phrases
        starts = self._phrase_starts.setdefault(doc, [p.start for p in phrases])
        return [p for p in phrases[bisect_right(starts, start - 1) : bisect_right(starts, end - 1)] if p.end <= end]

    def actors_in(self, doc: str, start: int, end: int) -> list[str]:
        """Return the actors mentioned inside [start, end), each once, in order."""
        return list(
            dict.fromkeys(a for m in self.mentions_in(doc, start, end) if (a := self.actor_of.get((doc, m.id))))
        )

    def actors_of(self, doc: str, mentions: Iterable[str]) -> list[str]:
        """Return the actors of some mentions of a document, each once, in order."""
        return list(dict.fromkeys(a for m in mentions if (a := self.actor_of.get((doc, m)))))

    def party(self, actor: str) -> str | None:
        """Return the state or body for which an actor speaks: itself, or what it is affiliated with; None if not known."""
        seen: set[str] = set()
        current: str | None = actor
        while current is not None and current not in seen:
            record = self.actors.get(current)
            if record is None:
                return None
            if record.type in PARTIES and record.affiliation is None:
                return current
            seen.add(current)
            if record.affiliation is None:
                return None
            current = record.affiliation
        return current

    def parties(self, actors: Iterable[str]) -> list[str]:
        """Return the parties of some actors, each once, in order."""
        return list(dict.fromkeys(p for a in actors if (p := self.party(a))))

    def clip(self, doc: str, start: int, end: int, keep: int | None = None) -> Place:
        """Return a place of at most LONGEST characters inside [start, end), cut at words; `keep` is a code point that must stay in it."""
        if end - start <= LONGEST:
            return Place(doc, start, end)
        text = self.documents[doc].text
        begin = start if keep is None or keep - start < LONGEST // 2 else min(keep - LONGEST // 4, end - LONGEST)
        if begin > start:
            blank = text.find(" ", begin, end)
            begin = blank + 1 if blank >= 0 else begin
        stop = min(end, begin + LONGEST)
        if stop < end:
            blank = text.rfind(" ", begin, stop)
            stop = blank if blank > begin else stop
        return Place(doc, begin, stop)

    def times_in(self, doc: str, spans: Sequence[Span]) -> list[TimeExpression]:
        """Return the time expressions that begin inside some spans, in order."""
        return [t for t in self.readings[doc].times if any(a <= t.start < b for a, b in spans)]

    def acts(self, doc: str) -> tuple[Act, ...]:
        """Return the clauses of a document."""
        return self.readings[doc].acts

    def outer(self, quotation: str) -> Quotation:
        """Return the quotation that holds this one, or itself."""
        record = self.quotations[quotation]
        while record.nested_in in self.quotations:
            record = self.quotations[record.nested_in]
        return record


def voices(docs: Iterable[str], copies: dict[str, str]) -> int:
    """Return how many independent voices some documents are; `copies` maps a document to its copy group."""
    return len({copies.get(d, d) for d in docs})
