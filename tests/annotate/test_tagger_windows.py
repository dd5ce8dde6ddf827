"""Paragraphs as word pieces with features, and their windows."""

from hypothesis import given
from hypothesis import strategies as st

from crosswire.annotate.tagger_windows import (
    CAPITALS,
    INITIAL,
    INSIDE,
    LONGEST_UNIT,
    LOWER,
    MARK,
    OTHER,
    OUTSIDE,
    WINDOW,
    case_of,
    lay_out,
    pack,
    quoted_stretches,
    read_unit,
)
from tests.annotate.tagger_fakes import FakeTokenizer


def test_case_of_a_word() -> None:
    """Lower, initial, capitals and what has no letters are told apart."""
    words = ("treaty", "Marran", "NATO", "I", "2007", "iPlan", "McTully")
    assert [case_of(w) for w in words] == [LOWER, INITIAL, CAPITALS, INITIAL, OTHER, OTHER, INITIAL]


def test_marks_of_one_style_pair() -> None:
    """Straight, curly and angle marks pair each with their own; a mark left open runs to the end."""
    assert quoted_stretches('He said "no" and “never mind”.') == [(8, 12), (17, 29)]
    assert quoted_stretches("«Да», он") == [(0, 4)]
    assert quoted_stretches('She said: "We wait') == [(10, 18)]
    assert quoted_stretches("It's ours") == []


def test_features_of_pieces() -> None:
    """Every piece knows its word's case, its place to the marks and its place in the text."""
    text = 'xx Marran said "NO".'
    (unit,) = read_unit(FakeTokenizer(), text, 3, len(text), 0)
    assert [text[a:b] for a, b in zip(unit.starts, unit.ends, strict=True)] == ["Marran", "said", '"', "NO", '"', "."]
    assert unit.cases == (INITIAL, LOWER, OTHER, CAPITALS, OTHER, OTHER)
    assert unit.marks == (OUTSIDE, OUTSIDE, MARK, INSIDE, MARK, OUTSIDE)
    assert (unit.start, unit.end) == (3, len(text))


def test_a_long_paragraph_is_cut_after_a_sentence() -> None:
    """No unit is longer than a window holds, nothing is lost, and cuts lie behind full stops where there are some."""
    text = "The ship left. " * 200
    units = read_unit(FakeTokenizer(), text, 0, len(text), 0)
    assert all(len(u) <= LONGEST_UNIT for u in units)
    assert sum(len(u) for u in units) == 200 * 4
    assert all(text[u.ends[-1] - 1] == "." for u in units)


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    """Any characters at all give pieces in order, inside the text."""
    units = read_unit(FakeTokenizer(), text, 0, len(text), 0)
    places = [p for u in units for p in zip(u.starts, u.ends, strict=True)]
    assert places == sorted(places)
    assert all(0 <= a < b <= len(text) for a, b in places)


@given(st.lists(st.tuples(st.integers(1, LONGEST_UNIT), st.integers(0, 2)), max_size=30), st.integers(1, WINDOW))
def test_windows_hold_neighbours_of_one_group(sizes: list[tuple[int, int]], first: int) -> None:
    """Windows keep the order, never mix groups and never overflow."""
    tokenizer = FakeTokenizer()
    units = [read_unit(tokenizer, "a " * n, 0, 2 * n, group)[0] for n, group in sizes]
    windows = pack(units, first)
    assert [u for w in windows for u in w] == units
    for window in windows:
        assert len({u.group for u in window}) == 1
        ids, cases, marks, begins = lay_out(window, 1, 2)
        assert len(ids) == len(cases) == len(marks) <= WINDOW
        assert [ids[b : b + len(u)] for b, u in zip(begins, window, strict=True)] == [list(u.ids) for u in window]
