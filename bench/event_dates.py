"""Times and dated events of texts written for the project: reads the marked texts of bench/labelled/events and scores a dossier against them.

python bench/event_dates.py feed                         # writes docs.jsonl of all parts, the texts without their marks
python bench/event_dates.py score dev DOSSIER [--errors]  # DOSSIER: what `crosswire build docs.jsonl --as-is` made
"""

import json
import re
import sys
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from crosswire.dossier import Dossier, load_dossier
from crosswire.link.event_days import date_times
from crosswire.model import EventDate

LABELLED = Path(__file__).resolve().parent / "labelled" / "events"
HALVES = ("dev", "test", "more")
MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]|\{([^|}]+)\|([^|}]+)\|(\w?)(?:\|(\w+))?\}")
AUXILIARY = {"h": "historical", "f": "future", "y": "hypothetical"}
Interval = tuple[str, str]
"""First and last day, ISO 8601; empty where that side is open."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked stretch of a document, in code points. auxiliary: of an event ("" for none), None for a time expression. group: name shared by the reports
    of one event, "" where that is not marked.
    """

    start: int
    end: int
    interval: Interval
    auxiliary: str | None
    words: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A document without its marks, with what was marked."""

    name: str
    date: str
    text: str
    marked: tuple[Marked, ...]


def interval_of(written: str) -> Interval:
    """Return the days that a label means: 2031, 2031-05, 2031-05-14, two of them with "/" between, "..day" and "day.." where one side is open."""
    if ".." in written:
        first, _, last = written.partition("..")
        return first, last
    first, _, last = written.partition("/")
    return _edge(first, last=False), _edge(last or first, last=True)


def _edge(value: str, *, last: bool) -> str:
    year, *rest = (int(part) for part in value.split("-"))
    month = rest[0] if rest else (12 if last else 1)
    day = rest[1] if len(rest) > 1 else (monthrange(year, month)[1] if last else 1)
    return date(year, month, day).isoformat()


def read_marked(path: Path) -> list[Text]:
    """Read a half: `# name date` begins a document, `%` a remark."""
    out: list[Text] = []
    for block in re.split(r"^# ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
        head, _, raw = block.partition("\n")
        name, day = head.split()
        text, at, marked = "", 0, []
        raw = raw.strip() + "\n"
        for found in MARK.finditer(raw):
            text += raw[at : found.start()]
            words = found[1] or found[3]
            kind = None if found[1] else AUXILIARY.get(found[5], "")
            marked.append(
                Marked(
                    len(text), len(text) + len(words), interval_of(found[2] or found[4]), kind, words, found[6] or ""
                )
            )
            text += words
            at = found.end()
        out.append(Text(name, day, text + raw[at:], tuple(marked)))
    return out


def write_feed(texts: Iterable[Text], out: Path) -> None:
    """Write the texts as rows for `crosswire build --as-is`."""
    out.parent.mkdir(exist_ok=True)
    rows = [json.dumps({"id": t.name, "text": t.text, "date": t.date}, ensure_ascii=False) for t in texts]
    out.write_text("\n".join(rows) + "\n", encoding="utf-8")


def found_times(dossier: Dossier, name: str) -> list[tuple[int, int, Interval | None]]:
    """Return the time expressions of a document with the days that they mean, None where that is not known."""
    document = next(d for d in dossier.documents if d.name == name)
    published = dossier.published(document.id)
    reading = dossier.reading(document.id)
    dated = date_times(document, reading.times, reading.sentences, published)
    days = {name: (found.days[0].isoformat(), found.days[1].isoformat()) for name, found in dated.items()}
    return [(t.start, t.end, days.get(t.id)) for t in reading.times]


def found_events(dossier: Dossier, name: str) -> list[tuple[int, int, EventDate, tuple[str, ...], str]]:
    """Return the words that tell the events of a document, with date, auxiliary and the id of the event."""
    document = next(d for d in dossier.documents if d.name == name)
    triggers = {r.id: r.trigger for r in dossier.reading(document.id).event_reports}
    return [
        (start, end, account.date, account.auxiliary, event.id)
        for event in dossier.findings.events
        for account in event.reports
        if account.doc == document.id
        for start, end in triggers[account.report]
    ]


def score(texts: Iterable[Text], dossier: Dossier) -> tuple[dict[str, float], list[str]]:
    """Return the figures and a line for each fault.

    A time is right where its days are exactly the marked ones; an event's date too. Events that were not found at their place count in no figure but
    their own.
    """
    counts: Counter[str] = Counter()
    faults = []
    groups: dict[str, tuple[str, str]] = {}
    for text in texts:
        times, events = found_times(dossier, text.name), found_events(dossier, text.name)
        for m in text.marked:
            if m.auxiliary is None:
                held = max(
                    (t for t in times if t[0] < m.end and m.start < t[1]), key=lambda t: t[1] - t[0], default=None
                )
                counts["times"] += 1
                counts["times found"] += held is not None
                counts["times right"] += held is not None and held[2] == m.interval
                if held is None or held[2] != m.interval:
                    faults.append(f"{text.name} time {m.words!r}: {m.interval}, found {held and held[2]}")
                continue
            told = next((e for e in events if e[0] < m.end and m.start < e[1]), None)
            counts["events"] += 1
            if m.group:
                key = f"{text.name} {m.start}"
                groups[key] = (m.group, told[4] if told else f"missed {key}")
            if told is None:
                faults.append(f"{text.name} event {m.words!r} {text.text[m.start - 40 : m.end + 40]!r}: not found")
                continue
            counts["events found"] += 1
            own, kinds = (told[2].start or "", told[2].end or ""), {*told[3]}
            counts["dates right"] += own == m.interval
            counts["auxiliary right"] += kinds == ({m.auxiliary} if m.auxiliary else set())
            if own != m.interval or kinds != ({m.auxiliary} if m.auxiliary else set()):
                faults.append(
                    f"{text.name} event {m.words!r}: {m.interval} {m.auxiliary}, found {own} {told[3]} {told[2].basis}"
                )
    faults += wrongly_grouped(groups)
    share = lambda part, whole: counts[part] / counts[whole] if counts[whole] else 0.0  # noqa: E731
    return {
        "times: found": share("times found", "times"),
        "times: days right": share("times right", "times"),
        "events: found": share("events found", "events"),
        "events: date right, of those found": share("dates right", "events found"),
        "events: auxiliary right, of those found": share("auxiliary right", "events found"),
    } | bcubed(groups), faults


def bcubed(groups: Mapping[str, tuple[str, str]]) -> dict[str, float]:
    """Return how well the reports of one event are put together: B-cubed (Bagga and Baldwin 1998) over marked reports by key -> (gold group, event found).
    A report that was missed stands alone.
    """
    if not groups:
        return {}
    by_gold, by_event = (
        {
            name: {k for k, pair in groups.items() if pair[side] == name}
            for name in {pair[side] for pair in groups.values()}
        }
        for side in (0, 1)
    )
    shared = {k: len(by_gold[gold] & by_event[event]) for k, (gold, event) in groups.items()}
    precision = sum(n / len(by_event[groups[k][1]]) for k, n in shared.items()) / len(groups)
    recall = sum(n / len(by_gold[groups[k][0]]) for k, n in shared.items()) / len(groups)
    return {
        "events: one event, many reports: B-cubed P": precision,
        "events: one event, many reports: B-cubed R": recall,
        "events: one event, many reports: B-cubed F": 2 * precision * recall / (precision + recall),
    }


def wrongly_grouped(groups: Mapping[str, tuple[str, str]]) -> list[str]:
    """Return a line for each two marked reports that are put together and are not one event, or are one and were found apart."""
    out = []
    for (left, one), (right, other) in combinations(sorted(groups.items()), 2):
        if (one[0] == other[0]) != (one[1] == other[1]) and not {one[1], other[1]} & {
            f"missed {left}",
            f"missed {right}",
        }:
            out.append(
                f"{left} and {right}: {'parted' if one[0] == other[0] else 'merged'}, marked {one[0]} {other[0]}"
            )
    return out


def score_half(half: str, dossier: Path) -> dict[str, float]:
    """Return the figures of a half."""
    return score(read_marked(LABELLED / f"{half}.txt"), load_dossier(dossier))[0]


def score_at_place(gold: Path, tables: Path) -> dict[str, float]:
    """Return how many gold events (JSON Lines, by the contract of the tables) are dated right and told apart, of those of which a report of the same
    type lies over their words. Events that the coder misses count in no figure here.
    """
    read = lambda path: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]  # noqa: E731
    rows, pairs = read(tables / "events.jsonl"), []
    for event in read(gold):
        start, end = event["evidence_span"]
        over = [
            (min(end, row["end"]) - max(start, row["start"]), row)
            for row in rows
            if Path(row["doc"]).stem.startswith(Path(event["doc"]).stem)
            and _one_type(row["event_type"]) == _one_type(event["plover"]["event"])
        ]
        shared, told = max(over, key=lambda found: found[0], default=(0, None))
        if told is not None and shared > 0:
            pairs.append((event, told))
    dated = auxiliary = 0
    for event, told in pairs:
        day = told["date"]["start"] or told["date"]["end"]
        dated += bool(day) and (event["date"]["start"] or "") <= day <= event["date"]["end"]
        auxiliary += (event["plover"]["auxiliary"] or None) == (told["auxiliary"] or None)
    total = len(pairs) or 1
    return {
        "events: found at their place": float(len(pairs)),
        "events: date right, of those found at their place": dated / total,
        "events: auxiliary right, of those found at their place": auxiliary / total,
    }


def _one_type(name: str | None) -> str | None:
    """YIELD of PLOVER before 0.8 is CONCEDE and RETREAT."""
    return "YIELD" if name in {"CONCEDE", "RETREAT"} else name


def main() -> None:
    """Write the feeds, or print the figures of a half."""
    if sys.argv[1:2] == ["feed"]:
        for half in HALVES:
            write_feed(read_marked(LABELLED / f"{half}.txt"), LABELLED / half / "docs.jsonl")
        return
    half, dossier = sys.argv[2], Path(sys.argv[3])
    figures, faults = score(read_marked(LABELLED / f"{half}.txt"), load_dossier(dossier))
    for name, value in figures.items():
        print(f"{name:44} {value:.3f}")
    if "--errors" in sys.argv:
        if half == "test":
            raise SystemExit("The test half gives totals only.")
        print(*faults, sep="\n")


if __name__ == "__main__":
    main()
