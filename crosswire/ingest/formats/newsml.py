"""News in XML: IPTC NewsML-G2 (a news item, or a message with many), NewsML 1.x and NITF.

Read as bytes, with entities, DTDs and the network off; a file that declares entities of its own is refused. The stored text is put
together from the item: headline, byline, dateline, body, captions, note to editors, each with its zone. https://iptc.org/standards/
"""

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from crosswire.ingest.agencies import find_agency
from crosswire.ingest.composing import Composition, shows_title
from crosswire.ingest.forms import find_names
from crosswire.ingest.headers import Declared
from crosswire.ingest.pages import SPACE
from crosswire.ingest.readers import Read, Reader, Source
from crosswire.model import Capture, Problem

MEDIA = "application/vnd.iptc.g2.newsitem+xml"
ROOT = re.compile(rb"<(?:[\w.-]{1,20}:)?(newsItem|newsMessage|packageItem|conceptItem|NewsML|nitf)[\s>]")
MAX_ITEMS = 5000
MAX_WORDS = 4000
"""Characters kept of a declared value."""

UNUSABLE = {"withheld", "canceled", "cancelled"}
BLOCKS = {
    "p",
    "hl1",
    "hl2",
    "h1",
    "h2",
    "h3",
    "h4",
    "li",
    "dt",
    "dd",
    "td",
    "th",
    "bq",
    "block",
    "media-caption",
    "caption",
    "credit",
    "pre",
}
NITF_KINDS = {
    "hl1": ("crosshead", "crosshead"),
    "hl2": ("crosshead", "crosshead"),
    "media-caption": ("caption", "photo_caption"),
    "media-producer": ("caption", "photo_credit"),
}
PASSED_OVER = {"media-metadata", "media-object", "media-reference", "nitf-table-metadata"}


