"""Turns: labelled paragraphs of people who talk to each other."""

import pytest

from crosswire.annotate.quotations import find_quotations
from tests.annotate.parse import parse


def turns(text: str) -> list[tuple[str, str]]:
    """Return (source, content) of the turns of a text."""
    document, parsed = parse(text)
    rows = find_quotations(document, parsed)[0]
    return [
        (" ".join(text[a:b] for a, b in q.source), " | ".join(text[a:b] for a, b in q.content))
        for q in rows
        if q.basis.startswith(("turn", "headline"))
    ]


def test_question_and_answer() -> None:
    """Q and A show turns by themselves; the label is the source."""
    text = "Q: Did the fleet sail?\nA: It sailed at dawn. I saw it."
    assert turns(text) == [("Q", "Did the fleet sail?"), ("A", "It sailed at dawn. I saw it.")]


def test_names_that_come_twice() -> None:
    """A transcript of two speakers."""
    text = "MARRAN: The valves were tested.\nCHAIRMAN: Who signed for it?\nMARRAN: I did."
    assert [s for s, _ in turns(text)] == ["MARRAN", "CHAIRMAN", "MARRAN"]


def test_a_paragraph_between_two_turns_belongs_to_the_first() -> None:
    """An answer of two paragraphs is one record."""
    text = "Q: Did the fleet sail?\nA: It sailed at dawn.\nNobody waved to it.\nQ: And then?\nA: Then it rained."
    assert turns(text)[1] == ("A", "It sailed at dawn. | Nobody waved to it.")


def test_what_is_said_inside_a_turn_is_nested() -> None:
    """The inner attribution points to the turn."""
    text = "Q: Who was there?\nA: The pilot told me that the fleet had sailed."
    document, parsed = parse(text)
    rows = {
        q.basis.split(";")[0]: q for q in find_quotations(document, parsed)[0] if "pilot" in q.text or "fleet" in q.text
    }
    turn = rows.pop("turn")
    assert [q.nested_in for q in rows.values()] == [turn.id]


def test_turns_of_an_excerpt() -> None:
    """Each turn begins with a mark that is never closed; a paragraph that begins with a mark goes on with the turn, another does not, and the
    headline is no turn of it."""
    text = (
        'Reeve: The Fleet Will Sail.\nThe two met on Monday.\n"DELL: Will it sail?\n"REEVE: It will. I gave my word.\n'
        '"And I keep it.\n"DELL: So you say.\nThe debate lasted an hour.'
    )
    assert turns(text) == [
        ("DELL", "Will it sail?"),
        ("REEVE", 'It will. I gave my word. | "And I keep it.'),
        ("DELL", "So you say."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Note: the gates close at nine.\nTickets: forty crowns at the door.\nVenue: the old customs house.",
        "Marran: 46.\nOsk: 12.\nMarran: 48.",
        "The list: it is long.",
        "Note: the fleet sails at dawn.",
    ],
)
def test_labels_that_are_no_turns(text: str) -> None:
    """Facts, scores, and a single label."""
    assert turns(text) == []


def test_a_headline_says_who_says_it() -> None:
    """A first line of a name, a colon and a clause without a full stop."""
    assert turns("Minister: no ships will sail\nThe fleet stays in port.") == [("Minister", "no ships will sail")]
