"""Average-link clustering of a sparse graph: the two groups whose cross pairs score best on average are joined first."""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

CAP = 20
"""Cross pairs counted for each member of the greater group at most: each document knows only its nearest ones
(terms.NEAREST), so in large groups most cross pairs are unknown, not bad."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What links two groups, summed over the known cross pairs.

    likeness: sum of scores without dates. gap: sum of what dates apart cost, weighted by how sure the dates are; sure: sum
    of these weights. pairs: how many there are.
    """

    likeness: float
    gap: float = 0.0
    sure: float = 0.0
    pairs: int = 1

    def __add__(self, other: "Tie") -> "Tie":
        return Tie(
            self.likeness + other.likeness, self.gap + other.gap, self.sure + other.sure, self.pairs + other.pairs
        )


class Linkage:
    """Groups that grow by joining.

    undated: what it costs that no cross pair has dates on both sides. unknown: likeness of a pair that is not known.
    """

    def __init__(
        self, sizes: Sequence[int], ties: Mapping[tuple[int, int], Tie], undated: float, unknown: float
    ) -> None:
        self.sizes = list(sizes)
        self.undated = undated
        self.unknown = unknown
        self.members: list[list[int]] = [[index] for index in range(len(sizes))]
        self.near: list[dict[int, Tie]] = [{} for _ in sizes]
        for (left, right), tie in ties.items():
            self.near[left][right] = self.near[right][left] = tie

    def score(self, left: int, right: int) -> float:
        """Return the mean score of two groups' cross pairs."""
        tie = self.near[left][right]
        small, great = sorted((self.sizes[left], self.sizes[right]))
        gap = tie.gap / tie.sure if tie.sure else self.undated
        count = min(small, CAP) * great
        return (tie.likeness + self.unknown * max(0, count - tie.pairs)) / count - gap

    def join(self, left: int, right: int) -> int:
        """Join two groups and return the index of the whole; the other index is empty from now on."""
        if len(self.near[left]) < len(self.near[right]):
            left, right = right, left
        del self.near[left][right]
        for other, tie in self.near[right].items():
            if other == left:
                continue
            del self.near[other][right]
            known = self.near[left].get(other)
            self.near[left][other] = self.near[other][left] = known + tie if known else tie
        self.near[right] = {}
        self.sizes[left] += self.sizes[right]
        self.members[left] += self.members[right]
        self.members[right] = []
        return left


def link_average(
    sizes: Sequence[int],
    ties: Mapping[tuple[int, int], Tie],
    *,
    tau: float,
    undated: float = 0.0,
    unknown: float = 0.0,
) -> list[list[int]]:
    """Join groups, best mean score first, while it reaches `tau`.

    sizes: documents of each group to begin with. ties: by (smaller index, greater index). Returns the indices that came together,
    each sorted, in the order of their first. The result does not depend on the order of `ties`.
    """
    linkage = Linkage(sizes, dict(sorted(ties.items())), undated, unknown)
    changed = [0] * len(sizes)
    heap: list[tuple[float, int, int, int, int]] = []

    def offer(left: int, right: int) -> None:
        left, right = min(left, right), max(left, right)
        score = round(linkage.score(left, right), 9)
        if score >= tau:
            heapq.heappush(heap, (-score, left, right, changed[left], changed[right]))

    for left, right in sorted(ties):
        offer(left, right)
    while heap:
        _, left, right, left_state, right_state = heapq.heappop(heap)
        if changed[left] != left_state or changed[right] != right_state:
            continue
        changed[left] += 1
        changed[right] += 1
        whole = linkage.join(left, right)
        for other in linkage.near[whole]:
            offer(whole, other)
    return sorted(sorted(members) for members in linkage.members if members)
