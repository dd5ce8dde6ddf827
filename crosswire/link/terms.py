"""Documents as weighted terms: sparse TF-IDF, weighed against general English where the corpus is small."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from crosswire.link.words import TOLD_ZONES, WORD, background, headline_outside, stem, stop_words, zone_spans
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

Row = tuple[np.ndarray, np.ndarray]
"""Term indices, sorted, and their weights, of unit length."""


class _Stems(dict[str, str]):
    """A lower-case word's stem, or "" where the word says nothing of a story; a dictionary answers faster than a function
    that remembers."""

    def __missing__(self, word: str) -> str:
        if len(self) >= 1 << 18:
            self.clear()
        root = stem(word)
        root = self[word] = root if len(root) > 1 and root not in stop_words() else ""
        return root


_STEMS = _Stems()


def count_terms(document: Document) -> Counter[str]:
    """Return the stems that tell a document's story with their counts; those of the headline count `TITLE` times."""
    parts = [document.text[start:end] for start, end in zone_spans(document, TOLD_ZONES)]
    inside = next((document.text[zone.start : zone.end] for zone in document.zones if zone.label == "title"), "")
    counts = Counter(WORD.findall("\n".join(parts)[:TOLD].lower()))
    for title in (headline_outside(document), inside):
        for word in WORD.findall(title.lower()):
            counts[word] += TITLE
    stems: Counter[str] = Counter()
    for word, count in counts.items():
        if root := _STEMS[word]:
            stems[root] += count
    return stems


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

    def take(self, counts: Counter[str]) -> Row:
        """Count one document. Returns its term indices, sorted, and 1 + ln of their counts."""
        index = self.index
        for term in counts:
            if term not in index:
                self._learn(term)
        terms = np.fromiter(map(index.__getitem__, counts), np.int64, count=len(counts))
        order = np.argsort(terms)
        terms = terms[order]
        self.frequency[terms] += 1
        self.documents += 1
        return terms, 1 + np.log(np.fromiter(counts.values(), np.float64, count=len(counts))[order])

    def _learn(self, term: str) -> None:
        number = self.index[term] = len(self.names)
        self.names.append(term)
        if number >= len(self.shares):
            self.shares = np.r_[self.shares, np.zeros(number)]
            self.frequency = np.r_[self.frequency, np.zeros(number)]
            self.numeric = np.r_[self.numeric, np.zeros(number, bool)]
        self.shares[number] = background().get(term, RARE)
        self.numeric[number] = term[0].isdigit()

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
        (one, one_weights), (other, other_weights) = self.rows[left], self.rows[right]
        shared, at_one, at_other = np.intersect1d(one, other, assume_unique=True, return_indices=True)
        weights = one_weights[at_one] * other_weights[at_other]
        order = sorted(range(len(shared)), key=lambda k: (-round(float(weights[k]), 6), self.names[int(shared[k])]))
        return tuple(self.names[int(shared[k])] for k in order[:limit])

    def common_numbers(self, left: int, right: int, limit: int = 3) -> tuple[str, ...]:
        """Return the numbers that two documents share, sorted."""
        return tuple(sorted(self.names[t] for t in self.numbers[left].keys() & self.numbers[right].keys())[:limit])


def weigh_terms(documents: Sequence[Document]) -> Terms:
    """Weigh the terms of documents by what is known once all are counted."""
    lexicon = Lexicon()
    taken = [lexicon.take(count_terms(document)) for document in documents]
    rows = tuple(map(lexicon.weigh, taken))
    return Terms(lexicon.names, rows, tuple(map(lexicon.numbers, rows)))


def share_numbers(left: Mapping[int, float], right: Mapping[int, float]) -> float:
    """Return the cosine of two documents' numbers."""
    if len(left) > len(right):
        left, right = right, left
    return sum(weight * right[term] for term, weight in left.items() if term in right)
