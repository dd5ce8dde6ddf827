"""Footnotes and what the evidence panel is told."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.dossier import Dossier
from crosswire.model import HeaderValue, Place
from crosswire.web.notes import Notes, live_address
from tests.factory import make_document, make_findings
from tests.sample import sample_documents, sample_findings


@pytest.fixture
def dossier():
    """Return the sample."""
    return Dossier(sample_findings())


def test_a_place_gets_one_number(dossier):
    """Numbers begin at 1 and are the same for the same place."""
    notes = Notes(dossier, "")
    doc = sample_documents()["wire"].id
    first, second = (dossier.evidence(Place(doc, *span)) for span in ((0, 9), (11, 20)))
    assert [notes.add(first), notes.add(second), notes.add(first)] == [1, 2, 1]
    assert [n.number for n in notes.listed] == [1, 2]


def test_the_payload_holds_the_words_at_their_code_points(dossier):
    """Every place of a note lies in one of its paragraphs, also behind an astral character, and cuts out the words themselves."""
    notes = Notes(dossier, "")
    for reading in dossier.findings.readings:
        for q in reading.quotations:
            notes.add_wording(dossier.wording(q.id))
    told = json.loads(str(notes.payload()))
    assert len(told["notes"]) == len(notes.listed) > 5
    for plain, note in zip(told["notes"], notes.listed, strict=True):
        for (start, end), evidence in zip(plain["at"], note.evidence, strict=True):
            holding = [told["paragraphs"][k] for k in plain["paragraphs"]]
            cut = [text[start - low : end - low] for low, text in holding if low <= start and end <= low + len(text)]
            assert evidence.exact in cut


def test_a_server_gives_citations_only_where_they_are_asked_for(dossier):
    """The panel of a page on a disk has them at hand."""
    doc = sample_documents()["wire"].id
    for citations in (True, False):
        notes = Notes(dossier, "", citations=citations)
        notes.add(dossier.evidence(Place(doc, 0, 9)))
        assert ({"ris", "bibtex", "csl"} <= json.loads(str(notes.payload()))["docs"][doc].keys()) == citations


@given(st.text(min_size=1, max_size=80).filter(lambda t: len(t.splitlines()) == 1))
def test_nothing_in_a_text_ends_the_payload(words):
    """Markup in a text stays a string: no `<` stands in the payload, and it is read back as it was."""
    doc = make_document(words, name="<script>.txt", headline="</script>")
    dossier = Dossier(make_findings([doc]))
    notes = Notes(dossier, "")
    notes.add(dossier.evidence(Place(doc.id, 0, len(words))))
    payload = str(notes.payload())
    assert "<" not in payload
    (low, text) = next(iter(json.loads(payload)["paragraphs"].values()))
    assert text[0 - low : len(words) - low] == words


@pytest.mark.parametrize(
    ("uri", "words", "address"),
    [
        ("https://news.example/a#top", "safe, low-cost", "https://news.example/a#:~:text=safe%2C%20low%2Dcost"),
        (
            "https://news.example/a",
            " ".join(f"w{n}" for n in range(20)),
            "https://news.example/a#:~:text="
            + "%20".join(f"w{n}" for n in range(8))
            + ","
            + "%20".join(f"w{n}" for n in range(12, 20)),
        ),
        ("javascript:alert(1)", "safe", ""),
        ("https://news.example/a b", "safe", ""),
        (None, "safe", ""),
    ],
)
def test_the_live_page_is_opened_at_the_words(uri, words, address):
    """Only web addresses; commas and hyphens are encoded, long extracts named by their ends."""
    doc = make_document(words, name="a.txt")
    doc = replace(doc, header=replace(doc.header, uri=HeaderValue(uri, "stated" if uri else "unknown")))
    dossier = Dossier(make_findings([doc]))
    assert live_address(doc, dossier.evidence(Place(doc.id, 0, len(words)))) == address
