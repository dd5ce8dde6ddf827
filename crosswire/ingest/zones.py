"""Zones of a text: every character that is not blank gets one label.

Order: glued parts are split first (caption, credit, dateline, record fields), then single lines are told by their form, then the
stretch of prose is found, and last the lines around and inside it get their labels from their neighbours. These are the rules. On plain
text a learned model (line_model.py) then says of every line whether it is the article's own, what the forms have typed aside, and the
lines get their labels again.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise

from crosswire.ingest.datelines import SMALL
from crosswire.ingest.forms import Form, find_bracket, find_credit
from crosswire.ingest.line_model import find_chances, load_trees
from crosswire.ingest.lines import Line, find_lines
from crosswire.ingest.prose import Region, find_region, is_heading, is_prose, score
from crosswire.ingest.records import Part, Record, find_record
from crosswire.ingest.rows import Row, split_rows
from crosswire.ingest.titles import declared_title, find_title, title_key
from crosswire.model import Zone

REPEAT_SHORT = 4
"""Lines of fewer words may repeat without meaning anything (`More`, a name)."""

NEAR = 4
"""How many lines apart a standfirst may stand from the lead that it copies, or a teaser's heading from its text."""


@dataclass(frozen=True)
class Hints:
    """What a page's markup says of the lines of its text, by the code point at which each starts.

    article: whether an extractor took the line for the article, or None where it failed. contexts: the element or class that tells
    what the line is (figcaption, nav, h2, byline ...). titles: headlines that the page declares. lines: the text's lines, where they
    are known already.
    """

    article: Mapping[int, bool] | None = None
    contexts: Mapping[int, str] = field(default_factory=dict)
    titles: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass
class Layout:
    """What labelling found. zones: sorted. truncated: spans that break off. found: whether some body was found. unread: the span after
    the last line that was looked at, in a capture of too many lines.
    """

    zones: tuple[Zone, ...]
    truncated: tuple[tuple[int, int], ...] = ()
    found: bool = True
    unread: tuple[int, int] | None = None


def whole_body(text: str) -> Layout:
    """Return the zones of a text that is a clean article already: all of it body, from its first to its last character not blank."""
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    zones = (Zone(start, end, "body", "paragraph"),) if start < end else ()
    return Layout(zones, found=bool(zones))


def find_zones(text: str, hints: Hints | None = None, *, learned: bool = True) -> Layout:
    """Return the zones of a captured text.

    hints: for HTML, what the markup says; an extractor's opinion replaces the search for the stretch of prose, and the line model.
    learned: whether the line model is asked; without it the rules alone decide.
    """
    rows, parts, record = find_rows(text, hints)
    plain = not (record and record.has_body) and (hints is None or hints.article is None)
    if learned and plain and len(rows) <= MOST_LINES:
        label_again(rows, find_chances(rows), load_trees().enough, _declared(hints))
    for row in rows:
        parts.append(Part(row.line.start, row.line.end, row.label or "furniture", row.sub))
    unread = _unread(text, rows, parts)
    if unread:
        parts.append(Part(*unread, "furniture", "unread"))
    zones = _as_zones(_split_credits(text, parts))
    return Layout(
        zones,
        truncated=tuple(record.truncated) if record else (),
        found=any(zone.label == "body" for zone in zones),
        unread=unread,
    )


MOST_LINES = 20_000
"""Lines above which the rules alone decide, so that memory stays bounded; the longest of 96 news pages has 1,200."""

MOST_READ = 60_000
"""Lines that are looked at: some five seconds. What follows is furniture, and the capture is marked."""


def _unread(text: str, rows: Sequence[Row], parts: Sequence[Part]) -> tuple[int, int] | None:
    """Return the span after the last line that was looked at, or None where all were."""
    if len(text) < 2 * MOST_READ:
        return None
    last = max(max((row.line.end for row in rows), default=0), max((part.end for part in parts), default=0))
    end = len(text.rstrip())
    start = next((match.start() for match in NOT_BLANK.finditer(text, last)), end)
    return (start, end) if start < end else None


