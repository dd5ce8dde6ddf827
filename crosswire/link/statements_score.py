"""How alike two stretches of reported speech are: the measures by which they are judged, each between 0 and 1.

Three views are kept apart, since each fails elsewhere: character n-grams carry spellings and inflections, stems and their kin carry exchanged
words, the sentence vector carries free translation. Actors are masked before all three: otherwise the same names make any two sentences of
one story alike. What the measures weigh is the business of statements_model.py.
"""

import base64
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from crosswire.link.statements_words import (
    char_grams,
    content_stems,
    find_calendar,
    find_numbers,
    find_turned,
    has_negator,
    listed_share,
    load_kin,
    point_in_time,
    undoes_itself,
    weigh_words,
)

FEWEST = 2
"""A stretch with fewer content words than this is not compared by its words alone: "Yes" is not the same statement as "Yes"."""


KIN = 0.8
"""What a neighbour ("dialogue" for "talks") counts, where the same word counts 1."""

LONE = 0.5
"""One single word in common counts only so much: it may be chance."""


SMALL_STORY = 200
"""Stretches up to which every word may bring a pair together."""

NEAR = 0.3
"""Cosine from which two stretches are compared whatever their words."""

CROWD = 6
"""Stretches with a vector from which a story's common meaning is taken out of each."""

TOPICAL = 0.25
"""Cosine of any two things said on one topic: the mean over the unlike pairs of the dev half of bench/labelled/statements is .22."""

BLOCK = 512
"""Rows of the vector matrix multiplied at once: keeps memory small."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence (or fragment) of a quotation's content.

    quotation, doc: ids. start, end: code points. words: content stems, grams: character
    n-grams, each with its weight. numbers: of the unmasked words; calendar: its months and weekdays. turned: stems under a negation; negated: whether
    it says that something is not; undone: its two negations undo each other. points: -1 looks back in time, 1 ahead. listed: share of it that only
    lists topics. tongue: its language, or ""
    where that is not known. vector: unit vector of this stretch, or None; centered: the same less what is common to its story, again of length 1,
    or None.
    """

    quotation: str
    doc: str
    start: int
    end: int
    words: tuple[tuple[str, float], ...]
    grams: tuple[tuple[str, float], ...]
    numbers: frozenset[str]
    calendar: tuple[frozenset[str], frozenset[str]]
    turned: frozenset[str]
    points: int
    listed: float = 0.0
    tongue: str = "en"
    negated: bool = False
    undone: bool = False
    vector: NDArray[np.float32] | None = field(default=None, compare=False)
    centered: NDArray[np.float32] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Scale:
    """How rare a stem or a gram is within one story: inverse document frequencies over its stretches."""

    words: dict[str, float]
    grams: dict[str, float]
    unseen: float

    def word(self, stem: str) -> float:
        """Weight of a stem."""
        return self.words.get(stem, self.unseen)

    def gram(self, gram: str) -> float:
        """Weight of a gram."""
        return self.grams.get(gram, self.unseen)


def make_segment(
    *,
    quotation: str,
    doc: str,
    start: int,
    end: int,
    text: str,
    masked: str,
    vector: NDArray[np.float32] | None,
    tongue: str = "en",
    denied: bool = False,
) -> Segment:
    """Prepare one stretch for comparing; `masked` is its text with the actors taken out; denied: its opposite was said."""
    weighted = weigh_words(masked)
    words = content_stems(weighted)
    turned = find_turned(masked)
    return Segment(
        quotation=quotation,
        doc=doc,
        start=start,
        end=end,
        words=words,
        grams=tuple(sorted(char_grams(weighted).items())),
        numbers=find_numbers(text),
        calendar=find_calendar(text),
        turned=frozenset(w for w, _ in words) - turned if denied else turned,
        negated=has_negator(masked if tongue == "en" else text, tongue)
        != denied,  # names in other languages are read more loosely
        undone=undoes_itself(masked),
        points=point_in_time(masked),
        listed=listed_share(masked),
        tongue=tongue,
        vector=vector,
    )


