"""Stories: thin version."""

from collections.abc import Sequence

from crosswire.model import NO_DATE, CopyGroup, Document, Reading, Story, make_id


def group_stories(
    *, documents: Sequence[Document], readings: Sequence[Reading], copies: Sequence[CopyGroup]
) -> tuple[Story, ...]:
    """Return each document as a story of its own."""
    return tuple(
        Story(make_id("s", d.id), (d.id,), None, d.header.headline.value or d.name, d.id, NO_DATE, 1)
        for d in sorted(documents, key=lambda d: d.id)
    )
