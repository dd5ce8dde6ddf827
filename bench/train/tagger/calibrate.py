"""Fits how certain an attribution is, on the training documents kept out, and writes it beside the weights.

    python bench/train/tagger/calibrate.py --data ../shared/data/quotations/polnear_train --weights crosswire/annotate/weights \
        --development ../shared/data/quotations/polnear_dev

A logistic regression, with a little ridge, from the tagger's own signs (`tagger_decode.signs_of`) to "content overlaps a gold one and the
speaker is right". `--views` fits what the rules say (`tagger_combine.view_of`) too: with the weights of November 2026 that was no better
on the documents kept out (all 76.5 - 77.0 against 77.2 - 77.4), so it is not the default, and counts nothing. `--sweep` prints
content+speaker F for several thresholds, each document scored with weights fitted on the others (8 folds).

Writes `calibration.json`, too: what share of the records was right, for each word of certainty and each way of finding, on the documents
kept out (each by the weights of the other folds) and on the development set, on which no weight is fitted; and for each kind of record of
the rules alone, on RULED training documents.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import numpy as np  # noqa: E402
from compare import clean_documents, rows_of  # noqa: E402
from corpus import is_held_out  # noqa: E402
from evaluate import EVAL, describe  # noqa: E402

from crosswire.annotate import load_engine, tagger_combine  # noqa: E402
from crosswire.annotate._tagger_onnx import NOTE, load_network  # noqa: E402
from crosswire.annotate.certainty import ruled_keys  # noqa: E402
from crosswire.annotate.quotations import find_quotations  # noqa: E402
from crosswire.annotate.tagger import Tagger, find_quotations_both, read_learned  # noqa: E402
from crosswire.annotate.tagger_combine import Learned, partner_of, view_of  # noqa: E402

sys.path[:0] = [str(EVAL / "quotations"), str(EVAL)]
FOLDS = 8
RULED, FEWEST = 200, 15
RIDGE = 1.0


def fit(signs: Any, right: Any) -> list[float]:
    """Return bias and weights of a logistic regression, by Newton's method."""
    x = np.hstack([np.ones((len(signs), 1)), signs])
    weights, ridge = np.zeros(x.shape[1]), np.full(x.shape[1], RIDGE)
    ridge[0] = 0.0
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (right - p) - ridge * weights
        weights = weights + np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge + 1e-9), slope)
    return [round(float(w), 4) for w in weights]


def is_right(score: Any, docs: Any, gold: Any, document: Any, quotation: Any) -> bool:
    """Whether a record's content overlaps a gold one whose speaker it has."""
    rows = rows_of(document, [quotation])
    found = score.items(rows, docs, "quote").get(document.name, [])
    return any(
        score.match([g], found, score.iou, 0.5) and score.spk_ok(g, found[0])
        for g in gold.get(document.name, [])
        if found
    )


def main() -> None:
    """Fit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--development", type=Path)
    parser.add_argument("--views", action="store_true")
    parser.add_argument("--sweep", action="store_true")
    chosen = parser.parse_args()
    import quotelib
    import score

    documents, gold_rows = clean_documents(chosen.data, None)
    names = [d.name for d in documents]
    documents = [d for d in documents if is_held_out(d.name, names)]
    gold_rows = [g for g in gold_rows if g["doc_id"] in {d.name for d in documents}]
    docs = {d.name: quotelib.Doc({"doc_id": d.name, "text": d.text}) for d in documents}
    gold = score.items(gold_rows, docs, "quote")
    engine = load_engine()
    network, tokenizer = load_network(chosen.weights)
    network.alone = [10.0, 0.5, 0.5, *[0.0] * 6]  # look at everything, in a sensible order
    tagger = Tagger(network, tokenizer, network.fingerprint)
    found: list[tuple[int, Any, Learned, Any]] = []
    ruled_by = {}
    for number, document in enumerate(documents):
        parsed = engine.parse(document)
        ruled = ruled_by[document.name] = find_quotations(document, parsed)[0]
        found += [(number, document, x, ruled) for x in read_learned(document, parsed, tagger, 0.0)]
    signs = np.array([x.signs for _, _, x, _ in found])
    views = np.array([view_of(x.quotation, partner_of(x.quotation, ruled), ruled) for _, _, x, ruled in found])
    right = np.array([float(is_right(score, docs, gold, d, x.quotation)) for _, d, x, _ in found])
    fold = np.array([number % FOLDS for number, *_ in found])
    both = np.hstack([signs, views])
    print(f"{len(found)} candidates, {right.mean():.2f} right")
    if not chosen.views:
        both = np.hstack([signs, views * 0])
    if chosen.sweep:
        held_out_figures(score, docs, gold_rows, documents, found, ruled_by, signs, both, right, fold)
    path = chosen.weights / NOTE
    note = json.loads(path.read_text(encoding="utf-8"))
    note["certainty"] = {"alone": fit(signs, right), "both": fit(both, right)}
    path.write_text(json.dumps(note, indent=1) + "\n", encoding="utf-8")
    print(note["certainty"])
    others = [d for d in clean_documents(chosen.data, None)[0] if d.name not in ruled_by]
    table = {
        "origin": "Shares of records whose content and speaker are right; by bench/train/tagger/calibrate.py.",
        "sets": {"kept_out": f"{len(documents)} training documents kept out of training"},
        "rules": rules_table(chosen.data, engine, others[:RULED]),
    }
    folds = {k: fit(both[fold != k], right[fold != k]) for k in range(FOLDS)}
    joined = [
        (d, tagger_combine.combine([x for n, _, x, _ in found if n == number], ruled_by[d.name], folds[number % FOLDS]))
        for number, d in enumerate(documents)
    ]
    table |= shares("kept_out", judged(score, docs, gold, joined))
    if chosen.development:
        table["sets"]["development"] = "the development set, on which no weight is fitted"
        merge(table, shares("development", development_rows(score, chosen, engine)))
    (chosen.weights / "calibration.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(table, indent=1))


Judged = list[tuple[Any, bool]]


def judged(score: Any, docs: Any, gold: Any, joined: Any) -> Judged:
    """Return (record, whether it is right) for the body's outer records of some documents."""
    return [
        (q, is_right(score, docs, gold, d, q))
        for d, quotations in joined
        for q in quotations
        if q.where == "body" and q.nested_in is None
    ]


