"""Embargoes on pages: a note on every page until the reader's clock says that the time has passed."""

from dataclasses import replace

from crosswire.dossier import Dossier
from crosswire.model import Header, HeaderValue
from crosswire.web import BuildFacts
from crosswire.web.pages import plan_pages
from tests.factory import make_document, make_findings, make_story

FACTS = BuildFacts((("crosswire", "0.1.0"),), captures=1, places=0)


def render_pages(embargo: HeaderValue) -> dict[str, str]:
    """Return the HTML pages of a dossier with one text under an embargo."""
    document = make_document(
        "The towers will burn again.", name="<towers>.txt", header=replace(Header(), embargoed=embargo)
    )
    dossier = Dossier(replace(make_findings([document], []), stories=(make_story([document], title="Towers"),)))
    return {name: make() for name, make in plan_pages(dossier, FACTS) if name.endswith(".html")}


def test_every_page_has_the_note() -> None:
    """The note names the text, the embargo as printed, and the moment in UTC at which it is over everywhere; names are escaped."""
    pages = render_pages(HeaderValue("29 May 2031 18:00", "stated", parsed="2031-05-29T18:00"))
    assert len(pages) > 4
    for html in pages.values():
        assert html.count('class="held"') == 1
        assert 'data-until="2031-05-30T06:00:00+00:00"' in html
        assert "before 29 May 2031 18:00 (as printed)" in html
        assert "<towers>" not in html


def test_no_note_without_a_time() -> None:
    """An embargo that cannot be read is shown with its text only, and a dossier without any has no note."""
    pages = render_pages(HeaderValue("soon", "stated"))
    assert not any('class="held"' in html for html in pages.values())
    assert any("Embargoed until soon" in html for html in pages.values())
    assert not any("mbargo" in html for name, html in render_pages(HeaderValue()).items() if name.startswith("s/"))
