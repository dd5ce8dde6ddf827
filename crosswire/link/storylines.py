"""Storylines: stories about the same parties and matters on other days."""

from collections.abc import Sequence

import numpy as np

from crosswire.link.linkage import Ties, link_average


def group_storylines(groups: Sequence[Sequence[int]], likeness: Ties, *, tau: float, unknown: float) -> list[list[int]]:
    """Join stories that fail only the date test.

    groups: the documents (indices) of each story. likeness: of pairs of documents, without dates. tau: mean likeness from which stories
    continue one another; unknown: likeness of a pair that is not known. Since stories are joined as long as words and dates together
    allow it, two that still have the words in common are kept apart by their dates alone. Returns groups of indices into
    `groups`; stories that nothing continues are alone.
    """
    sizes = np.array([len(group) for group in groups], np.int64)
    story_of = np.zeros(int(sizes.sum()), np.int64)
    for at, group in enumerate(groups):
        story_of[list(group)] = at
    one, other = story_of[likeness.left], story_of[likeness.right]
    across = one != other
    keys = np.minimum(one, other)[across] * len(groups) + np.maximum(one, other)[across]
    found, place, known = np.unique(keys, return_inverse=True, return_counts=True)
    left, right = found // max(1, len(groups)), found % max(1, len(groups))
    count = sizes[left] * sizes[right]
    sums = np.bincount(place, likeness.score[across], minlength=len(found))
    means = (sums + unknown * (count - known)) / count
    return link_average(len(groups), Ties(left, right, means), tau=tau, unknown=unknown)
