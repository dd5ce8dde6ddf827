"""One thing in two opposite states."""

from collections.abc import Callable

import pytest

from tests.compare.conftest import Told

Reader = Callable[..., Told]


def rows_of(told: Reader, left: str, right: str) -> list[str]:
    """Return the bases of the rows over standing."""
    found = told({"a.txt": left + "\n", "b.txt": right + "\n"}, "2031-05-13")
    return [row.basis for row in found.of_kind("status") if row.basis == "two opposite states"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The factory has been closed.", "The factory is still running."),
        ("The Steen crossing remains open, customs officers said.", "Osmark has closed the Steen crossing."),
        ("The fire on Mount Sarn has been put out.", "The fire on Mount Sarn is still burning."),
        ("Divers found the flight recorder.", "The flight recorder is missing."),
        ("Parliament approved the harbour law.", "Parliament put off the harbour law."),
    ],
)
def test_opposites(told: Reader, left: str, right: str) -> None:
    """Two states that cannot both hold are a difference."""
    assert rows_of(told, left, right) == ["two opposite states"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The factory has been closed.", "The bakery is still running."),
        ("A factory has been closed.", "A factory is still running."),
        ("The factory has been closed.", "The factory will be open again in June."),
        ("The factory has been closed.", "Unless the factory is open, nobody is paid."),
        ("The factory has been closed.", "The factory is not open."),
        ("The factory has been closed. The factory is open again.", "The factory is still running."),
        ("Osmark accepted the harbour truce.", "Veldania rejected the harbour truce."),
        ("Osmark accepted the harbour truce.", "The harbour truce was rejected."),
        ("Three factories have been closed.", "Other factories are still running."),
    ],
    ids=[
        "other thing",
        "one of several",
        "to come",
        "a condition",
        "denied",
        "both in one",
        "two deciders",
        "an unknown decider",
        "others",
    ],
)
def test_no_row(told: Reader, left: str, right: str) -> None:
    """Other things, plans, conditions and one account's own turn are none."""
    assert rows_of(told, left, right) == []
