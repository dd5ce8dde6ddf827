"""Who is let in, and what goes out with every answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.errors import ServeRefused
from crosswire.web.guard import CSP, Door
from tests.sample import sample_findings
from tests.web.served_sample import make_client, write_findings

TOKEN = "keel-of-the-whole-strait"
SENT = {"correction": {"kind": "undo", "of": "actors"}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return the sample dossier's folder."""
    return write_findings(tmp_path_factory.mktemp("guarded"), sample_findings())


@pytest.fixture(scope="module")
def client(folder):
    """Return a client of a server for this computer only."""
    with make_client(folder) as found:
        yield found


@pytest.fixture(scope="module")
def far(folder):
    """Return a client of a server for others, which needs a token."""
    with make_client(folder, Door("0.0.0.0", TOKEN, ("desk.example",)), base="http://desk.example:8484") as found:
        yield found


@pytest.mark.parametrize(
    ("host", "token"), [("0.0.0.0", ""), ("192.168.0.4", ""), ("desk.example", ""), ("::", ""), ("127.0.0.1", "short")]
)
def test_a_server_for_others_needs_a_token_that_cannot_be_guessed(host, token):
    """Otherwise it does not start."""
    with pytest.raises(ServeRefused):
        Door(host, token).check()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.0.1"])
def test_a_server_for_this_computer_needs_none(host):
    """Loopback addresses are this computer."""
    Door(host).check()


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8484", "127.0.0.1.evil.example", "", "localhost:x", "192.168.0.4"]
)
def test_a_foreign_host_is_refused(host, client):
    """DNS rebinding: a name that leads here but is not ours."""
    assert client.get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("host", ["localhost", "localhost:8484", "127.0.0.1:1", "[::1]:8484", "LOCALHOST"])
def test_its_own_names_are_let_in(host, client):
    """With any port, since a tunnel may change it."""
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_changes_asked_for_by_other_pages_are_refused(headers, client):
    """CSRF: whatever the browser says of where a request comes from must be us."""
    found = client.post("/api/corrections", json=SENT, headers=headers)
    assert found.status_code == 403 and found.json()["error"]["code"] == "E702"


def test_changes_asked_for_by_its_own_pages_are_taken(client):
    """There is nothing to undo in the sample, and that is what is told."""
    own = {"origin": "http://127.0.0.1:8484", "sec-fetch-site": "same-origin"}
    assert client.post("/api/corrections", json=SENT, headers=own).json()["error"]["code"] == "E401"


def test_a_form_that_pretends_to_be_json_is_not_read(client):
    """A page elsewhere can send text/plain without asking first; it is not taken for JSON."""
    found = client.post(
        "/api/corrections",
        content=b'{"correction": {"kind": "undo", "of": "actors"}}',
        headers={"content-type": "text/plain"},
    )
    assert found.status_code == 422


def test_every_answer_is_locked_up(client):
    """No outside asset, no frame, no sniffing; also errors."""
    for path in ("/", "/nothing.html", "/api/stories", "/static/crosswire.css"):
        headers = client.get(path).headers
        assert headers["content-security-policy"] == CSP and headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer" and headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers
    assert "unsafe" not in CSP and "http" not in CSP


def test_no_token_no_page(far):
    """Neither pages nor the API nor static files."""
    for path in ("/", "/api/stories", "/static/crosswire.css", "/nothing"):
        assert far.get(path).status_code == 403


@pytest.mark.parametrize(
    "headers", [{"authorization": "Bearer wrong"}, {"authorization": TOKEN}, {"cookie": "crosswire_token=x"}]
)
def test_a_wrong_token_is_refused(headers, far):
    """However it is shown."""
    assert far.get("/api/stories", headers=headers).status_code == 403
    assert far.get("/?token=wrong").status_code == 403


def test_a_right_token_opens(far):
    """For programs in a header; for browsers once in the address, which is forgotten, then in a cookie that no script sees."""
    assert far.get("/api/stories", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    opened = far.get(f"/search?q=keel&token={TOKEN}", follow_redirects=False)
    assert opened.status_code == 303 and opened.headers["location"] == "/search?q=keel"
    assert "HttpOnly" in opened.headers["set-cookie"] and "SameSite=strict" in opened.headers["set-cookie"]
    assert far.get("/search?q=keel").status_code == 200
    far.cookies.clear()


@pytest.mark.parametrize(
    "path",
    [
        "/d/..%2f..%2fcrosswire.db",
        "/static/%2e%2e/crosswire.db",
        "/..%5ccrosswire.db",
        "/%00",
        "/a//b",
        "/%zz",
        "/d/%E2%80%AEx",
        "/" + "a" * 5000,
    ],
)
def test_path_tricks_are_refused(path, client):
    """Nothing outside the pages is ever given."""
    found = client.get(path)
    assert found.status_code in (400, 404) and b"SQLite" not in found.content


@pytest.mark.parametrize("name", ["crosswire.db", ".crosswire.lock", "corrections.jsonl", "pages.json"])
def test_the_dossiers_files_are_not_given(name, client):
    """The store and the log are no pages."""
    assert client.get(f"/{name}").status_code == 404


def test_too_much_is_refused(client):
    """By its length, before it is read."""
    found = client.post(
        "/api/corrections", content=b"x", headers={"content-length": "99999999", "content-type": "application/json"}
    )
    assert found.status_code == 413


@given(st.text(max_size=40))
def test_no_host_that_is_not_ours_is_known(host):
    """Whatever stands in the header, only loopback names and its own are known."""
    known = Door().knows(host)
    assert not known or host.partition(":")[0].lower() in ("localhost", "127.0.0.1") or host.startswith("[")


def test_a_body_that_is_too_long_is_refused_behind_a_token_too(far):
    """By its header, before any of it is read."""
    headers = {"authorization": f"Bearer {TOKEN}", "content-length": "99999999", "content-type": "application/json"}
    assert far.post("/api/corrections", content=b"x", headers=headers).status_code == 413
