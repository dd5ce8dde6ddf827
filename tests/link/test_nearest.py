"""The inverted index: exact cosines, nearest first, at a cost that does not grow with the number of documents."""

import numpy as np
import pytest

from crosswire.link.nearest import BUDGET, NEAREST, Nearest, find_pairs
from crosswire.link.terms import Row, weigh_terms
from tests.factory import make_document
from tests.growth import growth
from tests.link.test_stories import FERRY, RADAR


def rows_of(count: int) -> list[Row]:
    """Return generated rows: twelve terms each, of which three are shared by eight rows on end."""
    chance = np.random.default_rng(7)
    rows = []
    for number in range(count):
        own = chance.choice(50_000, 9, replace=False) + 10_000
        shared = np.array([number // 8 * 3 + step for step in range(3)]) % 10_000
        terms = np.unique(np.r_[own, shared])
        rows.append((terms, np.full(len(terms), 1 / np.sqrt(len(terms)))))
    return rows


def test_pairs_are_exact_cosines() -> None:
    """Each pair comes once, earlier document first, with the cosine of its weights; common words are those with most weight."""
    terms = weigh_terms([make_document(text, name=f"{n}") for n, text in enumerate([*RADAR, *FERRY])])
    pairs = list(zip(*(column.tolist() for column in find_pairs(terms.rows)), strict=True))
    assert len({(left, right) for left, right, _ in pairs}) == len(pairs) > 3
    for left, right, cosine in pairs:
        one, other = (dict(zip(*(column.tolist() for column in terms.rows[at]), strict=True)) for at in (left, right))
        assert cosine == pytest.approx(sum(weight * other.get(term, 0.0) for term, weight in one.items()), rel=1e-5)
        assert left < right
    assert {"mast", "trel"} <= set(terms.common(0, 1, 12))


def test_no_terms_no_neighbours() -> None:
    """A document without terms finds none and is found by none."""
    index = Nearest()
    empty = (np.zeros(0, np.int64), np.zeros(0))
    full = (np.array([3]), np.array([1.0]))
    assert [len(index.add(row)[0]) for row in (empty, full, empty, full)] == [0, 0, 0, 1]


def test_the_nearest_are_kept() -> None:
    """Of more documents than are kept, those with the greatest cosine are."""
    index = Nearest()
    for weight in np.linspace(0.1, 0.9, NEAREST + 15):
        index.add((np.array([1, 2]), np.array([weight, np.sqrt(1 - weight**2)])))
    others, cosines = index.add((np.array([1]), np.array([1.0])))
    assert len(others) == NEAREST and others.tolist() == sorted(others.tolist())
    assert cosines.min() == pytest.approx(np.linspace(0.1, 0.9, NEAREST + 15)[15])


def test_what_came_long_before_is_forgotten() -> None:
    """An index that remembers three documents finds these only, and holds no others' words."""
    index = Nearest(kept=3)
    found = [index.add((np.array([1, number + 2]), np.array([0.8, 0.6])))[0].tolist() for number in range(6)]
    assert found == [[], [0], [0, 1], [0, 1, 2], [1, 2, 3], [2, 3, 4]]


def test_a_common_word_leads_to_the_latest() -> None:
    """Of a word that very many documents hold the latest postings are read, and the older ones are dropped."""
    index = Nearest()
    common = (np.array([1]), np.array([1.0]))
    for _ in range(2 * BUDGET + 5):
        others, _ = index.add(common)
    assert others.min() >= BUDGET
    assert len(index._postings[1]) <= 2 * BUDGET


def test_cost_is_flat() -> None:
    """Eight times as many documents take about eight times as long."""
    rows = rows_of(4_000)
    assert growth(lambda size: find_pairs(rows[:size]), 500, 4_000) < 14
