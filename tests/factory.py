"""Records built by hand, from words instead of offsets.

`place_of(document, "said")` finds what a test names, and fails if it does not stand there exactly once.

doc = make_document("Marran said the treaty would stand.", name="a.txt")
quotation = make_quotation(doc, content="the treaty would stand", cue="said", source="Marran")
findings = make_findings([doc], [make_reading(doc, quotations=[quotation])])
"""

from collections.abc import Iterable, Sequence
from typing import Any

from crosswire.model import (
    Actor,
    Attribution,
    Capture,
    DateValue,
    Document,
    Findings,
    Header,
    HeaderValue,
    Mention,
    Place,
    Published,
    Quotation,
    Reading,
    Sentence,
    Span,
    Spans,
    Statement,
    Story,
    Zone,
    make_id,
    sha256,
)


def span_of(text: str, words: str, *, nth: int | None = None) -> Span:
    """Return where `words` stand in a text; the nth time (from 0), or the only time."""
    found = [i for i in range(len(text)) if text.startswith(words, i)]
    if not found or (nth is None and len(found) != 1):
        raise AssertionError(f"{words!r} stands {len(found)} times in the text")
    start = found[nth or 0]
    return start, start + len(words)


def spans_of(text: str, words: str | Sequence[str] | None) -> Spans:
    """Return the fragments that a string, or each of several strings, names; none for None."""
    if words is None:
        return ()
    return tuple(sorted(span_of(text, w) for w in ([words] if isinstance(words, str) else words)))


def place_of(document: Document, words: str, *, nth: int | None = None) -> Place:
    """Return the place of `words` in a document."""
    start, end = span_of(document.text, words, nth=nth)
    return Place(document.id, start, end)


def make_capture(
    text: str | bytes, *, name: str = "capture.txt", media_type: str = "text/plain", **rest: Any
) -> Capture:
    """Return a capture of these bytes."""
    content = text.encode() if isinstance(text, str) else text
    return Capture(sha256=sha256(content), name=name, media_type=media_type, content=content, **rest)


def make_document(
    text: str,
    *,
    name: str = "document.txt",
    zones: Iterable[tuple[str, str]] = (),
    header: Header | None = None,
    as_is: bool = False,
    **values: str,
) -> Document:
    """Return a document.

    zones: (words, label) pairs; whatever they leave over is body, one zone a line. values: stated header values by
    field name (`agency="Northwire"`), without a place.
    """
    labels: list[str | None] = [None] * len(text)
    for words, label in zones:
        start, end = span_of(text, words)
        labels[start:end] = [label] * (end - start)
    header = header or Header(**{field: HeaderValue(value, "stated") for field, value in values.items()})
    digest = sha256(text)
    return Document(
        id=f"d-{sha256(text.encode('utf-8', 'surrogatepass') + name.encode())}",
        name=name,
        capture=digest,
        media_type="text/plain",
        text=text,
        text_sha256=digest,
        zones=tuple(_zones(text, labels)),
        header=header,
        as_is=as_is,
    )


def _zones(text: str, labels: Sequence[str | None]) -> Iterable[Zone]:
    start = 0
    for i in range(1, len(text) + 1):
        if i < len(text) and labels[i] == labels[start] and text[i - 1] != "\n":
            continue
        words = text[start:i]
        if words.strip():
            left = start + len(words) - len(words.lstrip())
            yield Zone(left, left + len(words.strip()), labels[start] or "body")
        start = i


def make_mention(
    document: Document,
    words: str,
    *,
    kind: str = "name",
    type: str | None = "person",
    nth: int | None = None,
    **rest: Any,
) -> Mention:
    """Return a mention of these words."""
    start, end = span_of(document.text, words, nth=nth)
    rest.setdefault("name", words if kind == "name" else None)
    return Mention(id=make_id("m", document.id, start, end), start=start, end=end, kind=kind, type=type, **rest)


def make_quotation(
    document: Document,
    *,
    content: str | Sequence[str],
    cue: str | Sequence[str] | None = None,
    source: str | None = None,
    type: str = "indirect",
    **rest: Any,
) -> Quotation:
    """Return a quotation by the words of its three spans."""
    spans = spans_of(document.text, content)
    rest.setdefault("where", document.zone_at(spans[0][0]) or "body")
    return Quotation(
        id=make_id("q", document.id, spans, type),
        content=spans,
        cue=spans_of(document.text, cue),
        source=spans_of(document.text, source),
        type=type,
        text=" … ".join(document.text[a:b] for a, b in spans),
        **rest,
    )


def make_reading(document: Document, **records: Iterable[Any]) -> Reading:
    """Return a reading; its sentences are the lines of the document unless given."""
    if "sentences" not in records:
        records["sentences"] = [Sentence(z.start, z.end, z.label, i) for i, z in enumerate(document.zones)]
    return Reading(doc=document.id, **{name: tuple(rows) for name, rows in records.items()})  # type: ignore[arg-type]


def make_actor(name: str, *, type: str = "person", aliases: Iterable[str] = (), **rest: Any) -> Actor:
    """Return an actor."""
    return Actor(id=make_id("p", name), name=name, type=type, aliases=tuple(sorted({name, *aliases})), **rest)


def make_attribution(
    document: Document, quotation: Quotation, *speakers: Actor, status: str = "stated", **rest: Any
) -> Attribution:
    """Return who said a quotation."""
    return Attribution(quotation.id, document.id, tuple(a.id for a in speakers), status=status, **rest)


def make_date(value: str | None, *, status: str = "stated", **rest: Any) -> DateValue:
    """Return a date; its precision follows from its form."""
    precision = {4: "year", 7: "month", 10: "day"}.get(len(value), "minute") if value else None
    return DateValue(value, precision, status if value else "unknown", **rest)


def make_story(
    documents: Sequence[Document], *, date: str | None = None, storyline: str | None = None, title: str = ""
) -> Story:
    """Return a story of these documents, each an account of its own."""
    docs = tuple(sorted(d.id for d in documents))
    return Story(
        make_id("s", docs), docs, storyline, title, docs[0] if title else None, make_date(date), independent=len(docs)
    )


def make_published(document: Document, date: str | None, **rest: Any) -> Published:
    """Return a document's date as known after narrowing."""
    return Published(document.id, make_date(date, **rest))


def make_statement(
    story: Story, speakers: Sequence[Actor], *quotations: Quotation, possible: Sequence[Quotation] = ()
) -> Statement:
    """Return a statement that these quotations, each of another account, word."""
    ids = tuple(q.id for q in quotations)
    return Statement(
        id=make_id("u", sorted(ids)),
        quotations=ids,
        possible=tuple(q.id for q in possible),
        speakers=tuple(a.id for a in speakers),
        story=story.id,
        accounts=len(ids),
        independent=len(ids),
    )


def make_findings(
    documents: Iterable[Document], readings: Iterable[Reading] = (), **records: Iterable[Any]
) -> Findings:
    """Return a bundle; documents without a reading get an empty one, and all stand in one story unless told."""
    documents = tuple(sorted(documents, key=lambda d: d.id))
    read = {r.doc: r for r in readings}
    records.setdefault("stories", [make_story(documents)] if documents else [])
    return Findings(
        documents=documents,
        readings=tuple(read.get(d.id) or make_reading(d) for d in documents),
        **{name: tuple(rows) for name, rows in records.items()},  # type: ignore[arg-type]
    )
