"""The served side in headless Chromium: search from the keyboard, corrections as gestures, captures dropped; nothing leaves the server."""

import shutil
import threading
import time

import pytest
import uvicorn

from crosswire.web.app import make_app
from crosswire.web.jobs import Jobs
from tests.sample import sample_findings
from tests.web.served_sample import write_findings

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Return the address of a server of the sample whose builds end at once."""
    folder = write_findings(tmp_path_factory.mktemp("browsed"), sample_findings())
    usual, Jobs._follow = Jobs._follow, lambda self, number, work: self._change(number, state="done")
    config = uvicorn.Config(make_app(folder, embargoed=True), host="127.0.0.1", port=0, log_level="error")
    listening = config.bind_socket()
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:  # until then nobody listens
        assert thread.is_alive()
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    Jobs._follow = usual


@pytest.fixture(scope="module")
def browser():
    """Return a browser."""
    with playwright.sync_playwright() as engine:
        found = engine.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield found
        found.close()


@pytest.fixture
def page(browser, address):
    """Return a page that fails on any request that leaves the server, and on anything the console complains of."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    outside, complaints = [], []
    page = context.new_page()
    page.on("request", lambda r: None if r.url.startswith(address) else outside.append(r.url))
    known = "400 (Bad Request)"  # a correction that is refused, which its dialog tells
    page.on(
        "console",
        lambda m: complaints.append(m.text) if m.type in ("error", "warning") and known not in m.text else None,
    )
    page.on("pageerror", lambda e: complaints.append(str(e)))
    yield page
    context.close()
    assert outside == [] and complaints == []


def test_search_and_open_the_place(page, address):
    """Words in the field of any page, a result, its characters lit in the document."""
    page.goto(address)
    page.fill("#q", "shore")
    page.press("#q", "Enter")
    page.locator(".hits a.evidence").first.click()
    page.wait_for_url("**/d/*char=*")
    assert page.evaluate("CSS.highlights.has('place')")


def test_the_panel_cites_what_the_server_tells(page, address):
    """A served page asks for a citation when its panel is open; each form carries the place of the words."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page.goto(address)
    page.locator("article.story h3 a").first.click()
    page.locator("figure.wording a.evidence").first.click()
    for label, mark in (("RIS", "TY  - NEWS"), ("BibTeX", "@article{"), ("CSL-JSON", '"article-newspaper"')):
        page.get_by_role("button", name=f"cite {label}").click()
        page.wait_for_function("text => document.querySelector('.toast')?.textContent.includes(text)", arg=label)
        copied = page.evaluate("navigator.clipboard.readText()")
        assert mark in copied and "characters" in copied and "§" not in copied


@pytest.mark.parametrize("path", ["search?q=shore", "search", "new"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_violation(path, scheme, page, address):
    """A6 for the pages that only a server has, also on a narrow screen."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320 if scheme == "light" else 1280, "height": 900})
    page.goto(f"{address}/{path}")
    rules = {
        "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        "resultTypes": ["violations"],
    }
    found = axe.run(page, options=rules).response["violations"]
    assert not found, [(v["id"], v["nodes"][0]["html"][:200], v["nodes"][0]["failureSummary"]) for v in found]
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_reading_and_searching_need_no_script(browser, address):
    """Forms and links do it."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.fill("#q", "shore")
    page.press("#q", "Enter")
    assert page.locator(".hits li").count() > 0
    context.close()


def test_a_wrong_quotation_is_taken_back_by_keys(page, address):
    """j, x, Enter: kept, built again, the page anew."""
    page.goto(address)
    page.keyboard.press("j")
    page.keyboard.press("x")
    dialog = page.locator("dialog.correct")
    assert "not a quotation" in dialog.inner_text()
    with page.expect_response("**/api/corrections") as answer, page.expect_navigation():
        dialog.locator("button[type=submit]").click()
    assert answer.value.status == 202


def test_a_wrong_speaker_is_told_in_the_panel(page, address):
    """The panel of a quotation has the gestures, also where the address opened it; the list of keys names theirs."""
    page.goto(address)
    page.locator("figure.wording a.evidence").first.click()
    for _ in range(2):
        page.locator(".panel").get_by_role("button", name="wrong speaker").click()
        assert page.locator("dialog.correct input").is_visible()
        page.keyboard.press("Escape")
        page.reload()
    page.keyboard.press("j")
    page.keyboard.press("r")
    assert page.locator("dialog.correct input").input_value() == ""
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert "another speaks it" in page.locator("dialog.keys").inner_text()


def test_actors_are_merged_by_a_gesture(page, address):
    """m on an actor's page asks for the other; what cannot be is told in the dialog."""
    page.goto(f"{address}/actors.html")
    page.goto(address + "/" + page.locator("table a[href^='a/']").first.get_attribute("href"))
    page.keyboard.press("m")
    page.fill("dialog.correct input", "Nobody At All")
    with page.expect_response("**/api/corrections"):
        page.keyboard.press("Enter")
    page.wait_for_function(
        "document.querySelector('dialog.correct [role=status]').textContent.includes('Nobody At All')"
    )


def test_pasted_texts_become_a_dossier(page, address):
    """Paste, build, and the list of builds links to it."""
    page.goto(f"{address}/new")
    page.fill("#name", "pasted")
    page.fill("#text-1", "Marran said no.")
    page.click("button[type=submit] >> text=Build")
    page.wait_for_selector("#jobs a[href$='dossiers/pasted/index.html']")
