"""Cutting what was said into stretches that can be compared: its sentences, its fragments, and the reports strung together in one sentence.

Here because two rooms need the same cuts: one embeds the stretches, the other compares them.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from crosswire.model.selectors import Span

SHORTEST = 4
"""Words that a stretch needs to be compared by itself; a shorter one is read with its neighbour."""

INSIDE = re.compile(r"(?<=;)\s+|(?<=\w),? and (?=that\s)")
"""Where one reported sentence holds two claims: "that the gates would open and that the court would be asked"."""

MARKS = "\"“”„«»'‘’"


def cut_content(content: Sequence[Span], sentences: Sequence[Span], text: str) -> list[Span]:
    """Return the stretches [start, end) of a content, sorted: its fragments, cut at sentence ends; one too short goes with the one before it.

    Reported speech, which has no quotation mark at its beginning, is also cut where it goes on with "and that" or after a semicolon.
    """
    pieces: list[Span] = []
    for start, end in content:
        cuts = {start, end} | {s for s, _ in sentences if start < s < end}
        if text[start : start + 1] not in MARKS:
            cuts |= {start + m.end() for m in INSIDE.finditer(text[start:end])}
        for a, b in pairwise(sorted(cuts)):
            if pieces and min(len(text[a:b].split()), len(text[slice(*pieces[-1])].split())) < SHORTEST:
                pieces[-1] = (pieces[-1][0], b)
            else:
                pieces.append((a, b))
    return pieces
