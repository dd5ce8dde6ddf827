"""Being written."""

from crosswire.annotate._nlp import Parsed
from crosswire.model import Document, Mention


def find_mentions(document: Document, parsed: Parsed) -> tuple[Mention, ...]:
    """Return nothing yet."""
    return ()