NOT_BLANK = re.compile(r"\S")


def find_rows(text: str, hints: Hints | None = None) -> tuple[list[Row], list[Part], Record | None]:
    """Return the lines of a captured text as the rules label them, the parts split off them, and the record it is, if any."""
    lines = hints.lines[:MOST_READ] if hints and hints.lines else find_lines(text, MOST_READ)
    record = find_record(text, lines) if hints is None else None
    parts: list[Part] = list(record.parts) if record else []
    rows = split_rows(text, _open_lines(text, lines, record), parts)
    if record and record.has_body:
        _label_record_rows(rows, record, parts, text)
    else:
        if hints:
            _take_contexts(rows, hints)
        _label_rows(rows, hints.article if hints else None, _declared(hints))
    return rows, parts, record


def _declared(hints: Hints | None) -> set[str]:
    """Return the headlines that a page declares, as lines compare them."""
    return {title_key(title) for title in hints.titles} if hints else set()


def label_again(rows: list[Row], chances: Sequence[float], enough: float, titles: Set[str] = frozenset()) -> None:
    """Label lines anew: the body is where the chance is enough; what the forms have typed stays aside.

    chances: of every line to be the article's own. Where none is, the rules' labels stay.
    """
    enough = enough_for(rows, chances, enough)
    for row, chance in zip(rows, chances, strict=True):
        row.chance = chance
        need = max(enough, DOUBTED) if row.label in ("caption", "teaser") else enough
        row.prose = chance >= need and row.form is None
    region = _kept_region(rows)
    if region.first == region.last:
        return
    for row in rows:
        row.label = row.sub = None
    _label_around(rows, region, titles, Counter(row.line.key for row in rows), hinted=True)


def enough_for(rows: Sequence[Row], chances: Sequence[float], enough: float) -> float:
    """Return the chance from which lines of a capture are body: half of its surest line's where that is less than `enough`.

    A short article among many lines is doubted as a whole, and a page without any body is of less use than one with a line too many.
    """
    sentences = (
        chance for row, chance in zip(rows, chances, strict=True) if row.line.length >= SENTENCE and not row.form
    )
    return min(enough, max(sentences, default=1.0) / 2)


SENTENCE = 8
"""Words from which a line can be the surest of its page."""

DOUBTED = 0.5
"""Chance that a line needs which the rules have set aside as a caption or a teaser: a foreign quotation taken in is worse than one lost."""


def _open_lines(text: str, lines: tuple[Line, ...], record: Record | None) -> tuple[Line, ...]:
    """Return what is left to label: all lines, or those parts of a record's lines that are no field; story text counts."""
    if record is None:
        return lines
    taken = sorted((part.start, part.end) for part in record.parts)
    open_spans = list(record.body)
    at = 0
    for line in lines:
        while at < len(taken) and taken[at][1] <= line.start:
            at += 1
        inside = at < len(taken) and taken[at][0] < line.end
        if not inside and not any(start < line.end and end > line.start for start, end in _around(record.body, line)):
            open_spans.append((line.start, line.end))
    return tuple(Line(n, start, end, text[start:end], True) for n, (start, end) in enumerate(sorted(open_spans)))


def _around(spans: list[tuple[int, int]], line: Line) -> list[tuple[int, int]]:
    """Return the spans that may touch a line (spans are sorted, so a binary search finds them)."""
    at = bisect_left(spans, (line.start, line.start))
    return spans[max(0, at - 1) : at + 2]


def _label_record_rows(rows: list[Row], record: Record, parts: list[Part], text: str) -> None:
    """Label the lines of a record: story text is body, a line that repeats the title is a title, the rest is metadata."""
    titles = {
        " ".join(find_lines(text[p.start : p.end])[0].words) for p in parts if p.sub == "headline" and p.end > p.start
    }
    inside = {span[0] for span in record.body} | {span[1] for span in record.body}
    for row in rows:
        if row.line.start in inside or row.line.end in inside:
            form = row.form
            keep = form and form.label not in ("caption", "teaser", "furniture", "byline")
            row.label, row.sub = (form.label, form.sub) if form and keep else ("body", "paragraph")
        elif row.line.key in titles:
            row.label, row.sub = "title", "headline"
        elif row.form:
            row.label, row.sub = row.form.label, row.form.sub
        else:
            row.label, row.sub = "furniture", "other"
    _split_standfirst(rows, titles)


