"""RTF: characters of many encodings, what is shown, exports inside, hostile files."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.ingest import read_capture
from crosswire.ingest.formats import rtf
from crosswire.model import Capture, Document, Problem, sha256
from tests.ingest.formats import exports
from tests.ingest.formats.files import overwrite

HEAD = (
    rb"{\rtf1\ansi\ansicpg1252\deff0\uc1{\fonttbl{\f0\fnil\fcharset0 Times;}{\f1\fcharset204 Cyr;}{\f2\fcharset128 Jap;}}"
    rb"{\colortbl;\red0\green0\blue0;}{\stylesheet{\s1 Heading;}}{\*\generator Someone;}"
)


def read(content: bytes) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Read a file's bytes."""
    return read_capture(Capture(sha256(content), "a.rtf", rtf.MEDIA, content))


def text_of(body: bytes) -> str:
    """Return the text of a body."""
    return read(HEAD + body + b"}")[0][0].text


def file_of(rows: list[str]) -> bytes:
    """Return a file of paragraphs."""
    return HEAD + b"".join(row.encode("ascii").replace(b"\\", b"\\\\") + b"\\par\r\n" for row in rows) + b"}"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (rb"caf\'e9 na\'efve", "café naïve"),
        (rb"{\f1 \'cf\'f0\'e8\'e2\'e5\'f2} caf\'e9", "Привет café"),
        (rb"{\f2 \'93\'fa\'96{}\'7b} x", "日本 x"),
        (rb"\u8220?We keep it,\u8221? she said", "“We keep it,” she said"),
        (rb"\u8217\'92s \uc2\u233ab\uc0\u233 x", "’s éé" + "x"),
        (rb"\u-10179?\u-8704? and \u55357?alone", "😀 and \ufffdalone"),
        (rb"a\~b\_c\-d\{e\}\\", "a\u00a0b\u2011cd{e}\\"),
        (rb"\ldblquote Yes\rdblquote\emdash he said\line below\tab tab", "“Yes”—he said\nbelow\ttab"),
        (b"one\\\ntwo\r\nthree", "one\ntwothree"),
    ],
)
def test_characters(body: bytes, words: str) -> None:
    """Encodings of fonts, Unicode with what stands for it, pairs of UTF-16, symbols."""
    if rb"\'96{}" in body:
        body = body.replace(b"{}", b"")
    assert text_of(body) == words


def test_what_is_shown() -> None:
    """A link's words, boxes and tables are; codes, pictures, heads of pages, hidden and deleted words are not; notes stand last."""
    body = (
        rb"{\header HEAD\par}{\footer {\field{\*\fldinst PAGE}{\fldrslt 3}}}Before "
        rb'{\field{\*\fldinst HYPERLINK "http://x.example/a_(b)"}{\fldrslt the link}}{\footnote A note.} after'
        rb"{\v hidden}{\deleted gone}{\*\unknown nothing {\b at all}}\par{\pict\bin5 }}}}}}{\nonshppict x}"
        rb"{\shp{\*\shpinst{\sp{\sn n}{\sv v}}{\shptxt In a box\par}}{\shprslt In a box}}"
        rb"\trowd\cellx1\cellx2 one\cell two\cell\row{\listtext 1.\tab}End\par"
    )
    assert [line for line in text_of(body).split("\n") if line] == [
        "Before the link after", "In a box", "one", "two", "End", "A note.",
    ]  # fmt: skip


def test_a_story_and_its_title() -> None:
    """The title among the properties finds its line; the author there is not the article's."""
    info = rb"{\info{\title Treaty will hold}{\author Ada Windt}}"
    rows = file_of(["Treaty will hold", "By Ilse Tarn", *exports.PARAGRAPHS])
    (doc,), problems = read(rows.replace(rb"{\*\generator", info + rb"{\*\generator"))
    assert not problems
    assert doc.header.headline.value == "Treaty will hold" and [h.value for h in doc.header.by] == ["Ilse Tarn"]
    assert "Ada Windt" not in doc.text


def test_exports_are_split() -> None:
    """Nexis and Factiva exports in RTF give their articles."""
    assert len(read(file_of(exports.new_nexis()))[0]) == 3
    assert len(read(file_of(exports.coded_factiva().split("\n")))[0]) == 2


def test_hostile_files() -> None:
    """Deep nesting, no end, no text, lengths that lie: bounded, told, and what was read before stands."""
    start = time.monotonic()
    documents, problems = read(HEAD + b"Talks ended on Tuesday, the minister said.\\par" + b"{" * 1_000_000)
    assert [d.text for d in documents] == ["Talks ended on Tuesday, the minister said."] and problems[0].code == "C101"
    for content in (
        b"",
        b"{\\rtf1",
        b"{\\rtf1}",
        b"no rtf",
        HEAD + rb"\bin999999999 x",
        b"}" * 10,
    ):
        documents, problems = read(content)
        assert not documents and problems[0].code in ("C101", "C102")
    assert text_of(rb"\u99999999999 x") and text_of(b"\\'zz x") == "zz x"
    assert text_of(b"a" * 5_000_000 + b"\\par b").startswith("aaa")
    assert time.monotonic() - start < 20


GOOD = file_of(["Treaty will hold", *exports.PARAGRAPHS]).replace(
    b"Marran", rb"{\f1\u1052?\'e0}{\field{\*\fldinst X}{\fldrslt y}}"
)


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(GOOD) - 1),
            st.binary(max_size=4) | st.sampled_from([b"{", b"}", b"\\", b"\\'", b"\\u1?"]),
        ),
        max_size=8,
    )
)
@settings(max_examples=200, deadline=None)
def test_mutated_bytes(changes: list[tuple[int, bytes]]) -> None:
    """Whatever becomes of its bytes: documents or problems, never an error, the same twice."""
    content = overwrite(GOOD, changes)
    first = read(content)
    assert first == read(content) and (first[0] or first[1])
