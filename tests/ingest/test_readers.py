"""The table of readers."""

import pytest

from crosswire.ingest.formats.zips import is_zip
from crosswire.ingest.readers import OWN, all_endings, find_readers, pick_reader, reader_of
from tests.ingest.formats.files import PAGE, make_zip


def test_every_row_reads_in_one_way() -> None:
    """Each is a container or a format, with a media type of its own; those that pack one file are containers."""
    table = find_readers()
    assert len({reader.media_type for reader in table}) == len(table)
    assert len(set(OWN)) == len(OWN)
    for reader in table:
        assert (reader.read is None) != (reader.members is None), reader.name
        assert reader.media_type == reader.media_type.lower() and "/" in reader.media_type
        assert all(ending.startswith(".") and ending == ending.lower() for ending in reader.endings)
        assert reader.members or not reader.single


def test_media_types() -> None:
    """Parameters and case do not matter; a reader's own type goes before another's further one."""
    page = reader_of("Text/HTML; charset=utf-8")
    assert page and page.name == "page"
    assert reader_of("application/xhtml+xml") is page
    assert reader_of("application/x-nobody") is None
    for reader in find_readers():
        assert reader_of(reader.media_type) is reader


@pytest.mark.parametrize(
    ("name", "head", "media_type", "reader"),
    [
        ("a.txt", PAGE.encode(), "", "page"),
        ("a.html", b"Talks.", "", "page"),
        ("a", b"Talks.", "text/plain", "text"),
        ("a.bin", b"Talks.", "", None),
        ("a.HTML", b"", "", "page"),
        ("x.wacz", make_zip({"archive/a.warc": b"x"}), "", "wacz"),
        ("x.zip", make_zip({"archive/a.warc": b"x"}), "", "zip"),
        ("x", make_zip({"a.txt": b"x"}), "", "zip"),
        ("a.txt", PAGE.encode(), "text/html", "page"),
        ("a.warc.gz", b"broken", "", "warc"),
        ("a.html.gz", b"\x1f\x8b\x08\0", "", "gzip"),
        (".gz/a.md", b"", "", "markdown"),
    ],
)
def test_who_reads_what(name: str, head: bytes, media_type: str, reader: str | None) -> None:
    """Bytes before endings before words; where several know the bytes, the ending decides."""
    found = pick_reader(name, head, media_type)
    assert (found.name if found else None) == reader


def test_nobody_takes_bytes_that_say_nothing() -> None:
    """Empty and plain beginnings are known to no reader, so that plain text is never taken for more."""
    for head in (b"", b" ", b"Talks went on.", b"\x00" * 100, b"# Talks", b"1,2,3", b"<p>", b"{", b"["):
        assert not [reader.name for reader in find_readers() if reader.sniff and reader.sniff(head)]
    assert not is_zip(b"PK")


def test_endings() -> None:
    """Sorted, and those of the issue are among them."""
    endings = all_endings()
    assert list(endings) == sorted(set(endings))
    wanted = ".txt .html .mhtml .warc .warc.gz .wacz .rss .atom .jsonl .csv .tsv .json .eml .mbox .zip .gz .tar"
    assert set(wanted.split()) <= set(endings)
