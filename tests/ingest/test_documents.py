"""One capture -> one document: the contract, on anything whatever."""

import json
import random
import time
from dataclasses import fields

from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.ingest import read_capture
from crosswire.model import ZONES, Capture, DateValue, Document, HeaderValue, Place, sha256
from tests.ingest import samples

PIECES = st.sampled_from(
    [
        "\n",
        "\r\n",
        "\r",
        " ",
        "\u00a0",
        "\u2028",
        "\x00",
        "\ufeff",
        "😀",
        "ب",
        "\u0301",
        '"',
        "“",
        "(",
        ")",
        " - ",
        " -- ",
        "(Reuters)",
        "(epa)",
        "MOSCOW",
        "June 5",
        "June 5, 2012",
        "- Title:",
        "- Date:",
        "- Story Text:",
        "- Summary:",
        "(SOUNDBITE)",
        "SAYING:",
        "Record ID:",
        "Embargoed:",
        "© 2019",
        "By Ilse Marran",
        "more",
        "# ",
        "> ",
        "<p>",
        "</div>",
        "<script>",
        "&amp;",
        "<figcaption>",
        "The minister said so.",
        "a",
        "1",
        ".",
        "Talks ended on Tuesday after a long night in Trel Bay, the minister said.",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200)
KINDS = st.sampled_from(["text/plain", "text/markdown", "text/html", "application/json"])


def places(value: object) -> list[Place]:
    """Return all places of a header's value."""
    if isinstance(value, Place):
        return [value]
    if isinstance(value, tuple):
        return [p for one in value for p in places(one)]
    if isinstance(value, HeaderValue):
        return places(value.place)
    if isinstance(value, DateValue):
        return places(value.place) + places(value.places)
    return []


def check_document(document: Document) -> None:
    """Assert what holds of every document."""
    samples.check_zones(document)
    assert document.text_sha256 == sha256(document.text)
    document.text.encode("utf-8")
    assert all(zone.label in ZONES for zone in document.zones)
    for field in fields(document.header):
        value = getattr(document.header, field.name)
        for place in places(value):
            assert place.doc == document.id
            assert 0 <= place.start < place.end <= len(document.text)
        if isinstance(value, HeaderValue) and value.place:
            assert value.value == document.words(value.place)


@settings(max_examples=150, deadline=None)
@given(TEXTS, KINDS, st.booleans())
def test_any_text_is_read(text: str, kind: str, as_is: bool) -> None:
    """Whatever characters come, reading does not raise, zones cover exactly what is not blank, and places resolve."""
    content = (
        json.dumps({"text": text}).encode() if kind == "application/json" else text.encode("utf-8", "surrogatepass")
    )
    documents, problems = read_capture(Capture(sha256(content), "a", kind, content, as_is=as_is))
    assert documents or problems
    for document in documents:
        check_document(document)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), KINDS)
def test_any_bytes_are_read(content: bytes, kind: str) -> None:
    """Whatever bytes come, they give a document or a problem that says why not."""
    documents, problems = read_capture(Capture(sha256(content), "a", kind, content))
    assert documents or problems
    for document in documents:
        check_document(document)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from([samples.SITE_PAGE, samples.GLUED_PAGE, samples.RECORD, samples.CAPTION_PAGE]),
    st.randoms(use_true_random=False),
)
def test_shuffled_captures_are_read(text: str, chance: random.Random) -> None:
    """Cut, doubled and mixed lines of real layouts break nothing."""
    lines = text.split("\n")
    chance.shuffle(lines)
    document, _ = samples.read("\n".join(lines[: chance.randrange(1, len(lines) + 1)] * chance.randrange(1, 3)) + "\nx")
    check_document(document)


def test_reading_is_pure() -> None:
    """The same capture gives the same document, and its id comes from its bytes alone."""
    one = samples.capture(samples.GLUED_PAGE)
    assert read_capture(one) == read_capture(one)
    other = samples.capture(samples.GLUED_PAGE, name="b.txt")
    assert read_capture(one)[0][0].id == read_capture(other)[0][0].id


def test_stored_text_is_the_file() -> None:
    """Line ends, blanks and marks stay as they are; only the byte order mark goes."""
    text = "Talks\r\n\r\n“ended”\u00a0 -- he said.\t\n"
    assert samples.read(text)[0].text == text
    assert samples.read(b"\xef\xbb\xbf" + text.encode())[0].text == text


def test_as_is_is_all_body() -> None:
    """A clean article is one body zone; header values come from the row only."""
    row = {
        "id": "r1",
        "text": " VELDANIA: talks.\n\nMore (with agency reports)\n",
        "title": "Talks",
        "date": "2012-06-05T10:00:00Z",
    }
    content = json.dumps(row).encode()
    named = (
        ("date", "2012-06-05T10:00:00Z"),
        ("lang", "en"),
        ("publisher", "Osmark Mail"),
        ("title", "Talks"),
        ("url", "https://mail.example/1"),
    )
    (document,), problems = read_capture(
        Capture(sha256(content), "r1", "application/json", content, as_is=True, fields=named)
    )
    assert not problems
    assert [(z.start, z.end, z.label) for z in document.zones] == [(1, len(row["text"]) - 1, "body")]
    header = document.header
    assert (header.headline.value, header.headline.status) == ("Talks", "stated")
    assert (header.published.value, header.published.precision, header.published.status) == (
        "2012-06-05T10:00Z",
        "minute",
        "stated",
    )
    assert (header.publisher.value, header.uri.value, header.language.value) == (
        "Osmark Mail",
        "https://mail.example/1",
        "en",
    )
    assert header.agency.value is None and not header.credits


def test_equal_texts_of_two_rows_are_two_documents() -> None:
    """Two rows with one text keep apart, since a reprint is another account."""
    rows = [json.dumps({"id": n, "text": "Talks ended."}).encode() for n in ("a", "b")]
    found = [read_capture(Capture(sha256(r), "a", "application/json", r))[0][0] for r in rows]
    assert found[0].id != found[1].id and found[0].text_sha256 == found[1].text_sha256


def test_problems() -> None:
    """What is missing is said: no article (Z102), a field that breaks off (Z101), no text (C102)."""
    assert [p.code for p in samples.read("Menu\nHome\nSport")[1]] == ["Z102"]
    document, problems = samples.read(samples.RECORD)
    assert [p.code for p in problems] == ["Z101"]
    assert document.text[problems[0].start : problems[0].end].endswith("still dif")
    assert read_capture(samples.capture(" \n\t"))[1][0].code == "C102"
    assert read_capture(samples.capture("<html></html>", media_type="text/html"))[1][-1].code == "C102"


def test_long_captures_take_time_in_proportion() -> None:
    """A line of megabytes and thousands of lines are read in seconds."""
    begun = time.process_time()
    for text in (
        "Marran said so and " * 100_000 + ".",
        "(" * 1_000_000,
        "Talks are on.\n" * 5_000,
        "- Title: a\n- Date: b\n- Summary: "
        + "(SOUNDBITE) A SAYING " * 4_000
        + "\n- Story Text: "
        + " - Copyright Holder: A" * 3_000,
        "TREL BAY (Reuters) - Talks went on.\n" * 2_000,
    ):
        samples.check_zones(samples.read(text)[0])
    assert time.process_time() - begun < 15
