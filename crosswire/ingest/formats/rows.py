"""JSON Lines: one object a line, `{"id" or "doc_id", "text"}` and optionally title, date, publisher, url, lang, or what exports call these."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from crosswire.ingest import readers
from crosswire.ingest.columns import Text, is_shortened, row_fields, row_name, row_text
from crosswire.ingest.decoding import decode, read_text
from crosswire.ingest.readers import Member, Read, Reader, Source
from crosswire.ingest.streams import as_utf8, read_lines
from crosswire.model import Capture, Problem


def _members(stream: BinaryIO, name: str) -> Iterator[Member | Problem]:
    """Give one member a line; its content is the line's bytes, so that equal texts with unlike ids stay two."""
    for number, line in read_lines(as_utf8(stream), readers.MAX_BYTES):
        if line is None:
            yield Problem("C106", f":{number}", f"line {number} has more than {readers.MAX_BYTES:,} bytes; split it")
        elif content := line.strip():
            yield from _member(number, content)


def _member(number: int, content: bytes) -> Iterator[Member | Problem]:
    """Turn one line into a member, or say why not."""
    where = f":{number}"
    try:
        row = json.loads(content)
    except UnicodeDecodeError:
        words, problem = decode(content, where)
        content = (words or "").encode("utf-8", "replace")
        try:
            row = json.loads(content)
        except (ValueError, RecursionError):
            yield Problem("C105", where, f"line {number} is neither UTF-8 nor JSON; mend or remove the line")
            return
        if problem:
            yield problem
    except (ValueError, RecursionError) as error:
        yield Problem("C105", where, f"line {number} is not JSON ({str(error)[:120]}); mend or remove the line")
        return
    found = row_member(row, content, number)
    yield found or Problem("C105", where, f'line {number} has no "text"; each row needs "id" and "text"')


def row_member(row: Any, content: bytes, number: int) -> Member | None:
    """Return the member that a row is, None where it has no text. content: the row's own bytes. number: where it has no name."""
    if not isinstance(row, dict):
        return None
    text = row_text(row)
    if text is None:
        return None
    own = row_name(row)
    fields = row_fields(row)
    if is_teaser(text):
        fields += (("part", "teaser"),)
    return Member(own or f"#{number}", content, "application/json", fields, own_id=own is not None)


def is_teaser(text: Text) -> bool:
    """Tell a row that holds only words about its article, or the article's beginning."""
    return text.kind == "summary" or is_shortened(text.content)


def _read(capture: Capture) -> Read:
    text, problems = read_text(capture)
    if text is None:
        return [], problems
    found = row_text(json.loads(capture.content))
    return [Source(text, page=found is not None and found.kind == "html")], problems


READERS = (
    Reader("rows", "application/jsonl", (".jsonl", ".ndjson"), also=("application/x-ndjson",), members=_members),
    Reader("row", "application/json", read=_read),
)
