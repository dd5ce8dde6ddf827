"""Places in a text, in the words of the W3C Web Annotation model (https://www.w3.org/TR/annotation-model/#selectors).

All offsets are Unicode code points of a document's stored text, half-open [start, end).
"""

from dataclasses import dataclass

Span = tuple[int, int]
"""One fragment, `(start, end)`, in code points."""

Spans = tuple[Span, ...]
"""Sorted, not overlapping fragments; several are one discontinuous span."""

CONTEXT = 32
"""Characters of prefix and suffix kept in a TextQuoteSelector."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A TextPositionSelector with its document.

    doc: id of the document (`d-...`). start, end: code points, half-open.
    """

    doc: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The place without its document."""
        return (self.start, self.end)


@dataclass(frozen=True, slots=True)
class TextQuoteSelector:
    """The same place told by its words: `exact`, with up to `CONTEXT` characters before and after."""

    exact: str
    prefix: str
    suffix: str


def quote_selector(text: str, start: int, end: int) -> TextQuoteSelector:
    """Return the words of [start, end) with their surroundings.

    Raises ValueError where the place does not lie inside the text.
    """
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"place [{start}, {end}) lies outside a text of {len(text)} characters")
    return TextQuoteSelector(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])
