"""A second opinion on which lines of a page are its article: the element that holds most running text and fewest links.

The idea is Readability's (Arc90, 2009): each paragraph's worth goes to the element around it and half of it to the next; the richest
element, less its share of links, is the article, with those of its neighbours that come near it. Here it runs over the lines of our own
dump, so that it costs next to nothing and its answer needs no alignment.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from crosswire.ingest.dumps import Block, Dump

LEAST = 25
"""Code points of the shortest line that counts for its element (as in Readability)."""

LINKED = 0.5
"""A line of which a larger share is links is no running text."""

NEIGHBOUR = 0.2
"""Share of the best element's worth that a neighbour needs to be taken too (as in Readability)."""

LEVELS, DECAY = 8, 0.85
"""How far up a line's worth goes, and what is left of it at each step. Readability has two steps, 1 and .5; pages now wrap each paragraph.
Tuned on the HTML of ../shared/data/captures aeb_dev and fundus_dev: F .963 and .932, with Readability's .914 and .910.
"""

LISTED = {"li", "dd", "h1", "h2", "h3", "h4", "h5", "h6"}
"""Elements whose lines count less: lists and headings."""

OUTSIDE = {"nav", "footer", "form", "aside", "figcaption", "comments", "related", "byline", "time"}
"""Contexts whose lines are never the article."""

CONTROLS = {"button", "label", "legend", "option"}
"""Elements that are used, not read."""

PARTS = {"p", "li", "pre", "td", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"}
"""Elements that hold one paragraph: their worth goes to what is around them."""


@dataclass(frozen=True, slots=True)
class Densest:
    """A page's densest element. lines: starts of its lines of running text and headings. inside: starts of all lines in it."""

    lines: frozenset[int] = frozenset()
    inside: frozenset[int] = frozenset()


def find_densest(dump: Dump) -> Densest:
    """Return the densest element of a page; nothing where the page has no running text."""
    worth = _worths(dump)
    if not worth:
        return Densest()
    best = max(worth, key=lambda node: (worth[node], -node))
    around = dump.parents[best]
    taken = {best} | {
        node for node, value in worth.items() if dump.parents[node] == around and value >= NEIGHBOUR * worth[best]
    }
    nodes = _inside(taken, dump.parents)
    inside = [block for block in dump.blocks if block.node in nodes]
    lines = (
        block.start
        for block in inside
        if dump.tags[block.node] not in CONTROLS
        and 2 * block.linked < block.end - block.start
        and dump.contexts.get(block.start) not in OUTSIDE
    )
    return Densest(frozenset(lines), frozenset(block.start for block in inside))


def _worths(dump: Dump) -> dict[int, float]:
    """Return how much running text each element holds, near things counting more than deep ones, less its share of links."""
    size, linked = [0] * len(dump.tags), [0] * len(dump.tags)
    worth: dict[int, float] = {}
    for block in dump.blocks:
        if block.node >= 0:
            size[block.node] += block.end - block.start
            linked[block.node] += block.linked
        if not is_running(block, dump.contexts):
            continue
        words = dump.text[block.start : block.end]
        value = 1 + words.count(",") + words.count("，") + words.count("、") + min((block.end - block.start) // 100, 3)
        holder = _holder(block, dump)
        share = 0.3 if holder >= 0 and dump.tags[block.node] in LISTED else 1.0
        for _ in range(LEVELS):
            if holder >= 0:
                worth[holder] = worth.get(holder, 0.0) + share * value
                holder = dump.parents[holder]
                share *= DECAY
    for node in range(len(dump.tags) - 1, 0, -1):
        if dump.parents[node] >= 0:
            size[dump.parents[node]] += size[node]
            linked[dump.parents[node]] += linked[node]
    for node in worth:
        worth[node] *= 1 - min(1.0, linked[node] / max(1, size[node]))
    return worth


def is_running(block: Block, contexts: Mapping[int, str]) -> bool:
    """Tell whether a line may be running text: long enough, not mostly links, not in a menu or a box."""
    length = block.end - block.start
    return length >= LEAST and block.linked <= LINKED * length and contexts.get(block.start) not in OUTSIDE


def _holder(block: Block, dump: Dump) -> int:
    """Return the element to which a line's worth goes first."""
    return dump.parents[block.node] if block.node >= 0 and dump.tags[block.node] in PARTS else block.node


def _inside(taken: set[int], parents: list[int]) -> set[int]:
    """Return the elements of a set and all inside them (an element is numbered after the one around it)."""
    inside: set[int] = set()
    for node, around in enumerate(parents):
        if node in taken or around in inside:
            inside.add(node)
    return inside
