"""What nouns and predicates state."""

from collections.abc import Callable

import pytest

from crosswire.compare.frames import load_turns
from tests.compare.conftest import Told
from tests.compare.test_appraisals import sign_of
from tests.compare.test_stances import stances_of

Reader = Callable[..., Told]


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ("Osmark is one of the first backers of the levy.", 1),
        ("Osmark, a fierce critic of the levy, stayed away.", -1),
        ("Osmark has no objection to the levy.", 1),
        ("Osmark dropped its objections to the levy.", 1),
        ("“There is no need for the levy,” the minister said.", -1),
        ("“There is no alternative to the levy,” the minister said.", 1),
        ("“Without the levy there will be no schools,” the minister said.", 1),
        ("“There can be no levy,” the minister said.", -1),
        ("Osmark gave the levy its full backing.", 1),
        ("Osmark pledged 20 ships for the levy.", 1),
        ("Osmark protested on Tuesday against the levy.", -1),
    ],
)
def test_stated(told: Reader, line: str, sign: int) -> None:
    """A noun or predicate of stance shows for or against what it takes."""
    assert sign in sign_of(told, line, "levy") and -sign not in sign_of(told, line, "levy")


@pytest.mark.parametrize(
    "line",
    [
        "Osmark has yet to decide on the levy.",
        "Osmark is undecided about the levy.",
        "Osmark did not rule out a levy.",
        "Osmark would not be drawn on the levy.",
        "Osmark has not said whether it will back the levy.",
        "Osmark abstained in the vote on the levy.",
    ],
)
def test_open(told: Reader, line: str) -> None:
    """Who has not made up his mind, or keeps out of it, is open on the thing named."""
    assert {kind for kind, _, words in stances_of(told, line) if "levy" in words} == {"open"}


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ("Osmark took the levy to court.", -1),
        ("Osmark put the levy on hold.", -1),
        ("Osmark warned Veldania against the levy.", -1),
        ("Osmark wants to keep the levy in force.", 1),
    ],
)
def test_turned(told: Reader, line: str, sign: int) -> None:
    """Some verbs show a stance only with the words behind their object."""
    assert sign_of(told, line, "levy") == {sign}


def test_turns_are_whole() -> None:
    """Every turn has a kind of frame and a sign."""
    assert {kind for found in load_turns().values() for kind, _, _ in found} == {"attitude", "deed"}
    assert {sign for found in load_turns().values() for _, sign, _ in found} == {1, -1}
