"""Words as numbers, many at a time: where they stand in a text and a 64-bit number for each, without a string for any of them.

A word is what `words.WORD` says. Its number is a polynomial in its letters modulo 2^64 (Karp and Rabin 1987, "Efficient randomized
pattern-matching algorithms"), read off sums over the whole text, the same on every machine and in every run.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import numpy as np

from crosswire.link.words import told_text, zone_spans
from crosswire.model import Document

BLOCK = 60_000
"""Characters that are read at once: numpy's cost of a call is shared out, and the arrays stay in the processor's cache."""
BASE = 0x9E3779B97F4A7C15
"""Odd and without pattern: the golden ratio in 64 bits."""
HELD = "'’.-"
"""Marks that hold a word together where a letter or digit stands on both sides."""
_HELD = 1 << 24
"""Added to the code of such a mark, above all code points."""
LETTERS = 0x32400
"""Code points from here on are no letters (Unicode 17)."""


class Words(NamedTuple):
    """Words of a text, in its order, as columns: their numbers, starts and ends (code points)."""

    numbers: np.ndarray
    starts: np.ndarray
    ends: np.ndarray


@cache
def _letters() -> np.ndarray:
    """Return by code point the code of its lower-case letter or of the digit, `_HELD` and more for a mark that may hold a word together, else 0."""
    codes = np.zeros(LETTERS + 1, np.uint32)
    characters = "".join(map(chr, range(LETTERS)))
    for run in re.finditer(r"[^\W_]+", characters):
        codes[run.start() : run.end()] = np.arange(run.start(), run.end())
    # one character for each: "i̇" would be two, and which small sigma stands depends on what stands around it
    lower = characters.replace("İ", "i").lower().replace("ς", "σ").encode("utf-32-le", "surrogatepass")
    codes[:LETTERS] = np.where(codes[:LETTERS], np.frombuffer(lower, np.uint32), 0)
    for mark in HELD:
        codes[ord(mark)] = _HELD + ord(mark)
    return codes


class _Powers:
    """Powers of `BASE` and of its inverse, as many as have been asked for."""

    def __init__(self) -> None:
        self.up = self.down = np.ones(1, np.uint64)

    def reach(self, count: int) -> None:
        if len(self.up) < count:
            size = max(count, BLOCK)
            self.up = _powers(BASE, size)
            self.down = _powers(pow(BASE, -1, 1 << 64), size)


def _powers(base: int, count: int) -> np.ndarray:
    steps = np.full(count, base, np.uint64)
    steps[0] = 1
    return np.multiply.accumulate(steps)


_POWERS = _Powers()


def _code_points(text: str) -> np.ndarray:
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), np.uint8)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def find_words(text: str) -> Words:
    """Return the words of a text."""
    codes = _letters().take(_code_points(text), mode="clip")
    solid = (codes > 0) & (codes < _HELD)
    inside = np.zeros(len(codes) + 2, bool)  # one more on both sides, so that every word has an edge
    inside[1:-1] = solid
    inside[2:-2] |= (codes[1:-1] >= _HELD) & solid[:-2] & solid[2:]
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    _POWERS.reach(len(codes))
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum((codes * inside[1:-1]) * _POWERS.up[: len(codes)], out=sums[1:])
    numbers = (sums[ends] - sums[starts]) * _POWERS.down[starts]
    numbers ^= numbers >> np.uint64(29)
    return Words(numbers, starts, ends)


def read_words(document: Document, labels: tuple[str, ...]) -> Words:
    """Return the words of some zones of a document, with their places in it."""
    spans = list(zone_spans(document, labels))
    words = find_words(told_text(document, labels))
    if not spans:
        return words
    lengths = np.array([end - start + 1 for start, end in spans])
    joined = np.cumsum(lengths) - lengths
    part = np.searchsorted(joined, words.starts, side="right") - 1
    moved = np.array([start for start, _ in spans])[part] - joined[part]
    return Words(words.numbers, words.starts + moved, words.ends + moved)


class Block(NamedTuple):
    """Several texts read at once, a line break after each. owners: number in the block of the text that holds each word. size: their number."""

    text: str
    words: Words
    owners: np.ndarray
    size: int


def read_blocks(texts: Iterable[str]) -> Iterator[Block]:
    """Yield the words of texts, in their order, as many texts at a time as make `BLOCK` characters."""
    waiting: list[str] = []
    size = 0
    for text in texts:
        waiting.append(text)
        size += len(text)
        if size >= BLOCK:
            yield _read_block(waiting)
            waiting, size = [], 0
    if waiting:
        yield _read_block(waiting)


def _read_block(texts: list[str]) -> Block:
    text = "".join(f"{part}\n" for part in texts)
    words = find_words(text)
    ends = np.cumsum([len(part) + 1 for part in texts])
    return Block(text, words, np.searchsorted(ends, words.starts, side="right"), len(texts))
