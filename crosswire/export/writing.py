"""Putting an export on disk: written beside its place, then moved there whole."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from crosswire.dossier import Dossier
from crosswire.errors import OutputNotOurs, OutputNotWritable
from crosswire.export.common import Exporter, ExportOptions

MARK = "export.json"
"""The file that makes a folder an export of ours: the format and the names of the files."""

_SEEN = 1024
"""Bytes of a single file in which its mark must stand."""


def write_export(exporter: Exporter, dossier: Dossier, target: Path, options: ExportOptions | None = None) -> Path:
    """Write a dossier in one format and return the file or folder written.

    target: the folder for a format of several files. For a format of one file: that file, or a folder that is there, in which
    it gets its usual name. Raises OutputNotOurs where something else stands there, OutputNotWritable. Nothing half-written is
    ever at `target`: it is written under another name and moved.
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
            f"{target} cannot be written ({error.strerror}). Name another place with -o; nothing was changed there."
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
    if any(target.iterdir()) and not (target / MARK).is_file():
        raise OutputNotOurs(
            f"{target} holds files that are not an earlier export, and nothing there was touched. Name an empty or a new folder with -o."
        )


def _starts_ours(path: Path, mark: str) -> bool:
    with path.open("rb") as file:
        return mark.encode() in file.read(_SEEN)


def _write(path: Path, pieces: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _write_file(exporter: Exporter, dossier: Dossier, target: Path, options: ExportOptions) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    os.close(handle)
    try:
        for _, pieces in exporter.files(dossier, options):
            _write(Path(name), pieces)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)


def _write_folder(exporter: Exporter, dossier: Dossier, target: Path, options: ExportOptions) -> None:
    fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    old = fresh.with_name(f"{fresh.name}.old")
    try:
        names = []
        for name, pieces in exporter.files(dossier, options):
            _write(fresh / name, pieces)
            names.append(name)
        _write(fresh / MARK, [json.dumps({"crosswire_export": exporter.name, "files": names}, indent=1) + "\n"])
        fresh.chmod(0o777 & ~_umask())
        if target.exists():
            target.replace(old)
        fresh.replace(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        if old.exists() and not target.exists():
            old.replace(target)
        shutil.rmtree(old, ignore_errors=True)


def _umask() -> int:
    """Return the mask that new files of this process get; temporary files are made for the owner alone and must lose that."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
