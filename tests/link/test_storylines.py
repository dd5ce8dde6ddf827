"""Storylines: stories that only their dates keep apart."""

import random

from hypothesis import given
from hypothesis import strategies as st

from crosswire.link.storylines import TAU, group_storylines


def test_stories_with_words_in_common_continue_one_another() -> None:
    """All cross pairs are alike: one storyline."""
    likeness = {(left, right): TAU + 0.1 for left in (0, 1) for right in (2, 3)}
    assert group_storylines([[0, 1], [2, 3], [4]], likeness) == [[0, 1], [2]]


def test_one_alike_pair_is_not_enough() -> None:
    """Pairs that are not known have nothing in common, so one link between large stories does not carry."""
    assert group_storylines([[0, 1, 2], [3, 4, 5]], {(0, 3): 5 * TAU}) == [[0], [1]]


def test_links_inside_a_story_do_not_count() -> None:
    """Likeness of a story's own members says nothing of other stories."""
    assert group_storylines([[0, 1], [2]], {(0, 1): 0.9}) == [[0], [1]]


def test_no_stories() -> None:
    """Nothing gives nothing."""
    assert group_storylines([], {}) == []


@given(
    st.dictionaries(st.tuples(st.integers(0, 4), st.integers(5, 9)), st.floats(-1, 1), max_size=15),
    st.randoms(use_true_random=False),
)
def test_every_story_is_in_one_storyline(likeness: dict[tuple[int, int], float], shuffler: random.Random) -> None:
    """Every story comes back once, in whatever order the pairs come."""
    groups = [[0, 1], [2, 3, 4], [5], [6, 7], [8, 9]]
    lines = group_storylines(groups, likeness)
    assert sorted(index for line in lines for index in line) == list(range(len(groups)))
    pairs = list(likeness.items())
    shuffler.shuffle(pairs)
    assert group_storylines(groups, dict(pairs)) == lines
