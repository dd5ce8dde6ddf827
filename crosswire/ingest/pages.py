"""HTML -> visible text, one block a line, and what the page declares of itself.

The dump is deterministic and part of the text contract: drop what is never shown (DROPPED), end the line at block elements and
`<br>`, make runs of space, tab and line end one space (U+00A0 stays), leave out empty lines. Nothing else is removed. A change of
these rules changes stored texts, and with them every offset into them.
"""

import html
import html.parser
import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from crosswire.ingest.headers import Declared

DROPPED = {
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "head",
    "iframe",
    "object",
    "textarea",
    "select",
    "math",
    "canvas",
}
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html",
    "iframe", "label", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "title", "tr", "ul", "video", "audio", "br",
}  # fmt: skip
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
SPACE = re.compile(r"[ \t\n\r\f\v]+")

ARTICLE_TYPES = {
    "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "backgroundnewsarticle", "reviewnewsarticle",
    "blogposting", "liveblogposting", "socialmediaposting", "report", "scholarlyarticle", "advertisercontentarticle",
}  # fmt: skip
"""schema.org types of a page's main text, lower-case."""

MAX_SCRIPT = 2_000_000
MAX_NODES = 20_000
"""Bounds of what is looked at in a page's JSON-LD."""

MAX_VALUE = 2000
"""Longest declared value kept."""

METAS = {
    "headline": ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title"),
    "published": (
        "article:published_time", "og:article:published_time", "datepublished", "date.published", "dc.date.issued", "dcterms.created",
        "dc.date", "dcterms.date", "parsely-pub-date", "sailthru.date", "publish-date", "publication_date", "pubdate", "article.published",
        "cxenseparse:recs:publishtime", "date",
    ),
    "publisher": ("og:site_name", "application-name", "dc.publisher", "citation_journal_title"),
    "uri": ("og:url",),
    "language": ("og:locale", "dc.language", "content-language"),
    "authors": ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl", "cxenseparse:author"),
}  # fmt: skip
"""Names of meta elements by what they declare, likeliest first (Open Graph, Dublin Core and the common analytics vocabularies)."""


def clean_source(source: str) -> str:
    """Replace control characters, at which parsers stop, by U+FFFD."""
    return CONTROLS.sub("\ufffd", source)


def parse_page(source: str) -> Any | None:
    """Return the tree of a page, or None where the parser gave up: no element, or elements nested deeper than it goes.

    The parser repairs what is broken and loads nothing from outside.
    """
    parser = HTMLParser(encoding="utf-8", no_network=True)
    try:
        tree = document_fromstring(clean_source(source).encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return None if any("xcessive depth" in entry.message for entry in parser.error_log) else tree


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


CONTEXTS = {"figcaption", "nav", "footer", "aside", "h1", "h2", "h3", "h4", "h5", "h6", "time", "form"}
"""Elements that say what a line inside them is."""

BYLINE_CLASS = re.compile(r"(?:^|[\s_-])(?:byline|author)s?(?:$|[\s_-])", re.IGNORECASE)
CAPTION_CLASS = re.compile(r"(?:^|[\s_-])(?:caption|figcaption|wp-caption-text)(?:$|[\s_-])", re.IGNORECASE)


def _context(element: Any, tag: str) -> str | None:
    """Return what an element says of the lines inside it, or None."""
    if tag in CONTEXTS:
        return tag
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.get('rel') or ''}"
    if len(names) < 3:
        return None
    if BYLINE_CLASS.search(names[:300]):
        return "byline"
    return "figcaption" if CAPTION_CLASS.search(names[:300]) else None


class _Dump:
    """Lines as they grow: the pieces of the line at hand, the contexts that are open, the lines that are done."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.contexts: dict[int, str] = {}
        self.open: list[str] = []
        self._line: list[str] = []
        self._context = ""
        self._at = 0

    def add(self, words: str | None) -> None:
        """Add inline text; the first that is not blank decides the line's context."""
        if words:
            if not self._context and not words.isspace():
                self._context = self.open[-1] if self.open else "-"
            self._line.append(words)

    def end_line(self) -> None:
        """Close the line at hand, if it holds anything."""
        words = SPACE.sub(" ", "".join(self._line)).strip(" ")
        if words.strip():
            if self._context not in ("", "-"):
                self.contexts[self._at + len(words) - len(words.lstrip())] = self._context
            self.lines.append(words)
            self._at += len(words) + 1
        self._line.clear()
        self._context = ""


def dump_text(tree: Any) -> tuple[str, dict[int, str]]:
    """Return the visible text of a tree, one block a line, by the rules above, and the context of lines by their start.

    Contexts are names of elements that say what a line is (figcaption, nav, h2 ...), or `byline`.
    """
    dump = _Dump()
    walker = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        context = _context(element, tag) if tag and tag not in DROPPED else None
        if event == "start":
            if tag in BLOCKS:
                dump.end_line()
            if tag in DROPPED:
                walker.skip_subtree()
                continue
            if context:
                dump.open.append(context)
            dump.add(element.text)
            continue
        if tag in BLOCKS:
            dump.end_line()
        if context and dump.open:
            dump.open.pop()
        if element is not tree:
            dump.add(element.tail)
    dump.end_line()
    return "\n".join(dump.lines), dump.contexts


