"""The densest element of a page."""

from crosswire.ingest.densities import find_densest
from crosswire.ingest.dumps import dump_tree, strip_unseen
from crosswire.ingest.pages import parse_page

PARAGRAPH = "<p>The minister said, on the second day, that ferries would sail again and that nobody on the islands had objected.</p>"
MENU = (
    "<ul>"
    + "".join(f"<li><a href='/{n}'>A page of some other matter, number {n}</a></li>" for n in range(30))
    + "</ul>"
)


def densest(body: str) -> list[str]:
    """Return the lines of a page's densest element."""
    tree = parse_page(f"<html><body>{body}</body></html>")
    strip_unseen(tree)
    dump = dump_tree(tree)
    lines = find_densest(dump).lines
    return [dump.text[b.start : b.end] for b in dump.blocks if b.start in lines]


def test_the_article() -> None:
    """Paragraphs with their headings are found; menus, captions, buttons and boxes are not."""
    body = (
        f"{MENU}<div><h2>Two</h2>{PARAGRAPH}<figure><figcaption>A long caption, of many words.</figcaption></figure>"
        f"<button>Share this story with all your friends</button>{PARAGRAPH * 3}</div><footer>All rights, all of them, are reserved.</footer>"
    )
    assert densest(body) == ["Two", *[PARAGRAPH[3:-4]] * 4]


def test_wrapped_paragraphs() -> None:
    """Paragraphs that stand each in elements of their own belong together."""
    body = f"<main><div>{f'<section><div>{PARAGRAPH}</div></section>' * 5}</div></main>{MENU}<div>{PARAGRAPH}</div>"
    assert len(densest(body)) >= 5


def test_nothing() -> None:
    """A page without running text has no densest element."""
    assert densest(MENU) == [] and densest("") == [] and densest("<p>Short.</p>") == []
