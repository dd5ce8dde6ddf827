"""Stored texts put together from parts."""

from hypothesis import given
from hypothesis import strategies as st

from crosswire.ingest.composing import Composition, shows_title


def labels(text: Composition) -> list[tuple[str, str]]:
    """Return the zones that were told, with their words."""
    return [(z.label, text.text[z.start : z.end]) for z in text.zones]


def test_parts_and_their_places() -> None:
    """Parts stand below each other; plain text is unchanged; a first line that repeats the title is one."""
    text = Composition()
    text.add_line("  Treaty \n will\thold ", "title", "headline")
    text.add_text("  TREATY WILL HOLD\r\n Marran said so. 😀")
    text.add_line("", "caption")
    text.add_line("The ferry", "caption", "photo_caption")
    assert text.text == "Treaty will hold\n  TREATY WILL HOLD\r\n Marran said so. 😀\nThe ferry"
    assert labels(text) == [("title", "Treaty will hold"), ("title", "TREATY WILL HOLD"), ("caption", "The ferry")]
    assert text.has_line("the  ferry") and not text.has_line("ferry")


def test_html_parts() -> None:
    """Elements tell captions, crossheads, bylines and a title that was told; control characters and lone surrogates are mended."""
    text = Composition()
    text.expect_title("Treaty will hold")
    text.add_html(
        "<h1>Treaty will hold</h1><p class=byline>By Ilse Tarn</p><p>One\x00 \ud800</p><h2>Head</h2><figure><figcaption>The ferry</figcaption></figure>"
    )
    assert labels(text) == [
        ("title", "Treaty will hold"), ("byline", "By Ilse Tarn"), ("crosshead", "Head"), ("caption", "The ferry"),
    ]  # fmt: skip
    assert "One\ufffd \ufffd" in text.text


def test_whether_a_text_shows_its_title() -> None:
    """The first line is compared, in HTML that of the visible text."""
    assert shows_title("Treaty  will hold\nMore", False, "treaty will hold")
    assert shows_title("<div><h1>Treaty <b>will</b> hold</h1></div><p>x", True, "Treaty will hold")
    assert not shows_title("Marran said so", False, "Treaty will hold") and not shows_title("", True, "Treaty")


@given(
    st.lists(st.tuples(st.text(max_size=30), st.sampled_from(["", "title", "caption"]), st.integers(0, 3)), max_size=8)
)
def test_places_always_hold(parts: list[tuple[str, str, int]]) -> None:
    """Zones lie inside the text, hold no blanks at their edges, and do not overlap."""
    text = Composition()
    for words, label, how in parts:
        if how == 0:
            text.add_html(words)
        elif how == 1:
            text.add_text(words)
        elif how == 2:
            text.add(words, label)
        else:
            text.add_line(words, label)
    for zone in text.zones:
        words = text.text[zone.start : zone.end]
        assert words and words == words.strip()
    assert all(a.end <= b.start for a, b in zip(text.zones, text.zones[1:], strict=False))
    text.text.encode()
