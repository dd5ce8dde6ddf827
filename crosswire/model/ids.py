"""Content-addressed ids: the same content gives the same id on every machine and in every build."""

import hashlib
import json
from typing import Any

DIGITS = 16
"""Hexadecimal digits kept of a SHA-256: 64 bits, so that ten million records share none in practice."""


def sha256(content: bytes | str) -> str:
    """Return the SHA-256 of bytes, or of a text's UTF-8 bytes, in hexadecimal (surrogates that a broken file left are
    kept).
    """
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return hashlib.sha256(raw).hexdigest()


def make_id(prefix: str, *parts: Any) -> str:
    """Return `prefix-` and the hash of the parts, written as canonical JSON (so `parts` may nest lists, strings and
    numbers).
    """
    canonical = json.dumps(parts, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return f"{prefix}-{sha256(canonical)[:DIGITS]}"
