"""A reprint adds an account and nothing else; the order in which captures come makes no difference (acceptance A9)."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from crosswire import pipeline
from crosswire.dossier import Dossier
from crosswire.model import Findings, Place

SEEDS = Path(__file__).resolve().parents[1] / ".." / "shared" / "seeds"
KEPT = 0.9
"""Share of the original's sentences that the reprint has."""


def reprint(findings: Findings, original: str) -> str:
    """Return a page under another title and credit with nine tenths of the sentences of an original's body, from the first on."""
    document = next(d for d in findings.documents if d.name == original)
    sentences = next(r for r in findings.readings if r.doc == document.id).sentences
    body = [s for s in sentences if s.where == "body"]
    paragraphs: dict[int, list[str]] = {}
    for sentence in body[: round(KEPT * len(body))]:
        words = " ".join(document.text[sentence.start : sentence.end].split())
        paragraphs.setdefault(sentence.paragraph, []).append(words)
    lines = [" ".join(sentences) for sentences in paragraphs.values()]
    return "\n\n".join(["The news of the week", *lines, "(c) The Hallin Reader"]) + "\n"


def build(captures: Path, folder: Path) -> Findings:
    """Build by the rules alone: what is compared here does not depend on how quotations are found."""
    return pipeline.build([captures], folder, choices=pipeline.Choices(learned=False)).findings


def names_of(findings: Findings) -> dict[str, str]:
    """Return document id -> name."""
    return {d.id: d.name for d in findings.documents}


def told(findings: Findings) -> dict[str, list[object]]:
    """Return what a dossier shows, by names of documents and places: the names of clusters may change where a dossier grows."""
    names = names_of(findings)

    def at(places: Iterator[Place] | tuple[Place, ...]) -> tuple[tuple[str, int, int], ...]:
        return tuple(sorted((names[p.doc], p.start, p.end) for p in places))

    def keys(values: Iterator[object]) -> list[object]:
        return sorted(values, key=repr)

    return {
        "copies": keys(tuple(sorted(names[d] for d in c.docs)) for c in findings.copies),
        "stories": keys((tuple(sorted(names[d] for d in s.docs)), s.date.value) for s in findings.stories),
        "published": keys((names[p.doc], p.date.value) for p in findings.published),
        "actors": keys((a.name, a.type, tuple(sorted((names[d], m) for d, m in a.mentions))) for a in findings.actors),
        "statements": keys((tuple(sorted(s.quotations)), tuple(sorted(s.possible))) for s in findings.statements),
        "issues": keys((i.name, at(i.places)) for i in findings.issues),
        "positions": keys((p.stance, p.date, at(p.evidence)) for p in findings.positions),
        "differences": keys(
            (d.kind, d.verdict, d.about, at(tuple(s.place for s in d.sides)), tuple(sorted(names[x] for x in d.absent)))
            for d in findings.differences
        ),
        "timeline": keys((e.date.value, e.status, at(e.places)) for e in findings.timeline),
    }


def copy_without(source: Path, target: Path, left_out: str) -> None:
    """Copy captures to a folder, but for one."""
    target.mkdir()
    for path in sorted(source.iterdir()):
        if path.is_file() and path.name != left_out:
            shutil.copy(path, target / path.name)


def check_reprint(source: Path, original: str, tmp_path: Path) -> None:
    """Add a reprint of one capture and compare."""
    captures = tmp_path / "captures"
    copy_without(source, captures, "")
    before = build(captures, tmp_path / "dossier")
    (captures / "zz-reprint.txt").write_text(reprint(before, original), encoding="utf-8")
    after = build(captures, tmp_path / "dossier")
    names = names_of(after)
    added = next(d for d, name in names.items() if name == "zz-reprint.txt")
    home = next(s for s in after.stories if added in s.docs)
    was = next(s for s in before.stories if set(s.docs) == set(home.docs) - {added})
    assert home.independent == was.independent
    assert len(Dossier(after).accounts(home)) == len(Dossier(before).accounts(was)) + 1
    assert {added, next(d for d, n in names.items() if n == original)} <= {d for c in after.copies for d in c.docs}
    of_reprint = {q.id for r in after.readings if r.doc == added for q in r.quotations}
    assert all(set(s.quotations) - of_reprint for s in after.statements), "a statement of the reprint's own"
    assert sorted(s.independent for s in after.statements) == sorted(s.independent for s in before.statements)
    shown = [(d.kind, d.verdict, sorted((names[s.place.doc], s.value) for s in d.sides)) for d in after.differences]
    earlier = [(d.kind, d.verdict, sorted((names[s.place.doc], s.value) for s in d.sides)) for d in before.differences]
    assert shown == earlier


@pytest.mark.slow
def test_a_reprint_of_a_real_capture(tmp_path: Path) -> None:
    """Nine tenths of a real page, under another title: one account more, no voice, no statement and no difference more."""
    if not SEEDS.is_dir():
        pytest.skip("../shared is not here")
    longest = max(
        (p for p in sorted(SEEDS.iterdir())), key=lambda p: len(re.findall(r"^.{60,}$", p.read_text("utf-8"), re.M))
    )
    check_reprint(SEEDS, longest.name, tmp_path)


@pytest.mark.slow
def test_a_reprint_of_an_example(straits: Path, tmp_path: Path) -> None:
    """The same of a capture written for the project."""
    check_reprint(straits, "02-strait-radio.txt", tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("last", ["03-meridian-record.txt", "08-sorne.txt"])
def test_a_capture_added_last(straits: Path, tmp_path: Path, last: str) -> None:
    """A capture that comes last gives the dossier that it gives when it is there from the first."""
    copy_without(straits, tmp_path / "captures", last)
    build(tmp_path / "captures", tmp_path / "grown")
    shutil.copy(straits / last, tmp_path / "captures" / last)
    grown = told(build(tmp_path / "captures", tmp_path / "grown"))
    fresh = told(build(tmp_path / "captures", tmp_path / "fresh"))
    for table, rows in fresh.items():
        assert grown[table] == rows, table
