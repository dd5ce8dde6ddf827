"""Words of a paragraph as names need them: hyphen compounds taken apart, initials and abbreviations kept whole."""

import re
from dataclasses import dataclass
from typing import Any

from crosswire.annotate._nlp import Paragraph
from crosswire.model.folding import word_set

PATTERN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?!\w)"  # U.S., J.R.R.
    r"|[^\W\d_]+(?:['’](?!s\b|S\b)[^\W\d_]+)*"  # O'Brien, d'Ivoire, don't
    r"|\d+(?:[.,]\d+)*\w*"
    r"|['’][sS]\b"
    r"|[^\w\s]"
)


ABBREVIATED = word_set("mr mrs ms dr st gen sen col lt sgt rep gov prof sr jr capt maj adm hon rev brig cmdr amb")
OPENING = frozenset("\"'“‘«„([`-–—*•")
SENTENCE_END = frozenset(".!?:;")


@dataclass(frozen=True, slots=True)
class Word:
    """One word or sign. start, end: code points in the document. low: lower case, curly apostrophes made straight, without the dots of initials.
    joined: no blank but a hyphen or slash before it. initial: may owe its capital to where it stands. token: the spaCy token that holds it."""

    start: int
    end: int
    text: str
    low: str
    cap: bool
    joined: bool
    initial: bool
    token: Any

    @property
    def upper(self) -> bool:
        """Whether all its letters are capitals, and it has more than one."""
        return self.cap and len(self.low) > 1 and self.text.upper() == self.text


def plain(text: str) -> str:
    """Return the form under which a word is looked up."""
    low = text.lower().replace("’", "'")
    return low.replace(".", "") if len(low) > 2 and "." in low else low


def find_words(paragraph: Paragraph) -> list[Word]:
    """Split a paragraph. Hyphens and slashes between letters are left out and noted as `joined`; so are the dots of "Mr." and "W."."""
    text = paragraph.text
    tokens = list(paragraph.doc)
    out: list[Word] = []
    t = 0
    fresh = True  # nothing yet in this sentence
    skip_dot = joined = False
    for found in PATTERN.finditer(text):
        word, at = found.group(), found.start()
        while t + 1 < len(tokens) and tokens[t + 1].idx <= at:
            t += 1
        token = tokens[t]
        if token.is_sent_start and token.idx == at:
            fresh = True
        after = text[found.end() : found.end() + 1]
        before = text[at - 1 : at] if at else ""
        if word in "-/–" and before.isalnum() and after.isalnum():
            joined = True
            continue
        if word == "." and skip_dot:
            skip_dot = False
            continue
        letters = word[0].isalnum()
        low = plain(word)
        out.append(
            Word(
                paragraph.start + at,
                paragraph.start + found.end(),
                word,
                low,
                letters and word[0].isupper(),
                joined,
                fresh and letters,
                token,
            )
        )
        skip_dot = low in ABBREVIATED or (len(word) == 1 and word.isupper() and word != "I" and after == ".")
        joined = False
        if letters:
            fresh = False
        elif word in SENTENCE_END or word in OPENING:
            fresh = True
    return out
