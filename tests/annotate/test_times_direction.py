"""Which way a time looks: by its clause, and by what stands between the two."""

import pytest

from crosswire.annotate.times import find_times
from tests.annotate.parse import parse


def looks(text: str) -> dict[str, str | None]:
    """Return the direction of each time of a text by its words."""
    return {text[t.start : t.end]: t.tense for t in find_times(*parse(text))}


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The minister left Hallin on Friday.", "Friday", "past"),
        ("The minister will leave Hallin on Friday.", "Friday", "future"),
        ("He said the talks would resume on Friday.", "Friday", "future"),
        ("The pact could take effect by noon on Friday.", "Friday", "future"),
        ("The guard would have left the port on Friday.", "Friday", "past"),
        ("The army urged residents to leave the coast by Friday.", "Friday", "future"),
        ("The two ministers agreed to meet on Friday in Trel Bay.", "Friday", "future"),
        ("The court forced him to resign on Friday.", "Friday", "past"),
        ("The vote is due on Friday.", "Friday", "future"),
        ("The envoy is visiting Hallin on Friday.", "Friday", "future"),
        ("Marran, who leads the polls ahead of an election on Sunday, was ill.", "Sunday", "future"),
        ("Crowds gathered ahead of the debate on Sunday.", "Sunday", "past"),
        ("Orlo pressed on with plans for a vote on Sunday.", "Sunday", "future"),
        ("Orlo pressed on with plans for a May 9 vote.", "May 9", "future"),
        ("Orlo rejected a proposal for a second dam on Friday.", "Friday", "past"),
        ("Ballots for a May 9 vote were printed in Osmark.", "May 9", None),
        ("The port was closed until May 9.", "May 9", None),
        ("The port was closed on May 9.", "May 9", "past"),
    ],
)
def test_direction(text: str, words: str, expected: str | None) -> None:
    """The verb's tense holds unless a modal, an infinitive, a limit or a plan stands between."""
    assert looks(text)[words] == expected


@pytest.mark.parametrize(
    "text",
    [
        "It was the first death in eight days of fighting.",
        "The third strike in two weeks wounded nine people.",
        "The bridge was built in three weeks.",
        "It is the second resignation in two weeks.",
    ],
)
def test_stretches_are_no_dates(text: str) -> None:
    """How long something took, or over what it is counted, names no day."""
    assert looks(text) == {}


def test_a_day_to_come_is_one() -> None:
    """ "In ten days" of what is to come is a day."""
    assert looks("The two sides will meet in ten days.") == {"in ten days": "future"}
