"""Which line ends of a wrapped text are soft."""

from hypothesis import given
from hypothesis import strategies as st

from crosswire.ingest.wrapping import margin, unwrap
from tests.ingest.formats.exports import PARAGRAPHS, centred, wrapped


def test_wrapped_paragraphs_become_lines() -> None:
    """At any margin, paragraphs come out whole and lines between them stay; every character keeps its place."""
    for width in (60, 72, 80):
        text = "\n\n".join(wrapped(p, width) for p in PARAGRAPHS * 3)
        assert unwrap(text).split("\n\n") == list(PARAGRAPHS * 3)
        assert len(unwrap(text)) == len(text)


def test_what_ends_before_the_margin_stays_a_line() -> None:
    """Headings, centred lines, fields and short lines are not joined."""
    rows = [
        centred("The Osmark Mail"),
        "",
        "LENGTH: 512 words",
        "DATELINE: TREL BAY",
        "",
        *(wrapped(p) for p in PARAGRAPHS * 2),
    ]
    assert unwrap("\n".join(rows)).split("\n")[:4] == [
        centred("The Osmark Mail"),
        "",
        "LENGTH: 512 words",
        "DATELINE: TREL BAY",
    ]


def test_a_paragraph_a_line_is_not_wrapped() -> None:
    """A text of whole paragraphs, of verse or of a menu is left as it is, whatever its lengths."""
    for text in ("\n".join(PARAGRAPHS * 4), "\n".join(["one two three"] * 20), "", "\n", "word " * 5000):
        assert margin(text.split("\n")) is None and unwrap(text) == text


@given(st.lists(st.text(alphabet="ab .\n\t\u00a0x", max_size=90), max_size=12).map("\n".join))
def test_any_text_keeps_its_places(text: str) -> None:
    """Only line ends change, to blanks."""
    out = unwrap(text)
    assert len(out) == len(text)
    assert all(a == b or (a == "\n" and b == " ") for a, b in zip(text, out, strict=True))
