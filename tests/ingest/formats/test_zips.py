"""Zip and tar archives, also hostile ones."""

import io
import stat
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest

from crosswire.ingest import readers
from crosswire.ingest.formats.zips import find_overlaps, is_junk, open_zip, shown_name
from crosswire.model import Problem
from tests.ingest.formats.files import PAGE, TEXT, captures, codes, find, make_tar, make_zip, names


def test_a_zip_is_read_like_the_folder_that_it_is_of(tmp_path: Path) -> None:
    """Members are named below the zip and sorted; each is looked up by its own ending and bytes."""
    found = find(
        tmp_path, "clips.zip", make_zip({"b.txt": b"Talks.", "a/page.html": PAGE.encode(), "a/c.md": b"# Talks"})
    )
    assert names(found) == ["clips.zip/a/c.md", "clips.zip/a/page.html", "clips.zip/b.txt"]
    assert [one.media_type for one in captures(found)] == ["text/markdown", "text/html", "text/plain"]
    assert captures(found)[2].content == b"Talks."


def test_names_that_lead_out_are_cleaned(tmp_path: Path) -> None:
    """Absolute names and `..` stay below the archive; two that come to the same are kept apart."""
    found = find(
        tmp_path, "a.zip", make_zip({"../../etc/x.txt": b"One.", "/etc/x.txt": b"Two.", "..\\y.txt": b"Three."})
    )
    assert sorted(names(found)) == ["a.zip/etc/x.txt", "a.zip/etc/x.txt~2", "a.zip/y.txt"]
    assert not (tmp_path.parent / "etc").exists()


def test_zips_in_zips_to_a_depth(tmp_path: Path) -> None:
    """Three containers deep is read, four is told."""
    inner = make_zip({"a.txt": b"Talks."})
    for _ in range(readers.MAX_DEPTH - 1):
        inner = make_zip({"in.zip": inner})
    assert names(find(tmp_path, "a.zip", inner)) == ["a.zip/in.zip/in.zip/a.txt"]
    assert codes(find(tmp_path, "b.zip", make_zip({"in.zip": inner}))) == ["C111"]


def test_junk_is_passed_over_in_silence(tmp_path: Path) -> None:
    """What systems leave behind and what is hidden is no row; an archive of nothing else is told to be empty."""
    assert all(map(is_junk, ("__MACOSX/._a.txt", ".DS_Store", "a/Thumbs.db", "a/.git/b.txt", "", "..")))
    assert not is_junk("a/b.txt")
    assert codes(find(tmp_path, "a.zip", make_zip({"__MACOSX/._a.txt": b"x", ".DS_Store": b"x"}))) == ["C102"]


def test_an_encrypted_member_costs_itself(tmp_path: Path) -> None:
    """Its row says so; the others are read."""
    packed = bytearray(make_zip({"a.txt": b"Sealed.", "b.txt": b"Talks."}, zipfile.ZIP_STORED))
    packed[6] |= 1  # the flag of the first local header
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    found = find(tmp_path, "a.zip", bytes(packed))
    assert (names(found), codes(found)) == (["a.zip/b.txt"], ["C101"])


