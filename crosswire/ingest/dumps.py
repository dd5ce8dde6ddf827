"""The visible text of a page's tree, one block a line, and what its elements say of each line.

The dump is deterministic and part of the text contract: what no browser shows is dropped (DROPPED), block elements and `<br>` end the
line, runs of space, tab and line end become one space (U+00A0 stays), empty lines are left out. Inside `pre` the line ends that
part paragraphs stay. Nothing else is removed: text that a page hides until a script or a reader opens it (paywalls, closed boxes)
is kept and marked, since some pages keep their whole article there. A change of these rules changes stored texts, and with them
every offset into them.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml import etree

DROPPED = {
    "script", "style", "noscript", "template", "svg", "head", "iframe", "object", "textarea", "select", "math", "canvas",
}  # fmt: skip
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html",
    "iframe", "label", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "title", "tr", "ul", "video", "audio", "br",
}  # fmt: skip
SPACE = re.compile(r"[ \t\n\r\f\v]+")

BLANKS = " \t\n\r\f\v"

PARAGRAPH_ENDS = re.compile(r"\n[ \t]*\n\s*|\n(?=[ \t]{2,}\S)|(?<=[.!?:\"”])[ \t]*\n(?=[ \t]*[-*•])")
"""Inside `pre`: a blank line, an indent or a list's mark opens a paragraph; other line ends are wrapping."""

CONTEXTS = {
    "nav": ("nav", 4), "footer": ("footer", 4), "form": ("form", 4), "aside": ("aside", 3), "figcaption": ("figcaption", 3), "figure": ("figure", 3),
    "h1": ("h1", 1), "h2": ("h2", 1), "h3": ("h3", 1), "h4": ("h4", 1), "h5": ("h5", 1), "h6": ("h6", 1), "time": ("time", 1),
}  # fmt: skip
"""Elements that say what a line inside them is, with a rank: an outer element of higher rank is not overruled by one inside it."""

HIDDEN = ("hidden", 6)
EDGE = r"(?:^|[\s_-]|(?<=[a-z])(?=[A-Z]))"
CLASSES = (
    (re.compile(rf"{EDGE}(?i:bylines?|authors?|contributors?)(?:$|[\s_-]|(?=[A-Z]))"), ("byline", 2)),
    (re.compile(rf"{EDGE}(?i:caption|figcaption)s?(?:$|[\s_-]|(?=[A-Z]))"), ("figcaption", 3)),
    (re.compile(r"(?:^|\s)(?:twitter-tweet|instagram-media|tiktok-embed|fb-post|bluesky-embed|reddit-embed-bq)(?:$|[\s])"), ("embed", 2)),
    (re.compile(rf"{EDGE}(?i:comments?-(?:list|thread|body|section)|disqus|fb-comments|ugc-comments?)"), ("comments", 4)),
    (
        re.compile(rf"{EDGE}(?i:related|read-?more|more-?on|see-?also|recommend(?:ed|ations?)|recirc(?:ulation)?|most-(?:read|popular))(?:$|[\s_-]|(?=[A-Z]))"),
        ("related", 3),
    ),
)  # fmt: skip
"""Words of class, id, itemprop and rel that say the same, by the habits of publishing systems."""

KEYS = (
    "line", "author", "contrib", "caption", "comment", "disqus", "tweet", "media", "embed", "post", "relat", "more", "also", "recommend",
    "recirc", "popular", "most",
)  # fmt: skip
"""One of these stands in whatever CLASSES knows: most names are passed over for less than a search costs."""

MOST_TAGS = 800_000
"""Tags of a page that are read, opening and closing ones, in some five seconds; the largest of 96 news pages had 7,000 elements."""

