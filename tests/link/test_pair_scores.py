"""The pair score: each feature moves it the way it should."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.link.grounds import Voice
from crosswire.link.nearest import Pairs
from crosswire.link.pair_scores import (
    FEW,
    MANY,
    Scores,
    assume_density,
    find_densities,
    load_weights,
    score_pairs,
)
from tests.link.test_grounds import compare, voice

WEIGHTS = load_weights()


def score(cosine: float, *pairs: tuple[Voice, Voice], left: float = 0.3, right: float = 0.3) -> Scores:
    """Score pairs with one cosine and with densities."""
    grounds = compare(*pairs)
    return score_pairs(np.full(len(pairs), cosine), grounds, np.array([left]), np.array([right]), WEIGHTS)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.01, 1), st.floats(0.01, 1))
def test_more_words_in_common_more_score_denser_neighbours_less(a: float, b: float, c: float, d: float) -> None:
    """The score rises with the cosine and falls with what the neighbours share."""
    low, high = sorted((a, b))
    both = (voice(), voice())
    assert score(low, both).score <= score(high, both).score
    thin, dense = sorted((c, d))
    assert score(0.3, both, left=thin).score >= score(0.3, both, left=dense).score
    assert score(0.3, both, left=thin).near <= score(0.3, both, left=dense).near


def test_time_is_soft() -> None:
    """A gap costs more the longer it is, less by the day; a missing date costs as much as a day; no gap is forbidden."""
    days = [date(2014, 5, 13), date(2014, 5, 14), date(2014, 5, 20), date(2015, 5, 13), None]
    pairs = [(voice(), voice(day)) for day in days]
    grounds = compare(*pairs)
    assert grounds.apart[:4].tolist() == [0, 1, 7, 365] and np.isnan(grounds.apart[4])
    costs = grounds.cost(WEIGHTS.per_day, WEIGHTS.missing).tolist()
    assert costs[:4] == sorted(costs[:4]) and costs[0] == 0 and costs[3] < 4
    assert costs[4] == pytest.approx(costs[1])
    found = score(0.3, *pairs)
    assert (found.likeness - found.score).tolist() == pytest.approx(costs)


def test_numbers_in_common_speak_for_one_occasion() -> None:
    """The same number in both raises the score."""
    one, other = voice(numbers={5: 1.0}), voice(numbers={5: 0.6, 7: 0.8})
    found = score(0.3, (one, other), (one, voice())).score
    assert found[0] > found[1]


def test_headlines_need_fewer_words_in_common() -> None:
    """Shortness raises the score."""
    found = score(0.2, (voice(brief=1.0), voice()), (voice(), voice())).score
    assert found[0] > found[1]


def test_densities_are_means_of_the_nearest() -> None:
    """Pairs count for both sides; where there are too few, assumed neighbours stand in, fewer of them in a large corpus."""
    assumed = assume_density(4, WEIGHTS)
    found = find_densities(4, Pairs(np.array([0, 0, 0]), np.array([1, 2, 3]), np.array([0.9, 0.8, 0.7])), WEIGHTS)
    assert found.tolist() == pytest.approx([0.8, *((x + 2 * assumed) / 3 for x in (0.9, 0.8, 0.7))])
    assert assume_density(FEW, WEIGHTS) == WEIGHTS.few and assume_density(10 * MANY, WEIGHTS) == WEIGHTS.many
    none = np.zeros(0)
    assert len(find_densities(0, Pairs(none.astype(int), none.astype(int), none), WEIGHTS)) == 0
