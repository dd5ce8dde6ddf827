"""Lists and their members."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.compare.lists import compare_members, find_lists


def lists_of(words: str) -> list[tuple[str, ...]]:
    """Return the members of each list of a stretch."""
    return [found.members for found in find_lists(words, (0, len(words)))]


def told_otherwise(left: str, right: str) -> str | None:
    """Return what the right stretch has for the left one's first list, if it is another list."""
    (mine, *_) = find_lists(left, (0, len(left)))
    span = compare_members(mine, find_lists(right, (0, len(right))), right, [(0, len(right))], left)
    return right[slice(*span)] if span else None


@pytest.mark.parametrize(
    ("words", "members"),
    [
        ("the sale of oil, gas and timber", [("oil", "gas", "timber")]),
        ("the towns of Marne, Upper Sill and Kroon", [("marn", "upper sill", "kroon")]),
        ("smugglers from Karsia or Brend", [("karsi", "brend")]),
        ("boats and nets", [("boat", "net")]),
        ("pistols, an axe and a rope", [("pistol", "axe", "rop")]),
        ("the Liberals, the Greens and the Farmers", [("liber", "green", "farme")]),
        ("the alliance and Russia", []),
        ("herring", []),
    ],
)
def test_members(words: str, members: list[tuple[str, ...]]) -> None:
    """Members are joined by commas and a last "and" or "or"; names and other words make no list together."""
    assert lists_of(words) == members


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        ("the sale of oil, gas and timber", "the sale of oil and gas", "oil and gas"),
        ("smugglers from Karsia or Brend", "smugglers from Karsia", "Karsia"),
        ("in Marne and Kroon", "in Kroon and Sill", "Kroon and Sill"),
        ("jail and fines", "prison and fines", None),
        ("the League and Veldania", "the League", None),
        ("of oil and gas", "of oil and gas", None),
        ("of oil and gas", "of herring and cod", None),
    ],
)
def test_other_lists(left: str, right: str, told: str | None) -> None:
    """A longer or shorter list, or other names; the same in other words is none."""
    assert told_otherwise(left, right) == told


@given(st.text(max_size=80))
def test_places_hold(words: str) -> None:
    """Whatever the text, lists lie in it and have two members or more."""
    for found in find_lists(words, (0, len(words))):
        assert 0 <= found.span[0] < found.span[1] <= len(words)
        assert len(found.members) >= 2
