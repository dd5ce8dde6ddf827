"""Wrapped text -> one paragraph a line: which line ends are soft, and which hyphens.

A line end is soft where the next line's first word would not have fitted any more: the sender's line was full. This needs no
language and no punctuation, and leaves headings, centred lines and fields alone, which end before the margin.
"""

import re
from collections.abc import Sequence

LEAST_WIDTH = 40
"""A text whose longest lines are shorter is no wrapped prose (verse, tables, menus)."""

WIDEST = 110
"""A text with many longer lines is not wrapped at a margin."""

NEARLY = 0.7
"""Part of the margin from which a line is a long one."""

OPEN = 0.5
"""Share of the long lines that end inside a sentence; of wrapped prose it is some .85, of a paragraph a line next to nothing."""

CLOSED = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")

INDENT = 8
"""Blanks before a line that is set in or centred: it begins something of its own."""

FIRST_WORD = re.compile(r"\S+")


def margin(lines: Sequence[str]) -> int | None:
    """Return the width at which a text was wrapped: the length that nearly no line passes; None where it is not wrapped."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if not lengths:
        return None
    width = lengths[int(0.98 * (len(lengths) - 1))]  # a few links or tables may stand out
    if not LEAST_WIDTH <= width <= WIDEST:
        return None
    long = [bare for line in lines if len(bare := line.rstrip()) >= NEARLY * width]
    inside = sum(CLOSED.search(line) is None for line in long)
    return width if len(long) >= 3 and inside >= OPEN * len(long) else None


def is_soft(line: str, after: str, width: int) -> bool:
    """Tell whether a line goes on in the next one: it was full, and the next is not set in."""
    word = FIRST_WORD.search(after)
    if not line.strip() or word is None:
        return False
    indent = len(line) - len(line.lstrip())
    if word.start() > max(INDENT, indent) or indent > INDENT or word.start() > indent + 1:
        return False
    return len(line.rstrip()) + 1 + len(word.group()) > width


def unwrap(text: str) -> str:
    """Return a wrapped text with one paragraph a line; a text that is not wrapped as it is.

    A soft line end becomes a blank, nothing is added or left out: every code point keeps its place. Line ends must be `\\n`.
    """
    lines = text.split("\n")
    width = margin(lines)
    if width is None:
        return text
    parts = []
    for n, line in enumerate(lines):
        parts.append(line)
        if n + 1 < len(lines):
            parts.append(" " if is_soft(line, lines[n + 1], width) else "\n")
    return "".join(parts)
