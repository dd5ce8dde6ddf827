"""The labelled differences of our own: pages are what the texts say, marks are defined and used, and the scorer counts as its README says."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

import differences as own

from crosswire.dossier import Dossier
from crosswire.model import DateValue, Difference, Document, Findings, Place, Side, Story, TimelineEntry
from tests.factory import make_document

TEXT = """% made for this test

## s-town
= dead number: how many died
= why reason?: why
x rain two towns
t day 2031-05-12 done
#
{dead:Nine people} died {day:on Monday} {why:in a fire}. {rain:In Orth 20 drops fell.}
#
{dead:Eleven people} died {day:on Monday} {why:of smoke}. {rain:In Kell 30 drops fell.} {o:A dog barked.}
"""


@pytest.fixture
def half(tmp_path: Path) -> own.Half:
    """Return a half of one story."""
    path = tmp_path / "half.txt"
    path.write_text(TEXT, encoding="utf-8")
    return own.read_half(path)


def dossier_of(
    half: own.Half, *rows: tuple[str, str, list[tuple[int, str]]], times: tuple[tuple[int, str, str], ...] = ()
) -> Dossier:
    """Return a dossier that shows some rows: (kind, verdict, [(page, words)])."""
    documents = tuple(make_document(text, name=name) for name, text in half.pages.items())

    def side(page: int, words: str) -> Side:
        document: Document = documents[page - 1]
        start = document.text.index(words)
        return Side(Place(document.id, start, start + len(words)), words)

    found = tuple(
        Difference(f"x-{n}", kind, verdict, "", tuple(side(p, w) for p, w in sides), "s-1")
        for n, (kind, verdict, sides) in enumerate(rows)
    )
    entries = tuple(
        TimelineEntry(
            f"e-{date}",
            DateValue(date),
            "done",
            (),
            tuple(side(p, w).place for p, w, d in times if d == date),
            "s-1",
            records=("a",),
        )
        for date in sorted({d for _, _, d in times})
    )
    story = Story("s-1", tuple(d.id for d in documents), None, "", None, DateValue(), 2)
    return Dossier(Findings(documents=documents, stories=(story,), differences=found, timeline=entries))


def test_marks(half: own.Half) -> None:
    """Marks are taken out, and point at their words."""
    assert half.pages["s-town-1"] == "Nine people died on Monday in a fire. In Orth 20 drops fell.\n"
    for row in half.rows:
        for mark in row.marks:
            assert half.pages[mark.doc][mark.start : mark.end].strip()
    assert {r.key for r in half.rows} == {"dead", "why", "rain", "o"}


def test_scores(half: own.Half) -> None:
    """One found, one that may be shown, one trap, one told twice, one of another kind; a contradiction that is none."""
    dead = [(1, "Nine people"), (2, "Eleven people")]
    rain = [(1, "In Orth 20 drops fell."), (2, "In Kell 30 drops fell.")]
    figures, _ = own.score(
        half,
        dossier_of(
            half,
            ("number", "contradict", dead),
            ("reason", "differ", [(1, "in a fire"), (2, "of smoke")]),
            ("number", "differ", rain),
            ("number", "differ", dead),
            ("date", "differ", dead),
            ("only", "only", [(2, "A dog barked.")]),
        ),
    )
    assert figures["differences: P"] == pytest.approx(3 / 6)
    assert figures["differences: R"] == 1
    assert figures["differences: wrong, traps taken"] == 1
    assert figures["differences: wrong contradictions"] == 1


def test_times(half: own.Half) -> None:
    """A time with the right date is found, another date is false."""
    good = dossier_of(half, times=((1, "on Monday", "2031-05-12"), (2, "on Monday", "2031-05-12")))
    figures, _ = own.score(half, good)
    assert figures["timeline: dated times P"] == figures["timeline: dated times R"] == 1
    assert figures["timeline: merges B-cubed F"] == figures["timeline: status accuracy"] == 1
    bad = dossier_of(half, times=((1, "on Monday", "2031-05-05"),))
    figures, _ = own.score(half, bad)
    assert figures["timeline: dated times P"] == figures["timeline: dated times R"] == 0


@pytest.mark.parametrize("name", own.HALVES)
def test_the_halves(name: str) -> None:
    """docs.jsonl is written from the texts; every key is defined and used; no mark is left in a page; differences stand in two pages."""
    path = own.LABELLED / f"{name}.txt"
    half = own.read_half(path)
    lines = (own.LABELLED / name / "docs.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(half.pages), "python bench/differences.py feed"
    assert not any(sign in text for text in half.pages.values() for sign in "{}")
    for row in half.rows:
        pages = {m.doc for m in row.marks}
        assert len(pages) >= (2 if row.kinds - {"only"} else 1), (row.story, row.key)
    assert all(t.marks for t in half.dated)


def test_size() -> None:
    """At least 60 differences over 20 stories, of every kind."""
    rows = [r for name in own.HALVES for r in own.read_half(own.LABELLED / f"{name}.txt").rows]
    wanted = [r for r in rows if r.kinds and r.key != own.ALONE]
    assert len(wanted) >= 60 and len({r.story for r in rows}) >= 20
    assert len([r for r in rows if not r.kinds]) >= 30
    kinds = {k for r in wanted for k in r.kinds}
    assert kinds == {"status", "number", "date", "place", "list", "reason", "attribution", "naming", "wording", "only"}
