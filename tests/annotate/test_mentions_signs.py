"""What the words around a name say of its kind."""

import pytest

from crosswire.annotate.mentions import find_mentions
from crosswire.annotate.mentions_signs import begins_with_name, speaks_as
from crosswire.annotate.words import find_words
from crosswire.model import Mention
from tests.annotate.parse import parse


def mentions(text: str) -> dict[str, Mention]:
    """Return the mentions of a text by their words."""
    document, parsed = parse(text)
    return {text[m.start : m.end]: m for m in find_mentions(document, parsed)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quorl said he was ill.", "person"),
        ("Quorl told reporters she would go.", "person"),
        ("Quorl said it had no plans.", "body"),
        ("Quorl said it was late.", None),
        ("Quorl said Marran thought he was ill.", None),
        ("Quorl said. He left.", None),
    ],
)
def test_who_speaks_of_himself(text: str, expected: str | None) -> None:
    """He and she make a person, "it had" a body; a name in between takes the pronoun."""
    _, parsed = parse(text)
    assert speaks_as(find_words(parsed.paragraphs[0]), 2) == expected


def test_a_first_word_in_another_alphabet_is_a_name() -> None:
    """No tagger of English knows it."""
    _, parsed = parse("Рябченков left at noon.")
    assert begins_with_name(find_words(parsed.paragraphs[0]), 0)


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("He saw Abelgard, who was ill, at home.", "Abelgard", "person"),
        ("Vorstel, 44, bought the mill.", "Vorstel", "person"),
        ("She told the newspaper Rahva Teataja that it was over.", "Rahva Teataja", "organisation"),
        ("Choe Min-ho, the defence minister, was silent.", "Choe Min-ho, the defence minister", "person"),
        (
            "The Veldania-Osmark Forum met in Corvane. Veldania's foreign minister spoke.",
            "Veldania-Osmark Forum",
            "organisation",
        ),
        ("Prime Minister Bo Raske of Lyngen spoke. Lyngen is small.", "Lyngen", "state"),
        ("Grummond Steel Ltd is closing. Grummond said steel was cheap.", "Grummond", "organisation"),
    ],
)
def test_kinds_from_context(text: str, words: str, kind: str) -> None:
    """Relatives, ages, outlets, hyphens, titles and firms tell what a name is."""
    assert mentions(text)[words].type == kind


def test_who_leads_a_body_holds_an_office() -> None:
    """ "Who leads the League" is an office of the League."""
    found = mentions("Ilse Marran, who leads the Littoral League, said so.")["Ilse Marran"]
    assert (found.role, found.of) == ("leader", "Littoral League")


def test_an_initial_tells_two_people_apart() -> None:
    """P. and T. Brandreth are two; P. Brandreth and Phyllis Brandreth of one text are one."""
    found = mentions("P. Brandreth met T. Brandreth. Phyllis Brandreth smiled.")
    assert found["P. Brandreth"].entity != found["T. Brandreth"].entity
    assert found["P. Brandreth"].entity == found["Phyllis Brandreth"].entity
