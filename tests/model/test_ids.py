"""Ids are made from content."""

from hypothesis import given
from hypothesis import strategies as st

from crosswire.model import make_id, sha256


def test_known_hash():
    """The hash is SHA-256 of UTF-8, as any tool prints it."""
    assert sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert sha256("å") == sha256("å".encode())


def test_surrogate_has_a_hash():
    """A lone surrogate, which UTF-8 has no form for, is hashed all the same."""
    assert sha256("\ud800") != sha256("\udfff")


@given(st.lists(st.text() | st.integers(), max_size=4))
def test_same_parts_same_id(parts):
    """Equal parts give equal ids, with the prefix before the dash."""
    assert make_id("q", *parts) == make_id("q", *parts)
    assert make_id("q", *parts).startswith("q-")


def test_parts_do_not_run_together():
    """Where one part ends and the next begins matters."""
    assert make_id("x", "ab", "c") != make_id("x", "a", "bc")
