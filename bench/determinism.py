"""The same input gives the same output, byte for byte.

    python bench/determinism.py [FOLDER]

Builds one set of captures in several ways and compares the pages and every export with those of the first build. FOLDER
defaults to the real captures where ../shared is present, else to the example captures. Ends with 1 where a byte differs.
"""

import argparse
import hashlib
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from running import EXAMPLES, SHARED, WORK, crosswire, differences, tree

STORE_FILES = (".sqlite", ".sqlite-wal", ".sqlite-shm", ".db", ".db-wal", ".db-shm", ".lock")
"""Endings of files whose bytes may differ: a database lays out its pages by its own history."""

EXPORTS = ("jsonl", "md", "json")


CLUSTER_ID = re.compile(rb"\b([cslpuioxev])-[0-9a-f]{16}\b")
"""Ids of clusters, which an updated dossier may have handed on from an earlier build."""


def outcome(dossier: Path, exports: Sequence[str] = EXPORTS) -> dict[str, str]:
    """Return the hash of every page and every export of a dossier."""
    found = {f"pages/{name}": digest for name, digest in tree(dossier, skip=STORE_FILES).items()}
    for form in exports:
        out = dossier.parent / "exports" / form
        out.parent.mkdir(exist_ok=True)
        crosswire("export", dossier, "--to", form, "-o", out)
        files = tree(out) if out.is_dir() else {"": hashlib.sha256(out.read_bytes()).hexdigest()}
        found |= {f"{form}/{name}": digest for name, digest in files.items()}
    return found


def contents(dossier: Path) -> dict[str, str]:
    """Return the hash of every exported table with the names of clusters blotted out and its rows sorted."""
    found = {}
    for table in sorted((dossier.parent / "exports" / "jsonl").iterdir()):
        rows = sorted(CLUSTER_ID.sub(rb"\1-", line) for line in table.read_bytes().splitlines())
        found[f"rows of {table.name}"] = hashlib.sha256(b"\n".join(rows)).hexdigest()
    return found


Builds = list[tuple[list[str | Path], dict[str, str]]]


def ways(folder: Path, scratch: Path) -> dict[str, tuple[Builds, bool]]:
    """Return by name the builds that lead to one dossier, each as words of the command and environment, and whether all bytes must
    be equal; where a dossier grew, clusters may keep names of earlier builds, and rows are compared without them."""
    files = sorted(p for p in folder.iterdir() if p.is_file())
    copied = scratch / "copied"
    copied.mkdir(parents=True)
    for file in reversed(files):  # other inode order, other modification times
        shutil.copyfile(file, copied / file.name)
    seed = {"PYTHONHASHSEED": "1"}
    return {
        "first": ([([folder], seed)], True),
        "again": ([([folder], seed)], True),
        "other hash seed": ([([folder], {"PYTHONHASHSEED": "4242"})], True),
        "files named in reverse": ([(list(reversed(files)), seed)], True),
        "folder copied in reverse": ([([copied], seed)], True),
        "1 worker": ([([folder, "--workers", "1"], seed)], True),
        "2 workers": ([([folder, "--workers", "2"], seed)], True),
        "built twice into one place": ([([folder], seed), ([folder], seed)], True),
        "last capture first, then all": ([([files[-1]], seed), ([folder], seed)], False),
        "all but the first, then all": ([(list(files[1:]), seed), ([folder], seed)], False),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Build in every way; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED / "seeds" if SHARED.is_dir() else EXAMPLES)
    folder = parser.parse_args(arguments).folder
    scratch = WORK / "determinism"
    shutil.rmtree(scratch, ignore_errors=True)
    first: dict[str, str] = {}
    first_rows: dict[str, str] = {}
    code = 0
    for number, (name, (builds, exact)) in enumerate(ways(folder, scratch).items()):
        dossier = scratch / str(number) / "dossier"
        dossier.parent.mkdir()
        for words, env in builds:
            crosswire("build", *words, "-o", dossier, env=env)
        found, rows = outcome(dossier), contents(dossier)
        first, first_rows = first or found, first_rows or rows
        different = differences(first, found) if exact else differences(first_rows, rows)
        code = code or int(bool(different))
        verdict = f"{len(different)} differ: {', '.join(different[:6])}" if different else "equal"
        print(
            f"{name:32} {len(found) if exact else len(rows)} {'files' if exact else 'tables, names aside'}  {verdict}",
            flush=True,
        )
    return code


if __name__ == "__main__":
    sys.exit(main())
