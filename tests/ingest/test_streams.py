"""Streams: counted, peeked into, made seekable and UTF-8, read by line."""

import io
from typing import BinaryIO, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.ingest.streams import TooMuch, as_utf8, count_bytes, make_seekable, peek, pulled, read_lines, read_up_to


def drip(content: bytes, size: int = 3) -> BinaryIO:
    """Return a stream that gives a few bytes at a time and cannot be sought in."""
    left = io.BytesIO(content)
    return pulled(lambda _: left.read(size))


@settings(deadline=None)
@given(st.binary(max_size=300), st.integers(1, 50), st.integers(0, 60))
def test_peek_takes_nothing_away(content: bytes, size: int, head: int) -> None:
    """The stream begins with what was seen, whatever pieces it comes in."""
    seen, stream = peek(drip(content, size), head)
    assert (seen, stream.read()) == (content[:head], content)
    seen, stream = peek(cast(BinaryIO, io.BytesIO(content)), head)
    assert (seen, stream.read()) == (content[:head], content)


@settings(deadline=None)
@given(st.binary(max_size=300), st.integers(0, 400))
def test_read_up_to(content: bytes, size: int) -> None:
    """As many as asked for, fewer only at the end."""
    assert read_up_to(drip(content), size) == content[:size]


def test_counting_stops_a_stream() -> None:
    """What is counted may be refused."""
    left = 100

    def count(size: int) -> None:
        nonlocal left
        left -= size
        if left < 0:
            raise TooMuch

    stream = count_bytes(cast(BinaryIO, io.BytesIO(b"x" * 10_000_000)), count)
    with pytest.raises(TooMuch):
        stream.read()


def test_make_seekable() -> None:
    """A stream that can be sought in is itself; another is copied."""
    own = io.BytesIO(b"x")
    assert make_seekable(cast(BinaryIO, own)) is own
    copy = make_seekable(drip(b"talks"))
    assert copy.seekable() and copy.read() == b"talks"


@settings(deadline=None)
@given(
    st.text(max_size=60), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-be"]), st.integers(1, 9)
)
def test_as_utf8(text: str, encoding: str, size: int) -> None:
    """Marked encodings become UTF-8, wherever the pieces end; a file without a mark is left as it is."""
    content = text.encode(encoding, "replace")
    given_utf8 = content if encoding == "utf-16-be" else text.encode("utf-8", "replace")
    if encoding in ("utf-8", "utf-16-be") and content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return
    assert as_utf8(drip(content, size)).read() == given_utf8


@settings(deadline=None)
@given(st.lists(st.binary(max_size=12).map(lambda b: b.replace(b"\n", b"")), max_size=8), st.integers(2, 9))
def test_read_lines(lines: list[bytes], longest: int) -> None:
    """Every line with its number; one that is too long is None, and the next comes all the same."""
    content = b"".join(line + b"\n" for line in lines)
    expected = [(n, line + b"\n" if len(line) < longest else None) for n, line in enumerate(lines, start=1)]
    assert list(read_lines(cast(BinaryIO, io.BytesIO(content)), longest)) == expected
