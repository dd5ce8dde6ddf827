"""Nexis exports, both layouts, whole and broken."""

import random

import pytest

from crosswire.ingest import read_capture
from crosswire.ingest.exports import split_export
from crosswire.ingest.formats.nexis import split_nexis
from crosswire.model import Capture, Document, sha256
from tests.ingest.formats import exports

BODY = [
    "Foreign Minister Ilse Marran said Tuesday that the ferry treaty would hold until autumn.",
    *exports.PARAGRAPHS[1:],
]


def read(text: str, name: str = "export.txt") -> tuple[Document, ...]:
    """Return the documents of a text file."""
    content = text.encode()
    return read_capture(Capture(sha256(content), name, "text/plain", content))[0]


def words(doc: Document, label: str, sub: str | None = None) -> list[str]:
    """Return the words of the zones of a kind."""
    return [doc.text[z.start : z.end] for z in doc.zones if z.label == label and sub in (None, z.sub)]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_older_layout(ends: str) -> None:
    """Each article is a document of its own with its fields as places; wrapped lines are paragraphs; the cover is none's."""
    documents = read(exports.old_nexis().replace("\n", ends))
    assert [d.name for d in documents] == ["export.txt#1", "export.txt#2"]
    for doc, paper in zip(documents, ("The Osmark Mail", "Trel Bay Post"), strict=True):
        header = doc.header
        assert words(doc, "body") == BODY
        assert header.publisher.value == paper and header.publisher.place
        assert (header.published.value, header.published.precision) == ("2031-06-06", "day")
        assert [h.value for h in header.by] == ["ILSE TARN", "TOR BRASK"]
        assert header.located.value == "TREL BAY" and header.agency.value == "Osmark Wire"
        assert header.copyrightnotice.value == "Copyright 2031 Osmark Mail Ltd"
        assert (header.language.value, header.language.status) == ("en", "stated")
        assert words(doc, "caption") == ["PHOTO: Marran in the harbour."]
        assert words(doc, "metadata", "load_date") == ["June 7, 2031"]
        assert "Download Request" not in doc.text
    assert documents[1].header.headline.value == (
        "Lights on Gull Rock to stay dark through the winter, the Council of the Straits decides"
    )


def test_the_newer_layout() -> None:
    """Title, publication, date; the text between Body and Classification; what is indexed is metadata."""
    documents = read("\n".join(exports.new_nexis()))
    assert [d.header.headline.value for d in documents] == list(exports.TITLES)
    for doc in documents:
        assert words(doc, "body") == BODY
        assert words(doc, "teaser", "standfirst") == ["The treaty holds."]
        assert words(doc, "metadata", "subject") == ["FERRIES (90%); TREATIES (78%)"]
        assert words(doc, "furniture") == ["End of Document"]
        assert doc.header.published.value == "2031-06-06"


def test_a_broken_article_costs_only_itself() -> None:
    """An article without its end mark, without a body or without fields leaves its neighbours whole."""
    assert len(read("\n".join(exports.new_nexis(broken=True)))) == 3
    rows = exports.new_nexis()
    at = rows.index(exports.TITLES[1], len(exports.COVER))
    cut = rows[: at + 2] + rows[rows.index("End of Document", at) :]
    documents = read("\n".join(cut))
    assert len(documents) == 3
    assert words(documents[2], "body") == BODY and documents[2].header.headline.value == exports.TITLES[2]
    old = exports.old_nexis().replace("LENGTH: 512 words", "", 1).replace("June 6, 2031 Friday", "", 1)
    documents = read(old)
    assert len(documents) == 2 and words(documents[1], "body") == BODY


def test_one_article_without_cover_and_other_languages() -> None:
    """A file of one article has no number; fields are known in German; a month without day is a date of that precision."""
    rows = ["Der Vertrag hält", "Osmarker Blatt", "Juni 2031", "Length: 80 words", "Body", *exports.PARAGRAPHS, "Load-Date: June 7, 2031",
            "End of Document"]  # fmt: skip
    (doc,) = read("\n".join(rows))
    assert doc.name == "export.txt" + "#1" or doc.name == "export.txt"
    assert (doc.header.published.value, doc.header.published.precision) == ("2031-06", "month")
    german = (
        exports.old_nexis()
        .replace("1 of 2 DOCUMENTS", "Dokument 1 von 2")
        .replace("2 of 2 DOCUMENTS", "Dokument 2 von 2")
    )
    for name, other in (
        ("LENGTH", "LÄNGE"),
        ("SECTION", "RUBRIK"),
        ("BYLINE", "AUTOR"),
        ("LANGUAGE", "SPRACHE"),
        ("GRAPHIC", "GRAFIK"),
    ):
        german = german.replace(name + ":", other + ":")
    german = german.replace("June 6, 2031 Friday", "Freitag, 6. Juni 2031")
    documents = read(german)
    assert [words(d, "body") for d in documents] == [BODY, BODY]
    assert documents[0].header.published.value == "2031-06-06" and documents[0].header.language.value == "en"


def test_other_texts_are_no_exports() -> None:
    """An article that speaks of documents, or ends with the words, is left alone; so is a text that shall be read as it is."""
    for text in (
        "\n".join(exports.PARAGRAPHS),
        "Body\nlanguage\n",
        "1 of 2 DOCUMENTS\nwere found.\n",
        "Story.\nEnd of Document\n",
        "",
    ):
        assert split_nexis(text) is None and split_export(text) is None
    content = exports.old_nexis().encode()
    (doc,), _ = read_capture(Capture(sha256(content), "x", "text/plain", content, as_is=True))
    assert doc.text == content.decode()


def test_lines_in_any_order_never_fail() -> None:
    """Whatever lines are lost or moved: zones that do not overlap and cover all, the same twice."""
    chance = random.Random(3)
    for n in range(150):
        rows = exports.new_nexis() if n % 2 else exports.old_nexis().split("\n")
        rows = [row for row in rows if chance.random() > 0.15]
        for _ in range(n % 7):
            rows.insert(chance.randrange(len(rows)), rows.pop(chance.randrange(len(rows))))
        text = "\n".join(rows)
        documents = read(text)
        assert documents == read(text)
        for doc in documents:
            covered = {i for z in doc.zones for i in range(z.start, z.end)}
            assert all(c.isspace() or i in covered for i, c in enumerate(doc.text))
            assert all(a.end <= b.start for a, b in zip(doc.zones, doc.zones[1:], strict=False))
