"""Where sentences, paragraphs and zones lie in a document: all that is needed to say where a place stands, in three short lists.

A page shows places of dozens of documents. To read every sentence and zone of theirs as a record of its own takes as long as all else that is read.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from crosswire.model import Document, Findings, Reading, Span
from crosswire.model.paragraphs import body_paragraphs


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of one document, in code points, each list sorted. paragraphs: of the body. sentences: all. zones: (start, end, label) of those
    that are not body.
    """

    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    zones: tuple[tuple[int, int, str], ...]


def layout_of(document: Document, reading: Reading) -> Layout:
    """Return the layout of a document."""
    return Layout(
        paragraphs=body_paragraphs(document, reading),
        sentences=tuple(sorted([(s.start, s.end) for s in reading.sentences])),
        zones=tuple([(z.start, z.end, z.label) for z in document.zones if z.label != "body"]),
    )


def layout_rows(findings: Findings) -> Iterator[dict[str, Any]]:
    """Yield the rows of the table of layouts: spans as numbers in a row, as half the brackets are half the time."""
    readings: Mapping[str, Reading] = {r.doc: r for r in findings.readings}
    for document in findings.documents:
        layout = layout_of(document, readings.get(document.id) or Reading(document.id))
        yield {
            "doc": document.id,
            "paragraphs": _flat(layout.paragraphs),
            "sentences": _flat(layout.sentences),
            "zones": _flat(layout.zones),
        }


def read_layout(row: Sequence[str], scan: Callable[[str], Any]) -> Layout:
    """Return the layout of a row's columns after its document. scan: reads JSON."""
    paragraphs, sentences, zones = (iter(scan(column)) for column in row)
    return Layout(
        tuple(zip(paragraphs, paragraphs, strict=True)),
        tuple(zip(sentences, sentences, strict=True)),
        tuple(zip(zones, zones, zones, strict=True)),
    )


def _flat(rows: Iterable[Iterable[Any]]) -> list[Any]:
    return list(chain.from_iterable(rows))
