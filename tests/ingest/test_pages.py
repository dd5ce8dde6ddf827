"""A page as a whole: its tree, its text, what two extractors and its elements say of it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.ingest import pages
from crosswire.ingest.articles import ExtractorFailed
from crosswire.ingest.pages import dump_text, parse_page, read_page, strip_tags

PAGE = """<html lang="en-GB"><head><title>Talks end | Osmark Mail</title>
<meta property="og:title" content="Talks &amp; ferries end - Osmark Mail"><meta property="og:site_name" content="Osmark Mail">
<meta name="author" content="By Ilse Aun and Tor Brask (tb)"><link rel="canonical" href="https://mail.example/1">
<meta property="article:published_time" content="2012-06-05T10:00:00Z"><style>p { color: red }</style></head>
<body><nav><a>Home</a><a>Sport</a></nav><h1>Talks end</h1><p class="post-byline">By Ilse Aun</p>
<figure><figcaption>The bay. <b>Photo</b></figcaption></figure>
<p>One   two\n\tthree&nbsp;four<br>five<script>alert("no")</script> six<!-- no --> seven.</p><noscript>no</noscript>
<div>Eight <i>nine</i><p>ten</p>eleven</div><footer><p>© 2016</p></footer></body></html>"""


def test_dump() -> None:
    """Blocks and breaks end lines, blanks are folded but for U+00A0, what is never shown is left out."""
    text, contexts = dump_text(parse_page(PAGE))
    assert text.split("\n") == [
        "HomeSport", "Talks end", "By Ilse Aun", "The bay. Photo", "One two three\u00a0four", "five six seven.", "Eight nine", "ten", "eleven", "© 2016",
    ]  # fmt: skip
    assert {text[at:].split("\n")[0]: name for at, name in contexts.items()} == {
        "HomeSport": "nav", "Talks end": "h1", "By Ilse Aun": "byline", "The bay. Photo": "figcaption", "© 2016": "footer",
    }  # fmt: skip


def test_depth() -> None:
    """Elements nested beyond the parser's depth lose no text: the page is read without a tree."""
    source = "<div>" * 50_000 + "Talks ended.<script>no</script>" + "</div>" * 50_000
    assert parse_page(source) is None
    assert strip_tags(source) == "Talks ended."


def test_stripping_agrees_with_the_dump() -> None:
    """Both ways give the same text on a sound page."""
    assert strip_tags(PAGE) == dump_text(parse_page(PAGE))[0]


def page_of(*paragraphs: str, before: str = "", after: str = "") -> str:
    """Return a page with an article of some paragraphs, and what stands before and after it."""
    inside = "".join(f"<p>{p}</p>" for p in paragraphs)
    return f"<html><body>{before}<article><h1>Ferry talks end</h1>{inside}</article>{after}</body></html>"


STORY = tuple(
    f"Foreign Minister Ilse Marran told the Council of the Straits on day {n} that the ferries would sail again, and that nobody on the "
    f"islands had asked for anything else in all the {n + 3} years of the dispute."
    for n in range(8)
)


def article_of(source: str) -> tuple[list[str], list[str]]:
    """Return the lines that are taken for a page's article, and the codes of its problems."""
    page = read_page("page.html", "d-1", source)
    assert page.hints
    kept = [page.text[start:].split("\n")[0] for start, own in sorted((page.hints.article or {}).items()) if own]
    return kept, [problem.code for problem in page.problems]


def test_two_opinions_agree() -> None:
    """A plain page gives its article and no problem."""
    pytest.importorskip("trafilatura", exc_type=ImportError)
    kept, codes = article_of(page_of(*STORY, before="<nav><a>Home</a></nav>", after="<footer>© 2016</footer>"))
    assert [line for line in kept if line != "Ferry talks end"] == list(STORY) and codes == []


