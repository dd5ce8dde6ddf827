"""Files made to do harm: memory stays bounded, a row says what happened, nothing is raised.

Each is read by a process of its own, whose resident memory at its height is measured; a bare one that has loaded the readers takes
some 110 MB.
"""

import bz2
import gzip
import json
import lzma
import subprocess
import sys
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from crosswire.ingest import readers
from tests.ingest.formats.files import make_record, make_response, make_zip

READ = """
import json, resource, sys
from pathlib import Path
from crosswire.ingest import find_captures, readers
from crosswire.model import Capture
readers.find_readers()
codes, count, size = {}, 0, 0
for found in find_captures([Path(sys.argv[1])]):
    if isinstance(found, Capture):
        count += 1
        size += len(found.content)
    else:
        codes[found.code] = codes.get(found.code, 0) + 1
try:  # ru_maxrss of a child begins at what its parent held when it was forked, which after a thousand tests is a gigabyte
    status = Path("/proc/self/status").read_text()
    peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
except OSError:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"codes": codes, "count": count, "size": size, "peak": peak}))
"""

MEGABYTES = 330
"""Resident memory that reading any one file may take: a capture of 20 MB is in it a few times over."""

ENTRIES = 20_000

Made = Callable[[Path], None]


@cache
def zeros(packing: str) -> bytes:
    """Return 250 million zeros, packed."""
    packers: dict[str, Any] = {
        "gzip": lambda: zlib.compressobj(9, wbits=31),
        "xz": lambda: lzma.LZMACompressor(preset=0),
        "bzip2": lambda: bz2.BZ2Compressor(9),
    }
    pack = packers[packing]()
    return b"".join([*(pack.compress(bytes(1_000_000)) for _ in range(250)), pack.flush()])


def gzip_bomb(path: Path) -> None:
    """A quarter of a gigabyte in a quarter of a megabyte."""
    path.write_bytes(zeros("gzip"))


def zip_bomb(path: Path) -> None:
    """A zip of zips, each of many pages of nothing."""
    page = b"<html>" + b"a " * 2_000_000
    inner = make_zip({f"{n}.html": page for n in range(20)})
    path.write_bytes(make_zip({f"{n}.zip": inner for n in range(10)}))


def long_line(path: Path) -> None:
    """A line of a hundred megabytes between two rows."""
    with path.open("wb") as out:
        out.write(b'{"id": "r1", "text": "One."}\n')
        for _ in range(100):
            out.write(b'{"text": "' + b"x" * 1_000_000)
        out.write(b'\n{"id": "r2", "text": "Two."}\n')


def long_cell(path: Path) -> None:
    """The same as a table, with an open quotation mark."""
    with path.open("wb") as out:
        out.write(b'id,text\nr1,one talk\nr2,"')
        for _ in range(100):
            out.write(b"x" * 1_000_000)
        out.write(b"\nr3,two talks\n")


def many_entries(path: Path) -> None:
    """A feed of twenty thousand entries."""
    words = "The minister said that talks would go on. " * 3
    with path.open("w") as out:
        out.write("<rss><channel><title>Trel Post</title>")
        for n in range(ENTRIES):
            out.write(f"<item><title>{n}</title><description>{n} {words}</description></item>")
        out.write("</channel></rss>")


def many_objects(path: Path) -> None:
    """A list of JSON of thirty megabytes."""
    with path.open("w") as out:
        out.write('{"articles": [')
        row = json.dumps({"text": "Talks went on. " * 200})
        out.write(",".join([row] * (ENTRIES // 2)))
        out.write("]}")


def nested_json(path: Path) -> None:
    """Brackets in brackets, by the million."""
    path.write_bytes(b'{"articles": ' + b"[" * 10_000_000)


def packed_body(path: Path) -> None:
    """A page of nothing but zeros, packed by its server."""
    path.write_bytes(make_response(zeros("gzip"), "Content-Encoding: gzip\r\n"))


def false_length(path: Path) -> None:
    """A record that says it is a terabyte."""
    path.write_bytes(make_response(b"<html>").replace(b"Content-Length: ", b"Content-Length: 99999999"))


def packed_records(path: Path) -> None:
    """Pictures of nothing that are passed over."""
    record = make_record(
        "response",
        "WARC-Target-URI: x:y\r\nContent-Type: application/http\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n" + bytes(19_000_000),
    )
    path.write_bytes(gzip.compress(record) * 30)


def xz_bomb(path: Path) -> None:
    """Rows of nothing, by xz."""
    path.write_bytes(zeros("xz"))


def bzip_bomb(path: Path) -> None:
    """The same by bzip2."""
    path.write_bytes(zeros("bzip2"))


CASES: list[tuple[str, Made, set[str]]] = [
    ("a.txt.gz", gzip_bomb, {"C106"}),
    ("a.jsonl.gz", gzip_bomb, {"C106", "C111"}),
    ("a.xml.gz", gzip_bomb, {"C108"}),
    ("a.rss.gz", gzip_bomb, {"C111"}),
    ("a.json.gz", gzip_bomb, {"C110", "C105"}),
    ("a.csv.gz", gzip_bomb, {"C106", "C111"}),
    ("a.tar.gz", gzip_bomb, {"C102", "C110", "C111"}),
    ("a.warc.gz.gz", gzip_bomb, {"C110", "C111"}),
    ("a.mbox.gz", gzip_bomb, {"C102", "C111"}),
    ("a.eml.gz", gzip_bomb, {"C106"}),
    ("a.zip", zip_bomb, {"C111"}),
    ("a.jsonl", long_line, {"C106"}),
    ("a.csv", long_cell, {"C106"}),
    ("a.xml", many_entries, set()),
    ("a.json", many_objects, set()),
    ("b.json", nested_json, {"C110", "C105"}),
    ("a.warc", packed_body, {"C106"}),
    ("b.warc", false_length, {"C106"}),
    ("a.warc.gz", packed_records, {"C111"}),
    ("a.jsonl.xz", xz_bomb, {"C106", "C111"}),
    ("a.jsonl.bz2", bzip_bomb, {"C106", "C111"}),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "make", "expected"), CASES, ids=[f"{name}-{make.__name__}" for name, make, _ in CASES]
)
def test_memory_is_bounded(tmp_path: Path, root: Path, name: str, make: Made, expected: set[str]) -> None:
    """Whatever the file, the process stays small, ends, and says what it left out."""
    path = tmp_path / name
    make(path)
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)], capture_output=True, text=True, cwd=root, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    assert found["peak"] < MEGABYTES, found
    assert set(found["codes"]) <= expected and bool(found["codes"]) == bool(expected), found
    assert found["size"] <= readers.MAX_UNPACKED + readers.MAX_RATIO * path.stat().st_size
    if make in (many_entries, many_objects):
        assert found["count"] in (ENTRIES, ENTRIES // 2)
