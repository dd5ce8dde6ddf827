"""Pages: body and speed of the reading of HTML, side by side with the extractor's own, on the same pages in the same run.

    python bench/pages.py [--rounds N]

For each labelled set of pages: F1 of 4-gram shingles (score_shingle.py) of the extractor's own text and of our body, and pages a second
of both: ours is read_capture from bytes to document, problems and header; the extractor's is trafilatura.extract from the decoded page. Processor
time of one process; the fastest of N rounds for each page, so that what else runs on the machine counts little.
Ends with 1 where ours is behind in F1 on a set, or below .8 of the extractor's pages a second over all.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from running import SHARED

from crosswire.ingest.decoding import read_text
from crosswire.ingest.documents import read_capture
from crosswire.model import Capture, sha256

SETS = ("aeb", "fundus")
LEAST = 0.8
"""Share of the extractor's pages a second that the whole reading must reach."""

CAPTURES = SHARED / "data" / "captures"
SCORER = SHARED / "eval" / "captures" / "score_shingle.py"


def _pages(name: str) -> list[tuple[str, Capture]]:
    """Return the pages of a set, by the id of their gold."""
    folder = CAPTURES / "html" / name
    files = {_key(str(p.relative_to(folder))): p for p in sorted(folder.rglob("*")) if p.is_file()}
    rows = [json.loads(line) for line in (CAPTURES / f"{name}_dev.jsonl").read_text("utf-8").split("\n") if line]
    found = []
    for row in rows:
        content = files[_key(row["id"])].read_bytes()
        found.append((row["id"], Capture(sha256(content), row["id"], "text/html", content)))
    return found


def _key(name: str) -> str:
    for ending in (".gz", ".html", ".htm"):
        name = name.removesuffix(ending)
    return name


def _fastest(action: Callable[[], str], rounds: int) -> tuple[str, float]:
    """Return what an action gives, and its least processor time in seconds."""
    best = float("inf")
    given = ""
    for _ in range(rounds):
        started = time.process_time()
        given = action()
        best = min(best, time.process_time() - started)
    return given, best


def _theirs(source: str) -> str:
    import trafilatura

    return trafilatura.extract(source, favor_precision=True, include_comments=False, include_tables=True) or ""


def _ours(capture: Capture) -> str:
    documents, _ = read_capture(capture)
    return "\n".join(
        document.text[zone.start : zone.end]
        for document in documents
        for zone in document.zones
        if zone.label in ("body", "crosshead")
    )


def _f1(name: str, bodies: dict[str, str]) -> float:
    """Return the scorer's F1."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "bodies.jsonl"
        out.write_text("".join(json.dumps({"id": i, "body": b}) + "\n" for i, b in bodies.items()), "utf-8")
        words = [sys.executable, str(SCORER), str(CAPTURES / f"{name}_dev.jsonl"), str(out), "--boot", "0"]
        printed = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    return float(printed.split("F1=")[1].split("±")[0])


def main() -> int:
    """Print a row a set, and the ratio over all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    if not CAPTURES.is_dir():
        print("the labelled sets are not here; nothing was measured")
        return 0
    good = True
    spent = {"theirs": 0.0, "ours": 0.0}
    print(f"{'set':8} {'pages':>5} {'F1 extractor':>12} {'F1 ours':>8} {'pages/s':>8} {'ours':>6} {'ratio':>6}")
    for name in SETS:
        pages = _pages(name)
        for _, capture in pages[:10]:  # what is loaded once is not counted
            _ours(capture)
            _theirs(read_text(capture)[0] or "")
        theirs, ours, seconds = {}, {}, {"theirs": 0.0, "ours": 0.0}
        for page, capture in pages:
            source = read_text(capture)[0] or ""
            theirs[page], lasted = _fastest(lambda source=source: _theirs(source), rounds)  # type: ignore[misc]
            seconds["theirs"] += lasted
            ours[page], lasted = _fastest(lambda capture=capture: _ours(capture), rounds)  # type: ignore[misc]
            seconds["ours"] += lasted
        f_theirs, f_ours = _f1(name, theirs), _f1(name, ours)
        good = good and f_ours >= f_theirs
        ratio = seconds["theirs"] / seconds["ours"]
        rates = len(pages) / seconds["theirs"], len(pages) / seconds["ours"]
        print(f"{name:8} {len(pages):5} {f_theirs:12.3f} {f_ours:8.3f} {rates[0]:8.1f} {rates[1]:6.1f} {ratio:6.2f}")
        spent = {who: spent[who] + seconds[who] for who in spent}
    ratio = spent["theirs"] / spent["ours"]
    print(f"ratio over all {ratio:.2f} (at least {LEAST})")
    return 0 if good and ratio >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