def _split_standfirst(rows: list[Row], titles: set[str]) -> None:
    """Mark story text that only restates the title as standfirst (it stays body: some records hold no other lead)."""
    for row in rows[:40]:
        if row.label == "body":
            words = set(row.line.words)
            if any(words and len(words & set(t.split())) >= 0.8 * len(words) for t in titles):
                row.sub = "standfirst"
            return


def _take_contexts(rows: list[Row], hints: Hints) -> None:
    """Give rows the forms that the page's elements say they have."""
    for row in rows:
        context = hints.contexts.get(row.origin)
        if context is None or (row.form and row.form.label in ("rights", "metadata")):
            continue
        taken = bool(hints.article and hints.article.get(row.origin))
        form = CONTEXT_FORMS.get(context)
        if form is None or (taken and context != "figcaption") or (context == "byline" and row.line.length > 20):
            continue
        row.form = form


CONTEXT_FORMS = {
    "figcaption": Form("caption", "photo_caption"),
    "nav": Form("furniture", "navigation"),
    "footer": Form("furniture", "footer"),
    "aside": Form("teaser", "aside"),
    "form": Form("furniture", "form"),
    "byline": Form("byline", "byline"),
    "figure": Form("caption", "photo_caption"),
    "comments": Form("furniture", "comments"),
    "related": Form("teaser", "related_title"),
    "hidden": Form("furniture", "hidden"),
}
"""What a line is by the element that holds it, where the extractor does not take it for the article's; a figcaption is one all the same.
Posts of social media (`embed`) have none: they are body where the extractor takes them.
"""


def _label_rows(rows: list[Row], hints: Mapping[int, bool] | None, titles: set[str]) -> None:
    """Label the lines of a page."""
    _drop_last_quote(rows)
    counts = Counter(row.line.key for row in rows)
    for row in rows:
        repeated = (
            row.line.length >= REPEAT_SHORT and counts[row.line.key] > 1 and not row.opened and not _is_long(row.line)
        )
        row.prose = is_prose(row.line, row.form, repeated)
        row.score = score(row.line, row.form, repeated)
    if hints is None:
        _mark_boxes(rows)
    else:
        for row in rows:
            row.prose = hints.get(row.origin, False) and not (row.form and row.form.label in ("rights", "caption"))
    region = _kept_region(rows) if hints is not None else find_region([row.score for row in rows])
    _label_around(rows, region, titles, counts, hinted=hints is not None)


def _label_around(rows: list[Row], region: Region, titles: Set[str], counts: Counter[str], *, hinted: bool) -> None:
    """Label all lines, once the article's stretch is known. hinted: whether single lines in it are known to be none of its own."""
    title = declared_title(rows, region, titles)
    if title is None:
        title = find_title(rows, region, counts)
    region = _trim_front(rows, region, title)
    _label_inside(rows, region, hinted=hinted)
    if title is not None:
        for row in rows:
            if row.line.key == rows[title].line.key and row.label != "body":
                row.label, row.sub = "title", "headline"
    _label_cut_credit(rows, region)
    _label_before(rows, region, title)
    _label_after(rows, region)


def _is_long(line: Line) -> bool:
    """A long line that stands twice is text told twice (a standfirst and its lead), not a menu."""
    return line.length >= 12 and line.ends


