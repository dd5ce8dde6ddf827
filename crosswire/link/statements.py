"""Statements: the wordings of one utterance, aligned over the accounts of a story.

The gate comes first, the score second: a trial on five wire stories found that "same speaker, compatible occasion" is worth as much as
any model. What is compared is the content alone, sentence by sentence, since one outlet's two sentences may be another outlet's two
quotations; a quotation may therefore stand in two statements.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from crosswire.link.statements_chapters import find_chapters, main_story
from crosswire.link.statements_clusters import group_segments
from crosswire.link.statements_earlier import link_earlier
from crosswire.link.statements_gate import Gate, SpokenOn, find_occasions
from crosswire.link.statements_model import judge
from crosswire.link.statements_score import Segment, center, find_candidates, make_scale, measure_pair, weigh_segment
from crosswire.link.statements_segments import cut_quotations, find_utterances, is_denial
from crosswire.model import (
    Actor,
    Attribution,
    CopyGroup,
    Document,
    Pair,
    Published,
    Quotation,
    Reading,
    Statement,
    Story,
    make_id,
)

SAME = 0.42
"""Mean chance from which stretches are one utterance. The labelled stories would bear .35 without a false join; on the five real captures one comes in
at .40, so that it is their threshold that counts: invented speakers say fewer like things."""

OVER_STORIES = 0.7
"""Chance from which two stretches in two stories of one chapter are one utterance: two stories are mostly two occasions. On the dev half of
bench/labelled/statements no false pair is joined from here on, at .45 four."""

POSSIBLE = 0.22
"""Chance from which a quotation of another document may be a wording of a statement, where the speaker is the same. On the dev half
of bench/labelled/statements 79 of 100 listed are right, as at .25, and .96 of the pairs are found; below, more is listed and no more found."""

UNLIKELY = 0.2
"""Chance below which two stretches never stand in one statement, whatever stands between them."""

VERBATIM = 0.95
"""Share of common words from which a quotation whose speaker was not found takes the speaker of its twin: a reprint's, or a standfirst's."""

TURNED = 0.15
CLOSE = 0.5
"""Share of the common words that only one side negates, and share of words in common, from which two stretches are two statements."""

DENIED = 0.12
"""Share of words in common that "denied that X" needs with what says that X is not: of a denial the words are all that is known."""

FEW_WORDS = 0.2
"""Share of words in common below which a stretch that says "not" and one that does not are held apart: nothing shows that the rest is the same."""

LEDE = 0.5
"""How much "one document" counts between a document's first lines and the rest of it."""

LISTS = 0.5
"""Share of both stretches that does nothing but list topics, from which what they have in common says little."""

STRANGER = 0.2
"""Likeness that two stretches have by chance; a pair leads by as much as it exceeds this, or the next best of either side."""

LEAD = 0.4
"""A lead beyond this counts no more."""

MOST_POSSIBLE = 6
"""Quotations listed as possible wordings of one statement, best first."""

