"""Storylines: stories that only their dates keep apart."""

import random

from hypothesis import given
from hypothesis import strategies as st

from crosswire.link.storylines import group_storylines
from tests.link.test_linkage import ties_of

TAU, UNKNOWN = -0.8, -1.7


def lines_of(groups: list[list[int]], likeness: dict[tuple[int, int], float]) -> list[list[int]]:
    """Return storylines with the thresholds above."""
    return group_storylines(groups, ties_of(likeness), tau=TAU, unknown=UNKNOWN)


def test_stories_with_words_in_common_continue_one_another() -> None:
    """All cross pairs are alike: one storyline."""
    likeness = {(left, right): TAU + 0.1 for left in (0, 1) for right in (2, 3)}
    assert lines_of([[0, 1], [2, 3], [4]], likeness) == [[0, 1], [2]]


def test_one_alike_pair_is_not_enough() -> None:
    """Pairs that are not known have nothing in common, so one link between large stories does not carry."""
    assert lines_of([[0, 1, 2], [3, 4, 5]], {(0, 3): 0.5}) == [[0], [1]]


def test_links_inside_a_story_do_not_count() -> None:
    """Likeness of a story's own members says nothing of other stories."""
    assert lines_of([[0, 1], [2]], {(0, 1): 0.9}) == [[0], [1]]


def test_no_stories() -> None:
    """Nothing gives nothing."""
    assert lines_of([], {}) == []


@given(
    st.dictionaries(st.tuples(st.integers(0, 4), st.integers(5, 9)), st.floats(-1, 1), max_size=15),
    st.integers(0, 99),
)
def test_every_story_is_in_one_storyline(likeness: dict[tuple[int, int], float], seed: int) -> None:
    """Every story comes back once, in whatever order the pairs come."""
    groups = [[0, 1], [2, 3, 4], [5], [6, 7], [8, 9]]
    lines = lines_of(groups, likeness)
    assert sorted(index for line in lines for index in line) == list(range(len(groups)))
    pairs = list(likeness.items())
    random.Random(seed).shuffle(pairs)
    assert lines_of(groups, dict(pairs)) == lines
