"""The paragraphs of an article's own text, by whose numbers people find a place."""

from crosswire.model.documents import Document
from crosswire.model.readings import Reading
from crosswire.model.selectors import Span


def body_paragraphs(document: Document, reading: Reading) -> tuple[Span, ...]:
    """Return the body paragraphs of a document, in order: those of the sentences read; where nothing was read, its non-blank body lines."""
    spans: dict[int, Span] = {}
    for s in reading.sentences:
        if s.where == "body":
            known = spans.get(s.paragraph)
            spans[s.paragraph] = (s.start, s.end) if known is None else (min(known[0], s.start), max(known[1], s.end))
    if spans:
        return tuple(sorted(spans.values()))
    found = []
    for zone in document.zones:
        if zone.label == "body":
            at = zone.start
            for line in document.text[zone.start : zone.end].splitlines(keepends=True):
                if line.strip():
                    found.append((at, at + len(line.rstrip())))
                at += len(line)
    return tuple(sorted(found))
