"""Writes the features of labelled pairs: one JSON line a record, {"id", "set", "type", "features"}.

.venv/bin/python bench/train/events/features.py ../shared/data/events/plv_dev.jsonl [MORE ...] -o work/events.features.jsonl
"""

import argparse
import json
from pathlib import Path

from crosswire.annotate import load_engine
from crosswire.annotate.events_features import event_features, tokens_over
from crosswire.model import Document, Zone, sha256


def spans_of(parties: list[dict]) -> list[tuple[int, int]]:
    """Return the places of the parties of a labelled record."""
    return [tuple(p["span"]) for p in parties if p.get("span")]


def features_of(parsed, actors: list[tuple[int, int]], recipients: list[tuple[int, int]]) -> list[str]:
    """Return the features of a record's pair, read in the sentence that holds its first actor (or recipient)."""
    at = (actors or recipients or [(0, 1)])[0][0]
    for paragraph in parsed.paragraphs:
        if not paragraph.start <= at < paragraph.end:
            continue
        whole, offset = paragraph.doc[:], paragraph.start
        sides = (tokens_over(whole, [(a - offset, b - offset) for a, b in spans]) for spans in (actors, recipients))
        return event_features(whole, *sides)
    return []


def main() -> None:
    """Read, parse, write."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("sets", nargs="+", type=Path)
    arguments.add_argument("-o", "--out", type=Path, required=True)
    given = arguments.parse_args()
    engine = load_engine()
    with given.out.open("w", encoding="utf-8") as out:
        for path in given.sets:
            for line in path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                text = row["text"]
                document = Document(
                    row["id"],
                    row["id"],
                    "",
                    "text/plain",
                    text,
                    sha256(text),
                    (Zone(0, len(text), "body"),),
                    as_is=True,
                )
                parsed = engine.parse(document)
                for number, event in enumerate(row["events"][:1]):
                    found = features_of(parsed, spans_of(event["source"]), spans_of(event.get("target", [])))
                    record = {
                        "id": row["id"],
                        "set": path.stem,
                        "type": event["plover"],
                        "features": found,
                        "n": number,
                    }
                    out.write(json.dumps(record) + "\n")


if __name__ == "__main__":
    main()
