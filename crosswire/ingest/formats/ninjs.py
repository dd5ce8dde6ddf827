"""News in JSON (IPTC ninjs 1.x, 2.x, 3.x): one object, an array, a list inside an answer of an API, or one object a line.

The stored text is put together from the item: headline, body, captions of what is associated with it, note to editors, each a
part of its own with its zone. A plain body is kept unchanged; of an XHTML or HTML body the visible text is dumped as of a page.
https://www.iptc.org/std/ninjs/ ; keys are compared without case, since 3.x writes camelCase what 2.x writes in small letters.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from crosswire.ingest import readers
from crosswire.ingest.agencies import find_agency
from crosswire.ingest.composing import Composition, shows_title
from crosswire.ingest.decoding import read_text
from crosswire.ingest.forms import find_names
from crosswire.ingest.headers import Declared
from crosswire.ingest.pages import SPACE, strip_tags
from crosswire.ingest.readers import Member, Read, Reader, Source
from crosswire.model import Capture, Problem

ITEM = "application/ninjs+json"
FILE = "application/x-ninjs-file"

OWN_KEYS = re.compile(
    rb'"(body_\w{2,20}|bodies|headlines|descriptions|description_\w{2,20}|versioncreated|firstcreated|contentcreated|pubstatus'
    rb'|copyrightholder|copyrightnotice|usageterms|ednote|infosources|altids|embargoed(?:until)?|rightsinfo|representationtype)"\s*:',
    re.IGNORECASE,
)
BODY_KEYS = re.compile(rb'"(?:body_\w{2,20}|bodies)"\s*:', re.IGNORECASE)
ROW_KEYS = re.compile(rb'"text"\s*:\s*"')

LISTS = ("items", "_items", "results", "data", "item", "newsitems")
"""Keys under which APIs keep items."""

MAX_DEPTH = 6
MAX_ITEMS = 20_000
"""Bounds of the search for items in one file."""

UNUSABLE = {"withheld", "canceled", "cancelled"}
PICTURES = {"picture", "graphic", "photo", "image", "video", "audio", "animation"}
DATES = ("firstpublished", "firstcreated", "contentcreated", "versioncreated")
"""When an item came to be, likeliest publication first."""

HTML_ROLES = ("html", "xhtml", "richtext", "html5")
LONGEST = 2000
"""Characters kept of a declared value."""

Item = Mapping[str, Any]


def _sniff(head: bytes) -> bool:
    """Tell ninjs from other JSON: keys of its own, and no row's `text`."""
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
        return False
    keys = {match.group(1).lower() for match in OWN_KEYS.finditer(head)}
    return len(keys) >= 2 and bool(BODY_KEYS.search(head) or not ROW_KEYS.search(head))


def _members(stream: BinaryIO, name: str) -> Iterator[Member | Problem]:
    """Give each line where the first is an object of its own and others follow, else the file as it is."""
    first = stream.readline(readers.MAX_BYTES + 1)
    second = stream.readline(readers.MAX_BYTES + 1)
    while second and not second.strip():
        second = stream.readline(readers.MAX_BYTES + 1)
    if not second or not _is_object(first):
        content = first + second
        yield Member(name, content + stream.read(max(0, readers.MAX_BYTES + 1 - len(content))), ITEM, own_id=True)
        return
    for number, line in enumerate(_rest(first, second, stream), start=1):
        if len(line) > readers.MAX_BYTES:
            yield Problem("C106", f":{number}", f"line {number} has more than {readers.MAX_BYTES:,} bytes; split it")
        elif not _is_object(line):
            yield Problem("C105", f":{number}", f"line {number} is no JSON object; mend or remove the line")
        else:
            yield Member(f"#{number}", line.strip(), ITEM)


