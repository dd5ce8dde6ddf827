"""Trains a smaller tagger from a larger one: fewer layers, taught by the annotators and by what the larger one says.

    OMP_NUM_THREADS=1 python bench/train/tagger/distil.py --data ../shared/data/quotations/polnear_train --from work/tagger/epoch-5-mean.pt \
        --teacher work/tagger/teacher --out work/tagger/small [--resume]

`--from` is a checkpoint of train.py, of which some layers are kept; `--teacher` the folder that export.py wrote of it (int8 graphs read
the training texts in two minutes). The steps are those of train.py's last schedule; what ships is the running mean of the weights.
Seeded and resumed as train.py is.
"""

import argparse
import os
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import torch
import train
from corpus import Labelled, is_held_out, read_examples, read_set
from network import from_state, thinned
from tokenizers import Tokenizer

from crosswire.annotate._tagger_onnx import OnnxNetwork, load_network
from crosswire.annotate.tagger_decode import chances, sigmoid
from crosswire.annotate.tagger_windows import WINDOW, lay_out, pack

KEPT, KEPT_DECODER = (0, 1, 2, 3, 5), (0,)
"""Layers that stay. Without training, the loss on the documents kept out rose least without layer 4 of the encoder and layer 1 of the decoder."""

FULL, WARM, LEVEL = 0.7, 100, 0.4
"""Share of train.py's rates, steps to rise to it, share of the steps after which it falls to zero."""

MEAN = 0.995
"""Of the running mean of the weights: about the last two hundred steps."""

FIRST_EPOCH = 100
"""Epochs are numbered from here, so that windows and noise are drawn otherwise than in train.py."""


def teach(network: OnnxNetwork, documents: list[Labelled]) -> None:
    """Write what a network says of every piece and every attribution into the lessons."""
    for document in documents:
        lessons = {id(x.unit): x for x in document.lessons}
        for window in pack((x.unit for x in document.lessons), WINDOW, WINDOW):
            ids, cases, marks, begins = lay_out(window, network.start_id, network.separator_id)
            hidden, cue = network.encode(ids, cases, marks)
            for begin, unit in zip(begins, window, strict=True):
                lesson, part = lessons[id(unit)], slice(begin, begin + len(unit))
                lesson.taught = chances(cue[part]).astype(np.float16)
                if not lesson.cues:
                    continue
                sides = np.zeros((len(lesson.cues), len(unit)), dtype=np.int64)
                for row, right in zip(sides, lesson.cues, strict=True):
                    row[right.first : right.last], row[right.last :] = 1, 2
                tags, verdict = network.ask(hidden[part], sides)
                for k, right in enumerate(lesson.cues):
                    right.taught = chances(tags[k]).astype(np.float16), sigmoid(verdict[k]).astype(np.float16)


def taught_documents(chosen: argparse.Namespace, tokenizer: Tokenizer) -> list[Labelled]:
    """Return the training documents with what the teacher says of them; kept in a file for a run that goes on."""
    kept = chosen.out / "taught.pickle"
    if kept.exists():
        found: list[Labelled] = pickle.loads(kept.read_bytes())
        return found
    documents = read_set(tokenizer, chosen.data)
    names = [d.name for d in documents]
    documents = [d for d in documents if not is_held_out(d.name, names)]
    teach(load_network(chosen.teacher)[0], documents)
    kept.write_bytes(pickle.dumps(documents))
    return documents


def rate_at(step: int, steps: int) -> float:
    """Return the share of train.py's rates at a step: linear up, level, linear down to zero."""
    return FULL * min(1.0, step / WARM, max(0.0, (steps - step) / (steps * (1 - LEVEL))))


def read_options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    here = Path(__file__).parent
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--from", dest="start", type=Path, required=True)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--examples", type=Path, nargs="*", default=sorted(here.glob("examples*.jsonl")))
    parser.add_argument("--epochs", type=float, default=1.0)
    parser.add_argument("--stop", type=int, help="stop after this many steps, for a quick try")
    parser.add_argument("--resume", action="store_true")
    return parser.parse_args()


def main() -> None:
    """Train."""
    chosen = read_options()
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    chosen.out.mkdir(parents=True, exist_ok=True)
    form = (chosen.start.parent / "tokenizer.json").read_text(encoding="utf-8")
    (chosen.out / "tokenizer.json").write_text(form, encoding="utf-8")
    tokenizer = Tokenizer.from_str(form)
    documents = taught_documents(chosen, tokenizer)
    # Of the examples only what they say counts: they show what the teacher does not know.
    examples = [d for path in chosen.examples for d in read_examples(tokenizer, path)]
    ends = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    rules = train.Teaching(ends, train.cue_word_forms(documents), tokenizer.token_to_id("[MASK]"))
    tagger = from_state(thinned(torch.load(chosen.start)["tagger"], KEPT, KEPT_DECODER)).train()
    optimizer = train.make_optimizer(tagger)
    mean: train.Mean = {name: value.clone() for name, value in tagger.state_dict().items()}
    done = 0
    if chosen.resume and (chosen.out / "last.pt").exists():
        state: dict[str, Any] = torch.load(chosen.out / "last.pt")
        tagger.load_state_dict(state["tagger"])
        optimizer.load_state_dict(state["optimizer"])
        done, mean = state["step"], state["mean"]
    per_epoch = len(train.draw_windows(documents, 0)) // train.BATCH
    steps = int(per_epoch * chosen.epochs)
    print(f"{len(documents)} documents, {per_epoch} steps an epoch, {steps} in all, from {done}", flush=True)
    progress = train.Progress(chosen.out, done)
    windows: list[train.Window] = []
    for step in range(1, steps + 1):
        epoch, k = divmod(step - 1, per_epoch)
        if k == 0 or not windows:
            windows = train.draw_windows(documents + examples, FIRST_EPOCH + epoch)
        if step <= done:
            continue
        batch = windows[len(windows) * k // per_epoch : len(windows) * (k + 1) // per_epoch]
        parts = train.teach_batch(tagger, optimizer, batch, rules, step, rate_at(step, steps), again=True)
        train.take_in(mean, tagger, MEAN)
        progress.note(step, parts, tagger, optimizer, mean)
        if step == chosen.stop:
            return
    train.save(chosen.out / "last.pt", tagger.state_dict(), optimizer, steps, mean)
    train.save(chosen.out / "mean.pt", mean, None, steps)


if __name__ == "__main__":
    main()
