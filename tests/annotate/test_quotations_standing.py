"""How an attribution stands: said, denied, not yet said, or said only in a supposition."""

import pytest

from crosswire.annotate.quotations import find_quotations
from tests.annotate.parse import parse


def standing(text: str) -> tuple[bool, bool, bool]:
    """Return negated, future, hypothetical of the last quotation of a text."""
    document, parsed = parse(text)
    last = max(find_quotations(document, parsed)[0], key=lambda q: (q.cue, q.id))
    return last.negated, last.future, last.hypothetical


@pytest.mark.parametrize(
    "text",
    [
        "Marran did not say whether the fleet would sail.",
        "Marran never said that the fleet would sail.",
        "Marran would not say whether the fleet had sailed.",
        "Marran could not say where the fleet was.",
        "Nobody told us that the harbour was closed.",
        "No minister has said that the fleet will sail.",
        "Neither side has said when the fleet will sail.",
        "None of the pilots said they had seen the light.",
        "Marran declined to say whether the fleet had sailed.",
        "Marran refused to confirm that the fleet had sailed.",
        "Marran stopped short of saying that the fleet had sailed.",
        "Marran has yet to comment on the fire.",
        "Marran left without saying why the fleet had sailed.",
        "Marran denied that the fleet had sailed.",
        "Marran denied any knowledge of the letter.",
        "The council made no mention of the fleet.",
        "Marran would not be drawn on when the fleet would sail.",
    ],
)
def test_what_was_not_said(text: str) -> None:
    """Refusals, denials, and what nobody said."""
    assert standing(text) == (True, False, False)


@pytest.mark.parametrize(
    "text",
    [
        "Marran will tell the council that the fleet must sail.",
        "Marran is expected to announce that the fleet will sail.",
        "Marran is due to report that the fleet has sailed.",
        "Marran is about to declare that the strait is closed.",
        "Marran plans to argue that the fleet was late.",
        "The two envoys are to announce on Sunday that the fleet will sail.",
        "Marran said she would tell the council that the fleet must sail.",
        "The council will issue a statement condemning the raid.",
    ],
)
def test_what_is_still_to_be_said(text: str) -> None:
    """Will, infinitives of what is to come, and "would" as reported from the past."""
    assert standing(text) == (False, True, False)


@pytest.mark.parametrize(
    "text",
    [
        "Marran would say that the fleet must sail.",
        "Critics might argue that the fleet is too small.",
        "If Marran says that the fleet has sailed, nobody will believe it.",
        "Should the court rule that the treaty is void, the fleet must sail.",
    ],
)
def test_what_is_said_only_perhaps(text: str) -> None:
    """Suppositions and conditions."""
    assert standing(text) == (False, False, True)


@pytest.mark.parametrize(
    "text",
    [
        "Marran said that the fleet would sail.",
        "Marran went on to say that the fleet had sailed.",
        "Marran is said to have told aides that the fleet had sailed.",
        "Marran said that nobody had seen the fleet.",
    ],
)
def test_what_was_said(text: str) -> None:
    """What stands in the content says nothing of the cue."""
    assert standing(text) == (False, False, False)
