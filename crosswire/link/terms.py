"""Documents as weighted terms, and the pairs that share some: sparse TF-IDF with an inverted index, no dense matrix."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

import numpy as np

from crosswire.link.words import TOLD_ZONES, WORD, background, headline_outside, list_words, stem, stop_words
from crosswire.model import Document

PRIOR = 200.0
"""Background documents that smooth a word's frequency, so that five captures need not say alone which words are rare."""
RARE = 0.002
"""Share of background documents that hold a word which the background table does not list."""
TITLE = 2
"""A word of the headline counts as so many of the body."""
QUERY = 40
"""Heaviest terms of a document by which it is looked up."""
NEAREST = 40
"""Pairs kept a document."""
LOOKED_AT = 120
"""Documents whose cosine with a document is taken: those that share most of its heavy terms."""
POSTINGS = 400
"""Documents of one term that are looked at: a term of more tells little."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Weighted terms of documents.

    vocabulary: term of each index, sorted. rows: a document's term indices, sorted, and their weights, of unit length.
    """

    vocabulary: tuple[str, ...]
    rows: tuple[tuple[np.ndarray, np.ndarray], ...]

    def common(self, left: int, right: int, limit: int = 6) -> tuple[str, ...]:
        """Return the terms that weigh most in the likeness of two documents, heaviest first."""
        (one, one_weights), (other, other_weights) = self.rows[left], self.rows[right]
        shared, at_one, at_other = np.intersect1d(one, other, assume_unique=True, return_indices=True)
        weights = one_weights[at_one] * other_weights[at_other]
        order = sorted(range(len(shared)), key=lambda k: (-round(float(weights[k]), 6), self.vocabulary[shared[k]]))
        return tuple(self.vocabulary[shared[k]] for k in order[:limit])


def count_terms(document: Document) -> Counter[str]:
    """Return the stems that tell a document's story with their counts; those of the headline count `TITLE` times."""
    inside = [document.text[zone.start : zone.end] for zone in document.zones if zone.label == "title"]
    titles = [headline_outside(document), *inside[:1]]
    counts = Counter(list_words(document, TOLD_ZONES))
    for title in titles:
        for word in WORD.findall(title.lower()):
            counts[word] += TITLE
    stems: Counter[str] = Counter()
    for word, count in counts.items():
        if root := _telling_stem(word):
            stems[root] += count
    return stems


@lru_cache(maxsize=1 << 17)
def _telling_stem(word: str) -> str:
    """Return a word's stem, or "" where the word says nothing of a story."""
    root = stem(word)
    return root if len(root) > 1 and root not in stop_words() else ""


def weigh_terms(documents: Sequence[Document]) -> Terms:
    """Weigh the terms of documents by (1 + ln tf) * idf, to unit length.

    The document frequency is smoothed with a background of `PRIOR` general English texts (see lexicon/background.tsv).
    """
    counted = [count_terms(document) for document in documents]
    frequency: Counter[str] = Counter()
    for counts in counted:
        frequency.update(counts.keys())
    vocabulary = tuple(sorted(frequency))
    shares = background()
    size = len(documents) + PRIOR
    idf = {t: -log((frequency[t] + PRIOR * shares.get(t, RARE)) / size) for t in vocabulary}
    index = {term: at for at, term in enumerate(vocabulary)}
    rows = []
    for counts in counted:
        terms = np.array([index[term] for term in counts], np.int64)
        weights = np.array([(1 + log(count)) * max(idf[term], 0.0) for term, count in counts.items()], np.float64)
        order = np.argsort(terms)
        terms, weights = terms[order], weights[order]
        norm = float(np.sqrt(weights @ weights))
        rows.append((terms, weights / norm if norm else weights))
    return Terms(vocabulary, tuple(rows))


def find_candidates(terms: Terms) -> Iterator[tuple[int, int, float]]:
    """Yield the pairs of documents that share heavy terms, each once and sorted, with the cosine: `NEAREST` for a document."""
    heavy = [_heaviest(row) for row in terms.rows]
    postings = _index(heavy, len(terms.vocabulary))
    dense = np.zeros(len(terms.vocabulary))
    found: dict[tuple[int, int], float] = {}
    for one, (own, own_weights) in enumerate(terms.rows):
        others = _look_up(one, heavy[one], postings)
        if not len(others):
            continue
        dense[own] = own_weights
        rows = [terms.rows[other] for other in others.tolist()]
        products = (
            np.concatenate([weights for _, weights in rows]) * dense[np.concatenate([index for index, _ in rows])]
        )
        cosines = np.add.reduceat(products, np.cumsum([0, *(len(index) for index, _ in rows[:-1])]))
        dense[own] = 0.0
        for at in np.lexsort((others, -np.round(cosines, 9)))[:NEAREST].tolist():
            other = int(others[at])
            found[min(one, other), max(one, other)] = float(cosines[at])
    for (one, other), cosine in sorted(found.items()):
        yield one, other, cosine


def _look_up(one: int, heavy: np.ndarray, postings: Sequence[np.ndarray]) -> np.ndarray:
    """Return the documents that share most of a document's heavy terms, `LOOKED_AT` at most, sorted."""
    near = [postings[term] for term in heavy.tolist() if 1 < len(postings[term]) <= POSTINGS]
    if not near:
        return np.zeros(0, np.int64)
    others, shared = np.unique(np.concatenate(near), return_counts=True)
    shared[others == one] = 0
    if len(others) > LOOKED_AT:
        chosen = np.sort(np.lexsort((others, -shared))[:LOOKED_AT])
        others, shared = others[chosen], shared[chosen]
    return others[shared > 0]


def _heaviest(row: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Return the term indices of a row by which it is looked up."""
    order = np.lexsort((row[0], -np.round(row[1], 9)))
    return row[0][order[:QUERY]]


def _index(heavy: Sequence[np.ndarray], size: int) -> list[np.ndarray]:
    """Return for each term the documents in which it is heavy."""
    owners = np.repeat(np.arange(len(heavy)), [len(terms) for terms in heavy])
    flat = np.concatenate(heavy) if heavy else np.zeros(0, np.int64)
    order = np.argsort(flat, kind="stable")
    return np.split(owners[order], np.cumsum(np.bincount(flat, minlength=size))[:-1])
