"""kill -9 at random moments of a build: the next build ends as an undisturbed one would have.

    python bench/kill_builds.py [FOLDER] [--times 30] [--seed 11]

Every third kill falls into the last fifth of the build, where pages are written; every second build adds to an existing dossier; half of the
kills take the whole process group, half only the parent, which leaves its workers behind. After each: the same command again must end with 0,
`crosswire verify` must hold, and pages and tables must equal the undisturbed build's, byte for byte.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from determinism import outcome as whole_outcome
from running import CROSSWIRE, EXAMPLES, ONE_CORE, WORK, crosswire, differences


def outcome(dossier: Path) -> dict[str, str]:
    """Return the hashes of pages and tables."""
    return whole_outcome(dossier, exports=("jsonl",))


def kill_after(words: Sequence[str | Path], seconds: float, *, group: bool) -> bool:
    """Start a command and kill it after some seconds. Returns whether it was still running."""
    process = subprocess.Popen(
        [str(w) for w in words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **ONE_CORE},
        start_new_session=True,
    )
    try:
        process.wait(timeout=seconds)
        return False
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL) if group else process.kill()
        process.wait()
        return True


def prepare(folder: Path, dossier: Path, *, grown: bool) -> None:
    """Make the place for a dossier; with `grown` half of the captures are in it already."""
    shutil.rmtree(dossier.parent, ignore_errors=True)
    dossier.parent.mkdir(parents=True)
    if grown:
        files = sorted(p for p in folder.iterdir() if p.is_file())
        crosswire("build", *files[: len(files) // 2], "-o", dossier)


def undisturbed(folder: Path, dossier: Path, *, grown: bool) -> tuple[float, dict[str, str]]:
    """Build in peace. Returns the seconds of the last build, and its outcome."""
    prepare(folder, dossier, grown=grown)
    taken = crosswire("build", folder, "-o", dossier, "--workers", "2").seconds
    return taken, outcome(dossier)


MISSED = "equal (it had ended before)"
"""What comes of a kill that came too late to be one; it is tried again and does not count."""


def one_kill(folder: Path, dossier: Path, moment: float, expected: dict[str, str], *, grown: bool, group: bool) -> str:
    """Kill one build and let the next one finish. Returns what came of it; "equal" is the wanted word."""
    prepare(folder, dossier, grown=grown)
    hit = kill_after([CROSSWIRE, "build", folder, "-o", dossier, "--workers", "2"], moment, group=group)
    again = crosswire("build", folder, "-o", dossier, check=False)
    if again.code != 0:
        return f"the next build ended with {again.code}: {again.err[-600:]}"
    verified = crosswire("verify", dossier, check=False)
    if verified.code != 0:
        return f"verify ended with {verified.code}: {verified.out[-600:]}"
    different = differences(expected, outcome(dossier))
    if different:
        return f"{len(different)} files differ: {', '.join(different[:6])}"
    return "equal" if hit else MISSED


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=EXAMPLES)
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--seed", type=int, default=11)
    chosen = parser.parse_args(arguments)
    scratch = WORK / "kill"
    shutil.rmtree(scratch, ignore_errors=True)
    calm = {grown: undisturbed(chosen.folder, scratch / "calm" / "dossier", grown=grown) for grown in (False, True)}
    rng = random.Random(chosen.seed)
    failed = 0
    for number in range(chosen.times):
        grown, group = number % 2 == 1, number % 4 < 2
        whole, expected = calm[grown]
        moment = whole * (rng.uniform(0.8, 1.0) if number % 3 == 2 else rng.uniform(0.0, 1.0))
        said = one_kill(chosen.folder, scratch / "killed" / "dossier", moment, expected, grown=grown, group=group)
        while said == MISSED:  # the machine was faster than when the undisturbed build was timed: a little earlier
            moment *= 0.85
            said = one_kill(chosen.folder, scratch / "killed" / "dossier", moment, expected, grown=grown, group=group)
        failed += not said.startswith("equal")
        print(f"{number:3d}  at {moment:5.2f} of {whole:5.2f} s  {'grown' if grown else 'new':5}  {said}", flush=True)
    print(f"{chosen.times} builds killed, {failed} did not recover")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
