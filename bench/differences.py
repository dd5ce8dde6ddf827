"""Differences and timeline on stories written for the project: reads the marked pages of bench/labelled/differences and scores a dossier against them.

python bench/differences.py feed                           # writes docs.jsonl of all parts, the pages without their marks
python bench/differences.py score dev DOSSIER [--errors]   # DOSSIER: what `crosswire build` made of docs.jsonl
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from crosswire.dossier import Dossier, load_dossier
from crosswire.model import Difference, Place, TimelineEntry

LABELLED = Path(__file__).resolve().parent / "labelled" / "differences"
HALVES = ("dev", "more", "wire", "test", "wire_test")
LINE = re.compile(r"([=xt]) (\w+) ?(.*)")
KINDS = re.compile(r"([a-z/]+)([!?]*)(?: ([\d,]+))?: (.*)")
ALONE = "o"
"""The key of what stands in one account alone and may be shown or not."""

EITHER = "s"
"""The key of a time that may stand in the timeline or not ("said on Monday")."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PRINTED = re.compile(
    rf"(?:(?P<day>\d+) )?(?P<month>(?:{'|'.join(MONTHS)})\w*)\.?(?: (?P<later>\d+),)? (?P<year>\d{{4}})"
)

COVERED = 0.3
"""Share of a mark's characters that a place must cover, as the scorer of the real captures asks."""

FIRST = 5
"""Rows of a story that a reader sees without scrolling."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked words: [start, end) in code points of page `doc`."""

    doc: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Labelled:
    """What a reader wants shown, or must not be shown. kinds: none for a trap. contradict: may be called a contradiction. optional: neither
    missed nor false. absent: pages without it, for `only`.
    """

    story: str
    key: str
    kinds: frozenset[str]
    note: str
    marks: tuple[Mark, ...]
    contradict: bool = False
    optional: bool = False
    absent: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Dated:
    """A time of the timeline: its date, its status, and its words in the pages."""

    story: str
    key: str
    date: str
    status: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Half:
    """One half of the set. pages: name -> text, without marks."""

    pages: dict[str, str]
    rows: tuple[Labelled, ...]
    dated: tuple[Dated, ...]


def read_half(path: Path) -> Half:
    """Read a file of stories: `## name`, lines of definitions, then pages divided by `#`."""
    pages: dict[str, str] = {}
    rows: list[Labelled] = []
    dated: list[Dated] = []
    for block in path.read_text(encoding="utf-8").split("\n## ")[1:]:
        head, *texts = block.split("\n#\n")
        story, *lines = head.splitlines()
        marks: dict[str, list[Mark]] = defaultdict(list)
        names = [f"{story}-{n}" for n in range(1, len(texts) + 1)]
        for name, marked in zip(names, texts, strict=True):
            pages[name] = strip_marks(marked.strip() + "\n", name, marks)
        for line in lines:
            found = LINE.fullmatch(line)
            if found is None:
                raise ValueError(f"{story}: {line!r}")
            sign, key, rest = found.groups()
            mine = tuple(marks[key])
            if sign == "t":
                date, status = rest.split(maxsplit=1)
                dated.append(Dated(story, key, date, status, mine))
            elif sign == "x":
                rows.append(Labelled(story, key, frozenset(), rest, mine))
            else:
                rows.append(read_row(story, key, rest, mine, names))
        rows += [
            Labelled(story, ALONE, frozenset(["only"]), "", (m,), optional=True, absent=frozenset(names) - {m.doc})
            for m in marks[ALONE]
        ]
        dated += [Dated(story, EITHER, "", "", (m,)) for m in marks[EITHER]]
    return Half(pages, tuple(rows), tuple(dated))


def read_row(story: str, key: str, rest: str, marks: tuple[Mark, ...], names: Sequence[str]) -> Labelled:
    """Read `kinds: note`, `kinds! note` (a contradiction), `only? 1,2: note` (optional; the pages without it)."""
    found = KINDS.fullmatch(rest)
    if found is None:
        raise ValueError(f"{story}: {key} {rest!r}")
    kinds, signs, absent, note = found.groups()
    lacking = frozenset(names[int(n) - 1] for n in (absent or "").split(",") if n)
    return Labelled(story, key, frozenset(kinds.split("/")), note, marks, "!" in signs, "?" in signs, lacking)


def strip_marks(marked: str, name: str, marks: dict[str, list[Mark]]) -> str:
    """Return a page without its marks, `{key:words}`, which may stand inside one another; they are added to `marks`."""
    text = ""
    open_marks: list[tuple[str, int]] = []
    at = 0
    for found in re.finditer(r"\{(\w+):|\}", marked):
        text += marked[at : found.start()]
        at = found.end()
        if found[1]:
            open_marks.append((found[1], len(text)))
        else:
            key, start = open_marks.pop()
            marks[key].append(Mark(name, start, len(text)))
    if open_marks:
        raise ValueError(f"{name}: a mark is not closed: {open_marks}")
    return text + marked[at:]


