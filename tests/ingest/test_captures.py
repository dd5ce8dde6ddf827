"""Paths -> captures."""

import errno
import json
import os
from pathlib import Path

import pytest

from crosswire.errors import InputMissing
from crosswire.ingest import find_captures, readers
from crosswire.model import Capture, Problem


def names(found: list[Capture | Problem]) -> list[str]:
    """Return the names of captures and the codes of problems, in order."""
    return [f.name if isinstance(f, Capture) else f.code for f in found]


def test_a_folder_is_searched(tmp_path: Path) -> None:
    """Files of known kinds are found at every depth, sorted by name; hidden ones are passed over, others are told."""
    for name in ("b.txt", "a/c.md", "a/d.HTML", ".hidden.txt", ".git/e.txt", "a/f.bin", "g.text", "h.htm"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Talks ended.")
    found = list(find_captures([tmp_path]))
    assert names(found) == ["a/c.md", "a/d.HTML", "C108", "b.txt", "g.text", "h.htm"]
    kinds = [f.media_type for f in found if isinstance(f, Capture)]
    assert kinds == ["text/markdown", "text/html", "text/plain", "text/plain", "text/html"]


def test_files_are_named_by_base_name(tmp_path: Path) -> None:
    """A file given itself has its base name; the same file given twice is read once; --as-is is passed on."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"Talks\r\n")
    (found,) = find_captures([path, tmp_path], as_is=True)
    assert isinstance(found, Capture)
    assert (found.name, found.content, found.as_is) == ("a.txt", b"Talks\r\n", True)


def test_missing_path(tmp_path: Path) -> None:
    """A path that is not there is an error, since the user named it."""
    with pytest.raises(InputMissing, match="gone"):
        list(find_captures([tmp_path / "gone"]))


def test_names_are_made_unique(tmp_path: Path) -> None:
    """Equal names in two folders, or equal ids in rows, get a number; the order of the paths does not matter."""
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(f"Talks in {folder}.")
    one = list(find_captures([tmp_path / "x", tmp_path / "y"]))
    two = list(find_captures([tmp_path / "y", tmp_path / "x"]))
    assert names(one) == ["a.txt", "a.txt~2"]
    assert one == two


def test_equal_bytes_are_both_given(tmp_path: Path) -> None:
    """Copies of a file are both captures; that they are copies is for the pipeline to say."""
    (tmp_path / "a.txt").write_text("Talks.")
    (tmp_path / "b.txt").write_text("Talks.")
    found = list(find_captures([tmp_path]))
    assert names(found) == ["a.txt", "b.txt"]
    assert len({f.sha256 for f in found if isinstance(f, Capture)}) == 1


def test_rows(tmp_path: Path) -> None:
    """Rows are captures of their own; a broken one costs only itself and is told with its line."""
    rows = [
        json.dumps({"id": "r1", "text": "One.", "title": "T", "date": "2012", "label": 3}),
        "{broken",
        "",
        json.dumps({"doc_id": 7, "text": "Two.", "lang": "en", "url": None}),
        json.dumps({"id": "r3"}),
        json.dumps([1]),
        json.dumps({"text": "No name."}),
        json.dumps({"id": "r1", "text": "Again."}),
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("\ufeff" + "\n".join(rows), "utf-8")
    found = list(find_captures([path]))
    assert names(found) == ["r1", "C105", "7", "C105", "C105", "rows.jsonl#7", "r1~2"]
    first = found[0]
    assert isinstance(first, Capture)
    assert first.fields == (("date", "2012"), ("title", "T"))
    assert [f.name for f in found if isinstance(f, Problem)] == ["rows.jsonl:2", "rows.jsonl:5", "rows.jsonl:6"]
    assert "line 2" in next(f.message for f in found if isinstance(f, Problem))


def test_what_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file or a row beyond the bound is a problem; the rows after it are read."""
    monkeypatch.setattr(readers, "MAX_BYTES", 200)
    (tmp_path / "a.txt").write_text("x" * 201)
    long = json.dumps({"id": "b", "text": "y" * 900})
    (tmp_path / "b.jsonl").write_text(long + "\n" + json.dumps({"id": "c", "text": "Talks."}) + "\n")
    assert names(list(find_captures([tmp_path]))) == ["C106", "C106", "c"]


def test_what_cannot_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be opened is a row of the problem list."""

    def refuse(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text("x")
    monkeypatch.setattr(Path, "open", refuse)
    (found,) = find_captures([tmp_path])
    assert isinstance(found, Problem)
    assert (found.code, found.name) == ("C101", "a.txt")


def test_links_that_lead_back(tmp_path: Path) -> None:
    """A symbolic link to a folder above does not send the search round in circles; a dead one is told."""
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "dead.txt").symlink_to(tmp_path / "gone")
    assert names(list(find_captures([tmp_path]))) == ["a.txt", "C101"]


def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    """A symbolic link to itself is a row of the problem list, not the end of the build; given itself, it is not there."""
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "self.txt").symlink_to("self.txt")
    (tmp_path / "to").symlink_to("fro")
    (tmp_path / "fro").symlink_to("to")
    assert names(list(find_captures([tmp_path]))) == ["a.txt", "C101", "C101", "C101"]
    with pytest.raises(InputMissing, match="symbolic links"):
        list(find_captures([tmp_path / "self.txt"]))


def test_pipes_are_not_opened(tmp_path: Path) -> None:
    """A named pipe, found or given, is told instead of waited for."""
    os.mkfifo(tmp_path / "pipe.txt")
    assert names(list(find_captures([tmp_path]))) == names(list(find_captures([tmp_path / "pipe.txt"]))) == ["C101"]


def test_a_path_that_cannot_be_looked_at_is_not_there(tmp_path: Path) -> None:
    """A name longer than the system allows, or with a NUL, is told with the reason."""
    with pytest.raises(InputMissing, match="File name too long"):
        list(find_captures([tmp_path / ("n" * 300 + ".txt")]))
    with pytest.raises(InputMissing, match="null"):
        list(find_captures([tmp_path / "a\0b.txt"]))


@pytest.mark.parametrize("entry", ["a.txt", "sub/a.txt"])
def test_a_folder_that_may_not_be_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str) -> None:
    """Names can be listed, files not looked at: each is told; a path given below it is not there."""
    (tmp_path / "locked" / entry).parent.mkdir(parents=True)
    (tmp_path / "locked" / entry).write_text("x")
    (tmp_path / "b.txt").write_text("x")
    look, look_short = Path.stat, os.stat

    def refuses(path: object) -> bool:
        return str(path).startswith(str(tmp_path / "locked") + os.sep)

    def refuse(self: Path, *args: object, **rest: object) -> os.stat_result:
        if refuses(self):
            raise PermissionError(errno.EACCES, "Permission denied")
        return look(self, *args, **rest)  # type: ignore[arg-type]

    def refuse_short(path: object, *args: object, **rest: object) -> os.stat_result:
        if refuses(path):
            raise PermissionError(errno.EACCES, "Permission denied")
        return look_short(path, *args, **rest)  # type: ignore[arg-type, call-overload, no-any-return]

    monkeypatch.setattr(Path, "stat", refuse)
    monkeypatch.setattr(os, "stat", refuse_short)
    found = list(find_captures([tmp_path]))
    assert names(found) == ["b.txt", "C101"]
    with pytest.raises(InputMissing, match="Permission denied"):
        list(find_captures([tmp_path / "locked" / entry]))
