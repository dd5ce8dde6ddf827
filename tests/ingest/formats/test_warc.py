"""Web archives."""

import gzip
import zlib
from pathlib import Path

import pytest

from crosswire.ingest import readers
from crosswire.ingest.formats import warc
from crosswire.model import Problem
from tests.ingest.formats.files import (
    PAGE,
    captures,
    codes,
    find,
    known,
    make_arc,
    make_record,
    make_response,
    make_warc,
    make_zip,
    names,
)

BODY = PAGE.encode()


def packed(*records: bytes) -> bytes:
    """Return records packed one by one, as archiving programs do."""
    return b"".join(gzip.compress(record, mtime=0) for record in records)


def test_a_page_comes_with_its_address_time_and_place(tmp_path: Path) -> None:
    """Address, time of capture, charset and place come from the record; the name is the file's with a number."""
    record = make_response(BODY)
    (one,) = captures(find(tmp_path, "clips.warc.gz", packed(record)))
    assert (one.name, one.media_type, one.content) == ("clips.warc.gz#1", "text/html", BODY)
    assert known(one) == {
        "url": "https://trel.example/1",
        "retrieved": "2012-06-05T10:00:00Z",
        "charset": "utf-8",
        "place": f"record urn:uuid:{1:032d} at byte 0",
    }


@pytest.mark.parametrize("shape", ["plain", "records", "whole", "misnamed"])
def test_every_packing(tmp_path: Path, shape: str) -> None:
    """Plain, packed record by record, packed as one, and without an ending that says so: the same pages."""
    content, name = make_warc(), "a.warc"
    if shape == "records":
        content, name = packed(make_response(BODY), make_response(BODY + b" ", number=2)), "a.warc.gz"
        assert names(find(tmp_path, name, content)) == ["a.warc.gz#1", "a.warc.gz#2"]
        return
    if shape == "whole":
        content, name = gzip.compress(content), "a.warc.gz"
    if shape == "misnamed":
        name = "a.bin"
    found = find(tmp_path, name, content)
    assert names(found) == [f"{name}#{n}" for n in range(1, 7)]
    assert [one.content for one in captures(found)[:5]] == [BODY] * 5


def test_what_is_no_article_is_told_in_one_row(tmp_path: Path) -> None:
    """Pictures, machinery, other statuses, revisits and empty bodies are counted together."""
    kind = "Content-Type: application/http; msgtype=response\r\n"

    def other(media_type: str, address: str) -> bytes:
        block = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\n\r\nxx".encode()
        return make_record("response", f"WARC-Target-URI: {address}\r\n{kind}", block)

    found = find(
        tmp_path,
        "a.warc",
        b"".join(
            [
                other("image/png", "https://trel.example/a.png"),
                other("image/png", "https://trel.example/b.png"),
                other("application/json", "https://trel.example/api"),
                other("text/plain", "https://trel.example/robots.txt?x"),
                make_response(BODY, status="301 Moved"),
                make_response(b""),
                make_record(
                    "revisit", f"WARC-Target-URI: https://trel.example/2\r\n{kind}", b"HTTP/1.1 200 OK\r\n\r\n"
                ),
                make_record("resource", "WARC-Target-URI: urn:text:x\r\nContent-Type: text/plain\r\n", b"Talks."),
                make_record("request", "WARC-Target-URI: https://trel.example/1\r\n", b"GET / HTTP/1.1\r\n\r\n"),
                make_response(BODY),
            ]
        ),
    )
    assert (names(found), codes(found)) == (["a.warc#1"], ["C108"])
    (said,) = [one.message for one in found if isinstance(one, Problem)]
    for words in (
        "2 image/png",
        "1 application/json",
        "1 texts for machines",
        "1 with status 301",
        "1 empty",
        "1 at urn: addresses",
    ):
        assert words in said, said
    assert "1 a page captured before" in said


def test_a_page_captured_twice_is_two_captures(tmp_path: Path) -> None:
    """One address at two times is two accounts."""
    found = captures(find(tmp_path, "a.warc", make_response(BODY) + make_response(BODY + b"<p>More.", number=2)))
    assert [known(one)["url"] for one in found] == ["https://trel.example/1"] * 2


def test_records_that_break_off_are_marked(tmp_path: Path) -> None:
    """Cut by the archiving program, by its server, or by the end of the file: given, and told with the number."""
    cut = make_response(BODY).replace(b"WARC-Date", b"WARC-Truncated: length\r\nWARC-Date", 1)
    half = make_response(gzip.compress(BODY)[:-40], "Content-Encoding: gzip\r\n", 2)
    found = find(tmp_path, "a.warc", cut + half + make_response(BODY, number=3)[:-200])
    assert names(found) == ["a.warc#1", "a.warc#2", "a.warc#3"]
    assert [one.name for one in found if isinstance(one, Problem)] == ["a.warc#1", "a.warc#2", "a.warc#3"]
    assert set(codes(found)) == {"C110"}


