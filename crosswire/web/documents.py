"""The page of one document: its stored text with everything that points into it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from crosswire.dossier import Dossier, Evidence, long_date
from crosswire.model import Actor, DateValue, Document, HeaderValue, Mention, Place, Span
from crosswire.web.texts import Layers, mark_text

_FIELDS = {
    "headline": "Headline",
    "agency": "Agency",
    "publisher": "Publisher",
    "located": "Dateline",
    "embargoed": "Embargoed",
    "copyrightholder": "Copyright holder",
    "copyrightnotice": "Copyright notice",
    "usageterms": "Usage terms",
    "standfirst": "Standfirst",
    "language": "Language",
    "uri": "Address",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the header table."""

    name: str
    value: str | None
    status: str
    place: Place | None
    basis: tuple[str, ...]
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the words of the texts, how often it stands there, and one example."""

    words: str
    number: int
    example: Evidence


def names_of(dossier: Dossier, actor: Actor) -> tuple[Name, ...]:
    """Return the words by which an actor is named, without pronouns: most frequent first."""
    found: dict[str, list[tuple[str, Mention]]] = {}
    for doc, mention in dossier.mentions(actor):
        if mention.kind != "pronoun":
            words = " ".join(dossier.document(doc).text[mention.start : mention.end].split())
            found.setdefault(words, []).append((doc, mention))
    names = []
    for words, mentions in found.items():
        doc, mention = mentions[0]
        names.append(Name(words, len(mentions), dossier.evidence(Place(doc, mention.start, mention.end))))
    return tuple(sorted(names, key=lambda n: (-n.number, n.words)))


def linked_places(dossier: Dossier, pages_of: Iterable[Actor]) -> Mapping[str, tuple[Span, ...]]:
    """Return the places of every document that any page links to."""
    found: dict[str, set[Span]] = {}
    for place in _places(dossier):
        found.setdefault(place.doc, set()).add(place.span)
    for actor in pages_of:
        for name in names_of(dossier, actor):
            found.setdefault(name.example.place.doc, set()).add(name.example.place.span)
    return {doc: tuple(sorted(spans)) for doc, spans in found.items()}


def _places(dossier: Dossier) -> Iterator[Place]:
    findings = dossier.findings
    for reading in findings.readings:
        for q in reading.quotations:
            yield from (Place(reading.doc, s, e) for s, e in q.content)
    for position in findings.positions:
        yield from position.evidence
        if position.condition:
            yield position.condition
    for difference in findings.differences:
        yield from (s.place for s in difference.sides)
    for entry in findings.timeline:
        yield from entry.places
        yield from entry.times
    for issue in findings.issues:
        yield from issue.places
    for event in findings.events:
        yield from event.places
        for location in event.locations:
            yield from location.places
    for document in findings.documents:
        yield from (r.place for r in _header(dossier, document) if r.place and r.place.doc == document.id)


def _row(name: str, value: HeaderValue) -> Row:
    printed = value.value
    if value.parsed and value.parsed != printed:
        printed = f"{printed} ({long_date(value.parsed)})"
    return Row(name, printed, value.status, value.place, value.basis)


def _date_row(name: str, date: DateValue) -> Row:
    value = long_date(date.value) if date.value else None
    return Row(name, value, date.status, date.place, date.basis, date.alternatives)


def _header(dossier: Dossier, document: Document) -> tuple[Row, ...]:
    h = document.header
    rows = [_date_row("Date", dossier.published(document.id))]
    for field, name in _FIELDS.items():
        value = getattr(h, field)
        if value.value is not None or field in ("headline", "agency", "publisher", "located"):
            rows.append(_row(name, value))
    rows += [_row("By", v) for v in h.by]
    rows += [_row("Credit", v) for v in h.credits]
    rows += [_row("Picture", v) for v in h.photocredits]
    rows += [_row("Soundbite", v) for v in h.soundbites]
    rows += [Row("Breaks off", "a field of this capture", "stated", place, ()) for place in h.truncated]
    return tuple(rows)


def document_view(dossier: Dossier, document: Document, anchors: Iterable[Span]) -> Mapping[str, Any]:
    """Return a document with its text marked up. anchors: places that other pages link to."""
    reading = dossier.reading(document.id)
    layers = Layers(document.zones, reading.quotations, anchors, dossier.paragraphs(document.id))
    quotations = sorted(reading.quotations, key=lambda q: (q.content, q.id))
    rows = _header(dossier, document)
    story = dossier.story_of(document.id)
    accounts = [a.document.id for a in dossier.accounts(story)] if story else [document.id]
    at = accounts.index(document.id)
    return {
        "doc": document,
        "story": story,
        "previous": accounts[at - 1] if at else None,
        "following": accounts[at + 1] if at + 1 < len(accounts) else None,
        "published": dossier.published(document.id),
        "marked": mark_text(document.text, layers),
        "header": [r if not r.place or r.place.doc == document.id else _without_place(r) for r in rows],
        "problems": dossier.problems(document.id),
        "quotations": [dossier.wording(q.id) for q in quotations if q.speech],
        "attitudes": [dossier.wording(q.id) for q in quotations if not q.speech],
    }


def _without_place(row: Row) -> Row:
    """Return a row whose place lies in another document: it is told in the row's basis, not linked from here."""
    return Row(row.name, row.value, row.status, None, row.basis, row.alternatives)
