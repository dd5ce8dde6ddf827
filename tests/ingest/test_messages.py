"""Headers and parts of messages."""

from email.message import Message

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.ingest.messages import (
    body_bytes,
    charset_of,
    file_name,
    first_headers,
    header,
    leaves,
    media_type,
    parse_message,
    sender,
    sent_at,
)


def message(*lines: str, body: str = "x") -> Message:
    """Return a message with header lines."""
    return parse_message("\r\n".join((*lines, "", body)).encode("utf-8", "surrogateescape"))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Subject: =?utf-8?Q?Caf=C3=A9?= =?utf-8?B?IHRhbGtz?=", "Café talks"),
        ("Subject: Café\r\n talks", "Café talks"),
        ("Subject: =?koi8-r?B?8MXSxQ==?=", "Пере"),
        ("Subject: =?utf-8?B?!?= Talks", "Talks"),
        ("X: y", ""),
    ],
)
def test_headers_are_decoded(line: str, words: str) -> None:
    """Encoded words, raw bytes, folded lines; what is broken stays as it is."""
    assert header(message(line), "Subject") == words


def test_senders_and_dates() -> None:
    """A name or none; a date with its zone or none."""
    assert sender(message('From: "Marran, Ilse" <i@x.example>')) == ("Marran, Ilse", "i@x.example")
    assert sender(message("From: i@x.example")) == ("", "i@x.example")
    assert sent_at(message("Date: 5 Jun 2012 10:00:00 +0200")) == "2012-06-05T10:00:00+02:00"
    assert sent_at(message("Date: soon")) == sent_at(message("X: y")) == ""


def test_kinds_of_parts() -> None:
    """Media types, charsets and file names, however they are written."""
    assert media_type(message("Content-Type: Text/HTML; charset=x")) == "text/html"
    assert media_type(message("Content-Type: nonsense")) == media_type(message("X: y")) == "text/plain"
    assert charset_of(message('Content-Type: text/plain; charset = "KOI8-R"')) == "KOI8-R"
    assert file_name(message('Content-Disposition: attachment; filename="a b.txt"')) == "a b.txt"
    assert file_name(message("Content-Disposition: attachment; filename*=utf-8''Caf%C3%A9.txt")) == "Café.txt"
    assert file_name(message("Content-Type: text/plain; name==?utf-8?Q?Caf=C3=A9.txt?=")) == "Café.txt"
    assert file_name(message("Content-Type: text/plain")) == ""


def test_first_headers() -> None:
    """Up to the first empty line; nothing where a file does not begin with one."""
    assert first_headers(b"\r\nA-b: c\r\nd: e\r\n\r\nText: x") == b"A-b: c\r\nd: e"
    assert first_headers(b"No header here\n\n") == b""


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(content: bytes) -> None:
    """Nothing is raised, whatever a message is made of."""
    for start in (
        b"",
        b"Content-Type: multipart/mixed; boundary=B\n\n--B\n",
        b"Subject: =?utf-8?B?",
        b"Content-Transfer-Encoding: base64\n\n",
    ):
        one = parse_message(start + content)
        assert isinstance(header(one, "Subject") + sent_at(one) + file_name(one) + charset_of(one), str)
        assert all(isinstance(body_bytes(part), bytes) for part in leaves(one))
