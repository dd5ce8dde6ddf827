"""Lines that a site prints on many of its pages: furniture that no single capture shows to be one; and titles of its other stories.

A line that stands in two captures of one site whose articles differ is the site's, not the article's (the idea of CCNet, Wenzek et al.,
LREC 2020, kept to one site). Captures of one article, reprinted, updated or fetched twice, count as one: what they share is the article.
Nothing here reads a file or remembers anything: `line_marks` is a function of one document and can be stored, `find_repeated_lines`
of the marks of many, in any order, and `relabel` of a document and what was found.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from crosswire.ingest.lines import Line, find_lines
from crosswire.model import Document, HeaderValue, Zone

LONG = 20
"""Words from which a sentence is prose: it stays an article's unless it stands at its edge (see EDGE_PAGES)."""

SHORT = 4
"""Words below which a sentence of the body may well come twice by chance (`Why is that?`)."""

SAME = 0.5
"""Share of the smaller article's words, by whole lines, from which two captures are of one article."""

EDGE_PAGES = 3
"""Articles at whose first or last line a sentence of LONG words has to stand to be a site's note."""

TITLE = 4
"""Words from which a line that is another capture's title is a teaser."""

CROWD = 50
"""Captures that share a line of the body without being compared one by one: so many are no copies of one article."""

OPEN_LABELS = ("body", "crosshead", "title", "teaser", "caption", "furniture")
"""Labels that may change; typed fields (rights, bylines, datelines, metadata) are what they are on every page."""


