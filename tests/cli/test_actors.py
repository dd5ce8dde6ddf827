"""crosswire actors as users type it."""

import json
import sys
from pathlib import Path

import pytest

from crosswire import cli

FIRST = """Ferries halted

Veldanian Foreign Minister Ilse Marran said on Monday that ferries would halt. "We shall wait," Marran said.
"""
SECOND = """Ferries halted in Trel Bay

Veldania's foreign minister said ferries would halt. Sigrun Tave said that she would wait. Ferries halt often.
"""
THIRD = """Ferries halted again

Ilse Marran said ferries would halt again. Veldania is quiet.
"""


@pytest.fixture
def run(monkeypatch, capsys):
    """Run the command line; gives exit code and everything printed."""

    def call(*words: object) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["crosswire", *map(str, words)])
        with pytest.raises(SystemExit) as end:
            cli.main()
            raise SystemExit(0)
        done = capsys.readouterr()
        return int(end.value.code or 0), done.out + done.err

    return call


@pytest.fixture
def dossier(run, tmp_path: Path) -> Path:
    """A dossier of two accounts, without pages."""
    clips = tmp_path / "clips"
    clips.mkdir()
    (clips / "a.txt").write_text(FIRST, encoding="utf-8")
    (clips / "b.txt").write_text(SECOND, encoding="utf-8")
    assert run("build", clips, "-o", tmp_path / "nrc", "--no-pages")[0] == 0
    return tmp_path / "nrc"


def listed(run, dossier: Path) -> dict[str, str]:
    """Return name -> line of the actors listed."""
    code, out = run("actors", "list", dossier)
    assert code == 0
    return {line.split("  ", 1)[1].split(" · ")[0]: line for line in out.splitlines() if line.startswith("p-")}


def test_merge_rebuild_undo(run, dossier, tmp_path):
    """A merge holds over a build with a further account, shows in the tables, and can be taken back."""
    before = listed(run, dossier)
    assert {"Ilse Marran", "Sigrun Tave"} <= set(before)
    code, out = run("actors", "merge", dossier, "Ilse Marran", "Sigrun Tave")
    assert code == 0 and "by hand" in out
    merged = listed(run, dossier)
    assert "Sigrun Tave" not in merged and "by hand" in merged["Ilse Marran"]
    assert merged["Ilse Marran"].split()[0] == before["Ilse Marran"].split()[0]
    (tmp_path / "clips" / "c.txt").write_text(THIRD, encoding="utf-8")
    assert run("build", tmp_path / "clips", "-o", dossier, "--no-pages")[0] == 0
    again = listed(run, dossier)
    assert "Sigrun Tave" not in again and again["Ilse Marran"].split()[0] == before["Ilse Marran"].split()[0]
    run("export", dossier, "--to", "jsonl", "-o", tmp_path / "out")
    rows = [json.loads(x) for x in (tmp_path / "out" / "actors.jsonl").read_text(encoding="utf-8").splitlines()]
    (marran,) = [r for r in rows if r["name"] == "Ilse Marran"]
    assert marran["corrected"] and [j for j in marran["judgements"] if j["by"] == marran["corrected"][0]]
    assert run("verify", dossier)[0] == 0
    assert run("actors", "undo", dossier)[0] == 0
    assert "Sigrun Tave" in listed(run, dossier)


def test_split_and_rename(run, dossier):
    """A document's mentions become another actor, which takes a name; the one actor's page of reasons says so."""
    code, _ = run("actors", "split", dossier, "Ilse Marran", "--documents", "b.txt", "--name", "Somebody")
    assert code == 0
    assert {"Ilse Marran", "Somebody"} <= set(listed(run, dossier))
    assert run("actors", "rename", dossier, "Somebody", "Somebody Else")[0] == 0
    assert "Somebody Else" in listed(run, dossier)
    code, out = run("actors", "list", dossier, "Ilse Marran")
    assert code == 0 and "a.txt" in out and "b.txt" not in out


def test_wrong_words_change_nothing(run, dossier):
    """An unknown name, a split of nothing: told, with the exit code of corrections, and nothing is kept."""
    assert run("actors", "merge", dossier, "Ilse Marran", "Nobody")[0] == 10
    assert run("actors", "split", dossier, "Ilse Marran")[0] == 10
    assert run("actors", "undo", dossier)[0] == 10
    assert not (dossier / "corrections.jsonl").exists()
