"""Bodies of HTTP responses, chunked and packed, rightly and wrongly."""

import contextlib
import gzip
import zlib

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.ingest.http_bodies import BodyUnreadable, unpack_body

BODY = b"<p>Talks went on.</p>" * 40


def chunk(body: bytes, size: int) -> bytes:
    """Return a body in chunks."""
    pieces = (body[n : n + size] for n in range(0, len(body), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@settings(deadline=None)
@given(st.binary(max_size=400), st.integers(1, 100))
def test_chunks_are_joined(body: bytes, size: int) -> None:
    """Whatever the body and the size of its chunks."""
    assert unpack_body(chunk(body, size), "chunked", "", 1000) == (body, False)


def test_chunks_that_break_off_and_bodies_that_are_none() -> None:
    """A cut one is marked; a body without chunks, though its header says so, is left as it is."""
    assert unpack_body(chunk(BODY, 100)[:259], "chunked", "", 9999) == (BODY[:243], True)
    assert unpack_body(BODY, "chunked", "", 9999) == (BODY, False)
    assert unpack_body(b"5;name=x\r\nTalks\r\n0\r\n\r\n", "Chunked", "", 99) == (b"Talks", False)


@pytest.mark.parametrize(
    ("packing", "body"),
    [
        ("gzip", gzip.compress(BODY, mtime=0)),
        ("x-gzip", gzip.compress(BODY, mtime=0)),
        ("deflate", zlib.compress(BODY)),
        ("br", brotli.compress(BODY)),
        ("gzip, identity", gzip.compress(BODY, mtime=0)),
        ("gzip", BODY),
        ("br", BODY),
        ("deflate", BODY),
        ("zstd", BODY),
        ("utf-8", BODY),
    ],
    ids=range(10),  # packed bytes hold the time: names made of them would differ from process to process
)
def test_packings_and_those_that_are_none(packing: str, body: bytes) -> None:
    """Each is unpacked; a page that is not packed at all, whatever the header says, is left as it is."""
    assert unpack_body(body, "", packing, 9999) == (BODY, False)
    assert unpack_body(chunk(body, 30), "chunked", packing, 9999) == (BODY, False)


@pytest.mark.parametrize("packing", ["gzip", "deflate", "br"])
def test_bombs_are_bounded(packing: str) -> None:
    """No more is unpacked than is asked for, and one byte to tell."""
    huge = b"a" * 5_000_000
    body = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}[packing](huge)
    assert len(unpack_body(body, "", packing, 1000)[0]) == 1001


def test_what_cannot_be_unpacked() -> None:
    """Another packing, or one that is broken from its start, is an error; one that breaks off is marked."""
    for packing, body in (
        ("zstd", b"\x28\xb5"),
        ("gzip", b"\x1f\x8bxx"),
        ("br", b"\xff\xff\xff"),
        ("deflate", b"\xff\xff\xff"),
    ):
        with pytest.raises(BodyUnreadable):
            unpack_body(body, "", packing, 99)
    assert unpack_body(gzip.compress(BODY, mtime=0)[:-9], "", "gzip", 9999)[1]


@settings(deadline=None)
@given(
    st.binary(max_size=60), st.sampled_from(["gzip", "deflate", "br", "gzip, br", ""]), st.sampled_from(["", "chunked"])
)
def test_any_bytes(body: bytes, packing: str, transfer: str) -> None:
    """Nothing else than BodyUnreadable is raised."""
    with contextlib.suppress(BodyUnreadable):
        assert len(unpack_body(body, transfer, packing, 500)[0]) <= 501
