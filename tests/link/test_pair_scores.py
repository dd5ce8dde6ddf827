"""The pair score: each feature moves it the way it should."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.link.days import DayEvidence
from crosswire.link.pair_scores import (
    BRIEF,
    FEW,
    MANY,
    Voice,
    assume_density,
    find_densities,
    load_weights,
    score_pair,
    shortness,
    weigh_gap,
)

WEIGHTS = load_weights()


def voice(day: date | None = date(2014, 5, 13), density: float = 0.3, **more: object) -> Voice:
    """Return a voice with a stated day."""
    days = DayEvidence("d", "d", stated=day, of="header" if day else "")
    return replace(Voice({}, density, 0.0, days), **more)  # type: ignore[arg-type]


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.01, 1), st.floats(0.01, 1))
def test_more_words_in_common_more_score_denser_neighbours_less(a: float, b: float, c: float, d: float) -> None:
    """The score rises with the cosine and falls with what the neighbours share."""
    low, high = sorted((a, b))
    assert score_pair(low, voice(), voice(), WEIGHTS).score <= score_pair(high, voice(), voice(), WEIGHTS).score
    thin, dense = sorted((c, d))
    scores = [score_pair(0.3, voice(density=x), voice(density=x), WEIGHTS).score for x in (thin, dense)]
    assert scores[0] >= scores[1]


def test_time_is_soft() -> None:
    """A gap costs more the longer it is, less by the day; a missing date costs as much as a day; no gap is forbidden."""
    days = [date(2014, 5, 13), date(2014, 5, 14), date(2014, 5, 20), date(2015, 5, 13)]
    found = [score_pair(0.3, voice(), voice(day), WEIGHTS) for day in days]
    assert [f.apart for f in found] == [0, 1, 7, 365]
    costs = [f.likeness - f.score for f in found]
    assert costs == sorted(costs) and costs[0] == 0 and costs[3] < 4
    missing = score_pair(0.3, voice(), voice(None), WEIGHTS)
    assert missing.apart is None and missing.likeness - missing.score == pytest.approx(costs[1])


def test_a_day_of_the_lead_is_half_believed() -> None:
    """A day that only the lead prints costs half of its gap and half of a missing date."""
    sure = DayEvidence("a", "a", stated=date(2014, 5, 13), of="header")
    lead = replace(sure, stated=None, of="lead")
    assert weigh_gap(sure, lead, WEIGHTS) == weigh_gap(sure, DayEvidence("b", "b"), WEIGHTS)


def test_numbers_in_common_speak_for_one_occasion() -> None:
    """The same number in both raises the score, and is reported."""
    one, other = voice(numbers={5: 1.0}), voice(numbers={5: 0.6, 7: 0.8})
    found = score_pair(0.3, one, other, WEIGHTS)
    assert found.numbers == pytest.approx(0.6)
    assert found.score > score_pair(0.3, one, voice(), WEIGHTS).score


def test_headlines_need_fewer_words_in_common() -> None:
    """Shortness is nothing for texts and grows as fewer terms are left."""
    assert shortness(BRIEF) == shortness(500) == 0 < shortness(5) < shortness(2) == shortness(2)
    assert score_pair(0.2, voice(brief=1.0), voice(), WEIGHTS).score > score_pair(0.2, voice(), voice(), WEIGHTS).score


def test_densities_are_means_of_the_nearest() -> None:
    """Pairs count for both sides; where there are too few, assumed neighbours stand in, fewer of them in a large corpus."""
    assumed = assume_density(4, WEIGHTS)
    found = find_densities(4, [(0, 1, 0.9), (0, 2, 0.8), (0, 3, 0.7)], WEIGHTS)
    assert found.tolist() == pytest.approx([0.8, *((x + 2 * assumed) / 3 for x in (0.9, 0.8, 0.7))])
    assert assume_density(FEW, WEIGHTS) == WEIGHTS.few and assume_density(10 * MANY, WEIGHTS) == WEIGHTS.many
    assert len(find_densities(0, [], WEIGHTS)) == 0