def _mark_boxes(rows: list[Row]) -> None:
    """Close the article at the heading of a box: the only line in capitals, after most of the prose, right before another short line."""
    total = sum(row.line.length for row in rows if row.prose)
    words = lines = capitals = 0
    found: Row | None = None
    for row, after in pairwise(rows):
        if row.prose:
            words, lines = words + row.line.length, lines + 1
        elif lines >= BEFORE_BOX and row.form is None and row.line.text.isupper() and 2 <= row.line.length <= 8:
            capitals += 1
            short = after.form is None and not after.prose and after.line.length <= CROSSHEAD
            if short and 2 * (total - words) < words and found is None:
                found = row
    if found and capitals == 1:
        found.form = Form("teaser", "related_heading", True)
        found.score = score(found.line, found.form, False)


BEFORE_BOX = 3
"""Lines of prose after which a heading in capitals may open a box of other stories."""


def _drop_last_quote(rows: list[Row]) -> None:
    """A Markdown block quotation that ends a text is the site's note to its readers, not the story's end."""
    if (
        len(rows) > 3
        and rows[-1].form is None
        and rows[-1].line.text.startswith("> ")
        and not rows[-2].line.text.startswith("> ")
    ):
        rows[-1].form = Form("furniture", "note")


def _kept_region(rows: list[Row]) -> Region:
    """Return the stretch from the first to the last line that was taken for the article."""
    kept = [n for n, row in enumerate(rows) if row.prose]
    return Region(kept[0], kept[-1] + 1) if kept else Region(0, 0)


def _trim_front(rows: list[Row], region: Region, title: int | None) -> Region:
    """Start the article at its dateline, or after its title; what stands before is caption, standfirst or blurb."""
    first = region.first
    if title is not None and title >= first:
        first = title + 1
    seen = 0
    for n in range(min(first, len(rows)), min(region.last, first + 12)):
        if rows[n].opened:
            _label_lead_in(rows, first, n, title)
            return Region(n, region.last)
        seen += rows[n].prose
        if seen > 3:
            break
    for n in range(max(0, first - NEAR), first):
        if rows[n].opened and rows[n].prose and (title is None or n > title):
            return Region(n, region.last)
    lead = next((n for n in range(first, region.last) if rows[n].prose), None)
    if lead is not None:
        for n in range(lead + 1, min(region.last, lead + 1 + NEAR)):
            if rows[n].prose and _copies(rows[lead].line, rows[n].line):
                rows[lead].label, rows[lead].sub = "teaser", "standfirst"
                return Region(n, region.last)
    return Region(first, region.last)


def _label_lead_in(rows: list[Row], first: int, dateline: int, title: int | None) -> None:
    """Label the prose between title and dateline: a copy of the lead is a standfirst, one sentence alone a caption."""
    between = [row for row in rows[first:dateline] if row.prose]
    for row in between:
        if any(_copies(row.line, later.line) for later in rows[dateline : dateline + NEAR]) or len(between) > 1:
            row.label, row.sub = "teaser", "standfirst"
        else:
            row.label, row.sub = "caption", "photo_caption"


def _copies(line: Line, other: Line) -> bool:
    """Tell whether nearly all words of a line stand in another, in order of their beginning."""
    if line.length < SHORT_COPY or line.length > other.length + 2:
        return False
    mine, theirs = Counter(line.words), Counter(other.words)
    return sum((mine & theirs).values()) >= 0.9 * sum(mine.values())


SHORT_COPY = 6


def _label_inside(rows: list[Row], region: Region, *, hinted: bool) -> None:
    """Label the article's stretch: prose is body, a short line between two of prose is a crosshead, one with a credit a caption."""
    for n in range(region.first, region.last):
        row = rows[n]
        if row.label:
            continue
        asked = not hinted or (row.chance is not None and (row.chance >= CROSSHEAD_CHANCE or row.line.heading > 1))
        flanked = asked and region.first < n < region.last - 1 and rows[n - 1].prose and rows[n + 1].prose
        if row.prose:
            short = hinted and not row.line.ends and row.line.length <= CROSSHEAD and row.opened is None
            if short and find_bracket(row.line.text):
                row.label, row.sub = "caption", "photo_caption"
            else:
                row.label, row.sub = ("crosshead", "crosshead") if short else ("body", "paragraph")
        elif row.form:
            row.label, row.sub = row.form.label, row.form.sub
        elif flanked and not row.line.ends and find_bracket(row.line.text):
            row.label, row.sub = "caption", "photo_caption"
        elif flanked and row.line.length <= CROSSHEAD:
            row.label, row.sub = "crosshead", "crosshead"
        elif row.chance is not None and row.score > 0:
            row.label, row.sub = "teaser", "aside"
        else:
            row.label, row.sub = "furniture", "other"


