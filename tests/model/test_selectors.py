"""Places and their words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.model import Place, quote_selector


@given(st.text(max_size=200), st.data())
def test_quote_selector_is_a_slice(text, draw):
    """Prefix, exact and suffix are neighbouring slices, in code points."""
    start = draw.draw(st.integers(0, len(text)))
    end = draw.draw(st.integers(start, len(text)))
    selector = quote_selector(text, start, end)
    assert selector.exact == text[start:end]
    assert (selector.prefix + selector.exact + selector.suffix) in text


def test_astral_characters_count_once():
    """Offsets are code points, not UTF-16 units."""
    assert quote_selector("a𝔐b", 2, 3).exact == "b"


def test_outside_is_refused():
    """A place beyond the text is an error, not an empty quotation."""
    with pytest.raises(ValueError, match="lies outside"):
        quote_selector("abc", 1, 9)


def test_places_sort_by_document_then_offset():
    """Order is document, start, end."""
    assert sorted([Place("d-b", 0, 1), Place("d-a", 5, 6), Place("d-a", 2, 9)])[0] == Place("d-a", 2, 9)
