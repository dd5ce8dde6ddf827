"""Seconds and peak memory of a cold build, and the reading against the bare parser, in one run.

    python bench/cold.py [FOLDER] [--times N]

Prints the median wall and processor seconds and the peak memory of `crosswire build` with pages into a new folder, of the same build again,
and, in one process, how many times as long the whole reading of the documents takes as the bare spaCy pipeline on the same texts.
"""

import argparse
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from running import EXAMPLES, ONE_CORE, SHARED, WORK, crosswire


def median_seconds(work: Callable[[], object], times: int) -> float:
    """Return the median process time of a piece of work, after one warming run."""
    work()
    taken = []
    for _ in range(times):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return statistics.median(taken)


def reading_times(folder: Path, times: int) -> tuple[dict[str, float], int, int]:
    """Return seconds by what was done with the stored texts of a folder, on one core in one process, and their words and bytes.

    The bare parser is spaCy's pipeline as it comes, and reads every text whole; the reading parses what is read of it, with the rules
    alone, with the tagger, and with the tagger and the meanings that only documents of a shared story need.
    """
    import os

    os.environ.update(ONE_CORE)
    import spacy

    from crosswire.annotate import find_vectors, load_engine, load_tagger, read_document
    from crosswire.annotate._nlp import find_model
    from crosswire.ingest import find_captures, read_capture
    from crosswire.model import Capture

    captures = [c for c in find_captures([folder], as_is=folder.suffix == ".jsonl") if isinstance(c, Capture)]
    documents = [d for c in captures for d in read_capture(c)[0]]
    bare, engine, tagger = spacy.load(find_model()[0]), load_engine(), load_tagger()
    texts = [d.text for d in documents]

    def with_meanings() -> None:
        for document in documents:
            reading, _ = read_document(document, engine, tagger)
            find_vectors(document, reading)

    seconds = {
        "bare parser": median_seconds(lambda: list(bare.pipe(texts)), times),
        "reading, rules only": median_seconds(lambda: [read_document(d, engine) for d in documents], times),
        "reading": median_seconds(lambda: [read_document(d, engine, tagger) for d in documents], times),
        "reading with meanings": median_seconds(with_meanings, times),
    }
    return seconds, sum(len(t.split()) for t in texts), sum(len(t.encode()) for t in texts)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED / "seeds" if SHARED.is_dir() else EXAMPLES)
    parser.add_argument("--times", type=int, default=3)
    chosen = parser.parse_args(arguments)
    scratch = WORK / "cold"
    cold, again = [], []
    for _ in range(chosen.times):
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(parents=True)
        cold.append(crosswire("build", chosen.folder, "-o", scratch / "dossier"))
        again.append(crosswire("build", chosen.folder, "-o", scratch / "dossier"))
    for name, runs in (("cold build with pages", cold), ("the same build again", again)):
        seconds, peak = statistics.median(r.seconds for r in runs), max(r.peak for r in runs)
        cpu = statistics.median(r.cpu for r in runs)
        print(f"{name:28} {seconds:6.2f} s   processor {cpu:6.2f} s   peak {peak:6.0f} MB")
    seconds, words, size = reading_times(chosen.folder, chosen.times)
    bare = seconds["bare parser"]
    for name, taken in seconds.items():
        rate = f"{words / taken:6.0f} words/s  {size / taken / 1000:5.1f} kB/s"
        print(f"{name:28} {taken:6.2f} s   {rate}   {taken / bare:.2f} times the bare parser")
    return 0


if __name__ == "__main__":
    sys.exit(main())
