"""Lines of a stored text and the shallow measures by which they are told apart.

Measures follow Kohlschuetter et al. (WSDM 2010, shallow text features) and the C4 line rule (Raffel et al. 2020), made free of
language: words are counted in scripts without spaces too, and closing marks of many scripts are known.
"""

import re
from dataclasses import dataclass
from functools import cached_property

LINE = re.compile(r"\S[^\n\r\x0b\x0c\x85\u2028\u2029]*")
WORD = re.compile(r"\w+(?:[’'’\-./]\w+)*")
CLOSERS = "\"'”’»«›)]}」』）】*_ \u00a0\u200b\u200e\u200f"
ENDS = ".!?…。！？｡؟۔।։።"
HEADING = re.compile(r"(#{1,6})\s+\S")
CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")


@dataclass(frozen=True)
class Line:
    """One line of a text without the blanks around it.

    number: counts from 0 over lines that are not blank. start, end: code points, half-open. text: its characters.
    gap: it stands after a blank line (or at the start).
    """

    number: int
    start: int
    end: int
    text: str
    gap: bool

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The line's words, lower-case; at most the first 400 (what follows changes no decision)."""
        found = WORD.findall(self.text[:4000])[:400]
        return tuple("\0".join(found).lower().split("\0")) if found else ()

    @cached_property
    def length(self) -> int:
        """How many words; in scripts without spaces two characters count as one word."""
        wide = 0 if self.text.isascii() else len(CJK.findall(self.text[:4000]))
        return len(self.words) + wide // 2 if wide else len(self.words)

    @cached_property
    def ends(self) -> bool:
        """The line closes with a sentence's mark, inside or before closing quotation marks and brackets."""
        bare = self.text[-40:].rstrip(CLOSERS)
        return bare[-1:] in ENDS if bare else False

    @cached_property
    def heading(self) -> int:
        """Level of a Markdown heading (`## Talks` is 2), or 0."""
        match = HEADING.match(self.text[:8])
        return len(match.group(1)) if match else 0

    @cached_property
    def key(self) -> str:
        """What two lines have in common when they say the same: their words."""
        return " ".join(self.words)


def find_lines(text: str, most: int | None = None) -> tuple[Line, ...]:
    """Return the lines of a text that are not blank, in order. most: how many at most; what follows is left out."""
    found: list[Line] = []
    last_end = 0
    for match in LINE.finditer(text):
        start, bare = match.start(), match.group().rstrip()
        gap = not found or _breaks(text, last_end, start) > 1
        found.append(Line(len(found), start, start + len(bare), bare, gap))
        last_end = start + len(bare)
        if len(found) == most:
            break
    return tuple(found)


def _breaks(text: str, start: int, end: int) -> int:
    """Count line ends between two lines, two at most; a carriage return with its newline counts as one."""
    between = text[start : min(end, start + 2000)].replace("\r\n", "\n")
    return sum(between.count(mark) for mark in "\n\r\x0b\x0c\x85\u2028\u2029")
