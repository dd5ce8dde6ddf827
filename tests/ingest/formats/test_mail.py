"""Mail messages and boxes of them."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from crosswire.ingest import read_capture
from crosswire.ingest.formats import mail
from tests.ingest.formats.files import MAIL, PAGE, TEXT, captures, codes, find, known, make_zip, names

WORDS = "The minister said on Tuesday that talks would go on in Trel Bay next week."


def letter(text: str | None = WORDS, page: str | None = None, **headers: str) -> EmailMessage:
    """Return a message with a body in one or two forms."""
    message = EmailMessage()
    given = {
        "From": "Trel Bay Briefing <news@trel.example>",
        "Subject": "Talks",
        "Date": "Tue, 05 Jun 2012 10:00:00 +0200",
        "Message-ID": "<1@trel.example>",
    }
    for name, value in (given | {key.replace("_", "-"): value for key, value in headers.items()}).items():
        message[name] = value
    if text is not None:
        message.set_content(text)
    if page is not None:
        (message.add_alternative if text is not None else message.set_content)(page, subtype="html")
    return message


def test_a_message_is_a_capture_under_its_own_name(tmp_path: Path) -> None:
    """Subject without Fwd:, sender, and the date with its zone."""
    (one,) = captures(
        find(
            tmp_path,
            "a.eml",
            bytes(letter(Subject="Fwd: Re: Café talks", Date="Tue, 05 Jun 2012 10:00:00 +0200 (CEST)")),
        )
    )
    assert (one.name, one.media_type, one.content.decode().strip()) == ("a.eml", "text/plain", WORDS)
    assert {key: value for key, value in one.fields if key != "charset"} == {
        "title": "Café talks",
        "date": "2012-06-05T10:00:00+02:00",
        "publisher": "Trel Bay Briefing",
        "place": "message <1@trel.example>",
    }


def test_which_body_is_read(tmp_path: Path) -> None:
    """The HTML one, but for one that shows less than half of the plain one's words."""
    page = f"<html><head><style>p {{}}</style></head><body><p>{WORDS}</p></body></html>"
    (one,) = captures(find(tmp_path, "a.eml", bytes(letter("Open this in a browser.", page))))
    assert one.media_type == "text/html"
    (one,) = captures(find(tmp_path, "b.eml", bytes(letter(WORDS * 3, "<p>Your mail program shows no text.</p>"))))
    assert one.media_type == "text/plain"
    (one,) = captures(find(tmp_path, "c.eml", bytes(letter(None, page))))
    assert one.media_type == "text/html"


def test_attachments_stand_below(tmp_path: Path) -> None:
    """Files that are read are captures of their own, messages too; pictures in silence, what is not read is told."""
    message = letter()
    message.add_attachment(PAGE.encode(), maintype="text", subtype="html", filename="Übersicht.html")
    message.add_attachment(make_zip({"a.txt": b"Talks."}), maintype="application", subtype="zip", filename="clips.zip")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    message.add_attachment(b"xx", maintype="application", subtype="x-strange", filename="a.strange")
    message.add_attachment(letter("Forwarded words.", Subject="Inner"))
    found = find(tmp_path, "a.eml", bytes(message))
    assert names(found) == ["a.eml", "a.eml/Übersicht.html", "a.eml/clips.zip/a.txt", "a.eml#4"]
    assert codes(found) == ["C108"]
    assert known(captures(found)[3])["title"] == "Inner"
    assert "title" not in known(captures(found)[1])


@pytest.mark.parametrize(
    ("charset", "words"),
    [("iso-8859-1", "Café talks"), ("koi8-r", "Переговоры"), ("x-unknown", "Café talks"), ("utf-8", "Café 😀")],
)
def test_charsets(tmp_path: Path, charset: str, words: str) -> None:
    """The charset that a part names is believed; one that nobody knows is guessed past."""
    coded = "utf-8" if charset == "x-unknown" else charset
    raw = (
        b"From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=" + charset.encode()
    )
    (one,) = captures(find(tmp_path, "a.eml", raw + b"\r\n\r\n" + (words + " went on.").encode(coded)))
    assert read_capture(one)[0][0].text == words + " went on."


def test_headers_that_break_the_rules(tmp_path: Path) -> None:
    """Raw bytes, broken encoded words, a date that is none, headers of a megabyte: read, or left out."""
    raw = "From: Café Post <a@b.example>\r\nSubject: Caf=é =?utf-8?B?!!?= =?x-y?Q?=ZZ?=\r\nDate: yesterday\r\nX-A: ".encode()
    (one,) = captures(
        find(tmp_path, "a.eml", raw + b"(" * 1_000_000 + b"\r\nContent-Type: a/b/c;;;\r\n\r\n" + WORDS.encode())
    )
    assert known(one)["publisher"] == "Café Post" and "date" not in known(one)
    assert known(one)["title"].startswith("Caf=é")


def test_sealed_and_empty_messages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An encrypted one, one without text, and one that is too large are told."""
    sealed = b"From: a@b.example\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nAAAA"
    assert codes(find(tmp_path, "a.eml", sealed)) == ["C101"]
    assert codes(find(tmp_path, "b.eml", b"From: a@b.example\r\nSubject: x\r\n\r\n")) == ["C102"]
    monkeypatch.setattr(mail, "MAX_MESSAGE", 1000)
    assert codes(find(tmp_path, "c.eml", bytes(letter(WORDS * 50)))) == ["C106"]


def test_parts_nested_by_the_thousand(tmp_path: Path) -> None:
    """Deep nesting costs the message, not the build."""
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000))
    assert codes(find(tmp_path, "a.eml", b"From: a@b.example\r\nSubject: x\r\nDate: x\r\n" + deep + b"Talks."))


def test_a_message_is_known_by_its_headers(tmp_path: Path) -> None:
    """Without an ending that says so; a text that begins with a word and a colon is none."""
    assert names(find(tmp_path, "a.bin", MAIL)) == ["a.bin", "a.bin/a.html"]
    (one,) = captures(find(tmp_path, "b.txt", "Subject: talks\n\n" + TEXT))
    assert one.name == "b.txt" and not one.fields


def test_boxes(tmp_path: Path) -> None:
    """Each message is numbered, with its attachments below; `>From ` is `From ` inside a message."""
    box = b"From a@b.example Tue Jun  5 10:00:00 2012\n" + MAIL.replace(b"\r\n", b"\n")
    box += (
        b"\nFrom b@c.example Tue Jun  5 11:00:00 2012\nFrom: b@c.example\nSubject: Two\n\nFrom here on\n>From there\n"
    )
    found = find(tmp_path, "a.mbox", box)
    assert names(found) == ["a.mbox#1", "a.mbox#1/a.html", "a.mbox#2"]
    assert captures(found)[2].content == b"From here on\nFrom there\n"
    assert codes(find(tmp_path, "b.mbox", b"no box\n")) == ["C102"]
