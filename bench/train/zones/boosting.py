"""Boosted trees for the line model: how they are grown, and their form as plain numbers. Needs lightgbm."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import lightgbm
import numpy as np
import numpy.typing as npt
from pages import Lesson

from crosswire.ingest.line_features import Matrix

SEED = 20261122
ROUNDS = 130
ENOUGH = 0.35
"""Chance from which a line is body. On the labelled pages, left out in turn, .3 to .45 give the same F1 within .01 (a single page of 20)."""

OF_RULES = ("ruled", "title", "from_title")
"""Beginnings of the names of features that say what the rules made of a line. The rules were written with the labelled pages in view, so
half of the trees do not see these: on other pages the rules are right less often than the model would come to believe."""

SETTINGS: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.08,
    "num_leaves": 15,
    "min_data_in_leaf": 30,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 63,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": SEED,
    "verbose": -1,
}


@dataclass(frozen=True)
class Forest:
    """Two sets of trees, one with and one without what the rules say; the log odds are the mean of theirs. columns: what each sees."""

    boosters: tuple[lightgbm.Booster, ...]
    columns: tuple[list[int], ...]

    def chances(self, matrix: Matrix) -> npt.NDArray[np.float64]:
        """Return the chance of every line, as lightgbm computes it."""
        odds = [b.predict(matrix[:, c], raw_score=True) for b, c in zip(self.boosters, self.columns, strict=True)]
        return np.asarray(1.0 / (1.0 + np.exp(-np.mean(odds, axis=0))))


def grow(lessons: Sequence[Lesson]) -> Forest:
    """Return trees grown on lessons; every page weighs the same, in it a line by the root of its words."""
    matrix = np.concatenate([lesson.matrix for lesson in lessons])
    wanted = np.concatenate([lesson.wanted for lesson in lessons])
    weights = np.concatenate([lesson.weights for lesson in lessons]) * (len(matrix) / len(lessons))
    names = lessons[0].names
    columns: tuple[list[int], ...] = (
        list(range(len(names))),
        [n for n, name in enumerate(names) if not name.startswith(OF_RULES)],
    )
    boosters = tuple(
        lightgbm.train(
            {**SETTINGS, "seed": SEED + n}, lightgbm.Dataset(matrix[:, some], wanted, weight=weights), ROUNDS
        )
        for n, some in enumerate(columns)
    )
    return Forest(boosters, columns)


def as_json(forest: Forest, names: Sequence[str]) -> bytes:
    """Return trees as the JSON that crosswire.ingest.line_model reads; features that no tree asks for are left out."""
    trees: list[tuple[dict[str, Any], list[int]]] = [
        (info["tree_structure"], columns)
        for booster, columns in zip(forest.boosters, forest.columns, strict=True)
        for info in booster.dump_model()["tree_info"]
    ]
    used = sorted({columns[feature] for tree, columns in trees for feature in _features(tree)})
    place = {feature: n for n, feature in enumerate(used)}
    weights = {
        "about": "lines of plain-text captures: the article's own or not; see docs/models/zones.md",
        "enough": ENOUGH,
        "names": [names[feature] for feature in used],
        "trees": [
            _as_numbers(tree, [place.get(c, -1) for c in columns], len(forest.boosters)) for tree, columns in trees
        ],
    }
    return (json.dumps(weights, separators=(",", ":")).replace('{"f"', '\n{"f"') + "\n").encode()


def _features(tree: dict[str, Any]) -> set[int]:
    if "leaf_value" in tree and "split_feature" not in tree:
        return set()
    return {int(tree["split_feature"])} | _features(tree["left_child"]) | _features(tree["right_child"])


def _float32_below(bound: float) -> float:
    """Return the greatest float32 that is not above a bound, so that features in float32 fall on the same side of it."""
    near = np.float32(bound)
    return float(f"{float(near if near <= bound else np.nextafter(near, np.float32(-np.inf))):.9g}")


def _as_numbers(tree: dict[str, Any], place: Sequence[int], share: int) -> dict[str, list[Any]]:
    """Return one tree: tests in the order of a walk from the root, children as numbers (leaves as -1 - number). share: of how many sets."""
    found: dict[str, list[Any]] = {"f": [], "b": [], "l": [], "r": [], "v": []}

    def walk(node: dict[str, Any]) -> int:
        if "split_feature" not in node:
            found["v"].append(round(float(node["leaf_value"]) / share, 6))
            return -len(found["v"])
        at = len(found["f"])
        found["f"].append(place[int(node["split_feature"])])
        found["b"].append(_float32_below(float(node["threshold"])))
        found["l"].append(0)
        found["r"].append(0)
        found["l"][at] = walk(node["left_child"])
        found["r"][at] = walk(node["right_child"])
        return at

    walk(tree)
    return found
