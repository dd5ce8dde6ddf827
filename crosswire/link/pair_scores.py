"""How alike two documents are as accounts of one occasion, with the features that say so.

score = ln(cosine of words) - local * ln(what each one's nearest documents share with it) + numbers * (cosine of numbers)
+ brief * (shortness) - per_day * ln(1 + days apart)

The second term is local scaling (Zelnik-Manor and Perona 2004, "Self-tuning spectral clustering"): among many accounts of one subject the
same words tell less. Time is soft: no gap is forbidden, and a missing date costs as much as a few days. The weights are trained
(lexicon/story_weights.json; docs/models/stories.md). Pairs are weighed many at a time, in columns.
"""

import json
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from math import log
from typing import NamedTuple

import numpy as np

from crosswire.link.grounds import Grounds
from crosswire.link.linkage import best_of_each
from crosswire.link.nearest import Pairs

FLOOR = 0.02
"""Added to a cosine before its logarithm is taken: likeness that any two news texts have."""
NEIGHBOURS = 3
"""Nearest documents that make a neighbourhood."""


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


class Scores(NamedTuple):
    """Why pairs are held to be one story or not, as columns. near: mean likeness of the two to their nearest documents. likeness: the score
    without the date test; score: with it.
    """

    near: np.ndarray
    likeness: np.ndarray
    score: np.ndarray


def score_pairs(
    cosine: np.ndarray, grounds: Grounds, left_density: np.ndarray, right_density: np.ndarray, weights: Weights
) -> Scores:
    """Weigh pairs. left_density, right_density: likeness of each one's document to its nearest ones."""
    likeness = np.log(np.maximum(cosine, 0.0) + FLOOR)
    likeness -= weights.local * (np.log(left_density + FLOOR) + np.log(right_density + FLOOR)) / 2
    likeness += weights.brief * grounds.brief + weights.numbers * grounds.numbers
    cost = grounds.cost(weights.per_day, weights.missing)
    return Scores((left_density + right_density) / 2, likeness, likeness - cost)


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