def _rest(first: bytes, second: bytes, stream: BinaryIO) -> Iterator[bytes]:
    """Give the lines that are not blank; of one that is too long the beginning."""
    yield first
    line = second
    while line:
        if line.strip():
            yield line
        while line and not line.endswith(b"\n"):
            line = stream.readline(readers.MAX_BYTES)
        line = stream.readline(readers.MAX_BYTES + 1)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _read(capture: Capture) -> Read:
    """Read the items of a capture."""
    text, said = read_text(capture)
    problems = list(said)
    if text is None:
        return (), problems
    try:
        root = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        return (), [*problems, Problem("C105", capture.name, f"it is not JSON ({str(error)[:120]}); mend it")]
    items = list(_find_items(root, 0))[:MAX_ITEMS]
    if not items:
        return (), [*problems, Problem("C102", capture.name, "it holds no item of ninjs; leave it out")]
    sources = []
    for number, item in enumerate(items, start=1):
        name = capture.name if len(items) == 1 else f"{capture.name}#{number}"
        source = _read_item(item, name, problems, number if len(items) > 1 else None)
        sources += [source] if source else []
    return sources, problems


def _find_items(root: Any, depth: int) -> Iterator[Item]:
    """Give the items of a tree: an object that has an item's keys, members of lists, what an API wraps; texts inside packages."""
    if depth > MAX_DEPTH:
        return
    if isinstance(root, list):
        for one in root[:MAX_ITEMS]:
            yield from _find_items(one, depth + 1)
    elif isinstance(root, dict):
        item = _lower(root)
        if _is_item(item):
            yield item
            for _, part in _associations(item):
                if _kind(part) not in PICTURES and _body(part)[0]:
                    yield part
        else:
            for key in LISTS:
                if isinstance(item.get(key), dict | list):
                    yield from _find_items(item[key], depth + 1)


def _lower(row: Mapping[Any, Any]) -> dict[str, Any]:
    lower: dict[str, Any] = {}
    for key, value in row.items():
        lower.setdefault(str(key).lower(), value)
    return lower


def _is_item(item: Item) -> bool:
    return any(key.startswith(("body_", "description_")) for key in item) or any(
        key in item for key in ("bodies", "headline", "headlines", "descriptions", "versioncreated", "pubstatus")
    )


