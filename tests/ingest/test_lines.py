"""Lines and their measures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.ingest.lines import find_lines


@given(st.text(alphabet=st.characters() | st.sampled_from("\n\r \u2028\x0b a."), max_size=80))
def test_lines_hold_all_that_is_not_blank(text: str) -> None:
    """Lines are trimmed, in order, and leave out nothing but blanks."""
    at = 0
    for line in find_lines(text):
        assert text[at : line.start].strip() == ""
        assert line.text == text[line.start : line.end] == line.text.strip() != ""
        at = line.end
    assert text[at:].strip() == ""


def test_gaps() -> None:
    """A blank line before a line is known, whatever the line ends."""
    assert [line.gap for line in find_lines("a\nb\n\nc\r\nd\r\n\r\ne")] == [True, False, True, False, True]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("He left.", True),
        ("He left.”", True),
        ("Left?)", True),
        ("He left", False),
        ("他走了。", True),
        ("and then:", False),
        ('"', False),
        ("ends …", True),
    ],
)
def test_ends(text: str, ends: bool) -> None:
    """A sentence's mark counts inside and before closing marks, in many scripts."""
    assert find_lines(text)[0].ends is ends


def test_length_and_words() -> None:
    """Words keep their hyphens and apostrophes; scripts without spaces count two characters a word."""
    line = find_lines("Osmark's well-kept U.S. lights")[0]
    assert line.words == ("osmark's", "well-kept", "u.s", "lights")
    assert find_lines("部长表示谈判已经结束了")[0].length >= 5


def test_headings() -> None:
    """Markdown headings have a level; a hash alone has none."""
    assert [line.heading for line in find_lines("# One\n## Two\n#tag\ntext")] == [1, 2, 0, 0]
