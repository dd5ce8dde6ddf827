"""Records as JSON and back. One canonical form, so that equal records give equal bytes."""

import json
import zlib
from functools import cache
from typing import Any, TypeVar

import cattrs

R = TypeVar("R")


@cache
def _converter() -> cattrs.Converter:
    return cattrs.Converter()


def to_plain(record: Any) -> Any:
    """Return a record as dicts, lists and plain values."""
    return _converter().unstructure(record)


def from_plain(kind: type[R], plain: Any) -> R:
    """Return the record of a class that `to_plain` took apart."""
    return _converter().structure(plain, kind)


def to_json(plain: Any) -> str:
    """Return canonical JSON: sorted keys, no blanks, ASCII only (so that a lone surrogate survives a UTF-8 store)."""
    return json.dumps(plain, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def pack(plain: Any) -> bytes:
    """Return plain values as compressed JSON, for the cache."""
    return zlib.compress(to_json(plain).encode("ascii"), level=1)


def unpack(packed: bytes) -> Any:
    """Return what `pack` packed."""
    return json.loads(zlib.decompress(packed))
