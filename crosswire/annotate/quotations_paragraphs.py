"""Quotations that run over paragraphs, and paragraphs that are a quotation without an attribution of their own."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from crosswire.annotate._nlp import Paragraph
from crosswire.annotate.cues import ANY
from crosswire.annotate.marks import pair_marks
from crosswire.annotate.quotations_clauses import Draft, cue_words, find_drafts
from crosswire.annotate.quotations_inner import attach_inner, attach_reported
from crosswire.annotate.quotations_marked import SIGNED, Sheet, attach, is_full, lay_out, tokens_in
from crosswire.annotate.quotations_sources import find_source, phrase_of

EXCERPT = re.compile(r"[\"“](?=[A-Z][A-Z.'’\- ]+:\s)")
"""The open mark with which each turn of an excerpt begins, before a speaker's name in capitals."""

SIGNATURE = 120
"""Most characters of a line that only says who said what stands above it."""


@dataclass(slots=True)
class Page:
    """One paragraph with its drafts, and the numbers of the full quotations that nothing in it claims.

    odd: places (code points of the paragraph) of quotation marks without a partner. owner: the draft, of an earlier paragraph, to which
    its first stretch belongs. A draft stays on the page whose tokens its indices count.
    """

    paragraph: Paragraph
    sheet: Sheet
    drafts: list[Draft]
    unclaimed: list[int]
    odd: list[int] = field(default_factory=list)
    owner: Draft | None = None


def read_page(paragraph: Paragraph) -> Page:
    """Draft the attributions of one paragraph."""
    stretches, odd = pair_marks(paragraph.text)
    sheet = lay_out(paragraph.doc, stretches)
    drafts, unclaimed = attach(find_drafts(paragraph.doc), sheet)
    attach_reported(drafts, sheet)
    drafts = attach_inner(drafts, sheet)
    return Page(paragraph, sheet, drafts, unclaimed, list(odd))


def join_pages(pages: list[Page]) -> None:
    """Carry quotations over the ends of paragraphs, in order; changes the pages' drafts."""
    for before, page in pairwise(pages):
        if before.paragraph.where != page.paragraph.where or before.paragraph.index + 1 != page.paragraph.index:
            continue
        sign(before, page)
        if not page.sheet.stretches or page.sheet.stretches[0].start > 0 or EXCERPT.match(page.paragraph.text):
            continue
        if is_open(before):
            before.odd = [o for o in before.odd if o != before.sheet.stretches[-1].start]
            carry_over(before, page)
        elif 0 in page.unclaimed and is_full(page.sheet, 0):
            claim(before, page)


def sign(before: Page, page: Page) -> None:
    """Give a paragraph that is one quotation to who signs it on the next line ("- President Anso Reeve")."""
    signed = SIGNED.match(page.paragraph.text)
    if signed is None or page.drafts or len(page.paragraph.text) > SIGNATURE or not before.unclaimed:
        return
    stretch = before.sheet.stretches[-1]
    if before.drafts or before.sheet.stretches[0].start > 0 or before.paragraph.text[stretch.end :].strip(" .,"):
        return
    words = page.paragraph.text[signed.end() :]
    end = signed.end() + len(re.split(r"[,;(]", words)[0].rstrip(" ."))
    source = tokens_in(page.sheet.doc, signed.end(), end)
    cue = tokens_in(page.sheet.doc, 0, signed.end())
    if source and cue and not set(source) & set(cue):
        draft = Draft(cue[0], cue, "-", ANY, set(), source, basis="dash and name; in the paragraph after")
        for number in before.unclaimed:
            add_fragment(draft, before, number)
        before.unclaimed = []
        page.drafts.append(draft)


def is_open(page: Page) -> bool:
    """Whether a paragraph ends inside a quotation."""
    return bool(page.sheet.stretches) and not page.sheet.stretches[-1].closed


def holder_of(page: Page, number: int) -> Draft | None:
    """Return the outermost draft of a page that took in a stretch."""
    found = [d for d in page.drafts if number in d.marked and d.inside is None]
    return max(found, key=lambda d: len(d.content)) if found else None


def carry_over(before: Page, page: Page) -> None:
    """Make the first stretch of a page a further fragment of the quotation that the page before left open."""
    last = len(before.sheet.stretches) - 1
    owner = holder_of(before, last) or (before.owner if last == 0 else None)
    taker = holder_of(page, 0)
    if owner is not None and (taker is None or not taker.cue):
        page.drafts = [d for d in page.drafts if d is not taker]
        add_fragment(owner, page, 0)
        page.unclaimed = [n for n in page.unclaimed if n]
        page.owner = owner
    elif owner is None and taker is not None and last in before.unclaimed:
        add_fragment(taker, before, last)
        before.unclaimed.remove(last)


def add_fragment(draft: Draft, page: Page, number: int) -> None:
    """Add a stretch of another paragraph to a draft's content."""
    stretch, start = page.sheet.stretches[number], page.paragraph.start
    draft.fragments.append((start + stretch.start, start + stretch.end, page.sheet.words(number)))


def claim(before: Page, page: Page) -> None:
    """Give a paragraph that opens with an unclaimed quotation to the speaker of the paragraph before.

    After a colon the cue is there ("he said:"); after a paragraph that ends in somebody's speech, the quotation stands without
    cue ("floating"). After any other paragraph nobody is named.
    """
    text = before.sheet.text.rstrip()
    made: Draft | None = None
    if text.endswith(":"):
        made = announced(before)
    if made is None:
        made = run_on(before)
    if made is None:
        return
    made.basis += "; in the paragraph before"
    add_fragment(made, page, 0)
    page.unclaimed.remove(0)
    page.owner = made
    before.drafts.append(made)


def announced(before: Page) -> Draft | None:
    """Return the attribution that the last sentence of a paragraph announces with its colon."""
    doc = before.paragraph.doc
    last = list(doc.sents)[-1]
    waiting = [d for d in before.drafts if d.inside is None and d.verb >= last.start and d.source]
    if waiting:
        model = waiting[-1]
        return Draft(
            model.verb,
            list(model.cue),
            model.lemma,
            model.entry,
            set(),
            list(model.source),
            list(model.via),
            basis="colon",
        )
    verb = last.root
    found = find_source(verb) if verb.pos_ in ("VERB", "AUX") else None
    if found is None:
        return None
    words = cue_words(verb)
    return Draft(verb.i, words, verb.lemma_.lower(), ANY, set(), phrase_of(found.head, set(words)), basis="colon")


def run_on(before: Page) -> Draft | None:
    """Return a draft for a quotation that goes on after a paragraph that ended in the same speaker's direct speech."""
    doc = before.paragraph.doc
    if before.owner is not None and not before.drafts:
        return None
    done = [d for d in before.drafts if d.inside is None and d.source and (d.content or d.fragments)]
    if not done:
        return None
    last = max(done, key=lambda d: max([*d.content, *d.cue, *d.source, -1]))
    edge = max([*last.content, *last.cue, *last.source, *last.addressee, 0])
    if doc[edge].sent.end < len(doc) - 1:
        return None
    return Draft(-1, [], "", ANY, set(), list(last.source), list(last.via), basis="floating")
