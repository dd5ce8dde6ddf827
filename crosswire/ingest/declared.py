"""What a page declares of itself: JSON-LD (schema.org), Open Graph and other meta elements, and elements that say what they are.

Each value keeps the element that it came from, in words. Order of trust: JSON-LD of the article, meta elements, visible elements, the
`title` element.
"""

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from lxml import etree

from crosswire.ingest.agencies import find_agency
from crosswire.ingest.authors import choose_authors
from crosswire.ingest.headers import Declared

Row = tuple[str, str, str]
"""What is declared, its value, and where."""

SPACE = re.compile(r"[ \t\n\r\f\v]+")

ARTICLE_TYPES = {
    "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "backgroundnewsarticle", "reviewnewsarticle",
    "blogposting", "liveblogposting", "socialmediaposting", "report", "scholarlyarticle", "advertisercontentarticle", "satiricalarticle", "techarticle",
    "askpublicnewsarticle",
}  # fmt: skip
"""schema.org types of a page's main text, lower-case."""

ELSEWHERE = {
    "itemListElement", "hasPart", "mentions", "citation", "relatedLink", "isBasedOn", "comment", "comments", "liveBlogUpdate", "review",
    "subjectOf", "workExample", "blogPost", "blogPosts", "about",
}  # fmt: skip
"""Properties whose articles are others than the page's own."""

LIST_TYPES = {"collectionpage", "itemlist", "searchresultspage"}
HOUSES = {
    "organization",
    "newsmediaorganization",
    "corporation",
    "localbusiness",
    "website",
    "governmentorganization",
    "ngo",
}

MAX_SCRIPT = 2_000_000
MAX_NODES = 20_000
"""Bounds of what is looked at in a page's JSON-LD."""

MAX_VALUE = 2000
"""Longest declared value kept."""

METAS = {
    "headline": ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "citation_title", "cxenseparse:title"),
    "published": (
        "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date.published", "dc.date.issued",
        "dcterms.created", "dcterms.issued", "dc.date", "dcterms.date", "dc.date.created", "parsely-pub-date", "sailthru.date", "publish-date",
        "publishdate", "publish_date", "publication_date", "publicationdate", "pubdate", "article.published", "article:published",
        "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "citation_publication_date", "datecreated", "date",
    ),
    "publisher": ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "application-name", "publisher"),
    "uri": ("og:url", "parsely-link", "twitter:url"),
    "language": ("og:locale", "dc.language", "dcterms.language", "content-language", "language"),
    "authors": (
        "author", "article:author", "article:byline", "article:author_name", "byl", "byline", "dc.creator", "dcterms.creator",
        "parsely-author", "sailthru.author",
        "citation_author", "dcsext.author", "cxenseparse:author", "rbauthors", "author_name", "og:author",
    ),
}  # fmt: skip
"""Names of meta elements by what they declare, likeliest first (Open Graph, Dublin Core, Highwire and the common analytics vocabularies)."""

WRITTEN_BY = re.compile(
    r"written|author|verfasst|geschrieben|écrit|escrito|autor|scritto|skrevet|skriven|geschreven|ditulis|napisa",
    re.IGNORECASE,
)
SITE_END = re.compile(r"\s+[|–—·-]\s+(?P<site>[^|–—·]{2,60})$")


@dataclass(frozen=True, slots=True)
class PageHead:
    """What a page declares. values: header field -> (value, where). authors: rows of (value, where) as they stand, in order of trust.
    titles: all its headlines, for finding the title's line. houses: organisations among its authors. article: the article's text as
    JSON-LD gives it, or "". lists: it declares itself a list of articles, or holds several of its own.
    """

    values: dict[str, tuple[str, str]]
    authors: tuple[tuple[str, str], ...] = ()
    titles: tuple[str, ...] = ()
    houses: tuple[tuple[str, str], ...] = ()
    article: str = ""
    lists: bool = False

    def declared(self, shown: Sequence[tuple[str, str]] = ()) -> Declared:
        """Return the header values, the authors chosen with the names that the page shows in its byline."""
        site = self.values.get("publisher", ("", ""))[0]
        authors = choose_authors(self.authors, shown, site)
        houses = [row for row in (*authors, *self.houses) if find_agency(row[0]) or row in self.houses]
        other = [row for row in houses if row[0].casefold() != site.casefold()]
        return Declared({**self.values, "agency": other[0]} if other else self.values, authors)


