"""Reading a stance from a clause."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.compare.stance_words import Signed, find_condition, find_signed, judge, load_stances, weigh

CASES = [
    line.rstrip("\n").split("\t")
    for line in (Path(__file__).parent / "stances.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("stance", "clause"), [(c[0], c[1]) for c in CASES])
def test_labelled_clauses(stance: str, clause: str) -> None:
    """Each labelled clause shows its stance."""
    verdict = judge(clause, (0, len(clause)))
    assert (verdict.stance if verdict else "none") == stance


def test_narrator_takes_no_side() -> None:
    """What a narrator calls dangerous is not the position of the clause's subject; what the subject rejects is."""
    told = "Veldania lies on a dangerous coast."
    assert judge(told, (0, len(told)), until=len(told)) is None
    done = "Veldania rejected the radar."
    verdict = judge(done, (0, len(done)), until=len(done))
    assert verdict is not None
    assert verdict.stance == "opposes"


def test_somebody_elses_attitude_does_not_count() -> None:
    """ "The question of Osmark's opposition" says nothing of who speaks."""
    clause = "He spoke of Osmark's opposition to the radar."
    assert judge(clause, (0, len(clause)), own=lambda s: False) is None


def test_negation_before_the_stretch_is_seen() -> None:
    """A refusal that stands just before the stretch turns what is in it."""
    clause = "League states refused to ratify the revised text."
    start = clause.index("to ratify")
    assert [s.sign for s in find_signed(clause, start, len(clause))] == [-1]


def test_negation_does_not_reach_over_a_stop() -> None:
    """A "no" of the sentence before does not turn a word."""
    clause = "She said no. Support for the treaty was wide."
    assert [s.sign for s in find_signed(clause, 0, len(clause))] == [1]


def test_condition_is_a_place() -> None:
    """The condition runs from its opening word to the end of its clause."""
    clause = "They will wait until Veldania leaves the bay, but not for ever."
    place = find_condition(clause, 0, len(clause))
    assert place is not None
    assert clause[slice(*place)] == "until Veldania leaves the bay"


def test_until_a_date_is_no_condition() -> None:
    """ "Until Friday" is a time."""
    clause = "The drills will run until Friday."
    assert find_condition(clause, 0, len(clause), [(clause.index("Friday"), len(clause) - 1)]) is None


def test_a_judgement_outweighs_a_wish() -> None:
    """Strong words decide before wishes do."""
    words = [Signed("ask", 1, "should", 0, 6), Signed("attitude", -1, "reject", 7, 13)]
    assert weigh(words, lambda s: True)[0] == -1


def test_lexicon_signs_are_plain() -> None:
    """Every entry has a role of the table's head and a sign of -1, 0 or 1."""
    roles = {"attitude", "deed", "quality", "undo", "ask", "talk"}
    assert all(role in roles and sign in (-1, 0, 1) for entries in load_stances().values() for role, sign in entries)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    """No text raises, and every word found stands where it says."""
    for signed in find_signed(text, 0, len(text)):
        assert text[signed.start : signed.end] == signed.word
    verdict = judge(text, (0, len(text)))
    assert verdict is None or verdict.stance in ("supports", "opposes", "conditional", "procedural")
