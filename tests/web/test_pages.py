"""All pages of the sample, read without a browser."""

import itertools
import re
from collections import defaultdict
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest

from crosswire.dossier import Dossier, phrase_differences
from crosswire.model import Findings, HeaderValue, SaidBefore, Side
from crosswire.web import BuildFacts, ClassShare, write_pages
from crosswire.web.pages import plan_pages
from crosswire.web.stories import accounts_view
from tests.factory import make_document, make_findings, make_quotation, make_reading, make_story, place_of
from tests.sample import sample_documents, sample_findings

FACTS = BuildFacts((("crosswire", "0.1.0"), ("model", "0123abcd")), captures=6, places=120)


class _Page(HTMLParser):
    """Ids, addresses, tags and the words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.tags: list[tuple[str, dict]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if "id" in found:
            self.ids.append(found["id"])
        self.hrefs += [found[k] for k in ("href", "src") if k in found]

    def handle_data(self, data: str) -> None:
        self.words += data


def parse(html: str) -> _Page:
    """Return a page as parsed."""
    page = _Page()
    page.feed(html)
    return page


@pytest.fixture(scope="module")
def pages():
    """Return name -> text of every page of the sample."""
    return {name: make() for name, make in plan_pages(Dossier(sample_findings()), FACTS)}


@pytest.fixture(scope="module")
def parsed(pages):
    """Return name -> parsed page, HTML only."""
    return {name: parse(text) for name, text in pages.items() if name.endswith(".html")}


def story_page(pages, ending, words="Marran Draws a Line"):
    """Return a view of the story whose page has these words."""
    return next(
        t for n, t in pages.items() if n.startswith("s/") and n.endswith(ending) and words in t.split("<h1")[1][:200]
    )


def test_the_views_that_there_are(pages):
    """Front page, positions, actors, build, five views of the meeting, one page a document and a speaker."""
    kinds = defaultdict(int)
    for name in pages:
        kinds[name.split("/")[0]] += 1
    assert kinds["d"] == 5 and kinds["a"] == 4 and kinds["static"] == 4
    assert kinds["s"] == 6 + 4  # the sequel has no timeline and no differences
    assert {"index.html", "positions.html", "actors.html", "build.html"} <= pages.keys()


def test_every_link_resolves_with_its_fragment(pages, parsed):
    """A5: no evidence link, permalink, tab or asset leads nowhere."""
    checked = 0
    for name, page in parsed.items():
        for href in page.hrefs:
            parts = urlsplit(href)
            assert not parts.scheme and not parts.netloc, f"{name} links outside: {href}"
            up = name.split("/")[:-1]
            for step in [s for s in parts.path.split("/") if s]:
                up = up[:-1] if step == ".." else [*up, step]
            target = "/".join(up) if parts.path else name
            assert target in pages, f"{name}: {href} leads to no page"
            if parts.fragment:
                assert unquote(parts.fragment) in parsed[target].ids, f"{name}: {href} leads to no place"
            checked += 1
    assert checked > 200


def test_words_said_before_are_linked():
    """A statement names the day and the place of the same words said earlier."""
    findings = sample_findings()
    first, second, *rest = findings.statements
    told = replace(first, earlier=(SaidBefore(second.id, second.story, "2031-02-03"),))
    made = plan_pages(Dossier(replace(findings, statements=(told, second, *rest))), FACTS)
    said = [make() for name, make in made if name.endswith("-said.html")]
    assert sum("Said before, in the same words, on" in page and f"#{second.id}" in page for page in said) == 1


def test_ids_are_unique_in_a_page(parsed):
    """An address leads to one place."""
    for name, page in parsed.items():
        assert len(page.ids) == len(set(page.ids)), name


def test_nothing_outside_is_loaded_and_nothing_runs_inline(parsed):
    """A strict policy stands in every page, and the page keeps to it: no style or event attribute, no inline script."""
    for name, page in parsed.items():
        policy = next(a["content"] for t, a in page.tags if t == "meta" and a.get("http-equiv"))
        assert "default-src 'none'" in policy and "unsafe" not in policy
        for tag, attributes in page.tags:
            assert "style" not in attributes and not any(k.startswith("on") for k in attributes), (name, tag)
        inline = [a.get("type") for t, a in page.tags if t == "script" and "src" not in a]
        assert inline in ([], ["application/json"]), name  # data, which no policy lets run
        assert [t for t, _ in page.tags if t in ("style", "iframe", "object", "embed", "form")] == []


def test_hostile_text_is_shown_as_text(pages):
    """Markup of a capture, wherever it is shown, stays escaped."""
    for name, text in pages.items():
        if name.endswith(".html"):
            assert "<script>document" not in text and "<b>published" not in text, name
    assert "&lt;script&gt;document.title=" in "".join(pages.values())


def test_hostile_names_do_not_break_out():
    """Names, headlines and outlets that carry markup are text in every attribute and element."""
    doc = make_document(
        "Nothing.", name='a"><img src=x onerror=alert(1)>.txt', headline="<h1>'x'</h1>", publisher='"><svg onload=x>'
    )
    for name, make in plan_pages(Dossier(make_findings([doc])), BuildFacts()):
        if name.endswith(".html"):
            tags = {t for t, _ in parse(make()).tags}
            assert not tags & {"img", "svg", "h7"}, name


def test_names_that_no_file_can_hold_are_shown_as_far_as_they_can(tmp_path):
    """Lone surrogates and NUL in names, headlines, outlets and words do not stop the writing."""
    bad = "a\ud800b\x00c"
    doc = make_document(f"Marran said {bad}.", headline=bad, publisher=bad, language=bad, agency=bad)
    doc = replace(doc, name=f"{bad}.txt")
    quotation = make_quotation(doc, content=bad, cue="said", source="Marran")
    findings = make_findings([doc], [make_reading(doc, quotations=[quotation])], stories=[make_story([doc], title=bad)])
    assert "index.html" in write_pages(Dossier(findings), tmp_path, BuildFacts())


def test_accounts_stand_side_by_side(pages):
    """One statement a row, one account a column; an empty cell says what it means and no more."""
    page = story_page(pages, ".html")
    assert "not in this account" in page and "denied" not in page
    assert "4 accounts, 2 independent, 1 in part: it credits other reports" in page
    assert "Embargoed until 26th June 2031 18:00, as printed" in page
    assert "Copy of" in page and "breaks off: what it leaves out does not count as absent" in page


def test_copies_are_folded_into_the_column_of_their_original(pages):
    """Four accounts, three voices: the reprint's same words are a link, what it words otherwise is shown under its own name."""
    page = story_page(pages, ".html")
    head, table = page.split('<table class="side-by-side')[1].split("</table>")[0].split("</thead>")
    assert head.count('<bdi class="outlet">') == 3
    assert "with 1 copy: <bdi>Harbour Daily</bdi>" in head
    assert "same words in <a" in table and table.count("We will not let one shore") == 1


