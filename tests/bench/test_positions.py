"""The labelled positions of our own: marks are read as the README says, and the folders are what the texts say."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

from positions import HALVES, LABELLED, compare, read_stories, score_tables, write_feed

TEXT = """% a note
## x01
issue levy = ferry levy | levy
# 2011-03-04 | Strait Wire | A levy
{Osmark/levy/-:Osmark rejected the ferry levy}. {Veldania/levy/~+@2011-02:Veldania wants it}. Is it fair?
"""


def write_tables(folder: Path, stance: str, party: str = "Osmark", issue: str = "ferry levy") -> Path:
    """Write the three tables that are scored, with one position."""
    rows = {
        "actors": {"id": "p-1", "name": party, "aliases": []},
        "issues": {"id": "i-1", "name": issue, "aliases": [issue]},
        "positions": {
            "party": "p-1",
            "issue": "i-1",
            "stance": stance,
            "date": "2011-03",
            "evidence": [{"doc": "x01-1", "start": 0, "end": 20}],
        },
    }
    for name, row in rows.items():
        (folder / f"{name}.jsonl").write_text(json.dumps(row) + "\n")
    return folder


def test_the_folders_are_what_the_texts_say(tmp_path: Path) -> None:
    """docs.jsonl is written from the texts; `python bench/positions.py feed` mends it."""
    for half in HALVES:
        write_feed(LABELLED / f"{half}.txt", tmp_path / "docs.jsonl")
        assert (LABELLED / half / "docs.jsonl").read_text() == (tmp_path / "docs.jsonl").read_text()


def test_size() -> None:
    """At least 150 positions, both halves alike, with every stance in each."""
    for half in HALVES:
        cells = {m.cell for s in read_stories(LABELLED / f"{half}.txt") for m in s.marks}
        assert len(cells) >= 75
        assert {"supports", "opposes", "conditional", "open"} <= {c[3] for c in cells}


@pytest.mark.parametrize(
    ("found", "right"),
    [
        ({"stance": "opposes"}, 1),
        ({"stance": "supports"}, 0),
        ({"stance": "opposes", "party": "Brend"}, 0),
        ({"stance": "opposes", "issue": "weather"}, 0),
    ],
    ids=["right", "stance", "party", "issue"],
)
def test_a_position_is_right_in_all_its_parts(tmp_path: Path, found: dict[str, str], right: int) -> None:
    """Party, issue and stance must be as marked; an optional mark is not missed."""
    path = tmp_path / "text.txt"
    path.write_text(TEXT)
    (story,) = read_stories(path)
    assert story.docs[0][4] == "Osmark rejected the ferry levy. Veldania wants it. Is it fair?\n"
    tables = write_tables(tmp_path, **found)
    outcome = compare([story], tables)
    assert (len(outcome.right), len(outcome.false)) == (right, 1 - right)
    assert score_tables(path, tables)["positions: R"] == right
