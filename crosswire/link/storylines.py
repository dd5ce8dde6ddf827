"""Storylines: stories about the same parties and matters on other days."""

from collections.abc import Mapping, Sequence

from crosswire.link.linkage import link_average


def group_storylines(
    groups: Sequence[Sequence[int]], likeness: Mapping[tuple[int, int], float], *, tau: float, unknown: float
) -> list[list[int]]:
    """Join stories that fail only the date test.

    groups: the documents (indices) of each story. likeness: of pairs of documents, without dates. tau: mean likeness from which stories
    continue one another; unknown: likeness of a pair that is not known. Since stories are joined as long as words and dates together
    allow it, two that still have the words in common are kept apart by their dates alone. Returns groups of indices into
    `groups`; stories that nothing continues are alone.
    """
    story_of = {member: at for at, group in enumerate(groups) for member in group}
    sums: dict[tuple[int, int], tuple[float, int]] = {}
    for (left, right), value in sorted(likeness.items()):
        one, other = sorted((story_of[left], story_of[right]))
        if one != other:
            total, known = sums.get((one, other), (0.0, 0))
            sums[one, other] = (total + value, known + 1)
    means = {
        (one, other): (total + unknown * (len(groups[one]) * len(groups[other]) - known))
        / (len(groups[one]) * len(groups[other]))
        for (one, other), (total, known) in sums.items()
    }
    return link_average(len(groups), means, tau=tau, unknown=unknown)
