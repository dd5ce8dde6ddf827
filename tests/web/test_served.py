"""Pages that a server gives: the same as those on a disk, from parts of the dossier; search, feeds, permalinks."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from crosswire.dossier import Dossier
from crosswire.web import BuildFacts
from crosswire.web.pages import plan_pages
from crosswire.web.served import command_of
from tests.factory import make_document, make_findings, make_quotation, make_reading, make_story
from tests.sample import sample_documents, sample_findings
from tests.web.served_sample import make_client, write_findings

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return the sample dossier's folder."""
    return write_findings(tmp_path_factory.mktemp("served"), sample_findings())


@pytest.fixture(scope="module")
def client(folder):
    """Return a client of its server."""
    with make_client(folder) as found:
        yield found


def main_of(page: str) -> str:
    """Return the main part of a page."""
    return page.partition("<main")[2].partition("</main>")[0]


ON_DISK = {n: make for n, make in plan_pages(Dossier(sample_findings()), BuildFacts()) if n.endswith(".html")}


@pytest.mark.parametrize("name", sorted(n for n in ON_DISK if n.startswith("s/")))
def test_a_story_is_the_same_served_and_on_a_disk(name, client):
    """What is read from the store for one page holds everything that the page of the whole dossier shows."""
    assert main_of(client.get(f"/{name}").text) == main_of(ON_DISK[name]())


@pytest.mark.parametrize("name", sorted(n for n in ON_DISK if n[:2] in ("d/", "a/", "i/")))
def test_other_pages_show_the_same_words(name, client):
    """Documents, actors and issues say the same; anchors may be more."""

    def words(page: str) -> str:
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", main_of(page))).strip()

    assert words(client.get(f"/{name}").text) == words(ON_DISK[name]())


def test_the_text_in_the_page_is_the_stored_text(client):
    """R2 holds for served documents, too."""

    class Text(HTMLParser):
        inside = 0
        words = ""

        def handle_starttag(self, tag, attrs):
            if dict(attrs).get("id") == "text" or (self.inside and tag not in ("br", "wbr")):
                self.inside += 1

        def handle_endtag(self, tag):
            self.inside -= self.inside > 0

        def handle_data(self, data):
            self.words += data if self.inside else ""

    for document in sample_documents().values():
        parser = Text()
        parser.feed(client.get(f"/d/{document.id}.html").text)
        assert parser.words == document.text


def test_every_link_of_every_served_page_resolves(client):
    """Pages, and places in documents by their anchors."""
    seen: dict[str, str] = {}
    left = ["index.html"]
    while left:
        path = left.pop()
        if path in seen:
            continue
        answer = client.get(f"/{path}")
        assert answer.status_code == 200, (path, answer.text[:200])
        seen[path] = answer.text
        for href in re.findall(r'(?:href|src)="([^"]+)"', answer.text):
            if href.startswith(("#", "?", "http", "data:")) or "html" not in answer.headers["content-type"]:
                continue
            target = href.partition("#")[0].replace("&amp;", "&")
            target = target.removeprefix("../") if "/" in path else target
            if target and not target.startswith("feeds/"):
                left.append(target)
    for path, page in seen.items():
        for href in re.findall(r'class="evidence[^"]*" href="([^"]+)"', page):
            target, _, fragment = href.partition("#")
            document = seen[target.removeprefix("../")] if target else page
            assert f'id="{fragment}"' in document or path.startswith("search"), (path, href)


def test_filters_round_trip_through_the_address(client):
    """The fields of the search page hold what the address said, and each facet's link keeps the rest."""
    page = client.get("/search?q=keel&manner=partial&from=2031-06").text
    assert 'value="keel"' in page and "<option selected>partial</option>" in page and 'value="2031-06"' in page
    assert "crosswire search DIR keel --manner partial --from 2031-06" in page


def test_the_command_line_of_a_search_is_quoted():
    """What a shell could take amiss stands in quotation marks."""
    assert (
        command_of({"q": ["it's $HOME"], "outlet": ["Trel Bay"]})
        == "crosswire search DIR 'it'\\''s $HOME' --outlet 'Trel Bay'"
    )


def test_search_marks_what_was_found_and_links_to_its_place(client):
    """A snippet leads to code points that hold its words."""
    page = client.get("/search?q=shore&kind=statement").text
    links = re.findall(r'class="evidence" href="d/(d-[0-9a-f]+)\.html#char=(\d+),(\d+)"', page)
    texts = {d.id: d.text for d in sample_documents().values()}
    assert links and "<mark class=found>shore</mark>" in page
    assert all("shore" in texts[doc][int(s) : int(e)] for doc, s, e in links)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("nothing.html", 404),
        ("d/d-0000.html", 404),
        ("s/s-none-said.html", 404),
        ("index.html?page=0", 400),
        ("index.html?page=99", 404),
        ("search?q=-only", 400),
        ("search?from=soon", 400),
        ("search?kind=all", 400),
        ("e/q-none", 404),
        ("feeds/actor/p-none.atom", 404),
        ("feeds/weather/x.atom", 404),
        ("static/app.py", 404),
    ],
)
def test_what_is_not_there_is_told_in_one_shape(address, status, client):
    """JSON for programs, a page with the same words for people."""
    found = client.get(f"/{address}")
    assert found.status_code == status
    error = found.json()["error"]
    assert error["status"] == status and error["message"] and error["code"].startswith("E")
    page = client.get(f"/{address}", headers={"accept": "text/html"})
    assert page.status_code == status and "<h1>" in page.text and "text/html" in page.headers["content-type"]


