"""One act told of two doers."""

from collections.abc import Callable

import pytest

from tests.compare.conftest import Told

Reader = Callable[..., Told]


def doers(told: Reader, left: str, right: str) -> list[list[str]]:
    """Return who is said to have done it, by row."""
    found = told({"a.txt": left + "\n", "b.txt": right + "\n"}, "2031-05-13").of_kind("attribution")
    assert all(row.verdict == "differ" for row in found)
    return [sorted(s.value for s in row.sides) for row in found]


@pytest.mark.parametrize(
    ("left", "right", "row"),
    [
        (
            "Police fired on demonstrators in Gull Square on Monday.",
            "Soldiers fired on demonstrators in the capital on Monday.",
            ["Police", "Soldiers"],
        ),
        (
            "Rebels shelled a market in the town of Gorrin on Sunday.",
            "The army shelled the market in Gorrin on Sunday.",
            ["Rebels", "The army"],
        ),
    ],
)
def test_two_doers(told: Reader, left: str, right: str, row: list[str]) -> None:
    """The same act on the same day, done to the same thing, by two kinds of doers."""
    assert doers(told, left, right) == [row]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Soldiers shelled a market in Gorrin on Sunday.", "The army shelled the market in Gorrin on Sunday."),
        ("Rebels shelled a market in Gorrin on Sunday.", "The army shelled the market in Gorrin on Monday."),
        ("Rebels shelled a market in Gorrin on Sunday.", "The army shelled a bridge near Tirsk on Sunday."),
        ("Rebels shelled a market in Gorrin on Sunday.", "Gunmen shelled the market in Gorrin on Sunday."),
        ("Rebels said the market in Gorrin was safe.", "The army said the market in Gorrin was safe."),
        ("Rebels will shell the market in Gorrin.", "The army will shell the market in Gorrin."),
        (
            "Rebels shelled a market in Gorrin on Sunday. The army shelled the market in Gorrin on Sunday.",
            "The army shelled the market in Gorrin on Sunday.",
        ),
    ],
    ids=["one kind", "other day", "other thing", "no kind", "words", "to come", "both in one"],
)
def test_no_row(told: Reader, left: str, right: str) -> None:
    """What may be one doer, or two acts, is no row."""
    assert doers(told, left, right) == []
