"""The tables of names, and what a text teaches about names that no table knows."""

import pytest

from crosswire.annotate.names import (
    cells,
    groups,
    key_of,
    learn_world,
    nouns,
    proper_names,
    read_table,
    roles,
)
from crosswire.annotate.words import find_words
from tests.annotate.parse import parse


def world(text: str):  # type: ignore[no-untyped-def]
    """Return what a text teaches."""
    _, parsed = parse(text)
    return learn_world(find_words(p) for p in parsed.paragraphs)


@pytest.mark.parametrize("table", ["states.tsv", "bodies.tsv", "roles.tsv", "groups.tsv", "nouns.tsv"])
def test_each_table_says_where_it_comes_from(table: str) -> None:
    """A table begins with a line on its origin and has rows."""
    from importlib import resources

    text = resources.files("crosswire.annotate").joinpath("lexicon", table).read_text(encoding="utf-8")
    assert text.startswith("# ") and read_table(table)


def test_states_have_three_letter_codes_once() -> None:
    """Codes are three capitals, each on one row."""
    codes = [row[0] for row in read_table("states.tsv")]
    assert all(len(c) == 3 and c.isupper() for c in codes)
    assert len(codes) == len(set(codes)) > 190


def test_names_demonyms_and_capitals_lead_to_their_state() -> None:
    """Every column is looked up."""
    names = proper_names()
    assert names[("uk",)].code == "GBR"
    assert names[("french",)].name == "France" and names[("french",)].kind == "demonym"
    assert names[("lisbon",)].kind == "capital"
    assert names[("united", "nations")].code == "UNO"


def test_roles_have_families_and_plurals() -> None:
    """A plural leads to the same office; a general noun's family is in capitals."""
    assert roles()[("foreign", "ministers")].name == "foreign minister"
    assert roles()[("foreign", "ministers")].plural
    assert "HEAD" in roles()[("chief",)].kinds
    assert "observers" in groups() and "daily" in nouns()["media"]


def test_keys_take_hyphens_apart() -> None:
    """A key is the same with hyphen, slash or blank."""
    assert key_of("Secretary-General") == ("secretary", "general") == key_of("secretary general")
    assert cells(["a", "b|c|"], 1) == ["b", "c"] and cells(["a"], 1) == []


def test_a_foreign_minister_makes_a_state() -> None:
    """X's foreign minister: X is a state, and its adjective is recognised by the stem."""
    learned = world("Veldania's foreign minister left. Veldanian Foreign Minister Ilse Marran was tired.").learned
    assert learned[("veldania",)].kind == "state"
    assert learned[("veldanian",)].kind == "demonym" and learned[("veldanian",)].name == "Veldania"


def test_a_secretary_general_makes_a_body() -> None:
    """X's secretary general: X is no state."""
    assert world("They met Straitwatch's secretary general.").learned[("straitwatch",)].kind == "body"


def test_a_capital_is_learnt_from_its_apposition() -> None:
    """Y, the X capital; X's capital, Y; the capital of X, Y."""
    for text in (
        "Hallin, the Osmark capital, was calm. Osmark's government met.",
        "Osmark's capital, Hallin, was calm.",
    ):
        entry = world(text).learned[("hallin",)]
        assert (entry.kind, entry.name) == ("capital", "Osmark")


def test_a_city_that_speaks_stands_for_the_state_it_lies_in() -> None:
    """A dateline tells where a city lies; only a speaking one stands for its state."""
    text = "Corvane says the talks failed. CORVANE, VELDANIA (MAY 14) SHIPS IN PORT. Veldania's president left."
    entry = world(text).learned[("corvane",)]
    assert (entry.kind, entry.name) == ("capital", "Veldania")


def test_a_person_owns_ministers_too() -> None:
    """X's foreign minister does not make a state of somebody whom the text names as a person."""
    learned = world("President Emeric Tolvan spoke. Emeric Tolvan's foreign minister listened.").learned
    assert ("emeric", "tolvan") not in learned


def test_determiners_and_institutions_are_no_states() -> None:
    """The government; the League's troops."""
    learned = world("The government fell. The Littoral League's troops left. The Foreign Minister stayed.").learned
    assert ("the",) not in learned and ("littoral", "league") not in learned
