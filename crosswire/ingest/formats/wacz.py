"""WACZ (https://specs.webrecorder.net/wacz/1.1.1/): a zip of web archives with an index of pages, which gives titles."""

import gzip
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from typing import BinaryIO, cast

from crosswire.ingest.formats.warc import read_pages
from crosswire.ingest.formats.zips import find_overlaps, is_zip, open_zip
from crosswire.ingest.readers import Member, Reader
from crosswire.ingest.streams import TooMuch, count_bytes, make_seekable, read_lines
from crosswire.model import Problem

MAX_LINE = 1024 * 1024
"""Bytes of one line of the index of pages; it may hold a page's text."""

MAX_PAGES = 200_000
"""Pages whose titles are kept."""


MAX_INDEX = 256 * 1024 * 1024
"""Bytes of one index that are read."""


class _Bound:
    """Raises ValueError when more bytes are counted than are left."""

    def __init__(self, left: int) -> None:
        self.left = left

    def __call__(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise ValueError("the index of pages is too long")


def _members(stream: BinaryIO, name: str) -> Iterator[Member | Problem]:
    """Give the pages of all archives inside, in the order of their names, numbered together."""
    with ExitStack() as stack:
        whole = make_seekable(stream)
        if whole is not stream:
            stack.callback(whole.close)
        archive = stack.enter_context(open_zip(whole))
        infos = sorted(archive.infolist(), key=lambda one: (one.filename, one.header_offset))
        inside = [i for i in infos if i.filename.startswith("archive/") and not i.is_dir()]
        if find_overlaps(inside):
            yield Problem("C110", "", "archives in it overlap; it is made to mislead")
            return
        titles = _titles(archive, infos)
        count: Counter[str] = Counter()
        for info in inside:
            try:
                with archive.open(info) as packed:
                    yield from read_pages(cast(BinaryIO, packed), titles, count)
            except TooMuch:
                raise
            except Exception as error:  # whatever the libraries make of a broken archive; the others stand
                yield Problem("C110", f"/{info.filename}", f"it cannot be read to its end ({str(error)[:120]})")
        if not inside:
            yield Problem("C110", "", "it has no folder archive/ with web archives; capture the pages again")


def _titles(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> dict[str, str]:
    """Return address -> title from the indexes of pages; a broken index costs titles only."""
    titles: dict[str, str] = {}
    for info in infos:
        if not info.filename.startswith("pages/") or not info.filename.endswith((".jsonl", ".jsonl.gz")):
            continue
        try:
            with archive.open(info) as packed:
                plain = gzip.GzipFile(fileobj=packed) if info.filename.endswith(".gz") else packed
                for _, line in read_lines(count_bytes(cast(BinaryIO, plain), _Bound(MAX_INDEX)), MAX_LINE):
                    page = json.loads(line) if line else None
                    if (
                        isinstance(page, dict)
                        and isinstance(page.get("title"), str)
                        and isinstance(page.get("url"), str)
                    ):
                        titles.setdefault(page["url"], page["title"])
                    if len(titles) >= MAX_PAGES:
                        return titles
        except TooMuch:
            raise
        except Exception:  # a broken index
            continue
    return titles


READERS = (Reader("wacz", "application/wacz", (".wacz",), is_zip, also=("application/x-wacz",), members=_members),)
