"""Zones of a text whose format tells its parts: what the format says stands, the rest is the article.

For formats that hold the article alone (ninjs, NewsML-G2, exports of databases): no line is dropped as furniture here, and no
stretch of prose is looked for.
"""

from bisect import bisect_left
from collections.abc import Sequence

from crosswire.ingest.datelines import find_dateline
from crosswire.ingest.forms import Form, find_form
from crosswire.ingest.lines import Line, find_lines
from crosswire.ingest.prose import SHORTEST
from crosswire.ingest.zones import CROSSHEAD, Layout
from crosswire.model import Zone

OPENING = 3
"""Lines of an article among which its dateline and byline stand."""

CLOSING = 5
"""Lines at an article's end among which credits and rights stand."""

EDGES = {"rights", "byline", "metadata"}
"""What the first and last lines of an article may be instead of body, by their form."""


def given_layout(text: str, zones: Sequence[Zone] = ()) -> Layout:
    """Return the zones of a text of which some stretches are known.

    zones: what the format says, sorted, not overlapping. Of the other lines a dateline at the beginning is split off; a short
    line between two paragraphs is a crosshead; credits and rights at the edges are told by their form; all else is body.
    """
    lines = _open_lines(text, zones)
    found = list(zones)
    for n, line in enumerate(lines):
        start = line.start
        opened = find_dateline(text, line.start, line.end) if n < OPENING else None
        if opened:
            found.append(Zone(opened.start, opened.end, "dateline", opened.sub))
            rest = text[opened.end : line.end]
            start = opened.end + len(rest) - len(rest.lstrip())
            if start >= line.end:
                continue
        form = None if opened else _edge_form(line, n, len(lines))
        if form:
            found.append(Zone(start, line.end, form.label, form.sub))
        elif opened is None and _is_crosshead(lines, n):
            found.append(Zone(start, line.end, "crosshead", "crosshead"))
        else:
            found.append(Zone(start, line.end, "body", "paragraph"))
    found.sort()
    return Layout(tuple(found), found=any(zone.label == "body" for zone in found))


def _open_lines(text: str, zones: Sequence[Zone]) -> list[Line]:
    """Return the lines, or parts of lines, that no zone holds."""
    ends = [zone.end for zone in zones]
    found: list[Line] = []
    for line in find_lines(text):
        at = line.start
        n = bisect_left(ends, line.start + 1)
        while n < len(zones) and zones[n].start < line.end:
            _add_line(text, at, zones[n].start, line, found)
            at = zones[n].end
            n += 1
        _add_line(text, at, line.end, line, found)
    return found


def _add_line(text: str, start: int, end: int, line: Line, found: list[Line]) -> None:
    """Add a stretch of a line without the blanks around it, if anything is left."""
    words = text[start:end] if start < end else ""
    bare = words.strip()
    if bare:
        start += len(words) - len(words.lstrip())
        found.append(Line(len(found), start, start + len(bare), bare, line.gap))


def _edge_form(line: Line, n: int, count: int) -> Form | None:
    """Return the form of a line near the article's beginning or end, where it may be a credit or a note on rights."""
    if OPENING <= n < count - CLOSING or (line.ends and line.length > 30):
        return None
    form = find_form(line)
    return form if form and form.label in EDGES else None


def _is_crosshead(lines: Sequence[Line], n: int) -> bool:
    """Tell a short line without a sentence's end between two paragraphs."""
    line = lines[n]
    if line.ends or line.length > CROSSHEAD or not 0 < n < len(lines) - 1 or line.text[-1:] in ",:;—–-":
        return False
    return all(other.ends and other.length >= SHORTEST for other in (lines[n - 1], lines[n + 1]))
