"""A page: its tree, its visible text with what elements and two extractors say of each line, and what it declares of itself."""

import html.parser
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from crosswire.ingest.articles import MAX_SOURCE, MAX_TAGS, ExtractorFailed, align_lines, extract_article, lighten
from crosswire.ingest.authors import find_shown
from crosswire.ingest.choices import DOUBT, REVIEW, choose_lines, is_list, shared_words
from crosswire.ingest.declared import read_head
from crosswire.ingest.densities import Densest, find_densest
from crosswire.ingest.dumps import BLOCKS, DROPPED, MOST_TAGS, SPACE, Dump, dump_tree, strip_unseen
from crosswire.ingest.headers import Declared
from crosswire.ingest.lines import Line, find_lines
from crosswire.ingest.zones import MOST_READ, Hints
from crosswire.model import Problem

CONTROL = bytes(n for n in range(32) if n not in (9, 10, 12, 13))
CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")

OTHER_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029\r]")

ENOUGH = 50
"""Words of the densest element that stand for the article where the extractor gives none."""


def clean_source(source: str) -> str:
    """Replace control characters, at which parsers stop, by U+FFFD."""
    return CONTROLS.sub("\ufffd", source)


def _clean_bytes(source: str) -> bytes:
    """Return a page's source as UTF-8, control characters replaced; most pages have none, which costs little to see."""
    try:
        content = source.encode("utf-8")
    except UnicodeEncodeError:
        return clean_source(source).encode("utf-8")
    if len(content.translate(None, CONTROL)) == len(content):
        return content
    return clean_source(source).encode("utf-8")


MAX_ATTRIBUTES = 5000
LONG_TAG = 20_000
"""Attributes of one element, for which the parser needs the square of their number in time, and code points of a tag looked at."""

A_TAG = re.compile(r"""<[a-zA-Z](?:[^"'>]++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+(?:>|\Z)""")


def _has_endless_tag(source: str) -> bool:
    """Tell whether an element has more attributes than the parser can bear. What looks like a tag and is very long may be a script: then
    the tags are read one by one.
    """
    if len(source) < LONG_TAG:
        return False
    for match in A_TAG.finditer(source):
        if match.end() - match.start() >= LONG_TAG and len(match.group().split()) >= MAX_ATTRIBUTES:
            return _most_attributes(source) >= MAX_ATTRIBUTES
    return False


def _most_attributes(source: str) -> int:
    """Return the greatest number of attributes that an element of a page has."""

    class Counting(html.parser.HTMLParser):
        most = 0

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.most = max(self.most, len(attrs))

    counting = Counting()
    counting.feed(source)
    return counting.most


