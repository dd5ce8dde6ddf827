"""Putting exports on disk."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from crosswire.dossier import Dossier
from crosswire.errors import OutputNotOurs, OutputNotWritable
from crosswire.export import FORMATS, write_export
from tests.sample import sample_findings


@pytest.fixture(scope="module")
def dossier():
    """Return the sample dossier."""
    return Dossier(sample_findings())


def read_all(folder):
    """Return name -> bytes of everything below a folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_formats_that_there_are():
    """Names are keys; every format says in a sentence what it is."""
    assert list(FORMATS) == [
        "jsonl",
        "md",
        "json",
        "ris",
        "bibtex",
        "csl",
        "plover",
        "polecat",
        "gdelt",
        "csv",
        "parquet",
    ]
    assert all(f.name == name and f.summary.endswith(".") for name, f in FORMATS.items())


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_same_dossier_gives_the_same_bytes_and_overwrites_its_own(name, dossier, tmp_path):
    """Twice the same target: an earlier export is replaced, by the same."""
    target = tmp_path / "deep" / f"out-{name}"
    assert write_export(FORMATS[name], dossier, target) == target
    first = read_all(tmp_path)
    write_export(FORMATS[name], dossier, target)
    assert read_all(tmp_path) == first


def test_a_folder_export_says_that_it_is_ours(dossier, tmp_path):
    """The mark names format and files, and holds no time and no path."""
    write_export(FORMATS["jsonl"], dossier, tmp_path / "out")
    mark = json.loads((tmp_path / "out" / "export.json").read_text())
    assert mark["crosswire_export"] == "jsonl"
    assert sorted([*mark["files"], "export.json"]) == sorted(p.name for p in (tmp_path / "out").iterdir())


def test_an_empty_folder_may_be_written(dossier, tmp_path):
    """A folder that was made for it."""
    (tmp_path / "out").mkdir()
    write_export(FORMATS["jsonl"], dossier, tmp_path / "out")
    assert (tmp_path / "out" / "documents.jsonl").is_file()


def test_other_peoples_files_are_left_alone(dossier, tmp_path):
    """A folder or file that is not an earlier export is refused, and stays as it was."""
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "thesis.txt").write_text("years of work")
    (tmp_path / "notes.md").write_text("# mine")
    for name, target in [("jsonl", "theirs"), ("jsonl", "notes.md"), ("md", "notes.md"), ("json", "notes.md")]:
        with pytest.raises(OutputNotOurs, match=target):
            write_export(FORMATS[name], dossier, tmp_path / target)
    assert read_all(tmp_path) == {"theirs/thesis.txt": b"years of work", "notes.md": b"# mine"}


@pytest.mark.parametrize(
    "mark",
    [
        '{"figma": "an export of something else"}',
        '{"crosswire_export": "other", "files": ["thesis.txt"]}',
        '{"crosswire_export": "jsonl"}',
        '{"crosswire_export": "jsonl", "files": ["../thesis.txt"]}',
        '{"crosswire_export": "jsonl", "files": [7]}',
        "[1]",
        "[" * 100_000,
        "no json",
        "",
    ],
)
def test_a_folder_with_another_export_json_is_not_ours(mark, dossier, tmp_path):
    """Many programs write an `export.json`: only our own mark counts, and the refusal names what stands there."""
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "thesis.txt").write_text("years of work")
    (tmp_path / "theirs" / "export.json").write_text(mark)
    before = read_all(tmp_path)
    with pytest.raises(OutputNotOurs, match=r"export\.json, thesis\.txt"):
        write_export(FORMATS["jsonl"], dossier, tmp_path / "theirs")
    assert read_all(tmp_path) == before


