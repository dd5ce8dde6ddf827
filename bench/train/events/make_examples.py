"""Writes labelled sentences about invented parties from patterns.txt, in the form of the labelled sets; the same every time.

.venv/bin/python bench/train/events/make_examples.py -o bench/train/events/examples.jsonl
"""

import argparse
import json
import re
from pathlib import Path

STATES = [
    "Veldania",
    "Osmark",
    "Fennmark",
    "Corvania",
    "Tarsk",
    "Ilmeria",
    "Brenland",
    "Quorra",
    "Sarnia-Holm",
    "Dravia",
]
PEOPLE = [
    "Foreign Minister Ilse Marran",
    "President Tor Vell",
    "the prime minister of Osmark",
    "Senator Anke Rourke",
    "opposition leader Jon Harrow",
    "a Tarsk envoy",
]
FORCES = [
    "the Osmark army",
    "Fennmark police",
    "rebels of the Northern Front",
    "Veldanian troops",
    "border guards",
    "a court in Port Ellin",
    "the Quorra government",
    "militants",
]
CROWDS = [
    "thousands of students",
    "dock workers",
    "about 300 residents of Trel Bay",
    "farmers",
    "protesters",
    "members of the Harbour Union",
]
BODIES = [
    "the Council of the Straits",
    "the Littoral League",
    "the Red Lantern charity",
    "the ministry of fisheries",
    "the Veldanian parliament",
]
HELD = [
    "two journalists",
    "three Osmark fishermen",
    "an activist",
    "a former minister",
    "Corvanian refugees",
    "the mayor of Trel Bay",
    "a village near Lake Orsa",
    "Tarsk soldiers",
]
LEADING = {"PROTEST": CROWDS, "ASSAULT": FORCES, "MOBILIZE": [*STATES, *FORCES], "COERCE": [*FORCES, *STATES]}
TAKING = {
    "ASSAULT": [*HELD, *STATES],
    "COERCE": [*HELD, *BODIES],
    "RETREAT": [*HELD, *STATES],
    "PROTEST": [*STATES, *PEOPLE, *BODIES],
}
TIMES = 4
"""Sentences made of each pattern."""


def parties(kind: str, table: dict[str, list[str]], at: int) -> str:
    """Return one of the parties that fit a type."""
    choices = table.get(kind, [*STATES, *PEOPLE, *BODIES])
    return choices[at % len(choices)]


def fill(kind: str, pattern: str, number: int, turn: int) -> dict:
    """Return the labelled sentence of a pattern. number: of the pattern; turn: how often it was used before."""
    seed = number * 7 + turn * 13
    sentence = re.sub(r"\[([^\]]*)\]", lambda m: (c := m[1].split("|"))[(seed + len(m[1])) % len(c)], pattern)
    actor, other = parties(kind, LEADING, seed), parties(kind, TAKING, seed * 3 + 5)
    if actor == other:
        other = STATES[(seed + 3) % len(STATES)] if STATES[(seed + 3) % len(STATES)] != actor else "Dravia"
    if sentence.startswith("{A}"):
        actor = actor[0].upper() + actor[1:]
    text, spans = "", {}
    for part in re.split(r"(\{[AR]\})", sentence):
        if part in ("{A}", "{R}"):
            words = actor if part == "{A}" else other
            spans[part] = [len(text), len(text) + len(words)]
            text += words
        else:
            text += part
    side = lambda key: [{"text": text[slice(*spans[key])], "span": spans[key]}]  # noqa: E731
    event = {"source": side("{A}"), "target": side("{R}"), "plover": kind}
    return {"id": f"own-{number}-{turn}", "text": text, "events": [event]}


def examples() -> list[dict]:
    """Return the examples, in the order of the patterns, each sentence once."""
    lines = (Path(__file__).parent / "patterns.txt").read_text(encoding="utf-8").splitlines()
    found: dict[str, dict] = {}
    for number, line in enumerate(line for line in lines if line and line[0] != "#"):
        kind, pattern = line.split("\t")
        for turn in range(TIMES):
            row = fill(kind, pattern, number, turn)
            found.setdefault(row["text"], row)
    return list(found.values())


def main() -> None:
    """Write the examples."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("-o", "--out", type=Path, required=True)
    given = arguments.parse_args()
    rows = examples()
    given.out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    print(len(rows), "sentences")


if __name__ == "__main__":
    main()
