"""What a page declares of itself."""

import json

import pytest

from crosswire.ingest.declared import PageHead, read_head
from crosswire.ingest.pages import parse_page, read_page

PAGE = """<html lang="en-GB"><head><title>Talks end | Osmark Mail</title>
<meta property="og:title" content="Talks &amp; ferries end - Osmark Mail"><meta property="og:site_name" content="Osmark Mail">
<meta name="author" content="By Ilse Aun and Tor Brask (tb)"><link rel="canonical" href="https://mail.example/1">
<meta property="article:published_time" content="2012-06-05T10:00:00Z"></head>
<body><h1>Talks end</h1><p>One.</p></body></html>"""


def head_of(*nodes: object, body: str = "<p>x</p>", head: str = "") -> PageHead:
    """Return what a page with some JSON-LD declares."""
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)
    return read_head(parse_page(f"<html><head>{head}{scripts}</head><body>{body}</body></html>"))


def test_metas() -> None:
    """Declared values with the element they come from; the site's name is cut off the title."""
    page = read_page("a.html", "d-1", PAGE)
    declared, titles = page.declared, page.hints.titles if page.hints else ()
    assert declared.values["headline"] == ("Talks & ferries end", "meta property og:title")
    assert declared.values["publisher"] == ("Osmark Mail", "meta property og:site_name")
    assert declared.values["published"] == ("2012-06-05T10:00:00Z", "meta property article:published_time")
    assert declared.values["uri"][0] == "https://mail.example/1"
    assert declared.values["language"] == ("en-GB", "html lang")
    assert declared.authors == (("Ilse Aun", "meta name author"), ("Tor Brask", "meta name author"))
    assert "Talks end" in titles


def test_json_ld() -> None:
    """An article's node counts before meta elements, wherever it is nested; an organisation as author is an agency too."""
    node = {
        "@graph": [
            {"@type": "WebSite", "name": "x"},
            {
                "@type": ["NewsArticle"],
                "headline": "Talks &#39;end&#39;",
                "datePublished": "2012-06-05",
                "author": [{"@type": "Organization", "name": "Osmark Wire"}, {"@type": "Person", "name": "Ilse Aun"}],
                "publisher": {"name": "Mail"},
            },
        ]
    }
    declared = head_of(node, head='<meta property="og:title" content="No">').declared()
    assert declared.values["headline"] == ("Talks 'end'", "JSON-LD NewsArticle headline")
    assert declared.values["published"][0] == "2012-06-05"
    assert declared.values["agency"][0] == "Osmark Wire"
    assert [name for name, _ in declared.authors] == ["Osmark Wire", "Ilse Aun"]


@pytest.mark.parametrize(
    "author",
    [
        "By Ilse Aun and Tor Brask",
        ["Ilse Aun", "Tor Brask"],
        {"name": "Ilse Aun, Tor Brask"},
        {"@type": "Person", "name": ["Ilse Aun", "Tor Brask"]},
        [{"@id": "#aun"}, {"givenName": "Tor", "familyName": "Brask"}],
        {"@list": [{"name": "Ilse Aun"}, {"name": {"@value": "Tor Brask"}}]},
        "Ilse Aun &amp;amp; Tor Brask",
    ],
)
def test_builds_of_authors(author: object) -> None:
    """Authors are read whatever their build: text, lists, nodes, references to other nodes, doubly escaped."""
    article = {"@type": "NewsArticle", "headline": "Talks end", "author": author}
    head = head_of({"@graph": [article, {"@type": "Person", "@id": "#aun", "name": "Ilse Aun"}]})
    assert [name for name, _ in head.declared().authors] == ["Ilse Aun", "Tor Brask"]


def test_other_stories() -> None:
    """Articles that a page only mentions are not its own; of several, the one whose headline the page shows counts."""
    other = {"@type": "NewsArticle", "headline": "Rain", "author": "Tor Brask"}
    own = {"@type": "NewsArticle", "headline": "Talks end", "author": "Ilse Aun"}
    listed = {"@type": "ItemList", "itemListElement": [{"item": other}]}
    assert head_of(listed, own).values["headline"][0] == "Talks end"
    head = head_of(other, own, body="<h1>Talks end</h1>")
    assert head.values["headline"][0] == "Talks end" and head.authors[0][0] == "Ilse Aun" and not head.lists
    nameless = head_of(*({"@type": "NewsArticle", "headline": f"Story {n}"} for n in range(4)))
    assert nameless.lists and "headline" not in nameless.values


def test_headlines_printed_twice() -> None:
    """A title written for searching gives way to the heading that the page prints and a meta element repeats."""
    node = {"@type": "NewsArticle", "headline": "Veldania talks: what is known of the end of the ferry dispute"}
    meta = '<meta property="og:title" content="Talks end | Osmark Mail">'
    assert head_of(node, head=meta, body="<h1>Talks end</h1>").values["headline"] == (
        "Talks end",
        "h1 and meta property og:title",
    )
    assert head_of(node, head=meta).values["headline"][0] == node["headline"]


@pytest.mark.parametrize("source", ["<!-- {} -->", "//<![CDATA[\n{}\n//]]>", "{};", "\n {}"])
def test_wrapped_scripts(source: str) -> None:
    """JSON-LD is read inside comment marks, with loose commas and line ends in its texts."""
    script = source.replace("{}", '{"@type": "NewsArticle", "headline": "Talks\n end", "author": ["Ilse Aun",],}')
    head = read_head(parse_page(f'<script type="application/ld+json">{script}</script><p>x</p>'))
    assert head.values["headline"][0] == "Talks end" and head.authors[0][0] == "Ilse Aun"


def test_hostile_json_ld() -> None:
    """Broken, deep and wrongly typed JSON-LD is passed over."""
    for node in (
        "{",
        "[" * 100_000,
        '{"@type": 5, "headline": 7}',
        '{"@type": "NewsArticle", "headline": [], "author": [1, null, {"name": {}}]}',
        '{"@type": "NewsArticle", "author": {"@id": "#a"}, "@id": "#a"}',
        "null",
    ):
        head = read_head(parse_page(f'<script type="application/ld+json">{node}</script><p>x</p>'))
        assert "headline" not in head.values and not head.authors


def test_dates_of_elements() -> None:
    """A marked time counts where nothing else is declared and all marked times agree."""
    one = '<time itemprop="datePublished" datetime="2012-06-05T10:00">5 June</time>'
    assert head_of(body=one).values["published"] == ("2012-06-05T10:00", "element datePublished")
    assert "published" not in head_of(body=one + one.replace("06-05", "06-04")).values


def test_labelled_cards() -> None:
    """Twitter's label and value pairs name the author in the page's language."""
    metas = '<meta name="twitter:label1" content="Verfasst von"><meta name="twitter:data1" content="Ilse Aun">'
    assert head_of(head=metas).authors == (("Ilse Aun", "meta name twitter:data1"),)
