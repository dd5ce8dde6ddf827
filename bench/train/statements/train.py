"""Trains the judge of statements: two logistic models with weights of a known sign (crosswire/link/statements_model.py).

    python bench/train/statements/train.py [--unlike DOSSIER] [--check] [--out crosswire/link/weights/statements.json]

Takes the dev half of bench/labelled/statements and stories.txt beside this file, measures the pairs of stretches as a build does, and writes the
weights with what they were trained on. --unlike: a dossier of news reports (ours: ../shared/data/quotations/polnear_dev); what one speaker says at
two places of one of them is, as a rule, two utterances on one topic: the commonest thing that must not be joined, and the one that invented
stories have too little of. --check prints the figures of a cross-validation in which a story is never judged by weights that saw it. Nothing is
drawn by chance: the loss is convex and the steps start at nought, so that the same texts give the same weights.
"""

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))
from statements import LABELLED, Told, score_statements  # noqa: E402
from statements_given import read_file  # noqa: E402

from crosswire.annotate import find_vectors  # noqa: E402
from crosswire.dossier import load_dossier  # noqa: E402
from crosswire.link import statements, statements_model  # noqa: E402
from crosswire.link.statements import Aligner, like  # noqa: E402
from crosswire.link.statements_gate import Gate, SpokenOn, find_occasions  # noqa: E402
from crosswire.link.statements_model import FALLING, RISING, SPOKEN  # noqa: E402
from crosswire.model import make_id  # noqa: E402

FILES = (LABELLED / "dev.txt", HERE / "stories.txt")
PENALTY = 0.1
"""Of the squared weights, against the summed loss; chosen by cross-validation among .1, .5, 2."""
BOUNDS = {"days apart": -5.0, "one document": -3.0, "elsewhen": -1.5, "numbers differ": -3.0}
"""Weights that the texts would drive further than a handful of invented stories can vouch for."""
REPEATED = 0.6
"""Likeness from which two places of one document may well tell one utterance."""
UNLIKE = 1.0
"""What the pairs of the dossier weigh together, where the unlike pairs of the stories weigh 1."""
AT_LEAST = {"occasion": 2.0}
"""The same for weights that too few of the texts speak of: both tell of one earlier day or month."""
STEPS = 4_000
TURNS = 3
"""Rounds in which a told pair's best stretches are chosen anew by the weights of the round before."""
FOLDS = 6
LEAST = 0.005
"""A weight nearer to nought is left out."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A pair of stretches. told: the pair of quotations; alike: whether those word one utterance."""

    story: str
    told: tuple[str, str]
    alike: bool
    measures: dict[str, float]
    weight: float = 1.0


def gather(path: Path) -> list[Lesson]:
    """Return the measured pairs of a file's stories that the gate lets be one utterance."""
    _, told, given = read_file(path)
    keys = {make_id("q", f"d-{t.doc}", t.content): t for t in told}
    lessons = []
    for _, aligner in aligners(given):
        aligner.measure()
        for (i, j), measures in aligner.measures.items():
            a, b = aligner.segments[i].quotation, aligner.segments[j].quotation
            if aligner.limits[i, j] == "same":
                alike = bool(keys[a].keys & keys[b].keys)
                lessons.append(Lesson(keys[a].doc.split("-")[0], (a, b), alike, measures))
    return lessons


def gather_unlike(folder: Path) -> list[Lesson]:
    """Return the pairs of quotations of one speaker in one document of a dossier, as if they stood in two documents; near repetitions left out."""
    found = load_dossier(folder).findings
    documents = {d.id: d for d in found.documents}
    gate = Gate(found.actors, found.attributions)
    lessons = []
    for reading in found.readings:
        full = replace(reading, vectors=find_vectors(documents[reading.doc], reading))
        aligner = Aligner([full], documents, gate, {q.id: SpokenOn() for q in reading.quotations})
        aligner.measure()
        for (i, j), measures in aligner.measures.items():
            told = aligner.segments[i].quotation, aligner.segments[j].quotation
            if aligner.limits[i, j] == "same" and like(measures) < REPEATED:
                lessons.append(Lesson(documents[reading.doc].name, told, False, measures | {"one document": 0.0}))
    return lessons


def aligners(given: dict[str, Any]) -> list[tuple[str, Aligner]]:
    """Return an aligner for each story."""
    documents = {d.id: d for d in given["documents"]}
    dates = {p.doc: p.date for p in given["published"]}
    gate = Gate(given["actors"], given["attributions"])
    out = []
    for story in given["stories"]:
        members = [r for r in given["readings"] if r.doc in story.docs]
        out.append((story.id, Aligner(members, documents, gate, find_occasions(members, documents, dates))))
    return out


def names_of(spoken: bool) -> list[str]:
    """Return the measures of a model, the constant first."""
    return ["", *(n for n in (*RISING, *FALLING) if spoken or n not in (*SPOKEN, "negation", "topics", "time"))]


