"""Who is who in stories written for the project: reads the marked texts of bench/labelled/actors and scores tables against them.

python bench/actors.py feed                          # writes docs.jsonl of both halves, the texts without their marks
python bench/actors.py score dev TABLES [--errors]   # TABLES: what `crosswire export --to jsonl` wrote
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LABELLED = Path(__file__).resolve().parent / "labelled" / "actors"
MARK = re.compile(r"\{([@\w+-]+):([^{}]*)\}")
HALVES = ("dev", "test")
OPEN = "-"
"""The key of a mention that the text leaves open."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked mention: [start, end) in code points of its document; keys: of the actors that it names, none where it is open."""

    doc: str
    start: int
    end: int
    keys: frozenset[str]
    words: str


@dataclass(frozen=True, slots=True)
class Text:
    """A document of a story, without its marks. date: ISO 8601, or None."""

    name: str
    story: str
    date: str | None
    text: str


def read_marked(path: Path) -> tuple[list[Text], list[Marked]]:
    """Read a file of stories. A key means one actor in its story, `@key` one in all of them."""
    texts: list[Text] = []
    marked: list[Marked] = []
    story, date, lines = "", None, []

    def finish() -> None:
        raw = "\n".join(lines).strip()
        if not raw:
            return
        name = f"{story}-{sum(t.story == story for t in texts) + 1}"
        text, at = "", 0
        for found in MARK.finditer(raw):
            text += raw[at : found.start()]
            keys = frozenset(k if k.startswith("@") else f"{story}:{k}" for k in found[1].split("+") if k != OPEN)
            marked.append(Marked(name, len(text), len(text) + len(found[2]), keys, found[2]))
            text += found[2]
            at = found.end()
        texts.append(Text(name, story, date, text + raw[at:] + "\n"))

    for line in [*path.read_text(encoding="utf-8").splitlines(), "## "]:
        if line.startswith(("## ", "# ")):
            finish()
            lines = []
            if line.startswith("## "):
                story = line[3:].strip()
            else:
                date = None if line[2:].strip() == OPEN else line[2:].strip()
        elif not line.startswith("%"):
            lines.append(line)
    return texts, marked


def write_feed(path: Path, out: Path) -> None:
    """Write the texts as rows for `crosswire build --as-is`."""
    rows = [{"id": t.name, "text": t.text, "date": t.date} for t in read_marked(path)[0]]
    lines = [json.dumps({k: v for k, v in row.items() if v}, ensure_ascii=False) for row in rows]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def match_mentions(marked: Sequence[Marked], rows: Iterable[tuple[str, int, int, str]]) -> list[frozenset[str]]:
    """Return for each marked mention the actors of the found mentions that fit it best: that share most with it and end where it does.

    rows: (document, start, end, actor).
    """
    by_doc: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for doc, start, end, actor in rows:
        by_doc[doc].append((start, end, actor))
    out = []
    for m in marked:
        near = [
            (min(end, m.end) - max(start, m.start) - abs(end - m.end), actor)
            for start, end, actor in by_doc[m.doc]
            if start < m.end and m.start < end
        ]
        best = max((fit for fit, _ in near), default=0)
        out.append(frozenset(actor for fit, actor in near if fit == best))
    return out


def b_cubed(left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]) -> float:
    """Return how much of each mention's group in `left` is one group in `right` too (Bagga and Baldwin 1998), extended to mentions of
    several actors (Amigo et al. 2009); who is in no group stands alone."""
    total = 0.0
    for i, mine in enumerate(left):
        shared = weight = 0.0
        for j, other in enumerate(left):
            common = 1 if i == j and not mine else len(mine & other)
            if common:
                both = 1 if i == j and not right[i] else len(right[i] & right[j])
                shared += min(common, both) / common
                weight += 1
        total += shared / weight
    return total / len(left) if left else 0.0


def score_mentions(marked: Sequence[Marked], found: Sequence[frozenset[str]]) -> dict[str, float]:
    """Return B-cubed precision, recall and F over the marked mentions; open ones count as groups of their own, and how many of them were
    taken for one of the others."""
    gold = [m.keys for m in marked]
    precision, recall = b_cubed(found, gold), b_cubed(gold, found)
    named = {a for m, actors in zip(marked, found, strict=True) if m.keys for a in actors}
    return {
        "B-cubed P": precision,
        "B-cubed R": recall,
        "B-cubed F": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        "wrong: open mentions resolved": float(
            sum(1 for m, actors in zip(marked, found, strict=True) if not m.keys and actors & named)
        ),
    }


def read_tables(tables: Path) -> tuple[list[tuple[str, int, int, str]], Mapping[str, str]]:
    """Return mention rows, and actor id -> name, of exported tables."""
    rows = [json.loads(x) for x in (tables / "mentions.jsonl").read_text(encoding="utf-8").splitlines()]
    actors = [json.loads(x) for x in (tables / "actors.jsonl").read_text(encoding="utf-8").splitlines()]
    return [(r["doc"], r["start"], r["end"], r["actor"]) for r in rows], {a["id"]: a["name"] for a in actors}


def score_tables(path: Path, tables: Path) -> dict[str, float]:
    """Score exported tables against a file of stories."""
    marked = read_marked(path)[1]
    return score_mentions(marked, match_mentions(marked, read_tables(tables)[0]))


def tell_errors(marked: Sequence[Marked], found: Sequence[frozenset[str]], names: Mapping[str, str]) -> list[str]:
    """Return a line for each marked mention that is not where most of its actor's mentions are."""
    homes: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for m, actors in zip(marked, found, strict=True):
        for key in m.keys:
            for a in actors:
                homes[key][a] += 1
    home = {k: max(sorted(v), key=lambda a: v[a]) for k, v in homes.items()}
    out = []
    for m, actors in zip(marked, found, strict=True):
        want = frozenset(home[k] for k in m.keys if k in home)
        other = {h for k, h in home.items() if k not in m.keys}
        if (actors != want and m.keys) or actors & other:
            told = [names.get(a, a) for a in sorted(actors)]
            out.append(
                f"{m.doc}: {m.words!r}: {told}, wanted {sorted(m.keys)} {[names.get(a, a) for a in sorted(want)]}"
            )
    return out


def main(words: Sequence[str]) -> int:
    """Run the command line."""
    if list(words[:1]) == ["feed"]:
        for half in HALVES:
            (LABELLED / half).mkdir(exist_ok=True)
            write_feed(LABELLED / f"{half}.txt", LABELLED / half / "docs.jsonl")
        return 0
    if len(words) < 3 or words[0] != "score" or words[1] not in HALVES:
        print(__doc__, file=sys.stderr)
        return 2
    marked = read_marked(LABELLED / f"{words[1]}.txt")[1]
    rows, names = read_tables(Path(words[2]))
    found = match_mentions(marked, rows)
    for figure, value in score_mentions(marked, found).items():
        print(f"{figure:40} {value:.4f}")
    if "--errors" in words:
        print("\n".join(tell_errors(marked, found, names)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
