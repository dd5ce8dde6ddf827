"""What a copy and its original have in common, and which of some copies stood first."""

from collections.abc import Mapping
from dataclasses import dataclass

from crosswire.model import CopyGroup, Document


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a stored text: [start, end) in code points. common: it stands in the original (in a copy, for the original) too."""

    start: int
    end: int
    common: bool


def split_copy(document: Document, group: CopyGroup) -> tuple[Stretch, ...]:
    """Return a whole stored text as stretches, held in common and its own by turns: the diff between copy and original, from the
    passages that the build found."""
    stretches: list[Stretch] = []
    reached = 0
    for place in sorted(p for p in group.passages if p.doc == document.id):
        if place.start > reached:
            stretches.append(Stretch(reached, place.start, False))
        stretches.append(Stretch(place.start, place.end, True))
        reached = place.end
    if reached < len(document.text):
        stretches.append(Stretch(reached, len(document.text), False))
    return tuple(stretches)


def find_first(group: CopyGroup, dates: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return the documents of a group that are seen first: those of the earliest day that is known, several where they share it.

    dates: ISO 8601 by document id; what is coarser than a day does not tell. Empty where that cannot be said, since no day is known, or
    the day of one that could be earlier is not.
    """
    days = {doc: (dates.get(doc) or "")[:10] for doc in group.docs}
    if any(len(day) < 10 for day in days.values()):
        return ()
    first = min(days.values())
    return tuple(doc for doc in group.docs if days[doc] == first)
