"""Scores the labelled sets and holds the floors.

    python bench/gate.py [--quick] [--only NAME ...] [--update [--allow-regression]] [--results FILE]

Builds each set with `crosswire build`, exports its tables, runs the set's scorer and prints one table; sets
"..._linked" are grouped by the stages of copies and stories alone. Ends with 1 where a figure lies under its floor, or a
set is not the one that the floors were reached on. Needs ../shared; without it says so and ends with 0.
"""

import argparse
import json
import math
import re
import resource
import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from running import ROOT, SHARED, WORK, crosswire, export_tables, run
from sets import SETS, SMALLER_IS_BETTER, LabelledSet

FLOORS = ROOT / "bench" / "floors.json"
RESULTS = ROOT / "bench" / "results.json"

SLACK = 0.002
"""How far a floor lies under the share that was reached: the parser's sums round differently on other processors."""


CONTRACT = "tables: rows that break the contract"
"""The one figure whose floor does not follow what was reached."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One set's outcome."""

    name: str
    figures: dict[str, float]
    fingerprint: str
    seconds: float
    peak: float


def score(labelled: LabelledSet) -> Scored:
    """Feed, build, export and score one set; or run the stages that it is about."""
    scratch = WORK / labelled.name
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    if not labelled.built:
        begun = time.perf_counter()
        figures = labelled.score(scratch, scratch)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return Scored(labelled.name, figures, labelled.fingerprint(), time.perf_counter() - begun, peak)
    feed = labelled.feed
    if feed.is_file():
        feed = scratch / "feed.jsonl"
        run([sys.executable, SHARED / "eval" / "feed.py", labelled.feed, "-o", feed])
    flags = [
        *(["--as-is"] if labelled.as_is else []),
        *(["--rules-only"] if labelled.rules_only else []),
        *labelled.flags,
    ]
    built = crosswire("build", feed, *flags, "-o", scratch / "dossier", "--no-pages")
    tables = export_tables(scratch / "dossier", scratch / "tables")
    checked = run([sys.executable, SHARED / "eval" / "tables.py", tables], check=False)
    broken = re.search(r"problems: (\d+)\s*$", checked.out)
    if broken is None:
        raise SystemExit(f"tables.py said nothing of {tables}: {checked.out[-2000:]}{checked.err[-2000:]}")
    figures = {CONTRACT: float(broken[1])} | labelled.score(tables, scratch)
    return Scored(labelled.name, figures, labelled.fingerprint(), built.seconds, built.peak)


def holds(name: str, value: float, floor: float) -> bool:
    """Tell whether a figure is as good as its floor; a figure that counts faults has a ceiling."""
    return value <= floor if SMALLER_IS_BETTER.search(name) else value >= floor


def floor_for(name: str, value: float) -> float:
    """Return the floor for a figure reached: counts are held exactly, shares with `SLACK`; a contract is never broken."""
    if name == CONTRACT:
        return 0
    if SMALLER_IS_BETTER.search(name):
        return value if float(value).is_integer() else math.ceil((value + SLACK) * 1000) / 1000
    return value if float(value).is_integer() else math.floor((value - SLACK) * 1000) / 1000


def print_table(rows: Sequence[Scored], floors: Mapping[str, Any]) -> list[str]:
    """Print every figure with its floor and goal. Returns what does not hold."""
    broken: list[str] = []
    print(f"{'set':16} {'figure':52} {'value':>8} {'floor':>8} {'goal':>6}")
    for scored in rows:
        known = floors.get(scored.name, {})
        labelled = next(s for s in SETS if s.name == scored.name)
        for name, value in scored.figures.items():
            floor, goal = known.get("figures", {}).get(name), labelled.goals.get(name)
            fine = floor is None or holds(name, value, floor)
            mark = "" if fine else "  UNDER THE FLOOR"
            if goal is not None and not holds(name, value, goal):
                mark += "  short of the goal"
            if not fine:
                broken.append(f"{scored.name}: {name}: {value:.4f}, floor {floor:.4f}")
            print(f"{scored.name:16} {name:52} {_cell(value):>8} {_cell(floor):>8} {_cell(goal):>6}{mark}")
        for name in known.get("figures", {}).keys() - scored.figures.keys():
            broken.append(f"{scored.name}: {name}: the scorer gave no such figure")
        if known and known["sha256"] != scored.fingerprint:
            broken.append(
                f"{scored.name}: the set is not the one the floors were reached on; gate.py --update pins the new one"
            )
        print(f"{scored.name:16} {'build: seconds, peak MB':52} {scored.seconds:>8.1f} {scored.peak:>8.0f}")
    return broken


def _cell(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() and value not in (0, 1) else f"{value:.3f}"


def raise_floors(rows: Sequence[Scored], floors: dict[str, Any], *, allow_regression: bool) -> list[str]:
    """Raise floors to what was reached, in place. Returns those that would have to be lowered and were not."""
    refused: list[str] = []
    for scored in rows:
        known = floors.get(scored.name, {}).get("figures", {})
        kept: dict[str, float] = {}
        for name, value in scored.figures.items():
            new, old = floor_for(name, value), known.get(name)
            if old is None or holds(name, new, old) or (allow_regression and not holds(name, value, old)):
                kept[name] = new
            else:
                kept[name] = old
                if not holds(name, value, old):
                    refused.append(f"{scored.name}: {name}: {value:.4f} is under its floor {old:.4f}")
        for name in known.keys() - scored.figures.keys():
            if not allow_regression:
                kept[name] = known[name]
                refused.append(f"{scored.name}: {name}: the scorer gave no such figure")
        floors[scored.name] = {"sha256": scored.fingerprint, "figures": dict(sorted(kept.items()))}
    return refused


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="only the sets that CI scores")
    parser.add_argument("--only", nargs="+", metavar="NAME", choices=[s.name for s in SETS], help="only these sets")
    parser.add_argument("--update", action="store_true", help="raise the floors to what is reached")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower floors too")
    parser.add_argument(
        "--results", type=Path, help="write the figures to this file (docs/quality.md reads bench/results.json)"
    )
    chosen = parser.parse_args(arguments)
    if not (SHARED / "eval").is_dir():
        print("../shared is not here: the labelled sets are not part of the repository, so nothing was scored.")
        return 0
    wanted = [s for s in SETS if (not chosen.only or s.name in chosen.only) and (not chosen.quick or s.quick)]
    rows = []
    for labelled in wanted:
        print(f"... {labelled.name}", file=sys.stderr, flush=True)
        rows.append(score(labelled))
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    broken = print_table(rows, floors)
    if chosen.update:
        broken = raise_floors(rows, floors, allow_regression=chosen.allow_regression)
        FLOORS.write_text(json.dumps(dict(sorted(floors.items())), indent=1, ensure_ascii=False) + "\n")
    if chosen.results or chosen.update:
        _write_results(chosen.results or RESULTS, rows)
    for line in broken:
        print(line, file=sys.stderr)
    if broken and chosen.update:
        print("These floors were kept. To lower them on purpose: --update --allow-regression", file=sys.stderr)
    return 1 if broken else 0


def _write_results(path: Path, rows: Sequence[Scored]) -> None:
    """Merge the figures of this run into a results file."""
    results = json.loads(path.read_text()) if path.exists() else {}
    for scored in rows:
        results[scored.name] = {
            "figures": scored.figures,
            "seconds": round(scored.seconds, 1),
            "peak_mb": round(scored.peak),
        }
    path.write_text(json.dumps(dict(sorted(results.items())), indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.exit(main())
