"""Average linkage: the mean over all cross pairs decides, whatever the order in which they come."""

import random

from hypothesis import given
from hypothesis import strategies as st

from crosswire.link.linkage import CAP, gather, join_best_first, link_average


def test_the_mean_over_all_cross_pairs_counts() -> None:
    """One good link does not join two groups whose other pairs have nothing in common."""
    ties = {(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.8}
    assert link_average(4, ties, tau=0.3) == [[0, 1], [2, 3]]
    assert link_average(4, ties, tau=0.2) == [[0, 1, 2, 3]]
    assert link_average(4, ties, tau=0.0, unknown=-0.5) == [[0, 1], [2, 3]]
    assert link_average(0, {}, tau=0.2) == []


def test_best_first_with_the_scores_that_joined() -> None:
    """Joins come best first, and those above a threshold are the groups at that threshold."""
    ties = {(0, 1): 0.9, (2, 3): 0.7, (0, 2): 0.6, (0, 3): 0.6, (1, 2): 0.6, (1, 3): 0.6}
    joined = list(join_best_first(4, ties, tau=0.0, unknown=0.0))
    assert [round(score, 6) for score, _, _ in joined] == [0.9, 0.7, 0.6]
    above = [(left, right) for score, left, right in joined if score >= 0.65]
    assert gather(4, above) == link_average(4, ties, tau=0.65) == [[0, 1], [2, 3]]


def test_a_large_group_is_joined_by_what_is_known_of_it() -> None:
    """A document that knows `CAP` members of a group well belongs to it, though it knows no other of them."""
    size = 5 * CAP
    ties = {(left, right): 1.0 for left in range(size) for right in range(left + 1, size)}
    ties |= {(member, size): 1.0 for member in range(CAP)}
    # the one newcomer is the smaller side: its pairs with every member count
    assert len(link_average(size + 1, ties, tau=0.3, unknown=0.0)) == 2
    ties |= {(member, other): 1.0 for other in range(size, size + 3 * CAP) for member in range(CAP)}
    ties |= {(a, b): 1.0 for a in range(size, size + 3 * CAP) for b in range(a + 1, size + 3 * CAP)}
    assert len(link_average(size + 3 * CAP, ties, tau=0.3, unknown=0.0)) == 1


@given(
    st.dictionaries(st.tuples(st.integers(0, 5), st.integers(6, 9)), st.integers(-9, 9), max_size=12),
    st.integers(0, 99),
)
def test_order_makes_no_difference(tenths: dict[tuple[int, int], int], seed: int) -> None:
    """Ties in another order give the same groups, and each index is in one group."""
    ties = {pair: score / 10 for pair, score in tenths.items()}
    groups = link_average(10, ties, tau=0.1)
    assert sorted(index for members in groups for index in members) == list(range(10))
    items = list(ties.items())
    random.Random(seed).shuffle(items)
    assert link_average(10, dict(items), tau=0.1) == groups
