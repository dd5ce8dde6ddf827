"""What clauses say of their subjects, and what somebody calls a thing."""

from collections.abc import Callable

import pytest

from crosswire.compare.frames import judging_phrases, load_appraisals
from tests.compare.conftest import Told
from tests.compare.test_stances import stances_of

Reader = Callable[..., Told]


def sign_of(told: Reader, line: str, word: str) -> set[int]:
    """Return the signs that a line shows towards what is named by a word."""
    return {sign for _, sign, words in stances_of(told, line) if word in words and sign}


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ("“The levy is out of the question,” the minister said.", -1),
        ("“The levy amounts to blackmail,” the minister said.", -1),
        ("“The levy is too high,” the minister said.", -1),
        ("“The levy has no place in a free market,” the minister said.", -1),
        ("“The levy is here to stay,” the minister said.", 1),
        ("“The levy is not worth the trouble,” the minister said.", -1),
        ("“The levy would make the poor poorer and life worse,” the minister said.", -1),
        ("“The levy will make the sea safer,” the minister said.", 1),
        ("“The levy is not directed against anybody,” the minister said.", 1),
        ("“The levy will not work,” the minister said.", -1),
        ("“That levy was a disaster for our workers,” the minister said.", -1),
        ("“The levy is contrary to the rules,” the minister said.", -1),
        ("Osmark considers the levy illegal.", -1),
        ("Osmark described the levy, which nobody has paid yet, as a triumph.", 1),
    ],
)
def test_judgement(told: Reader, line: str, sign: int) -> None:
    """What is said of a thing shows for or against it, in words and in set phrases."""
    assert sign_of(told, line, "levy") == {sign}


@pytest.mark.parametrize(
    "line",
    [
        "“The levy worked in March,” the minister said.",
        "“Osmark works on the levy,” the minister said.",
        "“The levy brings in 30 million crowns,” the minister said.",
    ],
)
def test_how_a_thing_fared_is_no_judgement(told: Reader, line: str) -> None:
    """What a thing did is told by its friends and its foes."""
    assert not sign_of(told, line, "levy")


def test_what_takes_time_is_put_off(told: Reader) -> None:
    """ "Will take time" only talks of a thing."""
    assert ("talk", 0, "levy") in stances_of(told, "“A decision on the levy will take time,” the minister said.")


def test_phrases_are_no_words() -> None:
    """What stands with _ in the table is matched as a phrase, whatever joins its words."""
    assert not any("_" in word for word in load_appraisals())
    assert any(p.match("one-sided") for p, sign in judging_phrases() if sign < 0)