def _words(value: Any) -> str:
    """Return a value as words, or nothing where it is no text."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("text") or value.get("value")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def _kind(item: Item) -> str:
    return _words(item.get("type")).lower()


def _roles(item: Item, plural: str, single: str) -> list[tuple[str, str, str]]:
    """Return (role, content type, words) of a text that 2.x and 3.x keep in a list and 1.x in `NAME` and `NAME_ROLE`."""
    found = []
    for row in item.get(plural) or () if isinstance(item.get(plural), list) else ():
        if isinstance(row, dict):
            part = _lower(row)
            found.append((_words(part.get("role")).lower(), _words(part.get("contenttype")).lower(), part.get("value")))
    for key in item:
        if key == single or key.startswith(single + "_"):
            found.append((key[len(single) + 1 :] or "main", "", item[key]))
    return [(role, kind, words) for role, kind, words in found if isinstance(words, str) and words.strip()]


def _body(item: Item) -> tuple[str, bool]:
    """Return the body and whether it is HTML. One with paragraphs marked is taken before plain text, whose paragraphs may be lost."""
    bodies = _roles(item, "bodies", "body")
    pages = [w for role, kind, w in bodies if "html" in kind or (not kind and role in HTML_ROLES)]
    plain = [w for role, kind, w in bodies if kind == "text/plain" or (not kind and role not in HTML_ROLES)]
    if pages:
        return pages[0], True
    marked = [w for role, kind, w in bodies if "<p" in w.lower()]
    if plain:
        return plain[0], False
    return (marked[0], True) if marked else ("", False)


def _headline(item: Item) -> str:
    """Return the main headline on one line."""
    heads = _roles(item, "headlines", "headline")
    main = [w for role, _, w in heads if role in ("main", "")] or [w for _, _, w in heads]
    if not main and item.get("title"):
        main = [_words(item["title"])]
    return SPACE.sub(" ", strip_tags(main[0]) if main and "<" in main[0] else main[0] if main else "").strip()[:LONGEST]


def _associations(item: Item) -> list[tuple[str, Item]]:
    """Return the associated items: an object by name in 1.x, a list in 2.x and 3.x."""
    some = item.get("associations")
    rows = (
        list(some.items()) if isinstance(some, dict) else [("", row) for row in some] if isinstance(some, list) else []
    )
    return [(str(name), _lower(row)) for name, row in rows[:200] if isinstance(row, dict)]


def _read_item(item: Item, name: str, problems: list[Problem], number: int | None) -> Source | None:
    """Return the article of one item, or say why there is none."""
    status = re.split(r"[:/]", _words(item.get("pubstatus")).lower())[-1]
    if status in UNUSABLE:
        problems.append(Problem("C120", name, f"its pubstatus is {status!r}; it is left out"))
        return None
    body, html = _body(item)
    title = _headline(item)
    text = Composition()
    if title and not shows_title(body, html, title):
        text.add_line(title, "title", "headline")
    elif title:
        text.expect_title(title)
    if _kind(item) in PICTURES:
        _add_caption(item, text)
    if html:
        text.add_html(body)
    else:
        text.add_text(body)
    for _, part in _associations(item):
        if _kind(part) in PICTURES:
            _add_caption(part, text)
    for key, label, sub in (("embargoed_text", "rights", "embargo"), ("ednote", "metadata", "ednote")):
        text.add_line(_words(item.get(key)), label, sub)
    if not text.text.strip():
        problems.append(Problem("C102", name, "the item holds no text; leave it out"))
        return None
    return Source(text.text, declared=_declared(item, title), clean=True, zones=tuple(text.zones), number=number)


def _add_caption(item: Item, text: Composition) -> None:
    """Add what is said of a picture, unless the body shows it already, and whose it is."""
    rows = _roles(item, "descriptions", "description")
    chosen = [w for role, kind, w in rows if "html" not in role + kind] or [strip_tags(w) for _, _, w in rows]
    words = SPACE.sub(" ", chosen[0] if chosen else _headline(item)).strip()
    if text.has_line(words):
        return
    text.add_line(words, "caption", "photo_caption")
    if words:
        text.add_line(_words(item.get("by") or item.get("byline")), "caption", "photo_credit")


def _declared(item: Item, title: str) -> Declared:
    """Return what the item says of itself."""
    values = {"headline": (title, "ninjs headline")} if title else {}
    for name, keys in (
        ("uri", ("uri",)),
        ("language", ("language",)),
        ("published", DATES),
        ("embargoed", ("embargoeduntil", "embargoed")),
        ("copyrightholder", ("copyrightholder",)),
        ("copyrightnotice", ("copyrightnotice",)),
        ("usageterms", ("usageterms",)),
        ("located", ("located", "datelinelocation")),
        ("publisher", ("publisher",)),
        ("agency", ("agency", "source", "provider")),
    ):
        for key in keys:
            words = _words(item.get(key))[:LONGEST]
            if words:
                values[name] = (words, f"ninjs {key}")
                break
    for role, words, where in _infosources(item):
        values.setdefault("publisher" if "publisher" in role else "agency", (words, where))
    authors = _authors(item)
    if len(authors) == 1 and (known := find_agency(authors[0][0])) and known.kind != "photo":
        values.setdefault("agency", authors[0])
        authors = ()
    return Declared(values, authors)


def _infosources(item: Item) -> list[tuple[str, str, str]]:
    """Return (role, name, where) of the parties that an item comes from."""
    found = []
    some = item.get("infosources")
    for row in (some if isinstance(some, list) else [some])[:20]:
        if isinstance(row, dict):
            part = _lower(row)
            words = _words(part.get("name") or part.get("literal"))[:LONGEST]
            if words:
                found.append((_words(part.get("role")).lower(), words, "ninjs infosources"))
        elif isinstance(row, str) and row.strip():
            found.append(("", row.strip()[:LONGEST], "ninjs infosources"))
    return found


def _authors(item: Item) -> tuple[tuple[str, str], ...]:
    """Return the names of the byline with their key."""
    for key in ("by", "byline"):
        words = SPACE.sub(" ", _words(item.get(key)))[:300]
        if not words:
            continue
        line = words if words.lower().startswith("by ") else f"By {words}"
        names = [line[start:end] for start, end in find_names(line)]
        return tuple((name, f"ninjs {key}") for name in names or [words])
    return ()


READERS = (
    Reader("ninjs", FILE, (".ninjs",), _sniff, members=_members),
    Reader("ninjs item", ITEM, also=("application/vnd.iptc.ninjs+json",), read=_read),
)
