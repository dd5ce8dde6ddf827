"""Being written."""

from crosswire.model import Actor, Attribution, Document, Published, Reading, Story


def resolve_actors(
    *,
    documents: tuple[Document, ...],
    readings: tuple[Reading, ...],
    stories: tuple[Story, ...],
    published: tuple[Published, ...],
) -> tuple[tuple[Actor, ...], tuple[Attribution, ...]]:
    """Return nothing yet."""
    return (), ()
