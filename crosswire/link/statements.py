"""Statements: the wordings of one utterance, aligned over the accounts of a story.

The gate comes first, the score second: a trial on five wire stories found that "same speaker, compatible occasion" is worth as much as
any model. What is compared is the content alone, sentence by sentence, since one outlet's two sentences may be another outlet's two
quotations; a quotation may therefore stand in two statements.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from crosswire.link.statements_clusters import group_segments
from crosswire.link.statements_gate import Gate, SpokenOn, find_occasions
from crosswire.link.statements_score import (
    Segment,
    find_candidates,
    make_scale,
    make_segment,
    match_segments,
    unpack_vector,
    weigh_segment,
)
from crosswire.model import (
    Act,
    Actor,
    Attribution,
    CopyGroup,
    Document,
    Pair,
    Published,
    Quotation,
    Reading,
    Span,
    Statement,
    Story,
    make_id,
)

SAME = 0.41
"""Average score from which stretches are one utterance. Set on the invented utterances of tests/link/tellings.tsv, where the highest pair of two
utterances that no other rule keeps apart scores .40."""

POSSIBLE = 0.32
"""Score from which a quotation of another document may be a wording of a statement, where the speaker is the same."""

FLOOR = 0.2
"""Pairs that score less are forgotten, and never stand together."""

AGREED = 0.1
"""Added where both accounts name the day or month on which it was said, and name the same."""

VERBATIM = 0.9
"""Score from which a quotation whose speaker was not found takes the speaker of its twin: a reprint's, or a standfirst's."""

TURNED = 0.15
CLOSE = 0.5
"""Share of the common words that only one side negates, and share of words in common, from which two stretches are two statements."""

MASKED = ("person", "state", "organisation")
"""Types of mentions that are taken out before comparing: who they are is the gate's business. Places stay: they are what is spoken of."""

SHORTEST = 3
"""Content words that a sentence of a quotation needs to be compared by itself; a shorter one is read with its neighbour."""

MOST_POSSIBLE = 6
"""Quotations listed as possible wordings of one statement, best first."""

Scored = tuple[float, tuple[tuple[str, float], ...], str]
"""Score, its parts, and the judgement that the gate allows at most."""


def align_statements(
    *,
    documents: Sequence[Document],
    readings: Sequence[Reading],
    copies: Sequence[CopyGroup],
    stories: Sequence[Story],
    published: Sequence[Published],
    actors: Sequence[Actor],
    attributions: Sequence[Attribution],
) -> tuple[Statement, ...]:
    """Align the quotations of each story into statements.

    Every quotation that was said and is not nested in another stands in at least one statement; attitudes stand in none.
    Wordings come fullest first, those of the body before
    those of captions, teasers and records; only body wordings count as accounts. Work is done story by story.
    """
    by_doc = {d.id: d for d in documents}
    reading_of = {r.doc: r for r in readings}
    gate = Gate(actors, attributions)
    published_of = {p.doc: p.date for p in published}
    voice = {doc: group.id for group in copies for doc in group.docs}
    found: list[Statement] = []
    placed = {doc for story in stories for doc in story.docs}
    alone = [("", (r.doc,)) for r in readings if r.doc not in placed]
    for story_id, docs in [*((s.id, s.docs) for s in stories), *alone]:
        members = [reading_of[d] for d in sorted(docs) if d in reading_of and d in by_doc]
        aligner = Aligner(members, by_doc, gate, find_occasions(members, by_doc, published_of))
        found.extend(aligner.statements(story_id, voice))
    return tuple(sorted(found, key=lambda s: (s.story, s.id)))


