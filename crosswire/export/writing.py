"""Putting an export on disk: written beside its place, then moved there. Only files that an earlier export wrote are replaced."""

import json
import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from crosswire.dossier import Dossier
from crosswire.errors import OutputNotOurs, OutputNotWritable
from crosswire.export.common import Exporter, ExportOptions

MARK = "export.json"
"""The file that makes a folder an export of ours: the format and the names of the files that are ours."""

_NAMED = 3
"""Other people's files that a refusal names."""


def write_export(exporter: Exporter, dossier: Dossier, target: Path, options: ExportOptions | None = None) -> Path:
    """Write a dossier in one format and return the file or folder written.

    target: the folder for a format of several files. For a format of one file: that file, or a folder that is there, in which
    it gets its usual name. In the folder of an earlier export only the files that its mark lists are replaced or removed;
    anything else there stays. Raises OutputNotOurs where something else stands in the way, OutputNotWritable. No half-written
    file is ever at `target`: all is written as `.NAME.tmp` beside it, and moved. What a kill leaves under that name goes with
    the next export to the same place.
    """
    options = options or ExportOptions()
    if exporter.single and target.is_dir():
        target = target / exporter.single
    _refuse_others(exporter, target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if exporter.single:
            _write_file(exporter, dossier, target, options)
        else:
            _write_folder(exporter, dossier, target, options)
    except OSError as error:
        raise OutputNotWritable(
            f"{target} cannot be written ({error.strerror}). Name another place with -o; no half-written file is there."
        ) from error
    return target


def _refuse_others(exporter: Exporter, target: Path) -> None:
    if not target.exists():
        return
    if exporter.single:
        if target.is_file() and (_starts_ours(target, exporter.mark) or target.stat().st_size == 0):
            return
        raise OutputNotOurs(
            f"{target} is there already and is not a {exporter.name} export of ours. Name another file with -o."
        )
    if not target.is_dir():
        raise OutputNotOurs(f"{target} is a file; a {exporter.name} export is a folder. Name another place with -o.")
    names = sorted(p.name for p in target.iterdir())
    if names and _listed(exporter, target) is None:
        raise _not_ours(target, names)


def _not_ours(target: Path, names: Sequence[str]) -> OutputNotOurs:
    shown = ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
    return OutputNotOurs(
        f"{target} holds {shown}: not files of an earlier export. Nothing there was touched; name an empty or a new folder with -o."
    )


def _starts_ours(path: Path, mark: str) -> bool:
    with path.open("rb") as file:
        return bool(mark) and file.read(len(mark.encode())) == mark.encode()


def _listed(exporter: Exporter, folder: Path) -> tuple[str, ...] | None:
    """Return the names that a folder's mark lists; None if it is no mark of this format: `export.json` is a common name."""
    try:
        mark = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(mark, dict) or mark.get("crosswire_export") != exporter.name:
        return None
    names = mark.get("files")
    if not isinstance(names, list) or not all(isinstance(n, str) and _is_plain(n) for n in names):
        return None
    return tuple(names)


def _is_plain(name: str) -> bool:
    """Return whether a name stays in its folder, on any system."""
    return name not in ("", ".", "..", MARK) and not set(name) & set("/\\:\0")


def _write(path: Path, pieces: Iterable[str] | Iterable[bytes] | Iterable[str | bytes]) -> None:
    with path.open("wb") as file:
        for piece in pieces:
            file.write(piece.encode("utf-8") if isinstance(piece, str) else piece)
        file.flush()
        os.fsync(file.fileno())


def _write_mark(exporter: Exporter, folder: Path, names: Sequence[str]) -> None:
    _write(folder / MARK, [json.dumps({"crosswire_export": exporter.name, "files": names}, indent=1) + "\n"])


def _write_file(exporter: Exporter, dossier: Dossier, target: Path, options: ExportOptions) -> None:
    fresh = target.with_name(f".{target.name}.tmp")
    fresh.unlink(missing_ok=True)
    try:
        for _, pieces in exporter.files(dossier, options):
            _write(fresh, pieces)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)


def _write_folder(exporter: Exporter, dossier: Dossier, target: Path, options: ExportOptions) -> None:
    place = target.resolve()  # "." has a name then, and a link stays one
    fresh = place.parent / f".{place.name}.tmp"
    _sweep(exporter, fresh)
    fresh.mkdir()
    try:
        names: list[str] = []
        _write_mark(exporter, fresh, names)  # first, so that after a kill the folder is known as ours
        for name, pieces in exporter.files(dossier, options):
            _write(fresh / name, pieces)
            names.append(name)
        if place.exists():
            _move_into(exporter, fresh, place, names)
        else:
            _write_mark(exporter, fresh, names)
            fresh.replace(place)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _sweep(exporter: Exporter, fresh: Path) -> None:
    """Remove what an export that was killed left behind; refuse what only has its name."""
    if not os.path.lexists(fresh):
        return
    ours = fresh.is_dir() and not fresh.is_symlink()
    if not ours or (any(fresh.iterdir()) and _listed(exporter, fresh) is None):
        raise OutputNotOurs(f"{fresh} stands where an export is prepared and is not ours. Move it away.")
    shutil.rmtree(fresh)


def _move_into(exporter: Exporter, fresh: Path, place: Path, names: Sequence[str]) -> None:
    """Put the files of `fresh` in the place of those of an earlier export.

    Until all is done the mark lists the files of both, so that a kill leaves no file of ours that no mark knows.
    """
    before = _listed(exporter, place) or ()
    others = [n for n in names if os.path.lexists(place / n) and (n not in before or (place / n).is_dir())]
    if others:
        raise _not_ours(place, others)
    for listed in (sorted({*before, *names}), names):
        _write_mark(exporter, fresh, listed)
        (fresh / MARK).replace(place / MARK)
        for name in listed:
            if (fresh / name).exists():
                (fresh / name).replace(place / name)
            elif name not in names and (place / name).is_file():
                (place / name).unlink()
