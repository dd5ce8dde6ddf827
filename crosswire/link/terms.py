"""Documents as weighted terms: sparse TF-IDF, weighed against general English where the corpus is small."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat

import numpy as np

from crosswire.link.word_hashes import Words, find_words
from crosswire.link.words import TOLD_ZONES, background, headline_outside, stem, stop_words, told_text
from crosswire.model import Document

PRIOR = 200.0
"""Background documents that smooth a word's frequency, so that five captures need not say alone which words are rare."""
RARE = 0.002
"""Share of background documents that hold a word which the background table does not list."""
TITLE = 2
"""A word of the headline counts as so many of the body."""
TOLD = 4_000
"""Characters of a document's told zones that are read: what comes later is background more often than the occasion. (3,000
to 6,000 give the same on the labelled sets.)"""

UNSEEN = -2

Row = tuple[np.ndarray, np.ndarray]
"""Term indices, sorted, and their weights, of unit length."""


@dataclass(slots=True)
class Lexicon:
    """Terms and in how many documents each was seen, as documents come in.

    index: a term's number. shares: share of background texts that hold it. frequency: documents that hold it. numeric: whether it
    begins with a digit. documents: how many were counted.
    """

    index: dict[str, int] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    shares: np.ndarray = field(default_factory=lambda: np.zeros(1024))
    frequency: np.ndarray = field(default_factory=lambda: np.zeros(1024))
    numeric: np.ndarray = field(default_factory=lambda: np.zeros(1024, bool))
    documents: int = 0
    _terms: dict[int, int] = field(default_factory=dict)

    def take(self, document: Document) -> Row:
        """Count one document. Returns the indices of the terms that tell its story, sorted, and 1 + ln of their counts.

        A word of the headline counts `TITLE` times.
        """
        inside = next((document.text[zone.start : zone.end] for zone in document.zones if zone.label == "title"), "")
        told = told_text(document, TOLD_ZONES)[:TOLD]
        text = "\n".join((told, headline_outside(document), inside))
        words = find_words(text)
        self.documents += 1
        twice = words.numbers[words.starts > len(told)]
        numbers, counts = np.unique(np.concatenate([words.numbers, *[twice] * (TITLE - 1)]), return_counts=True)
        found = self._number(numbers, text, words)
        order = np.argsort(found)
        order = order[np.searchsorted(found[order], 0) :]  # words that say nothing come first
        if not len(order):
            return order, np.zeros(0)
        found, counts = found[order], counts[order]
        first = np.concatenate(([0], np.flatnonzero(found[1:] != found[:-1]) + 1))
        terms = found[first]
        self.frequency[terms] += 1
        return terms, 1 + np.log(np.add.reduceat(counts, first))

    def _number(self, numbers: np.ndarray, text: str, words: Words) -> np.ndarray:
        """Return the index of the term of each of some words, -1 where a word says nothing of a story; words that are new are learnt.

        numbers: of the words, sorted, each once; text, words: where they stand.
        """
        known = self._terms
        found = np.fromiter(map(known.get, numbers.tolist(), repeat(UNSEEN)), np.int64, count=len(numbers))
        unseen = np.flatnonzero(found == UNSEEN)
        if not len(unseen):
            return found
        order = np.argsort(words.numbers)
        at = order[np.searchsorted(words.numbers, numbers[unseen], sorter=order)]
        first, names, index, silent = len(self.names), self.names, self.index, stop_words()
        spans = zip(words.starts[at].tolist(), words.ends[at].tolist(), strict=True)
        learnt = []
        for start, end in spans:
            root = stem(text[start:end].lower())
            if len(root) < 2 or root in silent:
                learnt.append(-1)
                continue
            term = index.setdefault(root, len(names))
            learnt.append(term)
            if term == len(names):
                names.append(root)
        known.update(zip(numbers[unseen].tolist(), learnt, strict=True))
        found[unseen] = learnt
        self._learn(first)
        return found

    def _learn(self, first: int) -> None:
        """Look up what is known of the terms from a number on."""
        new = self.names[first:]
        if len(self.names) > len(self.shares):
            more = len(self.names)
            self.shares = np.concatenate([self.shares, np.zeros(more)])
            self.frequency = np.concatenate([self.frequency, np.zeros(more)])
            self.numeric = np.concatenate([self.numeric, np.zeros(more, bool)])
        shares = background()
        self.shares[first : len(self.names)] = [shares.get(term, RARE) for term in new]
        self.numeric[first : len(self.names)] = [term[0].isdigit() for term in new]

    def weigh(self, taken: Row) -> Row:
        """Return a document's terms with the weight (1 + ln tf) * idf, to unit length.

        The document frequency is smoothed with a background of `PRIOR` general English texts (see lexicon/background.tsv).
        """
        terms, logs = taken
        seen = self.frequency[terms] + PRIOR * self.shares[terms]
        weights = logs * np.maximum(-np.log(seen / (self.documents + PRIOR)), 0.0)
        norm = float(np.sqrt(weights @ weights))
        return terms, weights / norm if norm else weights

    def numbers(self, row: Row) -> dict[int, float]:
        """Return the numbers among a row's terms, to unit length."""
        terms, weights = row
        chosen = self.numeric[terms]
        if not chosen.any():
            return {}
        kept = weights[chosen]
        norm = float(np.sqrt(kept @ kept))
        return dict(zip(terms[chosen].tolist(), (kept / norm if norm else kept).tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Terms:
    """Weighted terms of documents. names: term of each index. rows, numbers: of each document."""

    names: Sequence[str]
    rows: tuple[Row, ...]
    numbers: tuple[dict[int, float], ...]

    def common(self, left: int, right: int, limit: int = 6) -> tuple[str, ...]:
        """Return the terms that weigh most in the likeness of two documents, heaviest first."""
        return self.shared(self.rows[left], self.rows[right], limit)

    def shared(self, left: Row, right: Row, limit: int = 6) -> tuple[str, ...]:
        """Return the terms that weigh most in the likeness of two rows, heaviest first."""
        (one, one_weights), (other, other_weights) = left, right
        at = np.minimum(np.searchsorted(other, one), len(other) - 1)
        shared = np.flatnonzero(other[at] == one)
        weights = np.round(one_weights[shared] * other_weights[at[shared]], 6)
        if len(shared) > limit:
            likely = weights >= np.partition(weights, -limit)[-limit]
            shared, weights = shared[likely], weights[likely]
        found = [
            (-weight, self.names[term]) for weight, term in zip(weights.tolist(), one[shared].tolist(), strict=True)
        ]
        return tuple(name for _, name in sorted(found)[:limit])


def weigh_terms(documents: Sequence[Document]) -> Terms:
    """Weigh the terms of documents by what is known once all are counted."""
    lexicon = Lexicon()
    taken = [lexicon.take(document) for document in documents]
    rows = tuple(map(lexicon.weigh, taken))
    return Terms(lexicon.names, rows, tuple(map(lexicon.numbers, rows)))


def share_numbers(left: Mapping[int, float], right: Mapping[int, float]) -> float:
    """Return the cosine of two documents' numbers."""
    if left.keys().isdisjoint(right):
        return 0.0
    if len(left) > len(right):
        left, right = right, left
    return sum(weight * right[term] for term, weight in left.items() if term in right)


def greatest(values: np.ndarray, numbers: np.ndarray, count: int) -> np.ndarray:
    """Return the places of the greatest values; of equal ones those of the smallest numbers."""
    least = -np.partition(-values, count - 1)[count - 1]
    likely = np.flatnonzero(values >= least)
    return likely[np.lexsort((numbers[likely], -values[likely]))[:count]]


def heaviest(row: Row, count: int) -> Row:
    """Return the `count` terms of a row that weigh most, with their weights, in no order."""
    terms, weights = row
    if len(terms) <= count:
        return row
    chosen = greatest(np.round(weights, 6), terms, count)
    return terms[chosen], weights[chosen]
