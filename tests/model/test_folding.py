"""Folding: one name in many spellings, and names that are not one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.model.folding import (
    fold,
    folded,
    initials,
    is_suffix,
    is_whole,
    same_office,
    shares_stem,
    skeleton,
    sound_alike,
    spellings,
    undouble,
)

WORDS = st.text(alphabet=st.characters(categories=["Lu", "Ll", "Lo", "Mn"]), max_size=20)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Andrey", "Andrei"),
        ("Valeriy", "Valeri"),
        ("Müller", "Muller"),
        ("Müller", "Mueller"),
        ("Kharkov", "Harkov"),
        ("Willem", "Vilem"),
        ("Świętoń", "Swieton"),
        ("Çağlar", "Caglar"),
        ("Sørensen", "Soerensen"),
        ("Mu'tasim", "Mutasim"),
        ("Qassouri", "Qasouri"),
    ],
)
def test_transliterations_fold_together(left: str, right: str) -> None:
    """Variants of one name have one folded form."""
    assert fold(left) == fold(right)


def test_different_names_stay_different() -> None:
    """Folding is light."""
    assert fold("Marran") != fold("Maren") and fold("Tave") != fold("Tove")


@pytest.mark.parametrize(
    "names",
    [
        "Zhdanovich Schdanowitsch Jdanovitch Żdanowicz Жданович",
        "Ryabchenkov Rjabtschenkow Riabtchenkov Рябченков",
        "Khrushchevsky Chruschtschewskij Khrouchtchevski Chruszczewski Хрущевский",
        "Yevgeny Evgeni Jewgenij Евгений",
        "Tchernychov Chernyshov Tschernyschow Czernyszow Чернышов",
        "Çavuş Чавуш Chavush",
        "Yuri Jurij Youri Юрий",
        "Poutiline Putilin Putilin Путилин",
    ],
)
def test_schemes_of_cyrillic_sound_alike(names: str) -> None:
    """English, German, French, Polish and the original share a reading, each with each."""
    words = names.split()
    assert [(a, b) for a in words for b in words if not sound_alike(a, b)] == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Marran", "Moran"),
        ("Haldric", "Haldor"),
        ("Tolvan", "Talvin"),
        ("Kemenes", "Kamenev"),
        ("Brenn", "Brann"),
        ("Li", "Ly"),
    ],
)
def test_other_names_do_not_sound_alike(left: str, right: str) -> None:
    """A vowel or a consonant more is another name, in all schemes; two letters tell nothing."""
    assert not sound_alike(left, right) or fold(left) == fold(right)


def test_consonants() -> None:
    """Arabic names are known by their consonants."""
    assert skeleton("Hossein") == skeleton("Husayn") == skeleton("Hussein") == "hsn"
    assert skeleton("Qadhafi") == skeleton("Gaddafi") == skeleton("Kadhafi")


@given(WORDS)
def test_any_word_folds(word: str) -> None:
    """No word makes it fail, case plays no part, no letter stands twice in a row, and a word sounds like itself."""
    assert fold(word) == undouble(fold(word))
    assert fold(word.upper()) == fold(word.upper().lower())
    assert spellings(word) and sound_alike(word, word)
    assert folded([word]) == (fold(word),)


@given(WORDS, WORDS)
def test_sounding_alike_is_mutual(left: str, right: str) -> None:
    """The order of two words plays no part."""
    assert sound_alike(left, right) == sound_alike(right, left)


@pytest.mark.parametrize(
    ("adjective", "state", "expected"),
    [
        ("veldanian", "veldania", True),
        ("veldan", "veldania", True),
        ("osmarker", "osmark", True),
        ("osmark", "osmark", False),
        ("foreign", "forces", False),
        ("tirskish", "tirsk", True),
        ("marran", "maren", False),
    ],
)
def test_stems(adjective: str, state: str, expected: bool) -> None:
    """A demonym shares its state's stem and has a demonym's ending, or is that stem."""
    assert shares_stem(adjective, state) is expected


def test_letters_and_ends() -> None:
    """A-B Council and B-A Council have the same letters; a surname ends a name; a particle begins none."""
    assert initials(("veldania", "league", "forum")) == initials(("league", "veldania", "forum")) == "flv"
    assert is_suffix(("aale",), ("corin", "aale")) and not is_suffix((), ("aale",))
    assert is_whole("Corin Aale") and not is_whole("van der Aale") and not is_whole("Aale")


@pytest.mark.parametrize(
    ("role", "kinds", "other", "other_kinds", "expected"),
    [
        ("chief", ("HEAD",), "secretary general", ("head", "secretary"), True),
        ("foreign minister", ("foreign", "minister"), "foreign secretary", ("foreign", "minister", "secretary"), True),
        ("foreign minister", ("foreign", "minister"), "defence minister", ("defence", "minister"), False),
        ("minister", ("MINISTER",), "defence minister", ("defence", "minister"), True),
        ("president", ("head",), "king", ("head",), False),
        ("president", ("head",), "president", (), True),
        ("adviser", ("ADVISER",), "envoy", ("ENVOY", "DIPLOMAT"), False),
    ],
)
def test_offices(role: str, kinds: tuple[str, ...], other: str, other_kinds: tuple[str, ...], expected: bool) -> None:
    """General nouns fit their family; two particular offices need a particular family in common."""
    assert same_office(role, kinds, other, other_kinds) is expected
    assert same_office(other, other_kinds, role, kinds) is expected
