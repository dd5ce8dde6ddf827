"""Factiva exports, coded and printed."""

import pytest

from crosswire.ingest.formats.factiva import split_factiva
from tests.ingest.formats import exports
from tests.ingest.formats.test_nexis import BODY, read, words


@pytest.mark.parametrize("text", [exports.coded_factiva(), exports.printed_factiva()])
def test_both_layouts(text: str) -> None:
    """Title, byline, publication, date, rights and language are places; lead and text are body; the search summary is nobody's."""
    documents = read(text)
    assert [d.name for d in documents] == ["export.txt#1", "export.txt#2"]
    assert [d.header.headline.value for d in documents] == list(exports.TITLES[:2])
    for doc in documents:
        assert words(doc, "body") == BODY
        assert doc.header.publisher.value == "The Osmark Mail"
        assert doc.header.published.value == "2031-06-06"
        assert [h.value for h in doc.header.by] == ["Ilse Tarn"]
        assert str(doc.header.copyrightnotice.value).startswith("Copyright 2031")
        assert doc.header.language.value == "en"
        assert "Search Summary" not in doc.text


def test_codes_alone_on_their_lines() -> None:
    """In tables of word processors the value stands on the line after its code."""
    text = exports.coded_factiva()
    rows = [
        part
        for row in text.split("\n")
        for part in (row.split("   ", 1) if row[:2].isupper() and row[2:5] == "   " else [row])
    ]
    documents = read("\n".join(rows))
    assert [d.header.headline.value for d in documents] == list(exports.TITLES[:2])
    assert words(documents[0], "body") == BODY


def test_prose_that_opens_with_two_capitals_stays_prose() -> None:
    """`CO 2` and `IN the end` in the text are no fields."""
    text = exports.coded_factiva().replace(
        exports.PARAGRAPHS[2], "CO 2 in the air rose, the Council of the Straits said."
    )
    assert "CO 2 in the air rose, the Council of the Straits said." in words(read(text)[0], "body")


def test_an_article_without_its_number_and_texts_that_are_none() -> None:
    """The last article without accession number is kept; a line `Document` alone makes no export."""
    text = exports.printed_factiva()
    cut = text[: text.rindex("Document OSMM")]
    assert len(read(cut)) == 2
    assert split_factiva("Document 12\n") is None
    assert split_factiva("Talks ended.\nDocument OSMM000020310606e7660001x\n") is None