def test_a_copy_that_words_it_otherwise_is_shown():
    """An edited reprint stands with its original, as one voice, under its own label."""
    findings = sample_findings()
    group = findings.copies[0]
    page_doc = next(d.id for d in findings.documents if d.name.startswith("clips/courier"))
    edited = replace(group, docs=tuple(sorted((group.origin, page_doc))))
    dossier = Dossier(replace(findings, copies=(edited,)))
    view = accounts_view(dossier, dossier.stories[1])
    told = next(c for c in view["single"] if c.outlet == "Northwire")
    keel = [(w, same) for w, same in told.wordings if "keel" in w.quotation.text]
    assert [dossier.outlet(w.doc) for w, _ in keel] == ["Northwire", "The Orrin Courier"]
    assert not any(same for _, same in keel)


def test_the_front_page_shows_extracts_first(pages):
    """The widest told statement in two voices, its differing words, and the first difference, all with their outlets."""
    page = pages["index.html"]
    first = page[page.index("Marran Draws a Line") :]
    assert first.index("one shore grow safe") < first.index("One shore") < first.index("They contradict each other")
    assert "1 more wording" in first and "Harbour Daily" in first


def test_the_front_page_counts_differences_as_the_build_does(pages):
    """Differences, and apart from them what only some tell; on the page of the build too."""
    words = phrase_differences(sample_findings().differences)
    assert f" · {words}" in pages["index.html"] and words in pages["build.html"]


def test_cells_of_stacked_tables_have_their_label(pages):
    """Every cell of a list carries the words of its column, which narrow screens print before it."""
    for name, page in pages.items():
        for table in re.findall(r'<table class="ledger(?: inferred-values)?">.*?</table>', page, flags=re.S):
            columns = re.findall(r'<th scope="col"(?: class="n")?>(.*?)</th>', table)[1:]
            labels = re.findall(r'<td(?: class="n")?(?: data-label="(.*?)")?>', table)
            assert labels == columns * table.count('<th scope="row">'), name


