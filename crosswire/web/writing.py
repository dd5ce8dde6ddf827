"""Putting pages on disk: each written beside its place and moved there; those of an earlier build that are gone are removed."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

MANIFEST = "pages.json"
"""The list of the files that are ours, so that only they are ever removed."""


def write_files(folder: Path, files: Sequence[tuple[str, Callable[[], str]]]) -> list[str]:
    """Write (name, maker of its text) files below a folder and return their names, sorted.

    A file that already holds its text is left as it is. Files named by the manifest of an earlier call and not part of this one
    are removed, and folders that this leaves empty. Until all is done the manifest names the files of both, so that a kill
    never leaves a page of ours that no manifest knows. A file is written as `.NAME.tmp` first; what a kill leaves under that
    name goes with the next call.
    """
    before = _manifest(folder)
    names = sorted(name for name, _ in files)
    _write(folder / MANIFEST, _listed(sorted({*before, *names})))
    for name, make in files:
        _write(folder / name, make())
    for name in sorted(set(before) - set(names)):
        _remove(folder, name)
    _write(folder / MANIFEST, _listed(names))
    return names


def _listed(names: Sequence[str]) -> str:
    return json.dumps(names, indent=0) + "\n"


def _fresh(path: Path) -> Path:
    """Return the name under which a file is written; always the same, since one call writes at a time."""
    return path.with_name(f".{path.name}.tmp")


def _remove(folder: Path, name: str) -> None:
    path = folder / name
    if _fresh(path).is_file():
        _fresh(path).unlink()
    if path.is_file() or path.is_symlink():
        path.unlink()
    if path.parent != folder and path.parent.is_dir() and not any(path.parent.iterdir()):
        path.parent.rmdir()


def _write(path: Path, text: str) -> None:
    content = text.encode("utf-8")
    fresh = _fresh(path)
    fresh.unlink(missing_ok=True)
    if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        fresh.write_bytes(content)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _manifest(folder: Path) -> list[str]:
    """Return the names of an earlier call; names that lead out of the folder are not believed."""
    try:
        names = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    if not isinstance(names, list):
        return []
    return [n for n in names if isinstance(n, str) and _is_inside(n)]


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name
