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


def reading_ratio(folder: Path, times: int) -> tuple[float, float, int]:
    """Return seconds of the bare parser and of the whole reading on the stored texts of a folder, and their words."""
    import os

    os.environ.update(ONE_CORE)
    from crosswire.annotate import load_engine, read_document
    from crosswire.ingest import find_captures, read_capture
    from crosswire.model import Capture

    captures = [c for c in find_captures([folder]) if isinstance(c, Capture)]
    documents = [d for c in captures for d in read_capture(c)[0]]
    engine = load_engine()
    texts = [d.text for d in documents]
    parse = median_seconds(lambda: list(engine._pipeline.pipe(texts)), times)
    read = median_seconds(lambda: [read_document(d, engine) for d in documents], times)
    return parse, read, sum(len(t.split()) for t in texts)


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
    parse, read, words = reading_ratio(chosen.folder, chosen.times)
    print(f"{'bare parser':28} {parse:6.2f} s   {words / parse:6.0f} words/s")
    print(
        f"{'whole reading':28} {read:6.2f} s   {words / read:6.0f} words/s   {read / parse:.2f} times the bare parser"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
