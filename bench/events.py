"""The type of an event for a given pair of parties, cross-validated on plv_dev: makes the features and trains once a fold.

    python bench/events.py [--out FOLDER]

Prints macro-F1 over the 15 types and accuracy. Needs ../shared; takes some minutes on one core.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

from running import ROOT, SHARED, WORK, run

TRAIN = ROOT / "bench" / "train" / "events"
SETS = ("plv_dev", "plover_gsr_dev")


def cross_validated(scratch: Path) -> dict[str, float]:
    """Return macro-F1 and accuracy for given pairs, by weights that never saw the sentence."""
    scratch.mkdir(parents=True, exist_ok=True)
    examples, features, weights = (scratch / name for name in ("examples.jsonl", "features.jsonl", "weights"))
    run([sys.executable, TRAIN / "make_examples.py", "-o", examples])
    labelled = [SHARED / "data" / "events" / f"{name}.jsonl" for name in SETS]
    run([sys.executable, TRAIN / "features.py", *labelled, examples, "-o", features])
    run([sys.executable, TRAIN / "train.py", features, "-o", weights])
    note = json.loads((weights / "events.json").read_text(encoding="utf-8"))
    return {"events: macro-F1, pair given": note["macro_f1"], "events: accuracy, pair given": note["accuracy"]}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=WORK / "events", help="where features and weights are written")
    chosen = parser.parse_args(arguments)
    if not SHARED.is_dir():
        print(f"{SHARED} is absent: nothing to score")
        return 0
    for name, value in cross_validated(chosen.out).items():
        print(f"{name}: {value:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