Measures = dict[str, float]


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

    Every quotation that was said stands in at least one statement, a nested one only where the other does nothing but pass it on; attitudes
    stand in none.
    Wordings come fullest first, those of the body before
    those of captions, teasers and records; only body wordings count as accounts. Work is done chapter by chapter: a story, or stories whose days
    adjoin (statements_chapters.py). A statement over two stories belongs to the one with most of its wordings.
    """
    by_doc = {d.id: d for d in documents}
    reading_of = {r.doc: r for r in readings}
    gate = Gate(actors, attributions)
    published_of = {p.doc: p.date for p in published}
    voice = {doc: group.id for group in copies for doc in group.docs}
    found: list[Statement] = []
    said: dict[str, Quotation] = {}
    occasions: dict[str, SpokenOn] = {}
    placed = {doc for story in stories for doc in story.docs}
    alone = [((), (r.doc,)) for r in readings if r.doc not in placed]
    quoted = {r.doc: gate.people(q.id for q in r.quotations) for r in readings}
    chapters = [(c, tuple(d for s in c for d in s.docs)) for c in find_chapters(stories, published_of, quoted)]
    for chapter, docs in [*chapters, *alone]:
        members = [reading_of[d] for d in sorted(docs) if d in reading_of and d in by_doc]
        aligner = Aligner(members, by_doc, gate, find_occasions(members, by_doc, published_of), chapter)
        found.extend(aligner.statements(voice))
        said |= aligner.quotations
        occasions |= aligner.occasions
    return link_earlier(sorted(found, key=lambda s: (s.story, s.id)), said, occasions)


class Aligner:
    """Aligns the quotations of one chapter: of one story, or of several whose days adjoin."""

    def __init__(
        self,
        readings: Sequence[Reading],
        documents: dict[str, Document],
        gate: Gate,
        occasions: dict[str, SpokenOn],
        chapter: Sequence[Story] = (),
    ) -> None:
        self.gate = gate
        self.chapter = chapter
        self.story_of = {doc: story.id for story in chapter for doc in story.docs}
        self.occasions = occasions
        self.readings = readings
        self.doc_of = {q.id: r.doc for r in readings for q in r.quotations}
        self.quotations = {q.id: q for r in readings for q in find_utterances(documents[r.doc], r)}
        self.twins = self.find_twins()
        self.segments: list[Segment] = center(
            [s for r in readings for s in cut_quotations(documents[r.doc], r) if s.quotation in self.twins]
        )
        background = {
            documents[r.doc].text[s.start : s.end] for r in readings for s in r.sentences if s.where == "body"
        }
        self.ledes = {r.doc: end_of_lede(r) for r in readings}
        self.scale = make_scale(self.segments, sorted(background))
        self.measures: dict[tuple[int, int], Measures] = {}
        self.chances: dict[tuple[int, int], float] = {}
        self.limits: dict[tuple[int, int], str] = {}
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

    def measure(self) -> None:
        """Measure the pairs of stretches that have enough in common and that the gate lets through."""
        weighed = [weigh_segment(s, self.scale) for s in self.segments]
        for i, j in sorted(find_candidates(weighed)):
            a, b = self.segments[i], self.segments[j]
            limit = self.allowed(a, b)
            if limit is None:
                continue
            left, right = self.occasions[a.quotation], self.occasions[b.quotation]
            self.measures[i, j] = measure_pair(weighed[i], weighed[j]) | {
                "occasion": float(left.agrees(right) and left.long_before() and right.long_before()),
                "elsewhen": float(left.strays(right)),
                "too early": float(left.precedes(right)),
                "days apart": left.gap(right),
                "one document": self.one_document(a, b),
            }
            self.limits[i, j] = limit
        self.add_leads()

    def one_document(self, a: Segment, b: Segment) -> float:
        """1 for two stretches of one document, which are rarely one utterance; half where its first lines may sum up what it quotes below."""
        if a.doc != b.doc:
            return 0.0
        ledes = sum(s.start < self.ledes[s.doc] for s in (a, b))
        return LEDE if ledes == 1 else 1.0

    def add_leads(self) -> None:
        """Add to each pair how far it leads: its likeness less the next best that one of the two has with the other's document.

        An outlet rarely tells one utterance twice; of two like candidates at most one is it.
        """
        likeness = {pair: like(m) for pair, m in self.measures.items()}
        best: dict[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)
        for (i, j), value in likeness.items():
            best[i, self.segments[j].doc].append((value, j))
            best[j, self.segments[i].doc].append((value, i))
        for rivals in best.values():
            rivals.sort(key=lambda r: (-r[0], r[1]))
            del rivals[2:]
        for (i, j), value in likeness.items():
            ways = ((i, j), (j, i))
            rival = max(next((v for v, k in best[a, self.segments[b].doc] if k != b), STRANGER) for a, b in ways)
            self.measures[i, j]["lead"] = max(-LEAD, min(LEAD, value - max(rival, STRANGER)))

    def judge(self) -> None:
        """Give each measured pair its chance, and hold back what must not be joined however like it is."""
        for (i, j), m in self.measures.items():
            a, b = self.segments[i], self.segments[j]
            self.chances[i, j] = judge(m)
            words = (m.get("words", 0.0) + m.get("kept", 0.0)) / 2
            if self.limits[i, j] == "possible" and words >= VERBATIM and self.gate.unknown(a.quotation, b.quotation):
                self.limits[i, j] = "same"
            turned = m["negation"] >= TURNED and words > CLOSE and not (a.turned and b.turned)
            guessed = words < DENIED and is_denial(self.quotations[a.quotation]) != is_denial(
                self.quotations[b.quotation]
            )
            over_stories = self.story_of.get(a.doc) != self.story_of.get(b.doc) and self.chances[i, j] < OVER_STORIES
            denied = m["one negated"] and words < FEW_WORDS  # between two languages none are in common
            if turned or guessed or denied or over_stories or m["time"] or m["elsewhen"] or m["topics"] >= LISTS:
                self.limits[i, j] = (
                    "possible"  # turned round or denied in other words, of another time or day, or only on the same topics
                )

    def allowed(self, a: Segment, b: Segment) -> str | None:
        """What the gate lets two stretches be at most: same, possible or None."""
        left, right = self.quotations[a.quotation], self.quotations[b.quotation]
        if a.quotation == b.quotation or overlap(left, right, a.doc == b.doc):
            return None
        if left.negated != right.negated and not is_denial(left) and not is_denial(right):
            return None
        allowed = self.gate.match(a.quotation, b.quotation)
        if allowed and (left.future != right.future or left.hypothetical != right.hypothetical):
            allowed = "possible"
        if allowed and not self.occasions[a.quotation].fits(self.occasions[b.quotation]):
            allowed = None
        return allowed

    def statements(self, voice: dict[str, str]) -> list[Statement]:
        """Return the chapter's statements."""
        self.measure()
        self.judge()
        partners: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for pair in sorted(self.chances):
            for i in pair:
                partners[i].append(pair)
        self.partners = partners
        joinable = {k: c for k, c in self.chances.items() if self.limits[k] == "same" and c >= UNLIKELY}
        clusters = group_segments(len(self.segments), joinable, SAME)
        groups = merge_groups([sorted({self.segments[i].quotation for i in c}) for c in clusters])
        where: dict[str, list[int]] = defaultdict(list)
        for i, segment in enumerate(self.segments):
            where[segment.quotation].append(i)
        return [self.make(group, where, voice) for group in groups]

    def make(self, group: list[str], where: dict[str, list[int]], voice: dict[str, str]) -> Statement:
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
            story=main_story(self.chapter, [self.doc_of[q] for q in members]) if self.chapter else "",
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
        scored = [k for i in where[a] for j in where[b] if (k := (min(i, j), max(i, j))) in self.chances]
        if not scored:
            return None
        best = max(scored, key=lambda k: self.chances[k])
        parts = tuple((name, round(value, 4)) for name, value in self.measures[best].items())
        return Pair(left=a, right=b, score=round(self.chances[best], 4), parts=parts, judgement=judgement)

    def fullness(self, quotation: str) -> tuple[bool, int, str]:
        """Order of wordings: body first, then the longest."""
        record = self.quotations[quotation]
        return (record.where != "body", -sum(b - a for a, b in record.content), quotation)


def end_of_lede(reading: Reading) -> int:
    """Return where the first two paragraphs of a document's body end: what stands up to there often sums up what is quoted below."""
    body = [s for s in reading.sentences if s.where == "body"]
    first = set(sorted({s.paragraph for s in body})[:2])
    return max((s.end for s in body if s.paragraph in first), default=0)


def overlap(a: Quotation, b: Quotation, one_document: bool) -> bool:
    """Whether two quotations of one document share characters: such are parts of each other, not two tellings."""
    return one_document and any(s < f and e < t for s, t in a.content for e, f in b.content)


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


def like(measures: Measures) -> float:
    """Likeness of a pair by itself, for comparing pairs with each other: the mean of words and meaning, as far as both are known."""
    views = []
    if "words" in measures:
        views.append((measures["words"] + measures["kept"]) / 2)
    if "meaning" in measures:
        views.append(measures["meaning"])
    return sum(views) / len(views) if views else 0.0
