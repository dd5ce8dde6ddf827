"""The meaning of what was said, as vectors that other documents' can be compared with."""

from collections.abc import Iterable, Sequence

from crosswire.annotate import _sense
from crosswire.model import Document, Reading, Span, Vector, cut_content

MASKED = frozenset({"person", "organisation"})
"""Types of actors whose names are left out. Names of states stay: "X is the real target" means little without X. Measured on the pairs of
one speaker's quotations in five wire stories (44 alike, 784 not): AUC .948 so, .941 with all names, .886 with states left out too."""
FEWEST_LETTERS = 8
"""A stretch with fewer letters than this, names masked, has no meaning to compare."""


def find_vectors(document: Document, reading: Reading) -> tuple[Vector, ...]:
    """Embed each stretch of each quotation's content (`cut_content`); sorted by id: `quotation id#number of the stretch`.

    Attitudes have none: they are no utterances.

    Names of persons and bodies are left out: two outlets' wordings of one sentence then stand nearer to each other than two sentences about
    the same people. A document's texts are embedded together, in the order of their ids: the same document gives the same bytes.
    """
    names = [(m.start, m.end) for m in reading.mentions if m.kind != "pronoun" and m.type in MASKED]
    sentences = [(s.start, s.end) for s in reading.sentences]
    wanted = {
        f"{quotation.id}#{number}": masked(document.text, inside(quotation.content, stretch), names)
        for quotation in reading.quotations
        if quotation.speech
        for number, stretch in enumerate(cut_content(quotation.content, sentences, document.text))
    }
    kept = {key: text for key, text in sorted(wanted.items()) if sum(c.isalpha() for c in text) >= FEWEST_LETTERS}
    if not kept:
        return ()
    model = _sense.fingerprint()
    return tuple(
        Vector(key, values, model) for key, values in zip(kept, _sense.embed(list(kept.values())), strict=True)
    )


def inside(content: Iterable[Span], stretch: Span) -> list[Span]:
    """Return what a stretch holds of a content."""
    return [(max(a, stretch[0]), min(b, stretch[1])) for a, b in content if a < stretch[1] and stretch[0] < b]


def masked(text: str, spans: Iterable[Span], names: Sequence[Span]) -> str:
    """Return the words of spans without names and quotation marks, on one line."""
    parts = []
    for start, end in spans:
        at = start
        for a, b in names:
            if b <= at or a >= end:
                continue
            parts.append(text[at : max(at, a)])
            at = min(end, b)
        parts.append(text[at:end])
        parts.append(" ")
    joined = "".join(" " if c in '"“”„«»' else c for c in "".join(parts))
    return " ".join(joined.split())
