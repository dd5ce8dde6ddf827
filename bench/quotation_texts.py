"""The labelled quotations of our own: from texts with marks in them to docs.jsonl and gold.jsonl.

    python bench/quotation_texts.py [--check]

Reads bench/labelled/quotations/{dev,test}.txt (the marks are explained in the README there) and writes the folders of the
same names. With --check writes nothing and ends with 1 where a folder is not what its text says.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "labelled" / "quotations"
HALVES = ("dev", "test")
OPENING = re.compile(r"\{([qscvn])(\d+(?:,\d+)*)?([-+?!^*]*):")
WORD = re.compile(r"\w")
PRONOUNS = frozenset(
    [
        "he",
        "she",
        "they",
        "it",
        "i",
        "we",
        "you",
        "him",
        "her",
        "them",
        "his",
        "their",
        "its",
        "who",
        "you",
        "one",
        "some",
        "those",
        "no",
        "one",
    ]
)

Row = dict[str, Any]


class MarkingError(ValueError):
    """A text is marked wrongly; the message says where."""


@dataclass(slots=True)
class Attribution:
    """What the marks of one number say. Places are code points of the document's text."""

    content: list[tuple[int, int]] = field(default_factory=list)
    cue: list[tuple[int, int]] = field(default_factory=list)
    source: list[tuple[int, int]] = field(default_factory=list)
    via: list[tuple[int, int]] = field(default_factory=list)
    flags: str = ""


def split_texts(marked: str) -> Iterator[tuple[list[str], str]]:
    """Yield (words of the heading, marked text) for each document."""
    for block in re.split(r"\n\s*\n", marked):
        lines = [line for line in block.strip().splitlines() if not line.startswith("#")]
        if lines:
            if not lines[0].startswith("@ "):
                raise MarkingError(f"a document without heading: {lines[0]!r}")
            yield lines[0][2:].split(), "\n".join(lines[1:])


def read_marks(marked: str) -> tuple[str, dict[int, Attribution], list[tuple[int, int]]]:
    """Return a document's text without marks, its attributions by number, and its traps."""
    text: list[str] = []
    length, place = 0, 0
    open_marks: list[tuple[str, list[int], str, int]] = []
    found: dict[int, Attribution] = {}
    traps: list[tuple[int, int]] = []
    while place < len(marked):
        opening = OPENING.match(marked, place)
        if opening:
            numbers = [int(n) for n in (opening[2] or "0").split(",")]
            open_marks.append((opening[1], numbers, opening[3], length))
            place = opening.end()
        elif marked[place] == "}" and open_marks:
            kind, numbers, flags, start = open_marks.pop()
            if kind == "n":
                traps.append((start, length))
            for number in numbers if kind != "n" else ():
                one = found.setdefault(number, Attribution())
                {"q": one.content, "c": one.cue, "s": one.source, "v": one.via}[kind].append((start, length))
                one.flags += flags
            place += 1
        elif marked[place] in "{}":
            raise MarkingError(f"a loose brace: {marked[max(0, place - 30) : place + 30]!r}")
        else:
            text.append(marked[place])
            length += 1
            place += 1
    if open_marks:
        raise MarkingError(f"a mark is not closed: {marked[:80]!r}")
    return "".join(text), found, traps


def inherit_sources(text: str, found: dict[int, Attribution]) -> None:
    """Give each attribution with a verb but without a source that of the one before it; changes them."""
    for before, number in zip(sorted(found), sorted(found)[1:], strict=False):
        one = found[number]
        if not one.source and "*" not in one.flags and any(WORD.search(text[a:b]) for a, b in one.cue):
            one.source = list(found[before].source)


def outer_of(found: dict[int, Attribution], number: int) -> int | None:
    """Return the number of the smallest attribution whose content holds the cue (else the content) of this one, or None."""
    one = found[number]
    inner = one.cue or one.content
    around = [
        (sum(b - a for a, b in other.content), n)
        for n, other in found.items()
        if n != number and all(any(a <= s and e <= b for a, b in other.content) for s, e in inner)
    ]
    return min(around)[1] if around else None


