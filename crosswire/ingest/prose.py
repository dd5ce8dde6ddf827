"""Which lines are the article: prose scores of lines and the stretch of lines that holds most of it.

The stretch is the maximum subsequence of line scores (Pasternack and Roth, WWW 2009), where a line of prose counts its words and any
other line costs a fixed penalty. CAP, PENALTY and LOOSE were tuned on ../shared/data/captures (aeb_dev, fundus_dev and their near
forms; the whole labeller reaches 4-gram F1 .926/.929/.974/.940 there). Between 40 and 80 words and a penalty of 6 to 10 the scores
alone move by less than .02.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.ingest.forms import Form
from crosswire.ingest.lines import Line

CAP = 80.0
"""Words counted of one line."""

PENALTY = 10.0
"""Cost of a line that is not prose."""

LOOSE = 0.3
"""Share of its words that a long line without a sentence's end counts."""

SHORTEST = 5
"""A sentence of fewer words is not told from a heading."""

LONG = 25
"""Words from which a line without a sentence's end is taken for prose (subtitles, cut paragraphs)."""

CLOSED = 60.0
"""Cost of a line that closes an article: what follows needs as much prose of its own to be taken in."""


@dataclass(frozen=True)
class Region:
    """The stretch of lines [first, last) that holds the article; empty where nothing looks like one."""

    first: int
    last: int


def is_prose(line: Line, form: Form | None, repeated: bool) -> bool:
    """Tell whether a line is a sentence or more, by itself."""
    if form or repeated or line.heading:
        return False
    if line.ends and line.length >= SHORTEST:
        return not is_heading(line)
    return line.length >= LONG


def is_heading(line: Line) -> bool:
    """A short question or cry in capitalised words is a heading: `Whose Harbour Is It?`."""
    if line.length > 12 or line.text[-1:] not in "?!":
        return False
    words = [w for w in re.findall(r"[^\W\d_]+", line.text) if len(w) > 3]
    return bool(words) and sum(w[0].isupper() for w in words) >= 0.8 * len(words)


def score(line: Line, form: Form | None, repeated: bool) -> float:
    """Return a line's worth: words of prose, or a penalty."""
    if form:
        if form.closes:
            return -CLOSED
        return -PENALTY / 2 if form.label == "caption" else -PENALTY
    if not is_prose(line, form, repeated):
        return -PENALTY
    return min(line.length, CAP) * (1.0 if line.ends else LOOSE)


def find_region(scores: Sequence[float]) -> Region:
    """Return the stretch with the greatest sum of scores (Kadane's algorithm); of equal ones the first."""
    best = total = 0.0
    first = start = last = 0
    for at, value in enumerate(scores):
        if total <= 0:
            total, start = 0.0, at
        total += value
        if total > best:
            best, first, last = total, start, at + 1
    return Region(first, last)
