"""Labelled documents -> units with the tags the tagger learns.

Reads the form of the labelled sets (docs.jsonl, gold.jsonl: `doc_id`, `text`, `content`, `cue`, `speaker`, `speech`) and examples
written for this project (examples.jsonl: one JSON string list of marked-up paragraphs a line, see `read_examples`).
"""

import hashlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from crosswire.annotate.tagger_windows import Unit, pack, read_unit

HELD_OUT = 40
"""Training documents kept out, for the threshold and for choosing a checkpoint."""

LINE = re.compile(r"[^\n]+")


@dataclass
class Cue:
    """One attribution inside one unit: piece ranges [first, last) of its cue, and tags of network.TAGS for every piece.

    taught: what another network says of it, chances [pieces, 5] of the tags and [2] of the verdict (distil.py).
    """

    first: int
    last: int
    tags: list[int]
    speech: bool
    taught: tuple[Any, Any] | None = None


@dataclass
class Lesson:
    """A unit with everything it should be tagged with. taught: what another network says of its cues, chances [pieces, 3]."""

    unit: Unit
    cues: list[Cue] = field(default_factory=list)
    taught: Any = None


@dataclass
class Labelled:
    """A document's lessons in order."""

    name: str
    lessons: list[Lesson]


def trimmed_tokenizer(source: Path) -> tuple[Tokenizer, list[int], str]:
    """Return the vocabulary without its unused rows, the rows kept, and its JSON: no padding, no special words in texts."""
    form = json.loads(source.read_text(encoding="utf-8"))
    kept = sorted((n, w) for w, n in form["model"]["vocab"].items() if not w.startswith("[unused"))
    form["model"]["vocab"] = {w: i for i, (_, w) in enumerate(kept)}
    form.update(truncation=None, padding=None, added_tokens=[], post_processor=None, decoder=None)
    text = json.dumps(form, ensure_ascii=False, separators=(",", ":"))
    return Tokenizer.from_str(text), [n for n, _ in kept], text


def pieces_of(unit: Unit, spans: list[list[int]]) -> list[tuple[int, int]]:
    """Return piece ranges [first, last) of the unit that some character spans touch."""
    out = []
    for a, b in spans:
        touched = [i for i in range(len(unit)) if unit.starts[i] < b and unit.ends[i] > a]
        if touched:
            out.append((touched[0], touched[-1] + 1))
    return out


def teach(unit: Unit, row: dict[str, Any]) -> Cue | None:
    """Return the attribution of a gold row whose cue begins in this unit, or None."""
    cue = pieces_of(unit, row["cue"] or [])
    if not cue or not unit.starts[0] <= row["cue"][0][0] < unit.ends[-1]:
        return None
    tags = [0] * len(unit)
    for first, last in pieces_of(unit, row["speaker"] or [])[:1]:
        tags[first:last] = [1] + [2] * (last - first - 1)
    for first, last in pieces_of(unit, row["content"]):
        for i in range(first, last):
            if tags[i] == 0 and not cue[0][0] <= i < cue[-1][1]:
                tags[i] = 3 if i == first or tags[i - 1] not in (3, 4) else 4
    return Cue(cue[0][0], cue[-1][1], tags, bool(row.get("speech", True)))


def label(tokenizer: Tokenizer, name: str, text: str, rows: list[dict[str, Any]]) -> Labelled:
    """Label one document, line by line."""
    lessons = []
    for line in LINE.finditer(text):
        stripped = line.group().strip()
        if not stripped:
            continue
        start = line.start() + line.group().index(stripped)
        for unit in read_unit(tokenizer, text, start, start + len(stripped), 0):
            here = [r for r in rows if r["cue"] and unit.start <= r["cue"][0][0] < unit.end]
            lessons.append(Lesson(unit, [c for c in (teach(unit, r) for r in here) if c is not None]))
    return Labelled(name, lessons)


def read_set(tokenizer: Tokenizer, folder: Path, limit: int | None = None) -> list[Labelled]:
    """Read a labelled set, sorted by document name."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows.setdefault(row["doc_id"], []).append(row)
    documents = [json.loads(line) for line in (folder / "docs.jsonl").read_text(encoding="utf-8").splitlines()]
    documents.sort(key=lambda d: d["doc_id"])
    return [label(tokenizer, d["doc_id"], d["text"], rows.get(d["doc_id"], [])) for d in documents[:limit]]


def is_held_out(name: str, names: list[str]) -> bool:
    """Whether a training document is one of the HELD_OUT that come first by the hash of their names."""
    order = sorted(names, key=lambda n: hashlib.sha256(n.encode()).hexdigest())
    return name in order[:HELD_OUT]


def parse_example(paragraphs: list[str]) -> tuple[str, list[dict[str, Any]]]:
    """Turn a marked-up example into its text and gold rows.

    `{s1:...}` is the source, `{c1:...}` the cue and `{q1:...}` a fragment of the content of attribution 1; `{c1!:...}` says that it is
    an attitude, not speech. Marks may stand inside one another (a nested quotation), not across.
    """
    text = ""
    rows: dict[str, dict[str, Any]] = {}
    stack: list[tuple[str, str, int]] = []
    source = "\n".join(paragraphs)
    opening = re.compile(r"\{([scq])(\d+)(!?):")
    at = 0
    while at < len(source):
        found = opening.match(source, at)
        if found:
            stack.append((found.group(1), found.group(2), len(text)))
            row = rows.setdefault(found.group(2), {"content": [], "cue": [], "speaker": [], "speech": True})
            row["speech"] &= not found.group(3)
            at = found.end()
        elif source[at] == "}":
            part, number, start = stack.pop()
            name = {"s": "speaker", "c": "cue", "q": "content"}[part]
            rows[number][name].append([start, len(text)])
            at += 1
        else:
            text += source[at]
            at += 1
    if stack:
        raise ValueError(f"unclosed mark in {source!r}")
    return text, [{**r, "content": sorted(r["content"])} for _, r in sorted(rows.items())]


def read_examples(tokenizer: Tokenizer, path: Path) -> list[Labelled]:
    """Read the project's own examples."""
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if line.strip() and not line.startswith("#"):
            text, rows = parse_example(json.loads(line))
            out.append(label(tokenizer, f"example-{number}", text, rows))
    return out


def windows_of(document: Labelled, first: int) -> list[list[Lesson]]:
    """Pack a document's lessons as the run time packs units."""
    lessons = {id(x.unit): x for x in document.lessons}
    return [[lessons[id(u)] for u in window] for window in pack((x.unit for x in document.lessons), first)]
