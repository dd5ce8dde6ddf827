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


Near = list[dict[int, tuple[float, int]]]
"""For each group its neighbours: the sum of the known scores of their cross pairs, and how many those are."""


def join_best_first(count: int, ties: Ties, *, tau: float, unknown: float) -> Iterator[tuple[float, int, int]]:
    """Yield (mean score, index, index) of the groups that are joined, best first, while it reaches `tau`.

    An index stands for the group that holds it. unknown: score of a pair that is not known. What is yielded does not depend on the
    order of `ties`.
    """
    order = np.lexsort((ties.right, ties.left))
    lefts, rights, scores = (column[order] for column in ties)
    near: Near = [{} for _ in range(count)]
    for left, right, score in zip(lefts.tolist(), rights.tolist(), scores.tolist(), strict=True):
        near[left][right] = near[right][left] = (score, 1)
    scores = np.round(scores, 9)
    strong = np.flatnonzero(scores >= tau)
    columns = (column[strong].tolist() for column in (-scores, lefts, rights))
    heap = [(negative, left, right, 0, 0) for negative, left, right in zip(*columns, strict=True)]
    heapq.heapify(heap)
    sizes, changed = [1] * count, [0] * count
    while heap:
        negative, left, right, left_state, right_state = heapq.heappop(heap)
        if changed[left] != left_state or changed[right] != right_state:
            continue
        changed[left] += 1
        changed[right] += 1
        yield -negative, left, right
        whole, part = (right, left) if len(near[left]) < len(near[right]) else (left, right)
        _absorb(near, whole, part)
        size = sizes[whole] = sizes[whole] + sizes[part]
        state = changed[whole]
        for other, (total, known) in near[whole].items():
            theirs = sizes[other]
            pairs = min(theirs, CAP) * size if theirs < size else min(size, CAP) * theirs
            mean = round((total + unknown * (pairs - known)) / pairs if known < pairs else total / known, 9)
            if mean >= tau:
                if whole < other:
                    heapq.heappush(heap, (-mean, whole, other, state, changed[other]))
                else:
                    heapq.heappush(heap, (-mean, other, whole, changed[other], state))


def _absorb(near: Near, whole: int, part: int) -> None:
    """Make what is known of a part's neighbours known of the whole; the part's index is empty from now on."""
    own = near[whole]
    del own[part]
    for other, (score, known) in near[part].items():
        if other == whole:
            continue
        theirs = near[other]
        del theirs[part]
        if other in own:
            held, pairs = own[other]
            own[other] = theirs[whole] = (held + score, pairs + known)
        else:
            own[other] = theirs[whole] = (score, known)
    near[part] = {}


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
        if len(members) == 2:  # what connects them is the mean of all their pairs
            groups.append(members.tolist())
            continue
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
