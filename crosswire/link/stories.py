"""Stories: documents that tell of one occasion.

Two documents are alike by the words that they share (TF-IDF), less what such a neighbourhood shares anyway (local scaling, as in CSLS:
Conneau et al. 2018), less a cost that grows with the logarithm of the days between them; a date that is missing costs a little, and no
window is hard. Documents are joined by average link over each one's nearest; copies go with their original.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, log1p

from crosswire.link.days import DayEvidence, days_apart, read_all_days
from crosswire.link.linkage import Tie, link_average
from crosswire.link.storylines import group_storylines
from crosswire.link.terms import Terms, find_candidates, weigh_terms
from crosswire.model import NO_DATE, CopyGroup, Document, Reading, Story, make_id

TAU = 0.0
"""Mean score from which documents are one story. Where nothing else is said, this and the next ones were tuned together on
three labelled sets (editors' roundups, editors' cited sources, annotated look-alike events; 1,723 documents): macro
B-cubed F1 .87."""
PER_DAY = 0.09
"""Cost of ln(1 + days apart)."""
FAR, FAR_DAYS = 0.3, 21
"""Cost on top of that beyond so many days: a saga's parties and matters are told in the same words for years. By hand; the
labelled sets come out the same without it."""
UNDATED = 0.02
"""Cost where one of two documents has no date."""
LOCAL = 0.5
"""Share of the neighbourhood's likeness that is taken off."""
UNKNOWN = -0.03
"""Likeness of a pair that shares no heavy words or is not among the nearest: nothing, less what a neighbourhood shares."""
NEIGHBOURS = 5
"""Nearest documents that make a neighbourhood."""
FEW_DENSITY, MANY_DENSITY = 0.3, 0.15
"""Likeness assumed of neighbours that are not there: in a corpus of `FEW` documents and less, and of `MANY` and more. A small corpus
cannot show how much documents on one subject share anyway, so it has to be assumed."""
FEW, MANY = 10, 400
LEAD_SURE = 0.5
"""Weight of a day that is only printed in the lead, against 1 for a header's or a dateline's."""
SHOWN = 3
"""Links kept a document, best first."""


@dataclass(frozen=True, slots=True)
class PairScore:
    """Why two documents are held to be one story or not.

    cosine: of their weighted words. expected: what is taken off for the neighbourhood. apart: days between them, None if
    unknown. sure: weight of that. cost: what the days cost.
    """

    cosine: float
    expected: float
    apart: int | None
    sure: float
    cost: float

    @property
    def likeness(self) -> float:
        """The score without the date test."""
        return self.cosine - self.expected

    @property
    def score(self) -> float:
        """The score with the date test."""
        return self.likeness - self.cost


def group_stories(
    *, documents: Sequence[Document], readings: Sequence[Reading], copies: Sequence[CopyGroup]
) -> tuple[Story, ...]:
    """Group documents on one occasion, and stories that continue one another.

    Every document is in exactly one story; the order of documents makes no difference. Stories are sorted by id, without dates
    (see `resolve_dates`), with the best links of each document.
    """
    origin_of = {doc: group.origin for group in copies for doc in group.docs}
    voices = sorted((d for d in documents if origin_of.get(d.id, d.id) == d.id), key=lambda d: d.id)
    if not voices:
        return ()
    terms = weigh_terms(voices)
    days = read_all_days(voices, readings)
    pairs = score_pairs(terms, [days[voice.id] for voice in voices])
    ties = {pair: Tie(s.likeness, s.cost * s.sure, s.sure) for pair, s in pairs.items()}
    groups = link_average([1] * len(voices), ties, tau=TAU, undated=UNDATED, unknown=UNKNOWN)
    lines = group_storylines(groups, {pair: s.likeness for pair, s in pairs.items()})
    carriers = _carriers(copies, {document.id for document in documents})
    stories = [_build_story([voices[i] for i in group], carriers) for group in groups]
    links = _explain(groups, pairs, voices, terms)
    line_ids = [make_id("l", *sorted(stories[i].id for i in line)) if len(line) > 1 else None for line in lines]
    line_of = {i: line_id for line, line_id in zip(lines, line_ids, strict=True) for i in line}
    finished = [
        Story(
            s.id,
            s.docs,
            line_of[i],
            *_pick_title([voices[k] for k in groups[i]], links[i]),
            NO_DATE,
            s.independent,
            links[i],
        )
        for i, s in enumerate(stories)
    ]
    return tuple(sorted(finished, key=lambda story: story.id))


