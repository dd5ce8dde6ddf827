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


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("France and Portugal agreed on a new border in the north.", "AGREE", ["France", "Portugal"], []),
        ("Both France and NATO signed a treaty.", "SUPPORT", ["France", "NATO"], []),
        ("France urged Portugal and NATO to talk.", "REQUEST", ["France"], ["Portugal", "NATO"]),
        ("French and Portuguese ministers met on Monday.", "CONSULT", ["French", "Portuguese ministers"], []),
        ("France and Portugal said they will attack Spain.", "THREATEN", ["France", "Portugal"], ["Spain"]),
    ],
)
def test_joined_sides(text: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    """Those who act together are parties of their own, without what joins them."""
    assert told(text) == [(kind, actors, recipients)]


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("France will withdraw its troops from Portugal.", "AGREE", ["France"], ["Portugal"]),
        ("France threatened to break off relations with Portugal.", "THREATEN", ["France"], ["Portugal"]),
        ("NATO tightened the blockade of Portugal with Spain's help.", "COERCE", ["NATO"], ["Portugal"]),
        ("France issued a declaration demanding that Portugal leave.", "REQUEST", ["France"], ["Portugal"]),
        ("France reimposed a blockade in Portugal, a spokesman announced.", "COERCE", ["France"], ["Portugal"]),
        ("The minister of France met Prime Minister Ilse Marran of Portugal Tuesday.", "CONSULT", None, None),
        ("A car bomb killed a French soldier.", "ASSAULT", ["car bomb"], ["French soldier"]),
        ("A Portuguese journalist was arrested in France.", "COERCE", ["France"], ["A Portuguese journalist"]),
    ],
)
def test_whose_act_and_to_whom(text: str, kind: str, actors: list[str] | None, recipients: list[str] | None) -> None:
    """What is an actor's own is not the other side; nor is who helps, who tells, a day; a weapon acts where nobody is named."""
    found = [event for event in told(text) if event[0] == kind]
    assert len(found) == 1
    assert actors is None or found[0][1:] == (actors, recipients)


def test_how_people_met() -> None:
    """With a body among them, or in the state of one of them."""
    modes = {
        "France and NATO held talks in Rome.": "multilateral",
        "The Portuguese minister met the French president in Paris.": "visit",
        "The Portuguese minister met the French president.": None,
        "The French president met the Portuguese minister at the Elysee Palace.": "visit",
    }
    for text, mode in modes.items():
        assert [e.mode for e in events_of(text)] == [mode]


def test_governments_that_deal_with_each_other_are_of_two_countries() -> None:
    """ "President Reve met the Portuguese minister" does not make him Portuguese; "the rebels attacked the Portuguese army" are at home."""
    (met,) = events_of("President Anton Reve met the Portuguese minister.")
    assert [p.country for p in met.actors] == [None]
    (fought,) = events_of("The rebels attacked the Portuguese army.")
    assert [p.country for p in fought.actors] == ["PRT"]