@dataclass(frozen=True, slots=True, order=True)
class LineMarks:
    """What is kept of a document's lines. Marks are the first 16 hex digits of the SHA-256 of a line's words.

    document: its id. site: host or publisher, or "" where neither is known. outside: marks of lines that are no body, sorted. inside: of
    the body's lines, in order, each with its words and whether it is a sentence. title: mark of the title, or "".
    """

    document: str
    site: str
    outside: tuple[str, ...] = ()
    inside: tuple[tuple[str, int, bool], ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Repeated:
    """What was found over many captures: by site, marks of its furniture; marks of titles with the documents that have them."""

    furniture: Mapping[str, frozenset[str]] = field(default_factory=dict)
    titles: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Nothing was found that could change a document."""
        return not self.furniture and not self.titles


def mark_of(words: str) -> str:
    """Return the mark of a line: what two lines that say the same have in common."""
    line = Line(0, 0, len(words), words.strip(), True)
    return hashlib.sha256((line.key or line.text).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def site_of(document: Document) -> str:
    """Return whose page a document is: the host of its address without `www.`, else its publisher; "" where neither is known."""
    uri = document.header.uri.value
    if uri:
        try:
            host = urlsplit(uri).hostname or ""
        except ValueError:
            host = ""
        if host:
            return host.removeprefix("www.").removeprefix("m.")
    return " ".join((document.header.publisher.value or "").casefold().split())


def line_marks(document: Document) -> LineMarks:
    """Return the marks of a document's lines, by its zones; of a document that was given as a clean article, none."""
    if document.as_is:
        return LineMarks(document.id, "")
    outside: set[str] = set()
    inside: list[tuple[str, int, bool]] = []
    title = ""
    for zone, line, mark in _marked(document):
        if zone.label in ("body", "crosshead"):
            inside.append((mark, line.length, line.ends))
        else:
            outside.add(mark)
        if zone.label == "title" and not title and line.length >= TITLE:
            title = mark
    return LineMarks(document.id, site_of(document), tuple(sorted(outside)), tuple(inside), title)


def _marked(document: Document) -> Iterable[tuple[Zone, Line, str]]:
    """Yield every line of every zone that may change, with the line's mark."""
    for zone in document.zones:
        if zone.label in OPEN_LABELS:
            for line in find_lines(document.text[zone.start : zone.end]):
                yield zone, line, mark_of(line.text)


def find_repeated_lines(marks: Iterable[LineMarks]) -> Repeated:
    """Return the lines that sites repeat, and the titles of their pages. The order of the marks does not matter.

    A title of one article is no furniture, however many pages link to it; one of two articles is a section's name.
    """
    sites: dict[str, list[LineMarks]] = defaultdict(list)
    for page in sorted(set(marks)):
        if page.site:
            sites[page.site].append(page)
    furniture: dict[str, frozenset[str]] = {}
    titles: dict[str, dict[str, tuple[str, ...]]] = {}
    for site, pages in sorted(sites.items()):
        if len(pages) < 2:
            continue
        article = _articles(pages)
        named: dict[str, list[str]] = defaultdict(list)
        heads: dict[str, set[int]] = defaultdict(set)
        for n, page in enumerate(pages):
            if page.title:
                named[page.title].append(page.document)
                heads[page.title].add(article[n])
        named = {mark: documents for mark, documents in named.items() if len(heads[mark]) == 1}
        if found := _furniture(pages, article) - set(named):
            furniture[site] = found
        if named:
            titles[site] = {mark: tuple(documents) for mark, documents in sorted(named.items())}
    return Repeated(furniture, titles)


def _furniture(pages: list[LineMarks], article: list[int]) -> frozenset[str]:
    """Return the marks of lines that stand in two articles of a site, in three at the edge of the body if they are prose."""
    anywhere: dict[str, set[int]] = defaultdict(set)
    for n, page in enumerate(pages):
        for mark in {*page.outside, *(mark for mark, _, _ in page.inside)}:
            anywhere[mark].add(article[n])
    found = {mark for mark, articles in anywhere.items() if len(articles) > 1}
    prose = {mark for page in pages for mark, words, ends in page.inside if words >= LONG and ends}
    chance = {mark for page in pages for mark, words, ends in page.inside if words < SHORT and ends}
    found -= chance | (prose - _at_edges(pages, article, prose & found, found - prose - chance))
    return frozenset(found)


def _at_edges(pages: list[LineMarks], article: list[int], prose: set[str], others: set[str]) -> set[str]:
    """Return the sentences that stand first or last in the body wherever they stand in it, beside furniture only, in EDGE_PAGES articles."""
    seen: dict[str, set[int]] = defaultdict(set)
    within: set[str] = set()
    for n, page in enumerate(pages):
        marks = [mark for mark, _, _ in page.inside]
        own = [at for at, mark in enumerate(marks) if mark not in prose and mark not in others]
        first, last = (own[0], own[-1]) if own else (len(marks), -1)
        for at, mark in enumerate(marks):
            if mark in prose:
                if first < at < last:
                    within.add(mark)
                seen[mark].add(article[n])
        for mark in page.outside:
            if mark in prose:
                seen[mark].add(article[n])
    return {mark for mark, articles in seen.items() if len(articles) >= EDGE_PAGES} - within


def _articles(pages: list[LineMarks]) -> list[int]:
    """Return a number for each page, the same for pages that share most lines of their bodies."""
    leader = list(range(len(pages)))

    def find(n: int) -> int:
        while leader[n] != n:
            leader[n] = leader[leader[n]]
            n = leader[n]
        return n

    bodies = [{mark: words for mark, words, ends in page.inside if words >= SHORT} for page in pages]
    sizes = [sum(body.values()) for body in bodies]
    holders: dict[str, list[int]] = defaultdict(list)
    for n, body in enumerate(bodies):
        for mark in body:
            holders[mark].append(n)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for mark, those in sorted(holders.items()):
        if len(those) <= CROWD:
            for i, one in enumerate(those):
                for other in those[i + 1 :]:
                    shared[one, other] += bodies[one][mark]
    for (one, other), words in sorted(shared.items()):
        if words >= SAME * min(sizes[one], sizes[other]):
            a, b = sorted((find(one), find(other)))
            leader[b] = a
    return [find(n) for n in range(len(pages))]


def relabel(document: Document, repeated: Repeated) -> Document:
    """Return a document with the zones that its site's other captures show to be furniture or teasers; itself where nothing changes.

    Text, ids and offsets stay; a zone of several lines is split where only some change. A headline whose line turns out to be the site's
    is unknown.
    """
    site = site_of(document)
    furniture = repeated.furniture.get(site, frozenset())
    titles = repeated.titles.get(site, {})
    if document.as_is or not (furniture or titles):
        return document
    zones: list[Zone] = []
    changed = False
    for zone in document.zones:
        parts = tuple(_again(document, zone, furniture, titles)) if zone.label in OPEN_LABELS else (zone,)
        own = {part.label for part in parts} == {zone.label}
        zones.extend((zone,) if own else parts)
        changed = changed or not own
    if not changed:
        return document
    header = document.header
    place = header.headline.place
    if place and not any(z.label == "title" and z.start <= place.start < z.end for z in zones):
        basis = ("the line that looked like the title stands on other pages of the site",)
        header = replace(header, headline=HeaderValue(basis=basis))
    return replace(document, zones=tuple(zones), header=header)


def _again(
    document: Document, zone: Zone, furniture: frozenset[str], titles: Mapping[str, tuple[str, ...]]
) -> Iterable[Zone]:
    """Yield one zone's parts with their labels; lines that keep theirs stay together."""
    start: int | None = None
    end = zone.start
    for line in find_lines(document.text[zone.start : zone.end]):
        first, last = zone.start + line.start, zone.start + line.end
        mark = mark_of(line.text)
        new: tuple[str, str] | None = None
        if mark in furniture and zone.label not in ("furniture", "teaser", "caption"):
            new = ("furniture", "repeated")
        elif line.length >= TITLE and zone.label in ("body", "crosshead", "furniture"):
            others = [name for name in titles.get(mark, ()) if name != document.id]
            own = document.id in titles.get(mark, ())
            new = ("teaser", "related_title") if others and not own else None
        if new is None:
            start = first if start is None else start
            end = last
            continue
        if start is not None:
            yield Zone(start, end, zone.label, zone.sub)
            start = None
        yield Zone(first, last, *new)
    if start is not None:
        yield Zone(start, end, zone.label, zone.sub)