class Aligner:
    """Aligns the quotations of one story."""

    def __init__(
        self, readings: Sequence[Reading], documents: dict[str, Document], gate: Gate, occasions: dict[str, SpokenOn]
    ) -> None:
        self.gate = gate
        self.occasions = occasions
        self.readings = readings
        self.doc_of = {q.id: r.doc for r in readings for q in r.quotations}
        self.quotations = {q.id: q for r in readings for q in r.quotations if is_utterance(q)}
        self.twins = self.find_twins()
        self.segments: list[Segment] = []
        for reading in readings:
            self.segments.extend(
                s for s in cut_quotations(documents[reading.doc], reading) if s.quotation in self.twins
            )
        background = {
            documents[r.doc].text[s.start : s.end] for r in readings for s in r.sentences if s.where == "body"
        }
        self.scale = make_scale(self.segments, sorted(background))
        self.scores: dict[tuple[int, int], Scored] = {}
        self.partners: dict[int, list[tuple[int, int]]] = {}

    def find_twins(self) -> dict[str, list[str]]:
        """Return first quotation -> those that repeat it word for word by the same speaker; only the first is compared.

        A reprint therefore costs nothing and changes no score.
        """
        first: dict[tuple[object, ...], str] = {}
        twins: dict[str, list[str]] = {}
        for reading in self.readings:
            for q in reading.quotations:
                if q.id not in self.quotations:
                    continue
                words = " ".join(q.text.lower().replace("’", "'").split())
                standing = (q.negated, q.future, q.hypothetical, self.occasions[q.id].days)
                key = (words, tuple(sorted(self.gate.of(q.id))), standing)
                if first.setdefault(key, q.id) == q.id:
                    twins[q.id] = []
                else:
                    twins[first[key]].append(q.id)
        return twins

    def score(self) -> None:
        """Score the pairs of stretches that have enough in common and that the gate lets through."""
        weighed = [weigh_segment(s, self.scale) for s in self.segments]
        for i, j in sorted(find_candidates(weighed)):
            a, b = self.segments[i], self.segments[j]
            allowed = self.allowed(a, b)
            if allowed is None:
                continue
            score, parts = match_segments(weighed[i], weighed[j])
            if self.occasions[a.quotation].agrees(self.occasions[b.quotation]):
                score, parts = score + AGREED, (*parts, ("occasion", AGREED))
            if score >= FLOOR:
                values = dict(parts)
                if allowed == "possible" and score >= VERBATIM and self.gate.unknown(a.quotation, b.quotation):
                    allowed = "same"
                if values["time"] or (
                    values["negation"] >= TURNED and values["words"] > CLOSE and not (a.turned and b.turned)
                ):
                    allowed = "possible"  # like words, but turned round, or of another time
                self.scores[i, j] = (score, parts, allowed)

    def allowed(self, a: Segment, b: Segment) -> str | None:
        """What the gate lets two stretches be at most: same, possible or None."""
        if a.quotation == b.quotation or overlap(
            self.quotations[a.quotation], self.quotations[b.quotation], a.doc == b.doc
        ):
            return None
        left, right = self.quotations[a.quotation], self.quotations[b.quotation]
        if left.negated != right.negated:
            return None
        allowed = self.gate.match(a.quotation, b.quotation)
        if allowed and (left.future != right.future or left.hypothetical != right.hypothetical):
            allowed = "possible"
        if allowed and not self.occasions[a.quotation].fits(self.occasions[b.quotation]):
            allowed = None
        return allowed

    def statements(self, story: str, voice: dict[str, str]) -> list[Statement]:
        """Return the story's statements."""
        self.score()
        partners: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for pair in sorted(self.scores):
            for i in pair:
                partners[i].append(pair)
        self.partners = partners
        joinable = {k: (s if allowed == "same" else None) for k, (s, _, allowed) in self.scores.items()}
        clusters = group_segments(len(self.segments), joinable, SAME)
        groups = merge_groups([sorted({self.segments[i].quotation for i in c}) for c in clusters])
        where: dict[str, list[int]] = defaultdict(list)
        for i, segment in enumerate(self.segments):
            where[segment.quotation].append(i)
        return [self.make(story, group, where, voice) for group in groups]

    def make(self, story: str, group: list[str], where: dict[str, list[int]], voice: dict[str, str]) -> Statement:
        """Build the record of one group of quotations."""
        firsts = sorted(group, key=self.fullness)
        same = [p for n, a in enumerate(firsts) for b in firsts[n + 1 :] if (p := self.best(a, b, where, "same"))]
        same += [Pair(a, b, 1.0, (("words", 1.0),), "same") for a in firsts for b in self.twins[a]]
        members = sorted([*firsts, *(t for a in firsts for t in self.twins[a])], key=self.fullness)
        maybe: dict[str, Pair] = {}
        for other in sorted({q for a in firsts for q in self.near(a, where)} - set(group)):
            scored = [
                p for a in firsts if (p := self.best(a, other, where, "possible")) and p.score >= self.bar(a, other)
            ]
            if scored:
                maybe[other] = max(scored, key=lambda p: p.score)
        chosen = sorted(maybe, key=lambda q: (-maybe[q].score, q))[:MOST_POSSIBLE]
        possible = [q for other in chosen for q in (other, *self.twins[other])]
        body = sorted({self.doc_of[q] for q in members if self.quotations[q].where == "body"})
        shared = self.gate.shared_speakers(members)
        return Statement(
            id=make_id("u", sorted(members)),
            quotations=tuple(members),
            possible=tuple(possible),
            speakers=shared,
            story=story,
            accounts=len(body),
            independent=len({voice.get(d, d) for d in body}),
            pairs=tuple(same + [maybe[q] for q in chosen]),
        )

    def bar(self, a: str, b: str) -> float:
        """Score that a possible wording needs: more within one document or where another actor speaks."""
        near = self.doc_of[a] != self.doc_of[b] and self.gate.match(a, b) == "same"
        return POSSIBLE if near else SAME

    def near(self, quotation: str, where: dict[str, list[int]]) -> Iterable[str]:
        """Yield the quotations that were scored against one."""
        for i in where[quotation]:
            for j, k in self.partners.get(i, ()):
                yield self.segments[k if j == i else j].quotation

    def best(self, a: str, b: str, where: dict[str, list[int]], judgement: str) -> Pair | None:
        """Return the best comparison of two quotations' stretches, or None if none was scored."""
        scored = [self.scores[k] for i in where[a] for j in where[b] if (k := (min(i, j), max(i, j))) in self.scores]
        if not scored:
            return None
        score, parts, _ = max(scored, key=lambda x: x[0])
        return Pair(left=a, right=b, score=round(score, 4), parts=parts, judgement=judgement)

    def fullness(self, quotation: str) -> tuple[bool, int, str]:
        """Order of wordings: body first, then the longest."""
        record = self.quotations[quotation]
        return (record.where != "body", -sum(b - a for a, b in record.content), quotation)


