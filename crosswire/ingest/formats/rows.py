"""JSON Lines: one object a line, `{"id" or "doc_id", "text"}` and optionally title, date, publisher, url, lang."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from crosswire.ingest import readers
from crosswire.ingest.decoding import read_text
from crosswire.ingest.readers import Member, Read, Reader, Source
from crosswire.model import Capture, Problem

FIELDS = ("title", "date", "publisher", "url", "lang", "by")
"""Keys of a row that become header values."""

MARK = b"\xef\xbb\xbf"


def _members(stream: BinaryIO, name: str) -> Iterator[Member | Problem]:
    """Give one member a line; its content is the line's bytes, so that equal texts with unlike ids stay two."""
    number = 0
    while line := stream.readline(readers.MAX_BYTES + 1):
        number += 1
        if len(line) > readers.MAX_BYTES:
            yield Problem("C106", f":{number}", f"line {number} has more than {readers.MAX_BYTES:,} bytes; split it")
            while line and not line.endswith(b"\n"):
                line = stream.readline(readers.MAX_BYTES)
        elif line.strip() not in (b"", MARK):
            yield _member(number, line)


def _member(number: int, line: bytes) -> Member | Problem:
    """Turn one line into a member, or say why not."""
    content = line.removeprefix(MARK).strip()
    try:
        row = json.loads(content)
    except (ValueError, RecursionError) as error:
        return Problem("C105", f":{number}", f"line {number} is not JSON ({str(error)[:120]}); mend or remove the line")
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return Problem("C105", f":{number}", f'line {number} has no "text"; each row needs "id" and "text"')
    own = row_name(row)
    return Member(own or f"#{number}", content, "application/json", row_fields(row), own_id=own is not None)


def row_name(row: Mapping[str, Any]) -> str | None:
    """Return a row's own name, or None where it has none."""
    own = row.get("id") if row.get("id") not in (None, "") else row.get("doc_id")
    known = isinstance(own, str | int) and not isinstance(own, bool) and str(own).strip() != ""
    return str(own) if known else None


def row_fields(row: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return a row's header values, sorted by name."""
    return tuple(
        (key, str(row[key]))
        for key in sorted(FIELDS)
        if isinstance(row.get(key), str | int | float) and not isinstance(row[key], bool) and str(row[key]).strip()
    )


def _read(capture: Capture) -> Read:
    text, problems = read_text(capture)
    return ([] if text is None else [Source(text)]), problems


READERS = (
    Reader("rows", "application/jsonl", (".jsonl", ".ndjson"), also=("application/x-ndjson",), members=_members),
    Reader("row", "application/json", read=_read),
)
