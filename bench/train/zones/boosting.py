"""Boosted trees for the line model: how they are grown, and their form as plain numbers. Needs lightgbm."""

import json
from collections.abc import Sequence
from typing import Any

import lightgbm
import numpy as np
from pages import Lesson

SEED = 20261122
ROUNDS = 120
ENOUGH = 0.4
"""Chance from which a line is body; on the labelled pages, left out in turn, any value from .35 to .5 does as well."""

SETTINGS: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.08,
    "num_leaves": 15,
    "min_data_in_leaf": 30,
    "feature_fraction": 0.3,
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


def grow(lessons: Sequence[Lesson]) -> lightgbm.Booster:
    """Return trees grown on lessons; every page weighs the same, in it a line by the root of its words."""
    matrix = np.concatenate([lesson.matrix for lesson in lessons])
    wanted = np.concatenate([lesson.wanted for lesson in lessons])
    weights = np.concatenate([lesson.weights for lesson in lessons]) * (len(matrix) / len(lessons))
    return lightgbm.train(SETTINGS, lightgbm.Dataset(matrix, wanted, weight=weights), ROUNDS)


def as_json(booster: lightgbm.Booster, names: Sequence[str]) -> bytes:
    """Return trees as the JSON that crosswire.ingest.line_model reads; features that no tree asks for are left out."""
    dumped = [info["tree_structure"] for info in booster.dump_model()["tree_info"]]
    used = sorted({feature for tree in dumped for feature in _features(tree)})
    place = {feature: n for n, feature in enumerate(used)}
    weights = {
        "about": "lines of plain-text captures: the article's own or not; see docs/models/zones.md",
        "enough": ENOUGH,
        "names": [names[feature] for feature in used],
        "trees": [_as_numbers(tree, place) for tree in dumped],
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


def _as_numbers(tree: dict[str, Any], place: dict[int, int]) -> dict[str, list[Any]]:
    """Return one tree: tests in the order of a walk from the root, children as numbers (leaves as -1 - number)."""
    found: dict[str, list[Any]] = {"f": [], "b": [], "l": [], "r": [], "v": []}

    def walk(node: dict[str, Any]) -> int:
        if "split_feature" not in node:
            found["v"].append(round(float(node["leaf_value"]), 6))
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
