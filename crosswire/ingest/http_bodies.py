"""Bodies of HTTP responses as web archives keep them: chunked, packed, or marked so though they no longer are."""

import zlib
from collections.abc import Callable

PLAIN = ("", "identity", "none", "utf-8", "8bit", "binary")
"""Content encodings that change nothing (the last ones are mistakes of servers)."""


class BodyUnreadable(Exception):
    """A body is packed in a way that is not read, or broken at its beginning."""


def unpack_body(body: bytes, transfer: str, packing: str, most: int) -> tuple[bytes, bool]:
    """Return a body without its transfer and content encodings, and whether it breaks off.

    transfer, packing: the headers Transfer-Encoding and Content-Encoding, or "". most: bytes after which unpacking stops; what
    is returned may have one more. Archives often keep a body unpacked beside headers that call it packed: it is then
    returned as it is. Raises BodyUnreadable.
    """
    broken = False
    if "chunked" in transfer.lower():
        body, broken = _join_chunks(body)
    for name in reversed([one.strip().lower() for one in packing.split(",")]):
        if name in PLAIN:
            continue
        unpack = UNPACKERS.get(name.removeprefix("x-"))
        if unpack is None:
            if _is_markup(body):
                continue
            raise BodyUnreadable(f"packed by {name[:20]}")
        body, short = unpack(body, most)
        broken = broken or short
    return body, broken


def _join_chunks(body: bytes) -> tuple[bytes, bool]:
    """Return the chunks of a body joined (RFC 9112, 7.1) and whether it breaks off; the body itself where it is not in chunks."""
    pieces: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\n", at, at + 200)
        digits = body[at:end].split(b";")[0].strip() if end >= 0 else b""
        try:
            size = int(digits, 16) if digits.isalnum() and len(digits) <= 16 else -1
        except ValueError:
            size = -1
        if size < 0:
            return (b"".join(pieces), True) if pieces else (body, False)
        if size == 0:
            return b"".join(pieces), False
        piece = body[end + 1 : end + 1 + size]
        pieces.append(piece)
        at = end + 1 + size
        if len(piece) < size:
            return b"".join(pieces), True
        if body[at : at + 2] == b"\r\n":
            at += 2
        elif body[at : at + 1] == b"\n":
            at += 1


def _gunzip(body: bytes, most: int) -> tuple[bytes, bool]:
    if not body.startswith(b"\x1f\x8b"):
        return body, False
    return _inflate(body, most, 31)


def _undeflate(body: bytes, most: int) -> tuple[bytes, bool]:
    """Unpack `deflate`, which some servers send with zlib's frame, as is right, and others without."""
    if _is_markup(body):
        return body, False
    try:
        return _inflate(body, most, 15)
    except BodyUnreadable:
        return _inflate(body, most, -15)


def _inflate(body: bytes, most: int, bits: int) -> tuple[bytes, bool]:
    decoder = zlib.decompressobj(bits)
    try:
        found = decoder.decompress(body, most + 1)
    except zlib.error as error:
        raise BodyUnreadable(f"broken ({str(error)[:60]})") from error
    return found, not decoder.eof and len(found) <= most


def _unbrotli(body: bytes, most: int) -> tuple[bytes, bool]:
    import brotli  # a part of fastwarc's installation; only archives need it

    decoder = brotli.Decompressor()
    try:
        found = decoder.process(body, output_buffer_limit=most + 1)
        while len(found) <= most and not decoder.can_accept_more_data():
            found += decoder.process(b"", output_buffer_limit=most + 1 - len(found))
    except brotli.error as error:
        if _is_markup(body):
            return body, False
        raise BodyUnreadable(f"broken ({str(error)[:60]})") from error
    return found[: most + 1], not decoder.is_finished() and len(found) <= most


def _is_markup(body: bytes) -> bool:
    """Tell a body that is plainly a page already."""
    return body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


UNPACKERS: dict[str, Callable[[bytes, int], tuple[bytes, bool]]] = {
    "gzip": _gunzip,
    "deflate": _undeflate,
    "br": _unbrotli,
}