CROSSHEAD = 15
"""Most words of a crosshead."""

CROSSHEAD_CHANCE = 0.15
"""Least chance, by the line model, of a short line between two of the body to be a crosshead."""


def _label_cut_credit(rows: list[Row], region: Region) -> None:
    """A few capitalised words with a comma, first of all lines and right before the article, are what is left of a byline block."""
    first = rows[0].line if rows and rows[0].form is None and region.first == 1 else None
    if first is None or not first.text.endswith(",") or first.length > 5:
        return
    if all(w[0].isupper() or w in SMALL for w in first.text.rstrip(",").split()):
        rows[0].label, rows[0].sub = "metadata", "agency_credit"


def _label_before(rows: list[Row], region: Region, title: int | None) -> None:
    """Label what stands before the article."""
    for n, row in enumerate(rows[: region.first]):
        if row.label:
            continue
        if row.form:
            row.label, row.sub = row.form.label, row.form.sub
        elif n == 0 and row.line.text[:2] in ("- ", "| ", "– ", "— ") and row.line.length <= 6:
            row.label, row.sub = "furniture", "site_name"
        elif row.prose and title is not None and n > title:
            row.label, row.sub = "teaser", "standfirst"
        elif row.prose:
            row.label, row.sub = "furniture", "section_blurb"
        else:
            row.label, row.sub = "furniture", "navigation"


def _label_after(rows: list[Row], region: Region) -> None:
    """Label what stands after the article: headings and texts that invite to other stories are teasers, the rest is furniture."""
    next_blurb = len(rows) + NEAR + 1
    last_blurb = -NEAR - 1
    blurbs = [row.score > 0 or bool(row.form and row.form.label == "teaser") for row in rows]
    ahead: list[int] = [0] * len(rows)
    for n in range(len(rows) - 1, region.last - 1, -1):
        if blurbs[n]:
            next_blurb = n
        ahead[n] = next_blurb - n
    for n in range(region.last, len(rows)):
        row = rows[n]
        if blurbs[n]:
            last_blurb = n
        if row.label:
            continue
        if row.form and row.form.label != "teaser":
            row.label, row.sub = row.form.label, row.form.sub
        elif blurbs[n]:
            row.label, row.sub = "teaser", row.form.sub if row.form else "related_blurb"
        elif ahead[n] <= NEAR or (row.line.length >= REPEAT_SHORT and n - last_blurb <= 2 and is_heading(row.line)):
            row.label, row.sub = "teaser", "related_title"
        else:
            row.label, row.sub = "furniture", "other"


def _split_credits(text: str, parts: list[Part]) -> list[Part]:
    """Split the credit off a caption's end, so that `(epa)` is told from the words before it."""
    out: list[Part] = []
    for part in parts:
        words = text[part.start : part.end] if part.label == "caption" and part.end - part.start < 2000 else ""
        credit = (find_credit(words) or find_bracket(words)) if words else None
        if credit and credit[0] > 0:
            before = len(words[: credit[0]].rstrip())
            out.append(Part(part.start, part.start + before, "caption", part.sub))
            out.append(Part(part.start + credit[0], part.end, "caption", "photo_credit"))
        elif credit:
            out.append(Part(part.start, part.end, "caption", "photo_credit"))
        else:
            out.append(part)
    return out


def _as_zones(parts: list[Part]) -> tuple[Zone, ...]:
    """Return the parts as zones, sorted; empty ones fall away."""
    return tuple(
        Zone(part.start, part.end, part.label or "furniture", part.sub)
        for part in sorted(parts, key=lambda p: (p.start, p.end))
        if part.start < part.end
    )
