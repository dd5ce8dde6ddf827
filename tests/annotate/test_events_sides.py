"""Who does an act and to whom, as the parse says it."""

import pytest

from tests.annotate.events_of import events_of, told, words


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("France gave Portugal food.", ["France"], ["Portugal"]),
        ("France sent food to Portugal.", ["France"], ["Portugal"]),
        ("Portugal was attacked by France.", ["France"], ["Portugal"]),
        ("At a meeting with the Spanish minister, France accused Portugal of spying.", ["France"], ["Portugal"]),
        ("Portugal, which France accused of spying, left.", ["France"], ["Portugal"]),
        ("France criticised Portugal's plans.", ["France"], ["Portugal"]),
        ("Thousands of French students rallied to demand reforms by Portugal.", ["French students"], ["Portugal"]),
    ],
)
def test_sides(text: str, actors: list[str], recipients: list[str]) -> None:
    """Datives, prepositions, agents, relative clauses, owners and aims."""
    found = [(a, r) for kind, a, r in told(text) if kind != "CONSULT"]
    assert len(found) == 1
    (who, whom) = found[0]
    assert [w.split()[-1] for w in who] == [a.split()[-1] for a in actors]
    assert whom == recipients


def test_nobody_acts_on_itself() -> None:
    """A pronoun for the actor is no recipient."""
    for event in events_of("France said it attacked Portugal."):
        assert words("France said it attacked Portugal.", event.recipients) == ["Portugal"]
