"""Printed lines -> paragraphs: which lines go on in the next, which hyphens are the printer's, and what only heads or foots pages.

The stored text of a printed page is derived by these rules, which are part of the text contract:
- a line goes on in the next where the type is of one size, the distance is the usual one, the next is not set in, and its first
  word would not have fitted any more; at the foot of a column or page also where no sentence has ended;
- between two lines that are joined stands one blank. A hyphen at the end of the first is left out where it parts a word: it is a
  soft one, or the next line begins with a small letter, unless the text itself prints the word with a hyphen elsewhere, or the
  part before it is one that keeps it (`self-`);
- lines that head or foot pages stand apart from the text: those of the first page before it, all others behind it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from crosswire.ingest.reading_order import Stretch

MARGIN = 0.1
"""Part of a page's height, above and below, in which running heads stand."""

SET_IN = 0.7
"""Em by which the first line of a paragraph is set in at least."""

CLOSE = 0.5
WIDEST = 6.0
"""Em between two parts of one line: always, and where lines around it show that no gutter is there."""

INITIAL = 1.7
"""Times the size of the text from which a single letter is an initial."""

FAR = 1.3
"""Times the usual distance of lines from which a paragraph has ended."""

MARKED = 0.04
"""Share of lines that open a marked paragraph, from which paragraphs are taken to be marked (they have 25 lines at most)."""

LONG_ENOUGH = 0.6
"""Part of the column that a line fills which is not its paragraph's last, where paragraphs are marked."""

SAME_SIZE = 0.08
"""Part by which type of one size may differ."""

TITLE = 1.25
"""Times the size of the text from which type is a title's."""

PAGE_NUMBER = re.compile(
    r"[\W_]*(?:(?:page|seite|p|s|pg|página|pagina)\.?\s*)?\d{1,4}(?:\s*(?:/|of|von|de|sur|di)\s*\d{1,4})?[\W_]*",
    re.IGNORECASE,
)
DIGITS = re.compile(r"\d+")
SOFT = "\u00ad"
HYPHENS = "-\u2010" + SOFT
KEPT = {
    "self", "non", "anti", "pro", "ex", "co", "pre", "post", "half", "well", "long", "short", "high", "low", "so", "all", "cross", "semi",
    "multi", "quasi", "vice", "then", "mid", "ultra", "far", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
}  # fmt: skip
"""Beginnings that keep their hyphen in English."""

ENDS = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True)
class Paper:
    """The text of printed pages. paragraphs: in the order of reading. heads: lines that only head pages: (first page's, all others')."""

    paragraphs: tuple[str, ...]
    heads: tuple[tuple[str, ...], tuple[str, ...]]
    titles: tuple[str, ...]


def read_paper(pages: Sequence[Sequence[Stretch]], heights: Sequence[float]) -> Paper:
    """Return the paragraphs of pages. pages: lines as they are read; heights: of the pages in points."""
    pages = [_merge_rows(page) for page in pages]
    heads = _running_heads(pages, heights)
    first: list[str] = []
    others: list[str] = []
    lines: list[Stretch] = []
    for number, page in enumerate(pages):
        for at, stretch in enumerate(page):
            if (number, at) not in heads:
                lines.append(stretch)
            elif number == 0 and not stretch.turned and stretch.middle > heights[0] / 2:
                first.append(stretch.words)
            else:
                others.append(stretch.words)
    usual = _usual_size(lines)
    known = Counter(word.lower() for line in lines for word in WORD.findall(line.words))
    paragraphs: list[list[Stretch]] = []
    distance = _usual_distance(lines)
    edges = _edges(lines)
    marked = _is_marked(lines, edges, distance)
    for n, line in enumerate(lines):
        if n and _goes_on(
            lines[n - 1], line, _Here(len(paragraphs[-1]) == 1, marked, distance, edges[n - 1], edges[n])
        ):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    texts = tuple(_join(rows, known) for rows in paragraphs)
    return Paper(texts, (tuple(first), tuple(others)), _titles(paragraphs, texts, usual))


