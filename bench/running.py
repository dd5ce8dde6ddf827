"""Running the command line from a bench: its seconds and its peak memory, and trees of files compared."""

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
EXAMPLES = ROOT / "examples" / "straits" / "captures"
WORK = ROOT / "work" / "bench"
CROSSWIRE = Path(sys.executable).with_name("crosswire")
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True)
class Run:
    """One finished command.

    code: its exit code; negative: the signal that ended it. out, err: what it printed. seconds: wall clock. cpu: processor seconds
    of it and its workers. peak: resident memory in MB at its height, of the command or of any process that it waited for,
    whichever is greater.
    """

    code: int
    out: str
    err: str
    seconds: float
    cpu: float
    peak: float


def run(
    command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, cwd: Path | None = None, check: bool = True
) -> Run:
    """Run a command to its end.

    Raises SystemExit with what the command printed where it fails and `check` is left on.
    """
    words = [str(w) for w in command]
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        started = time.perf_counter()
        process = subprocess.Popen(
            words, stdout=out, stderr=err, cwd=cwd, env={**os.environ, **ONE_CORE, **(env or {})}
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        cpu = usage.ru_utime + usage.ru_stime
        done = Run(process.returncode, out.read(), err.read(), seconds, cpu, _megabytes(usage.ru_maxrss))
    if check and done.code != 0:
        raise SystemExit(f"{' '.join(words)}\nended with {done.code}:\n{done.out[-2000:]}{done.err[-4000:]}")
    return done


def _megabytes(maxrss: int) -> float:
    return maxrss / 1e6 if sys.platform == "darwin" else maxrss * 1024 / 1e6


def crosswire(*words: str | Path, **options: object) -> Run:
    """Run the command line of this virtual environment."""
    return run([CROSSWIRE, *words], **options)  # type: ignore[arg-type]


def export_tables(dossier: Path, out: Path) -> Path:
    """Write the dossier's tables and return their folder."""
    crosswire("export", dossier, "--to", "jsonl", "-o", out)
    return out


def tree(folder: Path, *, skip: Sequence[str] = ()) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder by relative path; `skip` holds endings of names."""
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and not p.name.endswith(tuple(skip))
    }


def differences(left: Mapping[str, str], right: Mapping[str, str]) -> list[str]:
    """Return the names of files that only one tree has, or that differ."""
    return sorted(name for name in left.keys() | right.keys() if left.get(name) != right.get(name))
