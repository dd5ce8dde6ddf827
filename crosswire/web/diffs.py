"""Which words of one wording another does not have."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

_TOKENS = re.compile(r"\w+(?:['’]\w+)*|\s+|[^\w\s]+")

TOKEN_LIMIT = 600
"""Words beyond which a wording is not compared: the comparison's worst case grows with the product of both lengths."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a wording; differs: these words do not stand in the wording it was compared with."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class _Tokens:
    """A wording taken apart. words: the indices of those tokens that are words; keys: by which words are compared."""

    tokens: tuple[str, ...]
    words: tuple[int, ...]
    keys: tuple[str, ...]

    @classmethod
    def of(cls, wording: str) -> "_Tokens":
        """Take a wording apart."""
        tokens = tuple(_TOKENS.findall(wording))
        words = tuple([i for i, t in enumerate(tokens) if t[0].isalnum() or t[0] == "_"])
        return cls(tokens, words, tuple([tokens[i].casefold().replace("’", "'") for i in words]))


def _shared(left: _Tokens, right: _Tokens) -> tuple[set[int], set[int]]:
    """Return the positions, in both, of the words that stand in both in the same order."""
    a, b = left.words, right.words
    if len(a) > TOKEN_LIMIT or len(b) > TOKEN_LIMIT:
        return set(range(len(left.tokens))), set(range(len(right.tokens)))
    mine: set[int] = set()
    theirs: set[int] = set()
    for x, y, size in _blocks(left.keys, right.keys):
        mine.update(a[x : x + size])
        theirs.update(b[y : y + size])
    return mine, theirs


def _blocks(left: Sequence[str], right: Sequence[str]) -> Sequence[tuple[int, int, int]]:
    """Return the runs of words that both have, as (start, start, length)."""
    # most often one stands in the other as a whole: that run is what the matcher would find first, and nothing is left beside it
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    words = f" {' '.join(long)} "
    at = words.find(f" {' '.join(short)} ") if short else -1
    if at >= 0:
        before = words.count(" ", 0, at)
        return [(0, before, len(short)) if short is left else (before, 0, len(short))]
    return SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()


def _pieces(wording: _Tokens, shared: set[int]) -> tuple[Piece, ...]:
    tokens = wording.tokens
    differing = {i for i in wording.words if i not in shared}
    if not differing:
        return (Piece("".join(tokens), False),) if tokens else ()
    # Blanks and marks between two differing words belong to the difference, so that a run shows as one.
    for low, high in pairwise(wording.words):
        if low in differing and high in differing:
            differing.update(range(low, high))
    out: list[Piece] = []
    start = 0
    for at in range(1, len(tokens) + 1):
        if at == len(tokens) or (at in differing) != (start in differing):
            out.append(Piece("".join(tokens[start:at]), start in differing))
            start = at
    return tuple(out)


def compare_wordings(wordings: Sequence[str], copies: Collection[int] = ()) -> tuple[tuple[Piece, ...], ...]:
    """Return each wording in pieces; joined, they are the wording unchanged.

    The first, fullest wording is what the others are compared with: in them, words differ that it does not have at that
    place. In the first itself, words differ that none of the others has. copies: indices of wordings that are the first's
    own, reprinted, and so bear no witness for it. A single wording has no differing words.
    """
    if len(wordings) < 2:
        return tuple((Piece(w, False),) if w else () for w in wordings)
    tokens = [_Tokens.of(w) for w in wordings]
    shared_by_any: set[int] = set()
    rest = []
    for index, other in enumerate(tokens[1:], start=1):
        mine, theirs = _shared(tokens[0], other)
        shared_by_any |= mine if index not in copies else set()
        rest.append(_pieces(other, theirs))
    if all(index in copies for index in range(1, len(tokens))):
        shared_by_any = set(range(len(tokens[0].tokens)))
    return (_pieces(tokens[0], shared_by_any), *rest)
