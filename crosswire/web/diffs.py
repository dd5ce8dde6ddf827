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


def _tokens(text: str) -> list[str]:
    return _TOKENS.findall(text)


def _key(token: str) -> str:
    return token.casefold().replace("’", "'")


def _words(tokens: Sequence[str]) -> list[int]:
    return [i for i, t in enumerate(tokens) if t[0].isalnum() or t[0] == "_"]


def _shared(left: Sequence[str], right: Sequence[str]) -> tuple[set[int], set[int]]:
    """Return the positions, in both, of the words that stand in both in the same order."""
    a, b = _words(left), _words(right)
    if len(a) > TOKEN_LIMIT or len(b) > TOKEN_LIMIT:
        return set(range(len(left))), set(range(len(right)))
    matcher = SequenceMatcher(None, [_key(left[i]) for i in a], [_key(right[i]) for i in b], autojunk=False)
    mine: set[int] = set()
    theirs: set[int] = set()
    for x, y, size in matcher.get_matching_blocks():
        mine.update(a[x : x + size])
        theirs.update(b[y : y + size])
    return mine, theirs


def _pieces(tokens: Sequence[str], shared: set[int]) -> tuple[Piece, ...]:
    words = _words(tokens)
    differing = {i for i in words if i not in shared}
    # Blanks and marks between two differing words belong to the difference, so that a run shows as one.
    for low, high in pairwise(words):
        if low in differing and high in differing:
            differing.update(range(low, high))
    out: list[Piece] = []
    for i, token in enumerate(tokens):
        differs = i in differing
        if out and out[-1].differs == differs:
            out[-1] = Piece(out[-1].text + token, differs)
        else:
            out.append(Piece(token, differs))
    return tuple(out)


def compare_wordings(wordings: Sequence[str], copies: Collection[int] = ()) -> tuple[tuple[Piece, ...], ...]:
    """Return each wording in pieces; joined, they are the wording unchanged.

    The first, fullest wording is what the others are compared with: in them, words differ that it does not have at that
    place. In the first itself, words differ that none of the others has. copies: indices of wordings that are the first's
    own, reprinted, and so bear no witness for it. A single wording has no differing words.
    """
    tokens = [_tokens(w) for w in wordings]
    if len(tokens) < 2:
        return tuple((Piece(w, False),) if w else () for w in wordings)
    shared_by_any: set[int] = set()
    rest = []
    for index, other in enumerate(tokens[1:], start=1):
        mine, theirs = _shared(tokens[0], other)
        shared_by_any |= mine if index not in copies else set()
        rest.append(_pieces(other, theirs))
    if all(index in copies for index in range(1, len(tokens))):
        shared_by_any = set(range(len(tokens[0])))
    return (_pieces(tokens[0], shared_by_any), *rest)
