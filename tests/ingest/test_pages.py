"""HTML -> visible text and declarations."""

from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.ingest.pages import dump_text, parse_page, read_declared, strip_tags

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


def test_declared() -> None:
    """Declared values with the element they come from; the site's name is cut off the title."""
    declared, titles = read_declared(parse_page(PAGE))
    assert declared.values["headline"] == ("Talks & ferries end", "meta og:title")
    assert declared.values["publisher"] == ("Osmark Mail", "meta og:site_name")
    assert declared.values["published"] == ("2012-06-05T10:00:00Z", "meta article:published_time")
    assert declared.values["uri"][0] == "https://mail.example/1"
    assert declared.values["language"] == ("en-GB", "html lang")
    assert [name for name, _ in declared.authors] == ["Ilse Aun", "Tor Brask"]
    assert "Talks end" in titles


def test_json_ld() -> None:
    """An article's node counts before meta elements, wherever it is nested; an organisation as author is an agency."""
    node = (
        '{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["NewsArticle"], "headline": "Talks &#39;end&#39;", "datePublished": "2012-06-05",'
        ' "author": [{"@type": "Organization", "name": "Osmark Wire"}, {"@type": "Person", "name": "Ilse Aun"}], "publisher": {"name": "Mail"}}]}'
    )
    declared, _ = read_declared(
        parse_page(f'<meta property="og:title" content="No"><script type="application/ld+json">{node}</script><p>x</p>')
    )
    assert declared.values["headline"] == ("Talks 'end'", "JSON-LD headline")
    assert declared.values["published"][0] == "2012-06-05"
    assert declared.values["agency"][0] == "Osmark Wire"
    assert [name for name, _ in declared.authors] == ["Ilse Aun"]


def test_hostile_json_ld() -> None:
    """Broken, deep and wrongly typed JSON-LD is passed over."""
    for node in (
        "{",
        "[" * 100_000,
        '{"@type": 5, "headline": 7}',
        '{"@type": "NewsArticle", "headline": [], "author": [1, null, {"name": {}}]}',
        "null",
    ):
        declared, _ = read_declared(parse_page(f'<script type="application/ld+json">{node}</script><p>x</p>'))
        assert "headline" not in declared.values and not declared.authors


def test_depth() -> None:
    """Elements nested beyond the parser's depth lose no text: the page is read without a tree."""
    source = "<div>" * 50_000 + "Talks ended.<script>no</script>" + "</div>" * 50_000
    assert parse_page(source) is None
    assert strip_tags(source) == "Talks ended."


def test_stripping_agrees_with_the_dump() -> None:
    """Both ways give the same text on a sound page."""
    assert strip_tags(PAGE) == dump_text(parse_page(PAGE))[0]


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
        read_declared(tree)
    strip_tags(source)
