"""crosswire issues, and --watch, as users type them."""

import json
import sys
from pathlib import Path

import pytest

from crosswire import cli
from tests.compare.conftest import AGENCY, RADIO, WIRE


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
def clips(tmp_path: Path) -> Path:
    """Three accounts of one meeting."""
    folder = tmp_path / "clips"
    folder.mkdir()
    for name, text in (("agency", AGENCY), ("radio", RADIO), ("wire", WIRE)):
        (folder / f"{name}.txt").write_text(text)
    return folder


def test_watch_and_corrections_are_kept(run, clips: Path, tmp_path: Path) -> None:
    """A watch file that lies among the captures is found and is no capture; a rebuild keeps it; corrections are listed, hold and can be taken back."""
    (clips / "watch.yml").write_text("issues:\n  - name: the smugglers\n    terms: [smugglers]\nparties: [Osmark]\n")
    out = tmp_path / "d"
    code, said = run("build", clips, "-o", out, "--rules-only", "--no-pages")
    assert code == 0 and "C108" not in said
    _, said = run("issues", "list", out)
    assert "the smugglers" in said.splitlines()[0] and "watched" in said
    code, said = run("issues", "rename", out, "radar masts", "the masts")
    assert code == 0 and "by hand" in said
    _, said = run("issues", "list", out)
    assert "the masts" in said and "rename radar masts to the masts" in said and "the smugglers" in said
    assert json.loads((out / "corrections.jsonl").read_text())["issues"] == "rename"
    _, said = run("issues", "list", out, "the masts")
    assert "radar masts" in said and "agency.txt" in said
    run("issues", "undo", out)
    _, said = run("issues", "list", out)
    assert "the masts" not in said


def test_faults_are_told(run, clips: Path, tmp_path: Path) -> None:
    """A watch file with a fault stops the build before anything is made; a split without forms says what it needs."""
    watch = tmp_path / "mine.yml"
    watch.write_text("issues: radar\n")
    code, said = run("build", clips, "-o", tmp_path / "d", "--watch", watch)
    assert code == 16 and "a list is expected" in said and not (tmp_path / "d").exists()
    code, said = run("issues", "split", tmp_path / "d", "radar masts")
    assert code == 10 and "--forms" in said