def test_two_opinions_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extractor takes another part than the densest one, the page is marked for review."""
    rain = "Rain fell over Trel Bay all week, so that the summer market had to be held under the arches of its old town hall again."
    monkeypatch.setattr(pages, "extract_article", lambda page, fast=False: rain)
    _, codes = article_of(page_of(rain, *STORY))
    assert codes == ["Z103"]


def test_the_extractor_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extractor gives nothing the densest part stands for the article; where that is short, lines are told apart as in plain text."""

    def fail(page: object, fast: bool = False) -> str:
        raise ExtractorFailed("none")

    monkeypatch.setattr(pages, "extract_article", fail)
    kept, codes = article_of(page_of(*STORY))
    assert kept[-1] == STORY[-1] and codes == ["C107"]
    page = read_page("page.html", "d-1", "<p>Talks ended.</p>")
    assert page.hints and page.hints.article is None and [p.code for p in page.problems] == ["C107"]


def test_lists_of_stories() -> None:
    """A page of several stories is told as such."""
    pytest.importorskip("trafilatura", exc_type=ImportError)
    stories = "".join(f"<article><h2>Story {n}</h2><p>{words}</p></article>" for n, words in enumerate(STORY))
    assert "Z104" in article_of(f"<html><body><main>{stories}</main></body></html>")[1]
    nodes = "".join(
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Story {n}"}}</script>'
        for n in range(4)
    )
    assert "Z104" in article_of(page_of(*STORY, before=nodes))[1]


HOSTILE = {
    "deep": "<div>" * 100_000 + "Talks ended.",
    "deep and closed": "<div><span>" * 240 + "Talks ended." + "</span></div>" * 240,
    "entities": '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY b{n} "&a;&a;">' for n in range(9))
    + "]><p>&b8; Talks ended.</p>",
    "laughs": '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l "lol"><!ENTITY m "&l;&l;&l;&l;">]><html><body>&m; Talks ended.</body></html>',
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">Talks ended.</p>",
    "a long attribute": f'<p class="{"author " * 200_000}">Talks ended.</p>',
    "scripts in attributes": '<p onclick="alert(1)" style="display:none;background:url(javascript:alert(1))">Talks ended.</p><img src=x onerror=alert(1)>',
    "zeros": "<p>Talks\x00 ended.</p>\x00",
    "odd names": '<a<b c"d="e">Talks ended.</a<b><p =x "y">more</p>',
    "endless tag": "<p>Talks ended.</p><div " + "x" * 500_000,
    "half characters": "<p>Talks ended.\ud800</p>",
    "unclosed": "<p>Talks ended.<script>while(1){}",
    "a long text": "<p>" + "word " * 2_100_000 + "Talks ended.</p>",
    "a long script": "<script>" + "a='<b>';" * 1_500_000 + "</script><p>Talks ended.</p>",
    "many lines": "<p>Talks ended.</p>" * 30_000,
    "commas": '<script type="application/ld+json">' + '{"a":1,' * 50_000 + "</script><p>Talks ended.</p>",
    "authors": '<meta name="author" content="' + "A, " * 100_000 + '"><p>Talks ended.</p>',
    "title": "<title>" + " | a" * 100_000 + "</title><p>Talks ended.</p>",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_pages(kind: str) -> None:
    """Hostile pages give a text in bounded time, never an exception; nothing in them is expanded or run."""
    started = time.process_time()
    page = read_page("page.html", "d-1", HOSTILE[kind])
    assert "Talks" in page.text and len(page.text) < 12_000_000
    assert time.process_time() - started < 20


TAGS = [
    "<p>",
    "</p>",
    "<div",
    ">",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "&lt;",
    "\x00",
    "a",
    "😀",
    " ",
    "<nav>",
    "<b/>",
]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(TAGS), max_size=30).map("".join))
def test_soup(source: str) -> None:
    """Any soup of tags gives a text, the same each time."""
    tree = parse_page(source)
    if tree is not None:
        assert dump_text(tree) == dump_text(parse_page(source))
    strip_tags(source)
    assert read_page("page.html", "d-1", source) == read_page("page.html", "d-1", source)
