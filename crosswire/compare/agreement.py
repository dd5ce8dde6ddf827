"""Agreement."""

from collections.abc import Sequence

from crosswire.model import Actor, Attribution, CopyGroup, Difference, Document, Issue, Position, Published, Reading, Statement, Story


def compare_accounts(
    *,
    documents: Sequence[Document],
    readings: Sequence[Reading],
    copies: Sequence[CopyGroup],
    stories: Sequence[Story],
    published: Sequence[Published],
    actors: Sequence[Actor],
    attributions: Sequence[Attribution],
    statements: Sequence[Statement],
    issues: Sequence[Issue],
    positions: Sequence[Position],
) -> tuple[Difference, ...]:
    """Find where accounts differ. Not written yet: returns nothing."""
    return ()
