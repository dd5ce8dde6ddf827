"""Average-link clustering of a sparse graph: the two groups whose cross pairs score best on average are joined first."""

import heapq
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

CAP = 8
"""Cross pairs counted for each member of the greater group at most: each document knows only its nearest ones
(nearest.NEAREST), so in large groups most cross pairs are unknown, not bad."""


class Ties(NamedTuple):
    """Scores of pairs of indices, each pair once, as columns: left < right."""

    left: np.ndarray
    right: np.ndarray
    score: np.ndarray


class Linkage:
    """Groups that grow by joining. unknown: score of a pair that is not known."""

    def __init__(self, count: int, ties: Ties, unknown: float) -> None:
        self.sizes = [1] * count
        self.unknown = unknown
        self.near: list[dict[int, tuple[float, int]]] = [{} for _ in range(count)]
        for left, right, score in zip(*(column.tolist() for column in ties), strict=True):
            self.near[left][right] = self.near[right][left] = (score, 1)

    def score(self, left: int, right: int) -> float:
        """Return the mean score of two groups' cross pairs."""
        total, known = self.near[left][right]
        small, great = self.sizes[left], self.sizes[right]
        if small > great:
            small, great = great, small
        count = (small if small < CAP else CAP) * great
        return (total + self.unknown * (count - known)) / count if known < count else total / known

    def join(self, left: int, right: int) -> int:
        """Join two groups and return the index of the whole; the other index is empty from now on."""
        if len(self.near[left]) < len(self.near[right]):
            left, right = right, left
        near = self.near[left]
        del near[right]
        for other, (score, known) in self.near[right].items():
            if other == left:
                continue
            theirs = self.near[other]
            del theirs[right]
            if other in near:
                held, pairs = near[other]
                near[other] = theirs[left] = (held + score, pairs + known)
            else:
                near[other] = theirs[left] = (score, known)
        self.near[right] = {}
        self.sizes[left] += self.sizes[right]
        return left


def join_best_first(count: int, ties: Ties, *, tau: float, unknown: float) -> Iterator[tuple[float, int, int]]:
    """Yield (mean score, index, index) of the groups that are joined, best first, while it reaches `tau`.

    An index stands for the group that holds it. What is yielded does not depend on the order of `ties`.
    """
    order = np.lexsort((ties.right, ties.left))
    linkage = Linkage(count, Ties(*(column[order] for column in ties)), unknown)
    changed = [0] * count
    heap: list[tuple[float, int, int, int, int]] = []

    def offer(left: int, right: int) -> None:
        if left > right:
            left, right = right, left
        score = round(linkage.score(left, right), 9)
        if score >= tau:
            heapq.heappush(heap, (-score, left, right, changed[left], changed[right]))

    for left, near in enumerate(linkage.near):
        for right in near:
            if left < right:
                offer(left, right)
    while heap:
        negative, left, right, left_state, right_state = heapq.heappop(heap)
        if changed[left] != left_state or changed[right] != right_state:
            continue
        changed[left] += 1
        changed[right] += 1
        whole = linkage.join(left, right)
        yield -negative, left, right
        for other in linkage.near[whole]:
            offer(whole, other)


def link_average(count: int, ties: Ties, *, tau: float, unknown: float) -> list[list[int]]:
    """Join groups, best mean score first, while it reaches `tau`.

    count: how many there are to begin with. unknown: at most `tau`. Returns the indices that came together, each sorted, in the order of
    their first. A mean reaches `tau` only where one of its pairs does, so each part of the graph that such pairs hold together is
    linked by itself: what is in memory is one part, not all pairs.
    """
    strong = np.round(ties.score, 9) >= tau
    part = find_parts(count, ties.left[strong], ties.right[strong])
    inside = np.flatnonzero(part[ties.left] == part[ties.right])
    inside = inside[np.argsort(part[ties.left[inside]], kind="stable")]
    order = np.argsort(part, kind="stable")
    sizes = np.bincount(part, minlength=count)
    first = np.cumsum(sizes) - sizes
    place = np.empty(count, np.int64)
    place[order] = np.arange(count) - first[part[order]]
    reach = np.searchsorted(part[ties.left[inside]], np.arange(count + 1))
    groups = [[index] for index in np.flatnonzero(sizes[part] == 1).tolist()]
    for key in np.flatnonzero(sizes > 1).tolist():
        members = order[first[key] : first[key] + sizes[key]]
        chosen = inside[reach[key] : reach[key + 1]]
        own = Ties(place[ties.left[chosen]], place[ties.right[chosen]], ties.score[chosen])
        joined = join_best_first(len(members), own, tau=tau, unknown=unknown)
        found = gather(len(members), ((left, right) for _, left, right in joined))
        groups += [members[group].tolist() for group in found]
    return sorted(groups)


def find_parts(count: int, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return for each index the smallest one that pairs connect it with."""
    leader = list(range(count))

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    for one, other in zip(left.tolist(), right.tolist(), strict=True):
        one, other = find(one), find(other)
        if one != other:
            leader[max(one, other)] = min(one, other)
    return np.fromiter(map(find, range(count)), np.int64, count=count)


def gather(count: int, joined: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the groups that pairs of indices join, each sorted, in the order of their first."""
    groups = {index: [index] for index in range(count)}
    group_of = list(range(count))
    for left, right in joined:
        one, other = group_of[left], group_of[right]
        if len(groups[one]) < len(groups[other]):
            one, other = other, one
        for member in groups[other]:
            group_of[member] = one
        groups[one] += groups.pop(other)
    return sorted(sorted(members) for members in groups.values())


def best_of_each(owners: np.ndarray, values: np.ndarray, limit: int) -> np.ndarray:
    """Return the places of the greatest `limit` values of each owner, owner by owner; of equal ones the first."""
    order = np.lexsort((np.arange(len(owners)), -values, owners))
    sorted_owners = owners[order]
    starts = np.searchsorted(sorted_owners, sorted_owners)
    return order[np.arange(len(order)) - starts < limit]
