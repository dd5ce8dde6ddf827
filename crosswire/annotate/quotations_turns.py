"""Turns: paragraphs that begin with who speaks ("Q: ...", "MARRAN: ...", "Evening Ledger: ...") are what that one says, marked or not.

One labelled paragraph by itself is no turn ("Note: the gates close at nine"); a label has to come twice, to be a word for asking and
answering, or to stand after a question.
"""

import re
from collections import Counter
from collections.abc import Sequence

from crosswire.annotate.cues import ANY
from crosswire.annotate.quotations_clauses import Draft
from crosswire.annotate.quotations_marked import tokens_in
from crosswire.annotate.quotations_paragraphs import EXCERPT, Page
from crosswire.annotate.quotations_speakers import is_person_word
from crosswire.model.folding import word_set

TURN = re.compile(
    r"(?P<who>[A-Z][\w.'’\-]*(?:[ ,]+(?:of|the|van|von|de|der|la|del|al|for|and|[A-Z(][\w.'’\-)]*)){0,6})(?P<colon>\s?:)\s+(?=\S)"
)
"""A label: up to seven words, raised but for small ones, before a colon."""

WORDS = re.compile(r"[^\W\d_]{2,}")
MOST_WORDS = 6
HEADLINE = 20
"""Tokens of a headline at most."""

ROLES = word_set(
    "q a question answer moderator interviewer reporter presenter host anchor chairman chairwoman chair speaker interpreter journalist "
    "correspondent operator narrator voiceover caller audience announcer"
)
"""Labels that show turns by themselves."""

FIELDS = word_set(
    "said says added asked wrote replied note tickets venue date time location place photo photos source sources update "
    "analysis opinion subject re from to cc contact email phone tel address website when where what why how who price editor "
    "editors reporting editing writing story tags related more duration language restrictions summary correction warning tip "
    "media http https example result results total step part chapter figure table members present background context "
    "conclusion recommendation recommendations purpose scope issue issues topic title author copyright"
)
"""Labels of a list of facts, not of speakers."""


def label_of(page: Page) -> "re.Match[str] | None":
    """Return the match of a paragraph's label, or None."""
    text = page.paragraph.text
    found = TURN.match(text, 1 if is_excerpt(page) else 0)
    if found is None:
        return None
    words = found["who"].split()
    if len(words) > MOST_WORDS or plain(found["who"]) in FIELDS or words[0].lower() in FIELDS:
        return None
    return found


def is_excerpt(page: Page) -> bool:
    """Whether a paragraph begins as a turn of an excerpt does, with a mark that the next paragraph repeats."""
    return EXCERPT.match(page.paragraph.text) is not None


def opens_marked(page: Page) -> bool:
    """Whether a paragraph begins with a quotation mark."""
    return bool(page.sheet.stretches) and page.sheet.stretches[0].start == 0


def plain(label: str) -> str:
    """Return the form in which labels are compared."""
    return label.lower().strip(" .,:")


def headline(page: Page) -> None:
    """Draft "Minister: no ships will sail", a title that says who says it; changes the page's drafts."""
    found, doc = label_of(page), page.sheet.doc
    if (
        found is None
        or len(doc) > HEADLINE
        or page.drafts
        or page.unclaimed
        or page.paragraph.text.rstrip()[-1] in '.?!"”:'
    ):
        return
    rest = [t for t in doc if t.idx >= found.end()]
    finite = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in rest)
    label = tokens_in(doc, found.start(), found.end("who"))
    named = any(is_person_word(doc[i]) or doc[i].pos_ == "PROPN" for i in label)
    if finite and named and len(label) <= 4:
        draft_turn(page, found, "headline")


def is_talk(labels: Sequence[str], asked: bool) -> bool:
    """Whether labels in their order are those of people who talk to each other."""
    if len(labels) < 2:
        return False
    counts = Counter(labels)
    if len(counts) < 2:
        return False
    last = Counter(label.split()[-1] for label in counts)
    return (
        any(n > 1 for n in counts.values())
        or any(label in ROLES for label in counts)
        or asked
        or max(last.values()) > 1
    )


def find_turns(pages: Sequence[Page]) -> None:
    """Add a draft for each turn; changes the pages' drafts. A paragraph without label between two turns belongs to the one before it."""
    if pages:
        headline(pages[0])
    stretch: list[Page] = []
    labels: list[re.Match[str]] = []
    gap = 0
    for page in pages:
        found = label_of(page) if not page.drafts or page.drafts[0].basis != "headline" else None
        apart = bool(stretch) and stretch[-1].paragraph.where != page.paragraph.where
        apart |= bool(stretch) and found is not None and is_excerpt(stretch[-1]) != is_excerpt(page)
        gap = 0 if found is not None else gap + 1
        if apart or gap > GAP:
            close(stretch, labels, pages)
            stretch, labels = [], []
        if found is not None:
            stretch.append(page)
            labels.append(found)
    close(stretch, labels, pages)


GAP = 4
"""Paragraphs without label between two turns at most."""


def close(stretch: Sequence[Page], labels: Sequence["re.Match[str]"], pages: Sequence[Page]) -> None:
    """Draft the turns of one stretch of labelled paragraphs, if they are turns."""
    names = [plain(m["who"]) for m in labels]
    asked = any(p.paragraph.text.rstrip().endswith("?") for p in stretch[:-1])
    spoken = sum(len(WORDS.findall(p.paragraph.text, m.end())) > 1 for p, m in zip(stretch, labels, strict=True))
    if not is_talk(names, asked) or 2 * spoken < len(stretch):
        return
    by_index = {p.paragraph.index: p for p in pages}
    for number, (page, label) in enumerate(zip(stretch, labels, strict=True)):
        draft = draft_turn(page, label)
        if draft is None:
            continue
        until = stretch[number + 1].paragraph.index if number + 1 < len(stretch) else page.paragraph.index + 1
        for index in range(page.paragraph.index + 1, until):
            if not is_excerpt(page) or opens_marked(by_index[index]):
                add_whole(draft, by_index[index])


def draft_turn(page: Page, label: "re.Match[str]", basis: str = "turn") -> Draft | None:
    """Return the draft of a turn's own paragraph, put among the page's drafts; None where it has one (`Name: "..."`)."""
    doc = page.sheet.doc
    source = tokens_in(doc, label.start(), label.end("who"))
    cue = tokens_in(doc, label.start("colon"), label.end("colon"))
    content = {t.i for t in doc if t.idx >= label.end() and not t.is_space}
    if not source or not cue or not content or cue[-1] in source:
        return None
    known = next((d for d in page.drafts if set(d.cue) & set(cue) and d.basis.startswith("name and colon")), None)
    if known is not None:
        known.content |= content
        return known
    outer = Draft(cue[0], cue, ":", ANY, content, source, basis=basis)
    page.drafts = [d for d in page.drafts if not loose(d, cue[-1])]
    page.unclaimed = []
    page.drafts.append(outer)
    return outer


def loose(draft: Draft, colon: int) -> bool:
    """Whether a draft stands on the label, or is words without a cue inside the turn."""
    return draft.verb <= colon or not draft.cue or any(i <= colon for i in draft.source)


def add_whole(draft: Draft, page: Page) -> None:
    """Add a paragraph without label to the turn before it."""
    words = sum(any(c.isalnum() for c in t.text) for t in page.sheet.doc)
    draft.fragments.append((page.paragraph.start, page.paragraph.end, words))
    page.drafts = [d for d in page.drafts if d.cue]
    page.unclaimed = []
    page.owner = draft
