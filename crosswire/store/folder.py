"""The dossier's folder: whose it is, and that only one build writes it at a time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from crosswire.errors import DossierBusy, OutputNotOurs, OutputNotWritable
from crosswire.model.captures import DOSSIER_MARK

MARK = DOSSIER_MARK

LOCK = ".crosswire.lock"


def is_ours(folder: Path) -> bool:
    """Return whether a folder may be written: it holds a dossier, nothing, or only the traces of a build that was cut
    off at its start.
    """
    names = {p.name for p in folder.iterdir()}
    return MARK in names or all(n.startswith((LOCK, MARK)) for n in names)


@contextmanager
def open_folder(folder: Path) -> Iterator[Path]:
    """Make the folder if needed and hold it for writing.

    Raises OutputNotOurs for a folder with other files, OutputNotWritable, and DossierBusy where another build holds it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ours = is_ours(folder)
    except (FileExistsError, NotADirectoryError):
        raise OutputNotOurs(f"{folder} is a file; a dossier is a folder. Name another place with -o.") from None
    except OSError as error:
        raise OutputNotWritable(
            f"{folder} cannot be made or read ({error.strerror}). Name another place with -o."
        ) from error
    if not ours:
        raise OutputNotOurs(
            f"{folder} holds files that are not of a dossier, and nothing there was touched. Name an empty or a new folder with -o."
        )
    if not os.access(folder, os.W_OK):
        raise OutputNotWritable(f"{folder} cannot be written. Change its permissions or name another place with -o.")
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise DossierBusy(f"Another crosswire is writing {folder}. Wait for it to end, then try again.") from None
    except OSError as error:
        raise OutputNotWritable(
            f"{folder} cannot be written ({error.strerror}). Name another place with -o."
        ) from error
    try:
        yield folder
    finally:
        lock.release()
