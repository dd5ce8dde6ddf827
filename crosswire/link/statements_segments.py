"""Quotations cut into the stretches that are compared: a sentence of one outlet may be a quotation of its own in another."""

from collections.abc import Sequence

from crosswire.link.statements_score import Segment, make_segment, unpack_vector
from crosswire.link.statements_words import is_english
from crosswire.model import Document, Quotation, Reading, Span, cut_content

MASKED = ("person", "state", "organisation")
"""Types of mentions that are taken out before comparing: who they are is the gate's business. Places stay: they are what is spoken of."""


def is_utterance(quotation: Quotation) -> bool:
    """Whether a quotation stands by itself and was said: not what an actor wants or believes, which has no wordings of its own."""
    return quotation.speech and quotation.nested_in is None


def cut_quotations(document: Document, reading: Reading) -> list[Segment]:
    """Cut the quotations of a document into comparable stretches: sentences and fragments, short ones joined with their neighbour."""
    vectors = {v.of: unpack_vector(v.values) for v in reading.vectors}
    names = [(m.start, m.end) for m in reading.mentions if (m.kind == "name" and m.type in MASKED) or m.stands_for]
    sentences = [(s.start, s.end) for s in reading.sentences]
    tongue = find_tongue(document)
    segments = []
    for quotation in reading.quotations:
        if not is_utterance(quotation):
            continue
        for order, (start, end) in enumerate(cut_content(quotation.content, sentences, document.text)):
            inside = [(max(a, start), min(b, end)) for a, b in quotation.content if a < end and start < b]
            segments.append(
                make_segment(
                    quotation=quotation.id,
                    doc=document.id,
                    start=start,
                    end=end,
                    text=" ".join(document.text[a:b] for a, b in inside),
                    masked=" ".join(mask(document.text, a, b, names) for a, b in inside),
                    vector=vectors.get(f"{quotation.id}#{order}"),
                    tongue=tongue,
                    denied=is_denial(quotation),
                )
            )
    return segments


DENIALS = frozenset({"deny", "dispute", "reject", "refute"})
"""Lemmas of cues under which a content is turned round as a whole: what was said is its opposite."""


def is_denial(quotation: Quotation) -> bool:
    """Whether a quotation is reported as denied: not only left unsaid."""
    return quotation.negated and quotation.cue_lemma in DENIALS


def find_tongue(document: Document) -> str:
    """Return the language of a document as two letters: English by its words, any other as its header says, "" where nothing says it."""
    if is_english(document.text[:LOOKED_AT]):
        return "en"
    stated = (document.header.language.value or "")[:2].lower()
    return "" if stated == "en" else stated


LOOKED_AT = 4_000
"""Characters of a document by which its language is told."""


def mask(text: str, start: int, end: int, names: Sequence[Span]) -> str:
    """Return a stretch with the actors' names taken out."""
    kept = []
    at = start
    for a, b in names:
        if a < end and at < b and a >= start:
            kept.append(text[at:a])
            at = min(b, end)
    kept.append(text[at:end])
    return " ".join(kept)
