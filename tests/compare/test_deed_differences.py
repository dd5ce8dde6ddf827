"""Places of one deed."""

import pytest

from crosswire.compare.deed_differences import elsewhere


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("in Tirsk", "near Corvane", True),
        ("in Shirana", "in Sharuna", False),
        ("in the bay", "in Tirsk", False),
        ("in Tirsk and Brend", "in Tirsk", True),
    ],
    ids=["two places", "two spellings", "no name", "a longer list"],
)
def test_elsewhere(one: str, other: str, apart: bool) -> None:
    """Two names are two places, unless they are spellings of one."""
    assert elsewhere(one, other) is apart
