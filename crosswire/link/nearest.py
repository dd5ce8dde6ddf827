"""The documents nearest to a document: an inverted index that each is looked up in and then added to, in the order of their days."""

from array import array
from collections.abc import Iterable, Iterator

import numpy as np

from crosswire.link.terms import Row

QUERY = 40
"""Heaviest terms of a document by which it is looked up and found."""
BUDGET = 4_000
"""Postings that one look-up reads, shared out evenly over its terms: the latest documents of each. So the cost of a document does
not grow with their number."""
LOOKED_AT = 60
"""Documents whose cosine with a document is taken: those with the greatest likeness by the heavy terms alone."""
NEAREST = 20
"""Earlier documents kept a document."""


class Nearest:
    """An inverted index over heavy terms. Documents are numbered as they are added."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._owners: dict[int, array[int]] = {}
        self._weights: dict[int, array[float]] = {}
        self._dense = np.zeros(1024)

    def add(self, row: Row) -> tuple[np.ndarray, np.ndarray]:
        """Add a document and return the earlier ones nearest to it, sorted, with their cosines."""
        terms, weights = _heaviest(row)
        found = self._look_up(row, terms, weights)
        number = len(self.rows)
        self.rows.append(row)
        for term, weight in zip(terms.tolist(), weights.tolist(), strict=True):
            owners = self._owners.get(term)
            if owners is None:
                owners = self._owners[term] = array("i")
                self._weights[term] = array("d")
            owners.append(number)
            self._weights[term].append(weight)
        return found

    def _look_up(self, row: Row, terms: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        owners: list[np.ndarray] = []
        votes: list[np.ndarray] = []
        last = BUDGET // max(1, len(terms))
        for term, weight in zip(terms.tolist(), weights.tolist(), strict=True):
            posted = self._owners.get(term)
            if posted is not None:
                owners.append(np.array(posted[-last:], np.int64))
                votes.append(np.array(self._weights[term][-last:]) * weight)
        if not owners:
            return np.zeros(0, np.int64), np.zeros(0)
        others, place = np.unique(np.concatenate(owners), return_inverse=True)
        likeness = np.bincount(place, np.concatenate(votes))
        if len(others) > LOOKED_AT:
            others = np.sort(others[np.lexsort((others, -np.round(likeness, 9)))[:LOOKED_AT]])
        return self._keep_nearest(row, others)

    def _keep_nearest(self, row: Row, others: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        terms, weights = row
        known = [self.rows[other] for other in others.tolist()]
        all_terms = np.concatenate([index for index, _ in known])
        self._make_room(int(max(terms[-1], all_terms.max())))
        self._dense[terms] = weights
        products = np.concatenate([own for _, own in known]) * self._dense[all_terms]
        self._dense[terms] = 0.0
        cosines = np.add.reduceat(products, np.cumsum([0, *(len(index) for index, _ in known[:-1])]))
        if len(others) > NEAREST:
            chosen = np.sort(np.lexsort((others, -np.round(cosines, 9)))[:NEAREST])
            others, cosines = others[chosen], cosines[chosen]
        return others, cosines

    def _make_room(self, term: int) -> None:
        if term >= len(self._dense):
            self._dense = np.zeros(2 * term)


def _heaviest(row: Row) -> Row:
    """Return the terms of a row that weigh most, with their weights."""
    terms, weights = row
    if len(terms) <= QUERY:
        return row
    chosen = np.lexsort((terms, -np.round(weights, 9)))[:QUERY]
    return terms[chosen], weights[chosen]


def find_pairs(rows: Iterable[Row]) -> Iterator[tuple[int, int, float]]:
    """Yield (earlier document, later document, cosine) for the pairs of documents that share heavy terms, each once."""
    index = Nearest()
    for number, row in enumerate(rows):
        others, cosines = index.add(row)
        for other, cosine in zip(others.tolist(), cosines.tolist(), strict=True):
            yield other, number, cosine
