"""PDF: order of reading, paragraphs, running heads, and files that are broken or hostile."""

import random
import sys
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosswire.ingest import read_capture
from crosswire.ingest.formats import pdf
from crosswire.model import Capture, Document, Problem, sha256
from tests.ingest.formats import exports
from tests.ingest.formats.files import overwrite
from tests.ingest.formats.papers import assembled, columns, paper

pytest.importorskip("pypdfium2")

VOCABULARY = """
Marran Brask Veldania Osmark council treaty ferry lights harbour minister pilots autumn session negotiations administration
responsibilities disagreement talked measured opened refused declared the a of in on to and with for that they it was
"""
WORDS = VOCABULARY.split()
TITLE = "Ferry treaty will hold until autumn"


def story(count: int = 24) -> list[str]:
    """Return paragraphs of invented prose, always the same."""
    chance = random.Random(11)
    out = []
    for _ in range(count):
        sentences = []
        for _ in range(chance.randint(2, 4)):
            words = [chance.choice(WORDS) for _ in range(chance.randint(8, 20))]
            sentences.append(" ".join([words[0].capitalize(), *words[1:]]) + ".")
        out.append(" ".join(sentences))
    return out


def read(content: bytes) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Read a file's bytes."""
    return read_capture(Capture(sha256(content), "a.pdf", pdf.MEDIA, content))


def text_of(content: bytes) -> str:
    """Return the only document's text; no problem may be told."""
    documents, problems = read(content)
    assert len(documents) == 1 and not [p for p in problems if p.code != "Z102"], problems
    return documents[0].text


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("woven", [False, True])
def test_columns_are_read_one_after_the_other(count: int, woven: bool) -> None:
    """Whether a page is written column by column or row by row, its paragraphs come out whole and in order."""
    told = story()
    lines = text_of(paper(columns(told, count, woven=woven and count > 1, title=TITLE))).split("\n")
    assert lines[0] == TITLE
    right = sum(a == b for a, b in zip(lines[1:], told, strict=False))
    assert " ".join(lines[1:]) == " ".join(told)
    assert right >= 0.9 * len(told) or len([p for p in told if p in lines]) >= 0.9 * len(told)


def test_parted_words_are_whole_again() -> None:
    """A hyphen that only parts a word at a line's end is left out; one that the text prints elsewhere, or `self-`, stays."""
    told = story()
    assert " ".join(text_of(paper(columns(told, 3, part=True))).split("\n")) == " ".join(told)
    rows = [
        "The long-term treaty was called one-",
        "sided by Osmark, and the long-",
        "term fee a self-",
        "imposed burden for the agree-",
        "ment.",
    ]
    page = [(50, 700 - 12 * n, 10, words) for n, words in enumerate(rows)]
    assert text_of(paper([page])) == (
        "The long-term treaty was called one-sided by Osmark, and the long-term fee a self-imposed burden for the agreement."
    )


def test_running_heads_stand_apart() -> None:
    """What heads and foots pages is furniture, and does not break a paragraph that goes over a page."""
    told = story(60)
    documents, _ = read(paper(columns(told, 2, head="THE OSMARK MAIL", title=TITLE)))
    doc = documents[0]
    lines = doc.text.split("\n")
    assert lines[0] == "THE OSMARK MAIL" and lines[-1].isdigit()
    assert sum(p in lines for p in told) >= 0.95 * len(told)
    furniture = {doc.text[z.start : z.end] for z in doc.zones if z.label == "furniture"}
    assert {"THE OSMARK MAIL", "1", "2"} <= furniture
    assert doc.header.headline.value == TITLE


