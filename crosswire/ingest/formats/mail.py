"""Mail: a message (`.eml`) with its attachments, and boxes of messages (`.mbox`).

Of a body in two forms the HTML one is read, since plain ones are cut into lines of 76 characters and often only say "open this in
a browser"; the plain one where the HTML one shows less than half of its words. What is attached stands below the message's name.
"""

import re
from collections.abc import Iterator
from email.message import Message
from typing import BinaryIO

from crosswire.ingest import readers
from crosswire.ingest.feed_entries import strip_markup
from crosswire.ingest.messages import (
    body_bytes,
    charset_of,
    decode_bytes,
    file_name,
    first_headers,
    header,
    is_attached,
    leaves,
    media_type,
    parse_message,
    sender,
    sent_at,
)
from crosswire.ingest.readers import Member, Reader, reader_of
from crosswire.ingest.streams import read_lines, read_up_to
from crosswire.model import Problem

MAX_MESSAGE = 2 * readers.MAX_BYTES
"""Bytes of a message with its attachments; a larger one is refused."""

MAX_COMPARED = 20_000_000
"""Lines of a message times its parts with parts: the standard library compares each line with the boundaries of all that are open."""

NAMES = re.compile(
    rb"^(?:From|Received|Return-Path|Subject|Date|To|Message-ID|MIME-Version|Delivered-To|X-[\w-]{1,40}):",
    re.IGNORECASE | re.MULTILINE,
)
HIDDEN = re.compile(r"<(style|script|head)\b")
BOX = re.compile(rb"From \S{1,200} {1,3}(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ")
SEALED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted", "application/pgp-encrypted")


def _sniff(head: bytes) -> bool:
    """Tell a message: it begins with a header, and has three of the usual ones before its first empty line."""
    found = {name.lower() for name in NAMES.findall(first_headers(head))}
    return len(found) >= 3 and b"from:" in found


def _sniff_box(head: bytes) -> bool:
    return BOX.match(head) is not None


def _members(stream: BinaryIO, name: str) -> Iterator[Member | Problem]:
    """Give the body of a message under its own name, then what is attached."""
    content = read_up_to(stream, MAX_MESSAGE + 1)
    if len(content) > MAX_MESSAGE:
        yield Problem("C106", "", f"the message has more than {MAX_MESSAGE:,} bytes; save its attachments apart")
        return
    if is_tangled(content):
        yield Problem("C110", "", "the message has too many parts inside parts; save its attachments apart")
        return
    message = parse_message(content)
    if media_type(message) in SEALED:
        yield Problem("C101", "", "the message is encrypted; save it opened")
        return
    fields = _fields(message)
    parts = list(leaves(message))
    body = choose_body(parts)
    if body is None:
        yield Problem("C102", "", "the message has no text of its own; leave it out")
    else:
        kind = media_type(body)
        own = (*fields, *((("charset", charset_of(body)),) if charset_of(body) else ()))
        yield Member(name, body_bytes(body), kind, own, own_id=True)
    for part in parts:
        if part is not body:
            yield from _attached(part)


def _attached(part: Message) -> Iterator[Member | Problem]:
    """Give one attachment, where it is of a kind that is read; the rest of a letter (pictures, signatures) is passed over."""
    kind = media_type(part)
    if kind == "message/rfc822":
        inside = part.get_payload()
        if isinstance(inside, list) and inside and isinstance(inside[0], Message):
            yield Member(file_name(part), inside[0].as_bytes(), kind)
        return
    named = file_name(part)
    if kind in SEALED:
        yield Problem("C101", f"/{named}" if named else "", "a part of the message is encrypted; save it opened")
    elif named and (is_attached(part) or not kind.startswith("text/")):
        content = body_bytes(part)
        if readers.pick_reader(named, content[: readers.HEAD], kind):
            yield Member(named, content, kind)
        elif is_attached(part) and not kind.startswith("image/"):
            yield Problem("C108", f"/{named}", f"the attachment is of a kind that is not read ({kind}); leave it out")


def is_tangled(content: bytes) -> bool:
    """Tell a message whose parts inside parts would cost more time than any letter does."""
    return content.lower().count(b"multipart/") * content.count(b"\n") > MAX_COMPARED


def choose_body(parts: list[Message]) -> Message | None:
    """Return the part that is a message's text, or None."""
    bodies = [part for part in parts if not (is_attached(part) and file_name(part)) and body_bytes(part).strip()]
    pages = [part for part in bodies if media_type(part) == "text/html"]
    texts = [part for part in bodies if media_type(part) == "text/plain" and reader_of("text/plain")]
    page = max(pages, key=lambda part: len(body_bytes(part)), default=None)
    text = max(texts, key=lambda part: len(body_bytes(part)), default=None)
    if page is None or text is None:
        return page or text
    shown = strip_markup(without_hidden(_words(page)))
    return page if 2 * len(shown.split()) >= len(_words(text).split()) else text


def without_hidden(page: str) -> str:
    """Return a page's source without its head, styles and scripts, in one pass over it."""
    kept = []
    low, at = page.lower(), 0
    while match := HIDDEN.search(low, at):
        end = low.find(f"</{match.group(1)}", match.end())
        if end < 0:
            break
        kept.append(page[at : match.start()])
        at = end
    return " ".join((*kept, page[at:]))


def _words(part: Message) -> str:
    return decode_bytes(body_bytes(part), charset_of(part) or None)


def _fields(message: Message) -> tuple[tuple[str, str], ...]:
    """Return what a message's head says: title, date, and its sender's name, who publishes it; a list's name comes first."""
    name, address = sender(message)
    listed = re.match(r"\"?([^\"<]{3,100}?)\"?\s*<", header(message, "List-Id"))
    subject = re.sub(r"^(?:(?:re|fwd?|aw|wg|tr|rv)\s?:\s*)+", "", header(message, "Subject"), flags=re.IGNORECASE)
    pairs = (
        ("title", subject),
        ("date", sent_at(message)),
        ("publisher", listed.group(1).strip() if listed else name or address.rpartition("@")[2]),
        ("place", f"message {header(message, 'Message-ID')}" if message.get("Message-ID") else ""),
    )
    return tuple(pair for pair in pairs if pair[1])


def _box_members(stream: BinaryIO, name: str) -> Iterator[Member | Problem]:
    """Give each message of a box (RFC 4155); a line `From ` begins one, `>From ` is such a line inside one."""
    lines: list[bytes] = []
    size = count = 0
    blank = True
    for _, line in read_lines(stream, readers.MAX_BYTES):
        if line is None:
            size = MAX_MESSAGE + 1
            continue
        if blank and line.startswith(b"From ") and (BOX.match(line) or count == 0):
            if count:
                yield _boxed(lines, size, count)
            count += 1
            lines, size = [], 0
        elif count:
            size += len(line)
            if size <= MAX_MESSAGE:
                lines.append(line[1:] if re.match(rb">+From ", line) else line)
        blank = not line.strip()
    if count:
        yield _boxed(lines, size, count)


def _boxed(lines: list[bytes], size: int, number: int) -> Member | Problem:
    if size > MAX_MESSAGE:
        return Problem(
            "C106", f"#{number}", f"the message has more than {MAX_MESSAGE:,} bytes; save its attachments apart"
        )
    return Member(f"#{number}", b"".join(lines), "message/rfc822")


READERS = (
    Reader("mail", "message/rfc822", (".eml",), _sniff, members=_members),
    Reader("mailbox", "application/mbox", (".mbox",), _sniff_box, members=_box_members),
)
