"""Re-reads every pointer and every hash of a dossier."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields

from crosswire.model import Document, Findings, Zone, sha256
from crosswire.store.pins import places_of_findings
from crosswire.store.store import Store


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """Something that no longer holds. what: the record or document. why: what was expected and what was found."""

    what: str
    why: str


def _zone_failures(document: Document) -> Iterator[Failure]:
    """Yield where a non-blank character of the text does not lie in exactly one zone."""
    end = 0
    last: Zone | None = None
    for zone in document.zones:
        if zone.start < end:
            yield Failure(document.name, f"zones {last} and {zone} overlap")
        elif document.text[end : zone.start].strip():
            yield Failure(document.name, f"characters {end}-{zone.start} lie in no zone")
        end, last = max(end, zone.end), zone
    if document.text[end:].strip():
        yield Failure(document.name, f"characters {end}-{len(document.text)} lie in no zone")


def _document_failures(store: Store, findings: Findings) -> Iterator[Failure]:
    digests = set(store.capture_digests())
    for digest in sorted(digests):
        found = sha256(store.content(digest))
        if found != digest:
            yield Failure(digest, f"the capture's bytes hash to {found}")
    for document in findings.documents:
        if document.capture not in digests:
            yield Failure(document.name, f"its capture {document.capture} is not kept")
        if sha256(document.text) != document.text_sha256:
            yield Failure(document.name, "the stored text is not the one that was hashed")
        yield from _zone_failures(document)


def _quotation_failures(findings: Findings) -> Iterator[Failure]:
    texts = {d.id: d.text for d in findings.documents}
    for reading in findings.readings:
        for quotation in reading.quotations:
            words = " … ".join(texts[reading.doc][a:b] for a, b in quotation.content)
            if words != quotation.text:
                yield Failure(quotation.id, f"its words are kept as {quotation.text!r}, its places say {words!r}")


def _id_failures(findings: Findings) -> Iterator[Failure]:
    """Yield ids that two records of a kind share: a link to one would lead to the other."""
    for field in fields(findings):
        ids = Counter(i for record in getattr(findings, field.name) if (i := getattr(record, "id", None)) is not None)
        for found, times in sorted(ids.items()):
            if times > 1:
                yield Failure(found, f"{times} records of {field.name} have this id")


def verify_findings(store: Store, findings: Findings) -> tuple[int, tuple[Failure, ...]]:
    """Re-read all pointers and hashes.

    Returns the number of places read and what no longer holds, sorted.
    """
    failures = [*_document_failures(store, findings), *_quotation_failures(findings), *_id_failures(findings)]
    texts = {d.id: d.text for d in findings.documents}
    pointing = set(places_of_findings(findings))
    count = 0
    for record, place, words in store.pins():
        count += 1
        if (record, place) not in pointing:
            failures.append(Failure(record, f"it no longer points at [{place.start}, {place.end}) of {place.doc}"))
        pointing.discard((record, place))
        text = texts.get(place.doc)
        if text is None:
            failures.append(Failure(record, f"it points into {place.doc}, which is not there"))
        elif not 0 <= place.start <= place.end <= len(text):
            failures.append(Failure(record, f"[{place.start}, {place.end}) lies outside {place.doc}"))
        elif sha256(text[place.start : place.end]) != words:
            failures.append(Failure(record, f"other words stand at [{place.start}, {place.end}) of {place.doc}"))
    failures += (
        Failure(r, f"it points at [{p.start}, {p.end}) of {p.doc}, as it did not when written") for r, p in pointing
    )
    return count, tuple(sorted(failures))
