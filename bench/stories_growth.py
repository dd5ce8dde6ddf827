"""The cost of a document as the corpus grows: generated news, stories one by one and copies in one go.

    python bench/stories_growth.py [--sizes 1000 10000 100000] [--seed 20261122]

The news is invented: each story has names and words of its own, tells them in 3 to 12 accounts within three days among words of any day
(Zipf), and one account of ten is a reprint. Prints processor time a document for both, and how far the dearest lies above the
cheapest; B-cubed F1 of the stories is there to show that the work was done.
"""

import argparse
import datetime
import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence

from story_sets import b_cubed

from crosswire.link.copies import find_edges, hash_shingles, sample_shingles
from crosswire.link.days import read_days
from crosswire.link.streams import StoryStream
from crosswire.model import DateValue, Document, Header, Zone, sha256

WORDS = 90
"""Words of an account."""
COMMON_WORDS = 20_000
A_DAY = 400
"""Accounts of a day: the longer the corpus, the longer the time it spans."""


def generate(size: int, seed: int) -> Iterator[tuple[Document, int]]:
    """Yield accounts in the order of their days, each with the number of its story."""
    chance = random.Random(seed)
    weights = [1 / (rank + 3) for rank in range(COMMON_WORDS)]
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
                words = chance.choices(own, k=WORDS // 3) + chance.choices(common, weights, k=WORDS - WORDS // 3)
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


def measure(size: int, seed: int) -> tuple[float, float, float, float]:
    """Return milliseconds a document for stories and for copies, B-cubed F1 of the stories, and peak memory in MB."""
    stream, gold, samples, spent = StoryStream(), [], [], [0.0, 0.0]
    for document, story in generate(size, seed):
        gold.append(story)
        begun = time.process_time()
        stream.take(document, read_days(document, None))
        between = time.process_time()
        samples.append(sample_shingles(hash_shingles(document.text.split())))
        spent[0] += between - begun
        spent[1] += time.process_time() - between
    begun = time.process_time()
    find_edges(samples)
    spent[1] += time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return 1000 * spent[0] / size, 1000 * spent[1] / size, b_cubed(gold, stream.story_of), peak


def _spread(values: Sequence[float]) -> float:
    return max(values) / min(values) - 1


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--seed", type=int, default=20261122)
    chosen = parser.parse_args()
    print(f"{'documents':>10} {'stories, ms':>12} {'copies, ms':>11} {'B-cubed F1':>11} {'peak, MB':>9}")
    rows = []
    measure(500, chosen.seed)  # what is loaded once does not count
    for size in chosen.sizes:
        rows.append(measure(size, chosen.seed))
        print(
            f"{size:>10} {rows[-1][0]:>12.3f} {rows[-1][1]:>11.3f} {rows[-1][2]:>11.3f} {rows[-1][3]:>9.0f}", flush=True
        )
    print(
        f"dearest over cheapest: stories +{_spread([r[0] for r in rows]):.0%}, copies +{_spread([r[1] for r in rows]):.0%}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