def test_wordings_are_marked_where_they_differ(pages):
    """Who said what: words that the fullest wording lacks are marked; a wording outside the body says so."""
    page = story_page(pages, "-said.html")
    assert '<span class="differs">at the cost of</span>' in page
    assert "may be the same" in page and "in the record field, not counted" in page
    assert "<summary>speaker inferred</summary><p>" in page
    assert page.index("Ilse Marran</bdi></a></h2>") < page.index("Teodor Quill</bdi></a></h2>")


def test_positions_show_stance_count_and_words(pages):
    """No cell without evidence; a change over time is drawn and told."""
    page = pages["positions.html"]
    assert 'class="strip"' in page and "opposes, 12 June 2031; supports, 3 August 2033" in page
    assert "nothing found" in page
    assert "changed" in page
    assert "Osmark must first publish its maps" in page


def test_the_timeline_mixes_events_and_publication(pages):
    """By the date of what is told, with the words of time linked, the undated last."""
    page = story_page(pages, "-timeline.html")
    order = [
        page.index(w)
        for w in (">April 2031<", '>12 June 2031</p>\n<p class="publication">', ">July 2031<", ">date not known<")
    ]
    assert order == sorted(order)
    assert "“since April”" in page


def test_differences_have_both_extracts_and_denominators(pages):
    """Contradict first; the differing words underlined; "only" with its denominator, silence of a cut capture apart."""
    page = story_page(pages, "-differences.html")
    assert (
        page.index("They contradict each other")
        < page.index('<u class="value">14 ships</u>')
        < page.index("1 of 3 accounts")
    )
    assert "breaks off: its silence does not count" in page


def test_words_of_another_story_say_so():
    """A difference may reach over the storyline; the account of the other story is told apart."""
    findings = sample_findings()
    sequel = sample_documents()["sequel"]
    first, *rest = findings.differences
    wider = replace(first, sides=(*first.sides, Side(place_of(sequel, "reopened Trel Bay"), "reopened")))
    dossier = Dossier(replace(findings, differences=(wider, *rest)))
    pages = {name: make() for name, make in plan_pages(dossier, BuildFacts())}
    assert story_page(pages, "-differences.html").count("told in another story") == 1


def test_a_document_page_tells_stated_from_inferred(pages, parsed):
    """The header table links what is printed to its place, and says from what the rest was inferred."""
    page = next(t for n, t in pages.items() if n.startswith("d/") and "clips/courier.html.txt" in t)
    assert '<span class="badge inferred">' in page and "the dateline credits the outlet itself" in page
    place = page.index("What the capture says of itself")
    assert "#char=" in page[place:]


def test_the_text_of_a_document_page_is_the_stored_text(parsed):
    """R2, without a browser: what lies between the text element's tags is the stored text (a browser test does the same)."""
    docs = {d.id: d.text for d in sample_documents().values()}
    for doc, text in docs.items():
        assert text.replace("\r\n", "\n") in parsed[f"d/{doc}.html"].words.replace("\r\n", "\n")


def test_headings_do_not_skip_a_level(parsed):
    """A page has one h1, and no heading is more than one level below the one before it."""
    for name, page in parsed.items():
        levels = [int(t[1]) for t, _ in page.tags if len(t) == 2 and t[0] == "h" and t[1].isdigit()]
        assert levels.count(1) == 1 and levels[0] == 1, name
        assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), (name, levels)


def test_header_cells_have_a_scope(parsed):
    """Tables can be read by ear."""
    for name, page in parsed.items():
        assert all("scope" in a for t, a in page.tags if t == "th"), name


def test_no_percentages_and_no_machine_words(parsed):
    """Pages speak of accounts, not of entities, items or confidences."""
    for name, page in parsed.items():
        if not name.startswith("d/"):
            words = page.words.lower()
            assert not any(w in words for w in ("%", "entity", "entities", "confidence", "none)")), name


def test_the_build_page_says_what_was_found(pages):
    """Counts, the verify result, versions; nothing of time, memory or paths."""
    page = pages["build.html"]
    assert "Verified: all 120 places" in page and "0123abcd" in page and "C103" in page
    failed = dict(plan_pages(Dossier(sample_findings()), replace(FACTS, failures=("clips/a.txt: gone",))))[
        "build.html"
    ]()
    assert "1 pointer of 120 no longer holds" in failed and "clips/a.txt: gone" in failed


