"""crosswire stories as users type it."""

import json
from pathlib import Path

import pytest

from tests.cli.test_actors import FIRST, SECOND, run

__all__ = ["run"]

FERRY = """Island school gets its piano

A brass band played as the new line to Lund Island opened. The harbour master of Kesk brought a cake shaped like a lighthouse.
"""


@pytest.fixture
def dossier(run, tmp_path: Path) -> Path:
    """A dossier of two accounts of one story and one of another, without pages."""
    clips = tmp_path / "clips"
    clips.mkdir()
    for name, text in {"a.txt": FIRST, "b.txt": SECOND, "c.txt": FERRY}.items():
        (clips / name).write_text(text, encoding="utf-8")
    assert run("build", clips, "-o", tmp_path / "nrc", "--no-pages")[0] == 0
    return tmp_path / "nrc"


def stories_of(run, dossier: Path) -> set[frozenset[str]]:
    """Return the stories as sets of names."""
    run("export", dossier, "--to", "jsonl", "-o", dossier.parent / "out")
    rows = (dossier.parent / "out" / "stories.jsonl").read_text(encoding="utf-8").splitlines()
    return {frozenset(json.loads(row)["docs"]) for row in rows}


def test_group_is_kept_and_taken_back(run, dossier):
    """Two stories become one, a rebuild keeps it, an undo parts them."""
    apart = stories_of(run, dossier)
    assert frozenset({"c.txt"}) in apart
    code, out = run("stories", "group", dossier, "a.txt", "c.txt")
    assert code == 0 and "by hand" in out
    assert frozenset({"c.txt"}) not in stories_of(run, dossier)
    assert run("build", dossier.parent / "clips", "-o", dossier, "--no-pages")[0] == 0
    assert frozenset({"c.txt"}) not in stories_of(run, dossier)
    assert "put together by a person" in run("stories", "list", dossier, "s-")[1]
    assert run("verify", dossier)[0] == 0
    assert run("stories", "undo", dossier)[0] == 0
    assert stories_of(run, dossier) == apart


def test_ungroup_and_list(run, dossier):
    """A document taken out stands alone; the list names stories, documents and the correction."""
    assert run("stories", "group", dossier, "a.txt", "b.txt", "c.txt")[0] == 0
    assert run("stories", "ungroup", dossier, "b.txt")[0] == 0
    assert stories_of(run, dossier) == {frozenset({"b.txt"}), frozenset({"a.txt", "c.txt"})}
    code, out = run("stories", "list", dossier)
    assert code == 0 and "a.txt, c.txt" in out and "ungroup b.txt" in out


def test_wrong_words_change_nothing(run, dossier):
    """What is no document, one story, a whole story: told, with the exit code of corrections, and nothing is kept."""
    assert run("stories", "group", dossier, "nothing.txt", "c.txt")[0] != 0
    assert run("stories", "group", dossier, "c.txt")[0] == 10
    assert run("stories", "ungroup", dossier, "c.txt")[0] == 10
    assert run("stories", "undo", dossier)[0] == 10
    assert not (dossier / "corrections.jsonl").exists()
