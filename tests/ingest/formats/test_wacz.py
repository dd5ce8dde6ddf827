"""WACZ: zips of web archives."""

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from crosswire.ingest.formats import wacz
from tests.ingest.formats.files import PAGE, captures, codes, find, known, make_response, make_zip, names

BODY = PAGE.encode()
INDEX = (
    b'{"format": "json-pages-1.0"}\n' + json.dumps({"url": "https://trel.example/1", "title": "Talks go on"}).encode()
)


def test_pages_are_numbered_over_all_archives(tmp_path: Path) -> None:
    """Archives come in the order of their names; the index of pages gives titles."""
    members = {
        "archive/b.warc.gz": gzip.compress(make_response(BODY + b" ", number=2, url="https://trel.example/2")),
        "archive/a.warc": make_response(BODY),
        "datapackage.json": b"{}",
        "indexes/index.cdx": b"x",
        "pages/pages.jsonl": INDEX,
    }
    found = find(tmp_path, "a.wacz", make_zip(members, zipfile.ZIP_STORED))
    assert names(found) == ["a.wacz#1", "a.wacz#2"] and codes(found) == []
    assert [known(one).get("title") for one in captures(found)] == ["Talks go on", None]
    assert names(find(tmp_path, "b.zip", make_zip({"x.wacz": make_zip(members)}))) == [
        "b.zip/x.wacz#1",
        "b.zip/x.wacz#2",
    ]


def test_packed_and_broken_indexes(tmp_path: Path) -> None:
    """A packed index is read; a broken one costs titles only."""
    page = make_response(BODY)
    (one,) = captures(
        find(tmp_path, "a.wacz", make_zip({"archive/a.warc": page, "pages/pages.jsonl.gz": gzip.compress(INDEX)}))
    )
    assert known(one)["title"] == "Talks go on"
    (one,) = captures(find(tmp_path, "b.wacz", make_zip({"archive/a.warc": page, "pages/pages.jsonl": b"{broken"})))
    assert "title" not in known(one)


def test_too_long_an_index_is_not_read_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index that never ends costs titles only."""
    monkeypatch.setattr(wacz, "MAX_INDEX", 1000)
    members = {"archive/a.warc": make_response(BODY), "pages/pages.jsonl": b"\n" * 10_000_000 + INDEX}
    (one,) = captures(find(tmp_path, "a.wacz", make_zip(members)))
    assert "title" not in known(one)


def test_a_broken_archive_costs_itself(tmp_path: Path) -> None:
    """The archives beside it are read; none at all is told."""
    members = {"archive/a.warc.gz": b"\x1f\x8b\x08 broken", "archive/b.warc": make_response(BODY)}
    found = find(tmp_path, "a.wacz", make_zip(members))
    assert names(found) == ["a.wacz#1"] and codes(found) == ["C110"]
    assert codes(find(tmp_path, "b.wacz", make_zip({"x.txt": b"Talks."}))) == ["C110"]
