"""Files of containers, made for tests, and what is found in them."""

import sys
from collections.abc import Mapping
from pathlib import Path

from crosswire.ingest import find_captures
from crosswire.model import Capture, Problem

sys.path.append(str(Path(__file__).resolve().parents[3] / "bench"))
from reader_seeds import (
    ATOM,
    MAIL,
    MHTML,
    PAGE,
    ROW,
    RSS,
    TEXT,
    make_arc,
    make_record,
    make_response,
    make_tar,
    make_warc,
    make_zip,
)

__all__ = [
    "ATOM",
    "MAIL",
    "MHTML",
    "PAGE",
    "ROW",
    "RSS",
    "TEXT",
    "captures",
    "codes",
    "find",
    "known",
    "make_arc",
    "make_record",
    "make_response",
    "make_tar",
    "make_warc",
    "make_zip",
    "names",
    "overwrite",
]


def find(folder: Path, name: str, content: bytes | str) -> list[Capture | Problem]:
    """Write one file and return what is found in it; the same twice."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    found = list(find_captures([path]))
    assert found == list(find_captures([path]))
    return found


def captures(found: list[Capture | Problem]) -> list[Capture]:
    """Return the captures."""
    return [one for one in found if isinstance(one, Capture)]


def names(found: list[Capture | Problem]) -> list[str]:
    """Return the names of captures, in order."""
    return [one.name for one in captures(found)]


def codes(found: list[Capture | Problem]) -> list[str]:
    """Return the codes of problems, in order."""
    return [one.code for one in found if isinstance(one, Problem)]


def known(capture: Capture) -> Mapping[str, str]:
    """Return what its container knows of a capture."""
    return dict(capture.fields)


def overwrite(content: bytes, changes: list[tuple[int, bytes]]) -> bytes:
    """Return bytes with pieces written over them: a file that was damaged."""
    damaged = bytearray(content)
    for at, piece in changes:
        damaged[at : at + len(piece)] = piece
    return bytes(damaged)
