"""References to the accounts, read back by the libraries of reference managers' users."""

import json
from dataclasses import replace

import bibtexparser
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from crosswire.dossier import Dossier
from crosswire.export import FORMATS, ExportOptions
from crosswire.export.citations import bibtex, csl, ris
from crosswire.model import HeaderValue
from tests.factory import make_document, make_findings
from tests.sample import sample_documents, sample_findings


@pytest.fixture(scope="module")
def dossier():
    """Return the sample."""
    return Dossier(sample_findings())


def written(name, dossier):
    """Return an export's one file."""
    ((_, pieces),) = FORMATS[name].files(dossier, ExportOptions())
    return "".join(pieces)


def test_ris_is_read_back(dossier):
    """Every account is one reference of type NEWS with title, outlet, date as far as known, and the hash of its text."""
    read = {r["id"]: r for r in rispy.loads(written("ris", dossier))}
    assert set(read) == {d.id for d in dossier.documents}
    page = sample_documents()["page"]
    found = read[page.id]
    assert found["type_of_reference"] == "NEWS" and found["title"] == page.header.headline.value
    assert found["secondary_title"] == dossier.outlet(page.id)
    assert found["date"].startswith("2031/06/12")
    assert page.text_sha256 in found["notes"][0]


def test_bibtex_is_read_back(dossier):
    """Every account is an `article` whose fields are those of the dossier."""
    library = bibtexparser.parse_string(written("bibtex", dossier))
    assert not library.failed_blocks
    entries = {e.key: e.fields_dict for e in library.entries}
    assert set(entries) == {d.id for d in dossier.documents}
    page = sample_documents()["page"]
    assert entries[page.id]["year"].value == "2031" and entries[page.id]["day"].value == "12"


def test_csl_is_read_back(dossier):
    """Every account is an item of type article-newspaper; a date not known is absent, not made up."""
    read = {r["id"]: r for r in json.loads(written("csl", dossier))}
    assert set(read) == {d.id for d in dossier.documents}
    for document in dossier.documents:
        assert ("issued" in read[document.id]) == bool(dossier.published(document.id).value)


def test_an_inferred_date_is_called_so(dossier):
    """The note carries the steps that led to the date."""
    wire = sample_documents()["wire"]
    assert "date inferred: " in csl(dossier, wire)["note"]
    assert "characters 3–9; stored text" in csl(dossier, wire, "characters 3–9")["note"]


@given(st.text(max_size=60), st.text(min_size=1, max_size=60))
def test_no_headline_or_name_breaks_a_reference(headline, author):
    """Braces, backslashes, line ends and controls stay inside their field, in all three formats."""
    doc = make_document("One line.", name="a.txt", headline=headline, publisher="Northwire {}%\n")
    doc = replace(doc, header=replace(doc.header, by=(HeaderValue(author, "stated"),)))
    dossier = Dossier(make_findings([doc]))
    (back,) = rispy.loads(ris(dossier, doc))
    assert back["id"] == doc.id
    library = bibtexparser.parse_string(bibtex(dossier, doc))
    assert not library.failed_blocks and [e.key for e in library.entries] == [doc.id]
    assert csl(dossier, doc)["title"]
