"""Average linkage: the mean over all cross pairs decides, whatever the order in which they come."""

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from crosswire.link.linkage import CAP, Ties, best_of_each, find_parts, gather, join_best_first, link_average


def ties_of(scores: dict[tuple[int, int], float]) -> Ties:
    """Return scores by pair as columns."""
    pairs = np.array(list(scores), np.int64).reshape(-1, 2)
    return Ties(pairs[:, 0], pairs[:, 1], np.array(list(scores.values()), np.float64))


def test_the_mean_over_all_cross_pairs_counts() -> None:
    """One good link does not join two groups whose other pairs have nothing in common."""
    ties = ties_of({(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.8})
    assert link_average(4, ties, tau=0.3, unknown=0.0) == [[0, 1], [2, 3]]
    assert link_average(4, ties, tau=0.2, unknown=0.0) == [[0, 1, 2, 3]]
    assert link_average(4, ties, tau=0.0, unknown=-0.5) == [[0, 1], [2, 3]]
    assert link_average(0, ties_of({}), tau=0.2, unknown=0.0) == []


def test_best_first_with_the_scores_that_joined() -> None:
    """Joins come best first, and those above a threshold are the groups at that threshold."""
    ties = ties_of({(0, 1): 0.9, (2, 3): 0.7, (0, 2): 0.6, (0, 3): 0.6, (1, 2): 0.6, (1, 3): 0.6})
    joined = list(join_best_first(4, ties, tau=0.0, unknown=0.0))
    assert [round(score, 6) for score, _, _ in joined] == [0.9, 0.7, 0.6]
    above = [(left, right) for score, left, right in joined if score >= 0.65]
    assert gather(4, above) == link_average(4, ties, tau=0.65, unknown=0.0) == [[0, 1], [2, 3]]


def test_a_large_group_is_joined_by_what_is_known_of_it() -> None:
    """A document that knows `CAP` members of a group well belongs to it, though it knows no other of them."""
    size = 5 * CAP
    ties = {(left, right): 1.0 for left in range(size) for right in range(left + 1, size)}
    ties |= {(member, size): 1.0 for member in range(CAP)}
    # the one newcomer is the smaller side: its pairs with every member count
    assert len(link_average(size + 1, ties_of(ties), tau=0.3, unknown=0.0)) == 2
    ties |= {(member, other): 1.0 for other in range(size, size + 3 * CAP) for member in range(CAP)}
    ties |= {(a, b): 1.0 for a in range(size, size + 3 * CAP) for b in range(a + 1, size + 3 * CAP)}
    assert len(link_average(size + 3 * CAP, ties_of(ties), tau=0.3, unknown=0.0)) == 1


@given(
    st.dictionaries(st.tuples(st.integers(0, 5), st.integers(6, 9)), st.integers(-9, 9), max_size=12),
    st.integers(0, 99),
)
def test_order_makes_no_difference(tenths: dict[tuple[int, int], int], seed: int) -> None:
    """Ties in another order give the same groups, and each index is in one group."""
    ties = {pair: score / 10 for pair, score in tenths.items()}
    groups = link_average(10, ties_of(ties), tau=0.1, unknown=-0.2)
    assert sorted(index for members in groups for index in members) == list(range(10))
    items = list(ties.items())
    random.Random(seed).shuffle(items)
    assert link_average(10, ties_of(dict(items)), tau=0.1, unknown=-0.2) == groups


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda p: p[0] < p[1]), st.integers(-9, 9), max_size=40
    )
)
def test_parts_are_linked_as_the_whole(tenths: dict[tuple[int, int], int]) -> None:
    """Linking each part of the graph by itself gives the groups that linking the whole at once gives."""
    ties = ties_of({pair: score / 10 for pair, score in tenths.items()})
    whole = gather(12, ((left, right) for _, left, right in join_best_first(12, ties, tau=0.1, unknown=-0.3)))
    assert link_average(12, ties, tau=0.1, unknown=-0.3) == whole


def test_parts_are_named_by_their_smallest() -> None:
    """Indices that pairs connect, however far, have one name."""
    assert find_parts(6, np.array([4, 1, 2]), np.array([5, 2, 4])).tolist() == [0, 1, 1, 3, 1, 1]


def test_the_best_of_each_owner() -> None:
    """The greatest values of each owner, the first of equal ones."""
    owners, values = np.array([1, 0, 1, 1, 0]), np.array([0.5, 0.1, 0.9, 0.5, 0.1])
    assert best_of_each(owners, values, 1).tolist() == [1, 2]
    assert best_of_each(owners, values, 2).tolist() == [1, 4, 2, 0]
