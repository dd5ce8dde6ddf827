"""Rows: the lines of a text after captions and datelines are split off their beginnings."""

from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.ingest.datelines import Dateline, find_dateline, find_glued_dateline
from crosswire.ingest.forms import Form, find_form
from crosswire.ingest.lines import Line
from crosswire.ingest.records import Part

BEFORE_PLACE = 3
"""Sentences after which capitals and a dash alone are no dateline any more, but, say, an abbreviation and an aside."""


@dataclass
class Row:
    """One line as the labeller sees it: the part of it that is not split off, where the whole line starts, its form, its label once known.

    chance: what the line model says of its being the article's own, where it was asked.
    """

    line: Line
    origin: int
    form: Form | None
    opened: Dateline | None = None
    label: str | None = None
    sub: str | None = None
    prose: bool = False
    score: float = 0.0
    chance: float | None = None


def split_rows(text: str, lines: Sequence[Line], parts: list[Part]) -> list[Row]:
    """Split captions and datelines off the lines' beginnings; what is left of each line is a row."""
    rows: list[Row] = []
    sentences = 0
    for line in lines:
        origin = line.start
        found = find_dateline(text, line.start, line.end)
        if found and found.sub == "place" and sentences > BEFORE_PLACE:
            found = None
        sentences += line.ends and line.length >= 8
        if found is None and line.length >= 12:
            found = find_glued_dateline(text, line.start, line.end)
        if found and found.end < line.end:
            before = text[line.start : found.start].rstrip()
            if before:
                parts.append(Part(line.start, line.start + len(before), "caption", "photo_caption"))
            parts.append(Part(found.start, found.end, "dateline", found.sub))
            rest = text[found.end : line.end]
            start = found.end + len(rest) - len(rest.lstrip())
            line = Line(line.number, start, line.end, text[start : line.end], line.gap)
        elif found:
            parts.append(Part(found.start, found.end, "dateline", found.sub))
            continue
        rows.append(Row(line, origin, find_form(line), found))
    return rows
