"""Scores a checkpoint or the shipped weights with the project's decoding.

    python bench/train/tagger/evaluate.py --data ../shared/data/quotations/polnear_train --held-out --checkpoint work/tagger/last.pt
    python bench/train/tagger/evaluate.py --data ../shared/data/quotations/polnear_dev --weights crosswire/annotate/weights

`--held-out` takes the training documents that train.py leaves out: thresholds are tuned there (`--sweep`), never on the development set.
The scorer is that of the labelled sets (../shared/eval/quotations/score.py).
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from corpus import LINE, is_held_out

from crosswire.annotate import tagger_decode
from crosswire.annotate.tagger_windows import Unit, read_unit

EVAL = Path(__file__).parents[4] / "shared" / "eval"


class TorchNetwork:
    """A checkpoint as the decoding wants it."""

    def __init__(self, checkpoint: Path, tokenizer: Any) -> None:
        import torch
        from network import from_state

        state = torch.load(checkpoint, map_location="cpu")["tagger"]
        self.tagger = from_state(state).eval()
        self.torch = torch
        self.alone = [-1.0, 0.5, 0.5, *[0.0] * 6]
        self.start_id, self.separator_id = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")

    def encode(self, ids: Sequence[int], cases: Sequence[int], marks: Sequence[int]) -> tuple[Any, Any]:
        """Return hidden states and cue logits of a window."""
        with self.torch.no_grad():
            hidden, cue, _ = self.tagger.encoder(*(self.torch.tensor([list(x)]) for x in (ids, cases, marks)))
        return hidden[0].numpy(), cue[0].numpy()

    def ask(self, hidden: Any, sides: Any) -> tuple[Any, Any]:
        """Return tags and verdicts for the cues of a unit."""
        with self.torch.no_grad():
            states = self.torch.tensor(np.asarray(hidden)).unsqueeze(0).expand(len(sides), -1, -1)
            tags, verdict = self.tagger.decoder(states, self.torch.tensor(sides))
        return tags.numpy(), verdict.numpy()


def units_of(tokenizer: Any, text: str) -> list[Unit]:
    """Return the units of a clean text, line by line."""
    return [
        unit
        for line in LINE.finditer(text)
        if line.group().strip()
        for start in [line.start() + len(line.group()) - len(line.group().lstrip())]
        for unit in read_unit(tokenizer, text, start, start + len(line.group().strip()), 0)
    ]


def rows_of(name: str, found: list[tagger_decode.Attribution]) -> list[dict[str, Any]]:
    """Return attributions in the scorer's form."""
    return [
        {
            "doc_id": name,
            "content": [list(s) for s in a.content],
            "cue": [list(a.cue)],
            "speaker": [list(a.source)] if a.source else None,
            "sureness": a.sureness,
            "speech": a.speech,
        }
        for a in found
        if a.inside is None
    ]


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Read a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def figures(documents: list[dict[str, Any]], gold: list[dict[str, Any]], rows: list[dict[str, Any]]) -> str:
    """Return the figures to steer by in one line."""
    sys.path.insert(0, str(EVAL / "quotations"))
    import quotelib
    import score

    docs = {d["doc_id"]: quotelib.Doc(d) for d in documents}
    shown = []
    for subset in ("speech", "all"):
        result = score.evaluate(docs, gold, rows, unit="quote", subset=subset)
        shown.append(describe(subset, result))
    result = score.evaluate(docs, gold, rows, unit="span", subset="all")
    shown.append(f"spans, all: exact {result['by_type']['ALL']['exact']['F']:.1f}")
    return "   ".join(shown)


def describe(name: str, result: dict[str, Any]) -> str:
    """Return one subset's figures."""
    every = result["by_type"]["ALL"]
    both = every["both"]
    types = "/".join(f"{result['by_type'][t]['both']['F']:.1f}" for t in ("direct", "mixed", "indirect"))
    speaker = result["speaker"]["ALL"]["acc"]
    return f"{name} {both['F']:.1f} (P {both['P']:.1f} R {both['R']:.1f}; {types}; exact {every['exact']['F']:.1f}; speaker {speaker})"


def main() -> None:
    """Score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--checkpoint", type=Path)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--sweep", action="store_true", help="show the figures for several thresholds")
    parser.add_argument("--rows", type=Path, help="write the predictions here")
    chosen = parser.parse_args()
    documents = read_rows(chosen.data / "docs.jsonl")
    names = [d["doc_id"] for d in documents]
    documents = [d for d in documents if not chosen.held_out or is_held_out(d["doc_id"], names)][: chosen.limit]
    kept = {d["doc_id"] for d in documents}
    gold = [r for r in read_rows(chosen.data / "gold.jsonl") if r["doc_id"] in kept]
    if chosen.checkpoint:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(chosen.checkpoint.parent / "tokenizer.json"))
        network: Any = TorchNetwork(chosen.checkpoint, tokenizer)
    else:
        from crosswire.annotate._tagger_onnx import load_network

        network, tokenizer = load_network(chosen.weights)
    lowest = 0.25 if chosen.sweep else tagger_decode.THRESHOLD
    started, words, found = time.process_time(), 0, []
    for document in documents:
        units = units_of(tokenizer, document["text"])
        attributions = tagger_decode.read_units(network, document["text"], units, lowest)
        found += rows_of(document["doc_id"], tagger_decode.continue_quotations(document["text"], units, attributions))
        words += len(document["text"].split())
    seconds = time.process_time() - started
    print(f"{len(documents)} documents, {words / seconds:.0f} words/s of CPU time")
    for threshold in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7) if chosen.sweep else (tagger_decode.THRESHOLD,):
        print(f"threshold {threshold}: {figures(documents, gold, [r for r in found if r['sureness'] >= threshold])}")
    if chosen.rows:
        chosen.rows.write_text("".join(json.dumps(r) + "\n" for r in found), encoding="utf-8")


if __name__ == "__main__":
    main()
