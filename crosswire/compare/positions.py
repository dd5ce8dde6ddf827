"""Positions."""

from collections.abc import Sequence

from crosswire.model import Actor, Attribution, Document, Issue, Position, Published, Reading, Statement, Story


def find_positions(
    *,
    documents: Sequence[Document],
    readings: Sequence[Reading],
    stories: Sequence[Story],
    published: Sequence[Published],
    actors: Sequence[Actor],
    attributions: Sequence[Attribution],
    statements: Sequence[Statement],
    issues: Sequence[Issue],
) -> tuple[Position, ...]:
    """Find where parties stand. Not written yet: returns nothing."""
    return ()