def read_head(tree: Any) -> PageHead:
    """Return what a page declares, from its whole tree (scripts included)."""
    heads = [" ".join(h.itertext()) for h in list(tree.iter("h1"))[:10]]
    heads = [_tidy(head) for head in heads if head.strip()]
    metas = list(_from_metas(tree))
    nodes = _Nodes(tree)
    main = nodes.main(
        {_plain(words) for name, words, _ in metas if name == "headline"} | {_plain(head) for head in heads}
    )
    rows = [*(nodes.rows(main) if main else ()), *metas]
    rows += [*(() if any(name == "published" for name, _, _ in rows) else _dated(tree)), *_from_elements(tree, heads)]
    found: dict[str, list[tuple[str, str]]] = {}
    for name, value, where in rows:
        tidy = _tidy(value)
        if tidy:
            found.setdefault(name, []).append((tidy, where))
    values = {name: kept[0] for name, kept in found.items() if name not in ("authors", "other_titles")}
    headlines = [words for words, _ in found.get("headline", []) + found.get("other_titles", [])]
    site = values.get("publisher", ("", ""))[0]
    if "headline" in values:
        metas_say = [row for row in found["headline"] if row[1].startswith("meta")]
        values["headline"] = _as_printed(values["headline"], [*heads, *(words for words, _ in metas_say)], site)
        values["headline"] = _outvoted(values["headline"], heads, metas_say, site)
        headlines.insert(0, values["headline"][0])
    if "language" in values:
        words, where = values["language"]
        values["language"] = (words.replace("_", "-"), where)
    body = main.get("articleBody") if main else None
    return PageHead(
        values,
        tuple(found.get("authors", ())),
        tuple(dict.fromkeys(headlines)),
        tuple(nodes.houses),
        body if isinstance(body, str) else "",
        nodes.lists,
    )


def _tidy(value: str) -> str:
    """Fold blanks and undo entities, also ones that were escaped twice; soft hyphens are no characters of a title."""
    value = value[: 4 * MAX_VALUE]
    for _ in range(2):
        value = html.unescape(value) if "&" in value else value
    return SPACE.sub(" ", value.replace("\u00a0", " ").replace("\u00ad", "")).strip()[:MAX_VALUE]


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", _tidy(words).casefold()))


def _as_printed(headline: tuple[str, str], others: Sequence[str], site: str) -> tuple[str, str]:
    """Return the headline without the site's or the section's name at its end: `Talks resume - Osmark Mail`.

    What follows a bar or a dash goes where it is the site's name, or where another headline of the page is just what stands before it.
    """
    words, where = headline
    cut = SITE_END.search(words)
    if not cut:
        return headline
    before = words[: cut.start()]
    same = site and _plain(cut["site"]) in (_plain(site), _plain(re.sub(r"\.\w{2,3}$", "", site)))
    told = any(_plain(other) == _plain(before) for other in others)
    return (before, where) if same or told else headline


def _outvoted(
    headline: tuple[str, str], heads: Sequence[str], metas: Sequence[tuple[str, str]], site: str
) -> tuple[str, str]:
    """Return the headline, or the main heading that a meta element repeats where the page prints it and not the headline.

    JSON-LD often holds a longer title, written for searching.
    """
    printed = {_plain(head): head for head in reversed(heads)}
    if _plain(headline[0]) in printed:
        return headline
    for words, where in metas:
        cut, _ = _as_printed((words, where), heads, site)
        if _plain(cut) in printed:
            return printed[_plain(cut)], f"h1 and {where}"
    return headline


class _Nodes:
    """The nodes of a page's JSON-LD: articles in the order of the page, others by their address."""

    def __init__(self, tree: Any) -> None:
        self.articles: list[dict[str, Any]] = []
        self.pages: list[dict[str, Any]] = []
        self.by_id: dict[str, dict[str, Any]] = {}
        self.houses: list[tuple[str, str]] = []
        self.lists = False
        budget = MAX_NODES
        for root in _json_roots(tree):
            stack: list[tuple[Any, bool]] = [(root, False)]
            while stack and budget > 0:
                node, inside = stack.pop()
                budget -= 1
                if isinstance(node, list):
                    stack.extend((one, inside) for one in reversed(node[:1000]))
                elif isinstance(node, dict):
                    self._take(node, inside)
                    stack.extend(
                        (value, inside or key in ELSEWHERE)
                        for key, value in reversed(list(node.items())[:1000])
                        if isinstance(value, dict | list)
                    )

    def _take(self, node: dict[str, Any], inside: bool) -> None:
        """Keep a node for what it is."""
        kinds = _types(node)
        if isinstance(node.get("@id"), str) and len(node) > 1:
            self.by_id.setdefault(node["@id"], node)
        if kinds & ARTICLE_TYPES and not inside:
            self.articles.append(node)
        elif "webpage" in kinds and not inside:
            self.pages.append(node)
        self.lists = self.lists or (bool(kinds & LIST_TYPES) and not inside)

    def main(self, headlines: set[str]) -> dict[str, Any] | None:
        """Return the page's own article: of several, the one whose headline the page gives elsewhere too; none where all differ."""
        named = [node for node in self.articles if isinstance(node.get("headline") or node.get("name"), str)]
        titles = {_plain(str(node.get("headline") or node.get("name"))) for node in named}
        fitting = [n for n in named if _plain(str(n.get("headline") or n.get("name"))) in headlines]
        if len(titles) > 2 and not fitting:
            self.lists = True
            return None
        self.lists = self.lists and not self.articles
        return max(
            fitting or named or self.articles,
            key=lambda node: ("author" in node) + ("datePublished" in node),
            default=None,
        )

    def rows(self, node: dict[str, Any]) -> Iterator[Row]:
        """Read one article's node."""
        kind = next(
            (
                str(k).rsplit("/", 1)[-1]
                for k in _listed(node.get("@type"))
                if str(k).rsplit("/", 1)[-1].lower() in ARTICLE_TYPES
            ),
            "Article",
        )
        for key, name in (
            ("headline", "headline"),
            ("datePublished", "published"),
            ("url", "uri"),
            ("inLanguage", "language"),
        ):
            for one in _listed(node.get(key))[:1]:
                value = one.get("alternateName") or one.get("name") if isinstance(one, dict) else one
                if isinstance(value, str):
                    yield name, value, f"JSON-LD {kind} {key}"
        for words, _ in self._names(node.get("publisher")):
            yield "publisher", words, f"JSON-LD {kind} publisher"
        for key in ("author", "creator"):
            where = f"JSON-LD {kind} {key}"
            for words, house in self._names(node.get(key)):
                yield "authors", words, where
                if house:
                    self.houses.append((_tidy(words), where))

    def _names(self, value: Any, depth: int = 0) -> Iterator[tuple[str, bool]]:
        """Return the names in a value of whatever build, and whether each is an organisation's."""
        if isinstance(value, str):
            yield value, False
        elif isinstance(value, list) and depth < 4:
            for one in value[:50]:
                yield from self._names(one, depth + 1)
        elif isinstance(value, dict) and depth < 4:
            if "name" not in value and isinstance(value.get("@id"), str):
                value = self.by_id.get(value["@id"], value)
            given = " ".join(str(value[k]) for k in ("givenName", "familyName") if isinstance(value.get(k), str))
            names = value.get("name") or value.get("@list") or value.get("@value") or given or value.get("author")
            house = bool(_types(value) & HOUSES)
            for words, inner in self._names(names, depth + 1):
                yield words, house or inner


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _types(node: dict[str, Any]) -> set[str]:
    """Return a node's schema.org types, lower-case, without address."""
    kinds = node.get("@type")
    if kinds is None:
        return set()
    return {str(kind).replace(":", "/").replace("#", "/").rsplit("/", 1)[-1].lower() for kind in _listed(kinds)[:20]}


