"""Numbers with what they count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.compare.quantities import Quantity, differ, find_quantities


def read(words: str) -> list[tuple[float, float, str]]:
    """Return the values and what is counted of each quantity of a stretch."""
    return [(q.low, q.high, q.what) for q in find_quantities(words, (0, len(words)))]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("At least 17 people drowned", [(17, 17, "people")]),
        ("Twenty-one people drowned", [(21, 21, "people")]),
        ("more than 100 rockets", [(100, 120, "rocket")]),
        ("between 40 and 60 branches", [(40, 60, "branch")]),
        ("40-60 branches", [(40, 60, "branch")]),
        ("dozens of families", [(24, 99, "family")]),
        ("4.2 billion marks", [(4.2e9, 4.2e9, "mark")]),
        ("£4 million for it", [(4e6, 4e6, "£")]),
        ("a raise of 5 per cent", [(5, 5, "%")]),
        ("1,200 homes and three boats", [(1200, 1200, "hom"), (3, 3, "boat")]),
        ("14 heavily armed guards", [(14, 14, "guard")]),
    ],
)
def test_values(words: str, found: list[tuple[float, float, str]]) -> None:
    """Digits, words, scales, bounds, ranges and vague words are spans of values."""
    assert read(words) == [(pytest.approx(low), pytest.approx(high), what) for low, high, what in found]


@pytest.mark.parametrize(
    "words",
    [
        "two of them left",
        "a 29-year-old man",
        "the Corona 5 rocket",
        "on Pad 2 of it",
        "aged 52 early on",
        "one of these",
    ],
)
def test_names_ages_and_parts_count_nothing(words: str) -> None:
    """A number that names, tells an age, or is part of another is no number of things."""
    assert read(words) == []


def test_times_are_not_counted() -> None:
    """Words of time are taken."""
    assert find_quantities("30 days", (0, 7), [(0, 7)]) == []


def test_a_number_that_opens_a_sentence() -> None:
    """A capital before a number is a name only inside a sentence."""
    assert read("About 60,000 people came.")[0][2] == "people"


numbers = st.integers(1, 10_000).map(float)


@given(numbers, numbers, numbers, numbers)
def test_differ_is_disjoint_and_even(a: float, b: float, c: float, d: float) -> None:
    """Two quantities differ where no value fits both, whichever comes first."""
    one = Quantity(min(a, b), max(a, b), "boat", 0, 1)
    other = Quantity(min(c, d), max(c, d), "boat", 0, 1)
    assert differ(one, other) == differ(other, one)
    assert not differ(one, one)
    assert differ(one, other) == (max(one.low, other.low) > min(one.high, other.high))


@given(st.text(max_size=80))
def test_places_hold(words: str) -> None:
    """Whatever the text, places lie in it and spans of values are in order."""
    for q in find_quantities(words, (0, len(words))):
        assert 0 <= q.start < q.end <= len(words)
        assert q.low <= q.high and q.what
