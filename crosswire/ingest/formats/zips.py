"""Zip archives of captures, and tar archives: each file in them is a member, read as a stream.

Nothing is written below a member's name, so `../` and absolute names are harmless; they are cleaned for show. Bombs are stopped by
the count of bytes unpacked (`captures.py`); what is checked here is the directory itself: its size, entries that overlap (one
packed stream listed a thousand times, https://www.bamsoftware.com/hacks/zipbomb/), encrypted entries, links.
"""

import stat
import struct
import tarfile
import zipfile
from collections.abc import Iterator, Sequence
from typing import BinaryIO, cast

from crosswire.ingest.readers import Member, Reader
from crosswire.ingest.streams import make_seekable
from crosswire.model import Problem

MAX_DIRECTORY = 48 * 1024 * 1024
"""Bytes of a zip's directory that are read: about half a million entries."""

MAX_TAR_HEADER = 1024 * 1024
"""Bytes of a tar entry's further headers (long names); `tarfile` reads them whole."""

JUNK = frozenset({"__macosx", "thumbs.db", "desktop.ini"})
"""What systems leave in archives, lower-case; passed over in silence, as hidden files are."""

OTHERS = (b"[Content_Types].xml", b"mimetypeapplication/", b"META-INF/MANIFEST.MF", b"AndroidManifest.xml")
"""What stands in the head of a zip that is a document or a program (DOCX, ODT, EPUB, JAR) and no archive of captures."""


def is_zip(head: bytes) -> bool:
    """Tell a zip that is an archive of files, not a document or a program."""
    return head[:4] in (b"PK\x03\x04", b"PK\x05\x06") and not any(mark in head for mark in OTHERS)


def is_junk(name: str) -> bool:
    """Tell a member that is hidden, or left behind by a system."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return not parts or any(part.startswith(".") or part.lower() in JUNK for part in parts)


def open_zip(stream: BinaryIO) -> zipfile.ZipFile:
    """Open a zip from a stream that can be sought in. Raises zipfile.BadZipFile, also where its directory is too large."""
    end = stream.seek(0, 2)
    stream.seek(max(0, end - 65_557))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at >= 0 and len(tail) >= at + 16:
        size = struct.unpack("<I", tail[at + 12 : at + 16])[0]
        wide = tail.rfind(b"PK\x06\x06")
        if size == 0xFFFFFFFF and wide >= 0 and len(tail) >= wide + 48:
            size = struct.unpack("<Q", tail[wide + 40 : wide + 48])[0]
        if size > MAX_DIRECTORY:
            raise zipfile.BadZipFile(f"its directory has {size:,} bytes; split it")
    stream.seek(0)
    return zipfile.ZipFile(stream)


def _members(stream: BinaryIO, name: str) -> Iterator[Member | Problem]:
    """Give the files of a zip in the order of their names."""
    whole = make_seekable(stream)
    try:
        with open_zip(whole) as archive:
            infos = archive.infolist()
            overlapping = find_overlaps(infos)
            for info in sorted(infos, key=lambda one: (one.filename, one.header_offset)):
                if not info.is_dir() and not is_junk(info.filename):
                    yield from _entry(archive, info, overlapping)
    finally:
        if whole is not stream:
            whole.close()


def _entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, overlapping: set[int]) -> Iterator[Member | Problem]:
    """Give one file of a zip, or say why not."""
    said = f"/{shown_name(info)}"
    if info.header_offset in overlapping:
        yield Problem("C110", said, "its bytes are claimed by another entry too; the archive is made to mislead")
    elif info.flag_bits & 0x1:
        yield Problem("C101", said, "it is encrypted; unpack it with its password")
    elif stat.S_ISLNK(info.external_attr >> 16):
        yield Problem("C101", said, "it is a link to another file, which is not followed; leave it out")
    else:
        try:
            stream = archive.open(info)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as error:
            yield Problem("C110", said, f"it cannot be unpacked ({str(error)[:120]}); pack it anew")
            return
        with stream:
            yield Member(shown_name(info), stream=cast(BinaryIO, stream))


def find_overlaps(infos: Sequence[zipfile.ZipInfo]) -> set[int]:
    """Return the offsets of entries whose bytes reach into another's."""
    found: set[int] = set()
    ends, owner = -1, -1
    for info in sorted(infos, key=lambda one: one.header_offset):
        if info.header_offset < ends:
            found |= {info.header_offset, owner}
        end = info.header_offset + 30 + info.compress_size
        if end > ends:
            ends, owner = end, info.header_offset
    return found


def shown_name(info: zipfile.ZipInfo) -> str:
    """Return an entry's name; one that is not marked as UTF-8 may still be it, since many programs forget the mark."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename


class _BoundedInfo(tarfile.TarInfo):
    """An entry of a tar whose further headers are bounded."""

    def _proc_member(self, tar: tarfile.TarFile) -> tarfile.TarInfo:
        further = (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE)
        if self.type in (*further, tarfile.SOLARIS_XHDTYPE) and self.size > MAX_TAR_HEADER:
            raise tarfile.ReadError(f"a header of {self.size:,} bytes")
        return cast(tarfile.TarInfo, super()._proc_member(tar))  # type: ignore[misc]


def _sniff_tar(head: bytes) -> bool:
    return head[257:262] == b"ustar"


def _tar_members(stream: BinaryIO, name: str) -> Iterator[Member | Problem]:
    """Give the files of a tar in their order."""
    with tarfile.open(fileobj=stream, mode="r|", tarinfo=_BoundedInfo, errorlevel=1) as archive:
        for info in archive:
            archive.members = []  # type: ignore[attr-defined]  # it would keep every entry that it has passed
            if info.isdir() or is_junk(info.name):
                continue
            said = f"/{info.name}"
            if info.issym() or info.islnk():
                yield Problem("C101", said, "it is a link to another file, which is not followed; leave it out")
            elif not info.isreg():
                yield Problem("C101", said, "it is no plain file; leave it out")
            elif opened := archive.extractfile(info):
                yield Member(info.name, stream=cast(BinaryIO, opened))


READERS = (
    Reader("zip", "application/zip", (".zip",), is_zip, also=("application/x-zip-compressed",), members=_members),
    Reader("tar", "application/x-tar", (".tar",), _sniff_tar, members=_tar_members),
)
