"""How alike two documents are as accounts of one occasion, with the features that say so.

score = ln(cosine of words) - local * ln(what each one's nearest documents share with it) + numbers * (cosine of numbers)
+ brief * (shortness) - per_day * ln(1 + days apart)

The second term is local scaling (Zelnik-Manor and Perona 2004, "Self-tuning spectral clustering"): among many accounts of one subject the
same words tell less. Time is soft: no gap is forbidden, and a missing date costs as much as a few days. The weights are trained
(lexicon/story_weights.json; docs/models/stories.md). Pairs are weighed many at a time, in columns.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from math import log, log1p
from typing import NamedTuple

import numpy as np

from crosswire.link.days import DayEvidence, days_apart
from crosswire.link.linkage import best_of_each
from crosswire.link.nearest import Pairs
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
class Voice:
    """What a document brings to a pair beside its words. brief: its shortness."""

    numbers: Mapping[int, float]
    brief: float
    days: DayEvidence


class Grounds(NamedTuple):
    """What pairs have beside their words, as columns, whatever stands around them. numbers: cosine of their numbers. brief: mean
    shortness. apart: days between them, NaN where unknown. cost: of the days.
    """

    numbers: np.ndarray
    brief: np.ndarray
    apart: np.ndarray
    cost: np.ndarray


class Scores(NamedTuple):
    """Why pairs are held to be one story or not, as columns. near: mean likeness of the two to their nearest documents. likeness: the score
    without the date test; score: with it.
    """

    near: np.ndarray
    likeness: np.ndarray
    score: np.ndarray


def find_grounds(pairs: Sequence[tuple[Voice, Voice]], weights: Weights) -> Grounds:
    """Compare what pairs of documents have beside their words."""
    rows = [
        (
            share_numbers(left.numbers, right.numbers),
            left.brief + right.brief,
            *weigh_gap(left.days, right.days, weights),
        )
        for left, right in pairs
    ]
    numbers, brief, apart, cost = np.array(rows, np.float64).reshape(-1, 4).T
    return Grounds(numbers, brief / 2, apart, cost)


def score_pairs(
    cosine: np.ndarray, grounds: Grounds, left_density: np.ndarray, right_density: np.ndarray, weights: Weights
) -> Scores:
    """Weigh pairs. left_density, right_density: likeness of each one's document to its nearest ones."""
    likeness = np.log(np.maximum(cosine, 0.0) + FLOOR)
    likeness -= weights.local * (np.log(left_density + FLOOR) + np.log(right_density + FLOOR)) / 2
    likeness += weights.brief * grounds.brief + weights.numbers * grounds.numbers
    return Scores((left_density + right_density) / 2, likeness, likeness - grounds.cost)


def assume_density(count: int, weights: Weights) -> float:
    """Return the likeness assumed of neighbours that a corpus of that many documents does not hold."""
    step = min(1.0, max(0.0, log(max(count, 1) / FEW) / log(MANY / FEW)))
    return weights.few + (weights.many - weights.few) * step


def find_densities(count: int, pairs: Pairs, weights: Weights) -> np.ndarray:
    """Return for each document the mean likeness to its nearest ones; where fewer are that near, assumed ones stand in."""
    owners, cosines = np.concatenate([pairs.left, pairs.right]), np.tile(pairs.cosine, 2)
    best = best_of_each(owners, cosines, NEIGHBOURS)
    owners, assumed = owners[best], assume_density(count, weights)
    sums = np.bincount(owners, np.maximum(cosines[best], assumed), minlength=count)
    return (sums + assumed * (NEIGHBOURS - np.bincount(owners, minlength=count))) / NEIGHBOURS


def shortness(terms: int) -> float:
    """Return by how much a document is shorter than a text, as a logarithm; 0 for texts."""
    return max(0.0, log(BRIEF / max(terms, 1)))


def weigh_gap(left: DayEvidence, right: DayEvidence, weights: Weights) -> tuple[float, float]:
    """Return the days between two documents, NaN if unknown, and what that costs."""
    if left.stated and right.stated:
        apart: int | None = abs((left.stated - right.stated).days)
        return float(apart or 0), weights.per_day * log1p(apart or 0)
    apart = days_apart(left, right) if left.of and right.of else None
    missing = log1p(weights.missing)
    if apart is None:
        return float("nan"), weights.per_day * missing
    sure = LEAD_SURE if "lead" in (left.of, right.of) else 1.0
    return float(apart), weights.per_day * (sure * log1p(apart) + (1 - sure) * missing)
