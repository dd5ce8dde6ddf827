"""Issues."""

from collections.abc import Sequence

from crosswire.model import Document, Issue, Reading, Statement, Story


def find_issues(
    *,
    documents: Sequence[Document],
    readings: Sequence[Reading],
    stories: Sequence[Story],
    statements: Sequence[Statement],
) -> tuple[Issue, ...]:
    """Find what the statements are about. Not written yet: returns nothing."""
    return ()
