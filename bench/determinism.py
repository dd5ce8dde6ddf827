"""The same input gives the same output, byte for byte.

    python bench/determinism.py [FOLDER]

Builds one set of captures in several ways and compares the pages and every export with those of the first build. FOLDER
defaults to the real captures where ../shared is present, else to the example captures. Ends with 1 where a byte differs.
"""

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from running import EXAMPLES, SHARED, WORK, crosswire, differences, tree

STORE_FILES = (".sqlite", ".sqlite-wal", ".sqlite-shm", ".db", ".db-wal", ".db-shm", ".lock")
"""Endings of files whose bytes may differ: a database lays out its pages by its own history."""

EXPORTS = ("jsonl", "md", "json")


def outcome(dossier: Path) -> dict[str, str]:
    """Return the hash of every page and every export of a dossier."""
    found = {f"pages/{name}": digest for name, digest in tree(dossier, skip=STORE_FILES).items()}
    for form in EXPORTS:
        out = dossier.with_name(f"{dossier.name}.{form}")
        crosswire("export", dossier, "--to", form, "-o", out)
        found |= (
            {f"{form}/{name}": digest for name, digest in tree(out if out.is_dir() else out.parent).items()}
            if out.is_dir()
            else {form: tree(out.parent)[out.name]}
        )
    return found


def ways(folder: Path, scratch: Path) -> dict[str, list[tuple[list[str | Path], dict[str, str]]]]:
    """Return, by name, the builds that lead to one dossier each: words of the command and environment."""
    files = sorted(p for p in folder.iterdir() if p.is_file())
    copied = scratch / "copied"
    copied.mkdir(parents=True)
    for file in reversed(files):  # other inode order, other modification times
        shutil.copyfile(file, copied / file.name)
    seed = {"PYTHONHASHSEED": "1"}
    return {
        "first": [([folder], seed)],
        "again": [([folder], seed)],
        "other hash seed": [([folder], {"PYTHONHASHSEED": "4242"})],
        "files named in reverse": [(list(reversed(files)), seed)],
        "folder copied in reverse": [([copied], seed)],
        "1 worker": [([folder, "--workers", "1"], seed)],
        "2 workers": [([folder, "--workers", "2"], seed)],
        "built twice into one place": [([folder], seed), ([folder], seed)],
        "last capture first, then all": [([files[-1]], seed), ([folder], seed)],
        "all but the first, then all": [(list(files[1:]), seed), ([folder], seed)],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Build in every way; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED / "seeds" if SHARED.is_dir() else EXAMPLES)
    folder = parser.parse_args(arguments).folder
    scratch = WORK / "determinism"
    shutil.rmtree(scratch, ignore_errors=True)
    first: dict[str, str] = {}
    code = 0
    for number, (name, builds) in enumerate(ways(folder, scratch).items()):
        dossier = scratch / str(number) / "dossier"
        dossier.parent.mkdir()
        for words, env in builds:
            crosswire("build", *words, "-o", dossier, env=env)
        found = outcome(dossier)
        first = first or found
        different = differences(first, found)
        code = code or int(bool(different))
        verdict = f"{len(different)} of {len(first)} files differ: {', '.join(different[:6])}" if different else "equal"
        print(f"{name:32} {len(found)} files  {verdict}", flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
