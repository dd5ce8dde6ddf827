"""Quotation marks of one paragraph, paired; an odd mark costs only itself.

Conventions read: “ ”, " ", „ “, « », » «, ‘ ’, ' ', doubled single marks ('' and ``). A quotation still open at the end of
its paragraph runs to that end: the newspaper convention for a quotation over several paragraphs.
"""

import re
from dataclasses import dataclass

MARK = re.compile(r"''|``|[\"“”„‟«»‘’'‹›]")
APOSTROPHES = "'’"
ELIDED = re.compile(r"(?:em|til|tis|twas|cause|round|bout|n)\b|\d", re.IGNORECASE)
"""What follows an apostrophe that opens a word without opening a quotation: 'em, '90s."""

CLOSERS = {
    "“": '”“"',
    "„": "“”‟",
    "«": "»",
    "»": "«",
    '"': '"”',
    "''": "''",
    "``": "''``",
    "‘": "’",
    "'": "'",
    "‹": "›",
}


FARTHEST = 40
"""Marks after a single opening mark among which its partner is looked for: most single marks are apostrophes."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch inside quotation marks: [start, end) in code points of the paragraph, marks included.

    closed: its closing mark is there. single: single marks (also used for quotations inside quotations and for apostrophes).
    """

    start: int
    end: int
    closed: bool = True
    single: bool = False


def opens(text: str, start: int, end: int) -> bool:
    """Whether the mark at [start, end) stands where an opening mark does: blank or bracket before it, none after it."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return (before.isspace() or before in "([{—–-/:,") and not after.isspace()


def closes(text: str, start: int, end: int) -> bool:
    """Whether the mark at [start, end) stands where a closing mark does: after a sign, before a blank or punctuation."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not before.isspace() and (after.isspace() or not after.isalnum())


def find_closing(text: str, marks: list[tuple[int, int]], at: int) -> int | None:
    """Return the index into `marks` of the mark that closes the one at `at`, or None."""
    opening = text[marks[at][0] : marks[at][1]]
    single = opening in ("'", "‘")
    for i in range(at + 1, min(len(marks), at + FARTHEST) if single else len(marks)):
        start, end = marks[i]
        if text[start:end] not in (CLOSERS[opening] if len(opening) == 1 else ("''", "``")):
            continue
        if single and not closes(text, start, end):
            continue
        if opening in ('"', "''", "``") and opens(text, start, end) and not closes(text, start, end):
            return None  # a second opening mark: the first one has no partner
        return i
    return None


def is_opening(text: str, start: int, end: int) -> bool:
    """Whether the mark at [start, end) can open a quotation."""
    mark = text[start:end]
    if mark in ("”", "‟", "’", "›"):
        return False
    if mark in ("'", "‘"):
        return opens(text, start, end) and not ELIDED.match(text, end)
    if mark in ('"', "''", "``"):
        return opens(text, start, end) or not closes(text, start, end)
    return mark != "»" or ("«" in text[end:] and opens(text, start, end))


def pair_marks(text: str) -> tuple[tuple[Marked, ...], tuple[int, ...]]:
    """Pair the quotation marks of one paragraph.

    Returns the outermost marked stretches in order, not overlapping, and the places of double marks without a partner. An odd opening mark
    opens a quotation to the paragraph's end only if no later stretch is marked; never raises.
    """
    marks = [m.span() for m in MARK.finditer(text)]
    found: list[Marked] = []
    odd: list[int] = []
    i = 0
    while i < len(marks):
        start, end = marks[i]
        mark = text[start:end]
        single = mark in ("'", "‘", "’", "‹", "›")
        if not is_opening(text, start, end):
            if not single and mark not in "«»":
                odd.append(start)
            i += 1
            continue
        closing = find_closing(text, marks, i)
        if closing is not None and single and sum(not_single(text, m) for m in marks[i:closing]) % 2:
            closing = None  # an apostrophe that would swallow half of a quotation
        if closing is not None:
            found.append(Marked(start, marks[closing][1], True, single))
            i = closing + 1
            continue
        if not single and mark not in "«»":
            odd.append(start)
            if not any(not_single(text, m) for m in marks[i + 1 :]):
                found.append(Marked(start, len(text), False))
                break
        i += 1
    return tuple(found), tuple(odd)


def not_single(text: str, mark: tuple[int, int]) -> bool:
    """Whether a mark is a double one."""
    return text[mark[0] : mark[1]] not in ("'", "‘", "’", "‹", "›")
