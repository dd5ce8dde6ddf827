"""Pages on disk."""

import json

import pytest

from crosswire.web.writing import MANIFEST, write_files


def plan(**texts):
    """Return a plan of pages; double underscores stand for slashes."""
    return [(name.replace("__", "/"), lambda text=text: text) for name, text in texts.items()]


def names(folder):
    """Return the names of all files below a folder."""
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def test_pages_are_written_and_listed(tmp_path):
    """Names come back sorted; the manifest lists them; no temporary file is left."""
    assert write_files(tmp_path, plan(index="x", s__one="y")) == ["index", "s/one"]
    assert names(tmp_path) == ["index", MANIFEST, "s/one"]
    assert json.loads((tmp_path / MANIFEST).read_text()) == ["index", "s/one"]


def test_pages_that_are_gone_are_removed_and_others_stay(tmp_path):
    """Only what an earlier call wrote is removed, with the folder that this empties."""
    (tmp_path / "mine.txt").write_text("mine")
    write_files(tmp_path, plan(index="x", s__one="y"))
    write_files(tmp_path, plan(index="x"))
    assert names(tmp_path) == ["index", "mine.txt", MANIFEST]
    assert not (tmp_path / "s").exists()


def test_an_unchanged_page_is_not_touched(tmp_path):
    """The same text leaves the file as it is, so that copying tools see no change."""
    write_files(tmp_path, plan(index="x"))
    before = (tmp_path / "index").stat().st_mtime_ns
    write_files(tmp_path, plan(index="x"))
    assert (tmp_path / "index").stat().st_mtime_ns == before


def test_a_kill_half_way_is_cleaned_up_by_the_next_call(tmp_path):
    """Pages of a call that was cut off are known to the manifest, so that the next call removes what it does not want."""

    def killed():
        raise KeyboardInterrupt

    write_files(tmp_path, plan(index="old", a="old"))
    with pytest.raises(KeyboardInterrupt):
        write_files(tmp_path, [*plan(b="new"), ("c", killed)])
    assert (tmp_path / "b").read_text() == "new"
    write_files(tmp_path, plan(index="newest"))
    assert names(tmp_path) == ["index", MANIFEST]


def test_what_a_kill_left_of_a_file_goes_with_the_next_call(tmp_path):
    """Temporary files have one name: gone where the page is written, is as it was, and is no longer wanted."""
    write_files(tmp_path, plan(index="x", s__one="y", d__two="z"))
    for left in (".index.tmp", "s/.one.tmp", "d/.two.tmp", f".{MANIFEST}.tmp"):
        (tmp_path / left).write_text("half a pa")
    write_files(tmp_path, plan(index="x", s__one="new"))
    assert names(tmp_path) == ["index", MANIFEST, "s/one"]
    assert not (tmp_path / "d").exists()


@pytest.mark.parametrize("manifest", ['["../outside", "/etc/hosts", "s/../../outside", 7, ""]', "{}", "no json", ""])
def test_a_forged_manifest_removes_nothing(manifest, tmp_path):
    """Names that lead out of the folder, and manifests that are none, are passed over."""
    (tmp_path / "outside").write_text("keep")
    folder = tmp_path / "dossier"
    folder.mkdir()
    (folder / MANIFEST).write_text(manifest)
    write_files(folder, plan(index="x"))
    assert (tmp_path / "outside").read_text() == "keep"