def make_scale(segments: Sequence[Segment], background: Iterable[str]) -> Scale:
    """Count in how many stretches of a story a stem and a gram stand: its quotations and the `background` sentences."""
    word_counts: Counter[str] = Counter()
    gram_counts: Counter[str] = Counter()
    size = len(segments)
    kin = load_kin()
    for segment in segments:
        word_counts.update({kin.get(w, w) for w, _ in segment.words})
        gram_counts.update({g for g, _ in segment.grams})
    for sentence in background:
        size += 1
        weighted = weigh_words(sentence)
        word_counts.update({kin.get(w, w) for w, _ in content_stems(weighted)})
        gram_counts.update(char_grams(weighted).keys())
    weigh = lambda n: math.log((1 + size) / (1 + n)) + 1.0  # noqa: E731
    return Scale(
        words={w: weigh(n) for w, n in word_counts.items()},
        grams={g: weigh(n) for g, n in gram_counts.items()},
        unseen=weigh(0),
    )


def center(segments: Sequence[Segment]) -> list[Segment]:
    """Return the stretches of a story with what their vectors have in common taken out: on one topic everything means much the same.

    Mu and Viswanath 2018, "All-but-the-Top" (https://arxiv.org/abs/1702.01417), without its principal directions. In a story of fewer than `CROWD`
    stretches nothing common can be told.
    """
    vectors = [s.vector for s in segments if s.vector is not None]
    if len(vectors) < CROWD:
        return list(segments)
    middle = np.mean(np.stack(vectors).astype(np.float64), axis=0)
    out = []
    for segment in segments:
        if segment.vector is None:
            out.append(segment)
            continue
        rest = segment.vector - middle
        length = float(np.linalg.norm(rest))
        out.append(replace(segment, centered=(rest / (length or 1.0)).astype(np.float32)))
    return out


def unpack_vector(values: str) -> NDArray[np.float32]:
    """Decode a vector record: base64 of one signed byte a dimension, brought back to length 1."""
    raw = np.frombuffer(base64.b64decode(values), dtype=np.int8).astype(np.float32)
    length = float(np.linalg.norm(raw))
    return raw / length if length else raw


@dataclass(frozen=True, slots=True)
class Weighed:
    """A segment measured on its story's scale, so that a pair costs little.

    grams: weights, their vector of length 1. groups: name of kin -> (weight, stems). total: sum of the groups' weights. stems: weights by stem.
    """

    segment: Segment
    grams: dict[str, float]
    groups: dict[str, tuple[float, frozenset[str]]]
    total: float
    stems: dict[str, float]


def weigh_segment(segment: Segment, scale: Scale) -> Weighed:
    """Measure a segment."""
    kin = load_kin()
    grams = {g: n * scale.gram(g) for g, n in segment.grams}
    length = math.sqrt(sum(v * v for v in grams.values())) or 1.0
    gathered = group_words(segment.words, kin)
    groups = {g: (scale.word(g) * w, frozenset(stems)) for g, (w, stems) in gathered.items()}
    return Weighed(
        segment=segment,
        grams={g: v / length for g, v in grams.items()},
        groups=groups,
        total=sum(w for w, _ in groups.values()),
        stems={w: scale.word(w) for w, _ in segment.words},
    )


def match_grams(a: Weighed, b: Weighed) -> float:
    """Cosine of the character TF-IDF vectors."""
    left, right = (a.grams, b.grams) if len(a.grams) <= len(b.grams) else (b.grams, a.grams)
    return math.fsum(v * right[g] for g, v in left.items() if g in right)


def match_words(a: Weighed, b: Weighed) -> tuple[float, float]:
    """Return the weighted share of content stems in common, kin counting for most of a word: of both stretches, and of the shorter one.

    The second asks how much of the shorter stretch the longer one holds, since outlets shorten what they quote.
    """
    if min(len(a.groups), len(b.groups)) < FEWEST:
        return 0.0, 0.0
    shared = [g for g in a.groups if g in b.groups]
    common = math.fsum(
        min(a.groups[g][0], b.groups[g][0]) * (1.0 if a.groups[g][1] & b.groups[g][1] else KIN) for g in shared
    )
    if len(shared) < FEWEST:
        common *= LONE
    return min(1.0, 2 * common / (a.total + b.total)), min(1.0, common / min(a.total, b.total))


