"""Capture -> document: bytes become a stored text that is never edited, with zones and a header."""

from crosswire.ingest.captures import find_captures
from crosswire.ingest.documents import read_capture
from crosswire.ingest.readers import Member, Reader, Source, all_endings
from crosswire.ingest.repeats import find_repeated_lines, line_marks, relabel

__all__ = [
    "Member",
    "Reader",
    "Source",
    "all_endings",
    "find_captures",
    "find_repeated_lines",
    "line_marks",
    "read_capture",
    "relabel",
]
