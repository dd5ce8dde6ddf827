"""Statements in stories written for the project: reads the marked texts of bench/labelled/statements and scores tables against them.

python bench/statements.py feed                              # writes docs.jsonl of the parts, the texts without their marks
python bench/statements.py score dev TABLES [--errors]       # TABLES: what `crosswire export --to jsonl` wrote
python bench/statements.py given dev|more|test|tongues|voices [--errors] # the marked quotations and speakers are given, only their alignment is scored
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from actors import b_cubed

LABELLED = Path(__file__).resolve().parent / "labelled" / "statements"
PARTS = ("dev", "more", "test", "tongues", "voices")
MARK = re.compile(r"\{([\w.+]+)(&?):([^{}]*)\}")
ENOUGH = 0.5
"""Share of the shorter content that a found quotation must have in common with a marked one to stand for it."""

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A marked quotation. content: [start, end) in code points of its document. keys: of the utterances that it words; speaker: who says them."""

    doc: str
    content: Spans
    keys: frozenset[str]
    speaker: str
    words: str


@dataclass(frozen=True, slots=True)
class Text:
    """A document of a story, without its marks."""

    name: str
    story: str
    date: str
    publisher: str
    title: str
    lang: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """What stands for one marked quotation: ids of the statements that hold a found quotation, and of those that say it is possible."""

    same: frozenset[str]
    possible: frozenset[str]


def read_marked(path: Path) -> tuple[list[Text], list[Told], list[tuple[str, str]]]:
    """Read a file of stories: texts, marked quotations, and (later, earlier) utterances of like words."""
    texts: list[Text] = []
    told: list[Told] = []
    repeats: list[tuple[str, str]] = []
    story, head, lines = "", "", []

    def finish() -> None:
        raw = "\n".join(lines).strip()
        if raw:
            name = f"{story}-{sum(t.story == story for t in texts) + 1}"
            date, publisher, title, *lang = (x.strip() for x in head.split("|"))
            text, found = strip_marks(raw, name, story)
            texts.append(Text(name, story, date, publisher, title, (lang or ["en"])[0], text))
            told.extend(found)

    for line in [*path.read_text(encoding="utf-8").splitlines(), "## "]:
        if line.startswith(("## ", "# ")):
            finish()
            lines = []
            if line.startswith("## "):
                story = line[3:].strip()
            else:
                head = line[2:]
        elif line.startswith("< "):
            later, earlier = line[2:].split()
            repeats.append((f"{story}:{later}", f"{story}:{earlier}"))
        elif not line.startswith("%"):
            lines.append(line)
    return texts, told, repeats


def strip_marks(raw: str, name: str, story: str) -> tuple[str, list[Told]]:
    """Return a document's text without its marks, and its marked quotations."""
    text, at = "", 0
    quotations: list[tuple[list[tuple[int, int]], set[str], str]] = []
    for mark in MARK.finditer(raw):
        text += raw[at : mark.start()]
        span = (len(text), len(text) + len(mark[3]))
        keys = {f"{story}:{k}" for k in mark[1].split("+")}
        if mark[2]:
            quotations[-1][0].append(span)
            quotations[-1][1].update(keys)
        else:
            quotations.append(([span], keys, f"{story}:{mark[1].split('.')[0]}"))
        text += mark[3]
        at = mark.end()
    text += raw[at:] + "\n"
    if re.search(r"[{}]", text):
        raise ValueError(f"{name}: a loose brace")
    return text, [
        Told(name, tuple(spans), frozenset(keys), speaker, " … ".join(text[a:b] for a, b in spans))
        for spans, keys, speaker in quotations
    ]


def write_feed(path: Path, out: Path) -> None:
    """Write the texts as rows for `crosswire build --as-is`."""
    rows = [
        {"id": t.name, "title": t.title, "date": t.date, "publisher": t.publisher, "lang": t.lang, "text": t.text}
        for t in read_marked(path)[0]
    ]
    out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def common(a: Spans, b: Spans) -> int:
    """Return how many characters two contents share."""
    return sum(max(0, min(e, f) - max(s, t)) for s, e in a for t, f in b)


def match_quotations(told: Sequence[Told], rows: Iterable[Mapping[str, object]]) -> dict[str, int]:
    """Return found quotation id -> index of the marked quotation with which it shares most, if that is `ENOUGH` of the shorter."""
    by_doc: dict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(told):
        by_doc[one.doc].append(n)
    out = {}
    for row in rows:
        content = tuple((int(a), int(b)) for a, b in row["content"])  # type: ignore[attr-defined]
        size = sum(b - a for a, b in content)
        best, n = max(((common(content, told[n].content), -n) for n in by_doc[str(row["doc"])]), default=(0, 0))
        if best and best >= ENOUGH * min(size, sum(b - a for a, b in told[-n].content)):
            out[str(row["id"])] = -n
    return out