def is_utterance(quotation: Quotation) -> bool:
    """Whether a quotation stands by itself and was said: not what an actor wants or believes, which has no wordings of its own."""
    return quotation.speech and quotation.nested_in is None


def overlap(a: Quotation, b: Quotation, one_document: bool) -> bool:
    """Whether two quotations of one document share characters: such are parts of each other, not two tellings."""
    return one_document and any(s < f and e < t for s, t in a.content for e, f in b.content)


def cut_quotations(document: Document, reading: Reading) -> list[Segment]:
    """Cut the quotations of a document into comparable stretches: sentences and fragments, short ones joined with their neighbour."""
    vectors = {v.of: unpack_vector(v.values) for v in reading.vectors}
    names = [(m.start, m.end) for m in reading.mentions if (m.kind == "name" and m.type in MASKED) or m.stands_for]
    segments = []
    for quotation in reading.quotations:
        if not is_utterance(quotation):
            continue
        pieces = cut_content(quotation.content, [(s.start, s.end) for s in reading.sentences], document.text)
        parts = piece_vectors(quotation, pieces, reading.acts, vectors)
        for order, (start, end) in enumerate(pieces):
            inside = [(a, b) for a, b in quotation.content if a < end and start < b]
            text = " ".join(document.text[max(a, start) : min(b, end)] for a, b in inside)
            masked = " ".join(mask(document.text, max(a, start), min(b, end), names) for a, b in inside)
            segments.append(
                make_segment(
                    quotation=quotation.id,
                    doc=document.id,
                    start=start,
                    end=end,
                    order=order,
                    text=text,
                    masked=masked,
                    vector=parts[order],
                )
            )
    return segments


def piece_vectors(
    quotation: Quotation, pieces: Sequence[Span], acts: Sequence[Act], vectors: Mapping[str, NDArray[np.float32]]
) -> list[NDArray[np.float32] | None]:
    """Return a vector for each stretch: of the stretch itself (`id#n`), of the clauses in it, or of the whole content."""
    whole = vectors.get(quotation.id)
    if len(pieces) == 1:
        return [whole]
    found: list[NDArray[np.float32] | None] = []
    for order, (start, end) in enumerate(pieces):
        own = vectors.get(f"{quotation.id}#{order}")
        if own is None:
            inside = [a for a in acts if a.id in vectors and start <= a.verb[0] < end and a.quotation == quotation.id]
            widest = max(inside, key=lambda a: (a.end - a.start, -a.start), default=None)
            wide = widest is not None and 2 * (widest.end - widest.start) >= end - start
            own = vectors[widest.id] if widest is not None and wide else whole
        found.append(own)
    return found


def cut_content(content: Sequence[Span], sentences: Sequence[Span], text: str) -> list[Span]:
    """Return the stretches [start, end) of a content: its fragments, cut at sentence ends; a piece too short goes with the one before it."""
    pieces: list[Span] = []
    for start, end in content:
        cuts = sorted({start, end} | {s for s, _ in sentences if start < s < end})
        for a, b in itertools.pairwise(cuts):
            if pieces and min(len(text[a:b].split()), len(text[slice(*pieces[-1])].split())) < SHORTEST + 1:
                pieces[-1] = (pieces[-1][0], b)
            else:
                pieces.append((a, b))
    return pieces


def mask(text: str, start: int, end: int, names: Sequence[Span]) -> str:
    """Return a stretch with the actors' names taken out."""
    kept = []
    at = start
    for a, b in names:
        if a < end and at < b and a >= start:
            kept.append(text[at:a])
            at = min(b, end)
    kept.append(text[at:end])
    return " ".join(kept)


def merge_groups(groups: list[list[str]]) -> list[list[str]]:
    """Drop a group of quotations that lies inside another: a quotation's further sentence is no statement of its own."""
    unique = sorted({tuple(g) for g in groups}, key=lambda g: (-len(g), g))
    kept: list[set[str]] = []
    holding: dict[str, list[int]] = defaultdict(list)
    for group in unique:
        if any(set(group) <= kept[i] for i in holding[group[0]]):
            continue
        for quotation in group:
            holding[quotation].append(len(kept))
        kept.append(set(group))
    return [sorted(g) for g in kept]
