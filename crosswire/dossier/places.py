"""Where a place stands in its document: paragraph, zone, and the words around it."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from operator import itemgetter

from crosswire.model import Document, Place, Span
from crosswire.store.layouts import Layout

CONTEXT = 240
"""Characters kept on each side of an evidence's words at most."""


class Places:
    """Look-ups of places. What a document needs for them is worked out once, when it is first asked for."""

    def __init__(self, document: Callable[[str], Document], layout: Callable[[str], Layout]) -> None:
        self._document = document
        self._layout = layout
        self._layouts: dict[str, Layout] = {}

    def _of(self, doc: str) -> Layout:
        found = self._layouts.get(doc)
        if found is None:
            found = self._layouts[doc] = self._layout(doc)
        return found

    def paragraphs(self, doc: str) -> tuple[Span, ...]:
        """Return the body paragraphs of a document: those of the sentences read; where nothing was read, its non-blank body lines."""
        return self._of(doc).paragraphs

    def paragraph(self, place: Place) -> int | None:
        """Return the number, from 1, of the body paragraph in which a place begins; None outside the body."""
        at = _at(self.paragraphs(place.doc), place.start)
        return None if at is None else at + 1

    def zone(self, place: Place) -> str:
        """Return the label of the zone in which a place begins; `body` where no zone says otherwise."""
        zones = self._of(place.doc).zones
        at = bisect_right(zones, place.start, key=itemgetter(0)) - 1
        return zones[at][2] if at >= 0 and place.start < zones[at][1] else "body"

    def surroundings(self, place: Place) -> tuple[str, str]:
        """Return what stands before and after a place in its sentences, or in its line where no sentence was read."""
        text = self._document(place.doc).text
        sentences = self._of(place.doc).sentences
        first, last = _at(sentences, place.start), _at(sentences, max(place.start, place.end - 1))
        if first is None or last is None:
            low, high = _line(text, place)
        else:
            low, high = min(sentences[first][0], place.start), max(sentences[last][1], place.end)
        before = text[max(low, place.start - CONTEXT) : place.start]
        after = text[place.end : min(high, place.end + CONTEXT)]
        return before.lstrip(), after.rstrip()


def _at(spans: Sequence[Span], offset: int) -> int | None:
    """Return the index of the span that holds an offset. Spans are sorted and do not overlap."""
    at = bisect_right(spans, (offset, 1 << 62)) - 1
    return at if at >= 0 and offset < spans[at][1] else None


def _line(text: str, place: Place) -> Span:
    close = text.find("\n", place.end)
    return text.rfind("\n", 0, place.start) + 1, len(text) if close < 0 else close
