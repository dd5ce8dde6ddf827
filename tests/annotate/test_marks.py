"""Quotation marks: pairs, odd ones, and arbitrary text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.annotate.marks import pair_marks


def marked(text: str) -> list[str]:
    """Return the words of the stretches found."""
    return [text[m.start : m.end] for m in pair_marks(text)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We agree,” Marran said. “It is late.”", ["“We agree,”", "“It is late.”"]),
        ('"We agree," Marran said. "It is late."', ['"We agree,"', '"It is late."']),
        ("He spoke of „a good start“ in Osmark.", ["„a good start“"]),
        ("He spoke of «a good start» in Osmark.", ["«a good start»"]),
        ("He spoke of »a good start« in Osmark.", ["»a good start«"]),
        ("The strait is ''open to all,'' she said.", ["''open to all,''"]),
        ("The strait is ``open to all,'' she said.", ["``open to all,''"]),
        ("'We agree,' Marran said.", ["'We agree,'"]),
        ("‘We agree,’ Marran said.", ["‘We agree,’"]),
        ('"We agree,” Marran said.', ['"We agree,”']),
    ],
)
def test_each_style_of_marks_pairs(text: str, expected: list[str]) -> None:
    """Every convention in use is paired, marks included."""
    assert marked(text) == expected


def test_apostrophes_are_not_marks() -> None:
    """Possessives and contractions open and close nothing."""
    assert marked("The partners' fleet can't sail in the '90s sense, Osmark's envoy said.") == []


def test_inner_quotation_stays_inside_the_outer() -> None:
    """Single marks inside double ones do not split the stretch."""
    assert marked("“He said ‘never’ twice,” Marran said.") == ["“He said ‘never’ twice,”"]


def test_bullets_are_not_marks() -> None:
    """A lone guillemet at the head of a line is no quotation and no problem."""
    assert pair_marks("» Council of the Straits meets in Trel Bay") == ((), ())


def test_an_open_quotation_runs_to_the_end() -> None:
    """The convention for a quotation over several paragraphs; the mark is reported for the caller to judge."""
    text = "Marran said: “We shall not leave."
    stretches, odd = pair_marks(text)
    assert [(m.start, m.end, m.closed) for m in stretches] == [(13, len(text), False)]
    assert odd == (13,)


def test_an_odd_mark_costs_only_itself() -> None:
    """A stray mark is reported; the quotation after it is found all the same."""
    text = 'The 5" gun was gone. "We agree," Marran said.'
    stretches, odd = pair_marks(text)
    assert [text[m.start : m.end] for m in stretches] == ['"We agree,"']
    assert odd == (5,)


@given(st.text(alphabet="ab .,'\"“”„«»‘’`\n", max_size=80))
def test_stretches_lie_inside_the_text_and_do_not_overlap(text: str) -> None:
    """For any text: sorted, inside, not overlapping, and never an exception."""
    stretches, odd = pair_marks(text)
    edges = [e for m in stretches for e in (m.start, m.end)]
    assert edges == sorted(edges)
    assert all(0 <= m.start < m.end <= len(text) for m in stretches)
    assert all(0 <= o < len(text) for o in odd)


@given(st.lists(st.text(alphabet="abc ", min_size=1, max_size=9).filter(lambda s: s.strip() == s and s), max_size=5))
def test_balanced_curly_marks_always_pair(words: list[str]) -> None:
    """As many stretches as pairs were written, with the words between them."""
    text = " said ".join(f"“{w}”" for w in words)
    assert marked(text) == [f"“{w}”" for w in words]
    assert pair_marks(text)[1] == ()
