"""Being written."""

from crosswire.annotate._nlp import Parsed
from crosswire.model import Document, Act, Mention, Quotation, TimeExpression


def find_acts(document: Document, parsed: Parsed, mentions: tuple[Mention, ...], quotations: tuple[Quotation, ...], times: tuple[TimeExpression, ...]) -> tuple[Act, ...]:
    """Return nothing yet."""
    return ()
