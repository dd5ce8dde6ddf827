"""Feeds kept as files: RSS 0.9x-2.0, RSS 1.0, Atom 0.3 and 1.0, JSON Feed 1.1. Each entry is a capture.

The file is cut into entries as a stream of bytes and each is parsed alone, so memory stays flat whatever the feed's length, and
a broken entry costs itself. A well-formed entry is read by lxml, one that is not by feedparser, which takes .7 to 1.4 ms an
entry (lxml .03). Document types are never handed to a parser: an entity that a feed declares is not expanded.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from crosswire.ingest import readers
from crosswire.ingest.columns import iso_date
from crosswire.ingest.decoding import decode
from crosswire.ingest.feed_entries import Entry, opening_tag, read_entry, strip_markup
from crosswire.ingest.readers import Member, Reader
from crosswire.ingest.streams import CHUNK, as_utf8, read_up_to
from crosswire.model import Problem

ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|RDF)[\s>]")
PROLOG = re.compile(
    rb"(?:\xef\xbb\xbf|\s)*(?:<\?[^>]{0,2000}\?>\s*|<!--.{0,4000}?-->\s*|<!DOCTYPE\s[^\[>]{0,2000}(?:\[.{0,8000}?\]\s*)?>\s*)*",
    re.DOTALL,
)
CUTS = re.compile(rb"<!\[CDATA\[|<!--|<(?P<close>/?)(?P<name>(?:(?:rss|atom|a|ns\d)\d?:)?(?:item|entry))(?=[\s/>])")
CLOSERS = {b"<![CDATA[": (b"]]>", 3), b"<!--": (b"-->", 3)}
TAG = 64
"""Bytes at the end of what was read in which a tag may have begun."""

ROOT_TAG = re.compile(r"<(?:rss|feed|rdf:RDF|RDF)(?:\s[^>]{0,3000})?>")
TITLE = re.compile(r"<(?:\w{1,10}:)?title(?:\s[^>]{0,200})?>(.{0,4000}?)</(?:\w{1,10}:)?title>", re.DOTALL)
LANGUAGE = re.compile(
    r"<(?:dc:)?language>\s*([A-Za-z-]{2,20})\s*</|<(?:feed|rss)\s[^>]{0,4000}?xml:lang=[\"']([A-Za-z-]{2,20})"
)
NAMED = re.compile(rb"<!DOCTYPE\s{1,20}(?:rss|feed|rdf:RDF)[\s>\[]", re.IGNORECASE)
DOCTYPE = re.compile(rb"<!DOCTYPE\s[^\[>]{0,2000}(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}["']([A-Za-z0-9_.:-]{2,40})["']""")
SPACES = re.compile(r"""xmlns(?::([\w.-]{1,40}))?\s{0,5}=\s{0,5}(?:"([^"<>]{1,300})"|'([^'<>]{1,300})')""")

NEAR = 100_000
"""Characters of the beginning in which the feed's own title and language are looked for."""

MAX_PROLOG = 1024 * 1024
"""Bytes before the first entry (the feed's own title, picture, rules) that are read."""

MAX_FORGIVEN = 2000
"""Broken entries of one feed that feedparser is asked to read; lxml mends the rest, less well."""

FULL = 250
"""Words from which a text that stands in the place of a summary alone is taken for the whole article: many small outlets put
it there. Fewer are a teaser. Not tuned; agencies' summaries have 20 to 80 words.
"""


@dataclass(slots=True)
class Feed:
    """What the beginning of a feed says of all its entries. opening: the tag in which an entry can stand alone."""

    title: str = ""
    lang: str = ""
    encoding: str | None = None
    opening: str = "<feed>"


def _sniff(head: bytes) -> bool:
    """Tell a feed by its root element; RDF only with the name space of RSS."""
    if head.startswith((b"\xff\xfe<\0", b"\xfe\xff\0<")):
        head = head.decode("utf-16", "ignore").encode()
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"<":
        return False
    if NAMED.search(head, 0, 2000):  # its entities may go on beyond the head
        return True
    start = PROLOG.match(head)
    found = ROOT.match(head, start.end() if start else 0)
    if not found:
        return False
    root = head[found.start() : found.start() + 3000]
    if root.startswith(b"<rss"):
        return True
    if root.startswith(b"<feed"):
        return b"Atom" in root or b"atom" in root
    return b"purl.org/rss/" in root or b"my.netscape.com/rdf" in root


def _members(stream: BinaryIO, name: str) -> Iterator[Member | Problem]:
    """Give one member an entry, in the feed's order."""
    feed = Feed()
    count = forgiven = 0
    for kind, piece in split_feed(as_utf8(stream)):
        if kind == "prolog":
            feed, problem = read_feed(piece)
            if problem:
                yield problem
        elif kind == "long":
            yield Problem(
                "C106", "", f"an entry after number {count} has more than {readers.MAX_BYTES:,} bytes; it is left out"
            )
        elif kind == "cut":
            yield Problem("C110", "", f"it breaks off inside the entry after number {count}; that one is left out")
        else:
            count += 1
            entry = read_entry(_as_words(piece, feed.encoding), feed.opening, forgiving=forgiven < MAX_FORGIVEN)
            forgiven += entry.forgiven
            entry.publisher = entry.publisher or feed.title
            entry.lang = entry.lang or feed.lang
            member = entry_member(entry, count)
            yield member or Problem("C102", f"#{count}", "the entry holds no words; leave it out")


