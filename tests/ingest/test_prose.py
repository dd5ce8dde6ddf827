"""Prose scores and the stretch that holds the article."""

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from crosswire.ingest.forms import Form
from crosswire.ingest.lines import Line
from crosswire.ingest.prose import CAP, CLOSED, PENALTY, find_region, is_heading, is_prose, score


def line(text: str) -> Line:
    """Return a line of its own."""
    return Line(0, 0, len(text), text, True)


@given(st.lists(st.integers(-30, 30), max_size=40))
def test_region_is_the_maximum(scores: list[int]) -> None:
    """No stretch of lines has a greater sum."""
    region = find_region(scores)
    sums = [0, *accumulate(scores)]
    best = max((sums[b] - sums[a] for a in range(len(sums)) for b in range(a, len(sums))), default=0)
    assert sum(scores[region.first : region.last]) == max(best, 0)


def test_scores() -> None:
    """Sentences count their words, up to a cap; other lines cost; a closing credit costs more."""
    assert score(line("The talks ended on Tuesday night."), None, False) == 6
    assert score(line("word " * 200 + "end."), None, False) == CAP
    assert score(line("Sport and more"), None, False) == -PENALTY
    assert score(line("The talks ended on Tuesday night."), None, True) == -PENALTY
    assert score(line("(with agency reports)"), Form("metadata", "source_credit", True), False) == -CLOSED
    assert 0 < score(line("word " * 40), None, False) < 40


def test_headings_are_no_prose() -> None:
    """Short questions in capitals are headings, in small letters they are speech."""
    assert is_heading(line("Whose Harbour Is It Today?"))
    assert not is_heading(line("Whose harbour is it today?"))
    assert not is_prose(line("# A title that ends with a stop, as some do."), None, False)
    assert is_prose(line("“Whose harbour is it today?” he asked."), None, False)