def speaker_kind(text: str, source: Sequence[tuple[int, int]]) -> str:
    """Return none, pronoun, name or nominal by a source's words."""
    words = " ".join(text[a:b] for a, b in source).split()
    if not words:
        return "none"
    if all(w.lower() in PRONOUNS for w in words):
        return "pronoun"
    return "name" if any(w[:1].isupper() for w in words[1:] or words) else "nominal"


def quoted_type(text: str, content: Sequence[tuple[int, int]]) -> str:
    """Return direct, mixed or indirect as the author's marks at the edges and inside show it."""
    parts = [text[a:b].strip() for a, b in content]
    marks = "\"“”«»„‘’'`"
    if all(p[0] in marks for p in parts):
        return "direct"
    return "mixed" if any(re.search(r"[\"“«„]|(?<!\w)[‘'`]\w", p) for p in parts) else "indirect"


def read_document(name: str, heading: list[str], marked: str) -> tuple[Row, list[Row]]:
    """Return one document's row and its gold rows. Raises MarkingError where a number has no content."""
    text, found, traps = read_marks(marked)
    inherit_sources(text, found)
    document = {
        "doc_id": name,
        "lang": "en",
        "text": text,
        "meta": {"style": heading[0], "manner": " ".join(heading[1:])},
        "traps": [list(t) for t in traps],
    }
    rows = []
    for number, one in sorted(found.items()):
        if not one.content:
            raise MarkingError(f"{name}: attribution {number} has no content: {text[:80]!r}")
        outer = outer_of(found, number)
        rows.append(
            {
                "doc_id": name,
                "id": f"A{number}",
                "content": [list(s) for s in sorted(one.content)],
                "cue": [list(s) for s in sorted(one.cue)] or None,
                "speaker": [list(s) for s in sorted(one.source)] or None,
                "type": quoted_type(text, sorted(one.content)),
                "speech": "!" not in one.flags,
                "speaker_kind": speaker_kind(text, one.source),
                "via": [list(s) for s in sorted(one.via)] or None,
                "nested": outer is not None,
                "nested_in": f"A{outer}" if outer is not None else None,
                "negated": "-" in one.flags,
                "future": "+" in one.flags,
                "hypothetical": "?" in one.flags,
                "manner": " ".join(heading[1:]),
            }
        )
    return document, rows


def read_half(half: str) -> tuple[list[Row], list[Row]]:
    """Return the documents and gold rows of `dev` or `test`."""
    documents, gold = [], []
    marked = (FOLDER / f"{half}.txt").read_text(encoding="utf-8")
    for number, (heading, text) in enumerate(split_texts(marked), 1):
        document, rows = read_document(f"own-{half}-{number:03d}", heading, text)
        documents.append(document)
        gold += rows
    return documents, gold


def as_lines(rows: Sequence[Row]) -> str:
    """Return rows as JSON Lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check the folders; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; end with 1 where a file is stale")
    chosen = parser.parse_args(arguments)
    stale = 0
    for half in HALVES:
        documents, gold = read_half(half)
        for name, rows in (("docs", documents), ("gold", gold)):
            path = FOLDER / half / f"{name}.jsonl"
            written = as_lines(rows)
            if chosen.check:
                stale += not path.exists() or path.read_text(encoding="utf-8") != written
            else:
                path.parent.mkdir(exist_ok=True)
                path.write_text(written, encoding="utf-8")
        flags = {f: sum(r[f] for r in gold) for f in ("negated", "future", "hypothetical", "nested")}
        via, traps = sum(r["via"] is not None for r in gold), sum(len(d["traps"]) for d in documents)
        print(f"{half}: {len(documents)} documents, {len(gold)} attributions, {flags}, via {via}, traps {traps}")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
