"""Trains the coder of event types for a given pair: multinomial logistic regression over hashed features, on one thread, without randomness.

    .venv/bin/python bench/train/events/train.py work/events.features.jsonl --cross-validate plv_dev -o crosswire/annotate/weights

CONCEDE and RETREAT are one class (YIELD), as in the labelled sets; the frames tell them apart. Sets that are not cross-validated are trained on in
every fold. Features come from features.py; sentences of the labelled sets never leave the folder they lie in.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from crosswire.annotate.events_features import BUCKETS
from crosswire.annotate.events_model import NOTE, WEIGHTS, weigh

FOLDS = 10
STRENGTH = 8.0
"""Variance of the weights' prior."""
BALANCE = 0.2
"""How far rare classes weigh more: 0 not at all, 1 all classes the same."""
OTHERS = 0.5
"""Weight of a record of a set that is not the one cross-validated."""
STEPS = 100
CLASSES = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "REJECT", "REQUEST", "SANCTION", "SUPPORT",
    "THREATEN", "YIELD",
)  # fmt: skip


def class_of(name: str) -> int:
    """Return the class of a PLOVER type."""
    return CLASSES.index("YIELD" if name in {"CONCEDE", "RETREAT"} else name)


def matrix(rows: list[dict]) -> csr_matrix:
    """Return the records' hashed features."""
    indices: list[int] = []
    values: list[float] = []
    pointers = [0]
    for row in rows:
        found = weigh(row["features"])
        indices += found
        values += found.values()
        pointers.append(len(indices))
    return csr_matrix((values, indices, pointers), shape=(len(rows), BUCKETS))


def fit(x: csr_matrix, y: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return weights [buckets, classes] and biases by L-BFGS."""
    used = np.unique(x.indices)
    small, n = x[:, used].tocsr(), len(CLASSES)
    turned, target = small.T.tocsr(), np.eye(n)[y]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w, b = flat[:-n].reshape(-1, n), flat[-n:]
        scores = small @ w + b
        scores -= scores.max(1, keepdims=True)
        log = scores - np.log(np.exp(scores).sum(1, keepdims=True))
        wrong = (np.exp(log) - target) * weight[:, None]
        value = -(log * target * weight[:, None]).sum() + 0.5 / STRENGTH * (w**2).sum()
        return value, np.concatenate([(turned @ wrong + w / STRENGTH).ravel(), wrong.sum(0)])

    start = np.zeros((len(used) + 1) * n)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    w = np.zeros((BUCKETS, n))
    w[used] = found.x[:-n].reshape(-1, n)
    return w, found.x[-n:]


def macro_f1(gold: np.ndarray, guess: np.ndarray) -> tuple[float, float]:
    """Return macro-F1 over the gold's classes, and accuracy."""
    scores = []
    for c in np.unique(gold):
        right = ((gold == c) & (guess == c)).sum()
        scores.append(2 * right / max(1, (gold == c).sum() + (guess == c).sum()))
    return float(np.mean(scores)), float((gold == guess).mean())


def folds_of(classes: np.ndarray) -> np.ndarray:
    """Return a fold for each record: class by class in the order of the file, so that each fold holds its share."""
    seen: dict[int, int] = {}
    out = []
    for c in classes.tolist():
        out.append(seen.get(c, 0) % FOLDS)
        seen[c] = seen.get(c, 0) + 1
    return np.array(out)


def weights_of(y: np.ndarray, own: np.ndarray) -> np.ndarray:
    """Return the weight of each record: other sets less; rare classes more."""
    counts = np.bincount(y, minlength=len(CLASSES)).clip(min=1)
    rare = (len(y) / len(CLASSES) / counts) ** BALANCE
    return np.where(own, 1.0, OTHERS) * rare[y]


def cross_validate(x: csr_matrix, y: np.ndarray, own: np.ndarray) -> np.ndarray:
    """Return the guesses for the records of one set, each by weights that never saw it."""
    fold = np.full(len(y), -1)
    fold[own] = folds_of(y[own])
    guess = np.zeros(len(y), dtype=int)
    for k in range(FOLDS):
        seen = fold != k
        w, b = fit(x[seen], y[seen], weights_of(y[seen], own[seen]))
        guess[fold == k] = (x[fold == k] @ w + b).argmax(1)
    return guess[own]


def save(folder: Path, w: np.ndarray, b: np.ndarray, facts: dict) -> None:
    """Write weights of one signed byte each with a scale for each class, and the note beside them."""
    scale = np.abs(w).max(0) / 127
    content = np.round(w / scale).astype(np.int8).tobytes()
    (folder / WEIGHTS).write_bytes(content)
    note = {
        "classes": list(CLASSES),
        "scale": [round(float(s), 9) for s in scale],
        "bias": [round(float(v), 6) for v in b],
        "sha256": hashlib.sha256(content).hexdigest(),
        **facts,
    }
    (folder / NOTE).write_text(json.dumps(note, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Cross-validate, train on all, write."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("features", type=Path)
    arguments.add_argument("--cross-validate", default="plv_dev")
    arguments.add_argument("--without", default="", help="a set that is not trained on")
    arguments.add_argument("--no-check", action="store_true", help="train only")
    arguments.add_argument("-o", "--out", type=Path)
    given = arguments.parse_args()
    lines = given.features.read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["set"] != given.without]
    x, y = matrix(rows), np.array([class_of(r["type"]) for r in rows])
    own = np.array([r["set"] == given.cross_validate for r in rows])
    facts: dict = {"records": len(rows)}
    if not given.no_check:
        f1, accuracy = macro_f1(y[own], cross_validate(x, y, own))
        facts |= {"macro_f1": round(f1, 4), "accuracy": round(accuracy, 4)}
        print(f"{given.cross_validate}: {FOLDS} folds, macro-F1 {f1:.4f}, accuracy {accuracy:.4f}, n {own.sum()}")
    if given.out:
        given.out.mkdir(parents=True, exist_ok=True)
        save(given.out, *fit(x, y, weights_of(y, own)), facts)


if __name__ == "__main__":
    main()
