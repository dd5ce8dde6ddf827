"""The commands as users type them."""

import json
import sys
from pathlib import Path

import pytest

from crosswire import cli
from crosswire.errors import CrosswireError

FERRY = """Veldania Halts Ferries in Trel Bay

PORT ELLIN, March 3, 2031 (Osmark Press) -- Veldania will halt all ferries in Trel Bay, Foreign Minister Ilse Marran said on Monday.

"We shall not wait for a second collision," Marran told reporters in Port Ellin.
"""


@pytest.fixture
def run(monkeypatch, capsys):
    """Run the command line; gives exit code, output and errors."""

    def call(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["crosswire", *map(str, words)])
        with pytest.raises(SystemExit) as end:
            cli.main()
            raise SystemExit(0)
        code = end.value.code
        done = capsys.readouterr()
        return int(code or 0), done.out, done.err

    return call


@pytest.fixture
def clips(tmp_path: Path) -> Path:
    """A folder with one capture."""
    folder = tmp_path / "clips"
    folder.mkdir()
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    return folder


def test_build_says_what_it_did(run, clips, tmp_path):
    """The build tells what it read, found and verified, how long it took, and where to look."""
    code, out, _ = run("build", clips, "-o", tmp_path / "nrc")
    assert code == 0
    for word in ("read", "1 capture", "found", "verified", "places identical", "s, peak", "index.html"):
        assert word in out
    assert (tmp_path / "nrc" / "index.html").is_file()


def test_pages_are_not_read_as_captures(run, clips):
    """A dossier inside the folder of captures is not read by the next build."""
    run("build", clips, "-o", clips / "nrc")
    _, out, _ = run("build", clips, "-o", clips / "nrc")
    assert "1 capture " in out


def test_verify_holds_and_fails(run, clips, tmp_path):
    """Verify exits with 0 where all places hold, with 9 and a list where one does not."""
    import sqlite3

    run("build", clips, "-o", tmp_path / "nrc", "--no-pages")
    code, out, _ = run("verify", tmp_path / "nrc")
    assert code == 0 and "places identical" in out
    with sqlite3.connect(tmp_path / "nrc" / "crosswire.db") as database:
        database.execute("UPDATE pins SET words = 'x' WHERE rowid = 1")
    code, out, err = run("verify", tmp_path / "nrc")
    assert code == 9 and "other words stand at" in out and "E305" in err


def test_export_writes_every_format(run, clips, tmp_path):
    """Each format can be written; the tables hold the document under its name."""
    run("build", clips, "-o", tmp_path / "nrc", "--no-pages")
    for form, out in (("jsonl", "tables"), ("md", "brief.md"), ("json", "all.json")):
        assert run("export", tmp_path / "nrc", "--to", form, "-o", tmp_path / out)[0] == 0
    rows = [json.loads(line) for line in (tmp_path / "tables" / "documents.jsonl").read_text().splitlines()]
    assert [(r["doc"], r["text"]) for r in rows] == [("ferry.txt", FERRY)]


def test_no_text_leaves_the_texts_out(run, clips, tmp_path):
    """--no-text keeps hashes and offsets, not texts."""
    run("build", clips, "-o", tmp_path / "nrc", "--no-pages")
    run("export", tmp_path / "nrc", "--to", "jsonl", "-o", tmp_path / "tables", "--no-text")
    row = json.loads((tmp_path / "tables" / "documents.jsonl").read_text())
    assert row.get("text") is None and len(row["text_sha256"]) == 64


def test_set_is_kept_and_shown(run, clips, tmp_path):
    """A value set by hand is written at once, kept over the next build, and said."""
    run("build", clips, "-o", tmp_path / "nrc")
    code, out, _ = run("set", tmp_path / "nrc", "ferry.txt", "date=2031-03-04")
    assert code == 0 and "by hand" in out
    _, out, _ = run("build", clips, "-o", tmp_path / "nrc")
    assert "ferry.txt: date = 2031-03-04" in out


def test_set_keeps_all_or_nothing(run, clips, tmp_path):
    """Of several values, none is kept if one cannot be understood."""
    run("build", clips, "-o", tmp_path / "nrc", "--no-pages")
    code, _, err = run("set", tmp_path / "nrc", "ferry.txt", "agency=Osmark Press", "date=soon")
    assert code == 10 and "2009-04-29" in err
    assert not (tmp_path / "nrc" / "corrections.jsonl").exists()