NAMING = (' class="', ' id="', ' itemprop="', ' rel="')
HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
TAG = re.compile(r"<([^>]*)>")
ENTITY = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d+));")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a dump and where it stood.

    start, end: code points, blanks around it left out. node: innermost open block element. linked: code points inside links.
    """

    start: int
    end: int
    node: int
    linked: int


@dataclass
class Dump:
    """A page's visible text. contexts: by the code point at which a line starts, what its elements say it is (nav, figcaption, byline,
    hidden ...). blocks: its lines. parents, tags: of each block element, by its number, the number of the element around it (-1 for
    the outermost) and its name. cut: the page has more tags than are read.
    """

    text: str = ""
    contexts: dict[int, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    cut: bool = False


def strip_unseen(tree: Any) -> None:
    """Take out of a tree what is never shown, comments and processing instructions too. The tree is changed."""
    etree.strip_elements(tree, *sorted(DROPPED), etree.Comment, etree.ProcessingInstruction, with_tail=False)


def dump_tree(tree: Any) -> Dump:
    """Return the visible text of a tree from which strip_unseen has taken what is never shown.

    The tree is written out and read as a run of tags and texts, which is several times faster than walking its elements.
    """
    if tree.tag in DROPPED:
        return Dump()
    parts = TAG.split(etree.tostring(tree, encoding="unicode", method="xml", with_tail=False), maxsplit=MOST_TAGS)
    cut = len(parts) > 2 * MOST_TAGS and "<" in parts[-1]
    if cut:
        parts[-1] = ""
    lines = _Lines()
    pieces = lines.pieces
    seen: dict[str, _Tag] = {}
    for words, written in zip(parts[0::2], [*parts[1::2], ""], strict=True):
        if words and words.strip(BLANKS):
            lines.add(words)
        elif words and pieces:
            lines.add(words) if lines.pre else pieces.append(words)
        if not written:
            continue
        tag = seen.get(written) or seen.setdefault(written, _read_tag(written))
        if tag.block and pieces:
            lines.end_line()
        if tag.closes:
            lines.close(tag)
        elif not tag.empty:
            lines.open(tag)
    lines.dump.cut = cut
    return lines.finish()


@dataclass(slots=True)
class _Tag:
    """A tag as written. said: what it says of the lines inside it, with a rank."""

    name: str
    block: bool
    closes: bool
    empty: bool
    said: tuple[str, int] | None = None


def _read_tag(written: str) -> _Tag:
    """Read a tag, written `name attributes`, with `/` before it where it closes an element and after it where the element is empty."""
    if written[0] == "/":
        name = written[1:]
        return _Tag(name, name in BLOCKS, True, False)
    empty = written[-1] == "/"
    name, _, attributes = (written[:-1] if empty else written).partition(" ")
    tag = _Tag(name, name in BLOCKS, False, empty)
    if not empty:
        tag.said = CONTEXTS.get(name)
        own = _say(" " + attributes) if attributes else None
        if own and (tag.said is None or own[1] >= tag.said[1]):
            tag.said = own
        if name == "dialog" and ' open="' not in " " + attributes:
            tag.said = HIDDEN
    return tag


def _say(attributes: str) -> tuple[str, int] | None:
    """Return what the attributes of an element, as written, say of the lines inside it."""
    if ' hidden="' in attributes:
        return HIDDEN
    at = attributes.find(' style="')
    if at >= 0 and HIDING.search(attributes, at, attributes.index('"', at + 8)):
        return HIDDEN
    for name in NAMING:
        at = attributes.find(name)
        if at >= 0:
            at += len(name)
            said = _said_by(attributes[at : attributes.index('"', at)][:300])
            if said:
                return said
    return None


@lru_cache(maxsize=8192)
def _said_by(names: str) -> tuple[str, int] | None:
    """Return what a class, an id or a property says of the lines inside its element."""
    low = names.lower()
    if not any(key in low for key in KEYS):
        return None
    return next((said for pattern, said in CLASSES if pattern.search(names)), None)


@dataclass(slots=True)
class _Sign:
    """An element that says what its lines are. outer: the sign around it, or -1. start, end: the code points that it holds."""

    name: str
    rank: int
    outer: int
    start: int
    end: int = 0


LARGEST = {
    "byline": 500,
    "figure": 1500,
    "figcaption": 1200,
    "time": 200,
    "h1": 600,
    "h2": 600,
    "h3": 600,
    "h4": 600,
    "h5": 600,
    "h6": 600,
}
"""Code points that such an element may hold; one that holds more is a page's frame with a misleading name."""

