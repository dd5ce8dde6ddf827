"""Mutated captures: no crash, each a document or a problem, and every place verifies.

    python bench/fuzz_captures.py [--count 2000] [--batch 100] [--seed 7] [--pages]

Makes captures worse (bench/mutants.py) and builds them in batches. A batch fails where the build ends with an exit code other than
0 (or that of "nothing readable"), takes longer than its limit, leaves a capture without a row, or does not verify. A failed batch
is kept below work/bench/fuzz.
"""

import argparse
import shutil
import sys
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from mutants import make_mutants, read_bases
from running import EXAMPLES, ROOT, SHARED, WORK, crosswire

sys.path.insert(0, str(ROOT))
from crosswire.errors import InputEmpty
from crosswire.model import Problem


def missing_rows(dossier: Path, names: Sequence[str]) -> tuple[list[str], Counter[str]]:
    """Return the captures that are neither a document nor a problem row, and how often each problem code came."""
    from crosswire.dossier import load_dossier

    findings = load_dossier(dossier).findings
    known = {d.name for d in findings.documents} | {p.name for p in findings.problems}
    # a row of a JSONL file is named by its id, so its file is known by its problems or by what its documents came from
    rows = [n for n in names if n.endswith(".jsonl")]
    captures = {p.name.split("#")[0].split(":")[0] for p in findings.problems}
    named = known | captures
    return [n for n in names if n not in named and n not in rows], Counter(p.code for p in findings.problems)


def trace_failures(dossier: Path, folder: Path) -> str:
    """Read the captures that ended in R101 again, in this process; return what each raised, with its traceback."""
    from crosswire.annotate import load_engine, read_document
    from crosswire.dossier import load_dossier
    from crosswire.ingest import find_captures, read_capture

    failed = [p for p in load_dossier(dossier).findings.problems if p.code == "R101"]
    told = [f"{p.name}: {p.message}" for p in failed]
    for path in sorted({folder / p.name.split("#")[0].split(":")[0].removesuffix("~2") for p in failed}):
        for capture in find_captures([path]) if path.is_file() else ():
            if isinstance(capture, Problem):
                continue
            try:
                documents, *_ = read_capture(capture)
                for document in documents:
                    read_document(document, load_engine())
            except Exception:
                told.append(f"{path.name}: {traceback.format_exc(limit=-5)}")
    return "\n".join(told)


def fuzz_batch(folder: Path, *, pages: bool) -> tuple[str | None, Counter[str], float, float]:
    """Build one folder. Returns what is wrong (or None), the problem codes, seconds and peak MB."""
    dossier = folder.with_name(folder.name + ".dossier")
    names = [p.name for p in sorted(folder.iterdir())]
    built = crosswire("build", folder, "-o", dossier, *([] if pages else ["--no-pages"]), check=False)
    if built.code == InputEmpty.exit_code:
        return None, Counter(), built.seconds, built.peak
    if built.code != 0:
        return f"build ended with {built.code}: {built.err[-1500:]}", Counter(), built.seconds, built.peak
    missing, codes = missing_rows(dossier, names)
    if codes["R101"]:
        print(trace_failures(dossier, folder), flush=True)
    if missing:
        return f"no row for {missing}", codes, built.seconds, built.peak
    verified = crosswire("verify", dossier, check=False)
    wrong = (
        None
        if verified.code == 0
        else f"verify ended with {verified.code}: {verified.out[-1500:]}{verified.err[-500:]}"
    )
    return wrong, codes, built.seconds, built.peak


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--batch", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--pages", action="store_true", help="write the pages of each batch too")
    chosen = parser.parse_args(arguments)
    scratch = WORK / "fuzz"
    shutil.rmtree(scratch, ignore_errors=True)
    bases = read_bases(EXAMPLES, SHARED / "seeds")
    mutants = list(make_mutants(bases, chosen.count, seed=chosen.seed))
    codes: Counter[str] = Counter()
    failed, peak, started = 0, 0.0, time.perf_counter()
    for first in range(0, len(mutants), chosen.batch):
        folder = scratch / f"{first:05d}"
        folder.mkdir(parents=True)
        for name, content in mutants[first : first + chosen.batch]:
            (folder / name).write_bytes(content)
        wrong, found, seconds, memory = fuzz_batch(folder, pages=chosen.pages)
        codes += found
        peak = max(peak, memory)
        print(f"{first:05d}  {seconds:6.1f} s  {memory:5.0f} MB  {wrong or 'fine'}", flush=True)
        if wrong:
            failed += 1
        else:
            shutil.rmtree(folder)
            shutil.rmtree(folder.with_name(folder.name + ".dossier"), ignore_errors=True)
    print(
        f"{len(mutants)} captures, {failed} batches failed, {time.perf_counter() - started:.0f} s, peak {peak:.0f} MB"
    )
    print("problems: " + ", ".join(f"{code} {n}" for code, n in sorted(codes.items())))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
