"""Noun phrases, names with their abbreviation, content words."""

from crosswire.annotate.phrases import find_lemmas, find_phrases
from crosswire.model import Phrase
from tests.annotate.parse import parse


def phrases(text: str) -> dict[str, Phrase]:
    """Return the phrases of a text by their words."""
    return {text[p.start : p.end]: p for p in find_phrases(*parse(text))}


def test_phrases_lose_determiner_and_owner() -> None:
    """The key is lemmas in lower case."""
    found = phrases("Osmark's threatened departure upset the arms control treaties.")
    assert found["threatened departure"].key.endswith("departure")
    assert found["arms control treaties"].key == "arm control treaty"
    assert found["arms control treaties"].head == "treaty"


def test_both_spellings_have_one_key() -> None:
    """Defence and defense."""
    assert (
        phrases("The missile defence shield.")["missile defence shield"].key
        == phrases("The missile defense shield.")["missile defense shield"].key
    )


def test_a_name_comes_with_its_abbreviation() -> None:
    """The words that the letters begin, and the noun behind the brackets."""
    found = phrases(
        "They spoke of the Conventional Ships in Straits (CSS) Treaty and of the Aurn Passage Treaty (APT)."
    )
    assert found["Conventional Ships in Straits (CSS) Treaty"].abbreviation == "CSS"
    assert found["Aurn Passage Treaty"].abbreviation == "APT"


def test_brackets_that_spell_nothing_are_left() -> None:
    """A place or a party in brackets is no abbreviation."""
    assert not [p for p in phrases("Edda Sorle (Tirsk) left the hall.").values() if p.abbreviation]


def test_times_and_pronouns_are_no_phrases() -> None:
    """Nothing to be about."""
    assert not phrases("He came on Tuesday.")


def test_proper_and_zone() -> None:
    """A phrase says whether it holds a name, and where it stands."""
    text = "Radar plans.\nFrench radar"
    found = phrases(text)
    assert not found["Radar plans"].proper or found["Radar plans"].where == "body"
    document, parsed = parse(text, zones=[("French radar", "caption")])
    assert {p.where for p in find_phrases(document, parsed)} == {"body", "caption"}


def test_lemmas_are_counted_without_stop_words() -> None:
    """Sorted, lower case, content words only."""
    lemmas = find_lemmas(*parse("The ships were sailing. A ship sails to the Straits."))
    assert dict(lemmas)["ship"] == 2 and dict(lemmas)["sail"] == 2
    assert list(lemmas) == sorted(lemmas) and "the" not in dict(lemmas)