def write_feed(half: str) -> None:
    """Write the pages of a half as rows for `crosswire build`."""
    pages = read_half(LABELLED / f"{half}.txt").pages
    out = LABELLED / half / "docs.jsonl"
    out.parent.mkdir(exist_ok=True)
    lines = [
        json.dumps({"id": name, "text": text, "date": find_date(text)}, ensure_ascii=False)
        for name, text in pages.items()
    ]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def find_date(text: str) -> str:
    """Return the date that a page prints first, ISO 8601: what a feed would say of it."""
    found = PRINTED.search(text)
    if found is None:
        raise ValueError(f"a page without a date: {text[:60]!r}")
    day, month, later, year = found["day"], found["month"], found["later"], found["year"]
    return f"{year}-{MONTHS.index(month[:3]) + 1:02d}-{int(day or later):02d}"


def score(half: Half, dossier: Dossier) -> tuple[dict[str, float], list[str]]:
    """Return the figures of differences and timeline, and what was missed or false, in words."""
    figures, errors = score_differences(half, dossier)
    more, others = score_timeline(half, dossier)
    return figures | more, errors + others


def covers(place: Place, mark: Mark, names: dict[str, str]) -> bool:
    """Whether a place holds enough of a mark."""
    shared = min(place.end, mark.end) - max(place.start, mark.start)
    return names[place.doc] == mark.doc and shared >= COVERED * (mark.end - mark.start)


def touches(row: Labelled, found: Difference, names: dict[str, str]) -> int:
    """Return how many pages of a labelled row a difference shows; 0 where they are too few to be that difference."""
    docs = {m.doc for m in row.marks for s in found.sides if covers(s.place, m, names)}
    return len(docs) if len(docs) >= 2 or (docs and "only" in row.kinds) else 0


def shows(found: Difference, row: Labelled, names: dict[str, str]) -> bool:
    """Whether a difference shows some mark of a labelled row."""
    return any(covers(s.place, m, names) for m in row.marks for s in found.sides)


def score_differences(half: Half, dossier: Dossier) -> tuple[dict[str, float], list[str]]:
    """Match rows shown with labelled rows, one to one. A second row of one kind for one thing is false; so is a row that fits nothing."""
    names = {d.id: d.name for d in dossier.documents}
    story_of = {doc: s.id for s in dossier.stories for doc in s.docs}
    shown = [d for d in dossier.findings.differences if all(names.get(s.place.doc) in half.pages for s in d.sides)]
    fitting: dict[int, int] = {}
    used: set[int] = set()
    errors: list[str] = []
    counts: Counter[str] = Counter()
    place_in_story: Counter[str] = Counter()
    for n, found in enumerate(shown):
        home = story_of.get(found.sides[0].place.doc, "")
        place_in_story[home] += 1
        near = [(touches(row, found, names), i) for i, row in enumerate(half.rows)]
        fits = [(t, -i) for t, i in near if t and found.kind in half.rows[i].kinds and i not in used]
        early = place_in_story[home] <= FIRST
        counts["first"] += early
        if fits:
            best = -max(fits)[1]
            used.add(best)
            fitting[n] = best
            row = half.rows[best]
            counts["true"] += 1
            counts["optional"] += row.optional
            counts["first true"] += early
            counts["false contradictions"] += found.verdict == "contradict" and not row.contradict
            if found.kind == "only" and row.absent and not {names[d] for d in found.absent} <= row.absent:
                counts["false silence"] += 1
                errors.append(f"FALSE SILENCE {describe(found, names)}")
            continue
        if found.kind == "only" and any(not row.kinds and shows(found, row, names) for row in half.rows):
            counts["passed over"] += (
                1  # one thing of a trap stands in one account alone: true, but nothing that must be shown
            )
            continue
        trap = next((half.rows[i] for t, i in near if t and not half.rows[i].kinds), None)
        counts["traps"] += trap is not None
        counts["false contradictions"] += found.verdict == "contradict"
        errors.append(f"FALSE {f'[trap {trap.key}] ' if trap else ''}{describe(found, names)}")
    wanted = [i for i, row in enumerate(half.rows) if row.kinds and not row.optional]
    errors += [
        f"MISSED {half.rows[i].story} {half.rows[i].key} {'/'.join(sorted(half.rows[i].kinds))}"
        for i in wanted
        if i not in used
    ]
    judged = len(shown) - counts["passed over"]
    precision = counts["true"] / judged if judged else 1.0
    recall = sum(i in used for i in wanted) / len(wanted)
    figures = {
        "differences: P": precision,
        "differences: R": recall,
        "differences: F": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        f"differences: P of the first {FIRST} of a story": counts["first true"] / max(1, counts["first"]),
        "differences: wrong contradictions": float(counts["false contradictions"]),
        "differences: wrong, traps taken": float(counts["traps"]),
        "differences: wrong about silence": float(counts["false silence"]),
    }
    return figures, errors


