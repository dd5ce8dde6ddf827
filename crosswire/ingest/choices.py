"""Two opinions on which lines of a page are its article, put together.

The extractor's answer stands, less and more what the build of the page shows. Out goes what it took from after the end of the densest
element (teasers that look like paragraphs). In comes running text of the densest element that is built like what the extractor took
(pieces of an article that the page parts by advertisements). Where the two share too little, the page is marked for review.

Measured on the HTML of ../shared/data/captures aeb_dev and fundus_dev: F .977 -> .985 and .948 -> .962; no page of 96 lost more than .01.
"""

from collections import Counter
from collections.abc import Set as AbstractSet

from crosswire.ingest.densities import Densest
from crosswire.ingest.dumps import Block, Dump
from crosswire.ingest.lines import Line

REVIEW = 0.9
"""Share of words that two opinions have in common below which a page is marked: on the development pages that holds for one in five,
among them seven of the ten on which the extractor's F is below .9."""

DOUBT = 0.5
"""Below this the extractor is asked again, with its slower fallbacks: they help where it failed grossly."""

HALF = 0.5
"""The densest element must hold that share of what the extractor took before anything is taken out on its word."""

LIKE = 0.1, 0.2
"""Share of the article's words that stand in elements of one build, and in one `article` element, for it to count as the article's."""

WORDS = 5
"""Fewest words of a line that is let in."""

GAP = 8
"""Lines between the article and a line that is let in."""


def shared_words(lines: tuple[Line, ...], one: AbstractSet[int], other: AbstractSet[int]) -> float:
    """Return the share that two sets of lines (by their starts) have in common: Dice over code points, 0 to 1; 1 for two empty ones."""
    total = _count(lines, one) + _count(lines, other)
    return 2 * _count(lines, one & other) / total if total else 1.0


def _count(lines: tuple[Line, ...], starts: AbstractSet[int]) -> int:
    return sum(line.end - line.start for line in lines if line.start in starts)


def choose_lines(lines: tuple[Line, ...], taken: AbstractSet[int], dense: Densest, dump: Dump) -> frozenset[int]:
    """Return the starts of the article's lines. lines: of the dump. taken: starts of those that the extractor took."""
    both = taken & dense.lines
    if not both:
        return frozenset(taken)
    number = {line.start: n for n, line in enumerate(lines)}
    blocks = {block.start: block for block in dump.blocks}
    kept = set(taken) | _built_alike(lines, taken, dense, dump, number, blocks)
    if _count(lines, both) >= HALF * _count(lines, taken):
        end = max(number[start] for start in both)
        kept -= {start for start in taken if number[start] > end and start not in dense.inside}
    return frozenset(kept | _crossheads(lines, kept, dense, dump))


HEADINGS = {"h2", "h3", "h4", "h5", "h6"}


def _crossheads(lines: tuple[Line, ...], kept: AbstractSet[int], dense: Densest, dump: Dump) -> set[int]:
    """Return the headings of the densest element right between two lines that were kept."""
    return {
        line.start
        for before, line, after in zip(lines, lines[1:], lines[2:], strict=False)
        if dump.contexts.get(line.start) in HEADINGS
        and line.start in dense.lines
        and before.start in kept
        and after.start in kept
    }


def _built_alike(
    lines: tuple[Line, ...],
    taken: AbstractSet[int],
    dense: Densest,
    dump: Dump,
    number: dict[int, int],
    blocks: dict[int, Block],
) -> set[int]:
    """Return lines of running text in the densest element that stand in elements like those of the article's, in its `article`
    element, near its other lines, and once only: what a page says twice is its own words.
    """
    lines = tuple(line for line in lines if line.start in blocks)  # a block may hold a line end of its own (U+2028)
    builds: Counter[tuple[str, ...]] = Counter()
    articles: Counter[int] = Counter()
    for line in lines:
        if line.start in taken and line.length >= WORDS:
            node = blocks[line.start].node
            builds[_path(node, dump)] += line.end - line.start
            articles[_article(node, dump)] += line.end - line.start
    total = sum(builds.values())
    known = {path for path, words in builds.items() if words >= LIKE[0] * total}
    own = {node for node, words in articles.items() if words >= LIKE[1] * total}
    told = Counter(line.text for line in lines)
    alike = [
        number[line.start]
        for line in lines
        if line.start in dense.lines
        and line.start not in taken
        and line.length >= WORDS
        and line.ends
        and told[line.text] == 1
        and _path(blocks[line.start].node, dump) in known
        and _article(blocks[line.start].node, dump) in own
    ]
    both = [number[start] for start in taken & dense.lines if start in number]
    starts = {n: start for start, n in number.items()}
    return {starts[n] for n in _near(alike, min(both), max(both))} if both else set()


def _near(found: list[int], first: int, last: int) -> set[int]:
    """Return those of some rising numbers that lie between two others, or reach on from them without a gap of more than GAP."""
    near: set[int] = set()
    end = last
    for n in found:
        if first - GAP <= n <= end + GAP:
            end = max(end, n)
            near.add(n)
    start = first
    for n in reversed(found):
        if start - GAP <= n < start:
            start = n
            near.add(n)
    return near


def _path(node: int, dump: Dump) -> tuple[str, ...]:
    """Return the names of the block elements around a line, from the innermost."""
    names = []
    while node >= 0:
        names.append(dump.tags[node])
        node = dump.parents[node]
    return tuple(names)


def _article(node: int, dump: Dump) -> int:
    """Return the innermost `article` element around a line, or -1."""
    while node >= 0 and dump.tags[node] != "article":
        node = dump.parents[node]
    return node


def is_list(lines: tuple[Line, ...], kept: AbstractSet[int], dump: Dump) -> bool:
    """Tell a page that lists several stories: what was taken for its article lies in four `article` elements or more, none of which
    holds half of it and no two of which stand one inside the other.
    """
    nodes = {block.start: block.node for block in dump.blocks}
    words: Counter[int] = Counter()
    for line in lines:
        if line.start in kept and line.start in nodes:
            words[_article(nodes[line.start], dump)] += line.end - line.start
    return len([n for n in words if n >= 0]) >= STORIES and 2 * max(words.values()) < sum(words.values())


STORIES = 4
"""`article` elements that make a page a list."""
