"""Scores rules, tagger and both on probe.jsonl, the forms that news data lacks.

python bench/train/tagger/probe.py [--weights FOLDER] [--errors]
"""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")

from corpus import parse_example  # noqa: E402
from evaluate import EVAL, describe  # noqa: E402

from crosswire.annotate import load_engine  # noqa: E402
from crosswire.annotate._tagger_onnx import load_network  # noqa: E402
from crosswire.annotate.quotations import find_quotations  # noqa: E402
from crosswire.annotate.tagger import Tagger, find_quotations_both, find_quotations_learned  # noqa: E402
from crosswire.model import Document, Quotation, Zone  # noqa: E402

sys.path[:0] = [str(EVAL / "quotations"), str(EVAL)]


def read_probe() -> tuple[list[Document], list[dict[str, Any]]]:
    """Return the probe's documents and gold; an inner attribution is left out of the gold, as in the labelled sets."""
    documents, gold = [], []
    for number, line in enumerate((Path(__file__).parent / "probe.jsonl").read_text(encoding="utf-8").splitlines()):
        if line.startswith("#"):
            continue
        text, rows = parse_example(json.loads(line))
        name = f"probe-{number}"
        documents.append(Document(f"d-{name}", name, "", "text/plain", text, "", (Zone(0, len(text), "body"),)))
        outer = [r for r in rows if not any(r is not o and inside(r["cue"], o["content"]) for o in rows)]
        gold += [{**r, "doc_id": name, "id": f"{name}-{k}"} for k, r in enumerate(outer)]
    return documents, gold


def inside(spans: list[list[int]], around: list[list[int]]) -> bool:
    """Whether the first span lies in one of some others."""
    return any(a <= spans[0][0] < b for a, b in around)


def show(document: Document, name: str, found: list[Quotation]) -> None:
    """Print one document's attributions."""
    say = lambda spans: " | ".join(document.text[a:b] for a, b in spans)  # noqa: E731
    print(
        f"  {name}: "
        + " ;; ".join(f"S[{say(q.source)}] C[{say(q.cue)}] T[{say(q.content)}] V[{say(q.via_span)}]" for q in found)
    )


def main() -> None:
    """Score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--errors", action="store_true", help="show every document on which a way is not right")
    chosen = parser.parse_args()
    import quotelib
    import score

    documents, gold = read_probe()
    engine = load_engine()
    network, tokenizer = load_network(chosen.weights)
    tagger = Tagger(network, tokenizer, network.fingerprint)
    ways = {
        "rules": find_quotations,
        "tagger": lambda d, p: find_quotations_learned(d, p, tagger),
        "both": lambda d, p: find_quotations_both(d, p, tagger),
    }
    docs = {d.name: quotelib.Doc({"doc_id": d.name, "text": d.text}) for d in documents}
    for name, way in ways.items():
        found = {d.name: list(way(d, engine.parse(d))[0]) for d in documents}
        rows = [
            {"doc_id": n, "content": q.content, "cue": q.cue, "speaker": q.source or None}
            for n, qs in found.items()
            for q in qs
            if q.nested_in is None
        ]
        print(f"{name:7} {describe('all', score.evaluate(docs, gold, rows, unit='quote', subset='all'))}")
        for document in documents if chosen.errors else []:
            mine = [r for r in rows if r["doc_id"] == document.name]
            wanted = [g for g in gold if g["doc_id"] == document.name]
            result = score.evaluate({document.name: docs[document.name]}, wanted, mine, unit="quote", subset="all")[
                "by_type"
            ].get("ALL")
            if result is not None and result["both"]["F"] < 100:
                print(document.text.replace("\n", "¶"))
                show(document, name, found[document.name])


if __name__ == "__main__":
    main()
