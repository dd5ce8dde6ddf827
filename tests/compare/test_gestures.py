"""Gestures and forebodings: a step in protest at a thing, a petition for it, a warning of what it would bring."""

from collections.abc import Callable

import pytest

from tests.compare.conftest import Told
from tests.compare.test_stances import stances_of

Reader = Callable[..., Told]


@pytest.mark.parametrize(
    ("line", "stance"),
    [
        ("Osmark pulled its ministers out of the cabinet in protest at the levy.", ("attitude", -1, "levy")),
        ("Osmark lit the harbour in support of the truce.", ("attitude", 1, "truce")),
        ("The dockers of Osmark chanted slogans against the levy.", ("attitude", -1, "levy")),
        ("The Harbour League left the government over the levy.", ("attitude", -1, "levy")),
        ("The Harbour League handed in a petition for the levy.", ("attitude", 1, "levy")),
        ("Osmark warned that the levy would scare off traders.", ("judge", -1, "levy")),
        ("Osmark said the dam would bring jobs.", ("judge", 1, "dam")),
        ("Osmark said the dam would cost jobs.", ("judge", -1, "dam")),
    ],
    ids=["protest at", "in support of", "slogans", "left over", "petition", "warned", "brings", "costs"],
)
def test_gesture(told: Reader, line: str, stance: tuple[str, int, str]) -> None:
    """What a party does or foresees shows where it stands."""
    assert stance in stances_of(told, line)


@pytest.mark.parametrize(
    "line",
    [
        "Osmark called off its strike over the levy.",
        "Osmark warned that the levy would continue.",
        "Osmark did not march in protest at the levy.",
    ],
    ids=["called off", "continues", "denied"],
)
def test_no_gesture(told: Reader, line: str) -> None:
    """What is ended, denied, or only foretold without its effect, is neither for nor against the thing."""
    assert ("attitude", -1, "levy") not in stances_of(told, line)
    assert ("judge", -1, "levy") not in stances_of(told, line)
