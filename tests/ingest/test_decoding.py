"""Bytes -> text."""

import json

import pytest

from crosswire.ingest.decoding import read_text
from tests.ingest.samples import capture

WORDS = "Der Minister erklärte, die Gespräche über die Fähren seien zu Ende; er dankte für Geduld und Mühe."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_sure_encodings(encoding: str) -> None:
    """Unicode in every form is read without a word of doubt."""
    assert read_text(capture(WORDS.encode(encoding))) == (WORDS, ())


@pytest.mark.parametrize("encoding", ["cp1252", "iso-8859-15"])
def test_guessed_encodings(encoding: str) -> None:
    """Older encodings are guessed, and the guess is told (C104)."""
    text, problems = read_text(capture((WORDS * 3).encode(encoding)))
    assert text == WORDS * 3
    assert [p.code for p in problems] == ["C104"]


def test_declared_charset() -> None:
    """A page's own charset is believed when its bytes fit."""
    page = f'<html><head><meta charset="iso-8859-2"></head><body>{"Příliš žluťoučký kůň"}</body></html>'
    text, problems = read_text(capture(page.encode("iso-8859-2"), media_type="text/html"))
    assert text == page and not problems
    wrong = '<meta charset="no-such-thing">Talks über alles'.encode("cp1252")
    assert read_text(capture(wrong, media_type="text/html"))[1][0].code == "C104"


def test_a_few_broken_bytes() -> None:
    """UTF-8 with a broken byte stays UTF-8 with U+FFFD at that place: no other letter suffers."""
    raw = (WORDS * 5).encode() + b"\xff" + WORDS.encode()
    text, problems = read_text(capture(raw))
    assert text == WORDS * 5 + "\ufffd" + WORDS
    assert problems[0].code == "C104" and "1 places" in problems[0].message


@pytest.mark.parametrize(
    "raw", [bytes(range(256)) * 20, b"%PDF-1.7 text", b"\x89PNG\r\n\x1a\n" + b"a" * 99, b"PK\x03\x04" + b"word" * 9]
)
def test_not_text(raw: bytes) -> None:
    """Pictures, programs and office files are told by their bytes (C103)."""
    text, problems = read_text(capture(raw))
    assert text is None
    assert [p.code for p in problems] == ["C103"]


def test_nothing_in_it() -> None:
    """Empty and blank captures are told (C102)."""
    for raw in (b"", b" \n\t", b"\xef\xbb\xbf", "\u00a0\u2003".encode()):
        assert [p.code for p in read_text(capture(raw))[1]] == ["C102"]


def test_stray_zeros_do_not_matter() -> None:
    """A zero byte in a text stays where it is."""
    assert read_text(capture(b"Talks\0 ended, said the minister."))[0] == "Talks\0 ended, said the minister."


def test_lone_surrogates() -> None:
    """Half a character in a row's escapes becomes U+FFFD, one for one."""
    row = capture(b'{"id": "a", "text": "x\\ud800y\\ud83d\\ude00"}', media_type="application/json")
    text, problems = read_text(row)
    assert text == "x\ufffdy😀"
    assert problems[0].code == "C104"


@pytest.mark.parametrize(
    ("row", "code"),
    [("{", "C105"), ('{"id": 1}', "C105"), ('{"text": 5}', "C105"), ("[]", "C105"), ('{"text": " "}', "C102")],
)
def test_rows_without_text(row: str, code: str) -> None:
    """A row that holds no text says so."""
    assert read_text(capture(row, media_type="application/json"))[1][0].code == code


def test_a_rows_text_is_unchanged() -> None:
    """What JSON escapes comes back as it was."""
    text = "A\r\nB\u00a0“c”\u2028d"
    assert read_text(capture(json.dumps({"text": text}), media_type="application/json")) == (text, ())
