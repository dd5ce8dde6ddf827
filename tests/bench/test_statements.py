"""The labelled statements: their marks, and how they are scored."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
from statements import LABELLED, match_quotations, read_marked, score_statements, strip_marks


def test_marks_are_taken_out() -> None:
    """Contents are where the words stand; `&` goes on with the quotation before."""
    text, told = strip_marks('{a.x:"One,"} he said. {a.y&:"Two."} {b.z+b.w:Three}', "s-1", "s")
    assert text == '"One," he said. "Two." Three\n'
    assert [[text[a:b] for a, b in t.content] for t in told] == [['"One,"', '"Two."'], ["Three"]]
    assert [set(t.keys) for t in told] == [{"s:a.x", "s:a.y"}, {"s:b.z", "s:b.w"}]
    assert [t.speaker for t in told] == ["s:a", "s:b"]
    with pytest.raises(ValueError, match="loose brace"):
        strip_marks("{a.x:one", "s-1", "s")


@pytest.mark.parametrize("part", ["dev", "test", "tongues"])
def test_labelled_stories_are_whole(part: str) -> None:
    """Every document has its marks, an utterance has one speaker, and what is said again was said."""
    texts, told, repeats = read_marked(LABELLED / f"{part}.txt")
    assert {t.name for t in texts} == {t.doc for t in told}
    assert all(len({k.split(".")[0] for k in t.keys}) == 1 for t in told)
    keys = {k for t in told for k in t.keys}
    assert all({later, earlier} <= keys for later, earlier in repeats)
    if part != "tongues":
        docs = {k: {t.doc for t in told if k in t.keys} for k in keys}
        assert sum(len(d) > 1 for d in docs.values()) >= 100


def test_scores() -> None:
    """All joined rightly is 1; a false join is counted; a found quotation stands for the marked one that it shares most with."""
    told = (
        strip_marks("{a.x:one two three} {a.y:four five six}", "s-1", "s")[1]
        + strip_marks("{a.x:one two tree}", "s-2", "s")[1]
    )
    rows = [
        {"id": "p", "doc": "s-1", "content": [[0, 12]]},
        {"id": "q", "doc": "s-1", "content": [[14, 27]]},
        {"id": "r", "doc": "s-2", "content": [[0, 9]]},
    ]
    found = match_quotations(told, rows)
    assert found == {"p": 0, "q": 1, "r": 2}
    right = [{"id": "1", "quotations": ["p", "r"]}, {"id": "2", "quotations": ["q"]}]
    figures, say = score_statements(told, [], found, right)
    assert figures["B-cubed F"] == figures["across documents: pairs R"] == 1.0 and say == []
    wrong = [{"id": "1", "quotations": ["q", "r"]}, {"id": "2", "quotations": ["p"]}]
    figures, say = score_statements(told, [], found, wrong)
    assert figures["false 'same' pairs"] == 1.0 and figures["across documents: pairs R"] == 0.0 and len(say) == 2