def match_negation(a: Weighed, b: Weighed) -> float:
    """Weighted share of the stems in common that stand under a negation on one side only."""
    common = [w for w in a.stems if w in b.stems]
    total = math.fsum(a.stems[w] for w in common)
    turned = math.fsum(a.stems[w] for w in common if (w in a.segment.turned) != (w in b.segment.turned))
    return turned / total if total else 0.0


def group_words(words: Sequence[tuple[str, float]], kin: dict[str, str]) -> dict[str, tuple[float, set[str]]]:
    """Gather stems under their kin: name of the group -> (greatest weight, stems)."""
    groups: dict[str, tuple[float, set[str]]] = {}
    for word, weight in words:
        name = kin.get(word, word)
        old = groups.get(name, (0.0, set()))
        groups[name] = (max(weight, old[0]), old[1] | {word})
    return groups


def measure_pair(left: Weighed, right: Weighed) -> dict[str, float]:
    """Return the measures of two stretches that need no other stretch.

    letters, words, kept, meaning: how much they have in common, as character n-grams, stems, stems of the shorter one, and sense; the first three
    are left out where the languages differ, meaning where a vector is missing. numbers: share of the numbers in common. numbers differ: 1 where both name
    numbers, months or weekdays and share none. negation: share of the common words that one of them negates. one negated: 1 where only
    one says that something is not. time: 1 where one looks back and the other ahead. topics: share of the
    one with fewer topics that only lists some.
    """
    a, b = left.segment, right.segment
    measures: dict[str, float] = {}
    if a.tongue and a.tongue == b.tongue:
        words, kept = match_words(left, right)
        measures |= {"letters": match_grams(left, right), "words": words, "kept": kept}
    if a.vector is not None and b.vector is not None:
        measures["meaning"] = max(0.0, float(a.vector @ b.vector))
        measures["own meaning"] = match_own(a, b, measures["meaning"])
    elif "words" in measures:
        measures["own meaning"] = (
            measures["words"] + measures["kept"]
        ) / 2  # no vector: the words have to stand for it
    undone = a.undone or b.undone
    return measures | {
        "numbers": len(a.numbers & b.numbers) / (len(a.numbers | b.numbers) or 1),
        "numbers differ": float(any(x and y and not x & y for x, y in zip(counted(a), counted(b), strict=True))),
        "negation": 0.0 if undone else match_negation(left, right),
        "one negated": float(a.negated != b.negated and not undone),
        "time": float(a.points * b.points < 0),
        "topics": min(a.listed, b.listed),
    }


def match_own(a: Segment, b: Segment, meaning: float) -> float:
    """Return how alike two stretches are beyond what is common to their story; in a story too small to tell, beyond `TOPICAL`."""
    if a.centered is None or b.centered is None:
        return max(0.0, (meaning - TOPICAL) / (1 - TOPICAL))
    return max(0.0, float(a.centered @ b.centered))


def counted(segment: Segment) -> tuple[frozenset[str], ...]:
    """Return what a stretch says by number, each kind by itself: numbers, months, weekdays."""
    return (segment.numbers, *segment.calendar)


def find_candidates(weighed: Sequence[Weighed]) -> set[tuple[int, int]]:
    """Return the pairs (i, j), i < j, that are worth comparing: two groups of kin in common that are not everywhere, or near in meaning.

    In a large story a word that stands in a quarter of all stretches is passed over, so that the work stays near-linear.
    """
    postings: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(weighed):
        for group in one.groups:
            postings[group].append(i)
    most = max(SMALL_STORY, len(weighed) // 4)
    shared: Counter[tuple[int, int]] = Counter()
    for members in postings.values():
        if len(members) <= most:
            shared.update((i, j) for n, i in enumerate(members) for j in members[n + 1 :])
    found = {pair for pair, n in shared.items() if n >= FEWEST}
    rows = [(i, one.segment.vector) for i, one in enumerate(weighed) if one.segment.vector is not None]
    if rows:
        matrix = np.stack([vector for _, vector in rows])
        for start in range(0, len(rows), BLOCK):
            near = np.argwhere(matrix[start : start + BLOCK] @ matrix.T >= NEAR)
            found.update((rows[start + int(r)][0], rows[int(c)][0]) for r, c in near if start + r < c)
    return found
