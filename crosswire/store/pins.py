"""The places a record points at, found by the types of its fields, so that no kind of pointer can be forgotten."""

import dataclasses
from collections.abc import Iterator
from typing import Any

from crosswire.model import Findings, Place, Reading

SPAN_FIELDS = ("verb", "subject", "object", "condition", "addressee")
SPANS_FIELDS = ("content", "cue", "source", "reason", "location", "via_span", "trigger")
PARTIES_FIELDS = ("actors", "recipients")


def _nested(value: Any) -> Iterator[Place]:
    if isinstance(value, Place):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _nested(part)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _nested(getattr(value, field.name))


def _spans(doc: str, record: Any) -> Iterator[Place]:
    """Yield the places of one record of a reading (its spans are relative to the reading's document)."""
    if hasattr(record, "start"):
        yield Place(doc, record.start, record.end)
    for name in SPAN_FIELDS:
        span = getattr(record, name, None)
        if span is not None:
            yield Place(doc, *span)
    for name in SPANS_FIELDS:
        for span in getattr(record, name, ()):
            yield Place(doc, *span)
    for name in PARTIES_FIELDS:
        for party in getattr(record, name, ()):
            yield Place(doc, *party.span)


def places_of_reading(reading: Reading) -> Iterator[tuple[str, Place]]:
    """Yield (record id, place) for all records of a reading; a record without id is named by its field."""
    for field in dataclasses.fields(reading):
        records = getattr(reading, field.name)
        if field.name in ("doc", "lemmas", "vectors"):
            continue
        for record in records:
            for place in _spans(reading.doc, record):
                yield getattr(record, "id", field.name), place


def places_of_findings(findings: Findings) -> Iterator[tuple[str, Place]]:
    """Yield (record id, place) for every pointer of the findings, readings included."""
    for document in findings.documents:
        for zone in document.zones:
            yield document.id, Place(document.id, zone.start, zone.end)
    for reading in findings.readings:
        yield from places_of_reading(reading)
    for field in dataclasses.fields(findings):
        if field.name == "readings":
            continue
        for record in getattr(findings, field.name):
            name = (
                getattr(record, "id", None) or getattr(record, "quotation", None) or getattr(record, "doc", None) or ""
            )
            for place in _nested(record):
                yield str(name), place
