"""The cost of a document as the corpus grows: generated news, stories one by one and copies over all.

    python bench/stories_growth.py [--sizes 1000 10000 100000] [--seed 20261122]

The news is invented: each story has names and words of its own, tells them in 3 to 12 accounts within three days among words of any day
(Zipf), and one account of ten is a reprint. One pass to the greatest size; at each size it prints the mean processor time of a document so
far, for both, and that of the last thousand documents of the stream. A fixed piece of work done every thousand documents says how fast the
machine was meanwhile: on one that others use too, the columns "of it" are what to compare. B-cubed F1 of the stories is there to show that
the work was done.
"""

import argparse
import datetime
import random
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, islice

import numpy as np
from story_sets import b_cubed

from crosswire.link.copies import Samples, group_samples, sample_documents
from crosswire.link.days import read_days
from crosswire.link.streams import StoryStream
from crosswire.model import DateValue, Document, Header, Zone, sha256

WORDS = 90
"""Words of an account."""
COMMON_WORDS = 20_000
BATCH = 1_000
"""Documents after which the clocks are read."""
A_DAY = 400
"""Accounts of a day: the longer the corpus, the longer the time it spans."""


def generate(size: int, seed: int) -> Iterator[tuple[Document, int]]:
    """Yield accounts in the order of their days, each with the number of its story."""
    chance = random.Random(seed)
    weights = list(accumulate(1 / (rank + 3) for rank in range(COMMON_WORDS)))
    common = [f"w{rank}" for rank in range(COMMON_WORDS)]
    start = datetime.date(1990, 1, 1)
    waiting: list[tuple[int, int, str]] = []
    story = made = 0
    while made < size:
        day = made // A_DAY
        while len(waiting) < A_DAY:
            own = [f"n{chance.randrange(200_000)}" for _ in range(6)] + [
                f"v{chance.randrange(20_000)}" for _ in range(12)
            ]
            told: list[str] = []
            for _ in range(chance.randint(3, 12)):
                words = chance.choices(own, k=WORDS // 3) + chance.choices(
                    common, cum_weights=weights, k=WORDS - WORDS // 3
                )
                chance.shuffle(words)
                text = chance.choice(told) if told and chance.random() < 0.1 else " ".join(words)
                told.append(text)
                waiting.append((day + chance.randint(0, 2), story, text))
            story += 1
        waiting.sort()
        of_day, number, text = waiting.pop(0)
        date = (start + datetime.timedelta(days=max(of_day, day))).isoformat()
        header = Header(published=DateValue(date, "day", "stated"))
        document = Document(
            f"d-{made}", f"{made}", "", "text/plain", text, sha256(text), (Zone(0, len(text), "body"),), header
        )
        yield document, number
        made += 1


def yardstick() -> float:
    """Return the processor time of a fixed piece of work like that of the stages: a third each of numpy, dictionaries and strings."""
    begun = time.process_time()
    row = np.arange(200_000, dtype=np.uint64)
    for _ in range(4):
        row = np.sort((row * np.uint64(0x9E3779B97F4A7C15)) ^ (row >> np.uint64(7)))
    counts: dict[int, int] = {}
    for number in row[:40_000].tolist():
        counts[number % 5_003] = counts.get(number % 5_003, 0) + 1
    " ".join(str(number) for number in range(40_000)).upper().split()
    return time.process_time() - begun


@dataclass
class Run:
    """What has been read so far, and the processor seconds that it took. yards: of the yardstick, one a batch."""

    stream: StoryStream = field(default_factory=StoryStream)
    samples: list[Samples] = field(default_factory=list)
    gold: list[int] = field(default_factory=list)
    stories: list[float] = field(default_factory=list)
    copies: list[float] = field(default_factory=list)
    yards: list[float] = field(default_factory=list)

    def take(self, batch: list[tuple[Document, int]]) -> None:
        """Assign documents to stories, and sample their shingles."""
        first, begun = len(self.gold), time.process_time()
        for document, _ in batch:
            self.stream.take(document, read_days(document, None))
        between = time.process_time()
        found = sample_documents(document for document, _ in batch)
        self.samples.append(found._replace(owners=found.owners + first))
        self.stories.append(between - begun)
        self.copies.append(time.process_time() - between)
        self.gold += [story for _, story in batch]
        self.yards.append(yardstick())

    def row(self) -> tuple[float, float, float]:
        """Return milliseconds a document: stories, stories of the last batch, copies with the grouping of all."""
        size, begun = len(self.gold), time.process_time()
        group_samples(Samples(*(np.concatenate(column) for column in zip(*self.samples, strict=True))))
        grouped = time.process_time() - begun
        last = min(BATCH, size)
        return (
            1e3 * sum(self.stories) / size,
            1e3 * self.stories[-1] / last,
            1e3 * (sum(self.copies) + grouped) / size,
        )


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--seed", type=int, default=20261122)
    chosen = parser.parse_args()
    Run().take(list(islice(generate(BATCH, chosen.seed), BATCH)))  # what is loaded once does not count
    print("documents  stories, ms   of it   last 1,000   of it  copies, ms   of it   yard, ms     F1  peak, MB")
    run, rows = Run(), []
    coming = generate(max(chosen.sizes), chosen.seed)
    for size in sorted(chosen.sizes):
        while len(run.gold) < size:
            run.take(list(islice(coming, min(BATCH, size - len(run.gold)))))
        whole, last, copies = run.row()
        yard, yard_now = 1e3 * sum(run.yards) / len(run.yards), 1e3 * run.yards[-1]
        rows.append((whole / yard, copies / yard))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:>9} {whole:>12.3f} {1e3 * whole / yard:>7.2f} {last:>12.3f} {1e3 * last / yard_now:>7.2f} {copies:>11.3f} "
            f"{1e3 * copies / yard:>7.2f} {yard:>10.2f} {b_cubed(run.gold, run.stream.story_of):>6.3f} {peak:>9.0f}",
            flush=True,
        )
    for name, column in zip(("stories", "copies"), zip(*rows, strict=True), strict=True):
        print(f"{name}: dearest over cheapest, of the yardstick: +{max(column) / min(column) - 1:.0%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
