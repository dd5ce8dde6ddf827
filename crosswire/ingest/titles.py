"""The title among the lines of a page: before the article, no sentence, its words told again below.

The constants were tuned on the plain text of ../shared/data/captures/fundus_dev and fundus_near_dev (gold_title): of 68 and 40 titles that
stand in the text, 52 and 33 are found; single constants moved by half change these by at most four.
"""

import re
from collections import Counter
from collections.abc import Sequence, Set

from crosswire.ingest.lines import Line
from crosswire.ingest.prose import Region
from crosswire.ingest.rows import Row

WORDS = (3, 30)
"""Fewest and most words of a title."""

OVERLAP = 0.4
"""Least share of a title's content words that the article must hold too."""

NEAR = 25
"""Lines before the article over which a title's worth falls to a half."""

LEAST = 0.2
"""A candidate worth less is no title: better none than a menu's line."""

EARLIER = 0.7
"""The first candidate worth this share of the best one is the title; captions and standfirsts come after it."""

STEM = 5
"""Letters compared of a word, so that inflected forms count."""

BLURBS = 1
"""Sentences of a section's blurb that may stand before the title."""

PICTURE = re.compile(r"©|/|\b(?:credit|photo|foto|image|bild)", re.IGNORECASE)


def title_key(title: str) -> str:
    """Return what a headline and a line that prints it have in common."""
    return Line(0, 0, len(title), title.strip(), True).key


def declared_title(rows: list[Row], region: Region, titles: Set[str]) -> int | None:
    """Return the index of the last line before the article's third that prints a declared headline."""
    limit = region.first + max(6, (region.last - region.first) // 3)
    return max((n for n, row in enumerate(rows[:limit]) if row.line.key in titles and row.line.key), default=None)


def find_title(rows: Sequence[Row], region: Region, counts: Counter[str]) -> int | None:
    """Return the index of the row that is the title, or None. counts: how often each line's words stand in the text."""
    if region.first == region.last:
        return None
    body = [row for row in rows[region.first : region.last] if row.prose][:20]
    vocabulary = {word[:STEM] for row in body for word in row.line.words}
    found: list[tuple[float, int]] = []
    blurbs = 0
    for n, row in enumerate(rows[: min(region.last, region.first + 6)]):
        if n >= region.first and row.prose:
            blurbs += 1
            if blurbs > BLURBS or row.opened:
                break
        elif _may_be_title(row):
            if row.line.heading == 1:
                return n
            value = _worth(row.line, vocabulary) / (1 + max(0, region.first - n) / NEAR)
            value *= (1.1 if counts[row.line.key] > 1 else 1.0) * (0.5 if n > region.first else 1.0)
            if value >= LEAST:
                found.append((value, n))
    best = max((value for value, _ in found), default=0.0)
    return next((n for value, n in found if value >= EARLIER * best), None)


def _may_be_title(row: Row) -> bool:
    """Tell whether a row can be a title by its form: no sentence, no credit, no label before something."""
    line = row.line
    if row.form or row.opened or row.prose or not WORDS[0] <= line.length <= WORDS[1]:
        return False
    closes = line.ends and line.text[-1:] in ".…"
    return not (
        closes or line.text[-1:] in ":,;" or line.text[:2] in ("- ", "| ", "– ", "— ") or PICTURE.search(line.text)
    )


def _worth(line: Line, vocabulary: set[str]) -> float:
    """Return how much of a line the article tells again, less for very short and long lines."""
    content = {w for w in line.words if len(w) > 3 or w.isdigit() or len(line.words) <= 3}
    shared = sum(word[:STEM] in vocabulary for word in content) / len(content) if content else 0.0
    if shared < OVERLAP:
        return 0.0
    return shared * (0.3 if line.length < 5 else 1.0 if line.length <= 14 else 0.8 if line.length <= 18 else 0.35)
