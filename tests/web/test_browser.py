"""The pages in headless Chromium: from a disk, with the network cut off, in light and dark."""

import shutil
from pathlib import Path

import pytest

from crosswire.dossier import Dossier
from crosswire.web import BuildFacts, write_pages
from tests.factory import make_document, make_findings, make_quotation, make_reading, make_story
from tests.sample import sample_documents, sample_findings

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here"),
]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """Return the folder with the sample's pages."""
    folder = tmp_path_factory.mktemp("site")
    write_pages(Dossier(sample_findings()), folder, BuildFacts((("crosswire", "0.1.0"),), 6, 120))
    return folder


@pytest.fixture(scope="module")
def browser():
    """Return a browser."""
    with playwright.sync_playwright() as engine:
        found = engine.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield found
        found.close()


@pytest.fixture
def page(browser):
    """Return a page that fails on any request that leaves the disk, and on anything the console complains of."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    outside, complaints = [], []
    page = context.new_page()
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
    page.on("request", lambda r: None if r.url.startswith("file:") else outside.append(r.url))
    page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: complaints.append(str(e)))
    yield page
    context.close()
    assert outside == []
    assert complaints == []


def html(site):
    """Return the overall pages, all views of the stories, and the first of the documents and actors."""
    some = [p for kind in "da" if (site / kind).is_dir() for p in sorted((site / kind).iterdir())[:2]]
    return [*sorted(site.glob("*.html")), *sorted((site / "s").iterdir()), *some]


def story(site, ending):
    """Return a view of the story that has one."""
    return next(p for p in sorted((site / "s").iterdir()) if p.name.endswith(ending))


@pytest.fixture
def plain_page(browser, site):
    """Return the page of a view with reasons, with JavaScript switched off."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(story(site, "-differences.html").as_uri())
    yield page
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 320)])
def test_no_accessibility_violation(scheme, width, site, page):
    """A6: axe finds nothing against WCAG 2.2 AA on any page, light and dark, wide and narrow."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    # In the dark nothing but colours is other than in the light, and all rules on all pages take their time.
    only = ["color-contrast", "link-in-text-block"] if scheme == "dark" else []
    rules = {
        "runOnly": {"type": "rule", "values": only} if only else tags,
        "preload": False,
        "resultTypes": ["violations"],
    }
    for path in html(site):
        page.goto(path.as_uri())
        found = axe.run(page, options=rules).response["violations"]
        assert not found, (
            path.name,
            [(v["id"], v["nodes"][0]["html"][:200], v["nodes"][0]["failureSummary"]) for v in found],
        )


def test_the_text_in_the_page_is_the_stored_text(site, page):
    """A2, R2: code point for code point, with an astral character and CRLF; as loaded, and after the script has run."""
    for doc in sample_documents().values():
        page.goto((site / "d" / f"{doc.id}.html").as_uri())
        assert page.evaluate("document.getElementById('text').textContent") == doc.text


def test_pages_read_without_a_script(site, browser):
    """Text, tables and links are there with JavaScript switched off."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    page.click("text=Marran Draws a Line in Trel Bay")
    assert "not in this account" in page.inner_text("main")
    page.click("a.evidence >> nth=0")
    assert "#char=" in page.url and page.locator(".stored").is_visible()
    context.close()


def test_a_place_is_highlighted_in_code_points(site, page):
    """#char=s,e marks exactly those characters, also behind an astral one, where UTF-16 would be off by one."""
    doc = sample_documents()["sequel"]
    start = doc.text.index('"a good tide')
    end = doc.text.index('shores"') + len('shores"')
    page.goto((site / "d" / f"{doc.id}.html").as_uri() + f"#char={start},{end}")
    marked = page.evaluate("[...CSS.highlights.get('place')].map(r => r.toString()).join('')")
    assert marked == '"a good tide for both shores"'
    page.goto((site / "index.html").as_uri())
    page.goto((site / "d" / f"{doc.id}.html").as_uri() + "#char=999999,1000000")
    assert page.evaluate("CSS.highlights.has('place')") is False


def test_a_quotation_is_copied_with_its_place_in_six_keys(site, page):
    """A10: from the front page, by keyboard alone: words, speaker, outlet, place and address."""
    page.goto((site / "index.html").as_uri())
    for key in ("j", "j", "c"):
        page.keyboard.press(key)
    page.wait_for_selector(".toast")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(
        "“We will not let one shore grow safe by making the other shore poor,” — Ilse Marran, via Northwire"
    )
    assert "clips/northwire.txt, characters 124–193" in copied and "#char=124,193" in copied


