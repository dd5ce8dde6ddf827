"""Writes examples.jsonl: invented sentences in the forms that the labelled news data lacks.

    python bench/train/tagger/make_examples.py > bench/train/tagger/examples.jsonl
    python bench/train/tagger/make_examples.py --patterns patterns-more.txt --seed 8 --times 6 > bench/train/tagger/examples-more.jsonl

Every pattern, name and clause here was written for this project; states, people, bodies and agencies are invented. Seeded. In a pattern
`{s1:...}`, `{c1:...}` and `{q1:...}` mark source, cue and content of attribution 1 (`{c1!:...}`: an attitude), and <P>, <R> ... are slots.
"""

import argparse
import json
import random
import re
import sys
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


def read_patterns(name: str) -> list[str]:
    """Return the patterns of a file beside this script, in order."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def read_slots() -> dict[str, list[str]]:
    """Return the fillings of each slot."""
    slots: dict[str, list[str]] = {}
    for line in (HERE / "slots.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            slots[list(slots)[-1]].append(line.strip())
        elif line and not line.startswith("#"):
            slots[line.strip()] = []
    return slots


def fill(pattern: str, draw: random.Random) -> str:
    """Fill a pattern's slots; the same slot name gives the same words, a number asks for others, ^ and , change the form."""
    chosen: dict[str, str] = {}

    def replace(match: re.Match[str]) -> str:
        name, number, form = match.groups()
        key = name + number
        if key not in chosen:
            taken = {v for k, v in chosen.items() if k[0] == name}
            chosen[key] = draw.choice([v for v in read_slots()[name] if v not in taken])
        words = chosen[key]
        if form == ",":
            return words[:-1] + ("," if words.endswith(".") else words[-1])
        if form == "^":
            capitals = name in "PNRCKJ"
            return words.upper() if capitals else words[0].upper() + words[1:]
        return words

    return re.sub(r"<([A-Za-z])(\d*)([\^,]?)>", replace, pattern)


def renumber(part: str, by: int) -> str:
    """Raise the numbers of a filled pattern's attributions."""
    return re.sub(r"\{([scq])(\d+)", lambda m: f"{{{m[1]}{int(m[2]) + by}", part)


def begin(paragraph: str, curly: bool) -> str:
    """Begin a paragraph with a capital, and set its quotation marks in one style."""
    paragraph = re.sub(r"^((?:\{[scq]\d+!?:)*)([a-z])", lambda m: m[1] + m[2].upper(), paragraph)
    if curly:
        paragraph = re.sub(r'(^|[\s:({])"(?=\w)', r"\1“", paragraph).replace('"', "”")
    return paragraph


def main() -> None:
    """Write the examples, a few to a document so that each has neighbours."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--patterns", default="patterns.txt")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--times", type=int, default=4, help="how often each pattern is filled")
    chosen = parser.parse_args()
    draw = random.Random(chosen.seed)
    patterns = read_patterns(chosen.patterns)
    filled = [fill(p, draw) for _ in range(chosen.times) for p in draw.sample(patterns, len(patterns))]
    at = 0
    while at < len(filled):
        count = draw.randint(1, 4)
        curly = draw.random() < 0.5
        paragraphs: list[str] = []
        for number, part in enumerate(filled[at : at + count]):
            paragraphs += [begin(p, curly) for p in renumber(part, 10 * number).split("|")]
        at += count
        sys.stdout.write(json.dumps(paragraphs, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
