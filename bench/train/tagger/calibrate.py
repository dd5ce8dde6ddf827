"""Fits how certain an attribution is, on documents that the tagger did not learn from, and writes it beside the weights.

    python bench/train/tagger/calibrate.py --data ../shared/data/quotations/polnear_train --weights crosswire/annotate/weights \
        --development ../shared/data/quotations/polnear_dev

The documents are the training documents kept out and the dev half of the labelled texts of our own (bench/labelled/quotations). Two logistic
regressions, with a little ridge, to "content overlaps a gold one and the speaker is right": `alone` from the tagger's own signs
(`tagger_decode.signs_of`), `both` from these and what the rules say (`tagger_combine.view_of`). `--sweep` prints figures for several
thresholds, each document scored with weights fitted on the others (8 folds).

Writes `calibration.json`, too: what share of the records was right, for each word of certainty and each way of finding, on the training
documents kept out (each by the weights of the other folds) and on the development set, on which no weight is fitted; and for each kind of
record of the rules alone, on RULED training documents.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
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
from crosswire.annotate.tagger_combine import LOWEST, Learned, completed, partner_of, view_of  # noqa: E402

sys.path[:0] = [str(EVAL / "quotations"), str(EVAL), str(Path(__file__).parents[2])]
FOLDS = 8
RULED, FEWEST = 200, 15
RIDGE = 3.0
FIRST = [4.0, 0.5, 0.5, *[0.0] * 6]
"""Weights by which the candidates are found on which the first ones are fitted: nearly all, in a sensible order."""


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
    row = {
        "doc_id": document.name,
        "content": quotation.content,
        "cue": quotation.cue,
        "speaker": quotation.source or None,
    }
    found = score.items([row], docs, "quote").get(document.name, [])
    return any(
        score.match([g], found, score.iou, 0.5) and score.spk_ok(g, found[0])
        for g in gold.get(document.name, [])
        if found
    )


@dataclass
class Part:
    """Documents with their gold, what the rules found in each, and what the tagger may have found.

    candidates: (document, record with its signs); signs, both: their numbers, without and with the view of the rules; right: 1 or 0.
    """

    documents: list[Any]
    gold_rows: list[Any]
    docs: Any
    gold: Any
    ruled: dict[str, Any]
    candidates: list[tuple[Any, Learned]]
    signs: Any
    both: Any
    right: Any

    def folds(self) -> Any:
        """Return a fold for each candidate: that of its document."""
        order = {d.name: number % FOLDS for number, d in enumerate(self.documents)}
        return np.array([order[d.name] for d, _ in self.candidates])

    def of(self, document: Any) -> list[Learned]:
        """Return the candidates of a document."""
        return [x for d, x in self.candidates if d.name == document.name]


def look(score: Any, quotelib: Any, documents: Any, gold_rows: Any, parses: Any, tagger: Any) -> Part:
    """Read documents by tagger and rules, and judge every candidate."""
    docs = {d.name: quotelib.Doc({"doc_id": d.name, "text": d.text}) for d in documents}
    gold = score.items(gold_rows, docs, "quote")
    ruled, candidates, views = {}, [], []
    for document in documents:
        parsed = parses[document.name]
        mine = ruled[document.name] = find_quotations(document, parsed)[0]
        for x in read_learned(document, parsed, tagger, LOWEST):
            partner = partner_of(x.quotation, mine)
            views.append(view_of(x, partner, mine))
            candidates.append((document, completed(x.quotation, partner), x))
    signs = np.array([x.signs for *_, x in candidates])
    right = np.array([float(is_right(score, docs, gold, d, full)) for d, full, _ in candidates])
    plain = [(d, x) for d, _, x in candidates]
    return Part(documents, gold_rows, docs, gold, ruled, plain, signs, np.hstack([signs, np.array(views)]), right)


def main() -> None:
    """Fit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--development", type=Path)
    parser.add_argument("--sweep", action="store_true")
    chosen = parser.parse_args()
    import quotelib
    import score
    from quotation_scores import as_document
    from quotation_texts import read_half

    documents, gold_rows = clean_documents(chosen.data, None)
    names = [d.name for d in documents]
    kept_names = {n for n in names if is_held_out(n, names)}
    engine = load_engine()
    network, tokenizer = load_network(chosen.weights)
    tagger = Tagger(network, tokenizer, network.fingerprint)
    rows, own_gold = read_half("dev")
    sets = (
        ([d for d in documents if d.name in kept_names], [g for g in gold_rows if g["doc_id"] in kept_names]),
        ([as_document(r) for r in rows], own_gold),
    )
    parses = {d.name: engine.parse(d) for part, _ in sets for d in part}
    network.alone = FIRST
    kept, own = (look(score, quotelib, part, gold, parses, tagger) for part, gold in sets)
    network.alone = fit_both(kept, own, "signs")  # what is looked at, and in which order, hangs on them
    kept, own = (look(score, quotelib, part, gold, parses, tagger) for part, gold in sets)
    for name, part in (("kept out", kept), ("own", own)):
        print(f"{name}: {len(part.right)} candidates, {part.right.mean():.2f} right")
    if chosen.sweep:
        sweep(score, kept, own)
    path = chosen.weights / NOTE
    note = json.loads(path.read_text(encoding="utf-8"))
    note["certainty"] = {"alone": network.alone, "both": fit_both(kept, own, "both")}
    path.write_text(json.dumps(note, indent=1) + "\n", encoding="utf-8")
    print(note["certainty"])
    others = [d for d in documents if d.name not in kept_names]
    table = {
        "origin": "Shares of records whose content and speaker are right; by bench/train/tagger/calibrate.py.",
        "sets": {"kept_out": f"{len(kept.documents)} training documents kept out of training"},
        "rules": rules_table(gold_rows, engine, others[:RULED]),
    }
    table |= shares("kept_out", judged(score, kept.docs, kept.gold, joined(kept, own)))
    if chosen.development:
        table["sets"]["development"] = "the development set, on which no weight is fitted"
        merge(table, shares("development", development_rows(score, chosen, engine)))
    (chosen.weights / "calibration.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(table, indent=1))


def fit_both(kept: Part, own: Part, numbers: str, without: int | None = None) -> list[float]:
    """Return weights fitted on both parts, a fold left out; numbers: "signs" or "both"."""
    parts = [(getattr(p, numbers), p.right, p.folds() != (-1 if without is None else without)) for p in (kept, own)]
    return fit(np.vstack([x[m] for x, _, m in parts]), np.concatenate([y[m] for _, y, m in parts]))


def joined(kept: Part, own: Part, of: Part | None = None) -> list[tuple[Any, Any]]:
    """Return (document, records) of a part (the training documents), each fold by the weights of the others."""
    part = kept if of is None else of
    weights = {k: fit_both(kept, own, "both", k) for k in range(FOLDS)}
    return [
        (d, tagger_combine.combine(part.of(d), part.ruled[d.name], weights[number % FOLDS]))
        for number, d in enumerate(part.documents)
    ]


def sweep(score: Any, kept: Part, own: Part) -> None:
    """Print figures for several thresholds, each fold scored with the weights of the others."""
    shipped = tagger_combine.KEPT
    for threshold in (0.35, 0.4, 0.45, 0.5, 0.55):
        tagger_combine.KEPT = threshold
        for name, part in (("kept out", kept), ("own", own)):
            rows = [r for d, quotations in joined(kept, own, part) for r in rows_of(d, quotations)]
            parts = [
                describe(s, score.evaluate(part.docs, part.gold_rows, rows, unit="quote", subset=s))
                for s in ("speech", "all")
            ]
            print(f"{threshold} {name}: {'  '.join(parts)}")
    tagger_combine.KEPT = shipped


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


def rules_table(all_gold: Any, engine: Any, documents: Any) -> dict[str, dict[str, float]]:
    """Return the shares of the rules' records by their kind."""
    import quotelib
    import score

    names = {d.name for d in documents}
    gold_rows = [g for g in all_gold if g["doc_id"] in names]
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


if __name__ == "__main__":
    main()
