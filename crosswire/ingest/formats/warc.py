"""Web archives (WARC 1.x, ISO 28500; ARC): each page that was served with status 200 is a member, what is no article is told in one row.

Read by fastwarc; ARC, and files at whose first record it fails, by warcio. Bodies are unpacked by us (`http_bodies.py`):
fastwarc's own decoding ends the whole file, in silence, at the first body that is marked as packed and is not.
"""

import gzip
import logging
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, BinaryIO, cast

from crosswire.ingest import readers
from crosswire.ingest.formats.page import BEGINNING
from crosswire.ingest.http_bodies import BodyUnreadable, unpack_body
from crosswire.ingest.readers import Member, Reader, reader_of
from crosswire.ingest.streams import TooMuch, peek
from crosswire.model import Problem

VAGUE = ("", "application/octet-stream", "unk", "no-type", "application/http", "content/unknown")
"""Media types that say nothing; the body is looked at."""

NEVER = ("application/json", "application/jsonl", "text/markdown")
"""Media types that are read elsewhere, but are a site's machinery where a server sends them."""

MACHINERY = ("robots.txt", "ads.txt", "app-ads.txt", "humans.txt", "security.txt", "llms.txt", "sellers.json")
"""Last parts of the addresses of plain texts that are for machines."""

KINDS = ("response", "resource", "conversion", "revisit", "continuation")
SCHEMES = ("http", "https", "ftp", "file", "")
LONGEST_HEADER = 256 * 1024
CHARSET = re.compile(r"""charset\s{0,5}=\s{0,5}["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Record:
    """One record as both libraries give it.

    kind: response, resource, conversion, revisit, continuation. status: of HTTP, None where there is none. length: bytes
    of the body as its header says. read: gives up to so many bytes of the body. cut: the reason why the archiving program cut
    it, or "". content_type: as the server sent it; media_type: of it, lower-case.
    """

    kind: str
    url: str
    date: str
    urn: str
    position: int
    status: int | None
    media_type: str
    transfer: str
    packing: str
    length: int
    read: Any
    cut: str
    content_type: str


def _sniff(head: bytes) -> bool:
    """Tell a WARC or ARC, also one packed by gzip."""
    return _unpacked_head(head).startswith((b"WARC/0.", b"WARC/1.", b"filedesc://"))


def _unpacked_head(head: bytes) -> bytes:
    if not head.startswith(b"\x1f\x8b"):
        return head
    try:
        return zlib.decompressobj(31).decompress(head, 64)
    except zlib.error:
        return b""


def _members(stream: BinaryIO, name: str) -> Iterator[Member | Problem]:
    """Give the pages of one web archive."""
    yield from read_pages(stream, {}, Counter())


def read_pages(stream: BinaryIO, titles: Mapping[str, str], count: Counter[str]) -> Iterator[Member | Problem]:
    """Yield the pages of one web archive, in its order, then one Problem on what was passed over.

    titles: address -> title, where an index gives it. count: `pages` is raised with each, so that several archives
    number theirs together.
    """
    passed: Counter[str] = Counter()
    failure: Exception | None = None
    try:
        for record in _read_records(stream):
            reason = _unfit(record)
            if reason:
                passed[reason] += 1
            else:
                yield from _page(record, titles, count, passed)
    except TooMuch:
        raise
    except Exception as error:
        failure = error
    if passed:
        kinds = ", ".join(f"{n} {what}" for what, n in passed.most_common(12))
        yield Problem("C108", "", f"passed over, as no articles: {kinds}")
    if failure:
        raise failure


def _unfit(record: Record) -> str | None:
    """Say why a record is no page, or return None."""
    if record.kind in ("revisit", "continuation"):
        return "a page captured before" if record.kind == "revisit" else "parts of split records"
    if record.status is not None and record.status not in (200, 203):
        return f"with status {record.status}"
    if record.kind == "response" and record.status is None:
        return "without an HTTP header"
    scheme = record.url.partition(":")[0].lower() if ":" in record.url else ""
    if scheme not in SCHEMES:
        return f"at {scheme[:20]}: addresses"
    if record.media_type in VAGUE:
        return None
    reader = reader_of(record.media_type)
    if reader is None or reader.read is None or record.media_type in NEVER:
        return record.media_type[:60]
    if record.media_type == "text/plain" and re.split("[?#]", record.url)[0].rsplit("/", 1)[-1].lower() in MACHINERY:
        return "texts for machines"
    return None


def _page(
    record: Record, titles: Mapping[str, str], count: Counter[str], passed: Counter[str]
) -> Iterator[Member | Problem]:
    """Give the member that a record is, and what is wrong with it."""
    most = readers.MAX_BYTES
    where = f"record {record.urn} at byte {record.position}" if record.urn else f"record at byte {record.position}"
    if record.length > most:
        yield Problem("C106", "", f"{where} has more than {most:,} bytes; leave it out")
        return
    body = record.read(most)
    broken = len(body) < record.length
    try:
        body, short = unpack_body(body, record.transfer, record.packing, most)
    except BodyUnreadable as error:
        passed[f"bodies {error}"] += 1
        return
    if len(body) > most:
        yield Problem("C106", "", f"{where} unpacks to more than {most:,} bytes; leave it out")
        return
    media_type = record.media_type.split(";")[0].strip().lower()
    if not body.strip():
        if broken or short:
            yield Problem("C110", "", f"{where} breaks off before its text")
        else:
            passed["empty"] += 1
        return
    if media_type in VAGUE:
        if not BEGINNING.match(body[: readers.HEAD]):
            passed["of unknown kind"] += 1
            return
        media_type = "text/html"
    fields = [("url", record.url), ("retrieved", record.date), ("place", where), ("charset", _charset(record))]
    if title := titles.get(record.url):
        fields.append(("title", title))
    count["pages"] += 1
    yield Member("", body, media_type, tuple(sorted(pair for pair in fields if pair[1])))
    if broken or short or record.cut:
        reason = f"the archiving program cut it: {record.cut[:40]}" if record.cut else "its body is not whole"
        yield Problem("C110", f"#{count['pages']}", f"{where} breaks off ({reason}); what it leaves out is not known")


def _charset(record: Record) -> str:
    match = CHARSET.search(record.content_type)
    return match.group(1) if match else ""


def _read_records(stream: BinaryIO) -> Iterator[Record]:
    """Yield records by fastwarc; by warcio where fastwarc cannot read the first one and the stream can be read again.

    Raises TooMuch where the records come to far more than the file's own bytes.
    """
    head, stream = peek(stream, readers.HEAD)
    packed = head.startswith(b"\x1f\x8b")
    if _is_arc(head):
        yield from _by_warcio(stream, packed=packed, arc=True)
        return
    begun = False
    try:
        for record in _by_fastwarc(stream):
            begun = True
            yield record
    except OSError:
        if begun or not stream.seekable():
            raise
        stream.seek(0)
        for record in _by_warcio(stream, packed=packed):
            begun = True
            yield record
        if not begun:  # warcio passes over a broken packing in silence
            raise


class _Forward:
    """What fastwarc asks of a stream; it needs `tell` even of one that cannot be sought in, and panics without."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._at = stream, 0

    def read(self, size: int = -1) -> bytes:
        """Return up to so many bytes."""
        piece = self._stream.read(size)
        self._at += len(piece)
        return piece

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self._at


def _by_fastwarc(stream: BinaryIO) -> Iterator[Record]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = {int(getattr(WarcRecordType, kind)): kind for kind in KINDS}
    wanted = reduce(or_, (getattr(WarcRecordType, kind) for kind in KINDS))
    unpacked = 0
    try:
        archive = ArchiveIterator(
            cast(BinaryIO, _Forward(stream)), record_types=wanted, parse_http=False, max_header_len=LONGEST_HEADER
        )
        for record in archive:
            # what is passed over is unpacked too, without being counted where files are opened
            if unpacked > readers.MAX_UNPACKED + readers.MAX_RATIO * record.stream_pos:
                raise TooMuch
            unpacked += record.content_length
            yield _fast_record(record, kinds[int(record.record_type)])
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # which Rust throws past `except Exception`
            raise
        raise OSError(f"fastwarc failed ({str(error)[:100]})") from None


def _fast_record(record: Any, kind: str) -> Record:
    """Return a record of fastwarc, whose body is still to be read."""
    headers, http = record.headers, None
    if record.is_http and kind == "response":
        record.parse_http(max_header_len=LONGEST_HEADER)
        http = record.http_headers
    content_type = (http.get("Content-Type") if http else headers.get("Content-Type")) or ""
    return Record(
        kind,
        (headers.get("WARC-Target-URI") or "").strip("<>"),
        headers.get("WARC-Date") or "",
        (headers.get("WARC-Record-ID") or "").strip("<>"),
        record.stream_pos,
        http.status_code if http else None,
        content_type.split(";")[0].strip().lower(),
        (http.get("Transfer-Encoding") or "") if http else "",
        (http.get("Content-Encoding") or "") if http else "",
        record.content_length,
        record.reader.read,
        headers.get("WARC-Truncated") or "",
        content_type,
    )


def _by_warcio(stream: BinaryIO, *, packed: bool, arc: bool = False) -> Iterator[Record]:
    from warcio.archiveiterator import ArchiveIterator

    class Quiet(ArchiveIterator):
        INC_RECORD = ""  # which it would print

    logging.getLogger("warcio").setLevel(logging.ERROR)  # it warns of spaces in addresses
    raw = _Forward(stream)
    # warcio reads a packed archive only where each record is packed alone; positions are those of the unpacked bytes
    plain = gzip.GzipFile(fileobj=cast(BinaryIO, raw)) if packed else raw
    archive = Quiet(_Forward(cast(BinaryIO, plain)), arc2warc=True)
    unpacked = 0
    for record in archive:
        headers, http = record.rec_headers, record.http_headers
        length = max(0, getattr(record.raw_stream, "limit", 0))
        position = archive.offset  # `get_record_offset` would read past the body
        if unpacked > readers.MAX_UNPACKED + readers.MAX_RATIO * raw.tell():
            raise TooMuch
        unpacked += length
        if record.rec_type in ("warcinfo", "request", "metadata"):
            continue
        code = http.get_statuscode() if http else ""
        content_type = (http.get_header("Content-Type") if http else headers.get_header("Content-Type")) or ""
        yield Record(
            record.rec_type,
            headers.get_header("WARC-Target-URI") or "",
            headers.get_header("WARC-Date") or "",
            ""
            if arc
            else (headers.get_header("WARC-Record-ID") or "").strip("<>"),  # of an ARC, made up anew each time
            position,
            int(code) if code and code.isdigit() else None,
            content_type.split(";")[0].strip().lower(),
            (http.get_header("Transfer-Encoding") or "") if http else "",
            (http.get_header("Content-Encoding") or "") if http else "",
            length,
            record.raw_stream.read,
            headers.get_header("WARC-Truncated") or "",
            content_type,
        )


def _is_arc(head: bytes) -> bool:
    return _unpacked_head(head).startswith(b"filedesc://")


READERS = (
    Reader(
        "warc",
        "application/warc",
        (".warc", ".warc.gz", ".warc.zst", ".arc", ".arc.gz"),
        _sniff,
        also=("application/warc-fields", "application/x-arc"),
        members=_members,
    ),
)
