"""Extracts as HTML: their words are the stored ones, and nothing of a capture becomes markup."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.dossier import Dossier
from crosswire.model import Place
from crosswire.web.diffs import Piece
from crosswire.web.figures import Figures
from crosswire.web.notes import Notes
from tests.factory import make_document, make_findings
from tests.sample import sample_findings


class Words(HTMLParser):
    """Gathers the text of blockquotes, and the names of all elements."""

    def __init__(self, page):
        super().__init__()
        self.words, self.elements, self._inside = "", [], False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        """Note an element."""
        self.elements.append(tag)
        self._inside = self._inside or tag == "blockquote"

    def handle_endtag(self, tag):
        """Leave a blockquote."""
        self._inside = self._inside and tag != "blockquote"

    def handle_data(self, data):
        """Keep the words of a blockquote."""
        self.words += data if self._inside else ""


def figures_of(dossier, has_page=lambda actor: True):
    """Return the figures of a page at the root."""
    return Figures(dossier, "", Notes(dossier, ""), has_page)


@pytest.fixture(scope="module")
def dossier():
    """Return the sample."""
    return Dossier(sample_findings())


def test_a_wording_holds_its_words_and_its_place(dossier):
    """Fragments in their order, the first with a number, a link to the characters, its manner in words."""
    figures = figures_of(dossier)
    for reading in dossier.findings.readings:
        for q in reading.quotations:
            wording = dossier.wording(q.id)
            page = str(figures.wording(wording))
            assert Words(page).words == " […] ".join(e.exact for e in wording.evidence)
            first = wording.evidence[0].place
            assert f"#char={first.start},{first.end}" in page and 'class="manner ' in page and 'data-note="' in page


def test_what_differs_is_marked_and_nothing_is_lost(dossier):
    """Pieces joined are the words."""
    wording = dossier.wording(next(q.id for r in dossier.findings.readings for q in r.quotations))
    page = str(figures_of(dossier).wording(wording, (Piece("one ", False), Piece("<two>", True))))
    assert Words(page).words == "one <two>" and '<span class="differs">&lt;two&gt;</span>' in page


def test_actors_are_linked_where_they_have_a_page(dossier):
    """Others are named; nobody is told as such."""
    actor = dossier.findings.actors[0]
    assert f"a/{actor.id}.html" in figures_of(dossier).actor_links([actor])
    assert "href" not in figures_of(dossier, lambda _: False).actor_links([actor])
    assert figures_of(dossier).actor_links([]) == "Speaker not known"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), min_size=1, max_size=60))
def test_hostile_words_stay_words(text):
    """Whatever stands in a capture or its name is shown and never read as markup."""
    document = make_document(text, name=text)
    dossier = Dossier(make_findings([document]))
    evidence = dossier.evidence(Place(document.id, 0, len(text)))
    for page in (figures_of(dossier).extract(evidence), figures_of(dossier).in_sentence(evidence, text[:1])):
        found = Words(str(page))
        assert found.words == text
        assert set(found.elements) <= {"figure", "blockquote", "figcaption", "a", "bdi", "span", "sup", "u"}
