"""Being written."""

from crosswire.annotate._nlp import Parsed
from crosswire.model import Document, Phrase


def find_phrases(document: Document, parsed: Parsed) -> tuple[Phrase, ...]:
    """Return nothing yet."""
    return ()


def find_lemmas(document: Document, parsed: Parsed) -> tuple[tuple[str, int], ...]:
    """Return nothing yet."""
    return ()
