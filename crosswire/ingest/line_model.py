"""The chance that a line is the article's own, by gradient boosted trees trained for this project (card: docs/models/zones.md).

The trees are plain numbers in `line_model.json`, made by `bench/train/zones/train.py`. They are read as matrices, one product for all
lines and trees (Nakandala et al., OSDI 2020): for every tree, which tests a leaf asks to hold less which it asks to fail.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from crosswire.ingest.line_features import Matrix, find_features
from crosswire.ingest.rows import Row

LINES_AT_ONCE = 512
"""Lines put to the trees in one product (bounds the memory of long captures)."""

DIGITS = 5
"""Places that a chance is rounded to, so that the last digit of a processor's sums shows nowhere."""


class WeightsDoNotFit(Exception):
    """The weights name other features than the code finds."""


@dataclass(frozen=True)
class Trees:
    """Boosted trees as matrices. T trees, N tests and L leaves each (filled up to the largest).

    names: features in the order that `tests` counts them. tests: (T, N) index of the feature a test looks at. bounds: (T, N); a test
    holds where the value is not above. paths: (T, N, L) 1 where a leaf asks the test to hold, -1 where to fail. held: (T, L) how many
    a leaf asks to hold. values: (T, L) what a leaf adds to the log odds. enough: chance from which a line is body.
    """

    names: tuple[str, ...]
    tests: npt.NDArray[np.intp]
    bounds: Matrix
    paths: Matrix
    held: Matrix
    values: npt.NDArray[np.float64]
    enough: float
    fingerprint: str

    def chances(self, matrix: Matrix) -> npt.NDArray[np.float64]:
        """Return the chance of every line of a matrix of features (lines, features): body or not."""
        found = np.zeros(len(matrix))
        for first in range(0, len(matrix), LINES_AT_ONCE):
            some = matrix[first : first + LINES_AT_ONCE]
            holds = (some[:, self.tests] <= self.bounds).astype(np.float32).transpose(1, 0, 2)
            leaves = np.argmax(np.matmul(holds, self.paths) == self.held[:, None, :], axis=2)
            odds = np.take_along_axis(self.values, leaves, axis=1).sum(axis=0)
            found[first : first + LINES_AT_ONCE] = np.round(1.0 / (1.0 + np.exp(-odds)), DIGITS)
        return found


@cache
def load_trees() -> Trees:
    """Return the trees that ship with the package."""
    return read_trees(files("crosswire.ingest").joinpath("line_model.json").read_bytes())


def read_trees(source: bytes) -> Trees:
    """Return trees from their JSON form: `names`, `enough`, and of each tree `f`, `b` (feature, bound of each test), `l`, `r` (next test,
    or -1 - leaf) and `v` (values of leaves).
    """
    weights = json.loads(source)
    trees = weights["trees"]
    many, most = len(trees), max(len(tree["v"]) for tree in trees)
    tests = np.zeros((many, most - 1), dtype=np.intp)
    bounds = np.zeros((many, most - 1), dtype=np.float32)
    paths = np.zeros((many, most - 1, most), dtype=np.float32)
    held = np.full((many, most), -1.0 - most, dtype=np.float32)
    values = np.zeros((many, most))
    for t, tree in enumerate(trees):
        tests[t, : len(tree["f"])] = tree["f"]
        bounds[t, : len(tree["b"])] = tree["b"]
        values[t, : len(tree["v"])] = tree["v"]
        walks: list[tuple[int, tuple[tuple[int, float], ...]]] = [(0 if tree["f"] else -1, ())]
        while walks:
            at, path = walks.pop()
            if at >= 0:
                walks += [(tree["l"][at], (*path, (at, 1.0))), (tree["r"][at], (*path, (at, -1.0)))]
                continue
            for test, side in path:
                paths[t, test, -1 - at] = side
            held[t, -1 - at] = sum(side > 0 for _, side in path)
    print_ = hashlib.sha256(source).hexdigest()[:16]
    return Trees(tuple(weights["names"]), tests, bounds, paths, held, values, float(weights["enough"]), print_)


def find_chances(rows: Sequence[Row], trees: Trees | None = None) -> tuple[float, ...]:
    """Return, for lines that the rules have labelled, the chance of each to be the article's own.

    Raises WeightsDoNotFit where the weights were trained on other features.
    """
    if not rows:
        return ()
    trees = trees or load_trees()
    matrix, names = find_features(rows)
    if names != trees.names:
        chosen = {name: n for n, name in enumerate(names)}
        if any(name not in chosen for name in trees.names):
            raise WeightsDoNotFit("the line model was trained on other features; train it again")
        matrix = matrix[:, [chosen[name] for name in trees.names]]
    return tuple(trees.chances(matrix).tolist())
