"""Streams that containers are read from: counted, made seekable, made UTF-8, read by bounded lines. Memory stays flat."""

import codecs
import io
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO, cast

CHUNK = 64 * 1024

IN_MEMORY = 8 * 1024 * 1024
"""Bytes of a packed container that are kept in memory before a temporary file takes them."""

WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class TooMuch(Exception):
    """A file unpacks to more than is read."""


class Pulled(io.RawIOBase):
    """A stream of whatever a function gives. pull: returns up to so many bytes, none at the end."""

    def __init__(self, pull: Callable[[int], bytes]) -> None:
        super().__init__()
        self._pull = pull
        self._left = b""

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as there are bytes."""
        view = memoryview(buffer).cast("B")
        filled = 0
        while filled < len(view):
            piece = self._left or self._pull(len(view) - filled)
            if not piece:
                break
            fits = piece[: len(view) - filled]
            view[filled : filled + len(fits)] = fits
            self._left = piece[len(fits) :]
            filled += len(fits)
        return filled


def count_bytes(stream: BinaryIO, count: Callable[[int], None]) -> BinaryIO:
    """Return a stream of the same bytes that calls `count` with each number of bytes read; it may raise TooMuch."""

    def pull(size: int) -> bytes:
        piece = stream.read(size)
        count(len(piece))
        return piece

    return pulled(pull)


def pulled(pull: Callable[[int], bytes]) -> BinaryIO:
    """Return a buffered stream of what a function gives."""
    return cast(BinaryIO, io.BufferedReader(Pulled(pull), CHUNK))


def make_seekable(stream: BinaryIO) -> BinaryIO:
    """Return the stream where it can be sought in, else a copy (in memory while small, then in a temporary file)."""
    if stream.seekable():
        return stream
    copy = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed when its last reader is gone
    shutil.copyfileobj(stream, copy, CHUNK)
    copy.seek(0)
    return cast(BinaryIO, copy)


def peek(stream: BinaryIO, size: int) -> tuple[bytes, BinaryIO]:
    """Return the first bytes of a stream at its start, and a stream that still begins with them."""
    head = read_up_to(stream, size)
    if stream.seekable():
        stream.seek(0)
        return head, stream
    left = [head]

    def pull(count: int) -> bytes:
        return left.pop() if left and left[0] else stream.read(count)

    return head, pulled(pull)


def read_up_to(stream: BinaryIO, size: int) -> bytes:
    """Return `size` bytes, fewer only at the end of the stream, whatever pieces it comes in."""
    pieces = []
    while size > 0 and (piece := stream.read(min(size, 1 << 20))):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def as_utf8(stream: BinaryIO) -> BinaryIO:
    """Return a stream of UTF-8 where the given one begins with the mark of UTF-16 or UTF-32, without any mark; else the same bytes."""
    head, stream = peek(stream, 4)
    for mark, encoding in WIDE:
        if head.startswith(mark):
            return pulled(partial(_recode, stream, codecs.getincrementaldecoder(encoding)("replace")))
    if head.startswith(codecs.BOM_UTF8):
        stream.read(3)
    return stream


def _recode(stream: BinaryIO, decoder: codecs.IncrementalDecoder, _: int) -> bytes:
    """Return the next piece as UTF-8."""
    while piece := stream.read(CHUNK):
        if text := decoder.decode(piece):
            return text.encode("utf-8", "replace")
    return decoder.decode(b"", final=True).encode("utf-8", "replace")


def read_lines(stream: BinaryIO, longest: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield (number from 1, line with its end) of each line; None in place of a line longer than `longest` bytes, which is passed over."""
    number = 0
    while line := stream.readline(longest + 1):
        number += 1
        if len(line) <= longest:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(longest)
        yield number, None
