"""The documents nearest to a document: an inverted index that each is looked up in and then added to, in the order of their days."""

from array import array
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from crosswire.link.terms import Row, greatest, heaviest

QUERY = 24
"""Heaviest terms of a document by which it is looked up and found. (20 to 40 give the same on the labelled sets.)"""
BUDGET = 2_400
"""Postings that one look-up reads, shared out evenly over its terms: the latest documents of each. So the cost of a document does
not grow with their number."""
NEAREST = 20
"""Earlier documents kept a document: those with the greatest likeness by the heavy terms alone. (Up to 32 looked at, and the 20 with the
greatest cosine kept, give the same on the labelled sets.)"""


class Pairs(NamedTuple):
    """Pairs of documents as columns: the earlier one, the later one, the cosine of their words."""

    left: np.ndarray
    right: np.ndarray
    cosine: np.ndarray


class Nearest:
    """An inverted index over heavy terms. Documents are numbered as they are added. kept: how many of the latest are remembered,
    None for all.

    A posting is one 64-bit number: the document in the upper half, the bits of its weight (float32) in the lower.
    """

    def __init__(self, kept: int | None = None) -> None:
        self.count = 0
        self._kept = kept
        self._rows: list[Row | None] = []
        self._postings: dict[int, array[int]] = {}
        self._dense = np.zeros(1024, np.float32)
        self._slot = np.zeros(1024, np.int64)

    def add(self, row: Row) -> tuple[np.ndarray, np.ndarray]:
        """Add a document and return the earlier ones nearest to it by their heavy terms, sorted, with the cosines of all terms."""
        terms, weights = heaviest(row, QUERY)
        if len(row[0]):
            self._make_room(int(row[0][-1]))
        codes = (weights.astype(np.float32).view(np.uint32).astype(np.int64) | (self.count << 32)).tolist()
        last = BUDGET // max(1, len(terms))
        read: list[array[int]] = []
        counts: list[int] = []
        for term, code in zip(terms.tolist(), codes, strict=True):
            posted = self._postings.get(term)
            if posted is None:
                self._postings[term] = array("q", (code,))
                counts.append(0)
                continue
            read.append(posted[-last:])
            counts.append(len(read[-1]))
            posted.append(code)
            if len(posted) > 2 * BUDGET:
                del posted[:BUDGET]
        found = self._weigh(row, np.frombuffer(b"".join(read), np.int64), np.repeat(weights, counts))
        self._rows.append(row)
        self.count += 1
        if self._kept is not None and self.count > self._kept:
            self._rows[self.count - 1 - self._kept] = None
        return found

    def rows(self, first: int) -> list[Row]:
        """Return the rows of the documents from a number on that are still remembered."""
        return [row for row in self._rows[first:] if row is not None]

    def _weigh(self, row: Row, postings: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the documents nearest to a row among those of some postings, by what their heavy terms share."""
        owners = postings >> 32
        votes = (postings & 0xFFFFFFFF).astype(np.uint32).view(np.float32) * weights
        if self._kept is not None and self.count > self._kept:
            known = owners >= self.count - self._kept
            votes, owners = votes[known], owners[known]
        if not len(owners):
            return np.zeros(0, np.int64), np.zeros(0)
        others, place = self._distinct(owners)
        likeness = np.round(np.bincount(place, votes), 6)
        if len(others) > NEAREST:
            others = others[greatest(likeness, others, NEAREST)]
        others = np.sort(others)
        return others, self._cosines(row, others)

    def _distinct(self, owners: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the distinct owners and the place of each owner among them, without sorting thousands."""
        if self.count >= len(self._slot):
            self._slot = np.zeros(2 * self.count, np.int64)
        at = np.arange(len(owners))
        self._slot[owners] = at
        others = owners[self._slot[owners] == at]
        self._slot[others] = np.arange(len(others))
        return others, self._slot[owners]

    def _cosines(self, row: Row, others: np.ndarray) -> np.ndarray:
        """Return the cosines of a row with those of some documents."""
        terms, weights = row
        known = [known for other in others.tolist() if (known := self._rows[other]) is not None]
        all_terms = np.concatenate([index for index, _ in known])
        self._dense[terms] = weights
        products = np.concatenate([own for _, own in known]) * self._dense[all_terms]
        self._dense[terms] = 0.0
        return np.add.reduceat(products, np.cumsum([0, *(len(index) for index, _ in known[:-1])]), dtype=np.float64)

    def _make_room(self, term: int) -> None:
        if term >= len(self._dense):
            self._dense = np.zeros(2 * term, np.float32)


def find_pairs(rows: Iterable[Row]) -> Pairs:
    """Return the pairs of documents that share heavy terms, each once, in the order of the later one."""
    index = Nearest()
    found = [index.add(row) for row in rows]
    right = np.repeat(np.arange(len(found)), [len(others) for others, _ in found])
    none = np.zeros(0, np.int64)
    return Pairs(
        np.concatenate([none, *(others for others, _ in found)]).astype(np.int64),
        right,
        np.concatenate([np.zeros(0), *(cosines for _, cosines in found)]),
    )
