"""Single entries of feeds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.ingest.feed_entries import opening_tag, plain_name, read_entry, strip_markup

OPENING = opening_tag({})


def test_addresses() -> None:
    """The original address before the feed's own; a permanent id where there is no link."""
    assert read_entry("<item><guid>https://trel.example/1</guid></item>", OPENING).url == "https://trel.example/1"
    assert read_entry("<item><guid>4711</guid></item>", OPENING).url == ""
    both = "<item><link>https://feeds.example/x</link><feedburner:origLink>https://trel.example/1</feedburner:origLink></item>"
    assert read_entry(both, OPENING).url == "https://trel.example/1"


def test_the_longest_content_counts() -> None:
    """A feed that gives its text twice; pictures' descriptions and contents elsewhere are none."""
    entry = read_entry(
        "<item><media:content>no</media:content><content:encoded>Short.</content:encoded><content:encoded>Longer one.</content:encoded></item>",
        OPENING,
    )
    assert entry.content == "Longer one."
    atom = opening_tag({"": "http://www.w3.org/2005/Atom"})
    assert read_entry('<entry><content src="https://trel.example/1" type="text/html"/></entry>', atom).content == ""


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("a@b.example (Ilse Marran)", "Ilse Marran"),
        ("Ilse Marran <a@b.example>", "Ilse Marran"),
        ("a@b.example", ""),
        ("By Ilse Marran", "Ilse Marran"),
    ],
)
def test_plain_name(words: str, name: str) -> None:
    """Names without addresses."""
    assert plain_name(words) == name


def test_strip_markup() -> None:
    """Tags go, entities are read."""
    assert strip_markup("<b>Talks</b> &amp; votes").split() == ["Talks", "&", "votes"]


TAGS = "<title> </title> <description> </description> <b> </b> &nbsp; & < ]]> <![CDATA[ <x:y> words <link/>"
PIECES = st.sampled_from([*TAGS.split(), "\x00", "é", 'a="'])


@settings(deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_any_entry(pieces: list[str]) -> None:
    """However broken, an entry is read, and the library's parser opens nothing."""
    entry = read_entry(f"<item>{''.join(pieces)}</item>", OPENING)
    assert isinstance(entry.title + entry.summary + entry.content + entry.url, str)