def test_a_body_of_unknown_packing_is_told(tmp_path: Path) -> None:
    """zstd is not unpacked; the page after it is read all the same, where fastwarc's own decoding would end."""
    strange = make_response(b"\x28\xb5\x2f\xfd", "Content-Encoding: zstd\r\n")
    broken = make_response(b"\x1f\x8b broken", "Content-Encoding: gzip\r\n", 2)
    found = find(tmp_path, "a.warc", strange + broken + make_response(BODY, number=3))
    assert (names(found), codes(found)) == (["a.warc#1"], ["C108"])


def test_vague_media_types_are_looked_into(tmp_path: Path) -> None:
    """A page that its server calls a stream of bytes is a page; anything else so called is not."""
    vague = make_response(BODY).replace(b"text/html; charset=utf-8", b"application/octet-stream")
    length = len(vague.split(b"\r\n\r\n", 1)[1]) - 4
    vague = make_record(
        "response",
        "WARC-Target-URI: https://trel.example/1\r\nContent-Type: application/http; msgtype=response\r\n",
        vague.split(b"\r\n\r\n", 1)[1][:length],
    )
    found = find(tmp_path, "a.warc", vague + vague.replace(BODY, b"\0" * len(BODY)))
    assert (names(found), codes(found)) == (["a.warc#1"], ["C108"])


def test_too_large_a_page_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its length, or once unpacked; the others are read."""
    monkeypatch.setattr(readers, "MAX_BYTES", 5000)
    bomb = make_response(gzip.compress(b"a" * 1_000_000), "Content-Encoding: gzip\r\n")
    found = find(tmp_path, "a.warc", bomb + make_response(b"b" * 6000, number=2) + make_response(BODY, number=3))
    assert (names(found), codes(found)) == (["a.warc#1"], ["C106", "C106"])


def test_what_is_passed_over_counts_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Packed records that are skipped are unpacked all the same, so an archive of them is stopped."""
    monkeypatch.setattr(readers, "MAX_UNPACKED", 1000)
    monkeypatch.setattr(readers, "MAX_RATIO", 10)
    picture = make_record(
        "response",
        "WARC-Target-URI: x:y\r\nContent-Type: application/http\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n" + b"0" * 90_000,
    )
    assert codes(find(tmp_path, "a.warc.gz", packed(*[picture] * 3, make_response(BODY)))) == ["C111"]


def test_arc(tmp_path: Path) -> None:
    """The older form is read by warcio: the same fields, without the ids that it makes up."""
    (one,) = captures(find(tmp_path, "a.arc", make_arc()))
    assert (one.name, one.content) == ("a.arc#1", BODY)
    assert known(one)["url"] == "https://trel.example/1"
    assert known(one)["retrieved"] == "2012-06-05T10:00:00Z"
    assert "uuid" not in known(one)["place"]
    assert names(find(tmp_path, "a.arc.gz", gzip.compress(make_arc()))) == ["a.arc.gz#1"]


@pytest.mark.parametrize(
    "content", [b"WARC/1.0\r\n", b"WARC/1.0\r\n" + b"x" * 300_000, b"WARC/1.0\r\nContent-Length: -5\r\n\r\nx", b""]
)
def test_no_archive_at_all(tmp_path: Path, content: bytes) -> None:
    """Garbage after the mark is a row of the problem list."""
    found = find(tmp_path, "a.warc", content)
    assert names(found) == [] and codes(found)


def test_a_panic_of_the_library_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """fastwarc throws what no `except Exception` catches; it costs the archive only."""

    class PanicException(BaseException):  # the name that Rust's has
        pass

    def panics(*_: object, **__: object) -> None:
        raise PanicException("called Result::unwrap()")

    monkeypatch.setattr("fastwarc.warc.ArchiveIterator", panics)
    (tmp_path / "b.warc").write_bytes(make_warc())
    assert names(find(tmp_path, "b.warc", make_warc()))  # warcio reads it instead
    monkeypatch.setattr(warc, "_by_warcio", panics)
    monkeypatch.setattr(warc._Forward, "tell", panics)
    with pytest.raises(OSError, match="fastwarc failed"):
        list(warc._by_fastwarc(Path(tmp_path / "b.warc").open("rb")))  # noqa: SIM115


def test_an_archive_in_a_zip_is_a_stream(tmp_path: Path) -> None:
    """Inside a zip the archive is read as it is unpacked."""
    found = find(
        tmp_path, "a.zip", make_zip({"x/b.warc.gz": packed(make_response(BODY)), "x/c.warc": make_response(BODY)})
    )
    assert names(found) == ["a.zip/x/b.warc.gz#1", "a.zip/x/c.warc#1"]


def test_brotli_and_deflate(tmp_path: Path) -> None:
    """Both are unpacked; deflate also without its frame."""
    import brotli

    raw = zlib.compressobj(wbits=-15)
    bodies = {
        "br": brotli.compress(BODY),
        "deflate": raw.compress(BODY) + raw.flush(),
        "gzip, br": brotli.compress(gzip.compress(BODY)),
    }
    for packing, body in bodies.items():
        (one,) = captures(find(tmp_path, "a.warc", make_response(body, f"Content-Encoding: {packing}\r\n")))
        assert one.content == BODY, packing