def score_statements(
    told: Sequence[Told],
    repeats: Iterable[tuple[str, str]],
    stands_for: Mapping[str, int],
    statements: Sequence[Mapping[str, object]],
) -> tuple[dict[str, float], list[str]]:
    """Return the figures and a line for each pair that was joined wrongly or not joined."""
    same: list[set[str]] = [set() for _ in told]
    maybe: list[set[str]] = [set() for _ in told]
    keys_of: dict[str, set[str]] = defaultdict(set)
    for s in statements:
        sid = str(s["id"])
        for q in s["quotations"]:  # type: ignore[attr-defined]
            if q in stands_for:
                same[stands_for[q]].add(sid)
                keys_of[sid] |= told[stands_for[q]].keys
        for q in [*s["quotations"], *s.get("possible", ())]:  # type: ignore[misc]
            if q in stands_for:
                maybe[stands_for[q]].add(sid)
    gold = [t.keys for t in told]
    pred = [frozenset(s) for s in same]
    p, r = b_cubed(pred, gold), b_cubed(gold, pred)
    pairs = [(i, j) for i, j in combinations(range(len(told)), 2) if told[i].doc != told[j].doc]
    wanted = [(i, j) for i, j in pairs if gold[i] & gold[j]]
    joined = [(i, j) for i, j in pairs if pred[i] & pred[j]]
    right = sum(bool(gold[i] & gold[j]) for i, j in joined)
    false = [(i, j) for i, j in combinations(range(len(told)), 2) if pred[i] & pred[j] and not gold[i] & gold[j]]
    links = {
        (a, b) for s in statements for e in s.get("earlier", ()) for a in keys_of[str(s["id"])] for b in keys_of[str(e)]
    }
    asked = set(repeats)
    figures = {
        "B-cubed P": p,
        "B-cubed R": r,
        "B-cubed F": 2 * p * r / (p + r) if p + r else 0.0,
        "across documents: pairs P": right / len(joined) if joined else 0.0,
        "across documents: pairs R": right / len(wanted) if wanted else 0.0,
        "pairs found as same or possible, recall": sum(bool(maybe[i] & maybe[j]) for i, j in wanted)
        / (len(wanted) or 1),
        "false 'same' pairs": float(len(false)),
        "quotations found": len(set(stands_for.values())) / len(told),
    }
    if asked:
        figures["said before: found"] = len(asked & links) / len(asked)
        figures["said before: false 'earlier' links"] = float(len(links - asked))
    say = [f"false same: {told[i].doc} {told[i].words!r} / {told[j].doc} {told[j].words!r}" for i, j in false]
    there = set(stands_for.values())
    for i, j in wanted:
        if not pred[i] & pred[j]:
            why = "" if {i, j} <= there else " (not found)"
            say.append(f"not joined{why}: {told[i].doc} {told[i].words!r} / {told[j].doc} {told[j].words!r}")
    say += [f"said before missed: {a} {b}" for a, b in sorted(asked - links)]
    say += [f"said before, false: {a} {b}" for a, b in sorted(links - asked)]
    return figures, say


def score_tables(part: str, tables: Path) -> tuple[dict[str, float], list[str]]:
    """Score exported tables against a part."""
    _, told, repeats = read_marked(LABELLED / f"{part}.txt")
    rows = {
        name: [json.loads(x) for x in (tables / f"{name}.jsonl").read_text("utf-8").splitlines()]
        for name in ("quotations", "statements")
    }
    quotations = [q for q in rows["quotations"] if q.get("nested_in") is None]
    return score_statements(told, repeats, match_quotations(told, quotations), rows["statements"])


def main(words: Sequence[str]) -> int:
    """Run the command line."""
    if list(words[:1]) == ["feed"]:
        for part in PARTS:
            (LABELLED / part).mkdir(exist_ok=True)
            write_feed(LABELLED / f"{part}.txt", LABELLED / part / "docs.jsonl")
        return 0
    if len(words) > 2 and words[0] == "score" and words[1] in PARTS:
        figures, say = score_tables(words[1], Path(words[2]))
    elif len(words) > 1 and words[0] == "given" and words[1] in PARTS:
        from statements_given import score_given

        figures, say = score_given(words[1])
    else:
        print(__doc__, file=sys.stderr)
        return 2
    for figure, value in figures.items():
        print(f"{figure:44} {value:.4f}")
    if "--errors" in words:
        print("\n".join(say))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