def _sniff(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and ROOT.search(head) is not None


def _read(capture: Capture) -> Read:
    """Read the items of a file."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(capture.content.lstrip(), parser)
    except (etree.LxmlError, ValueError) as error:
        return (), [Problem("C101", capture.name, f"its XML is broken ({str(error)[:120]}); save it anew")]
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        return (), [
            Problem("C101", capture.name, "its XML declares entities of its own, as no agency does; leave it out")
        ]
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = _local(element)
    items = list(_items(root))[:MAX_ITEMS]
    problems: list[Problem] = []
    sources = []
    texts = [n for n, item in enumerate(items) if not _is_picture(item)]
    lent = [item for item in items if _is_picture(item)] if len(texts) == 1 else []
    for number, item in enumerate(items, start=1):
        if lent and number - 1 != texts[0]:
            continue
        several = len(items) - len(lent) > 1
        name = f"{capture.name}#{number}" if several else capture.name
        source = _read_item(item, name, lent, number if several else None, problems)
        sources += [source] if source else []
    if not sources and not problems:
        problems.append(Problem("C102", capture.name, "it holds no news item with text; leave it out"))
    return sources, problems


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _items(root: Any) -> Iterator[Any]:
    """Give the items: of G2, components of NewsML 1.x that hold content, NITF documents."""
    if root.tag in ("newsItem", "nitf"):
        yield root
        return
    found = list(root.iter("newsItem")) or [
        e
        for e in root.iter("NewsComponent")
        if e.find("ContentItem") is not None and e.find("ContentItem//DataContent") is not None
    ]
    yield from found


def _is_picture(item: Any) -> bool:
    kind = item.find("itemMeta/itemClass")
    named = (kind.get("qcode") or kind.get("uri") or "") if kind is not None else ""
    return named.rpartition(":")[2].rpartition("/")[2] in ("picture", "graphic", "video", "audio", "animation")


def _words(element: Any) -> str:
    """Return an element's words on one line."""
    if element is None:
        return ""
    return SPACE.sub(" ", "".join(str(t) for t in element.itertext())).strip()[:MAX_WORDS]


def _named(element: Any) -> str:
    """Return a party's name: its `name`, words, literal or code."""
    if element is None:
        return ""
    words = _words(element.find("name")) or _words(element)
    code = element.get("literal") or element.get("qcode") or element.get("FormalName") or ""
    return (words or str(code).rpartition(":")[2])[:MAX_WORDS]


def _first(item: Any, *paths: str) -> tuple[str, str]:
    """Return the words of the first path that has any, and its last name."""
    for path in paths:
        for element in item.iterfind(path):
            words = _words(element) or element.get("norm") or ""
            if words:
                return str(words), path.rpartition("/")[2]
    return "", ""


def _read_item(item: Any, name: str, pictures: list[Any], number: int | None, problems: list[Problem]) -> Source | None:
    """Return the article of one item, or say why there is none."""
    status = item.find("itemMeta/pubStatus")
    code = re.split(r"[:/]", (status.get("qcode") or status.get("uri") or "") if status is not None else "")[-1].lower()
    if code in UNUSABLE:
        problems.append(Problem("C120", name, f"its pubStatus is {code!r}; it is left out"))
        return None
    text = Composition()
    nitf = item if item.tag == "nitf" else next(item.iter("nitf"), None)
    title = _headline(item, nitf)
    body, html = _inline(item) if nitf is None else ("", False)
    if title and (nitf is not None or not shows_title(body, html, title)):
        text.add_line(title, "title", "headline")
    elif title:
        text.expect_title(title)
    if nitf is not None:
        _add_nitf(nitf, text)
    elif html:
        text.add_html(body)
    else:
        text.add_text(body)
    for picture in [item] if _is_picture(item) else pictures:
        _add_caption(picture, text)
    text.add_line(_first(item, "itemMeta/edNote")[0], "metadata", "ednote")
    if not text.text.strip():
        problems.append(Problem("C102", name, "the item holds no text; leave it out"))
        return None
    return Source(
        text.text, declared=_declared(item, nitf, title), clean=True, zones=tuple(sorted(text.zones)), number=number
    )


def _headline(item: Any, nitf: Any) -> str:
    """Return the main headline."""
    heads = list(item.iterfind("contentMeta/headline"))
    main = [h for h in heads if (h.get("role") or "").rpartition(":")[2] in ("", "main", "headline")] or heads
    if main and _words(main[0]):
        return _words(main[0])
    found = _first(item, "itemMeta/title", "NewsLines/HeadLine", "../NewsLines/HeadLine")[0]
    if nitf is not None:
        found = _first(nitf, "body/body.head/hedline/hl1", "head/title")[0] or found
    return found


def _inline(item: Any) -> tuple[str, bool]:
    """Return the body and whether it is HTML."""
    for holder in (*item.iterfind("contentSet/inlineXML"), *item.iterfind("ContentItem/DataContent")):
        parts = [e for e in holder if isinstance(e.tag, str)]
        if parts:
            etree.cleanup_namespaces(holder)
            return "".join(etree.tostring(e, encoding="unicode") for e in parts), True
        if _words(holder):
            return "".join(str(t) for t in holder.itertext()), False
    for holder in item.iterfind("contentSet/inlineData"):
        words = "".join(str(t) for t in holder.itertext())
        if (holder.get("encoding") or "").endswith("base64"):
            try:
                words = base64.b64decode(words, validate=False).decode("utf-8", "replace")
            except (binascii.Error, ValueError):
                continue
        kind = holder.get("contenttype") or "text/plain"
        if words.strip() and kind.startswith("text"):
            return words, "html" in kind
    return "", False


def _add_nitf(nitf: Any, text: Composition) -> None:
    """Add the parts of an NITF document: byline, dateline, abstract, content, tag line."""
    head = nitf.find("body/body.head")
    if head is not None:
        for line in head.iterfind("hedline/hl2"):
            text.add_line(_words(line), "teaser", "standfirst")
        text.add_line(_first(head, "byline")[0], "byline", "byline")
        text.add_line(_first(head, "distributor")[0], "metadata", "agency_credit")
        text.add_line(_first(head, "dateline")[0], "dateline", "located")
        text.add_line(_first(head, "abstract")[0], "teaser", "standfirst")
    for holder in nitf.iterfind("body/body.content"):
        for kind, words in _blocks(holder, ""):
            label, sub = NITF_KINDS.get(kind, ("", None))
            text.add_line(words, label, sub)
    for line in nitf.iterfind("body/body.end/tagline"):
        text.add_line(_words(line), "metadata", "reporting_credit")


def _blocks(holder: Any, kind: str) -> Iterator[tuple[str, str]]:
    """Give (element, words) of the blocks below an element, in their order, without recursion."""
    words: list[str] = []
    stack: list[tuple[Any, str, bool]] = [(holder, kind, False)]
    while stack:
        element, kind, done = stack.pop()
        if not isinstance(element.tag, str) or element.tag in PASSED_OVER:
            words.append(element.tail or "")
            continue
        own = element.tag if element.tag in BLOCKS or element.tag in NITF_KINDS else ""
        if done:
            if own or element is holder:
                yield kind, SPACE.sub(" ", "".join(words)).strip()
                words = []
            if element is not holder:
                words.append(element.tail or "")
            continue
        inner = own if own in NITF_KINDS or not kind else kind
        if own:
            yield kind, SPACE.sub(" ", "".join(words)).strip()
            words = []
        words.append(element.text or "")
        stack.append((element, inner, True))
        stack += [(child, inner, False) for child in reversed(element)]


def _add_caption(item: Any, text: Composition) -> None:
    """Add what a picture's item says of it."""
    words = _first(item, "contentMeta/description", "contentMeta/headline")[0]
    if words and not text.has_line(words):
        text.add_line(words, "caption", "photo_caption")
        text.add_line(_first(item, "contentMeta/creditline", "contentMeta/by")[0], "caption", "photo_credit")


def _declared(item: Any, nitf: Any, title: str) -> Declared:
    """Return what the item says of itself, each value with its element."""
    values: dict[str, tuple[str, str]] = {}
    if title:
        values["headline"] = (title, "NewsML headline" if nitf is None else "NITF hl1")
    for name, paths in (
        (
            "published",
            (
                "itemMeta/firstCreated",
                "contentMeta/contentCreated",
                "itemMeta/versionCreated",
                "../NewsManagement/FirstCreated",
            ),
        ),
        ("embargoed", ("itemMeta/embargoed",)),
        ("copyrightnotice", ("rightsInfo/copyrightNotice", "RightsMetadata/Copyright", "NewsLines/CopyrightLine")),
        ("usageterms", ("rightsInfo/usageTerms", "RightsMetadata/UsageRights")),
    ):
        words, where = _first(item, *paths)
        if words:
            values[name] = (words, f"NewsML {where}")
    for name, paths in (
        ("copyrightholder", ("rightsInfo/copyrightHolder", "RightsMetadata/Copyright/CopyrightHolder")),
        ("agency", ("itemMeta/provider", "contentMeta/infoSource", "AdministrativeMetadata/Provider/Party")),
        ("located", ("contentMeta/located",)),
    ):
        for path in paths:
            words = _named(item.find(path))
            if words:
                values[name] = (words, f"NewsML {path.rpartition('/')[2]}")
                break
    if item.get("guid"):
        values["uri"] = (item.get("guid")[:MAX_WORDS], "NewsML guid")
    language = item.find("contentMeta/language")
    tag = language.get("tag") if language is not None else item.get("{http://www.w3.org/XML/1998/namespace}lang")
    if tag:
        values["language"] = (tag[:40], "NewsML language")
    if nitf is not None:
        _declare_nitf(nitf, values)
    authors = _authors(item)
    if len(authors) == 1 and (known := find_agency(authors[0][0])) and known.kind != "photo":
        authors = ()
    return Declared(values, authors)


def _declare_nitf(nitf: Any, values: dict[str, tuple[str, str]]) -> None:
    """Add what an NITF head says: dates in `norm`, the holder of the rights, the paper that printed it."""
    head = nitf.find("head")
    if head is None:
        return
    for path in ("docdata/date.issue", "docdata/date.release"):
        element = head.find(path)
        norm = (element.get("norm") or "") if element is not None else ""
        if norm:
            values.setdefault("published", (_dashed(norm), f"NITF {path.rpartition('/')[2]}"))
    paper = head.find("pubdata")
    if paper is not None:
        if paper.get("date.publication"):
            values.setdefault("published", (_dashed(paper.get("date.publication")), "NITF pubdata"))
        if paper.get("name"):
            values.setdefault("publisher", (paper.get("name")[:MAX_WORDS], "NITF pubdata"))
    holder = head.find("docdata/doc.copyright")
    if holder is not None and holder.get("holder"):
        values.setdefault("copyrightholder", (holder.get("holder")[:MAX_WORDS], "NITF doc.copyright"))
    number = head.find("docdata/doc-id")
    if number is not None and number.get("id-string"):
        values.setdefault("uri", (number.get("id-string")[:MAX_WORDS], "NITF doc-id"))


BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?")


def _dashed(date: str) -> str:
    """Return a date of the basic form (20310605T093000Z) in the extended one."""
    match = BASIC.fullmatch(date.strip())
    if not match:
        return date[:40]
    year, month, day, hour, minute, _, zone = match.groups()
    return f"{year}-{month}-{day}" + (f"T{hour}:{minute}{zone or ''}" if hour else "")


def _authors(item: Any) -> tuple[tuple[str, str], ...]:
    """Return the names of the byline that stands outside the text."""
    for path in ("contentMeta/by", "NewsLines/ByLine", "contentMeta/creator"):
        words = " and ".join(filter(None, (_named(e) for e in item.iterfind(path))))[:300]
        if words:
            line = words if words.lower().startswith("by ") else f"By {words}"
            names = [line[start:end] for start, end in find_names(line)]
            return tuple((name, f"NewsML {path.rpartition('/')[2]}") for name in names or [words])
    return ()


READERS = (
    Reader(
        "newsml",
        MEDIA,
        (".newsml", ".nitf"),
        _sniff,
        also=(
            "application/vnd.iptc.g2.newsmessage+xml",
            "application/vnd.iptc.g2.packageitem+xml",
            "text/vnd.iptc.newsml",
            "text/vnd.iptc.nitf",
        ),
        read=_read,
    ),
)
