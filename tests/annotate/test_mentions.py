"""Mentions: names, titles, appositions, metonyms, compounds, groups - of states and people that no table knows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.annotate.mentions import find_mentions
from tests.annotate.parse import mentions_of, parse

STORY = (
    "Veldanian Foreign Minister Ilse Marran met Littoral League Secretary General Corin van der Aale on Friday.\n"
    "Marran said the talks were hard. Van der Aale said the League would go on.\n"
    "Veldania's government backs the Veldania-League Council.\n"
)


def test_a_title_gives_role_and_owner() -> None:
    """The whole mention has the title in it; the bare name, the role and what it belongs to stand apart."""
    m = mentions_of(STORY)["Veldanian Foreign Minister Ilse Marran"]
    assert (m.type, m.name, m.role, m.of) == ("person", "Ilse Marran", "foreign minister", "Veldania")
    m = mentions_of(STORY)["Littoral League Secretary General Corin van der Aale"]
    assert (m.name, m.of) == ("Corin van der Aale", "Littoral League")


def test_a_portfolio_is_no_name() -> None:
    """ "Minister of Fisheries Ilse Marran" is Ilse Marran; her portfolio belongs to the title."""
    m = mentions_of("Minister of Fisheries Ilse Marran met Minister of Trade and Industry Olga Brandt.\n")
    assert [(x.name, x.role) for x in m.values()] == [
        ("Ilse Marran", "minister of fisheries"),
        ("Olga Brandt", "minister of trade and industry"),
    ]


def test_a_surname_is_its_person() -> None:
    """Also with particles, also at a sentence's start."""
    found = mentions_of(STORY)
    assert found["Marran"].entity == found["Veldanian Foreign Minister Ilse Marran"].entity
    assert found["Van der Aale"].entity == "person:corin aale"


def test_a_short_name_is_its_body() -> None:
    """The League is the Littoral League."""
    assert mentions_of(STORY)["League"].entity == "organisation:littoral league"


def test_compounds_do_not_mind_order() -> None:
    """A-B Council and B-A Council are one body, and an acronym of either is too."""
    found = mentions_of("The Osmark-Tirsk Council met. The Tirsk-Osmark Council rose. Officials praised the OTC.")
    keys = {m.entity for words, m in found.items() if "Council" in words or words == "OTC"}
    assert keys == {"organisation:osmark tirsk council"}


def test_a_capital_is_a_place_or_a_state() -> None:
    """In Lisbon: a place. Lisbon says: the state, marked as standing for it."""
    text = "They met in Lisbon. Lisbon says the tests will stop, and ties with Lisbon have improved."
    document, parsed = parse(text)
    found = [m for m in find_mentions(document, parsed) if "Lisbon" in text[m.start : m.end]]
    assert [m.type for m in found] == ["place", "state", "state"]
    assert found[1].stands_for and (found[1].name, found[1].country, found[1].seat) == ("Portugal", "PRT", "Lisbon")


def test_an_apposition_is_one_mention() -> None:
    """Office first, or name first."""
    text = "Osmark's envoy to the League, Dorian Kesk, was quoted. Dorian Kesk, Osmark's envoy to the League, left."
    found = mentions_of(text)
    for words in ("Osmark's envoy to the League, Dorian Kesk", "Dorian Kesk, Osmark's envoy to the League"):
        assert (found[words].name, found[words].role, found[words].of) == ("Dorian Kesk", "envoy", "Osmark")


def test_a_former_office_is_not_held() -> None:
    """It keeps no families, so that "the adviser" is not resolved to who once was it."""
    m = mentions_of("Former Osmark national security adviser Bertil Oskarne told reporters.")
    found = next(x for x in m.values() if x.name == "Bertil Oskarne")
    assert found.role == "former national security adviser" and found.role_kinds == ()


@pytest.mark.parametrize(
    ("text", "words", "role", "of"),
    [
        ("The French president said no.", "The French president", "president", "France"),
        ("Talks with the UN chief failed.", "the UN chief", "chief", "United Nations"),
        ("Osmark's prime minister said no.", "Osmark's prime minister", "prime minister", "Osmark"),
        ("He saw the president of Portugal yesterday.", "the president of Portugal", "president", "Portugal"),
    ],
)
def test_an_office_without_a_name(text: str, words: str, role: str, of: str) -> None:
    """A nominal keeps role and owner for coreference."""
    m = mentions_of(text)[words]
    assert (m.kind, m.type, m.role, m.of, m.entity) == ("nominal", "person", role, of, None)


def test_a_role_in_front_of_a_noun_is_nobody() -> None:
    """Foreign minister talks."""
    assert not [m for m in mentions_of("The foreign minister talks failed.").values() if m.role]


def test_groups() -> None:
    """With an owner, without one, and people of a state."""
    found = mentions_of("French officials warned of trouble. Observers disagreed, and NATO members declined.")
    assert found["French officials"].of == "France" and found["French officials"].country == "FRA"
    assert found["Observers"].type == "group" and found["Observers"].of is None
    assert found["NATO members"].of == "NATO"


def test_an_outlet_is_known_by_its_noun() -> None:
    """A daily, a news agency: whatever the tagger thought."""
    found = mentions_of("The state-owned Corvane Zarya daily said so. He was quoted by the Veldapress news agency.")
    assert {m.name for m in found.values() if m.basis == "outlet"} >= {"Veldapress"}
    assert any("Zarya" in (m.name or "") and m.type == "organisation" for m in found.values())


def test_treaties_and_adjectives_are_nobody() -> None:
    """A treaty, its abbreviation, pro-X, X-led."""
    text = "The Open Waters (OW) Treaty, the OW treaty and the pro-Lisbon, Paris-led group."
    assert not [w for w in mentions_of(text) if "OW" in w or "Waters" in w or "Lisbon" in w or "Paris" in w]


def test_shouted_names_are_those_of_the_text() -> None:
    """In capitals only what is known elsewhere is taken."""
    text = STORY + "VARIOUS OF MARRAN AND VAN DER AALE SHAKING HANDS\n"
    found = mentions_of(text)
    assert found["MARRAN"].entity == "person:ilse marran"
    assert found["VAN DER AALE"].entity == "person:corin aale"
    assert not [w for w in found if "HANDS" in w or "VARIOUS" in w]


def test_furniture_is_not_read() -> None:
    """What stands in furniture has no mentions."""
    text = "Marran spoke.\nRead more about President Emeric Tolvan"
    assert "President Emeric Tolvan" not in mentions_of(
        text, zones=[("Read more about President Emeric Tolvan", "furniture")]
    )


def test_order_and_ids_are_stable() -> None:
    """Twice the same, sorted by place."""
    document, parsed = parse(STORY)
    first = find_mentions(document, parsed)
    assert first == find_mentions(*parse(STORY))
    assert list(first) == sorted(first, key=lambda m: (m.start, m.end, m.id))
    assert len({m.id for m in first}) == len(first)


PIECES = (
    "Marran",
    "the",
    "League",
    "'s",
    "chief",
    ",",
    "(",
    "Treaty",
    "U.S.",
    "-",
    "Veldania",
    "said",
    "“",
    "\n",
    "of",
    "\U0001f30a",
    "MARRAN",
    ".",
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_any_soup_is_read(pieces: list[str]) -> None:
    """No order of words breaks it; every mention lies in the text and is not blank."""
    text = " ".join(pieces)
    document, parsed = parse(text)
    for m in find_mentions(document, parsed):
        assert 0 <= m.start < m.end <= len(text) and text[m.start : m.end].strip()
