"""Why a reading is held, in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.web.reasons import reading_reason, spell_basis
from tests.factory import make_document, make_quotation


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("", ""),
        ("name", "name"),
        ("pronoun: last speaker Marran", "the last to speak before: Marran"),
        ("pronoun: subject before, Quill", "the subject of a sentence before: Quill"),
        ("pronoun: subject of the sentence before, Osmark", "the subject of a sentence before: Osmark"),
        ("pronoun: subject Marran", "the subject of the sentence: Marran"),
        ("foreign minister of Veldania: the minister", "“the minister” is the foreign minister of Veldania"),
        ("capital for its state; name", "a capital stands for its state; name"),
        ("the two sides named before", "the two sides named before"),
        ("given by a person (of: 3)", "given by a person (of: 3)"),
    ],
)
def test_short_notes_are_spelt_out(basis, words):
    """What is words already stays."""
    assert spell_basis(basis) == words


@given(st.text(max_size=40))
def test_any_note_is_told(basis):
    """Whatever stands there comes back as text."""
    assert isinstance(spell_basis(basis), str)


def test_a_reason_has_its_measured_share():
    """Where none was measured there is none; a reading of unknown certainty has no reason."""
    document = make_document("Ilse Marran said no.")
    shares = ((0.4, "tagger alone; right in about 40 of 100 such"), (None, "tagger alone"))
    for certainty, words in shares:
        q = make_quotation(
            document, content="no", certainty=certainty, certainty_word="likely", certainty_reason="tagger alone"
        )
        assert reading_reason(q) == words
    assert reading_reason(make_quotation(document, content="no")) == ""
