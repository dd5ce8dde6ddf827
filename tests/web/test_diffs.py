"""Differing words."""

from hypothesis import given
from hypothesis import strategies as st

from crosswire.web.diffs import TOKEN_LIMIT, Piece, compare_wordings


def differing(pieces):
    """Return the words marked in a wording."""
    return [p.text for p in pieces if p.differs]


def test_words_the_other_does_not_have_are_marked():
    """In both directions; runs are marked as one."""
    first, second = compare_wordings(["the keel of the whole strait", "the keel of that wide strait"])
    assert differing(first) == ["the whole"]
    assert differing(second) == ["that wide"]


def test_marks_and_capitals_are_no_difference():
    """Quotation marks, case and apostrophes of another shape do not count."""
    first, second = compare_wordings(["“We don't yield,”", '"we don’t yield"'])
    assert differing(first) == differing(second) == []


def test_the_fullest_shows_what_nobody_else_has():
    """A word that any other wording shares is not marked in the first."""
    first, second, third = compare_wordings(["open and frank talks now", "open talks", "frank talks"])
    assert differing(first) == ["and", "now"]
    assert differing(second) == differing(third) == []


def test_a_copy_bears_no_witness():
    """A reprint of the first wording does not make its words shared; alone with it, nothing is marked."""
    first, *_ = compare_wordings(["one shore grows", "one shore grows", "one bank grows"], copies={1})
    assert differing(first) == ["shore"]
    first, _ = compare_wordings(["one shore grows", "one shore grows"], copies={1})
    assert differing(first) == []


def test_one_wording_has_nothing_to_differ_from():
    """A single wording, and none at all."""
    assert compare_wordings(["alone"]) == ((Piece("alone", False),),)
    assert compare_wordings([]) == ()
    assert compare_wordings([""]) == ((),)


def test_a_very_long_wording_is_left_unmarked():
    """Beyond the limit nothing is compared, and nothing is lost."""
    long = "word " * (TOKEN_LIMIT + 1)
    first, second = compare_wordings([long, "other"])
    assert differing(first) == differing(second) == []
    assert "".join(p.text for p in first) == long


@given(st.lists(st.text(max_size=40), max_size=4))
def test_pieces_joined_are_the_wording(wordings):
    """Property: no character is lost, added or moved."""
    for words, pieces in zip(wordings, compare_wordings(wordings), strict=True):
        assert "".join(p.text for p in pieces) == words


@given(st.text(max_size=40))
def test_equal_wordings_do_not_differ(words):
    """Property: a wording compared with itself has no differing word."""
    assert all(not differing(p) for p in compare_wordings([words, words]))
