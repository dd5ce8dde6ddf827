"""Average link."""

from hypothesis import given
from hypothesis import strategies as st

from crosswire.link.statements_clusters import group_segments


def test_average_link() -> None:
    """Two near pairs and a bridge that does not hold."""
    scores = {(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.5, (0, 2): 0.1, (1, 3): 0.1, (0, 3): 0.1}
    assert group_segments(5, scores, 0.4) == [[0, 1], [2, 3], [4]]


def test_a_forbidden_pair_keeps_groups_apart() -> None:
    """No average makes up for a pair that may not stand together."""
    scores = {(0, 1): 0.9, (1, 2): 0.9, (0, 2): None}
    assert group_segments(3, scores, 0.4) == [[0, 1], [2]]


def test_an_absent_pair_is_forbidden() -> None:
    """What was never compared is not alike."""
    assert group_segments(3, {(0, 1): 0.9, (1, 2): 0.8}, 0.4) == [[0, 1], [2]]


pairs = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] < p[1]),
    st.none() | st.floats(0, 1),
    max_size=45,
)


@given(pairs, st.floats(0.05, 0.95))
def test_a_partition(scores: dict[tuple[int, int], float | None], threshold: float) -> None:
    """Every item stands in exactly one group, and no forbidden pair stands in one."""
    groups = group_segments(10, scores, threshold)
    assert sorted(i for g in groups for i in g) == list(range(10))
    for group in groups:
        for n, a in enumerate(group):
            for b in group[n + 1 :]:
                assert scores.get((min(a, b), max(a, b))) is not None


@given(pairs)
def test_stricter_is_finer(scores: dict[tuple[int, int], float | None]) -> None:
    """A threshold above all scores joins nothing."""
    assert len(group_segments(10, scores, 1.1)) == 10
