"""Cutting contents into stretches."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crosswire.model import cut_content


def test_cut_at_sentence_ends() -> None:
    """Content is cut at sentence ends; a piece too short goes with the one before it."""
    text = "One two three four five. Yes. Six seven eight nine ten."
    pieces = cut_content([(0, len(text))], [(0, 24), (25, 29), (30, len(text))], text)
    assert [text[a:b].strip() for a, b in pieces] == ["One two three four five. Yes.", "Six seven eight nine ten."]


def test_reports_strung_together_are_cut() -> None:
    """ "And that" begins another report; within quotation marks it does not."""
    text = "that the gates would open in June and that the court would be asked to rule"
    pieces = cut_content([(0, len(text))], [], text)
    assert [text[a:b] for a, b in pieces] == [
        "that the gates would open in June and ",
        "that the court would be asked to rule",
    ]
    direct = '"We shall win and that will be the end of it for them."'
    assert cut_content([(0, len(direct))], [], direct) == [(0, len(direct))]


@given(st.text(alphabet='ab .;"', min_size=1, max_size=60), st.lists(st.integers(0, 60), max_size=5))
def test_nothing_is_lost(text: str, starts: list[int]) -> None:
    """The stretches are sorted, do not overlap, and together are the content."""
    sentences = [(s, s + 1) for s in sorted(starts) if s < len(text)]
    pieces = cut_content([(0, len(text))], sentences, text)
    assert pieces[0][0] == 0 and pieces[-1][1] == len(text)
    assert all(a < b for a, b in pieces) and all(left[1] == right[0] for left, right in pairwise(pieces))
