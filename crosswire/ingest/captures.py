"""Paths -> captures: what is there to read, as bytes, with everything that cannot be read told as a Problem."""

import io
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from crosswire.errors import InputMissing
from crosswire.ingest import readers
from crosswire.ingest.streams import TooMuch, count_bytes, peek, read_up_to
from crosswire.model import Capture, Problem, sha256
from crosswire.model.captures import DOSSIER_MARK
from crosswire.model.watch import WATCH_FILES


def find_captures(paths: Sequence[Path], *, as_is: bool = False) -> Iterator[Capture | Problem]:
    """Yield every capture below the paths, sorted by name, and a Problem for each file or row that cannot be read.

    A folder is searched recursively; hidden files and folders are passed over. Names are relative to the folder given (the
    base name for a file given itself), with `/`; what stands inside a container is named below it (`clips.zip/a.html`), or by
    its number (`feed.xml#3`); rows of a JSONL file by their `id` or `doc_id`. A name that comes twice gets `~2`, `~3` ... in
    the order of the paths. Files of equal bytes are all given.

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
            if entry.name.startswith(".") or entry.name in WATCH_FILES:
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
    """Give the captures of one file. A file asked for by its own name is read as plain text when nothing says what it is."""
    name = _clean(name)  # a file name may hold bytes that are no text
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
        with file.open("rb") as stream:
            head = stream.read(readers.HEAD)
            stream.seek(0)
            plain = "text/plain" if asked and file.suffix == "" else ""
            reader = readers.pick_reader(name, head, plain)
            if reader is None:
                yield _unread(name)
                return
            yield from _Opening(as_is, file.stat().st_size).open(reader, name, stream)
    except TooMuch:
        yield Problem(
            "C111",
            name,
            "it unpacks to far more than a file of its size should; reading stopped, what stands before it was read",
        )
    except OSError as error:
        yield Problem("C101", name, f"{error.strerror or error}; check its permissions")


def _unread(name: str) -> Problem:
    ending = PurePosixPath(name).suffix
    what = f"files that end in {ending} are not read" if ending else "neither its name nor its bytes say what it is"
    return Problem("C108", name, f"{what}; save it as text, HTML or PDF, or leave it out")


Fields = tuple[tuple[str, str], ...]


class _Opening:
    """What is counted while one file is opened, with all containers in it: bytes unpacked."""

    def __init__(self, as_is: bool, size: int) -> None:
        self.as_is = as_is
        self.most = readers.MAX_UNPACKED + readers.MAX_RATIO * size
        self.unpacked = 0

    def count(self, size: int) -> None:
        """Count bytes unpacked. Raises TooMuch."""
        self.unpacked += size
        if self.unpacked > self.most:
            raise TooMuch

    def open(
        self, reader: readers.Reader, name: str, stream: BinaryIO, fields: Fields = (), depth: int = 0
    ) -> Iterator[Capture | Problem]:
        """Give the captures of a stream: those of its members where it is a container, else the one that it is."""
        if reader.members is None:
            yield self._whole(reader, name, stream, fields)
            return
        if depth >= readers.MAX_DEPTH:
            yield Problem("C111", name, f"it stands {depth} containers deep; unpack the outer ones first")
            return
        try:
            yield from self._members(reader, name, stream, fields, depth)
        except TooMuch:
            raise
        except Exception as error:  # what a broken container provokes in its library; what came before stands
            if self.unpacked > self.most:  # which the library took for something else
                raise TooMuch from error
            yield Problem(
                "C110", name, f"reading {reader.name} stopped ({_reason(error)}); what stands before it was read"
            )

    def _whole(self, reader: readers.Reader, name: str, stream: BinaryIO, fields: Fields) -> Capture | Problem:
        """Return the capture that a stream is."""
        content = read_up_to(stream, readers.MAX_BYTES + 1)
        if len(content) > readers.MAX_BYTES:
            return Problem(
                "C106", name, f"it has more than {readers.MAX_BYTES:,} bytes; split it into articles, or leave it out"
            )
        return Capture(sha256(content), name, reader.media_type, content, as_is=self.as_is, fields=fields)

    def _members(
        self, reader: readers.Reader, name: str, stream: BinaryIO, fields: Fields, depth: int
    ) -> Iterator[Capture | Problem]:
        assert reader.members is not None
        count = told = 0
        for member in reader.members(stream, name):
            if isinstance(member, Problem):
                told += 1
                yield replace(member, name=_clean(name + member.name))
                continue
            count += 1
            self.count(len(member.content))
            below = depth if reader.single else depth + 1
            yield from self._open_member(member, _member_name(name, member, count), fields, below, reader.single)
        if not count and not told:
            yield Problem("C102", name, "it holds no captures; leave it out")

    def _open_member(
        self, member: readers.Member, name: str, fields: Fields, depth: int, packed: bool
    ) -> Iterator[Capture | Problem]:
        known = _join_fields(fields, member.fields)
        if member.stream is None:
            head, stream = member.content[: readers.HEAD], cast(BinaryIO, io.BytesIO(member.content))
        else:
            try:
                head, stream = peek(count_bytes(member.stream, self.count), readers.HEAD)
            except TooMuch:
                raise
            except Exception as error:
                yield Problem("C110", name, f"it cannot be unpacked ({_reason(error)}); it is left out")
                return
        numbered = member.own_id or member.name.startswith("#")
        reader = readers.reader_of(member.media_type) if numbered and not member.looks else None
        reader = reader or readers.pick_reader(member.looks or name, head, member.media_type)
        if reader is None:
            yield _unread(name)
        elif packed and reader.single:
            yield Problem("C111", name, "it is packed twice over; unpack it first")
        elif reader.members is not None:
            yield from self.open(reader, name, stream, known, depth)
        else:
            try:
                yield self._whole(reader, name, stream, known)
            except TooMuch:
                raise
            except Exception as error:  # broken near its end: half an article would be quoted as a whole one
                yield Problem("C110", name, f"it cannot be unpacked whole ({_reason(error)}); it is left out")


def _reason(error: Exception) -> str:
    """Return what a library says of a broken file, short and on one line."""
    return " ".join(f"{type(error).__name__}: {str(error)[:160]}".split())


def _join_fields(outer: Fields, own: Fields) -> Fields:
    """Return what is known of a member: what it says, and of its container what it does not say; sorted by name."""
    named = {key for key, _ in own}
    kept = [pair for pair in outer if pair[0] not in named]
    cleaned = [(key, _clean(value).strip()[: readers.MAX_FIELD]) for key, value in own]
    return tuple(sorted((*kept, *(pair for pair in cleaned if pair[1])), key=lambda pair: pair[0]))


def _member_name(container: str, member: readers.Member, number: int) -> str:
    """Return what a member is called: below its container, by its number where it has no name, alone where its name is an id."""
    if member.own_id:
        return _clean(member.name)
    if not member.name:
        return f"{container}#{number}"
    if member.name.startswith("#"):
        return _clean(container + member.name)
    parts = [part for part in member.name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return _clean(f"{container}/{'/'.join(parts)}") if parts else f"{container}#{number}"


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
    return capture if name == capture.name else replace(capture, name=name)
