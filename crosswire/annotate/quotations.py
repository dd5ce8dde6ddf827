"""Quotations of one document: direct, mixed and indirect, by rules over the parse and the quotation marks.

The terms are those of PARC 3 (Pareti 2016) and PolNeAR (Newell et al. 2018): a cue attributes a content to a source.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from crosswire.annotate._nlp import Parsed
from crosswire.annotate.quotations_clauses import Draft
from crosswire.annotate.quotations_paragraphs import Page, join_pages, read_page
from crosswire.annotate.quotations_turns import find_turns
from crosswire.model import Document, Problem, Quotation, Span, Spans, make_id

DIRECT = 0.9
"""Share of a content's words inside marks from which it is direct speech (the convention of the labelled sets)."""

MARKS = ('"', "'", "''", "``", "“", "”", "‘", "’", "«", "»")
ORPHAN = 6
"""Fewest words of a quotation that is kept without a source."""


def find_quotations(document: Document, parsed: Parsed) -> tuple[tuple[Quotation, ...], tuple[Problem, ...]]:
    """Find who said what in one document.

    Returns the quotations sorted by place, and a problem row (Q101) for each paragraph whose quotation marks do not pair. Offsets are code
    points of `document.text`; `sources` and `via` stay empty (mentions are resolved later), their words stand in `source` and `via_span`.
    """
    pages = [read_page(p) for p in parsed.paragraphs]
    find_turns(pages)
    join_pages(pages)
    records = {id(d): q for page in pages for d in page.drafts if (q := make_record(document, page, d)) is not None}
    found = [q for page in pages for q in once(nest(page, records))]
    found = repoint(found, records.values())
    return tuple(sorted(found, key=lambda q: (q.content, q.cue, q.id))), find_problems(document, pages)


def find_problems(document: Document, pages: list[Page]) -> tuple[Problem, ...]:
    """Return a problem row for each paragraph with a quotation mark without a partner; it was read all the same."""
    message = "a quotation mark has no partner; the paragraph was read by its verbs and its other marks"
    places = [page.paragraph.start + min(page.odd) for page in pages if page.odd]
    return tuple(Problem("Q101", document.name, message, place, place + 1, document.id) for place in places)


def is_word(token: Any) -> bool:
    """Whether a token holds a letter or digit."""
    return any(c.isalnum() for c in token.text)


def is_edge(token: Any, kept: str) -> bool:
    """Whether a token is punctuation that does not belong at the edge of a content."""
    return not is_word(token) and token.text not in kept


def runs(indices: set[int] | list[int], doc: Any, barred: set[int]) -> list[tuple[int, int]]:
    """Return unbroken runs (first, last) of token indices; punctuation between two runs does not break them."""
    out: list[tuple[int, int]] = []
    for i in sorted(indices):
        if out and all(not is_word(doc[j]) and j not in barred for j in range(out[-1][1] + 1, i)):
            out[-1] = (out[-1][0], i)
        else:
            out.append((i, i))
    return out


def content_spans(page: Page, draft: Draft) -> Spans:
    """Return a draft's content as places in the document, marks included, other punctuation at the edges not."""
    sheet, start = page.sheet, page.paragraph.start
    doc = sheet.doc
    spans = []
    barred = set(draft.cue) | set(draft.source)
    whole = {n for n, inside in enumerate(sheet.tokens) if inside <= draft.content}
    for first, last in runs(draft.content, doc, barred):
        ends = "%])?!." if draft.basis == "turn" else "%])"
        inner = draft.inside is not None and first < last and doc[first].text in MARKS and doc[last].text in MARKS
        while not inner and first <= last and sheet.holder[first] not in whole and is_edge(doc[first], "$[(#@"):
            first += 1
        while not inner and first <= last and sheet.holder[last] not in whole and is_edge(doc[last], ends):
            last -= 1
        if first > last or not any(is_word(doc[i]) for i in range(first, last + 1)):
            continue
        a, b = doc[first].idx, doc[last].idx + len(doc[last])
        for number in (sheet.holder[first], sheet.holder[last]):
            if number is not None and number in whole:
                a, b = min(a, sheet.stretches[number].start), max(b, sheet.stretches[number].end)
        spans.append((start + a, start + b))
    return tuple(spans)


