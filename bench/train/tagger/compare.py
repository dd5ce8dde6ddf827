"""Rules, tagger and both on the same documents and the same parse, in one table.

    python bench/train/tagger/compare.py ../shared/data/quotations/polnear_dev [--limit N] [--weights FOLDER]
    python bench/train/tagger/compare.py ../shared/seeds

A labelled set is read as clean text; a folder of captures goes through the ingest room, and is scored on its body quotations. Prints
content+speaker F (unit quote), its types, and the seconds each way of reading takes beside the parse.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")

from evaluate import EVAL, describe, read_rows  # noqa: E402

from crosswire.annotate import load_engine  # noqa: E402
from crosswire.annotate._tagger_onnx import load_network  # noqa: E402
from crosswire.annotate.quotations import find_quotations  # noqa: E402
from crosswire.annotate.tagger import Tagger, find_quotations_both, find_quotations_learned  # noqa: E402
from crosswire.ingest import find_captures, read_capture  # noqa: E402
from crosswire.model import Capture, Document, Zone  # noqa: E402

sys.path[:0] = [str(EVAL / "quotations"), str(EVAL)]
GOLD = Path(__file__).parents[4] / "shared" / "gold" / "seeds" / "quotations.jsonl"


def clean_documents(folder: Path, limit: int | None) -> tuple[list[Document], list[dict[str, Any]]]:
    """Return a labelled set as documents that are body throughout, and its gold."""
    rows = read_rows(folder / "docs.jsonl")[:limit]
    documents = [
        Document(f"d-{r['doc_id']}", r["doc_id"], "", "text/plain", r["text"], "", (Zone(0, len(r["text"]), "body"),))
        for r in rows
    ]
    kept = {d.name for d in documents}
    return documents, [g for g in read_rows(folder / "gold.jsonl") if g["doc_id"] in kept]


def captured_documents(folder: Path) -> tuple[list[Document], list[dict[str, Any]]]:
    """Return a folder of captures as the ingest room reads them, and the gold of the seeds (agreed body rows are asked for)."""
    captures = [c for c in find_captures([folder]) if isinstance(c, Capture)]
    documents = [d for c in captures for d in read_capture(c)[0]]
    gold = [
        {**g, "doc_id": g["doc"], "speaker": g["source"], "speech": g["agreed"] and g["where"] == "body"}
        for g in read_rows(GOLD)
    ]
    return documents, gold


def rows_of(document: Document, quotations: Any) -> list[dict[str, Any]]:
    """Return body quotations in the scorer's form."""
    return [
        {"doc_id": document.name, "content": q.content, "cue": q.cue, "speaker": q.source or None, "speech": q.speech}
        for q in quotations
        if q.where == "body" and q.nested_in is None
    ]


def main() -> None:
    """Compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--out", type=Path, help="write each way's rows here")
    chosen = parser.parse_args()
    import quotelib
    import score

    labelled = (chosen.folder / "docs.jsonl").exists()
    documents, gold = clean_documents(chosen.folder, chosen.limit) if labelled else captured_documents(chosen.folder)
    engine = load_engine()
    started = time.process_time()
    parses = [engine.parse(d) for d in documents]
    words = sum(len(d.text.split()) for d in documents)
    seconds = time.process_time() - started
    print(f"{len(documents)} documents, {words} words; parse {seconds:.2f} s ({words / seconds:.0f} words/s)")
    network, tokenizer = load_network(chosen.weights)
    tagger = Tagger(network, tokenizer, network.fingerprint)
    docs = {d.name: quotelib.Doc({"doc_id": d.name, "text": d.text}) for d in documents}
    ways: dict[str, Callable[[Any, Any], Any]] = {
        "rules": lambda d, p: find_quotations(d, p)[0],
        "tagger": lambda d, p: find_quotations_learned(d, p, tagger)[0],
        "both": lambda d, p: find_quotations_both(d, p, tagger)[0],
    }
    for name, way in ways.items():
        started = time.process_time()
        found = [(d, way(d, p)) for d, p in zip(documents, parses, strict=True)]
        took = time.process_time() - started
        rows = [r for d, quotations in found for r in rows_of(d, quotations)]
        parts = [describe(s, score.evaluate(docs, gold, rows, unit="quote", subset=s)) for s in ("speech", "all")]
        spans = score.evaluate(docs, gold, rows, unit="span", subset="all")["by_type"]["ALL"]["exact"]["F"]
        print(f"{name:7} {'  '.join(parts)}  spans, all: exact {spans:.1f}  {took:.2f} s ({words / took:.0f} words/s)")
        right = agreement(score, docs, gold, rows)
        print(f"        speech flag right in {right[0]} of {right[1]} matched; rows {len(rows)}")
        if chosen.out:
            chosen.out.mkdir(parents=True, exist_ok=True)
            (chosen.out / f"{name}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")


def agreement(score: Any, docs: Any, gold: Any, rows: Any) -> tuple[int, int]:
    """Return in how many of the matched attributions the speech flag is the gold one."""
    golds, preds = score.items(gold, docs, "quote"), score.items(rows, docs, "quote")
    right = count = 0
    for name in docs:
        for i, j in score.match(golds.get(name, []), preds.get(name, []), score.iou, 0.5):
            count += 1
            right += bool(golds[name][i].raw.get("speech")) == bool(preds[name][j].raw["speech"])
    return right, count


if __name__ == "__main__":
    main()
