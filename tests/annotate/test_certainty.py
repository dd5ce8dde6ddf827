"""How certain an attribution is, in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.annotate import certainty
from crosswire.annotate.certainty import apart, load_calibration, rate_ruled, rated, reason_of, ruled_keys, word_of
from crosswire.model import Quotation

CALM = (4.0, 4.0, 4.0, 3.0, 4.0, -3.0, 1.0, 1.0)
"""Signs of a tagger that has no doubt."""


def make(**others: object) -> Quotation:
    """Make a record."""
    fields = {
        "content": ((20, 40),),
        "cue": ((12, 16),),
        "source": ((0, 11),),
        "type": "indirect",
        "basis": "content: clause; source: subject",
    } | others
    return Quotation(id="q-1", where="body", **fields)  # type: ignore[arg-type]


def test_three_words() -> None:
    """The bounds belong to the better word."""
    assert [word_of(c) for c in (1.0, 0.85, 0.84, 0.6, 0.59, 0.0)] == [
        "sure",
        "sure",
        "likely",
        "likely",
        "doubtful",
        "doubtful",
    ]


def test_who_found_it_is_said() -> None:
    """Agreement, other bounds, another reading of the same words, the tagger alone, the rules not asked."""
    seen = [
        reason_of(make(), CALM, view)
        for view in ((1.0, 1.0, 1.0, 0.0, 0.0), (1.0, 0.0, 1.0, 0.0, 0.0), (0.0, 0.0, 0.0, 1.0, 0.0), (0.0,) * 5, ())
    ]
    assert seen == [
        "tagger and rules agree",
        "tagger and rules, which bound it otherwise",
        "tagger, where the rules read the words otherwise",
        "tagger alone",
        "tagger",
    ]


def test_doubts_are_said() -> None:
    """An unsure verdict or bound, no source, a far one, one that cannot speak, and an attitude each leave a word."""
    view = (0.0,) * 5
    assert "a thing" in reason_of(make(), CALM, (0.0, 0.0, 0.0, 0.0, 1.0))
    assert "no attribution" in reason_of(make(), (-1.0, *CALM[1:]), view)
    assert "bounds" in reason_of(make(), (*CALM[:3], -0.5, *CALM[4:]), view)
    assert "bounds" in reason_of(make(), (*CALM[:5], 0.5, *CALM[6:]), view)
    assert "no source" in reason_of(make(source=()), CALM, view)
    assert "far" in reason_of(make(source=((200, 205),)), CALM, view)
    assert "attitude" in reason_of(make(speech=False), CALM, view)


def test_a_record_of_the_tagger_is_rated() -> None:
    """Number, word and reason, and nothing else of it changes."""
    found = rated(make(), 0.8512, CALM, (1.0, 1.0, 1.0, 0.0, 0.0))
    assert (found.certainty, found.certainty_word, found.certainty_reason) == (0.85, "sure", "tagger and rules agree")
    assert found.content == make().content


def test_a_record_of_the_rules_has_its_kinds_share(monkeypatch: pytest.MonkeyPatch) -> None:
    """The measured share of the kind; without a measurement nothing is claimed."""
    table = {"rules": {"indirect, source": {"records": 10, "right": 7, "chance": 0.67}}}
    monkeypatch.setattr(certainty, "load_calibration", lambda: table)
    found = rate_ruled(make())
    assert (found.certainty, found.certainty_word) == (0.67, "likely")
    assert found.certainty_reason == "rules alone (content: clause); 7 of 10 such were right"
    assert rate_ruled(make(source=())).certainty is None


def test_kinds_of_the_rules_records() -> None:
    """Manner and form first; then manner, and attitude, source or none."""
    assert ruled_keys(make(type="direct")) == ("direct, content: clause", "direct, source")
    assert ruled_keys(make(source=()))[1] == "indirect, no source"
    assert ruled_keys(make(speech=False))[1] == "indirect, attitude"


def test_the_shipped_table_holds_what_the_pages_show() -> None:
    """Every word and way has counts, no more right than there are, and surer words are right more often."""
    table = load_calibration()
    if not table:
        pytest.skip("the weights are not here")
    for part in ("words", "ways"):
        for row in table[part].values():
            assert all(0 <= r["right"] <= r["records"] for r in row.values())
    shares = [
        table["words"][w]["kept_out"]["right"] / table["words"][w]["kept_out"]["records"]
        for w in ("sure", "likely", "doubtful")
    ]
    assert shares == sorted(shares, reverse=True)


@given(st.integers(0, 50), st.integers(1, 9), st.integers(0, 50), st.integers(1, 9))
def test_distance_is_the_gap(a: int, m: int, b: int, n: int) -> None:
    """Nothing between places that touch; else the characters between them, either way round."""
    first, second = ((a, a + m),), ((b, b + n),)
    assert apart(first, second) == apart(second, first) == max(0, b - (a + m), a - (b + n))
