"""The labelled quotations of our own: marks are read as the README says, and the folders are what the texts say."""

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

from quotation_texts import FOLDER, HALVES, MarkingError, as_lines, read_document, read_half, read_marks


def test_the_folders_are_what_the_texts_say() -> None:
    """docs.jsonl and gold.jsonl are written from the texts; `python bench/quotation_texts.py` mends them."""
    for half in HALVES:
        for name, rows in zip(("docs", "gold"), read_half(half), strict=True):
            assert (FOLDER / half / f"{name}.jsonl").read_text(encoding="utf-8") == as_lines(rows), (
                f"{half}/{name}.jsonl is stale"
            )


def test_size() -> None:
    """At least 400 sentences and 450 attributions, both halves alike."""
    documents = [d for half in HALVES for d in read_half(half)[0]]
    sentences = sum(len(re.findall(r"[.!?][\"”’»'”]*(?:\s|$)", d["text"])) for d in documents)
    gold = [g for half in HALVES for g in read_half(half)[1]]
    assert sentences >= 400 and len(gold) >= 450
    for flag in ("negated", "future", "hypothetical", "nested"):
        assert sum(g[flag] for g in gold) >= 16
    assert sum(g["via"] is not None for g in gold) >= 40


def test_marks_are_taken_out() -> None:
    """Places are of the text without marks; marks may stand inside one another."""
    text, found, traps = read_marks('{s1:Osk} {c1-:denied} {q1:that {n:"we"} sail}')
    assert text == 'Osk denied that "we" sail'
    assert [text[a:b] for a, b in found[1].content] == ['that "we" sail']
    assert found[1].flags == "-"
    assert [text[a:b] for a, b in traps] == ['"we"']


def test_what_stands_inside_is_nested() -> None:
    """An attribution whose cue stands in the content of another is nested in it; one without source has that of the one before."""
    _, rows = read_document(
        "x", ["wire"], "{s1:Osk} {c1:said} {q1:{s2:she} {c2:told} him {q2:to go}}, {c3:adding} {q3:that it rained}"
    )
    assert [(r["id"], r["nested_in"]) for r in rows] == [("A1", None), ("A2", "A1"), ("A3", None)]
    assert rows[2]["speaker"] == rows[1]["speaker"]


@pytest.mark.parametrize("marked", ["{q1:open", "a loose } brace", "{s1:Osk} {c1:said} nothing"])
def test_wrong_marks_are_told(marked: str) -> None:
    """A mark not closed, a loose brace, an attribution without content."""
    with pytest.raises(MarkingError):
        read_document("x", ["wire"], marked)
