"""Copies as the pages show them: what is common, and who stood first."""

from hypothesis import given
from hypothesis import strategies as st

from crosswire.dossier.copies import find_first, split_copy
from crosswire.model import CopyGroup, Place
from tests.factory import make_document

TEXT = "The ferry to Lund Island sails again, the harbour master of Kesk said. More soon."


@given(st.lists(st.integers(0, len(TEXT)), max_size=8, unique=True))
def test_stretches_cover_the_text(cuts: list[int]) -> None:
    """Every character stands in one stretch, and the common ones are the passages."""
    document = make_document(TEXT, name="a")
    ends = sorted(cuts)[: len(cuts) // 2 * 2]
    places = tuple(Place(document.id, a, b) for a, b in zip(ends[::2], ends[1::2], strict=True))
    group = CopyGroup("c-1", (document.id, "d-b"), "d-b", 0.9, (*places, Place("d-b", 0, 4)))
    found = split_copy(document, group)
    assert "".join(TEXT[s.start : s.end] for s in found) == TEXT
    assert [(s.start, s.end) for s in found if s.common] == [(p.start, p.end) for p in places]


def test_first_seen_is_told_or_unknown() -> None:
    """The earliest day; both of one day; nothing where a day is missing or coarse."""
    group = CopyGroup("c-1", ("a", "b", "c"), "a", 0.9)
    assert find_first(group, {"a": "2014-05-14", "b": "2014-05-13T10:00", "c": "2014-05-14"}) == ("b",)
    assert find_first(group, {"a": "2014-05-13", "b": "2014-05-13", "c": "2014-05-14"}) == ("a", "b")
    assert find_first(group, {"a": "2014-05-13", "b": "2014-05", "c": "2014-05-14"}) == ()
    assert find_first(group, {"a": "2014-05-13"}) == ()
