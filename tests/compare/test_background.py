"""What an account recalls."""

from collections.abc import Callable

import pytest

from tests.compare.conftest import Told

Reader = Callable[..., Told]

NEWS = "Osmark opened the lighthouse on Gull Rock on Monday.\n"
STORY = "2031-05-13"  # a Tuesday


def status_of(told: Reader, sentence: str, value: str) -> str:
    """Return the standing of the entry of a date in an account that tells its news and then a sentence."""
    return next(e.status for e in told({"a.txt": NEWS + sentence}, STORY).timeline if e.date.value == value)


@pytest.mark.parametrize(
    ("sentence", "value", "status"),
    [
        ("Veldania lifted its ban on lamps last month.\n", "2031-04", "reported earlier"),
        ("The tower was built in 2009.\n", "2009", "reported earlier"),
        ("The keeper had resigned on May 9.\n", "2031-05-09", "reported earlier"),
        ("The keeper resigned on May 9.\n", "2031-05-09", "done"),
        ("The keeper resigned on May 2.\n", "2031-05-02", "reported earlier"),
        ("Police said the keeper had fled on May 9.\n", "2031-05-09", "done"),
        ("Veldania will lift its ban on May 20.\n", "2031-05-20", "planned"),
    ],
    ids=["last month", "a year", "pluperfect", "the same week", "the week before", "reported speech", "to come"],
)
def test_recalled(told: Reader, sentence: str, value: str, status: str) -> None:
    """What lies a week or a month behind, or is told in the pluperfect, is reported earlier; the pluperfect of reported speech is only its tense."""
    assert status_of(told, sentence, value) == status


def test_the_opening_tells_the_news(told: Reader) -> None:
    """However old, what an account opens with is its news."""
    found = told({"a.txt": "Osmark closed its ports on April 2, officials said.\n"}, STORY)
    assert ("2031-04-02", "done") in {(e.date.value, e.status) for e in found.timeline}
