"""A page saved with all that it shows in one file (MHTML, RFC 2557): its root page is the capture, `Date` is when it was saved."""

import re
from collections.abc import Iterator
from email.message import Message
from typing import BinaryIO

from crosswire.ingest.formats.mail import MAX_MESSAGE, is_tangled
from crosswire.ingest.messages import (
    body_bytes,
    charset_of,
    first_headers,
    header,
    leaves,
    media_type,
    parse_message,
    sent_at,
)
from crosswire.ingest.readers import Member, Reader
from crosswire.ingest.streams import read_up_to
from crosswire.model import Problem

PAGES = ("text/html", "application/xhtml+xml")
SAVED = re.compile(rb"^(?:Snapshot-Content-Location:|From:\s*<?Saved by)", re.IGNORECASE | re.MULTILINE)


def _sniff(head: bytes) -> bool:
    """Tell a saved page from a letter with pictures: browsers name themselves, or where the page was."""
    top = first_headers(head)
    return b"multipart/related" in top.lower() and SAVED.search(top) is not None


def _members(stream: BinaryIO, name: str) -> Iterator[Member | Problem]:
    """Give the root page under the file's own name."""
    content = read_up_to(stream, 2 * MAX_MESSAGE + 1)
    if len(content) > 2 * MAX_MESSAGE:
        yield Problem("C106", "", f"it has more than {2 * MAX_MESSAGE:,} bytes; save the page without its pictures")
        return
    if is_tangled(content):
        yield Problem("C110", "", "it has too many parts inside parts; save the page again")
        return
    message = parse_message(content)
    page = _root(message)
    if page is None:
        yield Problem("C110", "", "it holds no page; save it again")
        return
    url = header(page, "Content-Location") or header(message, "Snapshot-Content-Location")
    if not url.startswith(("http://", "https://")):
        url = header(message, "Snapshot-Content-Location") or header(message, "Content-Location")
    pairs = (
        ("url", url if url.startswith(("http://", "https://", "file://")) else ""),
        ("retrieved", sent_at(message)),
        ("title", header(message, "Subject")),
        ("charset", charset_of(page)),
    )
    yield Member(name, body_bytes(page), "text/html", tuple(pair for pair in pairs if pair[1]), own_id=True)


def _root(message: Message) -> Message | None:
    """Return the page that the file names as its root (`start`), else the one of its address, else the first."""
    pages = [part for part in leaves(message) if media_type(part) in PAGES and body_bytes(part).strip()]
    start = re.search(r"start\s{0,3}=\s{0,3}\"?(<[^>\"]{1,300}>)", header(message, "Content-Type"))
    place = header(message, "Snapshot-Content-Location")
    named = [part for part in pages if start and header(part, "Content-ID") == start.group(1)]
    placed = [part for part in pages if place and header(part, "Content-Location") == place]
    return next(iter((*named, *placed, *pages)), None)


READERS = (
    Reader(
        "mhtml", "multipart/related", (".mhtml", ".mht"), _sniff, also=("application/x-mimearchive",), members=_members
    ),
)
