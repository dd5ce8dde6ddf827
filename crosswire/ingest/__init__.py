"""Capture -> document: bytes become a stored text that is never edited, with zones and a header."""

from crosswire.ingest.captures import find_captures
from crosswire.ingest.documents import read_capture

__all__ = ["find_captures", "read_capture"]
