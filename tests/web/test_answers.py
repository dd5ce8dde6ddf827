"""Answers that are given again: the same bytes, as long as the dossier stays as it is, and no longer."""

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.store import Store
from crosswire.web import answers
from crosswire.web.answers import ENTRY, Answer, Kept
from crosswire.web.served import Pages
from tests.sample import sample_findings
from tests.web.served_sample import make_client, write_findings


@pytest.fixture
def folder(tmp_path):
    """Return the sample dossier's folder."""
    return write_findings(tmp_path / "dossier", sample_findings())


@pytest.fixture
def made(monkeypatch):
    """Return the pages that are made, in order."""
    found, make = [], Pages.make

    def counted(self):
        found.append(self.asked.path or "index.html")
        return make(self)

    monkeypatch.setattr(Pages, "make", counted)
    monkeypatch.setattr(answers, "WARM", ())
    monkeypatch.setattr("crosswire.web.sites.Site.ways_in", lambda self: [])
    return found


@given(st.binary(max_size=3000))
def test_a_body_comes_back_as_it_was(body):
    """Packed for keeping, and the same for the same."""
    answer = Answer.of(b"text/plain", body)
    assert gzip.decompress(answer.packed) == body and answer == Answer.of(b"text/plain", body)


def test_the_same_is_given_again_without_making_it(folder, made):
    """Whatever the order of the parameters; another page or another value is another answer."""
    with make_client(folder) as client:
        client.get("/build.html")
        first = client.get("/search", params={"q": "keel", "manner": "direct"})
        made.clear()
        again = client.get("/search", params={"manner": "direct", "q": "keel"})
        assert again.text == first.text and again.headers["etag"] == first.headers["etag"] and not made
        assert client.get("/search", params={"q": "keel", "manner": "partial"}).text != first.text and made == [
            "search"
        ]


@pytest.mark.parametrize("address", ["/index.html", "/api/statements", "/api/search?q=keel", "/static/crosswire.css"])
def test_a_tag_stands_for_the_bytes(address, folder, made):
    """One for each encoding; who has it is told that nothing has changed; headers of the door stand on every answer."""
    with make_client(folder) as client:
        client.get("/build.html")
        plain = client.get(address, headers={"accept-encoding": "identity"})
        packed = client.get(address, headers={"accept-encoding": "gzip"})
        assert plain.content == packed.content and packed.headers["content-encoding"] == "gzip"
        assert plain.headers["etag"] != packed.headers["etag"] and plain.headers["vary"] == "accept-encoding"
        for answer, encoding in ((plain, "identity"), (packed, "gzip")):
            headers = {"if-none-match": answer.headers["etag"], "accept-encoding": encoding}
            same = client.get(address, headers=headers)
            assert same.status_code == 304 and not same.content and same.headers["x-frame-options"] == "DENY"
        assert client.get(address, headers={"if-none-match": '"other"'}).status_code == 200


def test_nothing_is_given_again_after_a_build(folder, made):
    """What a build has changed is seen at once."""
    with make_client(folder) as client:
        client.get("/index.html")
        first = client.get("/index.html").text
        with Store.create(folder) as store:
            store.write(sample_findings().__class__(), given=(), keys=(), ledger={}, redirects={}, facts={})
        assert client.get("/index.html").text != first


def test_failures_and_what_runs_are_told_anew(folder, made):
    """No error is kept, nor the list of builds."""
    with make_client(folder) as client:
        client.get("/index.html")
        for address in ("/s/none.html", "/api/stories/none", "/api/builds"):
            assert "etag" not in client.get(address).headers, address


def test_a_correction_is_listed_at_once(folder, made):
    """The page of the build names it before a build has taken it in, and after it was taken back."""
    with make_client(folder) as client:
        client.get("/build.html")
        assert "Nothing was set by hand" in client.get("/build.html").text
        row = {"actors": "rename", "id": "k-1", "actor": "p-1", "name": "Ilse <Marran>", "value": "I. Marran"}
        log = folder / "corrections.jsonl"
        log.write_text(json.dumps(row) + "\n", encoding="utf-8")
        page = client.get("/build.html").text
        assert "Ilse &lt;Marran&gt;" in page and "is called I. Marran" in page and 'data-correction="k-1"' in page
        log.write_text(
            log.read_text() + json.dumps({"actors": "undo", "id": "k-2", "of": "k-1"}) + "\n", encoding="utf-8"
        )
        assert "taken back" in client.get("/build.html").text


def test_feeds_name_the_server_that_was_asked(folder, made):
    """Their addresses are whole: asked for by another name, they are others."""
    with make_client(folder) as client:
        client.get("/index.html")
        first = client.get("/feeds/search.atom?q=keel").text
        other = client.get("/feeds/search.atom?q=keel", headers={"host": "localhost:8484"}).text
        assert "127.0.0.1" in first and "localhost:8484" in other and "127.0.0.1" not in other


def test_the_least_used_goes_first():
    """Within the bytes that are allowed; an earlier state's answers go when the first of a later one comes."""
    one, two, three = (Answer.of(b"", bytes([n]) * 10) for n in range(3))
    kept = Kept(2 * (ENTRY + len(one.packed)))
    kept.put(1, "a", one)
    kept.put(1, "b", two)
    assert kept.get(1, "a") == one
    kept.put(1, "c", three)
    assert kept.get(1, "b") is None and kept.get(1, "a") == one and kept.get(1, "c") == three
    kept.put(2, "a", two)
    assert kept.get(1, "a") is None and kept.get(2, "a") == two and kept.get(2, "c") is None
    kept.put(1, "d", one)
    assert kept.get(1, "d") is None and kept.get(2, "a") == two