def test_links_are_not_followed(tmp_path: Path) -> None:
    """A symbolic link in a zip or tar is told."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("a.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    assert codes(find(tmp_path, "a.zip", out.getvalue())) == ["C101"]
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        link, pipe = tarfile.TarInfo("a.txt"), tarfile.TarInfo("p.txt")
        link.type, link.linkname, pipe.type = tarfile.SYMTYPE, "/etc/passwd", tarfile.FIFOTYPE
        tar.addfile(link)
        tar.addfile(pipe)
    assert codes(find(tmp_path, "a.tar", out.getvalue())) == ["C101", "C101"]


def test_a_broken_member_costs_itself(tmp_path: Path) -> None:
    """A member whose checksum is wrong is left out whole, since half an article would be quoted as one."""
    packed = make_zip({"a.txt": b"Talks went on.", "b.txt": b"Talks ended."}, zipfile.ZIP_STORED)
    found = find(tmp_path, "a.zip", packed.replace(b"went on.", b"went in.", 1))
    assert (names(found), codes(found)) == (["a.zip/b.txt"], ["C110"])
    unknown = packed.replace(b"\0\0", b"\0\0")
    at = unknown.index(b"PK\x01\x02") + 10
    found = find(tmp_path, "c.zip", unknown[:at] + struct.pack("<H", 77) + unknown[at + 2 :])
    assert (names(found), codes(found)) == (["c.zip/b.txt"], ["C110"])


def test_overlapping_entries_are_refused(tmp_path: Path) -> None:
    """One packed stream listed many times is a bomb; none of the entries is read."""
    packed = make_zip({"a.txt": b"x" * 5000, "b.txt": b"Talks."})
    directory = packed.index(b"PK\x01\x02")
    entry = packed[directory : packed.index(b"PK\x01\x02", directory + 1)]
    copies = b"".join(entry.replace(b"a.txt", b"%c.txt" % (99 + n)) for n in range(5))
    end = packed.rindex(b"PK\x05\x06")
    tail = bytearray(packed[end:])
    whole = packed[directory:end] + copies
    struct.pack_into("<HHI", tail, 8, 7, 7, len(whole))
    found = find(tmp_path, "a.zip", packed[:directory] + whole + bytes(tail))
    assert names(found) == ["a.zip/b.txt"]
    assert codes(found) == ["C110"] * 6


def test_overlaps_are_found() -> None:
    """Entries side by side do not overlap; one inside another marks both."""
    one, two, three = zipfile.ZipInfo("a"), zipfile.ZipInfo("b"), zipfile.ZipInfo("c")
    one.header_offset, one.compress_size = 0, 100
    two.header_offset, two.compress_size = 131, 10
    three.header_offset, three.compress_size = 50, 10
    assert find_overlaps([two, one]) == set()
    assert find_overlaps([one, two, three]) == {0, 50}


def test_a_directory_without_measure_is_refused() -> None:
    """A directory said to be larger than is read is not read."""
    packed = bytearray(make_zip({"a.txt": b"x"}))
    struct.pack_into("<I", packed, packed.rindex(b"PK\x05\x06") + 12, 0xFFFFFFF0)
    with pytest.raises(zipfile.BadZipFile, match="directory"):
        open_zip(io.BytesIO(bytes(packed)))


def test_names_that_are_not_marked_as_utf8() -> None:
    """A name that is UTF-8 without the mark is read as that; else as the old code page says."""
    info = zipfile.ZipInfo("Café.txt".encode().decode("cp437"))
    assert shown_name(info) == "Café.txt"
    info = zipfile.ZipInfo("Cafe\u0301.txt")
    info.flag_bits = 0x800
    assert shown_name(info) == "Cafe\u0301.txt"
    assert shown_name(zipfile.ZipInfo("\u00c7\u00e9.txt")) == "\u00c7\u00e9.txt"


def test_zips_that_are_documents_are_no_archives(tmp_path: Path) -> None:
    """A program or a book is not taken apart."""
    program = make_zip({"META-INF/MANIFEST.MF": b"x", "a.txt": b"Talks."})
    assert codes(find(tmp_path, "b.jar", program)) == ["C108"]
    book = make_zip({"mimetype": b"application/epub+zip", "a.html": PAGE.encode()}, zipfile.ZIP_STORED)
    assert codes(find(tmp_path, "c.epub", book)) == ["C108"]


@pytest.mark.parametrize("cut", [5, 40, 120, -10])
def test_a_cut_archive_is_told(tmp_path: Path, cut: int) -> None:
    """A zip without its directory is a row of the problem list."""
    found = find(tmp_path, "a.zip", make_zip({"a.txt": TEXT.encode(), "b.txt": b"Talks."})[:cut])
    assert names(found) == [] and codes(found) == ["C110"]


def test_tar(tmp_path: Path) -> None:
    """A tar is read in its order, also packed; what stands before a cut is read."""
    members = {"b/page.html": PAGE.encode(), "a.txt": b"Talks."}
    found = find(tmp_path, "a.tar", make_tar(members))
    assert names(found) == ["a.tar/b/page.html", "a.tar/a.txt"]
    found = find(tmp_path, "cut.tar", make_tar(members)[: 512 + 1024 + 512 + 3])
    assert names(found) == ["cut.tar/b/page.html"] and codes(found)


def test_a_tar_header_without_measure_is_refused(tmp_path: Path) -> None:
    """A long name that says it has a gigabyte is not read into memory."""
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 1 << 30
    found = find(tmp_path, "a.tar", info.tobuf(tarfile.GNU_FORMAT) + b"x" * 10_000)
    assert codes(found) == ["C110"]
    assert isinstance(found[0], Problem) and "header" in found[0].message
