"""Mail messages and saved pages (RFC 5322, MIME): their headers and parts, read so that no header, however made, costs time or raises."""

import contextlib
import email
import re
from collections.abc import Iterator
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr

from crosswire.ingest.columns import iso_date
from crosswire.ingest.decoding import decode

LONGEST_HEADER = 8000
"""Characters of a header that are read; the standard library takes quadratic time for some."""

MAX_PARTS = 1000

CHARSET = re.compile(r"""charset\s{0,5}=\s{0,5}["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
NAME = re.compile(r"""(?:file)?name\s{0,3}=\s{0,3}(?:"([^"]{1,300})"|([^\s;"]{1,300}))""", re.IGNORECASE)
FAR_NAME = re.compile(
    r"""(?:file)?name\*(?:0\*)?\s{0,3}=\s{0,3}"?([A-Za-z0-9-]{0,20})'[^']{0,20}'([^\s;"]{1,600})""", re.IGNORECASE
)


FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]?")


def first_headers(head: bytes) -> bytes:
    """Return the headers with which a file's first bytes begin, b"" where they do not begin with one."""
    head = head.lstrip(b"\r\n")
    if not FIELD.match(head):
        return b""
    ends = [end for end in (head.find(b"\r\n\r\n"), head.find(b"\n\n")) if end >= 0]
    return head[: min(ends)] if ends else head


def parse_message(content: bytes) -> Message:
    """Return a message with its parts; raises what the standard library raises for parts nested by the thousand."""
    return email.message_from_bytes(content)


def raw_header(message: Message, name: str) -> str:
    """Return a header as it stands, bytes beyond ASCII as surrogates; "" where there is none."""
    wanted = name.lower()
    return next((str(value)[:LONGEST_HEADER] for key, value in message.raw_items() if key.lower() == wanted), "")


def header(message: Message, name: str) -> str:
    """Return a header's words, decoded (RFC 2047) and on one line; "" where there is none."""
    words = decode_bytes(raw_header(message, name).encode("utf-8", "surrogateescape"), None)
    if "=?" in words:
        with contextlib.suppress(Exception):  # a broken encoded word is shown as it stands
            words = "".join(_decode_piece(piece, charset) for piece, charset in decode_header(words))
    return " ".join(words.split())


def _decode_piece(piece: str | bytes, charset: str | None) -> str:
    """Return a piece of a header as the standard library cuts it; those that were not encoded come in its own escape."""
    if isinstance(piece, str):
        return piece
    return decode_bytes(piece, charset) if charset else piece.decode("raw-unicode-escape", "replace")


def decode_bytes(content: bytes, charset: str | None) -> str:
    """Return the words of a few bytes."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return decode(content, "", label=charset)[0] or content.decode("latin-1")


def sender(message: Message) -> tuple[str, str]:
    """Return the name and the address of who sent a message."""
    name, address = parseaddr(header(message, "From"))
    return ("" if "@" in name else name.strip("\"' ")), address


def sent_at(message: Message) -> str:
    """Return a message's date in ISO 8601 with its zone, "" where there is none."""
    words = re.sub(r"\([^()]{0,60}\)\s*$", "", header(message, "Date")).strip()
    found = iso_date(words)
    return found if re.match(r"\d{4}-\d\d-\d\dT", found) else ""


def media_type(part: Message) -> str:
    """Return a part's media type, lower-case; text/plain where it says nothing that is one."""
    words = raw_header(part, "Content-Type").split(";")[0].strip().lower()
    return words if re.fullmatch(r"[\w.+-]{1,60}/[\w.+-]{1,80}", words) else "text/plain"


def charset_of(part: Message) -> str:
    """Return the charset that a part names, or ""."""
    match = CHARSET.search(raw_header(part, "Content-Type"))
    return match.group(1) if match else ""


def file_name(part: Message) -> str:
    """Return the file name of a part, or ""."""
    for name in ("Content-Disposition", "Content-Type"):
        words = header(part, name)
        if match := FAR_NAME.search(words):
            raw = re.sub(r"%([0-9A-Fa-f]{2})", lambda m: chr(int(m.group(1), 16)), match.group(2))
            return decode_bytes(raw.encode("latin-1", "replace"), match.group(1) or None)
        if match := NAME.search(words):
            return match.group(1) or match.group(2)
    return ""


def is_attached(part: Message) -> bool:
    """Tell a part that is meant to be kept as a file."""
    return raw_header(part, "Content-Disposition").strip().lower().startswith("attachment")


def body_bytes(part: Message) -> bytes:
    """Return the bytes of a part, its transfer encoding undone as far as it goes."""
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def leaves(message: Message) -> Iterator[Message]:
    """Yield the parts that hold no others, in order, and messages inside as they are; at most MAX_PARTS."""
    stack = [message]
    count = 0
    while stack and count < MAX_PARTS:
        part = stack.pop()
        inside = part.get_payload()
        if isinstance(inside, list) and media_type(part) != "message/rfc822":
            stack += reversed([one for one in inside if isinstance(one, Message)])
            continue
        count += 1
        yield part
