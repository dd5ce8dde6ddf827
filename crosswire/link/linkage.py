"""Average-link clustering of a sparse graph: the two groups whose cross pairs score best on average are joined first."""

import heapq
from collections.abc import Iterable, Iterator, Mapping

CAP = 8
"""Cross pairs counted for each member of the greater group at most: each document knows only its nearest ones
(nearest.NEAREST), so in large groups most cross pairs are unknown, not bad."""

Ties = Mapping[tuple[int, int], float]
"""Score by (smaller index, greater index)."""


class Linkage:
    """Groups that grow by joining. unknown: score of a pair that is not known."""

    def __init__(self, count: int, ties: Ties, unknown: float) -> None:
        self.sizes = [1] * count
        self.unknown = unknown
        self.near: list[dict[int, tuple[float, int]]] = [{} for _ in range(count)]
        for (left, right), score in ties.items():
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
    linkage = Linkage(count, dict(sorted(ties.items())), unknown)
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


def link_average(count: int, ties: Ties, *, tau: float, unknown: float = 0.0) -> list[list[int]]:
    """Join groups, best mean score first, while it reaches `tau`.

    count: how many there are to begin with. Returns the indices that came together, each sorted, in the order of their first.
    """
    return gather(count, ((left, right) for _, left, right in join_best_first(count, ties, tau=tau, unknown=unknown)))


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
