"""Quotations of one document: direct, mixed and indirect, by rules over the parse and the quotation marks.

The terms are those of PARC 3 (Pareti 2016) and PolNeAR (Newell et al. 2018): a cue attributes a content to a source.
"""

from dataclasses import dataclass, replace
from typing import Any

from crosswire.annotate._nlp import Paragraph, Parsed
from crosswire.annotate.marks import pair_marks
from crosswire.annotate.quotations_clauses import Draft, find_drafts
from crosswire.annotate.quotations_marked import Sheet, attach, lay_out
from crosswire.model import Document, Problem, Quotation, Span, Spans, make_id

DIRECT = 0.9
"""Share of a content's words inside marks from which it is direct speech (the convention of the labelled sets)."""

ORPHAN = 6
"""Fewest words of a quotation that is kept without a source."""


@dataclass(slots=True)
class Page:
    """One paragraph with its drafts, and the marked stretches that nothing in it claims."""

    paragraph: Paragraph
    sheet: Sheet
    drafts: list[Draft]
    unclaimed: list[int]
    odd: tuple[int, ...]


def find_quotations(document: Document, parsed: Parsed) -> tuple[tuple[Quotation, ...], tuple[Problem, ...]]:
    """Find who said what in one document.

    Returns the quotations sorted by place, and a problem row (Q101) for each paragraph whose quotation marks do not pair. Offsets are code
    points of `document.text`; `sources` and `via` stay empty (mentions are resolved later), their words stand in `source` and `via_span`.
    """
    pages = [read_page(p) for p in parsed.paragraphs]
    problems: list[Problem] = []
    drafts: list[tuple[Page, Draft, list[Span]]] = []
    for k, page in enumerate(pages):
        drafts += [(page, d, []) for d in page.drafts]
    del drafts
    found: list[Quotation] = []
    for page in pages:
        records = [(d, make_record(document, page, d)) for d in page.drafts]
        found += nest(page, [(d, q) for d, q in records if q is not None])
    return tuple(sorted(found, key=lambda q: (q.content, q.cue, q.id))), tuple(problems)


def read_page(paragraph: Paragraph) -> Page:
    """Draft the attributions of one paragraph."""
    stretches, odd = pair_marks(paragraph.doc.text)
    sheet = lay_out(paragraph.doc, stretches)
    drafts, unclaimed = attach(find_drafts(paragraph.doc), sheet)
    return Page(paragraph, sheet, drafts, unclaimed, odd)


def is_word(token: Any) -> bool:
    """Whether a token holds a letter or digit."""
    return any(c.isalnum() for c in token.text)


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
    for first, last in runs(draft.content, doc, barred):
        while first <= last and sheet.holder[first] is None and (not is_word(doc[first]) and doc[first].text not in ("$", "[", "(", "#", "@")):
            first += 1
        while first <= last and sheet.holder[last] is None and not is_word(doc[last]) and doc[last].text not in ("%", "]", ")"):
            last -= 1
        if first > last or not any(is_word(doc[i]) for i in range(first, last + 1)):
            continue
        a, b = doc[first].idx, doc[last].idx + len(doc[last])
        for number in {sheet.holder[first], sheet.holder[last]} - {None}:
            stretch = sheet.stretches[number]
            if sheet.tokens[number] <= draft.content:
                a, b = min(a, stretch.start), max(b, stretch.end)
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


def kind_of(page: Page, content: set[int]) -> str:
    """Return direct, mixed or indirect by the share of words inside marks."""
    words = [i for i in content if is_word(page.sheet.doc[i])]
    inside = sum(page.sheet.holder[i] is not None for i in words)
    if not inside:
        return "indirect"
    return "direct" if inside >= DIRECT * len(words) else "mixed"


def make_record(document: Document, page: Page, draft: Draft) -> Quotation | None:
    """Turn a draft into a record, or None where it holds nothing that was said."""
    content = content_spans(page, draft)
    words = sum(is_word(page.sheet.doc[i]) for i in draft.content)
    if not content or (not draft.source and (not draft.marked or words < ORPHAN)):
        return None
    if not draft.entry.speech and not draft.source:
        return None
    kind = kind_of(page, draft.content)
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
    )


def span_of(spans: Spans) -> Span | None:
    """Return the stretch from the first to the last of some spans, or None."""
    return (spans[0][0], spans[-1][1]) if spans else None


def nest(page: Page, records: list[tuple[Draft, Quotation]]) -> list[Quotation]:
    """Point each quotation whose cue stands inside another's content to the smallest such one."""
    out = []
    for draft, quotation in records:
        outer = [(len(d.content), q.id) for d, q in records if d is not draft and draft.cue and draft.verb in d.content and not d.verb in draft.content]
        out.append(replace(quotation, nested_in=min(outer)[1]) if outer else quotation)
    return out
