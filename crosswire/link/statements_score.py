"""How alike two stretches of reported speech are, and why: score and parts.

Three views are averaged, since each fails elsewhere: character n-grams carry spellings and inflections, stems and their kin carry exchanged
words, the sentence vector carries free translation. Actors are masked before all three: otherwise the same names make any two sentences of
one story alike.
"""

import base64
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from crosswire.link.statements_words import (
    char_grams,
    content_stems,
    find_numbers,
    find_turned,
    listed_share,
    load_kin,
    point_in_time,
    weigh_words,
)

FEWEST = 2
"""A stretch with fewer content words than this is not compared by its words alone: "Yes" is not the same statement as "Yes"."""


KIN = 0.8
"""What a neighbour ("dialogue" for "talks") counts, where the same word counts 1."""

TOPICS = 0.5
"""How much of the score is lost where both stretches do nothing but list topics."""

LONE = 0.5
"""One single word in common counts only so much: it may be chance."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence (or fragment) of a quotation's content.

    quotation, doc: ids. start, end: code points. order: number of the segment in its quotation. words: content stems, grams: character n-grams, each with its weight.
    numbers: of the unmasked words. turned: stems under a negation. points:
    -1 looks back in time, 1 ahead. listed: share of it that only lists topics. vector: unit vector of the whole quotation's content or of this stretch, or None.
    """

    quotation: str
    doc: str
    start: int
    end: int
    order: int
    words: tuple[tuple[str, float], ...]
    grams: tuple[tuple[str, float], ...]
    numbers: frozenset[str]
    turned: frozenset[str]
    points: int
    listed: float = 0.0
    vector: NDArray[np.float32] | None = field(default=None, compare=False)


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
    *, quotation: str, doc: str, start: int, end: int, order: int, text: str, masked: str, vector: NDArray[np.float32] | None
) -> Segment:
    """Prepare one stretch for comparing; `masked` is its text with the actors taken out."""
    weighted = weigh_words(masked)
    return Segment(
        quotation=quotation,
        doc=doc,
        start=start,
        end=end,
        order=order,
        words=content_stems(weighted),
        grams=tuple(sorted(char_grams(weighted).items())),
        numbers=find_numbers(text),
        turned=find_turned(masked),
        points=point_in_time(masked),
        listed=listed_share(masked),
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


def unpack_vector(values: str) -> NDArray[np.float32]:
    """Decode a vector record: base64 of one signed byte a dimension, brought back to length 1."""
    raw = np.frombuffer(base64.b64decode(values), dtype=np.int8).astype(np.float32)
    length = float(np.linalg.norm(raw))
    return raw / length if length else raw


def match_grams(a: Segment, b: Segment, scale: Scale) -> float:
    """Cosine of the character TF-IDF vectors."""
    left = {g: n * scale.gram(g) for g, n in a.grams}
    right = {g: n * scale.gram(g) for g, n in b.grams}
    dot = sum(v * right[g] for g, v in left.items() if g in right)
    norm = math.sqrt(sum(v * v for v in left.values()) * sum(v * v for v in right.values()))
    return dot / norm if norm else 0.0


def match_words(a: Segment, b: Segment, scale: Scale) -> float:
    """Weighted share of content stems in common, kin counting for most of a word; between Dice and containment.

    Half of it asks how much of the shorter stretch the longer one holds, since outlets shorten what they quote.
    """
    kin = load_kin()
    left, right = group_words(a.words, kin), group_words(b.words, kin)
    if min(len(left), len(right)) < FEWEST:
        return 0.0
    total_left = sum(scale.word(g) * w for g, (w, _) in left.items())
    total_right = sum(scale.word(g) * w for g, (w, _) in right.items())
    shared = [g for g in left if g in right]
    common = sum(
        scale.word(g) * min(left[g][0], right[g][0]) * (1.0 if left[g][1] & right[g][1] else KIN) for g in shared
    )
    if len(shared) < FEWEST:
        common *= LONE
    return 0.5 * (2 * common / (total_left + total_right)) + 0.5 * (common / min(total_left, total_right))


def match_negation(a: Segment, b: Segment, scale: Scale) -> float:
    """Weighted share of the stems in common that stand under a negation on one side only."""
    left, right = {w for w, _ in a.words}, {w for w, _ in b.words}
    common = left & right
    turned = {w for w in common if (w in a.turned) != (w in b.turned)}
    total = sum(scale.word(w) for w in sorted(common))
    return sum(scale.word(w) for w in sorted(turned)) / total if total else 0.0


def group_words(words: Sequence[tuple[str, float]], kin: dict[str, str]) -> dict[str, tuple[float, set[str]]]:
    """Gather stems under their kin: name of the group -> (greatest weight, stems)."""
    groups: dict[str, tuple[float, set[str]]] = {}
    for word, weight in words:
        name = kin.get(word, word)
        old = groups.get(name, (0.0, set()))
        groups[name] = (max(weight, old[0]), old[1] | {word})
    return groups


def match_segments(a: Segment, b: Segment, scale: Scale) -> tuple[float, tuple[tuple[str, float], ...]]:
    """Return score and parts of two stretches: letters, words, meaning (where both have a vector), numbers and negation.

    numbers: 1 where both name numbers and share none. negation: 1 where one negates and the other does not, an odd number of times apart.
    """
    letters = match_grams(a, b, scale)
    words = min(1.0, match_words(a, b, scale))
    parts = [("letters", letters), ("words", words)]
    if a.vector is not None and b.vector is not None:
        parts.append(("meaning", max(0.0, float(a.vector @ b.vector))))
    score = sum(v for _, v in parts) / len(parts) * (1 - TOPICS * min(a.listed, b.listed))
    parts.append(("numbers", float(bool(a.numbers and b.numbers and not a.numbers & b.numbers))))
    parts.append(("negation", match_negation(a, b, scale)))
    parts.append(("time", float(a.points * b.points < 0)))
    return score, tuple((name, round(value, 4)) for name, value in parts)
