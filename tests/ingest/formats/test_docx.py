"""DOCX: what is shown and what is not, exports inside, and hostile packages."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.ingest import office, read_capture
from crosswire.ingest.formats import docx
from crosswire.model import Capture, Document, Problem, sha256
from tests.ingest.formats import exports
from tests.ingest.formats.files import overwrite
from tests.ingest.formats.packages import packed, paragraph, word_file


def read(content: bytes) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Read a file's bytes."""
    return read_capture(Capture(sha256(content), "a.docx", docx.MEDIA, content))


def story(*more: str) -> str:
    """Return a body with a title, three paragraphs and what else is given."""
    return "".join([paragraph("Treaty will hold", "Titel"), *map(paragraph, exports.PARAGRAPHS), *more])


def test_a_story() -> None:
    """Title and captions by the styles' English names; the file's author and date are not the article's."""
    core = (
        '<c xmlns:dc="d" xmlns:dcterms="e"><dc:title>Some template</dc:title><dc:creator>Ada Windt</dc:creator>'
        "<dcterms:created>2031-01-01T00:00:00Z</dcterms:created></c>"
    )
    documents, problems = read(
        word_file(story(paragraph("The ferry off Gull Rock.", "Bild")), docProps__core_dot_xml=core)
    )
    (doc,) = documents
    assert not problems
    assert doc.text.split("\n")[:2] == ["Treaty will hold", exports.PARAGRAPHS[0]]
    assert doc.header.headline.value == "Treaty will hold" and doc.header.headline.place
    assert doc.header.by == () and doc.header.published.value is None
    assert [doc.text[z.start : z.end] for z in doc.zones if z.label == "caption"] == ["The ferry off Gull Rock."]


def test_what_is_shown() -> None:
    """Insertions, links, tables, content controls, text boxes and footnotes are; deletions, hidden words, codes, doubles are not."""
    body = story(
        "<w:p><w:ins><w:r><w:t>Added</w:t></w:r></w:ins><w:del><w:r><w:delText>Gone</w:delText></w:r></w:del>"
        "<w:hyperlink><w:r><w:t xml:space='preserve"
        "'> link</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>tab</w:t><w:br/><w:t>below 😀</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>HIDDEN</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>",
        f"<w:sdt><w:sdtContent>{paragraph('In a control')}</w:sdtContent></w:sdt>",
        f"<w:tbl><w:tr><w:tc>{paragraph('cell one')}</w:tc><w:tc>{paragraph('cell two')}</w:tc></w:tr></w:tbl>",
        "<w:p><w:r><w:t>Before box</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>"
        f"{paragraph('In a box')}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{paragraph('In a box')}</w:txbxContent>"
        "</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t> and after</w:t></w:r></w:p>",
    )
    notes = f'<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote>{paragraph("A note.")}</w:footnote></w:footnotes>'
    head = f"<w:hdr xmlns:w='x'>{paragraph('PAGE HEAD')}</w:hdr>"
    text = read(word_file(body, word__footnotes_dot_xml=notes, word__header1_dot_xml=head))[0][0].text
    assert text.split("\n")[4:] == [
        "Added link\ttab", "below 😀", "In a control", "cell one", "cell two", "Before box and after", "In a box", "A note.",
    ]  # fmt: skip


def test_python_docx_reads_the_same() -> None:
    """Of a file that python-docx writes, the words it reads itself are all there, in its order."""
    library = pytest.importorskip("docx")
    document = library.Document()
    document.add_paragraph("Treaty will hold", style="Title")
    for words in exports.PARAGRAPHS:
        document.add_paragraph(words)
    document.add_table(1, 2).cell(0, 1).text = "cell"
    out = io.BytesIO()
    document.save(out)
    text = read(out.getvalue())[0][0].text
    assert [line for line in text.split("\n") if line] == [p.text for p in document.paragraphs] + ["cell"]
    assert docx._sniff(out.getvalue()[:8192])


def test_exports_are_split() -> None:
    """A Nexis export in DOCX gives its articles; its list of titles is nobody's text."""
    documents, _ = read(word_file("".join(map(paragraph, exports.new_nexis()))))
    assert [d.header.headline.value for d in documents] == list(exports.TITLES)
    assert all("Client/Matter" not in d.text for d in documents)


def test_hostile_packages() -> None:
    """Bombs, entities, deep nesting, sheets, passwords, halves of files: a problem each, in bounded memory."""
    bomb = word_file(paragraph("x" * 1000) * (office.MAX_PART // 900))
    entities = packed({"word/document.xml": '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d>&b;</d>'})
    deep = word_file("<w:p>" * 5000 + "</w:p>" * 5000)
    for content, code, says in (
        (bomb, "C101", "unpacks to more"),
        (entities, "C101", "document type"),
        (deep, "C102", "no words"),
        (packed({"xl/workbook.xml": "<w/>"}), "C108", "sheet"),
        (word_file(""), "C102", "OCR"),
        (word_file(paragraph("x"))[:-30], "C101", "broken"),
        (b"PK\x01\x02" * (office.MAX_ENTRIES + 1), "C101", "parts"),
    ):
        documents, problems = read(content)
        assert not documents and problems[0].code == code and says in problems[0].message, problems


def test_a_package_with_two_documents_of_one_name() -> None:
    """The later part of a name counts, as for any zip; nothing is read twice."""
    out = io.BytesIO()
    with pytest.warns(UserWarning), zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", "<a/>")
        package.writestr("word/document.xml", "<b><p><r><t>Talks ended.</t></r></p></b>")
    assert [d.text for d in read(out.getvalue())[0]] == ["Talks ended."]


GOOD = word_file(story())


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.binary(max_size=4)), min_size=1, max_size=6))
@settings(max_examples=150, deadline=None)
def test_mutated_bytes(changes: list[tuple[int, bytes]]) -> None:
    """Whatever becomes of its bytes: documents or problems, never an error, the same twice."""
    content = overwrite(GOOD, changes)
    first = read(content)
    assert first == read(content) and (first[0] or first[1])


def test_a_zip_of_documents_is_no_document() -> None:
    """Only the names of a package's own entries tell what it is, in whatever order they stand; not what it holds inside."""
    assert docx._sniff(GOOD[:8192])
    assert docx._sniff(packed({"docProps/core.xml": "<x/>", "word/document.xml": "<x/>"}, "docProps/core.xml"))
    assert not docx._sniff(packed({"clips/a.docx": GOOD}, "clips/a.docx")[:8192])
    assert not docx._sniff(packed({"word/a.txt": "x"})) and not docx._sniff(b"PK\x03\x04") and not docx._sniff(b"")
