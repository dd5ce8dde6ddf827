"""Short ways to read a text written for a test."""

from functools import lru_cache

from crosswire.annotate._nlp import Engine, Parsed, load_engine
from crosswire.annotate.coreference import resolve_mentions
from crosswire.annotate.mentions import find_mentions
from crosswire.annotate.quotations import find_quotations
from crosswire.model import Document, Mention, Quotation
from tests.factory import make_document


@lru_cache(maxsize=1)
def engine() -> Engine:
    """Return the one engine of the test run."""
    return load_engine()


def parse(text: str, **rest: object) -> tuple[Document, Parsed]:
    """Return a document of this text and its parse."""
    document = make_document(text, **rest)  # type: ignore[arg-type]
    return document, engine().parse(document)


def mentions_of(text: str, **rest: object) -> dict[str, Mention]:
    """Return the mentions of a text before coreference, by their words (the last of equal ones)."""
    document, parsed = parse(text, **rest)
    return {text[m.start : m.end]: m for m in find_mentions(document, parsed)}


def resolved(text: str, **rest: object) -> tuple[Document, tuple[Mention, ...], tuple[Quotation, ...]]:
    """Return a document with its mentions and quotations after coreference."""
    document, parsed = parse(text, **rest)
    quotations, _ = find_quotations(document, parsed)
    mentions, quotations = resolve_mentions(document, parsed, find_mentions(document, parsed), quotations)
    return document, mentions, quotations


def speakers(text: str, **rest: object) -> list[list[str | None]]:
    """Return the entities of each quotation's sources, in the order of the text."""
    _, mentions, quotations = resolved(text, **rest)
    by_id = {m.id: m for m in mentions}
    ordered = sorted(quotations, key=lambda q: (q.content, q.id))
    return [[by_id[i].entity for i in q.sources] for q in ordered]