def _merge_rows(lines: Sequence[Stretch]) -> list[Stretch]:
    """Join stretches that stand beside each other in one line: of two kinds of type, or justified with wide blanks."""
    merged: list[Stretch] = []
    for n, line in enumerate(lines):
        last = merged[-1] if merged else None
        near = (*merged[-7:-1], *lines[n + 1 : n + 10])
        if last is None or last.page != line.page or last.turned != line.turned or not last.beside(line):
            merged.append(line)
        elif _is_initial(last, line):
            merged[-1] = replace(line, words=last.words + line.words, left=last.left)
        elif _is_one(last, line, near):
            gap = "" if line.left - last.right < 0.12 * line.size or last.words.endswith(" ") else " "
            merged[-1] = Stretch(
                last.words + gap + line.words, last.left, max(last.right, line.right), min(last.bottom, line.bottom), max(last.top, line.top),
                max(last.size, line.size), last.page,
            )  # fmt: skip
        else:
            merged.append(line)
    return merged


def _is_initial(a: Stretch, b: Stretch) -> bool:
    """Tell a large first letter that stands before the line of its word."""
    return (
        len(a.words) == 1
        and a.words.isalpha()
        and a.size > INITIAL * b.size
        and -0.2 * b.size < b.left - a.right < b.size
    )


def _is_one(a: Stretch, b: Stretch, around: Sequence[Stretch]) -> bool:
    """Tell whether the gap between two stretches is a blank: a small one, or one that a line above or below runs across."""
    gap = (b.left - a.right) / max(a.size, b.size)
    if gap < CLOSE:
        return gap > -0.3
    near = [s for s in around if s.page == a.page and 0 < abs(s.middle - a.middle) < 6 * a.size and not s.beside(a)]
    return gap < WIDEST and any(s.left < a.right and s.right > b.left for s in near)


def _usual_size(lines: Sequence[Stretch]) -> float:
    """Return the size of type in which most characters are set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.words)
    return max(sizes, key=lambda size: (sizes[size], -size)) if sizes else 10.0


def _usual_distance(lines: Sequence[Stretch]) -> dict[float, float]:
    """Return the distance of lines by size of type: the median over lines that stand below each other."""
    found: dict[float, list[float]] = {}
    for a, b in pairwise(lines):
        step = a.middle - b.middle
        if a.page == b.page and abs(a.size - b.size) < 0.5 and 0.7 * a.size < step < 2.5 * a.size and _overlap(a, b):
            found.setdefault(round(a.size * 2) / 2, []).append(step)
    return {size: median(sorted(steps)) for size, steps in found.items() if len(steps) >= 3}


def _overlap(a: Stretch, b: Stretch) -> bool:
    return min(a.right, b.right) - max(a.left, b.left) > 0


def _edges(lines: Sequence[Stretch]) -> list[tuple[float, float]]:
    """Return the edges of the column that each line stands in: of the lines around it that go down without a jump."""
    edges: list[tuple[float, float]] = []
    run: list[Stretch] = []
    for n, line in enumerate(lines):
        run.append(line)
        after = lines[n + 1] if n + 1 < len(lines) else None
        if after is None or after.page != line.page or after.middle > line.middle or not _overlap(line, after):
            body = [s for s in run if abs(s.size - _usual_size(run)) <= SAME_SIZE * s.size] or run
            lefts, rights = sorted(s.left for s in body), sorted(s.right for s in body)
            edges += [(lefts[len(lefts) // 10], rights[-1 - len(rights) // 20])] * len(run)
            run = []
    return edges


def _is_marked(lines: Sequence[Stretch], edges: Sequence[tuple[float, float]], distance: dict[float, float]) -> bool:
    """Tell whether paragraphs are marked, by setting in or by a gap, so that a line's length need not tell their ends."""
    pairs = marks = 0
    for n, (a, b) in enumerate(pairwise(lines)):
        if a.page == b.page and a.middle > b.middle and abs(a.size - b.size) < 0.5 and _overlap(a, b):
            pairs += 1
            usual = distance.get(round(a.size * 2) / 2, 1.25 * a.size)
            marks += (
                2 * SET_IN < (b.left - edges[n + 1][0]) / b.size + SET_IN < 5
                or FAR * usual < a.middle - b.middle < 3 * usual
            )
    return marks >= max(2, MARKED * pairs)


