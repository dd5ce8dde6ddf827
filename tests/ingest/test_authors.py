"""Names of authors out of declared values and shown bylines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.ingest.authors import choose_authors, find_shown, is_person, split_names
from crosswire.ingest.dumps import dump_tree, strip_unseen
from crosswire.ingest.pages import parse_page


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("By Ilse Aun and Tor Brask", ["Ilse Aun", "Tor Brask"]),
        ("Von Ilse Aun, Tor Brask und Mara Dell", ["Ilse Aun", "Tor Brask", "Mara Dell"]),
        ("Ilse Aun, Political Editor", ["Ilse Aun"]),
        ("Ilse Aun (AP)", ["Ilse Aun"]),
        ("Ilse Aun | Osmark Mail", ["Ilse Aun", "Osmark Mail"]),
        ("Ilse Aun ilse@mail.example", ["Ilse Aun"]),
        ("Aun, Ilse", ["Ilse Aun"]),
        ("Reuters, AFP", ["Reuters", "AFP"]),
        ("Text: Ilse Aun; Tor Brask", ["Ilse Aun", "Tor Brask"]),
        ("Ilse d&#039;Aun &amp;amp; Tor Brask", ["Ilse d'Aun", "Tor Brask"]),
        ("<a href='/x'>Ilse Aun</a>", ["Ilse Aun"]),
        ("责编：牛小、岳大", ["牛小", "岳大"]),
        ("admin", []),
        ("https://mail.example/ilse", []),
        ("105092", []),
        ("Staff Writer", ["Staff Writer"]),
        ("", []),
    ],
)
def test_splitting(words: str, names: list[str]) -> None:
    """Prefixes, roles, addresses and brackets go; names stay as printed."""
    assert list(split_names(words)) == names


def test_persons() -> None:
    """Two or more capitalised words are a person's, unless they are the site's, an agency's or a desk's."""
    assert is_person("Ilse Aun") and is_person("Ilse van der Aun") and is_person("牛小明")
    for name in ("Reuters", "Osmark Mail", "mail.example", "Ilse", "News Desk", "red"):
        assert not is_person(name, "Osmark Mail")


def test_choosing() -> None:
    """Declared persons count first; a shown person before a declared house; a shown byline that names more than is declared, all of it."""
    shown = (("Ilse Aun", "s"), ("Tor Brask", "s"))
    assert choose_authors([("Ilse Aun", "a"), ("Mara Dell", "b")], (), "Mail") == (("Ilse Aun", "a"),)
    assert choose_authors([("Osmark Mail", "a"), ("Mara Dell", "b")], (), "Osmark Mail") == (("Mara Dell", "b"),)
    assert choose_authors([("Osmark Mail", "a")], shown, "Osmark Mail") == shown
    assert choose_authors([("Osmark Mail", "a")], (), "Osmark Mail") == (("Osmark Mail", "a"),)
    assert choose_authors([("Ilse Aun", "a")], shown, "Mail") == shown
    assert choose_authors([("Mara Dell", "a")], shown, "Mail") == (("Mara Dell", "a"),)
    assert choose_authors([], shown, "Mail") == shown
    assert choose_authors([("https://mail.example/ilse", "a")], (), "Mail") == ()


def shown(body: str) -> list[str]:
    """Return the names in a page's shown byline."""
    tree = parse_page(f"<html><body>{body}<p>{'Long words of an article. ' * 40}</p></body></html>")
    strip_unseen(tree)
    return [name for name, _ in find_shown(dump_tree(tree))]


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("<h1>Talks</h1><p class='article-byline'>By Ilse Aun and Tor Brask</p>", ["Ilse Aun", "Tor Brask"]),
        ("<h1>Talks</h1><div><a rel='author'>Ilse Aun</a></div>", ["Ilse Aun"]),
        (
            "<h1>Talks</h1><p class='Byline_name__x1'>Ilse Aun</p><p class='Byline_name__x1'>Tor Brask</p>",
            ["Ilse Aun", "Tor Brask"],
        ),
        ("<div class='author'>Mara Dell</div><h1>Talks</h1><span itemprop='author'>Ilse Aun</span>", ["Ilse Aun"]),
        ("<h1>Talks</h1><aside><p class='author'>Mara Dell</p></aside>", []),
        ("<h1>Talks</h1><figure><span class='author'>Mara Dell</span></figure>", []),
        ("<h1>Talks</h1><div class='comments-list'><b class='author'>Mara Dell</b></div>", []),
        ("<h1>Talks</h1><p class='author'>Editor: Mara Dell</p>", []),
        ("<h1>Talks</h1><p class='author'>Osmark Wire staff</p>", []),
    ],
)
def test_shown_bylines(body: str, names: list[str]) -> None:
    """The first marked line after the heading counts; boxes, pictures and comments do not."""
    assert shown(body) == names


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="By Ilse,;&|@/().A\n\u00a0&amp;<> ", max_size=60))
def test_any_words(words: str) -> None:
    """Whatever stands in a field, names come out short, not blank and once each."""
    names = split_names(words)
    assert len(set(names)) == len(names) and all(name.strip() and len(name) <= 80 for name in names)
