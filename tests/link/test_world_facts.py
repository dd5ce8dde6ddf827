"""Facts of the world: a small table with sources, used only where it is given."""

from datetime import date
from itertools import pairwise

import pytest

from crosswire.link.world_facts import load_world_facts, term_windows, told_by_world
from tests.factory import make_document

FACTS = load_world_facts()


def test_the_table() -> None:
    """Every row has a kind, words to know it by, days in order and a source; terms of one office do not overlap."""
    assert 40 <= len(FACTS) <= 120
    for fact in FACTS:
        assert fact.kind in ("event", "founding", "term") and fact.words and fact.source and fact.first <= fact.last
        assert bool(fact.titles) == (fact.kind == "term")
    terms = sorted((f.source, f.first, f.last) for f in FACTS if f.kind == "term")
    for (source, _, last), (other, first, _) in pairwise(terms):
        assert source != other or first >= last


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("UN Secretary-General Kofi Annan met the envoy of Veldania.", date(1997, 1, 1)),
        ("Former UN Secretary-General Kofi Annan met the envoy of Veldania.", None),
        ("Ties sank under British Prime Minister Gordon Brown.", None),
        ("In 1998 UN Secretary-General Kofi Annan met the envoy of Veldania.", None),
        ("Annan met the envoy of Veldania.", None),
        (f"{'The ferries sailed. ' * 70}UN Secretary-General Kofi Annan had met them.", None),
    ],
)
def test_terms(text: str, first: date | None) -> None:
    """A title with the name, near the top, in a sentence without a year, not of a former holder."""
    found = term_windows(make_document(text), FACTS)
    assert [w.first for w in found] == ([first] if first else [])
    assert all(w.world and "world fact" in w.step for w in found)


def test_events_are_told_by_the_table() -> None:
    """Events and foundings come as tellings that name the row and its source; terms do not."""
    told = told_by_world(FACTS)
    assert len(told) == sum(f.kind != "term" for f in FACTS)
    assert all(t.world and "world fact" in t.where and "(" in t.where for t in told)