def parse_page(source: str) -> Any | None:
    """Return the tree of a page, or None where the parser gave up: no element, elements nested deeper than it goes,
    one with more attributes than it can bear, or a text longer than it holds: it would leave out the rest without a word.

    The parser repairs what is broken and loads nothing from outside.
    """
    if _has_endless_tag(source):
        return None
    parser = HTMLParser(encoding="utf-8", no_network=True)
    try:
        tree = document_fromstring(_clean_bytes(source), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    cut = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return None if cut else tree


class _Stripper(html.parser.HTMLParser):
    """The visible text of a page that the tree parser cannot hold, by the same rules, without a tree."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.dropped = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """End the line at a block; remember what is dropped."""
        if tag in BLOCKS:
            self.parts.append("\x00")
        if not self.dropped and tag in DROPPED:
            self.dropped = tag

    def handle_endtag(self, tag: str) -> None:
        """End the line at a block."""
        if tag in BLOCKS:
            self.parts.append("\x00")
        if tag == self.dropped:
            self.dropped = ""

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        if not self.dropped:
            self.parts.append(data)


def strip_tags(source: str) -> str:
    """Return the visible text of a page without building a tree (for pages that parse_page gives up)."""
    stripper = _Stripper()
    stripper.feed(clean_source(source))
    stripper.close()
    lines = (SPACE.sub(" ", line).strip(" ") for line in "".join(stripper.parts).split("\x00"))
    return "\n".join(line for line in lines if line.strip())


@dataclass(frozen=True)
class Page:
    """A page as read. text: its stored text. hints: what is known of its lines, or None where only its text could be had.
    declared: header values. problems: what was found wrong.
    """

    text: str
    hints: Hints | None = None
    declared: Declared = field(default_factory=Declared)
    problems: tuple[Problem, ...] = ()


def read_page(name: str, doc: str, source: str) -> Page:
    """Return a page, whatever its source. name, doc: of the capture and its document, for problems."""
    tree = parse_page(source)
    if tree is None:
        words = "its elements nest too deep, carry too much, or are none; only its text was read, look at its zones"
        return Page(strip_tags(source), problems=(Problem("C107", name, words, doc=doc),))
    head = read_head(tree)
    strip_unseen(tree)
    dump = dump_tree(tree)
    lines = _lines_of(dump)
    large = len(source) > MAX_SOURCE or source.count("<") > MAX_TAGS
    article, doubts = _find_article(tree, dump, lines, large)
    if dump.cut:
        doubts.append(("C106", f"it has more than {MOST_TAGS:,} tags; what follows was not read"))
    if head.lists or (article and is_list(lines, {start for start, own in article.items() if own}, dump)):
        doubts.append(("Z104", "it lists several stories; capture each of them by itself"))
    declared = head.declared(find_shown(dump))
    hints = Hints(article, dump.contexts, head.titles, lines)
    return Page(dump.text, hints, declared, tuple(Problem(code, name, words, doc=doc) for code, words in doubts))


def _lines_of(dump: Dump) -> tuple[Line, ...]:
    """Return a dump's lines, as find_lines would, as many as are looked at."""
    if OTHER_BREAKS.search(dump.text):
        return find_lines(dump.text, MOST_READ)
    return tuple(
        Line(n, b.start, b.end, dump.text[b.start : b.end], n == 0) for n, b in enumerate(dump.blocks[:MOST_READ])
    )


def _find_article(
    tree: Any, dump: Dump, lines: tuple[Line, ...], large: bool
) -> tuple[Mapping[int, bool] | None, list[tuple[str, str]]]:
    """Return which lines are the article's by two opinions, or None where neither has one, and what is to be told of it."""
    dense = find_densest(dump)
    doubts: list[tuple[str, str]] = []
    try:
        taken, shared = _ask(tree, dump, lines, dense, large)
    except ExtractorFailed as error:
        if sum(line.length for line in lines if line.start in dense.lines) < ENOUGH:
            return None, [("C107", f"{error}; its lines were told apart as in plain text, look at its zones")]
        doubts.append(("C107", f"{error}; its densest part was taken, look at its zones"))
        return {line.start: line.start in dense.lines for line in lines}, doubts
    if shared < REVIEW:
        words = f"two ways of finding it share {shared:.0%} of their words; look at its zones"
        doubts.append(("Z103", words))
    kept = choose_lines(lines, taken, dense, dump)
    return {line.start: line.start in kept for line in lines}, doubts


def _ask(tree: Any, dump: Dump, lines: tuple[Line, ...], dense: Densest, large: bool) -> tuple[frozenset[int], float]:
    """Return what the extractor takes, and how much of it the densest element shares. It is asked the fast way first, and in full
    where that fails or is in doubt; of both answers the one counts that shares more, the full one where they are even.
    """
    if large:
        raise ExtractorFailed(f"the page has more than {MAX_SOURCE:,} characters or {MAX_TAGS:,} tags")
    lighten(tree, dump, dense.inside)
    answers: list[tuple[float, frozenset[int]]] = []
    for fast in (True, False):
        try:
            marks = align_lines(lines, extract_article(tree, fast=fast))
        except ExtractorFailed:
            if not fast and not answers:
                raise
            continue
        taken = frozenset(start for start, own in marks.items() if own)
        answers.append((shared_words(lines, taken, dense.lines), taken))
        if answers[-1][0] >= DOUBT:
            break
    shared, taken = max(reversed(answers), key=lambda answer: answer[0])
    return taken, shared


def dump_text(tree: Any) -> tuple[str, dict[int, str]]:
    """Return the visible text of a tree and the contexts of its lines. The tree is changed: what is never shown goes."""
    strip_unseen(tree)
    dump = dump_tree(tree)
    return dump.text, dump.contexts
