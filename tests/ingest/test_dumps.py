"""The visible text of a page and the contexts of its lines."""

import pytest

from crosswire.ingest import dumps
from crosswire.ingest.dumps import Dump, dump_tree, strip_unseen
from crosswire.ingest.pages import parse_page

FILL = "<p>" + "Many words of an article that is long. " * 40 + "</p>"


def dump(body: str) -> Dump:
    """Return the dump of a page's body."""
    tree = parse_page(f"<html><body>{body}</body></html>")
    strip_unseen(tree)
    return dump_tree(tree)


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>One<br>two<br/>three</p>", ["One", "two", "three"]),
        ("<p>One &lt;b&gt; &amp;amp; two</p>", ["One <b> &amp; two"]),
        ("<table><tr><td>One</td><td>two</td></tr></table>", ["One", "two"]),
        ("<ul><li>One</li><li>two <i>three</i></li></ul>", ["One", "two three"]),
        ("<p>H<sub>2</sub>O<sup>[1]</sup></p>", ["H2O[1]"]),
        ("<p><ruby>A<rp>(</rp><rt>b</rt><rp>)</rp></ruby></p>", ["A(b)"]),
        ("<pre>One line\nwrapped.\n\nNext.\n  Third.</pre>", ["One line wrapped.", "Next.", "Third."]),
        ("<pre> \n </pre><p>One</p>", ["One"]),
        ("<details><summary>More</summary>Inside</details>", ["More", "Inside"]),
        ("<noscript>no</noscript><template>no</template><svg><text>no</text></svg>One", ["One"]),
        ("<p>One\u00a0 two</p>\u00a0<p>\u00a0</p>", ["One\u00a0 two"]),
        ("One<script>a</script> two<!-- x --><?php y ?> three", ["One two three"]),
        ("<p>😀 &#128512;</p>", ["😀 😀"]),
    ],
)
def test_lines(body: str, lines: list[str]) -> None:
    """One block a line; what no browser shows is left out."""
    assert dump(body).text.split("\n") == lines


@pytest.mark.parametrize(
    ("body", "context"),
    [
        ("<nav><p>One</p></nav>", "nav"),
        ("<p hidden>One</p>", "hidden"),
        ("<p style='color:red; display : none'>One</p>", "hidden"),
        ("<dialog><p>One</p></dialog>", "hidden"),
        ("<dialog open><p>One</p></dialog>", None),
        ("<div class='postByline'>One</div>", "byline"),
        ("<span itemprop='author'>One</span>", "byline"),
        ("<div class='wp-caption-text'>One</div>", "figcaption"),
        ("<blockquote class='twitter-tweet'><p>One</p></blockquote>", "embed"),
        ("<div class='article-related'><h3>One</h3></div>", "related"),
        ("<aside><h2>One</h2></aside>", "aside"),
        ("<figure><figcaption><h1>One</h1></figcaption></figure>", "figcaption"),
        ("<div id='comments-list'><p class='author'>One</p></div>", "comments"),
        ("<h2>One</h2>", "h2"),
        ("<div class='authority'>One</div>", None),
        ("<p>One</p>", None),
    ],
)
def test_contexts(body: str, context: str | None) -> None:
    """What elements, classes and attributes say of a line; an outer menu or box is not overruled by a heading inside it."""
    found = dump(body + FILL)
    assert found.text.startswith("One\n") and found.contexts.get(0) == context


def test_misleading_names() -> None:
    """A form around the page, or a byline's class on its body, says nothing of the lines inside it."""
    for around in ("<form>{}</form>", "<div class='author'>{}</div>", "<nav>{}</nav>"):
        found = dump(around.format("<h1>One</h1>" + FILL * 3))
        assert found.contexts == {0: "h1"}


def test_blocks() -> None:
    """Each line is a block with its place, its element and how much of it is links."""
    found = dump("<div><p>One <a href='/'>two</a></p> three</div>")
    assert [(found.text[b.start : b.end], found.tags[b.node], b.linked) for b in found.blocks] == [
        ("One two", "p", 3),
        ("three", "div", 0),
    ]
    assert [found.tags[p] if p >= 0 else None for p in found.parents] == [None, "html", "body", "div"]
    assert dump("<svg/>").text == ""


def test_too_many_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of more tags than are read is cut and marked; what was read has its lines."""
    monkeypatch.setattr(dumps, "MOST_TAGS", 9)
    found = dump_tree(parse_page("<p>Talks</p>" * 20))
    assert found.cut and set(found.text.split("\n")) == {"Talks"} and len(found.text) < 40
    assert not dump_tree(parse_page("<p>Talks</p>")).cut
