"""Which issue a stance is about: pairs of lines of invented parties, of which one holds a position and the other only looks like it."""

from collections.abc import Callable

import pytest

from tests.compare.conftest import Told
from tests.compare.test_positions import cells

Reader = Callable[..., Told]
TREATY = (
    "Talks on the Harbour Treaty began in Corvane. The Harbour Treaty limits patrols of Veldania and Osmark.\n"
    "The dispute over the radar masts went on. The radar masts are tall.\n"
    "Osmark says the weather is fine. Veldania says the weather is bad.\n"
    "Veldania's Foreign Minister Ilse Marran said on Monday that the weather was fine.\n"
)


def cells_of(told: Reader, line: str) -> set[tuple[str, str, str]]:
    """Return the positions that one line gives, beside lines that make a treaty and masts issues."""
    return cells(told({"a.txt": TREATY + line + "\n", "b.txt": TREATY}, "2031-05-13"))


@pytest.mark.parametrize(
    ("line", "cell"),
    [
        ("Veldania rejected the Harbour Treaty.", ("Veldania", "Harbour Treaty", "opposes")),
        ("The Harbour Treaty was rejected by Veldania.", ("Veldania", "Harbour Treaty", "opposes")),
        ("Osmark read the Harbour Treaty, but Veldania rejected it.", ("Veldania", "Harbour Treaty", "opposes")),
        ("Veldania has spoken out against the radar masts.", ("Veldania", "radar masts", "opposes")),
        ("Veldania called for an end to the Harbour Treaty.", ("Veldania", "Harbour Treaty", "opposes")),
        ("Osmark said the Harbour Treaty was the keystone of peace.", ("Osmark", "Harbour Treaty", "supports")),
        (
            "On the Harbour Treaty, Osmark said “this is a cornerstone of peace.”",
            ("Osmark", "Harbour Treaty", "supports"),
        ),
        ("Osmark will build no radar masts until Veldania leaves the bay.", ("Osmark", "radar masts", "conditional")),
    ],
    ids=["object", "passive", "pronoun", "against", "an end to", "keystone", "topic in front", "condition"],
)
def test_governed(told: Reader, line: str, cell: tuple[str, str, str]) -> None:
    """What a word of stance governs is what the position is about."""
    assert cell in cells_of(told, line)


@pytest.mark.parametrize(
    "line",
    [
        "Veldania, which wants to help with the Harbour Treaty, condemned the killings in Corvane.",
        "Four sailors were hurt and two died near the radar masts, the Health Ministry of Osmark said.",
        "Veldania condemned the shelling of a village during the talks on the Harbour Treaty.",
        "Did Veldania support the Harbour Treaty?",
        "Opposition leaders in Veldania rejected the Harbour Treaty.",
        "Veldania faced criticism over the radar masts.",
        "Veldania, as opposed to Osmark, has radar masts.",
        "Osmark said the bay is the most important place for radar masts.",
        "Rivals in Veldania criticised the radar masts.",
        "Veldania must be told when work on the radar masts begins.",
    ],
    ids=[
        "another object",
        "casualties",
        "during",
        "question",
        "opposition",
        "criticism received",
        "as opposed to",
        "important place",
        "rivals in",
        "must be told",
    ],
)
def test_not_governed(told: Reader, line: str) -> None:
    """A word of stance beside an issue is no stance on it, and who binds no state gives it no position."""
    assert not cells_of(told, line)


def test_stopping_a_thing_is_against_it(told: Reader) -> None:
    """ "Whatever is necessary to stop" the masts is not for them."""
    found = cells_of(told, "Veldania demanded an end to the radar masts.")
    assert ("Veldania", "radar masts", "supports") not in found