def describe(found: Difference, names: dict[str, str]) -> str:
    """Say a difference in one line."""
    sides = " | ".join(f"{names[s.place.doc]}: {s.value[:90]!r}" for s in found.sides)
    return f"{found.kind} {found.verdict} ({found.basis}) {sides}"


def score_timeline(half: Half, dossier: Dossier) -> tuple[dict[str, float], list[str]]:
    """Score the entries of stories whose times are marked: dates of the marked times, times that should not be there, merges, status."""
    names = {d.id: d.name for d in dossier.documents}
    told = {t.story for t in half.dated if t.key != EITHER}
    shown = [
        (entry, place)
        for entry in dossier.findings.timeline
        if entry.records
        for place in entry.times
        if names.get(place.doc, "-").rpartition("-")[0] in told
    ]
    errors: list[str] = []
    counted = 0
    marks = [(dated, mark) for dated in half.dated for mark in dated.marks]
    found: dict[Mark, list[TimelineEntry]] = defaultdict(list)
    for entry, place in shown:
        hit = next(
            (
                (t, m)
                for t, m in marks
                if names[place.doc] == m.doc and min(place.end, m.end) > max(place.start, m.start)
            ),
            None,
        )
        if hit is not None and hit[0].key == EITHER:
            continue
        counted += 1
        if hit is None or not same_date(entry.date.value or "", hit[0].date):
            words = dossier.document(place.doc).text[place.start : place.end]
            errors.append(f"FALSE TIME {names[place.doc]} {words!r} {entry.date.value} {entry.status}")
        else:
            found[hit[1]].append(entry)
    marks = [(t, m) for t, m in marks if t.key != EITHER]
    errors += [f"MISSED TIME {m.doc} {t.key} {t.date} {t.status}" for t, m in marks if m not in found]
    right = sum(len(entries) for entries in found.values())
    standing = [any(e.status == t.status for e in found[m]) for t, m in marks if m in found]
    errors += [
        f"STATUS {m.doc} {t.key} {t.date} {t.status}: {[e.status for e in found[m]]}"
        for t, m in marks
        if m in found and not any(e.status == t.status for e in found[m])
    ]
    gold = [(t.story, t.key) for t, m in marks if m in found]
    entries = [found[m][0].id for _, m in marks if m in found]
    errors += [
        f"SPLIT TIME {m.doc} {t.key} {found[m][0].date.value}"
        for t, m in marks
        if m in found and sum(e == found[m][0].id for e in entries) < sum(g == (t.story, t.key) for g in gold)
    ]
    return {
        "timeline: dated times P": right / counted if counted else 1.0,
        "timeline: dated times R": len(found) / len(marks),
        "timeline: merges B-cubed F": b_cubed_f(gold, entries),
        "timeline: status accuracy": sum(standing) / len(standing) if standing else 0.0,
    }, errors


def same_date(got: str, want: str) -> bool:
    """Whether two dates agree as far as the labelled one says."""
    return got.partition("/")[0][: len(want)] == want and len(got.partition("/")[0]) == len(want)


def b_cubed_f(gold: Sequence[object], found: Sequence[object]) -> float:
    """Return B-cubed F of a partition (Bagga and Baldwin 1998)."""
    if not gold:
        return 0.0

    def half_of(left: Sequence[object], right: Sequence[object]) -> float:
        total = 0.0
        for i in range(len(left)):
            mine = [j for j in range(len(left)) if left[j] == left[i]]
            total += sum(right[j] == right[i] for j in mine) / len(mine)
        return total / len(left)

    precision, recall = half_of(found, gold), half_of(gold, found)
    return 2 * precision * recall / (precision + recall)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the feed, or score a dossier; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("feed")
    scoring = commands.add_parser("score")
    scoring.add_argument("half", choices=HALVES)
    scoring.add_argument("dossier", type=Path)
    scoring.add_argument("--errors", action="store_true")
    chosen = parser.parse_args(arguments)
    if chosen.command == "feed":
        for half in HALVES:
            write_feed(half)
        return 0
    figures, errors = score(read_half(LABELLED / f"{chosen.half}.txt"), load_dossier(chosen.dossier))
    print_lines(f"{name:48} {value:.3f}" for name, value in figures.items())
    if chosen.errors:
        print_lines(errors)
    return 0


def print_lines(lines: Iterable[str]) -> None:
    """Print lines."""
    for line in lines:
        print(line)


if __name__ == "__main__":
    sys.exit(main())
