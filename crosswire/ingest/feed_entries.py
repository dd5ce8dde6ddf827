"""One entry of an RSS or Atom feed, as text of its own: what it holds, whichever of the formats and however broken."""

import html
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.entities import html5
from typing import Any

from lxml import etree

ATOM = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#", "http://purl.org/atom/")
SPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "atom": ATOM[0],
    "media": "http://search.yahoo.com/mrss/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
"""Prefixes that feeds use, some without saying what they stand for."""

MARKUP = re.compile(
    r"<(?:[A-Za-z][A-Za-z0-9]{0,15}(?:\s[^<>]{0,2000})?/?|/[A-Za-z][A-Za-z0-9]{0,15}\s?|!--.{0,500}?--)>|&(?:#\w{1,6}|\w{2,8});"
)
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
PREFIXES = re.compile(r"<([A-Za-z][\w.-]{0,30}):|\s([A-Za-z][\w.-]{0,30}):[\w.-]{1,60}\s{0,5}=")
NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);|#\d{1,7};|#[xX][0-9a-fA-F]{1,6};)(\w{1,31};)?")
CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
MAILBOX = re.compile(r"\S+@\S+\s*\((.{2,100})\)|(.{2,100}?)\s*<\S+@\S+>")

XMLNS = re.compile(r"""(<[A-Za-z][^\s<>]*)(?:\sxmlns(?::[\w.-]+)?="[^"<>]*")+""")

SMALL = 256 * 1024
"""Characters of a broken entry up to which feedparser's forgiving parser is asked; it is slow."""


@dataclass(slots=True)
class Entry:
    """What an entry holds. content, summary: as given, *_markup: whether it is HTML. by: names of its authors. forgiven: it was
    so broken that feedparser was asked.
    """

    content: str = ""
    content_markup: bool = False
    summary: str = ""
    summary_markup: bool = False
    title: str = ""
    url: str = ""
    date: str = ""
    updated: str = ""
    publisher: str = ""
    lang: str = ""
    by: list[str] = field(default_factory=list)
    forgiven: bool = False


def opening_tag(spaces: Mapping[str, str]) -> str:
    """Return the tag of an element in which entries can stand alone. spaces: prefix -> name space as the feed declares them."""
    known = {
        prefix: address
        for prefix, address in {**SPACES, **spaces}.items()
        if prefix not in ("xml", "xmlns") and address
    }
    names = (
        f' xmlns{":" * bool(prefix)}{prefix}="{html.escape(address)}"' for prefix, address in sorted(known.items())
    )
    return f"<feed{''.join(names)}>"


def read_entry(words: str, opening: str, *, forgiving: bool = True) -> Entry:
    """Return what an entry (`<item>...</item>`) holds. opening: as `opening_tag` gives it. forgiving: feedparser may be asked, which
    is slow.
    """
    element = _parse(words, opening, recover=False)
    if element is None and not re.sub(r"<[^<>]*>", "", words).strip("<> \t\r\n"):
        return Entry()
    if element is None:
        mended = _mend(words)
        named = {one or other for one, other in PREFIXES.findall(mended)} - {"xml", "xmlns"}
        missing = sorted(prefix for prefix in named if f" xmlns:{prefix}=" not in opening)
        opening = opening[:-1] + "".join(f' xmlns:{prefix}="urn:undeclared"' for prefix in missing[:50]) + ">"
        element = _parse(mended, opening, recover=False)
        asked = element is None and forgiving and len(words) <= SMALL
        if asked:
            entry = _forgiving(mended, opening)
            entry.forgiven = True
            if entry.content or entry.summary or entry.title:
                return entry
        if element is None:
            element = _parse(mended, opening, recover=True)
        entry = Entry() if element is None else _read_element(element)
        entry.forgiven = asked
        return entry
    return _read_element(element)


def _parse(words: str, opening: str, *, recover: bool) -> Any:
    """Return the element of an entry, or None where it is not well-formed. No entity is expanded, no address opened."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover, remove_pis=True
    )
    try:
        root = etree.fromstring(f"{opening}{words}</feed>".encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return next((child for child in root if isinstance(child.tag, str)), None) if root is not None else None


def _mend(words: str) -> str:
    """Return an entry without what is commonest wrong in XML: names of HTML's characters, bare ampersands, control characters."""
    words = CONTROLS.sub(" ", words)
    last = (
        words.rfind("]]>") + 3
    )  # past the last end, a beginning of CDATA is none, and would be searched for an end each time
    parts = [*CDATA.split(words[:last]), "", words[last:]] if last > 2 else [words]
    return "".join(part if n % 2 else NAMED.sub(_character, part) for n, part in enumerate(parts))


def _character(match: re.Match[str]) -> str:
    known = html5.get(match.group(1) or "")
    return html.escape(known) if known else "&amp;" + (match.group(1) or "")