def score_pairs(terms: Terms, days: Sequence[DayEvidence]) -> dict[tuple[int, int], PairScore]:
    """Return the scores of the pairs that share heavy words, by (smaller index, greater index)."""
    cosines = {(left, right): cosine for left, right, cosine in find_candidates(terms)}
    density = _densities(len(terms.rows), cosines)
    return {
        (left, right): _score_pair(cosine, (density[left] + density[right]) / 2, days[left], days[right])
        for (left, right), cosine in cosines.items()
    }


def _score_pair(cosine: float, density: float, left: DayEvidence, right: DayEvidence) -> PairScore:
    apart = days_apart(left, right)
    if apart is None:
        return PairScore(cosine, LOCAL * density, None, 0.0, UNDATED)
    sure = LEAD_SURE if "lead" in (left.of, right.of) else 1.0
    cost = PER_DAY * log1p(apart) + (FAR if apart > FAR_DAYS else 0.0)
    return PairScore(cosine, LOCAL * density, apart, sure, cost)


def _densities(count: int, cosines: Mapping[tuple[int, int], float]) -> list[float]:
    """Return for each document the mean likeness to its nearest ones; where fewer are that near, assumed ones stand in."""
    step = min(1.0, max(0.0, log(max(count, 1) / FEW) / log(MANY / FEW)))
    assumed = FEW_DENSITY + (MANY_DENSITY - FEW_DENSITY) * step
    near: list[list[float]] = [[assumed] * NEIGHBOURS for _ in range(count)]
    for (left, right), cosine in cosines.items():
        near[left].append(cosine)
        near[right].append(cosine)
    return [sum(sorted(row, reverse=True)[:NEIGHBOURS]) / NEIGHBOURS for row in near]


def _carriers(copies: Sequence[CopyGroup], known: set[str]) -> dict[str, tuple[str, ...]]:
    """Return by origin the documents that carry its words, itself included."""
    return {group.origin: tuple(doc for doc in group.docs if doc in known) for group in copies}


def _build_story(voices: Sequence[Document], carriers: Mapping[str, tuple[str, ...]]) -> Story:
    docs = tuple(sorted({doc for voice in voices for doc in carriers.get(voice.id, (voice.id,))}))
    return Story(make_id("s", *docs), docs, None, "", voices[0].id, NO_DATE, len(voices))


Links = tuple[tuple[str, str, float, str], ...]


def _explain(
    groups: Sequence[Sequence[int]],
    pairs: Mapping[tuple[int, int], PairScore],
    voices: Sequence[Document],
    terms: Terms,
) -> list[Links]:
    """Return for each group the best links of its members with the words that they share."""
    group_of = {member: at for at, group in enumerate(groups) for member in group}
    inside: dict[int, list[tuple[float, tuple[int, int]]]] = {}
    for pair, score in pairs.items():
        if group_of[pair[0]] == group_of[pair[1]]:
            for member in pair:
                inside.setdefault(member, []).append((-round(score.score, 6), pair))
    chosen: list[set[tuple[int, int]]] = [set() for _ in groups]
    for member, options in inside.items():
        chosen[group_of[member]].update(pair for _, pair in sorted(options)[:SHOWN])
    return [
        tuple(
            (
                voices[left].id,
                voices[right].id,
                round(pairs[left, right].cosine, 3),
                _say(pairs[left, right], terms, left, right),
            )
            for left, right in sorted(found)
        )
        for found in chosen
    ]


def _say(score: PairScore, terms: Terms, left: int, right: int) -> str:
    """Return the grounds of a link in words: what is shared and how far apart the dates are."""
    apart = {None: "a date is missing", 0: "same day", 1: "1 day apart"}.get(score.apart, f"{score.apart} days apart")
    return f"{', '.join(terms.common(left, right))} ({apart})"


def _pick_title(voices: Sequence[Document], links: Links) -> tuple[str, str]:
    """Return the headline of the most central account that has one, and whose it is; a long headline only where there is no other.

    Without any headline the first line of the first account's body stands in, verbatim.
    """
    central: dict[str, float] = {}
    for left, right, score, _ in links:
        central[left] = central.get(left, 0.0) + score
        central[right] = central.get(right, 0.0) + score
    titled = [voice for voice in voices if (voice.header.headline.value or "").strip()]

    def rank(voice: Document) -> tuple[bool, float, str]:
        return (len(voice.header.headline.value or "") > 120, -round(central.get(voice.id, 0.0), 6), voice.id)

    if titled:
        chosen = min(titled, key=rank)
        return (chosen.header.headline.value or "").strip(), chosen.id
    first = min(voices, key=lambda voice: voice.id)
    starts = [zone.start for zone in first.zones if zone.label == "body"]
    line = first.text[starts[0] if starts else 0 :].lstrip()[:120].splitlines()
    return (line[0] if line else first.name), first.id