def test_turned_doubled_and_large_letters() -> None:
    """A page that lies on its side reads as one that stands; marks on the margin stand apart; bold by drawing twice is one; initials."""
    told = story(12)
    lines = columns(told, 2)[0]
    upright = text_of(paper([lines]))
    sideways = {
        "0 1 -1 0": ((842, 595), lambda x, y: (842 - y, x)),
        "-1 0 0 -1": ((595, 842), lambda x, y: (595 - x, 842 - y)),
        "0 -1 1 0": ((842, 595), lambda x, y: (y, 595 - x)),
    }
    for n, (matrix, (box, place)) in enumerate(sideways.items(), start=1):
        turned = [(*place(line[0], line[1]), line[2], line[3], matrix) for line in lines]
        assert text_of(paper([turned], page=f"/Rotate {90 * n}", box=box)) == upright
    margin = text_of(paper([[*lines[:5], (20, 100, 8, "archive copy", "0 1 -1 0"), *lines[5:]]]))
    assert margin == upright + "\narchive copy"
    assert text_of(paper([[copy for line in lines for copy in (line, (line[0] + 0.3, *line[1:]))]])) == upright
    initial = [
        (50, 676, 36, "T"),
        (74, 700, 10, "he minister said the ferry treaty would hold"),
        (74, 688, 10, "until the autumn, and that"),
    ]
    assert text_of(paper([initial])).startswith("The minister said the ferry treaty would hold")


def test_exports_in_pdf_are_split() -> None:
    """An export of a news database that was saved as PDF gives its articles."""
    rows = [row for p in exports.new_nexis() for row in exports.wrapped(p, 80).split("\n")]
    pages = [
        [(50.0, 780 - 12.0 * n, 9.0, row) for n, row in enumerate(rows[at : at + 55])] for at in range(0, len(rows), 55)
    ]
    documents, _ = read(paper(pages))
    assert [d.name for d in documents] == ["a.pdf#1", "a.pdf#2", "a.pdf#3"]
    assert [d.header.headline.value for d in documents] == list(exports.TITLES)
    assert {d.header.published.value for d in documents} == {"2031-06-06"}


def test_pictures_of_text_ask_for_ocr() -> None:
    """A file without characters says that it needs OCR; one with some such pages is read and says which."""
    documents, problems = read(paper([[]]))
    assert not documents and problems[0].code == "C102" and "OCR" in problems[0].message
    documents, problems = read(paper([columns(story(3), 1)[0], []]))
    assert len(documents) == 1 and "page 2" in problems[0].message


def test_encrypted_and_broken_files_are_told() -> None:
    """A password, no PDF inside, half a file: a problem each."""
    secret = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'61' * 32}> /U <{'62' * 32}> >> /ID [<00><00>]"
    documents, problems = read(paper([columns(story(2), 1)[0]], trailer=secret))
    assert not documents and problems[0].code == "C101" and "encrypted" in problems[0].message
    for content in (b"", b"%PDF-1.4", b"%PDF-1.7\n" + b"\x00" * 500, b"no pdf"):
        documents, problems = read(content)
        assert not documents and problems[0].code in ("C101", "C102")


def test_bombs_are_refused() -> None:
    """A stream that unpacks to far more than a page's drawing, or is packed twice, is not unpacked by the engine."""
    huge = zlib.compress(b"\x00" * (pdf.MAX_STREAM + 10), 9)
    twice = zlib.compress(zlib.compress(b"q " * 20_000_000, 9), 9)
    for stream in (huge, twice):
        body = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
        documents, problems = read(assembled([b"<< /Type /Catalog >>", body, b"null", b"<< >>"]))
        assert not documents and problems[0].code == "C106"


def test_nothing_in_a_file_is_run() -> None:
    """Scripts, actions and attachments are not looked at; objects that hold themselves end."""
    story_page = columns(story(3), 1)
    script = (
        "/OpenAction << /S /JavaScript /JS (while\\(1\\){}) >> /Names << /EmbeddedFiles << /Names [(x) 1 0 R] >> >>"
    )
    assert text_of(paper(story_page, extra=script)) == text_of(paper(story_page))
    looped = paper(story_page).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")
    documents, problems = read(looped)
    assert not documents and problems


def test_a_missing_engine_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, a PDF is a problem that says what to install."""
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    documents, problems = read(paper([[]]))
    assert not documents and problems[0].code == "C112" and 'pip install "crosswire[pdf]"' in problems[0].message


GOOD = paper(columns(story(4), 2, title=TITLE), packed=False)


@given(
    st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.binary(min_size=0, max_size=6)), min_size=1, max_size=8),
    st.integers(0, len(GOOD)),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_mutated_bytes(changes: list[tuple[int, bytes]], end: int) -> None:
    """Whatever becomes of its bytes: documents with zones or problems, never an error, the same twice."""
    content = overwrite(GOOD, changes)
    cut = content[: end if end % 3 == 0 else len(content)]
    first = read(cut)
    assert first == read(cut) and (first[0] or first[1])
