"""How alike two documents are as accounts of one occasion, with the features that say so.

score = ln(cosine of words) - local * ln(what each one's nearest documents share with it) + numbers * (cosine of numbers)
+ brief * (shortness) - per_day * ln(1 + days apart)

The second term is local scaling (Zelnik-Manor and Perona 2004, "Self-tuning spectral clustering"): among many accounts of one subject the
same words tell less. Time is soft: no gap is forbidden, and a missing date costs as much as a few days. The weights are trained
(lexicon/story_weights.json; docs/models/stories.md).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from math import log, log1p

import numpy as np

from crosswire.link.days import DayEvidence, days_apart
from crosswire.link.terms import share_numbers

FLOOR = 0.02
"""Added to a cosine before its logarithm is taken: likeness that any two news texts have."""
NEIGHBOURS = 3
"""Nearest documents that make a neighbourhood."""
BRIEF = 15
"""Documents of fewer terms are headlines alone: two that tell one thing may share a word or two."""
LEAD_SURE = 0.5
"""Weight of a day that is only printed in the lead, against 1 for a header's or a dateline's."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What the score weighs. tau: mean score from which documents are one story. local, numbers, brief, per_day: see above. missing: days that a
    missing date counts for. unknown: score of a pair that shares no heavy words. few, many: likeness assumed of neighbours that
    are not there, in a corpus of `FEW` documents and less, and of `MANY` and more. line: mean score without dates from which
    stories continue one another.
    """

    tau: float
    local: float
    numbers: float
    brief: float
    per_day: float
    missing: float
    unknown: float
    few: float
    many: float
    line: float


FEW, MANY = 10, 400
"""A corpus of few documents cannot show how much documents on one subject share anyway, so it has to be assumed."""


@cache
def load_weights() -> Weights:
    """Return the trained weights."""
    kept = json.loads(files("crosswire.link").joinpath("lexicon", "story_weights.json").read_text("utf-8"))
    return Weights(**{field.name: float(kept[field.name]) for field in fields(Weights)})


@dataclass(frozen=True, slots=True)
class PairScore:
    """Why two documents are held to be one story or not.

    cosine: of their weighted words. near: mean cosine of each one with its nearest documents. numbers: cosine of their numbers. apart:
    days between them, None if unknown. likeness: the score without the date test; score: with it.
    """

    cosine: float
    near: float
    numbers: float
    apart: int | None
    likeness: float
    score: float


def assume_density(count: int, weights: Weights) -> float:
    """Return the likeness assumed of neighbours that a corpus of that many documents does not hold."""
    step = min(1.0, max(0.0, log(max(count, 1) / FEW) / log(MANY / FEW)))
    return weights.few + (weights.many - weights.few) * step


def find_densities(count: int, pairs: Sequence[tuple[int, int, float]], weights: Weights) -> np.ndarray:
    """Return for each document the mean likeness to its nearest ones; where fewer are that near, assumed ones stand in."""
    near = [[assume_density(count, weights)] * NEIGHBOURS for _ in range(count)]
    for left, right, cosine in pairs:
        for row in (near[left], near[right]):
            if cosine > row[-1]:
                row[-1] = cosine
                row.sort(reverse=True)
    return np.array(near).reshape(count, NEIGHBOURS).mean(axis=1) if count else np.zeros(0)


def shortness(terms: int) -> float:
    """Return by how much a document is shorter than a text, as a logarithm; 0 for texts."""
    return max(0.0, log(BRIEF / max(terms, 1)))


@dataclass(frozen=True, slots=True)
class Voice:
    """What a document brings to a pair. density: likeness to its nearest documents. brief: its shortness."""

    numbers: Mapping[int, float]
    density: float
    brief: float
    days: DayEvidence


def score_pair(cosine: float, left: Voice, right: Voice, weights: Weights) -> PairScore:
    """Weigh one pair."""
    likeness = log(max(cosine, 0.0) + FLOOR)
    likeness -= weights.local * (log(left.density + FLOOR) + log(right.density + FLOOR)) / 2
    likeness += weights.brief * (left.brief + right.brief) / 2
    numbers = share_numbers(left.numbers, right.numbers)
    likeness += weights.numbers * numbers
    apart, cost = weigh_gap(left.days, right.days, weights)
    return PairScore(cosine, (left.density + right.density) / 2, numbers, apart, likeness, likeness - cost)


def weigh_gap(left: DayEvidence, right: DayEvidence, weights: Weights) -> tuple[int | None, float]:
    """Return the days between two documents, None if unknown, and what that costs."""
    if left.stated and right.stated:
        apart: int | None = abs((left.stated - right.stated).days)
        return apart, weights.per_day * log1p(apart or 0)
    apart = days_apart(left, right) if left.of and right.of else None
    missing = log1p(weights.missing)
    if apart is None:
        return None, weights.per_day * missing
    sure = LEAD_SURE if "lead" in (left.of, right.of) else 1.0
    return apart, weights.per_day * (sure * log1p(apart) + (1 - sure) * missing)
