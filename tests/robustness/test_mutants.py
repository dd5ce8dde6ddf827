"""A short run of bench/fuzz_captures.py: captures made worse cost nobody else's result."""

from pathlib import Path

import pytest
from fuzz_captures import missing_rows
from mutants import LONG_LINES, MUTATORS, make_mutants, read_bases

from crosswire import pipeline
from crosswire.errors import InputEmpty
from crosswire.ingest import find_captures, read_capture
from crosswire.model import CODES, Capture, Problem


def test_mutants_are_the_same_for_the_same_seed(straits: Path) -> None:
    """A failing seed can be run again."""
    bases = read_bases(straits)
    assert list(make_mutants(bases, 40, seed=3)) == list(make_mutants(bases, 40, seed=3))
    assert list(make_mutants(bases, 40, seed=3)) != list(make_mutants(bases, 40, seed=4))


def test_the_slow_kinds_of_damage_come_once_a_round(straits: Path) -> None:
    """One line of 5 MB and one sentence without end, over 100 kB, with verbs and no full stop."""
    made = dict(list(make_mutants(read_bases(straits)[:1], LONG_LINES, seed=3)))
    assert len([n for n in made if "_long_line" in n]) == 1
    (run_on,) = [c for n, c in made.items() if "_run_on" in n]
    assert len(run_on) > 100_000 and b"." not in run_on and b"said" in run_on


@pytest.mark.parametrize("mutator", [m for m, _ in MUTATORS], ids=lambda m: m.__name__.strip("_"))
def test_every_kind_of_damage_is_read(mutator, straits: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Whatever happened to a file, it becomes documents whose zones cover every character once, or problem rows with a known code."""
    import random

    rng = random.Random(5)
    for number, (name, content) in enumerate(read_bases(straits)[:4]):
        suffix, changed = mutator(rng, content)
        (tmp_path / f"{number}-{Path(name).stem}{suffix}").write_bytes(changed[:300_000])
    names = {p.name for p in tmp_path.iterdir()}
    seen: set[str] = set()
    try:
        found = list(find_captures([tmp_path]))
    except InputEmpty:
        return
    for capture in found:
        if isinstance(capture, Problem):
            assert capture.code in CODES and capture.message
            seen.add(capture.name)
            continue
        assert isinstance(capture, Capture)
        documents, problems = read_capture(capture)
        assert documents or problems, f"{capture.name} left no trace"
        assert all(p.code in CODES and p.message for p in problems)
        seen.add(capture.name)
        for document in documents:
            _check_zones(document.text, [(z.start, z.end) for z in document.zones])
    assert {n for n in names if not n.endswith(".jsonl")} <= seen


def _check_zones(text: str, zones: list[tuple[int, int]]) -> None:
    covered = [0] * (len(text) + 1)
    for start, end in zones:
        assert 0 <= start < end <= len(text)
        covered[start] += 1
        covered[end] -= 1
    depth = 0
    for i, character in enumerate(text):
        depth += covered[i]
        assert depth <= 1, f"two zones at {i}"
        assert depth == 1 or character.isspace(), f"no zone at {i}: {text[max(0, i - 20) : i + 20]!r}"


@pytest.mark.slow
def test_sixty_mutants_build_and_verify(straits: Path, tmp_path: Path) -> None:
    """A folder of damaged captures builds, every capture has its row, every place holds, and building again reads nothing anew."""
    folder = tmp_path / "captures"
    folder.mkdir()
    for name, content in make_mutants(read_bases(straits), 60, seed=21):
        (folder / name).write_bytes(content[:60_000])
    report = pipeline.build([folder], tmp_path / "dossier", workers=1)
    assert not report.failures
    missing, codes = missing_rows(tmp_path / "dossier", [p.name for p in folder.iterdir()])
    assert not missing
    assert codes.keys() <= CODES.keys()
    count, failures = pipeline.verify(tmp_path / "dossier")
    assert count and not failures
    again = pipeline.build([folder], tmp_path / "dossier", workers=1)
    assert again.fresh == 0
    assert again.findings == report.findings


@pytest.mark.slow
def test_a_bad_capture_costs_nobody_else(straits: Path, tmp_path: Path) -> None:
    """With rubbish beside them, good captures give the records that they give alone."""
    folder = tmp_path / "captures"
    folder.mkdir()
    good = sorted(straits.glob("0[23]*"))
    for path in good:
        (folder / path.name).write_bytes(path.read_bytes())
    alone = pipeline.build([folder], tmp_path / "alone", workers=1).findings
    for number, rubbish in enumerate([b"", b"\x00\xff" * 4000, b"\xed\xa0\x80" * 10, '"'.encode("utf-16")]):
        (folder / f"x{number}.txt").write_bytes(rubbish)
    (folder / "x.jsonl").write_bytes(b'{"id": "q"\n[]\n')
    beside = pipeline.build([folder], tmp_path / "beside", workers=1).findings
    ids = {d.id for d in alone.documents}
    assert [d for d in beside.documents if d.id in ids] == list(alone.documents)
    assert [r for r in beside.readings if r.doc in ids] == list(alone.readings)
    assert len(beside.problems) >= len(alone.problems) + 4
