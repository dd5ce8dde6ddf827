"""The meaning of what was said and done, as vectors that other documents' can be compared with."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from crosswire.annotate import _sense
from crosswire.model import Act, Document, Mention, Quotation, Span, Vector

MASKED = frozenset({"person", "organisation"})
"""Types of actors whose names are left out. Names of states stay: "X is the real target" means little without X. Measured on the pairs of
one speaker's quotations in five wire stories (44 alike, 784 not): AUC .948 so, .941 with all names, .886 with states left out too."""
FEWEST_LETTERS = 8
"""A stretch with fewer letters than this, names masked, has no meaning to compare."""


def find_vectors(
    document: Document,
    mentions: tuple[Mention, ...],
    quotations: tuple[Quotation, ...],
    acts: tuple[Act, ...],
) -> tuple[Vector, ...]:
    """Embed the content of each quotation and, where it has several sentences or fragments, the widest clause of each; sorted by id.

    Attitudes have none: they are no utterances.

    Names of persons and bodies are left out: two outlets' wordings of one sentence then stand nearer to each other than two sentences about
    the same people. A document's texts are embedded together, in the order of their ids: the same document gives the same bytes.
    """
    names = [(m.start, m.end) for m in mentions if m.kind != "pronoun" and m.type in MASKED]
    quotations = tuple(q for q in quotations if q.speech)
    wanted = {q.id: masked(document.text, q.content, names) for q in quotations}
    for act in widest_clauses(quotations, acts):
        wanted[act.id] = masked(document.text, ((act.start, act.end),), names)
    kept = {key: text for key, text in sorted(wanted.items()) if sum(c.isalpha() for c in text) >= FEWEST_LETTERS}
    if not kept:
        return ()
    model = _sense.fingerprint()
    return tuple(
        Vector(key, values, model) for key, values in zip(kept, _sense.embed(list(kept.values())), strict=True)
    )


def widest_clauses(quotations: Sequence[Quotation], acts: Sequence[Act]) -> list[Act]:
    """Return the widest clause of each sentence and fragment of the quotations that have several."""
    pieces: dict[str, dict[tuple[int, int], Act]] = defaultdict(dict)
    contents = {q.id: q.content for q in quotations}
    for act in acts:
        if act.quotation not in contents:
            continue
        fragment = next((i for i, (a, b) in enumerate(contents[act.quotation]) if a <= act.verb[0] < b), 0)
        before = pieces[act.quotation].get((fragment, act.sentence))
        if before is None or act.end - act.start > before.end - before.start:
            pieces[act.quotation][fragment, act.sentence] = act
    return [act for found in pieces.values() if len(found) > 1 for act in found.values()]


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
