"""Words as numbers: the same words as the pattern finds, the same number for the same letters."""

from hypothesis import given
from hypothesis import strategies as st

from crosswire.link.word_hashes import BLOCK, find_words, read_blocks, read_words
from crosswire.link.words import COPIED_ZONES, WORD
from tests.factory import make_document

LETTERS = st.text(alphabet="abÄäßЖж漢٣7 _'’.-\n—𝔘😀İΣς", max_size=40)


@given(LETTERS)
def test_words_stand_where_the_pattern_finds_them(text: str) -> None:
    """Starts and ends are those of `WORD`, whatever the script and the marks."""
    words = find_words(text)
    assert list(zip(words.starts.tolist(), words.ends.tolist(), strict=True)) == [m.span() for m in WORD.finditer(text)]


@given(st.lists(st.text(alphabet="abcABC19'", min_size=1, max_size=9), max_size=9))
def test_numbers_tell_words_apart(drafts: list[str]) -> None:
    """The same letters have one number, wherever they stand and in whatever case; other letters have another."""
    text = " ".join(drafts)
    words = find_words(text)
    by_number: dict[int, set[str]] = {}
    for number, start, end in zip(*(column.tolist() for column in words), strict=True):
        by_number.setdefault(number, set()).add(text[start:end].lower())
    assert all(len(same) == 1 for same in by_number.values())
    assert len(by_number) == len({m.group().lower() for m in WORD.finditer(text)})


def test_numbers_are_the_same_everywhere() -> None:
    """Numbers do not depend on Python's own hash, which changes from run to run; both small sigmas are one letter."""
    assert find_words("mast").numbers.tolist() == [MAST]
    assert len(set(find_words("ΟΔΟΣ οδος οδοσ").numbers.tolist())) == 1


def test_places_are_those_of_the_document() -> None:
    """Words of chosen zones only, each where it stands in the stored text."""
    document = make_document(
        "Menu here\nThe mast stands.\nAll rights", zones=[("Menu here", "furniture"), ("All rights", "rights")]
    )
    words = read_words(document, COPIED_ZONES)
    found = [document.text[a:b] for a, b in zip(words.starts.tolist(), words.ends.tolist(), strict=True)]
    assert found == ["The", "mast", "stands"]


def test_blocks_keep_texts_apart() -> None:
    """Texts are read together and each word knows whose it is; empty texts have none."""
    texts = ["one two", "", "three", "x" * BLOCK, "four five"]
    blocks = list(read_blocks(texts))
    assert [block.size for block in blocks] == [4, 1]
    assert [block.owners.tolist() for block in blocks] == [[0, 0, 2, 3], [0, 0]]
    assert list(read_blocks([])) == []


MAST = 16165526902331289172
"""Number of the word "mast"."""
