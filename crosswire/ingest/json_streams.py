"""JSON as a stream: the members of the lists in a file, one after another, with memory for one of them."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from crosswire.ingest.streams import CHUNK, read_up_to

BLANK = re.compile(r"[ \t\r\n]*")
DECODER = json.JSONDecoder()


class BrokenJson(ValueError):
    """A file is not JSON from some place on."""


class JsonStream:
    """Reads a JSON text from a stream of UTF-8 bytes. most: bytes that one value may have."""

    def __init__(self, stream: BinaryIO, most: int) -> None:
        self._stream, self._most = stream, most
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._text, self._at, self._ended = "", 0, False
        self.passed = 0
        """Code points before the piece that is held."""

    def _more(self) -> bool:
        """Take in more, as much again as is held. Returns whether there was more. Raises BrokenJson for a value without end."""
        held = len(self._text) - self._at
        if self._ended:
            return False
        if held > self._most:
            raise BrokenJson(f"a value of more than {self._most:,} bytes after character {self.passed + self._at:,}")
        piece = read_up_to(self._stream, min(max(CHUNK, held), 1 << 22))
        self._ended = not piece
        self.passed += self._at
        self._text = self._text[self._at :] + self._decode(piece, final=self._ended)
        self._at = 0
        return True

    def peek(self) -> str:
        """Return the next character that is not blank, "" at the end."""
        while True:
            match = BLANK.match(self._text, self._at)
            assert match is not None
            self._at = match.end()
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def take(self, wanted: str) -> None:
        """Pass over one character. Raises BrokenJson where it is another."""
        found = self.peek()
        if found != wanted:
            raise BrokenJson(f"{wanted!r} is missing at character {self.passed + self._at:,}")
        self._at += 1

    def value(self) -> Any:
        """Return the next value, whole. Raises BrokenJson."""
        self.peek()
        while True:
            try:
                found, end = DECODER.raw_decode(self._text, self._at)
            except (ValueError, RecursionError) as error:
                if isinstance(error, RecursionError) or not self._more():
                    raise BrokenJson(f"{str(error)[:80]} at character {self.passed + self._at:,}") from error
                continue
            # a number may go on in the next piece: 1 of 1.5e7
            rest = self._text[end:]
            if isinstance(found, int | float) and len(rest) < 4 and not rest.strip("+-.0123456789eE") and self._more():
                continue
            self._at = end
            return found

    def key(self) -> str:
        """Return the next key of an object, past its colon. Raises BrokenJson."""
        found = self.value() if self.peek() == '"' else None
        if not isinstance(found, str):
            raise BrokenJson(f"a key is missing at character {self.passed + self._at:,}")
        self.take(":")
        return found

    def more_in(self, close: str) -> bool:
        """Pass over a comma, or the end of a list or an object; tell whether more follows. Raises BrokenJson."""
        found = self.peek()
        if found not in (",", close) or not found:
            raise BrokenJson(f"',' or {close!r} is missing at character {self.passed + self._at:,}")
        self._at += 1
        if found == "," and self.peek() == close:  # a comma after the last one, as people write it
            self._at += 1
            return False
        return found == ","


def walk_lists(source: JsonStream, deepest: int = 3) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield (path of keys, value): each member of the lists that stand at the top or in objects there, and each other value.

    A list's members carry its path and `[]`; objects down to `deepest` are walked into, deeper values come whole. Raises BrokenJson.
    """
    yield from _walk(source, (), deepest)


def _walk(source: JsonStream, path: tuple[str, ...], deepest: int) -> Iterator[tuple[tuple[str, ...], Any]]:
    first = source.peek()
    if first == "[":
        source.take("[")
        inside = (*path, "[]")
        going = source.peek() != "]"
        if not going:
            source.take("]")
        while going:
            yield inside, source.value()
            going = source.more_in("]")
    elif first == "{" and len(path) < deepest:
        source.take("{")
        going = source.peek() != "}"
        if not going:
            source.take("}")
        while going:
            key = source.key()
            yield from _walk(source, (*path, key), deepest)
            going = source.more_in("}")
    else:
        yield path, source.value()
