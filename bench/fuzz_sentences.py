"""Mutated sentences of political acts through the reading of events: records or nothing, never a crash, every place inside the text.

    python bench/fuzz_sentences.py [--count 100000] [--seed 7] [--first 0]

Takes the sentences that the coder of events is trained on (bench/train/events, invented parties), makes them worse as fuzz_paragraphs.py does
(words swapped and lost, marks mangled, signs of all scripts, sentences glued) and reads their events. A case is known by its number and the
seed. Prints what failed, with its traceback; ends with 1 where something did.
"""

import argparse
import random
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent / "train" / "events"))

from fuzz_paragraphs import mutated
from make_examples import examples

from crosswire.annotate import load_engine, read_document
from crosswire.annotate._nlp import Parsed
from crosswire.annotate.events import find_events
from crosswire.annotate.events_model import load_coder
from crosswire.model import Document, EventReport, Zone, sha256

AT_ONCE = 200
"""Sentences of one document, a line each: parsed together, which is what a document costs."""


def places_of(report: EventReport) -> Iterator[tuple[int, int]]:
    """Yield all places of a report."""
    yield report.start, report.end
    yield from report.trigger
    yield from report.location
    yield from (p.span for p in (*report.actors, *report.recipients))


def case(number: int, seed: int, bases: Sequence[str]) -> Document:
    """Return a document of mutated sentences."""
    rng = random.Random(f"{seed} {number}")
    text = "\n".join(mutated(rng, bases).replace("\n", " ")[:600] for _ in range(AT_ONCE))
    name = f"case-{number}"
    return Document(name, name, "", "text/plain", text, sha256(text), (Zone(0, len(text), "body"),), as_is=True)


@dataclass(frozen=True, slots=True)
class Kept:
    """Stands for the engine where a document is parsed already: parsing is half of what a case costs."""

    parsed: Parsed

    def parse(self, document: Document) -> Parsed:
        """Return the parse that is kept."""
        return self.parsed


def check(document: Document) -> tuple[int, list[str]]:
    """Read one document; return how many events it told and what is wrong."""
    try:
        parsed = load_engine().parse(document)
        reading, _ = read_document(document, Kept(parsed))
        rated = find_events(
            document, parsed, reading.mentions, reading.quotations, reading.times, reading.acts, load_coder()
        )
    except Exception:
        return 0, [traceback.format_exc()]
    faults = [
        f"{e.id}: [{a}, {b}) lies outside"
        for e in (*reading.event_reports, *rated)
        for a, b in places_of(e)
        if not 0 <= a < b <= len(document.text)
    ]
    return len(rated), faults


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000, help="sentences")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--first", type=int, default=0, help="number of the first document")
    chosen = parser.parse_args(arguments)
    bases = [row["text"] for row in examples()]
    done = told = failed = 0
    began = time.monotonic()
    for number in range(chosen.first, chosen.first + -(-chosen.count // AT_ONCE)):
        events, faults = check(case(number, chosen.seed, bases))
        told, done, failed = told + events, done + AT_ONCE, failed + bool(faults)
        for fault in faults:
            print(f"case {number}: {fault}", flush=True)
        if number % 25 == 24:
            print(f"{done} sentences, {told} events, {time.monotonic() - began:.0f} s", flush=True)
    print(f"{done} mutated sentences read, {told} events, {failed} documents failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