def fit(lessons: Sequence[Lesson], spoken: bool) -> dict[str, float]:
    """Return the weights. Of an alike pair of quotations only the best stretches are held to be alike; its others teach nothing."""
    names = names_of(spoken)
    matrix = np.array([[1.0, *(x.measures.get(n, 0.0) for n in names[1:])] for x in lessons])
    weights = np.array([-4.0, *(4.0 if n in ("words", "own meaning") else 0.0 for n in names[1:])])
    for _ in range(TURNS):
        chosen: dict[tuple[str, str], int] = {}
        odds = matrix @ weights
        for n, x in enumerate(lessons):
            if x.alike and (x.told not in chosen or odds[n] > odds[chosen[x.told]]):
                chosen[x.told] = n
        kept = [n for n, x in enumerate(lessons) if not x.alike or chosen[x.told] == n]
        wanted = np.array([float(lessons[n].alike) for n in kept])
        weights = descend(matrix[kept], wanted, np.array([lessons[n].weight for n in kept]), names)
    return {n: round(float(w), 4) for n, w in zip(names, weights, strict=True) if n == "" or abs(w) >= LEAST}


def descend(matrix: Floats, wanted: Floats, heavy: Floats, names: Sequence[str]) -> Floats:
    """Return the weights of least loss whose signs are as they must be (projected gradient with momentum)."""
    low = np.array([BOUNDS.get(n, -np.inf) if n == "" or n in FALLING else 0.0 for n in names])
    low = np.array([AT_LEAST.get(n, value) for n, value in zip(names, low, strict=True)])
    high = np.array([np.inf if n == "" or n in RISING else 0.0 for n in names])
    ridge = np.array([0.0 if n == "" else PENALTY for n in names])
    step = 1.0 / (0.25 * float(np.linalg.norm(matrix * np.sqrt(heavy)[:, None], 2)) ** 2 + float(ridge.max()))
    weights = ahead = np.zeros(len(names))
    for turn in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-(matrix @ ahead)))
        slope = matrix.T @ (heavy * (chance - wanted)) + ridge * ahead
        new = np.clip(ahead - step * slope, low, high)
        ahead = new + turn / (turn + 3) * (new - weights)
        weights = new
    return weights


def fit_both(lessons: Sequence[Lesson]) -> dict[str, dict[str, float]]:
    """Return both models."""
    return {"one language": fit(lessons, True), "two languages": fit(lessons, False)}


def cross_validate(lessons: Sequence[Lesson], threshold: float) -> dict[str, float]:
    """Return the figures over all files where each story is aligned by weights that did not see it."""
    stories = sorted({x.story for x in lessons})
    told: list[Told] = []
    rows: list[dict[str, object]] = []
    models = {}
    for fold in range(FOLDS):
        out = set(stories[fold::FOLDS])  # the dossier's documents count as stories too
        weights = fit_both([x for x in lessons if x.story not in out])
        models |= dict.fromkeys(out, weights)
    stands_for: dict[str, int] = {}
    statements.SAME = threshold
    for path in FILES:
        _, marked, given = read_file(path)
        stands_for |= {make_id("q", f"d-{t.doc}", t.content): len(told) + n for n, t in enumerate(marked)}
        doc_of = {make_id("q", f"d-{t.doc}", t.content): t.doc for t in marked}
        told.extend(marked)
        for _, aligner in aligners(given):
            name = doc_of[next(iter(aligner.quotations))].split("-")[0]
            statements_model.load_weights = lambda name=name: models[name]  # type: ignore[assignment,misc]
            for s in aligner.statements({}):
                rows.append({"id": s.id, "quotations": s.quotations, "possible": s.possible})
    return score_statements(told, [], stands_for, rows)[0]


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--unlike", type=Path)
    parser.add_argument("--check", action="store_true", help="cross-validate too")
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    lessons = [x for path in FILES for x in gather(path)]
    if chosen.unlike:
        more = gather_unlike(chosen.unlike)
        weight = UNLIKE * sum(not x.alike for x in lessons) / len(more)
        print(len(lessons), "pairs of stretches of the stories,", len(more), "of the dossier, weight", round(weight, 3))
        lessons += [replace(x, weight=weight) for x in more]
    models = fit_both(lessons)
    print(json.dumps(models, indent=1))
    if chosen.check:
        for threshold in (0.3, 0.4, 0.5, 0.6, 0.7):
            figures = cross_validate(lessons, threshold)
            print(threshold, {k: round(v, 3) for k, v in figures.items()})
    if chosen.out:
        seen = {p.name: hashlib.sha256(p.read_bytes()).hexdigest()[:16] for p in FILES}
        pairs: dict[tuple[str, str], bool] = defaultdict(bool)
        for x in lessons:
            pairs[x.told] |= x.alike
        note = {"trained on": seen, "pairs of quotations": len(pairs), "alike": sum(pairs.values())}
        chosen.out.write_text(json.dumps({"note": note, "models": models}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
