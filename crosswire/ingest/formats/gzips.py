"""One file packed by gzip, bzip2 or xz (`page.html.gz`): unpacked as a stream, under the packed file's own name."""

import bz2
import gzip
import lzma
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO, cast

from crosswire.ingest.readers import Member, Reader
from crosswire.ingest.streams import CHUNK, pulled
from crosswire.model import Problem

XZ_MEMORY = 128 * 1024 * 1024
"""Bytes that unpacking an xz file may take; `xz -9` asks for 65 MiB. A header may ask for 4 GiB."""


def _members(unpack: Callable[[BinaryIO], BinaryIO], stream: BinaryIO, name: str) -> Iterator[Member | Problem]:
    """Give the one member."""
    looks = name.rsplit(".", 1)[0] if "." in name.rsplit("/", 1)[-1][1:] else name
    if name.lower().endswith((".tgz", ".tbz2", ".txz")):
        looks += ".tar"
    yield Member(name, own_id=True, stream=unpack(stream), looks=looks)


def _gunzip(stream: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, gzip.GzipFile(fileobj=stream, mode="rb"))


def _bunzip(stream: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, bz2.BZ2File(stream))


def _unxz(stream: BinaryIO) -> BinaryIO:
    """Return an xz stream unpacked; `lzma.LZMAFile` cannot bound its memory."""
    decoder = lzma.LZMADecompressor(memlimit=XZ_MEMORY)

    def pull(size: int) -> bytes:
        nonlocal decoder
        while True:
            if decoder.eof:  # further streams may follow, or zeros that fill up a block
                rest = decoder.unused_data.lstrip(b"\0") or stream.read(CHUNK).lstrip(b"\0")
                if not rest:
                    return b""
                decoder = lzma.LZMADecompressor(memlimit=XZ_MEMORY)
            else:
                rest = stream.read(CHUNK) if decoder.needs_input else b""
                if not rest and decoder.needs_input:
                    raise EOFError("it ends before its end mark")
            if piece := decoder.decompress(rest, size):
                return piece

    return pulled(pull)


def _begins(mark: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(mark)


READERS = (
    Reader(
        "gzip",
        "application/gzip",
        (".gz", ".tgz"),
        _begins(b"\x1f\x8b\x08"),
        also=("application/x-gzip",),
        members=partial(_members, _gunzip),
        single=True,
    ),
    Reader(
        "bzip2",
        "application/x-bzip2",
        (".bz2", ".tbz2"),
        _begins(b"BZh"),
        members=partial(_members, _bunzip),
        single=True,
    ),
    Reader(
        "xz",
        "application/x-xz",
        (".xz", ".txz"),
        _begins(b"\xfd7zXZ\0"),
        members=partial(_members, _unxz),
        single=True,
    ),
)
