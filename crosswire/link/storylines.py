"""Storylines: stories about the same parties and matters on other days."""

from collections.abc import Mapping, Sequence

from crosswire.link.linkage import Tie, link_average

TAU = 0.03
"""Mean likeness (without dates) from which two stories continue one another: a little above the stories' own threshold,
since here no date speaks for them. Chosen by hand."""


def group_storylines(groups: Sequence[Sequence[int]], likeness: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Join stories that fail only the date test.

    groups: the documents (indices) of each story. likeness: of pairs of documents, without dates. Since stories are joined as long as
    words and dates together allow it, two that still have the words in common are kept apart by their dates alone. Returns groups of
    indices into `groups`; stories that nothing continues are alone.
    """
    story_of = {member: at for at, group in enumerate(groups) for member in group}
    ties: dict[tuple[int, int], Tie] = {}
    for (left, right), value in sorted(likeness.items()):
        one, other = sorted((story_of[left], story_of[right]))
        if one != other:
            tie = Tie(value)
            ties[one, other] = ties[one, other] + tie if (one, other) in ties else tie
    return link_average([len(group) for group in groups], ties, tau=TAU)
