"""Processor seconds and peak memory of a cold build, and the reading against the bare parser, in one run.

    python bench/cold.py [FOLDER] [--times N] [--rounds N]

Prints the median processor and wall seconds and the peak memory of `crosswire build` with pages into a new folder and of the same build
again. Then, in one process on one core, round by round in turn, the processor seconds of the bare spaCy pipeline and of the reading of the
same texts: the median of the rounds' ratios, the least and the greatest of them, and kB a second, beside textacy's quotations where that is installed.
"""

import argparse
import importlib.util
import os
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

from running import EXAMPLES, ONE_CORE, SHARED, WORK, crosswire

BARE = "bare parser"

INSTALLED = {"PYTHONDONTWRITEBYTECODE": ""}
"""Compiled modules and templates are kept, as they are where Crosswire is installed."""


def round_times(works: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Return the processor seconds of each piece of work in each round, after a warming one.

    In turn, since other programs on the machine slow all of them alike: a ratio within a round holds, one between rounds does not.
    """
    taken: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds + 1):
        for name, work in works.items():
            started = time.process_time()
            work()
            if number:
                taken[name].append(time.process_time() - started)
    return taken


def reading_times(folder: Path, rounds: int) -> tuple[dict[str, list[float]], int]:
    """Return seconds in each round by what was done with the stored texts of a folder, on one core in one process, and their bytes.

    The bare parser (BARE) is spaCy's pipeline as it comes, and reads every text whole; the reading parses what is read of it: with the rules
    alone, with the tagger, with the tagger but without coding events, and with the tagger and the meanings that only documents of a shared
    story need.
    """
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

    def without_events() -> object:
        with mock.patch("crosswire.annotate.find_events", return_value=()):
            return [read_document(d, engine, tagger) for d in documents]

    works: dict[str, Callable[[], object]] = {
        BARE: lambda: list(bare.pipe(texts)),
        "reading, rules only": lambda: [read_document(d, engine) for d in documents],
        "reading": lambda: [read_document(d, engine, tagger) for d in documents],
        "reading without events": without_events,
        "reading with meanings": lambda: [find_vectors(d, read_document(d, engine, tagger)[0]) for d in documents],
    }
    if importlib.util.find_spec("textacy"):
        from textacy.extract import direct_quotations

        works["textacy, with its parse"] = lambda: [_quotations(direct_quotations, doc) for doc in bare.pipe(texts)]
    return round_times(works, rounds), sum(len(t.encode()) for t in texts)


def _quotations(find: Callable[[Any], Iterable[object]], doc: object) -> list[object]:
    """Return what textacy finds, nothing where it raises: it does on an odd number of quotation marks."""
    try:
        return list(find(doc))
    except ValueError:
        return []


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED / "seeds" if SHARED.is_dir() else EXAMPLES)
    parser.add_argument("--times", type=int, default=3, help="builds")
    parser.add_argument("--rounds", type=int, default=5, help="readings of the texts, after a warming one")
    chosen = parser.parse_args(arguments)
    scratch = WORK / "cold"
    cold, again = [], []
    for _ in range(chosen.times):
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(parents=True)
        cold.append(crosswire("build", chosen.folder, "-o", scratch / "dossier", env=INSTALLED))
        again.append(crosswire("build", chosen.folder, "-o", scratch / "dossier", env=INSTALLED))
    for name, runs in (("cold build with pages", cold), ("the same build again", again)):
        seconds, peak = statistics.median(r.seconds for r in runs), max(r.peak for r in runs)
        cpu = statistics.median(r.cpu for r in runs)
        print(f"{name:28} processor {cpu:6.2f} s   wall {seconds:6.2f} s   peak {peak:6.0f} MB")
    seconds, size = reading_times(chosen.folder, chosen.rounds)
    for name, taken in seconds.items():
        ratios = sorted(own / bare for own, bare in zip(taken, seconds[BARE], strict=True))
        middle = statistics.median(taken)
        print(
            f"{name:28} processor {middle:6.2f} s   {size / middle / 1000:5.1f} kB/s   "
            f"{statistics.median(ratios):.2f} ({ratios[0]:.2f} - {ratios[-1]:.2f}) times the bare parser"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
