"""Where parties stand, in stories written for the project: reads the marked texts of bench/labelled/positions and scores tables against them.

python bench/positions.py feed                          # writes docs.jsonl of all halves, the texts without their marks
python bench/positions.py score dev TABLES [--errors]   # TABLES: what `crosswire export --to jsonl` wrote
"""

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LABELLED = Path(__file__).resolve().parent / "labelled" / "positions"
HALVES = ("dev", "more", "third", "test")
MARK = re.compile(r"\{([A-Z][^{}:]*?/[^{}:]*?):([^{}]*)\}")
SIGNS = {"+": "supports", "-": "opposes", "?": "conditional", "o": "open", "p": "procedural"}

Cell = tuple[str, str, str, str]
"""(story, party, issue, stance)."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked clause: its cell, its place in its document, the month, and whether it need not be found."""

    cell: Cell
    doc: str
    start: int
    end: int
    month: str
    optional: bool


@dataclass(slots=True)
class Story:
    """A story of the set. issues: key -> the forms under which it stands, lower-case. docs: (name, date, outlet, title, text)."""

    name: str
    issues: dict[str, frozenset[str]] = field(default_factory=dict)
    docs: list[tuple[str, str, str, str, str]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    @property
    def parties(self) -> list[str]:
        """Every party that holds a position here."""
        return sorted({m.cell[1] for m in self.marks})

    def party(self, names: Sequence[str]) -> str | None:
        """Return the party that has one of some names, or all words of one."""
        told = [set(re.findall(r"\w+", n.lower())) - {"the", "of"} for n in names]
        for party in self.parties:
            words = set(re.findall(r"\w+", party.lower())) - {"the", "of"}
            if any(t and (t <= words or words <= t) for t in told[:1]) or any(t == words for t in told):
                return party
        return None

    def issue(self, printed: Sequence[str]) -> str | None:
        """Return the issue that most of some printed phrases name, the longest form first; None where none does."""
        votes: Counter[str] = Counter()
        for words in printed:
            low = " ".join(words.lower().split())
            found = [
                (len(form), key)
                for key, forms in self.issues.items()
                for form in forms
                if re.search(rf"(?<!\w){re.escape(form)}(?!\w)", low)
            ]
            if found:
                votes[max(found)[1]] += 1
        return max(sorted(votes), key=lambda k: votes[k]) if votes else None


def read_stories(path: Path) -> list[Story]:
    """Read a file of marked stories."""
    stories: list[Story] = []
    lines: list[str] = []
    head: tuple[str, str, str] | None = None

    def finish() -> None:
        if head is not None:
            add_document(stories[-1], *head, "\n".join(lines).strip())

    for line in [*path.read_text(encoding="utf-8").splitlines(), "## end"]:
        if line.startswith("#"):
            finish()
            head, lines = None, []
        if line.startswith("## "):
            stories.append(Story(line[3:].strip()))
        elif line.startswith("# "):
            date, outlet, title = (part.strip() for part in line[2:].split("|"))
            head = (date, outlet, title)
        elif line.startswith("issue ") and head is None:
            key, forms = line[6:].split("=")
            stories[-1].issues[key.strip()] = frozenset(f.strip().lower() for f in forms.split("|"))
        elif not line.startswith("%"):
            lines.append(line)
    return stories[:-1]


def add_document(story: Story, date: str, outlet: str, title: str, raw: str) -> None:
    """Take the marks out of a document's text."""
    name = f"{story.name}-{len(story.docs) + 1}"
    text, at = "", 0
    for found in MARK.finditer(raw):
        text += raw[at : found.start()]
        for words in found[1].split(";"):
            party, issue, sign = (part.strip() for part in words.split("/"))
            sign, _, month = sign.partition("@")
            if issue not in story.issues or sign.lstrip("~") not in SIGNS:
                raise SystemExit(f"{name}: {found.group()}: no such issue or sign")
            cell = (story.name, party, issue, SIGNS[sign.lstrip("~")])
            end = len(text) + len(found[2])
            story.marks.append(Mark(cell, name, len(text), end, month or date[:7], sign.startswith("~")))
        text += found[2]
        at = found.end()
    text += raw[at:]
    if re.search(r"[{}]", text):
        raise SystemExit(f"{name}: a brace is left over")
    story.docs.append((name, date, outlet, title, text + "\n"))


def write_feed(path: Path, out: Path) -> None:
    """Write the texts as rows for `crosswire build --as-is`."""
    rows = [
        {"id": name, "title": title, "text": text, "date": date, "publisher": outlet}
        for story in read_stories(path)
        for name, date, outlet, title, text in story.docs
    ]
    out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def read_table(tables: Path, name: str) -> list[dict[str, Any]]:
    """Return the rows of one exported table."""
    return [json.loads(line) for line in (tables / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@dataclass(slots=True)
class Outcome:
    """What a comparison found: cells right, false, missed; positions with the month and with the place as marked."""

    right: set[Cell] = field(default_factory=set)
    false: dict[Cell, str] = field(default_factory=dict)
    missed: dict[Cell, Mark] = field(default_factory=dict)
    dated: int = 0
    placed: int = 0
    judged: int = 0


def compare(stories: Sequence[Story], tables: Path) -> Outcome:
    """Lay the exported positions beside the marks. A position whose party or issue is none of the story's is false."""
    out = Outcome()
    names = {a["id"]: [a["name"], *a.get("aliases", ())] for a in read_table(tables, "actors")}
    issues = {i["id"]: i for i in read_table(tables, "issues")}
    story_of = {doc[0]: story for story in stories for doc in story.docs}
    texts = {doc[0]: doc[4] for story in stories for doc in story.docs}
    marks: dict[Cell, list[Mark]] = defaultdict(list)
    for story in stories:
        for mark in story.marks:
            marks[mark.cell].append(mark)
    for row in read_table(tables, "positions"):
        places = [(e["doc"], e["start"], e["end"]) for e in row["evidence"]]
        story = story_of[places[0][0]]
        record = issues[row["issue"]]
        party = story.party(names.get(row["party"], [row["party"]]))
        issue = story.issue([record["name"], *record["aliases"]])
        cell = (story.name, party or f"({names[row['party']][0]})", issue or f"({record['name']})", row["stance"])
        if cell not in marks:
            doc, start, end = places[0]
            out.false[cell] = f"{row.get('date')} {doc}: {texts[doc][start:end]!r} [{record['name']}]"
            continue
        mine = marks[cell]
        if all(m.optional for m in mine):
            continue
        out.right.add(cell)
        out.judged += 1
        out.placed += any(m.doc == d and m.start < b and a < m.end for m in mine for d, a, b in places)
        out.dated += any(m.month == (row.get("date") or "")[:7] for m in mine)
    out.missed = {c: ms[0] for c, ms in marks.items() if c not in out.right and not all(m.optional for m in ms)}
    return out


def score_tables(path: Path, tables: Path) -> dict[str, float]:
    """Score exported tables against a file of stories."""
    out = compare(read_stories(path), tables)
    found, wanted = len(out.right) + len(out.false), len(out.right) + len(out.missed)
    precision, recall = len(out.right) / found if found else 0.0, len(out.right) / wanted if wanted else 0.0
    return {
        "positions: P": precision,
        "positions: R": recall,
        "positions: F": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        "positions: place as marked": out.placed / out.judged if out.judged else 0.0,
        "positions: month as marked": out.dated / out.judged if out.judged else 0.0,
    }


def main(words: Sequence[str]) -> int:
    """Run the command line."""
    if list(words[:1]) == ["feed"]:
        for half in HALVES:
            (LABELLED / half).mkdir(exist_ok=True)
            write_feed(LABELLED / f"{half}.txt", LABELLED / half / "docs.jsonl")
            stories = read_stories(LABELLED / f"{half}.txt")
            cells = {m.cell for s in stories for m in s.marks}
            print(f"{half}: {len(stories)} stories, {sum(len(s.marks) for s in stories)} marks, {len(cells)} positions")
        return 0
    if len(words) < 3 or words[0] != "score" or words[1] not in HALVES:
        print(__doc__, file=sys.stderr)
        return 2
    path = LABELLED / f"{words[1]}.txt"
    for figure, value in score_tables(path, Path(words[2])).items():
        print(f"{figure:40} {value:.4f}")
    if "--errors" in words:
        out = compare(read_stories(path), Path(words[2]))
        texts = {d[0]: d[4] for s in read_stories(path) for d in s.docs}
        for cell, told in sorted(out.false.items()):
            print("false ", " / ".join(cell), "|", told)
        for cell, mark in sorted(out.missed.items()):
            print("missed", " / ".join(cell), "|", texts[mark.doc][mark.start : mark.end])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
