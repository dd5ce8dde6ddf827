"""Putting exports on disk."""

import json
from dataclasses import replace

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
    assert list(FORMATS) == ["jsonl", "md", "json"]
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