def count(records: Judged, key: Callable[[Any], str]) -> dict[str, dict[str, float]]:
    """Return how many records there are of each kind, how many are right, and the share of these, a little towards one half."""
    out: dict[str, dict[str, float]] = {}
    for kind in sorted({key(q) for q, _ in records}):
        mine = [right for q, right in records if key(q) == kind]
        out[kind] = {
            "records": len(mine),
            "right": sum(mine),
            "chance": round((sum(mine) + 1) / (len(mine) + 2), 2),
        }
    return out


def shares(name: str, records: Judged) -> dict[str, Any]:
    """Return the shares of one set by word and by way of finding."""
    words = count(records, lambda q: q.certainty_word)
    ways = count(records, lambda q: q.certainty_reason.split(";")[0].split(" (")[0])
    return {
        "words": {w: {name: words[w]} for w in ("sure", "likely", "doubtful") if w in words},
        "ways": {w: {name: row} for w, row in ways.items()},
    }


def merge(table: dict[str, Any], more: dict[str, Any]) -> None:
    """Add another set's shares."""
    for part in ("words", "ways"):
        for kind, row in more[part].items():
            table[part].setdefault(kind, {}).update(row)


def rules_table(data: Path, engine: Any, documents: Any) -> dict[str, dict[str, float]]:
    """Return the shares of the rules' records by their kind."""
    import quotelib
    import score

    names = {d.name for d in documents}
    gold_rows = [g for g in clean_documents(data, None)[1] if g["doc_id"] in names]
    docs = {d.name: quotelib.Doc({"doc_id": d.name, "text": d.text}) for d in documents}
    gold = score.items(gold_rows, docs, "quote")
    records = judged(score, docs, gold, [(d, find_quotations(d, engine.parse(d))[0]) for d in documents])
    forms = {k: row for k, row in count(records, lambda q: ruled_keys(q)[0]).items() if row["records"] >= FEWEST}
    return dict(sorted({**count(records, lambda q: ruled_keys(q)[1]), **forms}.items()))


def development_rows(score: Any, chosen: argparse.Namespace, engine: Any) -> Judged:
    """Return the judged records of the development set, by the weights as they now stand."""
    import quotelib

    documents, gold_rows = clean_documents(chosen.development, None)
    docs = {d.name: quotelib.Doc({"doc_id": d.name, "text": d.text}) for d in documents}
    gold = score.items(gold_rows, docs, "quote")
    network, tokenizer = load_network(chosen.weights)
    tagger = Tagger(network, tokenizer, network.fingerprint)
    joined = [(d, find_quotations_both(d, engine.parse(d), tagger)[0]) for d in documents]
    return judged(score, docs, gold, joined)


def held_out_figures(
    score: Any,
    docs: Any,
    gold_rows: Any,
    documents: Any,
    found: Any,
    ruled_by: Any,
    signs: Any,
    both: Any,
    right: Any,
    fold: Any,
) -> None:
    """Print figures for several thresholds, each fold scored with the weights of the others."""
    alone_weights = {k: fit(signs[fold != k], right[fold != k]) for k in range(FOLDS)}
    both_weights = {k: fit(both[fold != k], right[fold != k]) for k in range(FOLDS)}
    chance = np.array(
        [1 / (1 + np.exp(-(alone_weights[k][0] + s @ alone_weights[k][1:]))) for k, s in zip(fold, signs, strict=True)]
    )
    for threshold in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55):
        rows = [
            r
            for (_, d, x, _), p in zip(found, chance, strict=True)
            if p >= threshold
            for r in rows_of(d, [x.quotation])
        ]
        parts = [describe(s, score.evaluate(docs, gold_rows, rows, unit="quote", subset=s)) for s in ("speech", "all")]
        print(f"alone {threshold}: {'  '.join(parts)}")
    kept = tagger_combine.KEPT, tagger_combine.KEPT_ATTITUDE
    for threshold in (0.3, 0.35, 0.4, 0.45, 0.5):
        for attitude in (threshold, threshold + 0.15, threshold + 0.3):
            tagger_combine.KEPT, tagger_combine.KEPT_ATTITUDE = threshold, attitude
            rows = []
            for number, document in enumerate(documents):
                mine = [x for n, _, x, _ in found if n == number]
                joined = tagger_combine.combine(mine, ruled_by[document.name], both_weights[number % FOLDS])
                rows += rows_of(document, joined)
            parts = [
                describe(s, score.evaluate(docs, gold_rows, rows, unit="quote", subset=s)) for s in ("speech", "all")
            ]
            print(f"both {threshold} attitudes {attitude:.2f}: {'  '.join(parts)}")
    tagger_combine.KEPT, tagger_combine.KEPT_ATTITUDE = kept


if __name__ == "__main__":
    main()
