"""Tables with a row of names on top (CSV, TSV, semicolons): one capture a row, whichever names its columns have.

Read by line, so that a broken row costs itself: a quotation mark that is never closed would otherwise swallow all rows after it.
Quoted line breaks are kept; bytes that are not UTF-8 are read line by line in the likeliest other encoding, since mixed tables exist.
"""

import csv
import json
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from crosswire.ingest import readers
from crosswire.ingest.columns import field_of
from crosswire.ingest.decoding import guess_encoding
from crosswire.ingest.formats.rows import row_member
from crosswire.ingest.readers import Member, Reader
from crosswire.ingest.streams import as_utf8, peek, read_lines
from crosswire.model import Problem

DELIMITERS = ",;\t|"

MAX_ROW = 4 * 1024 * 1024
"""Characters of one row. A row that is longer is taken for a quotation mark without its partner."""

MAX_LINES = 20_000
"""Lines of one row."""

MAX_RETRIES = 50
"""Rows left open that are given up one by one; each costs reading on to MAX_ROW."""

LONGEST_HEAD = 200_000
"""Characters of the row of names."""

SAMPLE = 256 * 1024


def _members(stream: BinaryIO, name: str) -> Iterator[Member | Problem]:
    """Give one member a row; its content is the row as JSON, with the columns as the table names them."""
    sample, stream = peek(as_utf8(stream), SAMPLE)
    lines = _Lines(stream, guess_encoding(sample))
    table = _Table(lines)
    yield from table.rows()
    if lines.mended:
        yield Problem(
            "C104", "", f"{lines.mended} lines are not UTF-8, and were read as {lines.encoding}; save it as UTF-8"
        )


class _Lines:
    """The lines of a table as text, with their numbers; some can be put back."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self.encoding = encoding
        self.mended = 0
        self._raw = read_lines(stream, readers.MAX_BYTES)
        self._back: list[tuple[int, str | None]] = []

    def take(self) -> tuple[int, str | None] | None:
        """Return the next line and its number, None as line where it is too long, and None at the end."""
        if self._back:
            return self._back.pop()
        for number, raw in self._raw:
            return number, None if raw is None else self._decode(raw)
        return None

    def put_back(self, lines: Sequence[tuple[int, str | None]]) -> None:
        """Let lines be taken once more, in their order."""
        self._back += reversed(lines)

    def _decode(self, raw: bytes) -> str:
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            self.mended += 1
            return raw.decode(self.encoding, "replace")


class _Table:
    """Turns lines into rows."""

    def __init__(self, lines: _Lines) -> None:
        self._lines = lines
        self._delimiter = ","
        self._names: list[str] = []
        self._retries = 0

    def rows(self) -> Iterator[Member | Problem]:
        """Yield the members, and what is wrong, in the order of rows."""
        count = 0
        while (start := self._lines.take()) is not None:
            number, line = start
            if line is None:
                yield Problem(
                    "C106", f":{number}", f"line {number} has more than {readers.MAX_BYTES:,} bytes; split it"
                )
                continue
            if not line.strip("\r\n \0"):
                continue
            if not self._names and self._is_preamble(line):
                continue
            if not self._names and len(line) > LONGEST_HEAD:
                yield Problem("C105", "", "its first row is no row of names; name its columns there, the text's `text`")
                return
            if not self._names:
                self._delimiter = find_delimiter(line)
            cells = self._record(number, line)
            if isinstance(cells, Problem):
                yield cells
                if self._retries > MAX_RETRIES:
                    yield Problem("C110", "", f"more than {MAX_RETRIES} rows are left open; reading stopped")
                    return
            elif not self._names:
                self._names = [cell.strip("\ufeff \t") for cell in cells]
                if not {"text", "html", "summary"} & {field_of(name) for name in self._names}:
                    seen = ", ".join(self._names[:12])[:200]
                    yield Problem("C105", "", f"no column of its first row is a text ({seen}); name one of them `text`")
                    return
            else:
                count += 1
                yield self._member(cells, number, count)

    def _is_preamble(self, line: str) -> bool:
        """Tell Excel's first line that names the delimiter, and comments before the row of names."""
        bare = line.strip().lower()
        return bare.startswith("#") or (bare.startswith("sep=") and len(bare) <= 5)

    def _record(self, number: int, line: str) -> list[str] | Problem:
        """Return the cells of the row that begins with a line, taking further lines while a quotation is open."""
        further: list[tuple[int, str | None]] = []
        pieces = [line]
        size = len(line)
        inside = is_open(line, self._delimiter, False)
        while inside and size <= MAX_ROW and len(further) < MAX_LINES:
            following = self._lines.take()
            if following is None:
                break
            further.append(following)
            if following[1] is None:
                break
            pieces.append(following[1])
            size += len(following[1])
            inside = is_open(following[1], self._delimiter, True)
        cells = None if inside else self._cells(pieces)
        if cells is not None:
            return cells
        self._lines.put_back(further)
        self._retries += inside
        what = "opens a quotation mark that is not closed" if inside else "cannot be read as a table's row"
        return Problem("C105", f":{number}", f"the row of line {number} {what}; mend it")

    def _cells(self, pieces: list[str]) -> list[str] | None:
        csv.field_size_limit(readers.MAX_BYTES)
        try:
            rows = list(csv.reader(pieces, delimiter=self._delimiter))
        except csv.Error:
            return None
        rows = [row for row in rows if row]
        return rows[0] if len(rows) == 1 else None

    def _member(self, cells: list[str], number: int, count: int) -> Member | Problem:
        """Turn a row's cells into a member, or say why not."""
        if len(cells) > len(self._names) and any(cell.strip() for cell in cells[len(self._names) :]):
            said = f"the row of line {number} has {len(cells)} cells, its head {len(self._names)}; mend it"
            return Problem("C105", f":{number}", said)
        row = {name: cell for name, cell in zip(self._names, cells, strict=False) if name and cell}
        member = row_member(row, json.dumps(row, ensure_ascii=False).encode("utf-8", "replace"), count)
        return member or Problem("C105", f":{number}", f"the row of line {number} holds no text; remove it")


def is_open(line: str, delimiter: str, inside: bool) -> bool:
    """Tell whether a quoted cell is open at a line's end. inside: whether one was at its beginning (RFC 4180, as `csv` reads it)."""
    at, carried = 0, inside
    while True:
        if not inside and line.startswith('"', at):
            inside, at = True, at + 1
        if inside:
            at = line.find('"', at)
            if at < 0:
                return True
            if line.startswith('""', at):
                at += 2
                continue
            if carried and line[at + 1 : at + 2] not in ("", "\r", "\n", delimiter):
                at += 1  # it belongs to a later cell, or is not doubled; the quotation goes on
                continue
            inside = carried = False
        at = line.find(delimiter, at) + 1
        if at == 0:
            return False


def find_delimiter(line: str) -> str:
    """Return the delimiter under which most names of a table's first row are known; of equals, that which cuts most."""

    def known(delimiter: str) -> tuple[int, int]:
        try:
            cells = next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error:
            return 0, 0
        return sum(field_of(cell) is not None for cell in cells), len(cells)

    return max(DELIMITERS, key=known)


READERS = (
    Reader(
        "table",
        "text/csv",
        (".csv", ".tsv", ".tab"),
        also=("text/tab-separated-values", "application/csv"),
        members=_members,
    ),
)