FRAME = 0.4
"""Share of a page's text: a larger form, box or byline is the page's frame (seen: a form around a whole page). Largest menus and
footers of the development pages hold .3."""


class _Lines:
    """Lines as they grow: the pieces of the line at hand, the elements that are open, the lines that are done."""

    def __init__(self) -> None:
        self.dump = Dump()
        self.done: list[str] = []
        self.pieces: list[str] = []
        self.linked = 0
        self.links = 0
        self.pre = 0
        self.first = -1
        self.begun = False
        self.at = 0
        self.node = -1
        self.signs: list[_Sign] = []
        self.open_signs = [-1]
        self.line_signs: list[tuple[int, int]] = []

    def add(self, words: str) -> None:
        """Add inline text; the first that is not blank decides the line's context."""
        if "&" in words:
            words = ENTITY.sub(lambda m: NAMED[m[1]] if m[1] else chr(int(m[2])), words)
        *whole, words = PARAGRAPH_ENDS.split(words) if self.pre and "\n" in words else (words,)
        for paragraph in whole:
            self._piece(paragraph)
            self.end_line()
        self._piece(words)

    def _piece(self, words: str) -> None:
        if not self.begun and not words.isspace() and words:
            self.begun = True
            self.first = self.open_signs[-1]
        self.pieces.append(words)
        if self.links:
            self.linked += len(words)

    def open(self, tag: _Tag) -> None:
        """Open an element that is not empty. A line that was begun before a block has been closed."""
        if tag.block:
            self.dump.parents.append(self.node)
            self.dump.tags.append(tag.name)
            self.node = len(self.dump.tags) - 1
        elif tag.name == "a":
            self.links += 1
        if tag.name == "pre":
            self.pre += 1
        if tag.said:
            self.signs.append(_Sign(*tag.said, self.open_signs[-1], self.at))
            self.open_signs.append(len(self.signs) - 1)
        else:
            self.open_signs.append(self.open_signs[-1])

    def close(self, tag: _Tag) -> None:
        """Close the element that was opened last."""
        if tag.block:
            self.node = self.dump.parents[self.node]
        elif tag.name == "a":
            self.links -= 1
        if tag.name == "pre":
            self.pre -= 1
        sign = self.open_signs.pop()
        if sign != self.open_signs[-1]:
            self.signs[sign].end = self.at

    def end_line(self) -> None:
        """Close the line at hand, if it holds anything."""
        if self.begun:
            words = SPACE.sub(" ", "".join(self.pieces)).strip(" ")
            bare = words.strip()
            if bare:
                start = self.at + words.index(bare)
                if self.first >= 0:
                    self.line_signs.append((start, self.first))
                self.done.append(words)
                self.dump.blocks.append(Block(start, start + len(bare), self.node, self.linked))
                self.at += len(words) + 1
        self.pieces.clear()
        self.begun, self.first, self.linked = False, -1, 0

    def finish(self) -> Dump:
        """Close the last line and return the dump."""
        self.end_line()
        self.dump.text = "\n".join(self.done)
        heard: list[_Sign | None] = []
        for sign in self.signs:
            outer = heard[sign.outer] if sign.outer >= 0 else None
            size = sign.end - sign.start
            large = size > LARGEST.get(sign.name, size) or (size > FRAME * self.at and sign.name != "hidden")
            heard.append(outer if large or (outer and outer.rank > sign.rank) else sign)
        for start, n in self.line_signs:
            said = heard[n]
            if said:
                self.dump.contexts[start] = said.name
        return self.dump
