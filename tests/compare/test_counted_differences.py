"""Numbers of one thing in like sentences."""

from collections.abc import Callable

import pytest

from tests.compare.conftest import Told

Reader = Callable[..., Told]
STOLE = "Masked men stole gold worth 38 million crowns from the airport of Corvane on Sunday.\n"


def rows_of(told: Reader, left: str, right: str) -> list[list[str]]:
    """Return the values of the rows over numbers."""
    found = told({"a.txt": left, "b.txt": right}, "2031-05-13").of_kind("number")
    return [[s.value for s in row.sides] for row in found]


def test_other_verbs(told: Reader) -> None:
    """ "Stole" and "took" are two kinds of steps; gold worth so much at one airport is one thing."""
    (row,) = rows_of(told, STOLE, "A gang took gold worth 52 million crowns from Corvane airport, an insurer said.\n")
    assert sorted(row) == ["38 million crowns", "52 million crowns"]


@pytest.mark.parametrize(
    "other",
    [
        "A gang took silver in bars worth 52 million crowns from a bank in Tirsk.\n",
        "A gang took gold worth 38 million crowns from Corvane airport.\n",
        "A gang took gold worth 52 million crowns from Corvane airport in 2027.\n",
        "A gang took gold worth 52 million crowns from Corvane airport, not 38 million as police said.\n",
        "A gang took gold worth 52 million dollars from Corvane airport.\n",
        "A gang took gold worth 9 billion crowns from Corvane airport.\n",
    ],
    ids=["other words", "same number", "other year", "knows both", "other unit", "far apart"],
)
def test_no_row(told: Reader, other: str) -> None:
    """What counts something else, fits, or tells both numbers apart is no row."""
    assert rows_of(told, STOLE, other) == []


def test_kinds_of_a_thing(told: Reader) -> None:
    """ "Access points" and "exit points" are two things."""
    left = "Soldiers have found eight access points across the Corvane strip.\n"
    right = "Troops dug up 22 {} points across the Corvane strip.\n"
    assert rows_of(told, left, right.format("exit")) == []
    assert len(rows_of(told, left, right.format("access"))) == 1


def test_two_numbers_of_one_sentence_are_two_rows(told: Reader) -> None:
    """Two sentences that differ in two numbers give two records, each with an id of its own."""
    left = "Six masked men stole gold worth 38 million crowns from the airport of Corvane on Sunday.\n"
    right = "Nine masked men stole gold worth 52 million crowns from the airport of Corvane on Sunday.\n"
    found = told({"a.txt": left, "b.txt": right}, "2031-05-13").of_kind("number")
    assert len(found) == 2
    assert len({row.id for row in found}) == 2