def test_all_wordings_are_copied_as_a_table(site, page):
    """C takes those of one statement, the button at the foot what is on the screen; a cell that a spreadsheet would reckon is text."""
    page.goto(story(site, "-said.html").as_uri())
    page.keyboard.press("j")
    page.keyboard.press("C")
    page.wait_for_selector(".toast")
    rows = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert rows[0] == "Words\tBy\tAt\tAddress" and len(rows) > 2 and all(r.count("\t") == 3 for r in rows)
    page.get_by_role("button", name="Copy these extracts as a table").click()
    page.wait_for_timeout(100)
    assert len(page.evaluate("navigator.clipboard.readText()").split("\n")) > len(rows)


def test_a_text_is_shown_marked_plain_or_without_furniture(site, browser):
    """By the sheet alone, without a script; not a character of the page changes."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "d" / f"{sample_documents()['reprint'].id}.html").as_uri())
    whole, mark = page.locator("#text").text_content(), page.locator("#text mark").first
    lined = [mark.evaluate("e => getComputedStyle(e).textDecorationLine")]
    for name in ("plain", "the article alone"):
        page.get_by_label(name).check()
        lined.append(mark.evaluate("e => getComputedStyle(e).textDecorationLine"))
    assert lined == ["underline", "none", "underline"]
    assert page.locator("#text").text_content() == whole
    context.close()


def test_keys_lead_through_a_story_and_can_be_switched_off(site, page):
    """1 to 5 are the views, ? lists the keys, and single keys can be switched off (WCAG 2.1.4)."""
    page.goto(story(site, "-differences.html").as_uri())
    page.keyboard.press("2")
    page.wait_for_url("**-said.html")
    page.keyboard.press("?")
    assert page.locator("dialog.keys").is_visible()
    page.click("dialog.keys input")
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    page.wait_for_timeout(150)
    assert page.url.endswith("-said.html")


def test_everything_that_can_be_clicked_can_be_reached_by_tab(site, page):
    """The skip link comes first and works; every link, button and summary takes focus."""
    page.goto(story(site, "-said.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    stuck = page.evaluate(
        "[...document.querySelectorAll('a[href], button:not([hidden]), summary, [role=group]')]"
        ".filter(e => !e.closest('details:not([open]) > :not(summary)'))"
        ".filter(e => { e.focus(); return document.activeElement !== e }).map(e => e.outerHTML.slice(0, 80))"
    )
    assert stuck == []


def test_nothing_sticks_out_at_320_pixels(site, page):
    """WCAG 1.4.10: no page scrolls sideways; wide tables scroll inside their own frame."""
    page.set_viewport_size({"width": 320, "height": 700})
    for path in html(site):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path.name


@pytest.mark.parametrize("width", [320, 360])
def test_no_word_of_a_list_is_broken_on_a_narrow_screen(width, site, page):
    """Lists stand as label and value there, so that every outlet has the width of the page."""
    page.set_viewport_size({"width": width, "height": 700})
    page.goto((site / "index.html").as_uri())
    broken = page.evaluate(
        "[...document.querySelectorAll('.ledger th[scope=row] bdi')].filter(e => e.getClientRects().length > 1"
        " && !/\\s/.test(e.textContent)).map(e => e.textContent)"
    )
    assert broken == []
    label = "getComputedStyle(document.querySelector('.ledger td'), '::before').content"
    assert page.evaluate(label) == '"What: "'
    page.set_viewport_size({"width": 1280, "height": 700})
    assert page.evaluate(label) == "none"


def test_reasons_are_open_on_paper_without_a_script(plain_page):
    """What a click opens on the screen is printed, by the sheet alone."""
    reason = plain_page.locator("details.basis > p").first
    assert not reason.is_visible()
    plain_page.emulate_media(media="print")
    assert reason.is_visible() and reason.bounding_box()["height"] > 0


def test_reasons_are_opened_for_paper_and_closed_again(site, page):
    """Browsers whose sheets cannot do it get them opened by the script, and closed again."""
    page.goto(story(site, "-differences.html").as_uri())
    closed = page.locator("details:not([open])").count()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details:not([open])").count() == closed > 0


def test_huge_and_turned_names_break_nothing(tmp_path, page):
    """Long unbroken names, headlines and outlets, right-to-left overrides and markup stay inside their place at 320 pixels."""
    turned, long = "\u202egnorw yaw eht\u202c", "W" * 400
    text = f"{long} told no.\nMarran said “{turned}”.\n" + "x" * 5000
    doc = make_document(
        text, name=f"{long}.txt", headline=f"<b>{turned}{long}", publisher=f"{long}<script>", agency=turned
    )
    quotation = make_quotation(doc, content=f"“{turned}”", cue="said", source="Marran", type="direct")
    story = make_story([doc], title=f"<b>{turned}{long}")
    findings = make_findings([doc], [make_reading(doc, quotations=[quotation])], stories=[story])
    write_pages(Dossier(findings), tmp_path, BuildFacts())
    page.set_viewport_size({"width": 320, "height": 700})
    for path in html(tmp_path):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path.name
    page.goto((tmp_path / "d" / f"{doc.id}.html").as_uri())
    assert page.evaluate("document.getElementById('text').textContent") == text


def test_an_embargo_is_marked_as_passed_only_when_it_is(site, page):
    """The page prints the embargo as printed; whether its time has passed is left to the reader's clock."""
    doc = sample_documents()["record"]
    for now, passed in (("2031-06-26T17:00:00", False), ("2031-06-28T00:00:00", True)):
        page.clock.set_fixed_time(now)
        page.goto((site / "d" / f"{doc.id}.html").as_uri())
        note = page.locator(".embargo").first
        assert ("passed" in (note.get_attribute("class") or "")) is passed
        assert "26th June 2031 18:00, as printed" in note.inner_text()


