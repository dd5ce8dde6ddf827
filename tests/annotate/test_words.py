"""Words: hyphens, initials, sentence starts."""

from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.annotate.words import find_words, plain, word_set
from tests.annotate.parse import parse


def words(text: str) -> list[str]:
    """Return the words of a one-paragraph text."""
    _, parsed = parse(text)
    return [w.text for w in find_words(parsed.paragraphs[0])]


def test_hyphens_between_letters_join_words() -> None:
    """A hyphen compound is several words, the later ones marked as joined."""
    _, parsed = parse("The Veldania-Osmark Council met in mid-May.")
    found = {w.text: w for w in find_words(parsed.paragraphs[0])}
    assert found["Osmark"].joined and found["May"].joined
    assert not found["Council"].joined


def test_initials_and_titles_lose_their_dots_only() -> None:
    """The dot of "W." and "Mr." is no word; dotted abbreviations stay whole."""
    assert words("Mr. Jon W. Haldric left the U.S. coast.") == [
        "Mr",
        "Jon",
        "W",
        "Haldric",
        "left",
        "the",
        "U.S.",
        "coast",
        ".",
    ]


def test_possessives_stand_alone() -> None:
    """Both apostrophes cut the possessive off."""
    assert words("Osmark's port and Tirsk’s hills")[:3] == ["Osmark", "'s", "port"]
    assert "’s" in words("Osmark's port and Tirsk’s hills")


def test_a_word_knows_whether_its_place_gives_it_a_capital() -> None:
    """First words of sentences and of quotations are initial; others are not."""
    _, parsed = parse('Ships left. Marran said: "Boats stay in Corvane."')
    found = {w.text: w.initial for w in find_words(parsed.paragraphs[0])}
    assert found["Ships"] and found["Marran"] and found["Boats"]
    assert not found["Corvane"]


def test_plain_drops_dots_and_curls() -> None:
    """The look-up form is lower case, without dots, with a straight apostrophe."""
    assert plain("U.S.") == "us"
    assert plain("O’Hara") == "o'hara"


def test_word_set_splits_a_line() -> None:
    """Each word once."""
    assert word_set("a b  a") == {"a", "b"}


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB. -'’\"“”\U0001f30aé9,(/"), min_size=1, max_size=60))
def test_every_word_stands_where_it_says(text: str) -> None:
    """Offsets are code points of the document, also behind an astral character."""
    document, parsed = parse(text)
    for paragraph in parsed.paragraphs:
        for w in find_words(paragraph):
            assert document.text[w.start : w.end] == w.text