def token_spans(page: Page, indices: list[int]) -> Spans:
    """Return token indices as places in the document."""
    doc, start = page.sheet.doc, page.paragraph.start
    out: list[Span] = []
    for i in sorted(set(indices)):
        a, b = start + doc[i].idx, start + doc[i].idx + len(doc[i])
        if out and i - 1 in indices:
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return tuple(out)


def disjoint(spans: Sequence[Span]) -> Spans:
    """Return sorted spans with those that overlap made one: a later paragraph may be found both by its marks and as a turn."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def kind_of(page: Page, draft: Draft) -> str:
    """Return direct, mixed or indirect by the share of words inside marks."""
    words = [i for i in draft.content if is_word(page.sheet.doc[i])]
    further = sum(n for _, _, n in draft.fragments)
    inside = sum(page.sheet.holder[i] is not None for i in words) + further
    if not inside:
        return "indirect"
    return "direct" if inside >= DIRECT * (len(words) + further) else "mixed"


def make_record(document: Document, page: Page, draft: Draft) -> Quotation | None:
    """Turn a draft into a record, or None where it holds nothing that was said."""
    further = [(a, b) for a, b, _ in draft.fragments]
    content = disjoint(sorted([*content_spans(page, draft), *further]))
    words = sum(is_word(page.sheet.doc[i]) for i in draft.content) + sum(n for _, _, n in draft.fragments)
    asked = draft.basis.startswith("asked")
    if not content or (not draft.source and not asked and (not draft.marked or words < ORPHAN)):
        return None
    if not draft.entry.speech and not draft.source:
        return None
    kind = kind_of(page, draft)
    cue = token_spans(page, draft.cue)
    return Quotation(
        id=make_id("q", document.id, [list(s) for s in content], [list(s) for s in cue], kind),
        content=content,
        cue=cue,
        source=token_spans(page, draft.source),
        type=kind,
        where=page.paragraph.where,
        speech=draft.entry.speech,
        addressee=span_of(token_spans(page, draft.addressee)),
        negated=draft.negated,
        future=draft.future,
        hypothetical=draft.hypothetical,
        cue_lemma=draft.lemma,
        basis=draft.basis,
        text=" … ".join(document.text[a:b] for a, b in content),
        via_span=token_spans(page, draft.via),
    )


def span_of(spans: Spans) -> Span | None:
    """Return the stretch from the first to the last of some spans, or None."""
    return (spans[0][0], spans[-1][1]) if spans else None


def nest(page: Page, records: dict[int, Quotation]) -> list[Quotation]:
    """Return a page's quotations, each pointing to the smallest one whose content holds its cue."""
    rows = [(d, records[id(d)]) for d in page.drafts if id(d) in records]
    around = [q for _, q in rows]
    if page.owner is not None and id(page.owner) in records:
        around.append(records[id(page.owner)])
    out = []
    for draft, quotation in rows:
        verb = page.paragraph.start + page.sheet.doc[draft.verb].idx if draft.cue else -1
        outer = [
            q
            for q in around
            if q is not quotation and holds(q, verb) and not holds(quotation, q.cue[0][0] if q.cue else -1)
        ]
        inner = min(outer, key=lambda q: (sum(b - a for a, b in q.content), q.id), default=None)
        out.append(replace(quotation, nested_in=inner.id) if inner is not None else quotation)
    return out


def once(quotations: list[Quotation]) -> list[Quotation]:
    """Keep one of two attributions of the same words ("Marran said: "...," she told reporters"): the earlier cue."""
    kept: dict[Spans, Quotation] = {}
    for quotation in sorted(quotations, key=lambda q: (q.cue, q.id)):
        kept.setdefault(quotation.content, quotation)
    return list(kept.values())


def repoint(kept: list[Quotation], made: Iterable[Quotation]) -> list[Quotation]:
    """Let what is nested in a quotation that `once` left out point to the one of the same words that was kept."""
    known = {q.id for q in kept}
    by_content = {q.content: q.id for q in kept}
    stands_for = {q.id: by_content.get(q.content) for q in made if q.id not in known}
    out = []
    for quotation in kept:
        outer = quotation.nested_in
        if outer is not None and outer not in known:
            outer = stands_for.get(outer)
            quotation = replace(quotation, nested_in=outer if outer != quotation.id else None)
        out.append(quotation)
    return out


def holds(quotation: Quotation, place: int) -> bool:
    """Whether a place lies in a quotation's content."""
    return any(a <= place < b for a, b in quotation.content)