def entry_member(entry: Entry, number: int) -> Member | None:
    """Turn an entry into a member: its content where it has one, else its summary or title, marked as a teaser."""
    teaser = False
    words, markup = entry.content, entry.content_markup
    if not words.strip():
        words, markup = entry.summary, entry.summary_markup
        teaser = len(strip_markup(words).split()) < FULL
    if not words.strip():
        words, markup, teaser = entry.title, False, True
    if not words.strip():
        return None
    pairs = [
        ("date", iso_date(entry.date)),
        ("updated", iso_date(entry.updated)),
        ("title", " ".join(entry.title.split())),
        ("url", entry.url),
        ("publisher", entry.publisher),
        ("lang", entry.lang),
        ("place", f"entry {number} of the feed"),
        ("part", "teaser" if teaser else ""),
        *(("by", name) for name in entry.by),
    ]
    fields = tuple(pair for pair in pairs if pair[1].strip())
    return Member(f"#{number}", words.encode("utf-8", "replace"), "text/html" if markup else "text/plain", fields)


# ------------------------------------------------------------------------------------------- cutting


def split_feed(stream: BinaryIO) -> Iterator[tuple[str, bytes]]:
    """Yield ("prolog", what stands before the first entry), then ("entry", its bytes) of each; "long" and "cut" for those not whole.

    Cuts at the tags of items and entries, which never nest; what looks like a tag inside CDATA and comments is none.
    """
    buffer = b""
    at, start = 0, -1  # where the search goes on; where the open entry began
    prolog = ended = False
    absent: set[bytes] = set()
    while not ended:
        keep = start if start >= 0 else at if prolog else 0
        if len(buffer) - keep > readers.MAX_BYTES:
            if prolog:
                yield "long", b""
            else:
                yield "prolog", buffer[:MAX_PROLOG]
            keep, start, prolog = len(buffer) - TAG, -1, True
            at = keep
        piece = read_up_to(stream, min(max(CHUNK, len(buffer) - keep), 1 << 22))
        ended = not piece
        buffer = buffer[keep:] + piece
        at, start = at - keep, start - keep if start >= 0 else -1
        while found := CUTS.search(buffer, at):
            close, length = CLOSERS.get(found.group(), (b">", 1))
            end = -1 if close in absent else buffer.find(close, found.end())
            if end < 0 and ended:
                absent.add(close)  # nor is there one after any later mark
            if end < 0 and not ended:
                at = found.start()
                break
            at = found.end() if end < 0 else end + length
            if found["name"] is None:
                continue
            if not found["close"] and not prolog:
                prolog = True
                yield "prolog", buffer[max(0, found.start() - MAX_PROLOG) : found.start()]
            if start >= 0:
                yield "entry", buffer[start : at if found["close"] else found.start()]
            start = -1 if found["close"] else found.start()
        else:
            at = max(at, len(buffer) - TAG)
    if not prolog:
        yield "prolog", buffer[:MAX_PROLOG]
    if start >= 0:
        yield "cut", b""


# ------------------------------------------------------------------------------------------- the feed's own


def read_feed(prolog: bytes) -> tuple[Feed, Problem | None]:
    """Return what a feed's beginning says of all entries, and a Problem where it declares entities."""
    problem = None
    at = prolog.upper().find(b"<!DOCTYPE")
    if doctype := DOCTYPE.match(prolog, at) if at >= 0 else None:
        if b"<!ENTITY" in doctype.group().upper():
            problem = Problem(
                "C104", "", "the feed declares entities of its own; they are shown as they stand, not expanded"
            )
        prolog = prolog[: doctype.start()] + prolog[doctype.end() :]
    declared = DECLARED.search(prolog[:300])
    encoding = declared.group(1).decode("ascii") if declared else None
    words = _as_words(prolog, encoding)
    root = ROOT_TAG.search(words, 0, NEAR)
    tag = root.group() if root else "<rss>"
    spaces = {prefix: one or other for prefix, one, other in SPACES.findall(tag)}
    title = TITLE.search(words, root.end() if root else 0, NEAR)
    lang = LANGUAGE.search(words, 0, NEAR)
    return Feed(
        " ".join(strip_markup(plain_words(title.group(1))).split()) if title else "",
        (lang.group(1) or lang.group(2)).strip() if lang else "",
        encoding,
        opening_tag(spaces),
    ), problem


def _as_words(content: bytes, encoding: str | None) -> str:
    """Decode a piece of a feed: as UTF-8, else as it declares, else by guess."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return decode(content, "", label=encoding)[0] or content.decode("latin-1")


def plain_words(xml: str) -> str:
    """Return the text of a piece of XML: CDATA as it is, the rest with its entities resolved."""
    parts = re.split(r"<!\[CDATA\[(.*?)(?:\]\]>|$)", xml, flags=re.DOTALL)
    return "".join(part if n % 2 else html.unescape(part) for n, part in enumerate(parts))


READERS = (
    Reader(
        "feed",
        "application/rss+xml",
        (".rss", ".atom", ".rdf"),
        _sniff,
        also=("application/atom+xml", "application/rdf+xml"),
        members=_members,
    ),
)
