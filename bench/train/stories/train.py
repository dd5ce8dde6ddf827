"""Trains the weights of the pair score of stories, and prints what they reach on sets that they were not trained on.

    python bench/train/stories/train.py [--sets FOLDER] [--out FILE] [--leave-one-out]

Reads labelled sets (JSON Lines: id, date, title, text, story). The aim is B-cubed F1 itself, averaged over the sets and over
thresholds around the chosen one. The whole grid is looked at: nothing is drawn by lot, so there is no seed.
"""

import argparse
import itertools
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from crosswire.link import group_copies
from crosswire.link.days import read_all_days
from crosswire.link.grounds import Grounds, Voice, Voices, shortness
from crosswire.link.linkage import Ties, join_best_first
from crosswire.link.nearest import Pairs, find_pairs
from crosswire.link.pair_scores import Weights, find_densities, load_weights, score_pairs
from crosswire.link.stories import pick_voices
from crosswire.link.terms import weigh_terms
from crosswire.model import Document

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "bench"))

from story_sets import b_cubed, read_set  # noqa: E402

SETS = ("allsides2021a", "wikinews", "ecbplus_t01_20")
GRID: Mapping[str, Sequence[float]] = {
    "tau": tuple(round(-2.0 + 0.05 * step, 2) for step in range(37)),
    "local": (0.7, 0.8, 0.9, 1.0),
    "numbers": (0.0, 0.25, 0.5, 0.75),
    "per_day": (0.3, 0.4, 0.5),
}
"""What is searched. The other weights are set by hand: these sets say next to nothing of them (docs/models/stories.md)."""
AROUND = (-0.1, -0.05, 0.0, 0.05, 0.1)
"""Thresholds around the chosen one that count as much as it: a peak that is one step wide does not carry over to other texts."""


@dataclass(frozen=True, slots=True)
class SetPairs:
    """A labelled set as the pairs of its voices.

    gold: story of each document, copies too. voice_of: for each document the number of its voice. size: number of voices.
    """

    gold: tuple[str, ...]
    voice_of: tuple[int, ...]
    size: int
    pairs: Pairs
    grounds: Grounds


def pair_set(documents: Sequence[Document], gold: Mapping[str, str]) -> SetPairs:
    """Return the pairs of a set, with what does not depend on the weights."""
    copies = group_copies(documents=documents, readings=())
    days = read_all_days(documents, ())
    voices = pick_voices(documents, copies, days)
    terms = weigh_terms(voices)
    pairs = find_pairs(terms.rows)
    rows = zip(terms.numbers, terms.rows, voices, strict=True)
    known = Voices(Voice(numbers, shortness(len(row[0])), days[voice.id]) for numbers, row, voice in rows)
    origin = {doc: group.origin for group in copies for doc in group.docs}
    number = {voice.id: at for at, voice in enumerate(voices)}
    return SetPairs(
        tuple(gold[d.name] for d in documents),
        tuple(number[origin.get(d.id, d.id)] for d in documents),
        len(voices),
        pairs,
        known.compare(pairs.left, pairs.right),
    )


class Scorer:
    """Scores weights on sets; what was asked before is remembered."""

    def __init__(self, sets: Mapping[str, SetPairs]) -> None:
        self.sets = sets
        self.curves: dict[tuple[str, Weights], dict[float, float]] = {}

    def curve(self, name: str, weights: Weights) -> dict[float, float]:
        """Return B-cubed F1 by threshold, for all thresholds of the grid."""
        key = (name, replace(weights, tau=0.0))
        if key not in self.curves:
            self.curves[key] = self._curve(self.sets[name], weights)
        return self.curves[key]

    def _curve(self, of: SetPairs, weights: Weights) -> dict[float, float]:
        density = find_densities(of.size, of.pairs, weights)
        left, right, cosine = of.pairs
        scores = score_pairs(cosine, of.grounds, density[left], density[right], weights)
        ties = Ties(left, right, scores.score)
        taus = sorted(GRID["tau"], reverse=True)
        joined = list(join_best_first(of.size, ties, tau=taus[-1], unknown=weights.unknown))
        group_of = list(range(of.size))
        members = [[n] for n in range(of.size)]
        found, at = {}, 0
        for tau in taus:
            while at < len(joined) and joined[at][0] >= tau:
                one, other = group_of[joined[at][1]], group_of[joined[at][2]]
                for member in members[other]:
                    group_of[member] = one
                members[one] += members[other]
                members[other] = []
                at += 1
            found[tau] = b_cubed(of.gold, [group_of[voice] for voice in of.voice_of])
        return found

    def value(self, names: Sequence[str], weights: Weights) -> float:
        """Return the mean over sets and over thresholds around the weights' own."""
        curves = [self.curve(name, weights) for name in names]
        taus = [round(weights.tau + step, 2) for step in AROUND]
        values = [curve[tau] for curve in curves for tau in taus if tau in curve]
        return sum(values) / len(values)


def search(scorer: Scorer, names: Sequence[str], start: Weights) -> tuple[Weights, float]:
    """Return the best weights of the whole grid for some sets, and their value. start: the weights that are not searched."""
    options = (dict(zip(GRID, values, strict=True)) for values in itertools.product(*GRID.values()))
    found = (replace(start, **option) for option in options)
    best = max(found, key=lambda weights: (round(scorer.value(names, weights), 6), -weights.tau))
    return best, scorer.value(names, best)


def main() -> int:
    """Train, or print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, default=ROOT.parent / "shared" / "data" / "stories")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--leave-one-out", action="store_true", help="print the table of sets left out")
    chosen = parser.parse_args()
    scorer = Scorer({name: pair_set(*read_set(chosen.sets / f"{name}.jsonl")) for name in SETS})
    start = load_weights()
    if chosen.leave_one_out:
        left_out = []
        for name in SETS:
            rest = [other for other in SETS if other != name]
            weights, _ = search(scorer, rest, start)
            left_out.append(scorer.curve(name, weights)[weights.tau])
            print(f"{name:16} left out: B-cubed F1 {left_out[-1]:.3f}  {asdict(weights)}", flush=True)
        print(f"{'macro':16} left out: B-cubed F1 {sum(left_out) / len(left_out):.3f}")
    if chosen.out or not chosen.leave_one_out:
        weights, value = search(scorer, SETS, start)
        for name in SETS:
            print(f"{name:16} trained on: B-cubed F1 {scorer.curve(name, weights)[weights.tau]:.3f}")
        print(f"{'macro':16} trained on: {value:.3f} around the threshold  {asdict(weights)}")
        if chosen.out:
            chosen.out.write_text(json.dumps(asdict(weights), indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