def test_an_ended_id_leads_to_what_took_its_place(client):
    """Addresses survive a merge."""
    first = sample_findings().actors[0]
    assert first.name in client.get("/a/p-old.html").text
    assert client.get("/api/actors/p-old").json()["id"] == first.id


def test_a_permalink_leads_to_the_place(client):
    """`/e/ID` opens the document at the quotation."""
    quotation = client.get("/api/quotations").json()["items"][0]
    found = client.get(f"/{quotation['href']}", follow_redirects=False)
    place = quotation["evidence"][0]
    assert found.status_code == 302
    assert found.headers["location"] == f"../d/{place['doc']}.html#char={place['start']},{place['end']}"


@pytest.mark.parametrize("kind", ["actors", "issues", "stories"])
def test_feeds_are_atom_and_repeat_nothing(kind, client):
    """Every feed parses; entries have each their id, the words verbatim, and dates of the accounts."""
    id_ = client.get(f"/api/{kind}").json()["items"][0]["id"]
    text = client.get(f"/feeds/{kind.removesuffix('s').replace('storie', 'story')}/{id_}.atom").text
    feed = ElementTree.fromstring(text)
    ids = [e.findtext(f"{ATOM}id") for e in feed.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) and feed.findtext(f"{ATOM}updated", "").endswith("T00:00:00Z")
    assert text == client.get(f"/feeds/{kind.removesuffix('s').replace('storie', 'story')}/{id_}.atom").text


def test_a_search_has_a_feed(client):
    """The feed of a search holds what the search finds among what was said."""
    feed = ElementTree.fromstring(client.get("/feeds/search.atom?q=shore").text)
    entries = list(feed.iter(f"{ATOM}entry"))
    assert entries and all("shore" in (e.findtext(f"{ATOM}content") or "") for e in entries)


def test_hostile_captures_are_shown_as_text(tmp_path):
    """Script tags, event handlers, javascript: links, bidi overrides and huge names are characters like others, also in search and feeds."""
    bad = '<script>alert(1)</script> <img src=x onerror=alert(2)> </textarea>" \u202egnorw'
    text = f"{bad}\nMarran said “{bad} harbour”.\n"
    document = make_document(
        text, name=f"{'n' * 300}<b>.txt", headline=bad, publisher=f"{bad}<i>", agency="javascript:alert(3)"
    )
    quotation = make_quotation(document, content=f"“{bad} harbour”", cue="said", type="direct")
    story = make_story([document], title=bad)
    actor = sample_findings().actors[0]
    findings = make_findings(
        [document], [make_reading(document, quotations=[quotation])], stories=[story], actors=[actor]
    )
    with make_client(write_findings(tmp_path, findings)) as client:
        for path in (
            "",
            f"s/{story.id}.html",
            f"d/{document.id}.html",
            "search?q=harbour",
            f"search?q={bad}",
            "build.html",
        ):
            page = client.get(f"/{path}").text
            assert "<script>alert" not in page and "<img" not in page, path
        assert "harbour" in client.get("/search?q=harbour").text
        for path in ("feeds/search.atom?q=harbour", f"feeds/story/{story.id}.atom"):
            ElementTree.fromstring(client.get(f"/{path}").text)


def test_a_folder_of_dossiers_lists_them(tmp_path):
    """Each stands under its name, with all its pages and its API."""
    write_findings(tmp_path / "straits", sample_findings())
    with make_client(tmp_path) as client:
        assert 'href="dossiers/straits/index.html"' in client.get("/").text
        assert client.get("/dossiers/straits/index.html").status_code == 200
        assert client.get("/dossiers/straits/api/stories").json()["total"] == 2
        assert client.get("/dossiers/none/index.html").status_code == 404
        assert client.get("/api/stories").status_code == 404
        assert client.get("/positions.html").status_code == 404


def test_what_nobody_foresaw_has_the_same_shape(folder, monkeypatch):
    """A page that cannot be made for a reason of ours answers as everything that goes wrong does."""

    def fail(self):
        raise ZeroDivisionError

    monkeypatch.setattr("crosswire.web.served.Pages.make", fail)
    with make_client(folder) as client:
        found = client.get("/actors.html", headers={"accept": "application/json"})
        assert found.status_code == 500 and found.json()["error"]["code"] == "E000"
        assert "ZeroDivisionError" in client.get("/actors.html", headers={"accept": "text/html"}).text


def test_pages_and_all_else_are_told_apart(client):
    """Addresses that look like pages of the API, feeds or files are theirs; a page that is none is told so."""
    for path in ("api", "apis", "e", "static", "d/none.html", "dossiers", "dossiers/none/index.html"):
        assert client.get(f"/{path}", headers={"accept": "application/json"}).json()["error"]["code"] == "E703", path
    assert client.get("/api/nothing").status_code == client.get("/static/nothing.css").status_code == 404
    assert client.get("/favicon.ico").status_code == 204
    assert client.head("/actors.html").status_code == 200
