"""One file packed by gzip, bzip2 or xz."""

import bz2
import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest

from crosswire.ingest import readers
from tests.ingest.formats.files import PAGE, RSS, captures, codes, find, make_tar, make_zip, names

PACKERS = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress}


@pytest.mark.parametrize(("ending", "pack"), PACKERS.items())
def test_a_packed_page_keeps_its_name(tmp_path: Path, ending: str, pack: Callable[[bytes], bytes]) -> None:
    """The capture is the page itself, under the file's own name; what it is is read from the name within."""
    (one,) = captures(find(tmp_path, "page.html" + ending, pack(PAGE.encode())))
    assert (one.name, one.media_type, one.content) == ("page.html" + ending, "text/html", PAGE.encode())
    (one,) = captures(find(tmp_path, "a.txt" + ending, pack(b"Talks.") + pack(b" More.")))
    assert (one.media_type, one.content) == ("text/plain", b"Talks. More.")


def test_packed_containers_are_opened(tmp_path: Path) -> None:
    """A packed feed, tar and table are read through; the packing is no level of its own."""
    assert names(find(tmp_path, "feed.xml.gz", gzip.compress(RSS.encode()))) == ["feed.xml.gz#1", "feed.xml.gz#2"]
    inner = make_zip({"a.txt.gz": gzip.compress(b"Talks.")})
    assert names(find(tmp_path, "a.tgz", gzip.compress(make_tar({"b.zip": inner})))) == ["a.tgz/b.zip/a.txt.gz"]
    assert names(find(tmp_path, "r.jsonl.gz", gzip.compress(b'{"id": "r1", "text": "Talks."}\n'))) == ["r1"]


@pytest.mark.parametrize(("ending", "pack"), PACKERS.items())
def test_a_cut_packing_is_told(tmp_path: Path, ending: str, pack: Callable[[bytes], bytes]) -> None:
    """Half a page is not given as a whole one; rows before the cut are."""
    packed = pack(PAGE.encode())
    found = find(tmp_path, "page.html" + ending, packed[: len(packed) * 2 // 3])
    assert (names(found), codes(found)) == ([], ["C110"])


def test_rows_before_a_cut_are_read(tmp_path: Path) -> None:
    """A container that breaks off has its problem after what was read."""
    rows = b"".join(b'{"id": "r%d", "text": "Talks %d."}\n' % (n, n * 7919) for n in range(30_000))
    packed = gzip.compress(rows)
    found = find(tmp_path, "rows.jsonl.gz", packed[: len(packed) // 2])
    assert len(names(found)) > 1000 and codes(found) == ["C110"]


def test_packed_twice_is_refused(tmp_path: Path) -> None:
    """A file that unpacks to a packed file could go on for ever."""
    assert codes(find(tmp_path, "a.txt.gz.gz", gzip.compress(gzip.compress(b"Talks.")))) == ["C111"]


def test_an_xz_that_asks_for_much_memory_is_refused(tmp_path: Path) -> None:
    """The size of the dictionary in the head is believed only up to a bound."""
    wide = lzma.compress(b"Talks.", filters=[{"id": lzma.FILTER_LZMA2, "preset": 6, "dict_size": 1 << 30}])
    assert codes(find(tmp_path, "a.txt.xz", wide)) == ["C110"]


def test_a_bomb_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of rows that unpacks to a thousand times its bytes is stopped; a page of that kind is too large before."""
    monkeypatch.setattr(readers, "MAX_UNPACKED", 300_000)
    monkeypatch.setattr(readers, "MAX_RATIO", 10)
    found = find(tmp_path, "a.jsonl.gz", gzip.compress((b'{"text": "' + b"a " * 5000 + b'"}\n') * 200))
    assert codes(found)[-1] == "C111" and 0 < len(names(found)) < 60
    monkeypatch.setattr(readers, "MAX_BYTES", 10_000)
    assert codes(find(tmp_path, "b.txt.gz", gzip.compress(b"a" * 1_000_000))) == ["C106"]
