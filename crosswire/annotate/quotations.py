"""Quotations of a document. Being written."""

from crosswire.annotate._nlp import Parsed
from crosswire.model import Document, Problem, Quotation


def find_quotations(document: Document, parsed: Parsed) -> tuple[tuple[Quotation, ...], tuple[Problem, ...]]:
    """Return nothing yet."""
    return (), ()