@dataclass(frozen=True, slots=True)
class _Here:
    """Where two lines meet. opening: the first is the first of its paragraph. before, after: edges of their columns."""

    opening: bool
    marked: bool
    distance: dict[float, float]
    before: tuple[float, float]
    after: tuple[float, float]


def _goes_on(a: Stretch, b: Stretch, here: _Here) -> bool:
    """Tell whether line b goes on with a's paragraph."""
    size = max(a.size, b.size)
    if abs(a.size - b.size) > SAME_SIZE * size:
        return False
    left, right = here.before
    set_in = b.left - here.after[0] > SET_IN * size
    width = (b.right - b.left) * len(b.words.split(" ", 1)[0]) / max(1, len(b.words))
    parted = a.words[-1:] in HYPHENS and a.words[-2:-1].isalpha() and b.words[:1].islower()
    full = parted or right - a.right < width + 0.35 * size
    step = a.middle - b.middle
    if not (a.page == b.page and step > 0 and _overlap(a, b)):  # the next column or page
        ended = ENDS.search(a.words) is not None and not here.marked
        return full and not set_in and not ended and right - left > 8 * size
    usual = here.distance.get(round(size * 2) / 2, 1.25 * size)
    if step > FAR * usual + 0.5:
        return False
    if b.left - a.left > SET_IN * size or (not here.opening and a.left - b.left > SET_IN * size):
        return False
    return full or (here.marked and a.right - left > LONG_ENOUGH * (right - left))


def _join(rows: Sequence[Stretch], known: Counter[str]) -> str:
    """Return the lines of a paragraph as one."""
    text = ""
    for row in rows:
        words = row.words.strip()
        if not text:
            text = words
        elif text[-1:] in HYPHENS and len(text) > 1 and text[-2].isalpha() and words[:1].isalpha():
            text = _part(text, words, known) + words
        else:
            text = f"{text} {words}"
    return text


def _part(text: str, after: str, known: Counter[str]) -> str:
    """Return what stands before the line end, without its hyphen where that only parts a word."""
    head = re.split(r"[^\w-]", text[:-1])[-1].lower()
    tail_match = re.match(r"[^\W\d_]+", after)
    tail = tail_match.group().lower() if tail_match else ""
    if text[-1] in SOFT:
        return text[:-1]
    if f"{head}-{tail}" in known or after[0].isupper():
        return text
    if head + tail in known:
        return text[:-1]
    return text if head in KEPT or "-" in head else text[:-1]


def _titles(paragraphs: Sequence[Sequence[Stretch]], texts: Sequence[str], usual: float) -> tuple[str, ...]:
    """Return the paragraphs of the largest type on the first page, where it is larger than the text's."""
    first = [
        (rows[0].size, text)
        for rows, text in zip(paragraphs, texts, strict=True)
        if rows[0].page == 0 and len(text.split()) >= 3
    ]
    largest = max((size for size, _ in first), default=0.0)
    if largest < TITLE * usual:
        return ()
    return tuple(text for size, text in first if size > 0.95 * largest)[:3]


def _running_heads(pages: Sequence[Sequence[Stretch]], heights: Sequence[float]) -> set[tuple[int, int]]:
    """Return (page, index) of the lines in the margins that are page numbers or stand on several pages, digits aside."""
    places: dict[tuple[str, bool], list[tuple[int, int]]] = {}
    found: set[tuple[int, int]] = set()
    for number, page in enumerate(pages):
        height = heights[number]
        for at, stretch in enumerate(page):
            if stretch.turned:
                found.add((number, at))
                continue
            above = stretch.middle > (1 - MARGIN) * height
            if not above and stretch.middle > MARGIN * height:
                continue
            if PAGE_NUMBER.fullmatch(stretch.words) and any(c.isdigit() for c in stretch.words):
                found.add((number, at))
            else:
                key = (DIGITS.sub("#", " ".join(stretch.words.split())).casefold(), above)
                places.setdefault(key, []).append((number, at))
    enough = 2 if len(pages) < 4 else max(3, len(pages) // 4)
    for spots in places.values():
        if len({number for number, _ in spots}) >= enough:
            found.update(spots)
    return found
