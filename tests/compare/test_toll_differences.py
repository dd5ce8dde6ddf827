"""Tolls of several accounts laid side by side."""

from collections.abc import Callable

import pytest

from tests.compare.conftest import Told

Reader = Callable[..., Told]
DAY = "2031-05-13"  # a Tuesday


def values(told: Reader, *texts: str) -> list[list[str]]:
    """Return the values of the rows over numbers of some accounts."""
    found = told({f"{n}.txt": text + "\n" for n, text in enumerate(texts)}, DAY)
    return [sorted(s.value for s in row.sides) for row in found.of_kind("number")]


@pytest.mark.parametrize(
    ("left", "right", "row"),
    [
        (
            "The blast in Corvane killed 17 people.",
            "The death toll of the blast in Corvane has risen to 31.",
            ["17 people", "31"],
        ),
        ("More than 300 people were injured.", "Hospitals treated 850 people.", ["300 people", "850 people"]),
        ("Forty-one people are missing.", "The number of the missing is put at 130.", ["130", "Forty-one people"]),
        (
            "Police arrested 48 demonstrators.",
            "More than 200 demonstrators were arrested.",
            ["200 demonstrators", "48 demonstrators"],
        ),
        (
            "Two suspects were arrested.",
            "Police said four suspects had been detained.",
            ["Two suspects", "four suspects"],
        ),
        ("Nobody was hurt.", "Nine people were hurt.", ["Nine people", "Nobody"]),
    ],
)
def test_one_toll(told: Reader, left: str, right: str, row: list[str]) -> None:
    """One toll in other words is one row with both numbers."""
    assert values(told, left, right) == [row]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("About 60 people were hurt.", "Fifty-eight people were hurt."),
        ("Seventeen people were killed in Tirsk.", "Nine people were killed in Corvane."),
        ("Eleven policemen were hurt.", "Thirty people were hurt."),
        ("Seventeen people were killed on Monday.", "Nine people were killed on Sunday."),
        ("Seventeen people were killed.", "The war has killed 31 people."),
        (
            "Seventeen people were killed, five of them children.",
            "Seventeen people were killed, among them nine children.",
        ),
        ("Seventeen people were killed.", "In 2029 the same storm killed 31 people."),
        ("Six people were killed.", "Some 1,400 people were killed."),
        ("The blast killed 17 people. The panic killed four people.", "Thirty people were killed."),
    ],
    ids=[
        "rounded",
        "other place",
        "other people",
        "other day",
        "a war's",
        "parts",
        "another year",
        "far apart",
        "two tolls",
    ],
)
def test_two_tolls(told: Reader, left: str, right: str) -> None:
    """Numbers that fit, or that may count something else, are no row."""
    assert values(told, left, right) == []


def test_all_accounts_stand_in_one_row(told: Reader) -> None:
    """Three accounts, one row; the one that agrees with another is shown too."""
    rows = values(told, "Seventeen people were killed.", "The raid killed 31 people.", "The death toll reached 31.")
    assert rows == [["31", "31 people", "Seventeen people"]]


def test_order_of_accounts(told: Reader) -> None:
    """Rows do not depend on the order in which accounts come."""
    texts = {"a.txt": "Seventeen people were killed.\n", "b.txt": "The raid killed 31 people.\n"}
    assert told(texts, DAY).differences == told(texts, DAY, backwards=True).differences


def test_copies_have_one_voice(told: Reader) -> None:
    """Two numbers in a text and its reprint are no difference."""
    texts = {"a.txt": "Seventeen people were killed.\n", "b.txt": "The raid killed 31 people.\n"}
    assert not told(texts, DAY, copies=(("a.txt", "b.txt"),)).of_kind("number")
