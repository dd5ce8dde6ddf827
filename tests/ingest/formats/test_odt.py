"""ODT: paragraphs, notes and boxes; hostile packages as for DOCX."""

from crosswire.ingest import read_capture
from crosswire.ingest.formats import odt
from crosswire.model import Capture, Document, Problem, sha256
from tests.ingest.formats import exports
from tests.ingest.formats.packages import open_text, packed


def read(content: bytes) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Read a file's bytes."""
    return read_capture(Capture(sha256(content), "a.odt", odt.MEDIA, content))


def test_a_story() -> None:
    """Words around and inside spans stand in their order; blanks, tabs, notes, boxes and tables are shown, comments are not."""
    body = (
        '<text:p text:style-name="P1">Treaty will hold</text:p>'
        + "".join(
            f"<text:p>{p.replace('Marran', '<text:span>Marran</text:span>')}</text:p>" for p in exports.PARAGRAPHS
        )
        + '<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d <text:a>link</text:a> e\n   f'
        + "<office:annotation><text:p>No</text:p></office:annotation>"
        + "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note> g</text:p>"
        + "<table:table><table:table-cell><text:p>cell</text:p></table:table-cell></table:table><text:h>Head</text:h>"
    )
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/>'
    content = open_text(body, styles)
    (doc,), problems = read(content)
    assert not problems and odt._sniff(content[:8192])
    assert doc.text.split("\n") == [
        "Treaty will hold", *exports.PARAGRAPHS, "a   b\tc", "d link e f g", "A note.", "cell", "Head",
    ]  # fmt: skip
    assert doc.header.headline.value == "Treaty will hold"


def test_broken_and_empty() -> None:
    """No text, a document type, no content at all: a problem each."""
    for content in (
        open_text(""),
        packed({"mimetype": "x"}),
        packed({"content.xml": "<!DOCTYPE a><a/>"}),
        b"PK\x03\x04",
        b"",
    ):
        documents, problems = read(content)
        assert not documents and problems[0].code in ("C101", "C102")


def test_exports_are_split() -> None:
    """An export that was saved as ODT gives its articles."""
    documents, _ = read(open_text("".join(f"<text:p>{p}</text:p>" for p in exports.new_nexis())))
    assert len(documents) == 3
