"""Grouping stretches by average link, so that no chain of neighbours joins what its ends do not share."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

LARGEST = 800
"""Stretches of one connected component that are grouped by a full matrix; a larger one is first cut at a stricter threshold."""

APART = -1e9
"""Score of a pair that must not stand together: no average can make up for it."""


def group_segments(count: int, scores: Mapping[tuple[int, int], float | None], threshold: float) -> list[list[int]]:
    """Group 0..count-1 by average link (UPGMA): two groups join while their mean cross score is at least `threshold`.

    scores: (i, j) with i < j -> score, or None for a pair that may not stand together; a pair that is absent may not either.
    Ties go to the earlier pair, so the result depends on nothing but the input.
    """
    neighbours: dict[int, list[int]] = defaultdict(list)
    for (i, j), score in scores.items():
        if score is not None and score >= threshold:
            neighbours[i].append(j)
            neighbours[j].append(i)
    seen: set[int] = set()
    groups: list[list[int]] = []
    for i in range(count):
        if i in seen:
            continue
        component = [i]
        seen.add(i)
        for k in component:
            for j in sorted(neighbours.get(k, ())):
                if j not in seen:
                    seen.add(j)
                    component.append(j)
        groups.extend(_link(sorted(component), scores, threshold))
    return sorted(groups)


def _link(items: list[int], scores: Mapping[tuple[int, int], float | None], threshold: float) -> list[list[int]]:
    """Average link within one connected component."""
    if len(items) == 1:
        return [items]
    if len(items) > LARGEST and threshold < 0.95:
        parts = group_segments_of(items, scores, threshold + 0.05)
        return [
            g
            for part in parts
            for g in ([part] if len(part) > LARGEST or part == items else _link(part, scores, threshold))
        ]
    size = len(items)
    matrix = np.full((size, size), APART)
    for a in range(size):
        for b in range(a + 1, size):
            score = scores.get((items[a], items[b]))
            if score is not None:
                matrix[a, b] = matrix[b, a] = score
    groups = [[i] for i in items]
    weights = np.ones(size)
    while True:
        best = int(np.argmax(matrix))
        a, b = divmod(best, size)
        if matrix[a, b] < threshold:
            break
        a, b = min(a, b), max(a, b)
        groups[a] += groups[b]
        groups[b] = []
        matrix[a] = (matrix[a] * weights[a] + matrix[b] * weights[b]) / (weights[a] + weights[b])
        matrix[:, a] = matrix[a]
        weights[a] += weights[b]
        matrix[b, :] = matrix[:, b] = matrix[a, a] = APART
    return [sorted(g) for g in groups if g]


def group_segments_of(
    items: list[int], scores: Mapping[tuple[int, int], float | None], threshold: float
) -> list[list[int]]:
    """Group some of the stretches at a threshold."""
    number = {item: n for n, item in enumerate(items)}
    inside = {(number[i], number[j]): s for (i, j), s in scores.items() if i in number and j in number}
    return [[items[n] for n in g] for g in group_segments(len(items), inside, threshold)]
