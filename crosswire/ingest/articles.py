"""Which lines of a page's visible text an extractor takes for the article: trafilatura labels, it never replaces the text.

The extractor's output is aligned to the dump by word trigrams; among the lines that it covers by half, the heaviest chain in the
order of the output is kept, so that a teaser which copies a sentence of the article is not taken for it.
"""

import logging
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Set as AbstractSet
from typing import Any

from lxml import etree

from crosswire.ingest.dumps import BLOCKS, Dump
from crosswire.ingest.lines import Line

MAX_SOURCE = 6_000_000
"""Characters of HTML given to the extractor; larger pages are labelled as plain text."""

MAX_TAGS = 30_000
"""Tags of a page given to the extractor: it takes ten seconds for 60,000 and the largest of 96 news pages had 7,000."""

COVERED = 0.5
"""Share of a line's words that must stand in the extractor's output."""

WIDTH = 3
CANDIDATES = 3
"""Places in the output looked at for one line."""

WORDS = re.compile(r"\w+")


UNREAD = (
    "nav", "footer", "aside", "menu", "button", "dialog", "datalist", "option", "select", "input", "label", "legend", "fieldset", "link", "meta",
    "map", "area", "audio", "video", "source", "track", "picture", "progress", "output", "time",
)  # fmt: skip
BARE = ("img", "font", "abbr", "acronym", "bdi", "bdo", "big", "data", "dfn", "mark", "wbr")
"""Elements that trafilatura drops, and that it takes off around their text, before it looks at anything. Without them it needs a quarter
less time; on the 96 development pages it then gives the same text to the letter.
"""


class ExtractorFailed(Exception):
    """The extractor gave nothing, or broke."""


def extract_article(page: str | Any, *, fast: bool = False) -> str:
    """Return the article's text as trafilatura sees it. Raises ExtractorFailed, with a reason, where it sees none.

    page: a page's source, or its tree (lxml.html), which is not changed. fast: without the extractor's slower fallbacks.
    """
    if isinstance(page, str) and (len(page) > MAX_SOURCE or page.count("<") > MAX_TAGS):
        raise ExtractorFailed(f"the page has more than {MAX_SOURCE:,} characters or {MAX_TAGS:,} tags")
    try:
        import trafilatura
    except ImportError as error:
        raise ExtractorFailed(f"trafilatura cannot be loaded: {error}") from error
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(page, favor_precision=True, include_comments=False, include_tables=True, fast=fast)
    except (
        Exception
    ) as error:  # whatever a hostile page provokes inside the extractor costs only the extractor's opinion
        raise ExtractorFailed(f"trafilatura stopped: {type(error).__name__}") from error
    if not found or len(WORDS.findall(found)) < 20:
        raise ExtractorFailed("trafilatura found no article")
    return found


LISTED = {"ul", "ol", "dl", "div", "section"}
LINKED, LINKS = 0.9, 4
"""Elements that may be lists of links: those of whose characters that share stands in links, and that hold that many lines with a link.
Without them the extractor needs a third less time (../shared/data/captures aeb_dev and fundus_dev) and F stays within .0005."""


def lighten(tree: Any, dump: Dump, article: AbstractSet[int] = frozenset()) -> None:
    """Take out of a tree what the extractor would drop at once, and lists of links. The tree is changed.

    dump: of this tree. article: starts of lines that may be the article's; elements that hold one stay.
    """
    for element in _link_lists(tree, dump, article):
        _drop(element)
    etree.strip_elements(tree, *UNREAD, with_tail=False)
    etree.strip_tags(tree, *BARE)


def _link_lists(tree: Any, dump: Dump, article: AbstractSet[int]) -> list[Any]:
    """Return the elements that are little else than links, only the outermost of them."""
    elements = [e for e in tree.iter(*BLOCKS) if len(e) or e.text is not None]  # those that are written with an end tag
    if len(elements) != len(dump.tags):
        return []
    size, linked, links, held = ([0] * len(elements) for _ in range(4))
    for block in dump.blocks:
        if block.node >= 0:
            size[block.node] += block.end - block.start
            linked[block.node] += block.linked
            links[block.node] += block.linked > 0
            held[block.node] += block.start in article
    for node in range(len(elements) - 1, 0, -1):
        around = dump.parents[node]
        if around >= 0:
            for sums in (size, linked, links, held):
                sums[around] += sums[node]
    gone: set[int] = set()
    found = []
    for node, around in enumerate(dump.parents):
        if around in gone:
            gone.add(node)
        elif (
            dump.tags[node] in LISTED
            and links[node] >= LINKS
            and linked[node] >= LINKED * size[node]
            and not held[node]
        ):
            gone.add(node)
            found.append(elements[node])
    return found


