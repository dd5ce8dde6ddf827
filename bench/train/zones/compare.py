"""Rules, line model, and both on pages of publishers that the model has not seen: every publisher is left out once.

    OMP_NUM_THREADS=1 python bench/train/zones/compare.py ../shared/data/captures [--folds 8] [--crossings 2] [--taught]

Prints 4-gram F1 (precision/recall) a set; `thinned` is the mean over all thinned copies, scored against their own body lines.
"""

import argparse
import copy
import random
import re
import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from boosting import ENOUGH, SEED, as_json, grow
from pages import SETS, Lesson, learn, multiply, read_pages, read_taught

from crosswire.ingest.line_model import read_trees
from crosswire.ingest.zones import enough_for, label_again

WORD = re.compile(r"\w+")
Verdict = Callable[[Lesson, Sequence[float]], list[bool]]


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four words of a text, counted."""
    words = WORD.findall(text)
    return Counter(tuple(words[n : n + 4]) for n in range(max(1, len(words) - 3)) if words[n : n + 4])


def f1(pairs: Sequence[tuple[str, str]]) -> tuple[float, float, float]:
    """Return F1, precision and recall over (gold, found) texts: means over pages, as the labelled sets' scorer has them."""
    precisions, recalls = [], []
    for gold, found in pairs:
        a, b = shingles(gold), shingles(found)
        both = (a & b).total()
        if b:
            precisions.append(both / b.total())
        if a:
            recalls.append(both / a.total())
    p, r = statistics.mean(precisions or [0.0]), statistics.mean(recalls or [0.0])
    return (2 * p * r / (p + r) if p + r else 0.0), p, r


def by_rules(lesson: Lesson, chances: Sequence[float]) -> list[bool]:
    """The rules' own labels."""
    return [row.label in ("body", "crosshead") for row in lesson.rows]


def by_model(lesson: Lesson, chances: Sequence[float]) -> list[bool]:
    """The chance alone."""
    enough = enough_for(lesson.rows, chances, ENOUGH)
    return [chance >= enough for chance in chances]


def by_both(lesson: Lesson, chances: Sequence[float]) -> list[bool]:
    """What find_zones does: what the forms type stays aside, the chance decides the rest, labels come from it."""
    rows = copy.deepcopy(lesson.rows)
    label_again(rows, chances, ENOUGH)
    return [row.label in ("body", "crosshead") for row in rows]


def left_out(lessons: Sequence[Lesson], folds: int, taught: Sequence[Lesson] = ()) -> list[tuple[float, ...]]:
    """Return the chances of every lesson's lines by trees grown without any page of its publisher."""
    hosts = sorted({host for lesson in lessons for host in lesson.page.host.split("+")})
    random.Random(SEED).shuffle(hosts)
    fold = {host: n % folds for n, host in enumerate(hosts)}
    found: list[tuple[float, ...]] = [()] * len(lessons)
    for out in range(folds):
        own = [lesson for lesson in [*lessons, *taught] if out not in _folds_of(lesson, fold)]
        trees = read_trees(as_json(grow(own), own[0].names))
        chosen = [own[0].names.index(name) for name in trees.names]
        for n, lesson in enumerate(lessons):
            if fold.get(lesson.page.host) == out:
                found[n] = tuple(trees.chances(lesson.matrix[:, chosen]).tolist())
    return found


def _folds_of(lesson: Lesson, fold: dict[str, int]) -> set[int]:
    """A page's fold; a crossed page has two publishers."""
    return {fold[host] for host in lesson.page.host.split("+") if host in fold}


def report(lessons: Sequence[Lesson], chances: Sequence[Sequence[float]]) -> None:
    """Print the table."""
    verdicts: dict[str, Verdict] = {"rules": by_rules, "model": by_model, "both": by_both}
    for name, verdict in verdicts.items():
        cells = []
        for kind in (*SETS, "thinned"):
            pairs = []
            for lesson, some in zip(lessons, chances, strict=True):
                if some and lesson.page.kind.startswith(kind):
                    kept = verdict(lesson, some)
                    words = "\n".join(r.line.text for r, keep in zip(lesson.rows, kept, strict=True) if keep)
                    pairs.append((lesson.page.gold, words))
            cells.append("{:.4f} ({:.3f}/{:.3f})".format(*f1(pairs)))
        print(f"{name:6}", *cells, sep=" | ", flush=True)


def main() -> None:
    """Read, grow, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=int, default=8)
    parser.add_argument("--crossings", type=int, default=2)
    parser.add_argument(
        "--taught", action="store_true", help="learn from the HTML pages as trafilatura labels them, too"
    )
    given = parser.parse_args()
    pages = read_pages(given.data)
    lessons = [lesson for page in multiply(pages, SEED, given.crossings) if (lesson := learn(page))]
    taught = []
    if given.taught:
        hosts = {Path(page.name).name.split(".")[0]: page.host for page in pages}
        taught = [lesson for page in read_taught(given.data / "html", hosts) if (lesson := learn(page))]
    print("lessons", len(lessons), "taught", len(taught), "lines", sum(len(lesson.rows) for lesson in lessons))
    print("      ", *SETS, "thinned", sep=" | ")
    report(lessons, left_out(lessons, given.folds, taught))


if __name__ == "__main__":
    main()