def test_a_click_on_evidence_opens_the_panel_and_a_second_the_document(site, page):
    """Paragraph, place, outlet, hash, how it was read and why this speaker; the address keeps it; Esc closes it."""
    page.goto(story(site, "-said.html").as_uri())
    link = page.locator("figure.wording a.evidence").first
    link.click()
    panel = page.locator(".panel")
    assert panel.is_visible() and "?e=q-" in page.url
    words = page.locator("figure.wording .words").first.inner_text()
    assert "".join(panel.locator("mark").all_inner_texts()).strip() == words.strip()
    told = panel.inner_text()
    for field in ("Speaker", "Manner", "SHA-256", "characters"):
        assert field in told
    address = page.url
    page.keyboard.press("Escape")
    assert panel.is_hidden() and "?e=" not in page.url
    page.goto(address)
    assert page.locator(".panel mark").first.is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/d/*.html#char=*")


def test_the_panel_cites_in_three_forms(site, page):
    """Each form carries the place of the words."""
    page.goto(story(site, "-said.html").as_uri())
    page.locator("figure.wording a.evidence").first.click()
    for label, mark in (("RIS", "TY  - NEWS"), ("BibTeX", "@article{"), ("CSL-JSON", '"article-newspaper"')):
        page.get_by_role("button", name=f"cite {label}").click()
        page.wait_for_function("text => document.querySelector('.toast')?.textContent.includes(text)", arg=label)
        copied = page.evaluate("navigator.clipboard.readText()")
        assert mark in copied and "characters 124–193" in copied and "§" not in copied


def test_filters_go_through_the_address(site, page):
    """What is chosen stands in the address, and the address chooses; the command says the same."""
    page.goto(story(site, "-said.html").as_uri())
    everything = page.locator("[data-facets]:visible").count()
    page.select_option(".filters select[name=manner]", "direct")
    some = page.locator("[data-facets]:visible").count()
    assert 0 < some < everything and "manner=direct" in page.url
    page.goto(page.url)
    assert page.locator("[data-facets]:visible").count() == some
    page.get_by_role("button", name="copy as command").click()
    page.wait_for_selector(".toast")
    assert page.evaluate("navigator.clipboard.readText()") == "crosswire search DIR --manner 'direct'"
    page.get_by_role("button", name="clear").click()
    assert page.locator("[data-facets]:visible").count() == everything and "manner" not in page.url


def test_every_evidence_link_resolves(site, page):
    """A5: every link to a place leads to an element that stands where its characters begin."""
    targets = set()
    for path in html(site):
        page.goto(path.as_uri())
        targets |= set(page.eval_on_selector_all("a.evidence", "links => links.map(a => a.href)"))
    by_page = {}
    for target in targets:
        by_page.setdefault(target.partition("#")[0], set()).add(target.partition("#")[2])
    assert by_page
    for address, fragments in by_page.items():
        page.goto(address)
        assert page.evaluate("ids => ids.filter(id => !document.getElementById(id))", sorted(fragments)) == []


def test_paper_has_footnotes_and_their_list(site, page):
    """Every extract has a number, and the list at the end says where each stands."""
    page.goto(story(site, "-said.html").as_uri())
    assert page.locator(".appendix").is_hidden()
    page.emulate_media(media="print")
    assert page.locator(".appendix").is_visible()
    numbers = {int(n) for n in page.locator(".footnote").all_inner_texts()}
    assert numbers == set(range(1, page.locator(".appendix li").count() + 1))


def test_light_or_dark_can_be_chosen(site, page):
    """The reader's choice stands against the system's, and on the next page too."""
    page.goto((site / "index.html").as_uri())
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Light or dark").click()
    after = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.goto((site / "actors.html").as_uri())
    assert before != after == page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_brackets_lead_from_account_to_account(site, page):
    """] and [ go through the accounts of a story in the order of their dates."""
    page.goto(story(site, "-sources.html").as_uri())
    page.locator("tbody a").first.click()
    page.wait_for_url("**/d/*.html")
    first = page.url
    page.keyboard.press("]")
    page.wait_for_function("before => location.href !== before", arg=first)
    page.keyboard.press("[")
    page.wait_for_url(first)