def _drop(element: Any) -> None:
    """Take an element out of its tree; the text after it stays."""
    around = element.getparent()
    if around is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            around.text = (around.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    around.remove(element)


def align_lines(lines: tuple[Line, ...], article: str) -> dict[int, bool]:
    """Return, by the code point at which each line starts, whether the article's text covers it."""
    article = article.lower()
    tokens = WORDS.findall(article)
    index: dict[tuple[str, ...], list[int]] = {}
    for at, three in enumerate(zip(tokens, tokens[1:], tokens[2:], strict=False)):
        index.setdefault(three, []).append(at)
    whole: dict[str, list[int]] = {}
    at = 0
    for row in article.split("\n"):
        words = WORDS.findall(row)
        if words:
            whole.setdefault(" ".join(words), []).append(at)
        at += len(words)
    options: list[tuple[int, int, int]] = []
    for number, line in enumerate(lines):
        words = WORDS.findall(line.text.lower())
        options += [(number, place, weight) for place, weight in _places(words, index, whole)]
    kept = _heaviest_chain(options)
    return {line.start: number in kept for number, line in enumerate(lines)}


def _places(
    words: list[str], index: dict[tuple[str, ...], list[int]], whole: dict[str, list[int]]
) -> list[tuple[int, int]]:
    """Return (place in the output, words covered) of a line's likeliest places."""
    if not words:
        return []
    if len(words) < WIDTH + 1:
        return [(place, len(words)) for place in whole.get(" ".join(words), ())[:CANDIDATES]]
    shifts: Counter[int] = Counter()
    covered: dict[int, set[int]] = {}
    first: dict[int, int] = {}
    for i, three in enumerate(zip(words, words[1:], words[2:], strict=False)):
        for place in index.get(three, ())[:20]:
            shift = (place - i) // 16  # words left out by the extractor (a link, a note) move the rest a little
            shifts[shift] += 1
            first.setdefault(shift, place)
            covered.setdefault(shift, set()).update(range(i, i + WIDTH))
    found = []
    for shift, _ in sorted(shifts.items(), key=lambda pair: (-pair[1], pair[0]))[:CANDIDATES]:
        mine = covered[shift] | covered.get(shift - 1, set()) | covered.get(shift + 1, set())
        if len(mine) >= COVERED * len(words):
            found.append((first[shift], len(mine)))
    return found


def _heaviest_chain(options: list[tuple[int, int, int]]) -> set[int]:
    """Return the lines of the chain that rises in line and place with the greatest weight (O(n log n), by a Fenwick tree of maxima)."""
    places = sorted({place for _, place, _ in options})
    tree = [(0, -1)] * (len(places) + 1)
    back = [-1] * len(options)
    total = [0] * len(options)
    order = sorted(range(len(options)), key=lambda n: (options[n][0], -options[n][1]))
    pending: list[int] = []

    def best_up_to(rank: int) -> tuple[int, int]:
        best = (0, -1)
        while rank > 0:
            if tree[rank][0] > best[0]:
                best = tree[rank]
            rank -= rank & -rank
        return best

    def settle() -> None:
        for n in pending:
            rank = bisect_left(places, options[n][1]) + 1
            while rank < len(tree):
                if total[n] > tree[rank][0]:
                    tree[rank] = (total[n], n)
                rank += rank & -rank
        pending.clear()

    last = -1
    for n in order:
        number, place, weight = options[n]
        if number != last:
            settle()
            last = number
        score, back[n] = best_up_to(bisect_left(places, place) + 1)
        total[n] = score + weight
        pending.append(n)
    settle()
    kept: set[int] = set()
    at = best_up_to(len(places))[1]
    while at >= 0:
        kept.add(options[at][0])
        at = back[at]
    return kept
