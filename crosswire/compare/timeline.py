"""Timeline."""

from collections.abc import Sequence

from crosswire.model import Actor, Attribution, CopyGroup, Document, Published, Reading, Statement, Story, TimelineEntry


def build_timeline(
    *,
    documents: Sequence[Document],
    readings: Sequence[Reading],
    copies: Sequence[CopyGroup],
    stories: Sequence[Story],
    published: Sequence[Published],
    actors: Sequence[Actor],
    attributions: Sequence[Attribution],
    statements: Sequence[Statement],
) -> tuple[TimelineEntry, ...]:
    """Build the timeline. Not written yet: returns nothing."""
    return ()
