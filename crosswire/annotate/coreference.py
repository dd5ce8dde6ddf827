"""Being written."""

from crosswire.annotate._nlp import Parsed
from crosswire.model import Document, Mention, Quotation


def resolve_mentions(
    document: Document, parsed: Parsed, mentions: tuple[Mention, ...], quotations: tuple[Quotation, ...]
) -> tuple[tuple[Mention, ...], tuple[Quotation, ...]]:
    """Return both as they are."""
    return mentions, quotations