def _json_roots(tree: Any) -> Iterator[Any]:
    """Read the page's JSON-LD scripts, also ones in comment marks, with loose commas or escaped as HTML."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text or len(script.text) > MAX_SCRIPT:
            continue
        words = script.text.strip()
        for mark in ("//", "<!--", "<![CDATA["):
            words = words.removeprefix(mark).lstrip()
        for mark in (";", "-->", "]]>", "//"):
            words = words.removesuffix(mark).rstrip()
        for mend in (str, _without_loose_commas, html.unescape):
            try:
                yield json.loads(mend(words), strict=False)
                break
            except (ValueError, RecursionError):
                continue


def _without_loose_commas(words: str) -> str:
    return re.sub(r",(?=\s{0,200}[}\]])", "", words)


def _from_metas(tree: Any) -> Iterator[Row]:
    """Read meta elements in the order of METAS."""
    metas: dict[str, list[tuple[str, str]]] = {}
    for meta in tree.iter("meta"):
        content = meta.get("content")
        for attribute in ("property", "name", "itemprop", "http-equiv") if content else ():
            key = (meta.get(attribute) or "").strip().lower()
            if key:
                metas.setdefault(key, []).append((content, f"meta {attribute} {key}"))
    for name, keys in METAS.items():
        for key in keys:
            for value, where in metas.get(key, ())[:20]:
                yield name, value, where
    for n in "12":
        label = metas.get(f"twitter:label{n}", [("", "")])[0][0]
        if WRITTEN_BY.search(label[:60]):
            for value, where in metas.get(f"twitter:data{n}", ())[:1]:
                yield "authors", value, where


DATED = etree.XPath(
    "descendant::*[@itemprop='datePublished' or (self::time and (@pubdate or contains(@class,'published') or contains(@class,'entry-date')))]"
)


def _dated(tree: Any) -> Iterator[Row]:
    """Read the elements marked as the date of publication, where they agree on a day: a page of several stories has several."""
    values = [e.get("datetime") or e.get("content") or "" for e in cast(list[Any], DATED(tree))[:20]]
    if len({value[:10] for value in values if value}) == 1:
        yield "published", next(value for value in values if value), "element datePublished"


def _from_elements(tree: Any, heads: Sequence[str]) -> Iterator[Row]:
    """Read the elements that declare something by their kind. heads: the texts of its h1 elements."""
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            yield "uri", link.get("href"), "link canonical"
    root = tree.getroottree().getroot()
    if root.get("lang"):
        yield "language", root.get("lang"), "html lang"
    if len(heads) == 1:
        yield "headline", heads[0], "h1"
    for head in heads:
        yield "other_titles", head, "h1"
    for title in list(tree.iter("title"))[:1]:
        words = "".join(title.itertext())
        yield "headline", words, "title"
        for part in re.split(r"\s+[|–—-]\s+", words[:MAX_VALUE])[:1]:
            yield "other_titles", part, "title"
