"""Paths -> captures: what is there to read, as bytes, with everything that cannot be read told as a Problem."""

import json
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from crosswire.errors import InputMissing
from crosswire.model import Capture, Problem, sha256
from crosswire.model.captures import DOSSIER_MARK

KINDS = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".jsonl": "application/jsonl",
}
"""Endings of file names that are read, with their media types."""

MAX_BYTES = 20 * 1024 * 1024
"""A capture larger than this is refused (C106): no news article is, and half an article would be quoted as a whole one."""

MAX_ROWS_BYTES = 4 * 1024 * 1024 * 1024
"""A JSON Lines file may be larger, since it is read row by row; this bounds only a file that never ends."""

ROW_FIELDS = ("title", "date", "publisher", "url", "lang")
"""Keys of a JSONL row that become header values."""


def find_captures(paths: Sequence[Path], *, as_is: bool = False) -> Iterator[Capture | Problem]:
    """Yield every capture below the paths, sorted by name, and a Problem for each file or row that cannot be read.

    A folder is searched recursively; hidden files and folders are passed over. Names are relative to the folder given (the
    base name for a file given itself), with `/`; rows of a JSONL file are named by their `id` or `doc_id`. A name that comes
    twice gets `~2`, `~3` ... in the order of the paths. Files of equal bytes are all given.

    Raises InputMissing where a path is not there.
    """
    files: list[tuple[str, str, Path, bool]] = []
    seen: set[str] = set()
    for path in paths:
        for name, file, asked in _files_below(Path(path)):
            real = os.path.realpath(file)  # not Path.resolve(), which raises on a link to itself
            if real not in seen:
                seen.add(real)
                files.append((name, real, file, asked))
    files.sort(key=lambda found: found[:2])
    names: dict[str, int] = {}
    for name, _, file, asked in files:
        for found in _read_file(name, file, as_is, asked):
            yield _with_own_name(found, names) if isinstance(found, Capture) else found


def _files_below(path: Path) -> Iterator[tuple[str, Path, bool]]:
    """Give (name, file, asked for by name) for a path that was given."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or error
        raise InputMissing(f"asked to read {path}, which is not there ({reason}); check the path") from error
    if not stat.S_ISDIR(mode):
        yield path.name, path, True
        return
    stack = [path]
    visited: set[str] = set()
    while stack:
        folder = stack.pop()
        real = os.path.realpath(folder)
        if real in visited:  # a symbolic link that leads back up
            continue
        visited.add(real)
        try:
            inside = sorted(folder.iterdir())
        except OSError:
            yield folder.relative_to(path).as_posix() + "/", folder, True
            continue
        if any(entry.name == DOSSIER_MARK for entry in inside):  # a dossier of ours: its pages are not captures
            continue
        for entry in inside:
            if entry.name.startswith("."):
                continue
            if _is_folder(entry):
                stack.append(entry)
            else:
                yield entry.relative_to(path).as_posix(), entry, False


def _is_folder(entry: Path) -> bool:
    """Whether an entry is a folder; no where it cannot be looked at, since reading it as a file then says why."""
    try:
        return stat.S_ISDIR(entry.stat().st_mode)
    except OSError:
        return False


def _read_file(name: str, file: Path, as_is: bool, asked: bool) -> Iterator[Capture | Problem]:
    """Give the captures of one file. A file asked for by its own name is read as plain text when its ending says nothing."""
    name = name.encode("utf-8", "replace").decode("utf-8")  # a file name may hold bytes that are no text
    kind = KINDS.get(file.suffix.lower())
    if kind is None and asked and file.suffix == "":
        kind = "text/plain"
    try:
        mode = file.stat().st_mode
        if not stat.S_ISREG(mode):  # a pipe or a device is not opened: it could block for ever
            what = (
                "a folder that cannot be listed; check its permissions"
                if stat.S_ISDIR(mode)
                else "no plain file; leave it out"
            )
            yield Problem("C101", name, f"it is {what}")
            return
        if kind is None:
            yield Problem("C108", name, f"only {', '.join(sorted(KINDS))} are read; convert it, or leave it out")
            return
        if kind == "application/jsonl":
            yield from _read_rows(name, file, as_is)
            return
        size = file.stat().st_size
        if size > MAX_BYTES:
            yield Problem("C106", name, f"it has {size:,} bytes, more than {MAX_BYTES:,}; split it into articles")
            return
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        yield Problem("C101", name, f"{error.strerror or error}; check its permissions")
        return
    yield Capture(sha256(content), name, kind, content, as_is=as_is)


def _read_rows(name: str, file: Path, as_is: bool) -> Iterator[Capture | Problem]:
    """Give one capture a row of a JSON Lines file; its content is the row's bytes, so that equal texts with unlike ids stay two."""
    done = 0
    with file.open("rb") as stream:
        number = 0
        while line := stream.readline(MAX_BYTES + 1):
            number += 1
            done += len(line)
            where = f"{name}:{number}"
            if len(line) > MAX_BYTES:
                yield Problem("C106", where, f"line {number} has more than {MAX_BYTES:,} bytes; split it")
                while line and not line.endswith(b"\n"):
                    line = stream.readline(MAX_BYTES)
                    done += len(line)
            elif line.strip() not in (b"", b"\xef\xbb\xbf"):
                yield _read_row(where, name, number, line, as_is)
            if done > MAX_ROWS_BYTES:
                yield Problem("C106", name, f"reading stopped after line {number}; split the file")
                return


def _read_row(where: str, file_name: str, number: int, line: bytes, as_is: bool) -> Capture | Problem:
    """Turn one line of a JSON Lines file into a capture, or say why not."""
    content = line.removeprefix(b"\xef\xbb\xbf").strip()
    try:
        row = json.loads(content)
    except (ValueError, RecursionError) as error:
        return Problem("C105", where, f"line {number} is not JSON ({str(error)[:120]}); mend or remove the line")
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return Problem("C105", where, f'line {number} has no "text"; each row needs "id" and "text"')
    own = row.get("id") if row.get("id") not in (None, "") else row.get("doc_id")
    known = isinstance(own, str | int) and not isinstance(own, bool) and str(own).strip() != ""
    name = str(own) if known else f"{file_name}#{number}"
    fields = tuple(
        (key, _clean(str(row[key])))
        for key in sorted(ROW_FIELDS)
        if isinstance(row.get(key), str | int | float) and not isinstance(row[key], bool) and str(row[key]).strip()
    )
    return Capture(sha256(content), _clean(name), "application/json", content, as_is=as_is, fields=fields)


def _clean(value: str) -> str:
    """Replace lone surrogates, which no UTF-8 table can hold."""
    return value.encode("utf-8", "replace").decode("utf-8")


def _with_own_name(capture: Capture, names: dict[str, int]) -> Capture:
    """Give the capture a name that no earlier one has."""
    name = capture.name
    while name in names:
        names[capture.name] += 1
        name = f"{capture.name}~{names[capture.name]}"
    names[name] = 1
    if name == capture.name:
        return capture
    return Capture(capture.sha256, name, capture.media_type, capture.content, capture.as_is, capture.fields)