def read_declared(tree: Any) -> tuple[Declared, tuple[str, ...]]:
    """Return what a page declares (each value with the element it came from) and all its headlines, for finding the title's line.

    Order: JSON-LD of an article, Open Graph and meta elements, visible `h1`, the `title` element.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for name, value, where in [*_from_json(tree), *_from_metas(tree), *_from_elements(tree)]:
        tidy = SPACE.sub(" ", html.unescape(value[: 4 * MAX_VALUE]).replace("\u00a0", " ")).strip()[:MAX_VALUE]
        if tidy:
            found.setdefault(name, []).append((tidy, where))
    values = {name: rows[0] for name, rows in found.items() if name not in ("authors", "other_titles", "houses")}
    headlines = [words for words, _ in found.get("headline", []) + found.get("other_titles", [])]
    site = values.get("publisher", ("", ""))[0]
    if "headline" in values:
        values["headline"] = (_without_site(values["headline"][0], site), values["headline"][1])
    houses = [row for row in found.get("houses", []) if row[0].casefold() != site.casefold()]
    if houses:
        values["agency"] = houses[0]
    if "language" in values:
        words, where = values["language"]
        values["language"] = (words.replace("_", "-"), where)
    return Declared(values, _tidy_authors(found.get("authors", []), site)), tuple(dict.fromkeys(headlines))


BETWEEN_AUTHORS = re.compile(r"\s*[,;|]\s*|\s+(?:and|und|et|y|og|och)\s+")
BEFORE_AUTHOR = re.compile(r"^(?:by|von|par|por|av|af)\s+", re.IGNORECASE)
INITIALS = re.compile(r"\s*\([\w.]{2,5}\)$")


def _tidy_authors(rows: list[tuple[str, str]], site: str) -> tuple[tuple[str, str], ...]:
    """Keep the authors of the best vocabulary that names any; addresses, numbers and the site itself are no names."""
    kept: dict[str, str] = {}
    first = ""
    for words, where in rows:
        if words.startswith(("http:", "https:", "/", "@")) or not any(c.isalpha() for c in words):
            continue
        if words.casefold() == site.casefold() or (first and where != first):
            continue
        first = where
        for part in BETWEEN_AUTHORS.split(BEFORE_AUTHOR.sub("", words)):
            name = INITIALS.sub("", part)
            if 1 < len(name) <= 80 and ":" not in name:
                kept.setdefault(name, where)
    return tuple(kept.items())


def _without_site(title: str, site: str) -> str:
    """Cut the site's name off a title's end: `Talks resume - Osmark Mail`."""
    match = re.search(r"\s+[|–—·-]\s+(?P<site>[^|–—·]{2,60})$", title)
    return title[: match.start()] if match and site and match["site"].casefold() == site.casefold() else title


def _from_json(tree: Any) -> Iterator[tuple[str, str, str]]:
    """Read JSON-LD: the first node of an article's type that has a headline, and the site's name."""
    budget = MAX_NODES
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text or len(script.text) > MAX_SCRIPT:
            continue
        try:
            root = json.loads(script.text.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
        except (ValueError, RecursionError):
            continue
        stack = [root]
        while stack and budget > 0:
            node = stack.pop()
            budget -= 1
            if isinstance(node, list):
                stack.extend(reversed(node[:1000]))
            elif isinstance(node, dict):
                if _types(node) & ARTICLE_TYPES:
                    yield from _from_article(node)
                else:
                    stack.extend(reversed([v for v in node.values() if isinstance(v, dict | list)][:1000]))


def _types(node: dict[str, Any]) -> set[str]:
    """Return a node's schema.org types, lower-case, without address."""
    kinds = node.get("@type")
    return {str(kind).rsplit("/", 1)[-1].lower() for kind in (kinds if isinstance(kinds, list) else [kinds])}


def _from_article(node: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Read one article's node."""
    for key, name in (
        ("headline", "headline"),
        ("datePublished", "published"),
        ("url", "uri"),
        ("inLanguage", "language"),
    ):
        value = node.get(key)
        if isinstance(value, str):
            yield name, value, f"JSON-LD {key}"
    for key, name in (("publisher", "publisher"), ("author", "authors"), ("creator", "authors")):
        some = node.get(key)
        for one in some if isinstance(some, list) else [some]:
            house = (
                key != "publisher"
                and isinstance(one, dict)
                and bool(_types(one) & {"organization", "newsmediaorganization"})
            )
            value = one.get("name") if isinstance(one, dict) else one
            for words in value if isinstance(value, list) else [value]:
                if isinstance(words, str):
                    yield "houses" if house else name, words, f"JSON-LD {key}"


def _from_metas(tree: Any) -> Iterator[tuple[str, str, str]]:
    """Read meta elements in the order of METAS."""
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        key = (
            (meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or "")
            .strip()
            .lower()
        )
        if key and meta.get("content"):
            metas.setdefault(key, []).append(meta.get("content"))
    for name, keys in METAS.items():
        for key in keys:
            for value in metas.get(key, ())[:20]:
                yield name, value, f"meta {key}"


def _from_elements(tree: Any) -> Iterator[tuple[str, str, str]]:
    """Read the elements that declare something by their kind."""
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            yield "uri", link.get("href"), "link canonical"
    root = tree.getroottree().getroot()
    if root.get("lang"):
        yield "language", root.get("lang"), "html lang"
    heads = [" ".join(h.itertext()) for h in list(tree.iter("h1"))[:10]]
    heads = [h for h in heads if h.strip()]
    if len(heads) == 1:
        yield "headline", heads[0], "h1"
    for head in heads:
        yield "other_titles", head, "h1"
    for title in list(tree.iter("title"))[:1]:
        words = "".join(title.itertext())
        yield "headline", words, "title"
        for part in re.split(r"\s+[|–—-]\s+", words[:MAX_VALUE])[:1]:
            yield "other_titles", part, "title"