def test_what_people_put_beside_an_export_stays(dossier, tmp_path):
    """Only the files that the mark lists are replaced or, if no longer part of the format, removed."""
    target = tmp_path / "out"
    write_export(FORMATS["jsonl"], dossier, target)
    mark = json.loads((target / "export.json").read_text())
    (target / "plots").mkdir()
    (target / "plots" / "one.txt").write_text("mine")
    (target / "analysis.R").write_text("mine")
    (target / "of_an_older_version.jsonl").write_text("ours")
    older = {**mark, "files": [*mark["files"], "of_an_older_version.jsonl"]}
    (target / "export.json").write_text(json.dumps(older))
    (target / "documents.jsonl").write_text("old")
    write_export(FORMATS["jsonl"], dossier, target)
    assert json.loads((target / "export.json").read_text()) == mark
    kept = {"analysis.R", "plots/one.txt"}
    assert set(read_all(target)) == {*mark["files"], "export.json", *kept}
    assert all((target / name).read_text() == "mine" for name in kept)
    assert (target / "documents.jsonl").read_text() != "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_file_of_other_people_under_a_name_of_ours_is_refused(dossier, tmp_path):
    """A name that this version writes and the earlier export did not list: nothing changes."""
    write_export(FORMATS["jsonl"], dossier, tmp_path / "out")
    path = tmp_path / "out" / "export.json"
    mark = json.loads(path.read_text())
    path.write_text(json.dumps({**mark, "files": [n for n in mark["files"] if n != "documents.jsonl"]}))
    before = read_all(tmp_path)
    with pytest.raises(OutputNotOurs, match=r"documents\.jsonl"):
        write_export(FORMATS["jsonl"], dossier, tmp_path / "out")
    assert read_all(tmp_path) == before


@pytest.mark.parametrize("name", ["md", "json"])
def test_a_file_that_only_speaks_of_an_export_is_not_ours(name, dossier, tmp_path):
    """The mark must begin the file; a format without a mark never overwrites."""
    notes = tmp_path / "notes.md"
    notes.write_text(f"How to read {FORMATS[name].mark} files\n")
    for exporter in (FORMATS[name], replace(FORMATS[name], mark="")):
        with pytest.raises(OutputNotOurs, match=re.escape("notes.md")):
            write_export(exporter, dossier, notes)
    assert notes.read_text().startswith("How to read")


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_what_a_kill_left_goes_with_the_next_export(name, dossier, tmp_path, monkeypatch):
    """A kill leaves one temporary name, and the next export to the same place takes it away."""

    def killed(_dossier, _options):
        yield "documents.jsonl", ["half a line"]
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:  # a killed process tidies nothing
        patch.setattr("crosswire.export.writing.shutil.rmtree", lambda *_, **__: None)
        patch.setattr("pathlib.Path.unlink", lambda *_, **__: None)
        with pytest.raises(KeyboardInterrupt):
            write_export(replace(FORMATS[name], files=killed), dossier, tmp_path / "out")
    assert [p.name for p in tmp_path.iterdir()] == [".out.tmp"]
    write_export(FORMATS[name], dossier, tmp_path / "out")
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_only_has_the_temporary_name_is_left_alone(dossier, tmp_path):
    """What stands where an export is prepared is swept only if it bears our mark."""
    (tmp_path / ".out.tmp").mkdir()
    (tmp_path / ".out.tmp" / "thesis.txt").write_text("years of work")
    with pytest.raises(OutputNotOurs, match=r"\.out\.tmp"):
        write_export(FORMATS["jsonl"], dossier, tmp_path / "out")
    assert read_all(tmp_path) == {".out.tmp/thesis.txt": b"years of work"}


def test_the_folder_one_stands_in_may_be_written(dossier, tmp_path, monkeypatch):
    """`-o .` twice: the folder itself is never swapped."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for _ in range(2):
        write_export(FORMATS["jsonl"], dossier, Path())
    assert (tmp_path / "here" / "documents.jsonl").is_file()
    assert [p.name for p in tmp_path.iterdir()] == ["here"]


def test_one_file_goes_into_a_folder_that_is_there(dossier, tmp_path):
    """Where the target is a folder, the file gets its usual name and touches nothing else."""
    (tmp_path / "thesis.txt").write_text("years of work")
    assert write_export(FORMATS["md"], dossier, tmp_path) == tmp_path / "brief.md"
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


@pytest.mark.parametrize("name", ["jsonl", "md"])
def test_a_failure_half_way_leaves_the_old_export(name, dossier, tmp_path):
    """What breaks while it is written is never seen at the target, and leaves no rubbish."""
    target = tmp_path / "out"
    write_export(FORMATS[name], dossier, target)
    before = read_all(tmp_path)

    def broken(_dossier, _options):
        yield "a.jsonl", ["half a line"]
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputNotWritable, match="No space left"):
        write_export(replace(FORMATS[name], files=broken), dossier, target)
    assert read_all(tmp_path) == before


def test_a_place_that_cannot_be_written_is_an_error_of_ours(dossier, tmp_path):
    """A file stands where a folder is needed."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputNotWritable):
        write_export(FORMATS["md"], dossier, tmp_path / "file" / "brief.md")
