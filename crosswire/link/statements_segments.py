"""Quotations cut into the stretches that are compared: a sentence of one outlet may be a quotation of its own in another."""

from collections.abc import Sequence

from crosswire.link.statements_score import Segment, make_segment, unpack_vector
from crosswire.link.statements_words import find_words, is_english
from crosswire.model import Document, Quotation, Reading, Span, cut_content

MASKED = ("person", "state", "organisation")
"""Types of mentions that are taken out before comparing: who they are is the gate's business. Places stay: they are what is spoken of."""


def find_utterances(document: Document, reading: Reading) -> list[Quotation]:
    """Return the quotations of a document that were said and stand by themselves: not what an actor wants or believes, which has no wordings of
    its own, and nothing nested in another, unless the other only passes it on."""
    by_id = {q.id: q for q in reading.quotations}
    return [
        q
        for q in reading.quotations
        if q.speech and (q.nested_in is None or is_passed_on(q, by_id.get(q.nested_in), document.text))
    ]


def is_passed_on(inner: Quotation, outer: Quotation | None, text: str) -> bool:
    """Whether a quotation holds nothing but another one and who said it: "Marran said that the masts would go, the agency reported"."""
    if outer is None or not inner.cue or not inner.source:
        return False
    told = {i for a, b in (*inner.content, *inner.cue, *inner.source) for i in range(a, b)}
    rest = "".join(text[i] if i not in told else " " for a, b in outer.content for i in range(a, b))
    return all(word.lower() == "that" for word in find_words(rest))


def cut_quotations(document: Document, reading: Reading) -> list[Segment]:
    """Cut the quotations of a document into comparable stretches: sentences and fragments, short ones joined with their neighbour."""
    vectors = {v.of: unpack_vector(v.values) for v in reading.vectors}
    names = [(m.start, m.end) for m in reading.mentions if (m.kind == "name" and m.type in MASKED) or m.stands_for]
    sentences = [(s.start, s.end) for s in reading.sentences]
    tongue = find_tongue(document)
    segments = []
    for quotation in find_utterances(document, reading):
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
