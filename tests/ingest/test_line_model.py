"""Boosted trees as plain numbers, and what they say of lines."""

import hashlib
import json
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from crosswire.ingest.line_model import LINES_AT_ONCE, WeightsDoNotFit, find_chances, load_trees, read_trees
from crosswire.ingest.rows import Row
from crosswire.ingest.zones import find_rows
from tests.ingest.samples import BODY, LEAD, SITE_PAGE

SMALL = {
    "names": ["words", "ends"],
    "enough": 0.5,
    "trees": [
        {"f": [0, 1], "b": [2.0, 0.5], "l": [-1, -2], "r": [1, -3], "v": [-1.0, 0.25, 3.0]},
        {"f": [], "b": [], "l": [], "r": [], "v": [0.5]},
    ],
}


def walked(source: dict[str, object], row: list[float]) -> float:
    """Return the chance of one line by walking the trees, one test after the other."""
    odds = 0.0
    for tree in source["trees"]:  # type: ignore[attr-defined]
        at = 0 if tree["f"] else -1
        while at >= 0:
            at = (tree["l"] if row[tree["f"][at]] <= tree["b"][at] else tree["r"])[at]
        odds += tree["v"][-1 - at]
    return float(1 / (1 + np.exp(-odds)))


@pytest.mark.parametrize("row", [[1.0, 0.0], [2.0, 1.0], [2.5, 0.0], [2.5, 0.5], [9.0, 1.0]])
def test_trees_as_matrices(row: list[float]) -> None:
    """The matrices say what a walk through the trees says, on the bound itself too."""
    trees = read_trees(json.dumps(SMALL).encode())
    found = trees.chances(np.array([row], dtype=np.float32))
    assert found[0] == pytest.approx(walked(SMALL, row), abs=1e-5)


def test_shipped_trees_as_matrices() -> None:
    """So do the shipped trees, on a page's lines."""
    source = json.loads(files("crosswire.ingest").joinpath("line_model.json").read_text("utf-8"))
    trees = load_trees()
    draw = np.random.default_rng(7)
    matrix = draw.normal(0.5, 2.0, (40, len(trees.names))).round(2).astype(np.float32)
    for row, chance in zip(matrix, trees.chances(matrix), strict=True):
        assert chance == pytest.approx(walked(source, row.tolist()), abs=2e-5)


def test_long_captures_go_in_parts() -> None:
    """Each line's chance is its own, however many are asked at once."""
    trees = read_trees(json.dumps(SMALL).encode())
    matrix = np.tile(np.array([[1.0, 0.0], [3.0, 1.0]], dtype=np.float32), (LINES_AT_ONCE, 1))
    assert set(trees.chances(matrix).tolist()) == set(trees.chances(matrix[:2]).tolist())


def test_article_and_menu() -> None:
    """An article's sentences are likelier body than a site's buttons and widgets."""
    rows = find_rows(SITE_PAGE)[0]
    chances = dict(zip((row.line.text for row in rows), find_chances(rows), strict=True))
    assert min(chances[words] for words in BODY.split("\n\n")) > 0.5
    assert max(chances[words] for words in ("Subscribe", "Ticker", "0", "open an account")) < 0.2
    assert find_chances([]) == ()


def test_weights_that_do_not_fit() -> None:
    """Weights of other features are refused, in words."""
    trees = read_trees(json.dumps({**SMALL, "names": ["words", "moon"]}).encode())
    rows: list[Row] = find_rows(LEAD)[0]
    with pytest.raises(WeightsDoNotFit, match="train it again"):
        find_chances(rows, trees)


def test_card_names_the_weights() -> None:
    """The card gives the shipped weights' SHA-256; weights hold no word of any page."""
    source = files("crosswire.ingest").joinpath("line_model.json").read_bytes()
    card = (Path(__file__).parents[2] / "docs/models/zones.md").read_text("utf-8")
    sha = hashlib.sha256(source).hexdigest()
    assert sha in card and load_trees().fingerprint == sha[:16]
    assert set(json.loads(source)) == {"about", "enough", "names", "trees"}
    assert len(source) < 300_000