def test_open_prints_the_page(run, clips, tmp_path):
    """Where the page is can be asked without opening it."""
    run("build", clips, "-o", tmp_path / "nrc")
    code, out, _ = run("open", tmp_path / "nrc", "--print")
    assert code == 0 and out.strip().endswith("index.html")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("build", "nowhere", "-o", "out"), 3, "nowhere"),
        (("build", "empty", "-o", "out"), 4, ".html"),
        (("build", "clips", "-o", "others"), 5, "nothing there was touched"),
        (("verify", "empty"), 7, "crosswire build"),
        (("open", "empty"), 7, "crosswire build"),
        (("export", "empty", "--to", "docx", "-o", "x"), 11, "jsonl"),
        (("export", "empty", "--to", "md", "-o", "x"), 7, "no dossier"),
        (("set", "empty", "a", "date=2031"), 7, "no dossier"),
        (("build",), 2, "Missing argument"),
    ],
)
def test_wrong_use_says_what_to_do(run, clips, tmp_path, monkeypatch, words, code, says):
    """Each mistake has its own exit code and a message that helps; nothing of the user's is touched."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / "notes.txt").write_text("mine")
    got, _, err = run(*words)
    assert got == code and says in err
    assert [p.name for p in (tmp_path / "others").iterdir()] == ["notes.txt"]
    assert "Traceback" not in err


def test_every_error_has_its_own_code():
    """No two errors share a code; every leaf has a sentence."""

    def leaves(kind):
        below = kind.__subclasses__()
        return [kind] if not below else [leaf for k in below for leaf in leaves(k)]

    found = [k for k in leaves(CrosswireError) if k.__module__ == "crosswire.errors"]
    assert len({k.code for k in found}) == len(found)
    assert all(k.__doc__ and k.exit_code > 2 for k in found)


def test_help_of_every_verb_has_examples(run):
    """Each verb's help shows how it is typed."""
    for verb in ("build", "open", "verify", "export", "set"):
        code, out, _ = run(verb, "--help")
        assert (code == 0 and f"crosswire {verb} nrc" in out) or f"crosswire {verb} clips" in out


def test_captures_cannot_steer_the_terminal(run, tmp_path):
    """Control characters in a title or a name are shown, not obeyed; colons make no pictures."""
    row = {"id": ":smile: x\n", "text": FERRY, "title": "Ferries \x1b[2J\nverified  9/9"}
    (tmp_path / "rows.jsonl").write_text(json.dumps(row))
    _, out, _ = run("build", tmp_path / "rows.jsonl", "--as-is", "-o", tmp_path / "nrc", "--no-pages")
    assert "\x1b" not in out and "Ferries \ufffd[2J\ufffdverified" in out
    _, _, err = run("set", tmp_path / "nrc", "nothing", "date=2031")
    assert ":smile: x\ufffd" in err


def test_set_writes_pages_only_where_there_are(run, clips, tmp_path):
    """A dossier without pages stays one."""
    run("build", clips, "-o", tmp_path / "nrc", "--no-pages")
    assert run("set", tmp_path / "nrc", "ferry.txt", "date=2031-03-04")[0] == 0
    assert not (tmp_path / "nrc" / "index.html").exists()


def test_an_embargo_holds_an_export_back(run, tmp_path):
    """A record under an embargo far ahead is exported only when asked to."""
    record = (
        "- Title: VELDANIA: Ferries halted\n- Date: 3rd March 2031\n- Embargoed: 4th March 2099 10:00\n- Story Text: "
    )
    (tmp_path / "record.txt").write_text(record + FERRY.split("-- ")[1], encoding="utf-8")
    run("build", tmp_path / "record.txt", "-o", tmp_path / "nrc", "--no-pages")
    code, _, err = run("export", tmp_path / "nrc", "--to", "md", "-o", tmp_path / "brief.md")
    assert code == 13 and "record.txt" in err and not (tmp_path / "brief.md").exists()
    assert run("export", tmp_path / "nrc", "--to", "md", "-o", tmp_path / "brief.md", "--embargoed")[0] == 0


def test_texts_under_embargo_are_left_out_when_asked(run, tmp_path):
    """What is left out leaves no word behind, and the rest is exported; cut evidence is cut in the brief."""
    clips = tmp_path / "clips"
    clips.mkdir()
    record = "- Title: VELDANIA: Towers dark\n- Date: 3rd March 2031\n- Embargoed: 4th March 2099 10:00\n- Story Text: "
    (clips / "record.txt").write_text(
        record + "The towers of Gullhaven went dark, the keeper Oda Windt said on Monday.", encoding="utf-8"
    )
    (clips / "ferry.txt").write_text(FERRY, encoding="utf-8")
    run("build", clips, "-o", tmp_path / "nrc", "--no-pages")
    code, _, err = run("export", tmp_path / "nrc", "--to", "jsonl", "-o", tmp_path / "out", "--leave-out-embargoed")
    assert code == 0 and "left out" in err and "record.txt" in err
    written = "".join(path.read_text(encoding="utf-8") for path in sorted((tmp_path / "out").iterdir()))
    assert "ferry.txt" in written and "record.txt" not in written and "Gullhaven" not in written
    assert (
        run(
            "export",
            tmp_path / "nrc",
            "--to",
            "md",
            "-o",
            tmp_path / "brief.md",
            "--embargoed",
            "--evidence-words",
            "3",
        )[0]
        == 0
    )
    brief = (tmp_path / "brief.md").read_text(encoding="utf-8")
    assert "Embargoed until 4th March 2099 10:00" in brief