def _read_element(element: Any) -> Entry:
    """Read an entry's element: RSS and Atom side by side, since many feeds mix them."""
    entry = Entry(lang=element.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    found: dict[str, str] = {}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name = etree.QName(child.tag)
        atom = name.namespace in ATOM
        key = f"{'dc:' if 'purl.org/dc/' in (name.namespace or '') else ''}{name.localname.lower()}"
        if name.namespace == SPACES["media"]:
            continue
        if key in ("encoded", "content", "fullitem", "body"):
            _keep_content(entry, child, atom)
        elif key in ("description", "summary", "dc:description", "abstract") and not entry.summary.strip():
            entry.summary, entry.summary_markup = _words(child, atom)
        elif key == "title" and not entry.title:
            words, markup = _words(child, atom)
            entry.title = strip_markup(words) if markup else words
        elif key == "link":
            _keep_link(found, child)
        elif key in ("author", "dc:creator", "creator", "byline"):
            entry.by += _names(child)
        elif key == "source":
            entry.publisher = _text(child.find("{*}title")) or _text(child)
        else:
            found.setdefault(key, _text(child))
    guid = found.get("guid") or found.get("id") or ""
    entry.url = found.get("origlink") or found.get("link") or (guid if guid.startswith(("http://", "https://")) else "")
    entry.date = next(
        (found[k] for k in ("pubdate", "published", "dc:date", "issued", "dc:issued") if found.get(k)), ""
    )
    entry.updated = next((found[k] for k in ("updated", "modified", "dc:modified") if found.get(k)), "")
    entry.lang = found.get("dc:language") or found.get("language") or entry.lang
    return entry


def _keep_content(entry: Entry, child: Any, atom: bool) -> None:
    """Keep the longest of an entry's contents; some feeds give the same in two forms."""
    if atom and child.get("src"):
        return
    words, markup = _words(child, atom)
    if len(words) > len(entry.content):
        entry.content, entry.content_markup = words, markup


def _words(child: Any, atom: bool) -> tuple[str, bool]:
    """Return an element's words and whether they are HTML: by its type in Atom, by their look in RSS."""
    kind = (child.get("type") or ("text" if atom else "")).lower()
    if len(child):
        for one in child.iter():
            if isinstance(one.tag, str):
                one.tag = etree.QName(one.tag).localname
        inner = html.escape(child.text or "") + "".join(
            etree.tostring(one, encoding="unicode", method="html") for one in child
        )
        return XMLNS.sub(r"\1", inner).strip(), True
    words = (child.text or "").strip()
    if atom and kind in ("text", "text/plain"):
        return words, False
    return words, kind in ("html", "xhtml", "text/html") or MARKUP.search(words) is not None


def _text(child: Any) -> str:
    return " ".join("".join(child.itertext()).split()) if child is not None else ""


def _keep_link(found: dict[str, str], child: Any) -> None:
    """Keep the address of the article, not of a comment page, a picture or the feed."""
    address = (child.get("href") or _text(child)).strip()
    if (child.get("rel") or "alternate") == "alternate" and address and "link" not in found:
        found["link"] = address


def _names(child: Any) -> list[str]:
    """Return an author's name: `name` in Atom, `mail (name)` in RSS; a bare address is none."""
    names = [_text(one) for one in child.findall("{*}name")] or [_text(child)]
    return [name for name in map(plain_name, names) if name]


def plain_name(words: str) -> str:
    """Return the name in a mailbox, "" where there is only an address."""
    match = MAILBOX.fullmatch(words.strip())
    name = (match.group(1) or match.group(2)).strip("\"' ") if match else words.strip()
    return "" if "@" in name else re.sub(r"^by\s+", "", name, flags=re.IGNORECASE)


def strip_markup(words: str) -> str:
    """Return words without tags, for titles and for counting."""
    return html.unescape(re.sub(r"<[^<>]{1,2000}>", " ", words)) if "<" in words or "&" in words else words


def _forgiving(words: str, opening: str) -> Entry:
    """Read a broken entry by feedparser, from memory: it would open what looks like an address or a path."""
    import feedparser

    atom = re.match(r"<(?:\w+:)?entry", words) is not None
    rss = opening.replace("<feed", '<rss version="2.0"', 1)
    mini = f"{opening}{words}</feed>" if atom else f"{rss}<channel>{words}</channel></rss>"
    said = {"content-type": "application/xml; charset=utf-8"}
    found = feedparser.parse(
        io.BytesIO(mini.encode("utf-8", "replace")),
        response_headers=said,
        sanitize_html=False,
        resolve_relative_uris=False,
    ).entries
    if not found:
        return Entry()
    one = found[0]
    contents = sorted(one.get("content", ()), key=lambda c: -len(c.get("value", "")))
    content = contents[0].get("value", "") if contents else ""
    summary = one.get("summary", "")
    return Entry(
        content,
        MARKUP.search(content) is not None,
        summary,
        MARKUP.search(summary) is not None,
        strip_markup(one.get("title", "")),
        one.get("link", ""),
        one.get("published", ""),
        dict.get(one, "updated", ""),  # `get` of its own would give the date of publication
        one.get("source", {}).get("title", ""),
        one.get("language", ""),
        [name for name in _author_names(one) if name],
    )


def _author_names(one: Mapping[str, Any]) -> Iterator[str]:
    for author in one.get("authors", ()):
        yield plain_name(author.get("name", ""))
