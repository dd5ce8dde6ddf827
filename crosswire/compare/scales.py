"""Scales of words from weak to strong, by which two wordings of one thing are told apart from two translations of it."""

from collections.abc import Iterable
from functools import cache

from crosswire.compare.words import load_table, stem


@cache
def load_scales() -> dict[str, tuple[tuple[str, int], ...]]:
    """Return stem -> (scale, level) of each scale that has it; levels count from 0, the weakest."""
    table: dict[str, list[tuple[str, int]]] = {}
    for scale, words in load_table("scales.tsv"):
        for level, part in enumerate(words.split("<")):
            for word in part.split():
                table.setdefault(stem(word), []).append((scale, level))
    return {word: tuple(places) for word, places in table.items()}


JUDGING = ("asking", "blame", "support")
"""Scales of verbs by which one step is told more or less strongly: those of other scales are other steps."""


def is_judging(lemma: str) -> bool:
    """Whether a verb asks, blames or supports."""
    return bool(judging_scale(lemma))


def judging_scale(lemma: str) -> str:
    """Return the scale of a verb that asks, blames or supports, or ""."""
    return next((scale for scale, _ in load_scales().get(stem(lemma), ()) if scale in JUDGING), "")


def stronger(one: str, other: str) -> bool:
    """Whether two words stand on one scale at two levels."""
    left, right = dict(load_scales().get(stem(one), ())), dict(load_scales().get(stem(other), ()))
    return any(scale in right and right[scale] != level for scale, level in left.items())


def find_shift(one: Iterable[str], other: Iterable[str]) -> tuple[str, str] | None:
    """Return a word of each wording, of one scale and two levels, where neither wording has a word of the other's level; None without one.

    one, other: the words that one wording has and the other has not.
    """
    left, right = sorted(set(one)), sorted(set(other))
    for a in left:
        for b in right:
            if stronger(a, b):
                return a, b
    return None
