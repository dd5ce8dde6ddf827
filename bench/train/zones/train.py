"""Trains the line model and writes its weights.

    OMP_NUM_THREADS=1 python bench/train/zones/train.py ../shared/data/captures --out crosswire/ingest/line_model.json [--html FOLDER]

Seeded and on one thread: the same pages, code and lightgbm give the same bytes. Needs lightgbm (4.7.0 was used). `--html`: a folder of
HTML pages to learn from as trafilatura labels them. Texts of the data never leave the folder that they lie in.
"""

import argparse
import hashlib
from pathlib import Path

import numpy as np
from boosting import SEED, as_json, grow
from pages import learn, multiply, read_pages, read_taught

from crosswire.ingest.line_model import read_trees

CLOSE = 1e-4
"""How far a chance by the written weights may be from lightgbm's own."""


def main() -> None:
    """Read pages, grow trees, write them, and check that what was written says the same."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--html", type=Path)
    parser.add_argument("--crossings", type=int, default=2)
    given = parser.parse_args()
    pages = [*read_pages(given.data), *(read_taught(given.html, {}) if given.html else ())]
    lessons = [lesson for page in multiply(pages, SEED, given.crossings) if (lesson := learn(page))]
    forest = grow(lessons)
    names = lessons[0].names
    source = as_json(forest, names)
    trees = read_trees(source)
    matrix = np.concatenate([lesson.matrix for lesson in lessons])
    own = trees.chances(matrix[:, [names.index(name) for name in trees.names]])
    apart = float(np.abs(own - forest.chances(matrix)).max())
    if apart > CLOSE:
        raise SystemExit(f"the written trees are {apart:.5f} from lightgbm's")
    given.out.write_bytes(source)
    print(
        f"{len(pages)} pages, {len(lessons)} lessons, {len(matrix)} lines, {len(trees.names)} features, {len(source)} bytes"
    )
    print(f"sha256 {hashlib.sha256(source).hexdigest()}; written and grown trees differ by at most {apart:.6f}")


if __name__ == "__main__":
    main()
