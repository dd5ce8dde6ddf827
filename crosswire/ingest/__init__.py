"""Capture -> document: bytes become a stored text that is never edited, with zones and a header."""

from crosswire.ingest.captures import find_captures
from crosswire.ingest.documents import read_capture

VERSION = "1"
"""Part of the key under which a document is kept; raised whenever the same capture may come out differently."""

__all__ = ["VERSION", "find_captures", "read_capture"]
