"""Being written."""

from crosswire.annotate._nlp import Engine
from crosswire.model import Act, Document, Mention, Quotation, Vector


def find_vectors(
    document: Document,
    mentions: tuple[Mention, ...],
    quotations: tuple[Quotation, ...],
    acts: tuple[Act, ...],
    engine: Engine,
) -> tuple[Vector, ...]:
    """Return nothing yet."""
    return ()
