"""Stories of headlines alone: a headline is too short to be like all others of its story, so those that are alike are read as one text.

Average link asks that most pairs of two groups be alike. Of a hundred headlines of one occasion most pairs share no word, though all of
them together use few. So groups of headlines are compared once more, each as one text of all its words, by the same score and the same
threshold as documents. Documents with a body are not looked at.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from crosswire.link.days import DayEvidence
from crosswire.link.grounds import Voice, Voices, shortness
from crosswire.link.linkage import Ties, best_of_each, link_average
from crosswire.link.nearest import find_pairs
from crosswire.link.pair_scores import Weights, score_pairs
from crosswire.link.terms import Row, heaviest

ROUNDS = 2
"""Times that groups are compared: what has come together is a longer text. (A third round changes little on headlines of four sets.)"""
POOLED = 100
"""Heaviest terms kept of the headlines of one group."""


class Joint(NamedTuple):
    """Two groups of headlines that were joined. left, right: the first document of each. one, other: their words. cosine, score: of the two."""

    left: int
    right: int
    one: Row
    other: Row
    cosine: float
    score: float


def join_headlines(
    groups: Sequence[Sequence[int]],
    rows: Sequence[Row],
    days: Sequence[DayEvidence],
    density: np.ndarray,
    weights: Weights,
) -> tuple[list[list[int]], list[Joint]]:
    """Join groups of headlines that are alike as texts.

    groups: documents (indices, in the order of their days); rows, days, density: of each document. Returns the groups, those of texts
    as they were, sorted; and what was joined.
    """
    texts = [list(group) for group in groups if not all(shortness(len(rows[at][0])) for at in group)]
    brief = [list(group) for group in groups if all(shortness(len(rows[at][0])) for at in group)]
    joints: list[Joint] = []
    for _ in range(ROUNDS):
        pooled = [pool([rows[at] for at in group]) for group in brief]
        pairs = find_pairs(pooled)
        middle = (days[group[len(group) // 2]] for group in brief)
        voices = Voices(Voice({}, shortness(len(row[0])), day) for row, day in zip(pooled, middle, strict=True))
        near = np.array([density[group].mean() for group in brief])
        grounds = voices.compare(pairs.left, pairs.right)
        score = score_pairs(pairs.cosine, grounds, near[pairs.left], near[pairs.right], weights).score
        ties = Ties(pairs.left, pairs.right, score)
        wholes = link_average(len(brief), ties, tau=weights.tau, unknown=weights.unknown)
        if len(wholes) == len(brief):
            break
        for k in _strongest(wholes, ties, len(brief)):
            i, j = int(pairs.left[k]), int(pairs.right[k])
            joints.append(
                Joint(brief[i][0], brief[j][0], pooled[i], pooled[j], float(pairs.cosine[k]), float(score[k]))
            )
        brief = [sorted(at for part in whole for at in brief[part]) for whole in wholes]
    return sorted([*texts, *brief]), joints


def pool(rows: Sequence[Row]) -> Row:
    """Return the heaviest terms of several rows as one, of unit length."""
    terms, place = np.unique(np.concatenate([terms for terms, _ in rows]), return_inverse=True)
    row = heaviest((terms, np.bincount(place, np.concatenate([weights for _, weights in rows]), len(terms))), POOLED)
    order = np.argsort(row[0])
    terms, weights = row[0][order], row[1][order]
    norm = float(np.sqrt(weights @ weights))
    return terms, weights / norm if norm else weights


def _strongest(wholes: Sequence[Sequence[int]], ties: Ties, count: int) -> list[int]:
    """Return the places of each group's best tie inside the whole that it has become part of."""
    whole_of = np.zeros(count, np.int64)
    for at, whole in enumerate(wholes):
        whole_of[list(whole)] = at
    inside = np.flatnonzero(whole_of[ties.left] == whole_of[ties.right])
    scores = np.round(ties.score[inside], 6)
    best = best_of_each(np.r_[ties.left[inside], ties.right[inside]], np.r_[scores, scores], 1)
    return np.unique(inside[best % max(1, len(inside))]).tolist()