def test_the_same_dossier_gives_the_same_bytes(tmp_path, pages):
    """Twice, and with records in another order; nothing of ours is left over when the dossier shrinks."""
    dossier = Dossier(sample_findings())
    names = write_pages(dossier, tmp_path, FACTS)
    first = {n: (tmp_path / n).read_bytes() for n in names}
    assert first == {n: t.encode() for n, t in pages.items()}
    turned = Findings(**{n: tuple(reversed(getattr(dossier.findings, n))) for n in Findings.__dataclass_fields__})
    write_pages(Dossier(turned), tmp_path, FACTS)
    assert {n: (tmp_path / n).read_bytes() for n in names} == first
    fewer = write_pages(Dossier(make_findings([])), tmp_path, BuildFacts())
    assert sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.html")) == [
        n for n in fewer if n.endswith("html")
    ]


def test_a_story_without_a_headline_still_has_a_name():
    """A heading and a link are never empty."""
    doc = make_document("Nothing more is known.", name="bare.txt")
    pages = {name: make() for name, make in plan_pages(Dossier(make_findings([doc])), BuildFacts())}
    assert pages["index.html"].count("No headline in the captures") == 1
    assert "What 1 account says" in pages["index.html"]


def test_two_accounts_of_one_outlet_are_told_apart():
    """Columns with one label show the documents' names."""
    findings = sample_findings()
    same = tuple(
        replace(d, header=replace(d.header, publisher=HeaderValue("The Orrin Courier", "stated")))
        for d in findings.documents
    )
    dossier = Dossier(replace(findings, documents=same, copies=()))
    assert all(v.namesake for v in accounts_view(dossier, dossier.stories[1])["voices"])
    assert not any(v.namesake for v in accounts_view(Dossier(findings), Dossier(findings).stories[1])["voices"])


def test_an_empty_dossier_has_pages():
    """Nothing found is said, not shown as an error."""
    pages = {name: make() for name, make in plan_pages(Dossier(make_findings([])), BuildFacts())}
    assert "No stories were found" in pages["index.html"]
    assert "No positions were found" in pages["positions.html"]


def test_pages_grow_in_step_with_the_dossier():
    """Twice the documents make about twice the bytes: nothing is repeated over all of them."""

    def size(times: int) -> int:
        docs = [
            make_document(f"Marran said no on pier {n}.", name=f"{n:04}.txt", headline=f"Pier {n}")
            for n in range(times)
        ]
        stories = [make_story([d], title=d.name) for d in docs]
        return sum(len(make()) for _, make in plan_pages(Dossier(make_findings(docs, stories=stories)), BuildFacts()))

    small, large = size(20), size(40)
    assert large < 2.2 * small


def test_attitudes_are_told_apart_in_words():
    """A wish stands under its holder and its heading, is called an attitude, and says how certain it is and why."""
    document = make_document("Ilse Marran wants the survey to end.", name="a.txt")
    wish = make_quotation(
        document,
        content="the survey to end",
        cue="wants",
        speech=False,
        certainty=0.4,
        certainty_word="doubtful",
        certainty_reason="tagger alone",
    )
    findings = make_findings(
        [document], readings=[make_reading(document, quotations=[wish])], stories=[make_story([document])]
    )
    pages = {name: make() for name, make in plan_pages(Dossier(findings), BuildFacts())}
    for name in pages:
        if name.endswith("-said.html") or name.startswith("d/"):
            words = " ".join(parse(pages[name]).words.split())
            assert "Holds, wants or believes" in words
            assert "attitude" in words and "doubtful" in words
            assert "tagger alone; right in about 40 of 100 such" in words
    assert any(name.endswith("-said.html") for name in pages)


def test_the_build_page_says_how_each_class_does():
    """The measured shares stand on the build page; without any, there is no such table."""
    shares = (ClassShare("how certain", "doubtful", 233, 105, 0.45),)
    for facts, there in ((BuildFacts(shares=shares), True), (BuildFacts(), False)):
        pages = {name: make() for name, make in plan_pages(Dossier(sample_findings()), facts)}
        words = " ".join(parse(pages["build.html"]).words.split())
        assert ("How each class does on the development set" in words) == there
        assert ("45 of 100" in words) == there
