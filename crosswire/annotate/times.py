"""Being written."""

from crosswire.annotate._nlp import Parsed
from crosswire.model import Document, TimeExpression


def find_times(document: Document, parsed: Parsed) -> tuple[TimeExpression, ...]:
    """Return nothing yet."""
    return ()
