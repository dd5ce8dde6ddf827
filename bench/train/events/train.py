"""Trains the coder of event types for a given pair: multinomial logistic regression over hashed features, on one thread, without randomness.

    .venv/bin/python bench/train/events/train.py work/events.features.jsonl --cross-validate plv_dev -o crosswire/annotate/weights

CONCEDE and RETREAT are one class (YIELD) as in the labelled sets; the frames tell them apart.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from crosswire.annotate.events_features import BUCKETS, bucket

FOLDS = 5
STRENGTH = 1.0
OTHERS = 1.0
CLASSES = ("ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN", "YIELD")


def type_of(name: str) -> str:
    """Return the class of a PLOVER type."""
    return "YIELD" if name in {"CONCEDE", "RETREAT"} else name


def rows_of(path: Path) -> list[dict]:
    """Read the features."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def matrix(rows: list[dict]) -> csr_matrix:
    """Return hashed features, each record of unit length."""
    indices, pointers = [], [0]
    values: list[float] = []
    for row in rows:
        found = sorted({bucket(f) for f in row["features"]})
        indices += found
        values += [len(found) ** -0.5] * len(found)
        pointers.append(len(indices))
    return csr_matrix((values, indices, pointers), shape=(len(rows), BUCKETS))


def fit(x: csr_matrix, y: np.ndarray, weight: np.ndarray, strength: float) -> tuple[np.ndarray, np.ndarray]:
    """Return weights [buckets, classes] and biases by L-BFGS."""
    used = np.unique(x.indices)
    small, n = x[:, used], len(CLASSES)
    target = np.eye(n)[y]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w, b = flat[:-n].reshape(-1, n), flat[-n:]
        z = small @ w + b
        z -= z.max(1, keepdims=True)
        log = z - np.log(np.exp(z).sum(1, keepdims=True))
        wrong = (np.exp(log) - target) * weight[:, None]
        value = -(log * target * weight[:, None]).sum() + 0.5 / strength * (w**2).sum()
        return value, np.concatenate([(small.T @ wrong + w / strength).ravel(), wrong.sum(0)])

    found = minimize(loss, np.zeros((len(used) + 1) * n), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    w = np.zeros((BUCKETS, n))
    w[used] = found.x[:-n].reshape(-1, n)
    return w, found.x[-n:]


def macro_f1(gold: np.ndarray, guess: np.ndarray) -> tuple[float, float]:
    """Return macro-F1 over the gold's classes, and accuracy."""
    scores = []
    for c in np.unique(gold):
        tp = ((gold == c) & (guess == c)).sum()
        scores.append(2 * tp / max(1, (gold == c).sum() + (guess == c).sum()))
    return float(np.mean(scores)), float((gold == guess).mean())


def folds_of(rows: list[dict], n: int = FOLDS) -> np.ndarray:
    """Return a fold for each record: by class in the order of the file, so that each fold holds its share."""
    seen: dict[str, int] = {}
    out = []
    for row in rows:
        out.append(seen.get(row["type"], 0) % n)
        seen[row["type"]] = seen.get(row["type"], 0) + 1
    return np.array(out)


def cross_validate(rows: list[dict], name: str, strength: float, others: float, balance: float) -> tuple[float, float, np.ndarray]:
    """Return macro-F1, accuracy and the guesses over the folds of one set; all other sets are always trained on."""
    x = matrix(rows)
    y = np.array([CLASSES.index(type_of(r["type"])) for r in rows])
    own = np.array([r["set"] == name for r in rows])
    fold = np.full(len(rows), -1)
    fold[own] = folds_of([r for r in rows if r["set"] == name])
    guess = np.zeros(len(rows), dtype=int)
    for k in range(FOLDS):
        train = fold != k
        if others == 0:
            train &= own
        w, b = fit(x[train], y[train], weights_of(y[train], own[train], others, balance), strength)
        guess[fold == k] = (x[fold == k] @ w + b).argmax(1)
    return *macro_f1(y[own], guess[own]), guess


def weights_of(y: np.ndarray, own: np.ndarray, others: float, balance: float) -> np.ndarray:
    """Return the weight of each record: other sets less; rare classes more."""
    counts = np.bincount(y, minlength=len(CLASSES)).clip(min=1)
    rare = (len(y) / len(CLASSES) / counts) ** balance
    return np.where(own, 1.0, others) * rare[y]


def main() -> None:
    """Cross-validate, train on all, write."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("features", type=Path)
    arguments.add_argument("--cross-validate")
    arguments.add_argument("--strength", type=float, default=STRENGTH)
    arguments.add_argument("--others", type=float, default=OTHERS)
    arguments.add_argument("--balance", type=float, default=0.5)
    arguments.add_argument("-o", "--out", type=Path)
    given = arguments.parse_args()
    rows = rows_of(given.features)
    if given.cross_validate:
        f1, accuracy, guess = cross_validate(rows, given.cross_validate, given.strength, given.others, given.balance)
        print(f"{given.cross_validate}: macro-F1 {f1:.4f} accuracy {accuracy:.4f}")
        (given.features.parent / "guesses.json").write_text(json.dumps({r["id"]: CLASSES[g] for r, g in zip(rows, guess, strict=True)}))


if __name__ == "__main__":
    main()
