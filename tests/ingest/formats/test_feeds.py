"""Feeds kept as files."""

import io
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.ingest import read_capture, readers
from crosswire.ingest.formats.feeds import split_feed
from tests.ingest.formats.files import ATOM, RSS, TEXT, captures, codes, find, known, names

HEAD = '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Trel Post</title>'
LONG = "<p>" + "The minister said talks would go on. " * 60 + "</p>"


def item(content: str = "", **fields: str) -> str:
    """Return an item of RSS."""
    inside = "".join(f"<{name.replace('_', ':')}>{value}</{name.replace('_', ':')}>" for name, value in fields.items())
    return f"<item>{inside}{content}</item>"


def test_rss(tmp_path: Path) -> None:
    """An entry's content, title, address, date with zone, author, and the feed's title and language."""
    words = item(
        f"<content:encoded><![CDATA[{LONG}]]></content:encoded>",
        title="Talks &amp;amp; votes",
        link="https://trel.example/1",
        pubDate="Tue, 05 Jun 2012 10:00:00 +0200",
        dc_creator="By Ilse Marran",
        description="Short.",
    )
    (one,) = captures(find(tmp_path, "feed.xml", HEAD + "<language>en-gb</language>" + words + "</channel></rss>"))
    assert (one.name, one.media_type, one.content.decode()) == ("feed.xml#1", "text/html", LONG)
    assert known(one) == {
        "title": "Talks & votes",
        "url": "https://trel.example/1",
        "date": "2012-06-05T10:00:00+02:00",
        "by": "Ilse Marran",
        "publisher": "Trel Post",
        "lang": "en-gb",
        "place": "entry 1 of the feed",
    }
    (document,), _ = read_capture(one)
    assert document.header.published.value == "2012-06-05T10:00+02:00"


def test_atom(tmp_path: Path) -> None:
    """XHTML content is kept without its name space; published and updated stay apart; links of other relations are not the address."""
    entry = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Osmark News</title><entry><title type="html">&lt;i&gt;Talks&lt;/i&gt; on</title>'
        '<link rel="replies" href="https://osmark.example/r"/><link href="https://osmark.example/1"/><updated>2012-06-06T10:00:00Z</updated>'
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Talks &lt; votes<br/></p></div></content></entry></feed>'
    )
    (one,) = captures(find(tmp_path, "a.atom", entry))
    assert one.content == b"<div><p>Talks &lt; votes<br></p></div>"
    assert known(one) == {
        "title": "Talks on",
        "url": "https://osmark.example/1",
        "updated": "2012-06-06T10:00:00Z",
        "publisher": "Osmark News",
        "lang": "en",
        "place": "entry 1 of the feed",
    }


def test_rdf_in_another_encoding(tmp_path: Path) -> None:
    """RSS 1.0, declared as ISO 8859-1, and Atom in UTF-16 with its mark."""
    rdf = (
        '<?xml version="1.0" encoding="iso-8859-1"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/"><channel><title>Café</title><items><rdf:Seq/></items></channel>'
        "<item><title>Café talks</title><link>https://trel.example/1</link><description>A café.</description></item></rdf:RDF>"
    )
    (one,) = captures(find(tmp_path, "a.rdf", rdf.encode("latin-1")))
    assert (known(one)["title"], known(one)["publisher"], one.content.decode()) == ("Café talks", "Café", "A café.")
    assert names(find(tmp_path, "b.xml", ATOM.encode("utf-16"))) == ["b.xml#1"]


def test_a_summary_is_a_teaser(tmp_path: Path) -> None:
    """Where only a summary is there it is told, and nothing of it is body; a whole article in its place is one."""
    found = find(
        tmp_path,
        "a.xml",
        HEAD
        + item(description="The minister said talks would resume.")
        + item(description=TEXT * 8)
        + item(title="Talks"),
    )
    short, whole, bare = captures(found)
    assert (known(short)["part"], known(bare)["part"], known(whole).get("part")) == ("teaser", "teaser", None)
    (document,), problems = read_capture(short)
    assert {zone.label for zone in document.zones} == {"teaser"} and [p.code for p in problems] == ["C113"]
    assert "body" in {zone.label for zone in read_capture(whole)[0][0].zones}
    assert codes(find(tmp_path, "b.xml", HEAD + item() + "</channel></rss>")) == ["C102"]


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (
            "<title>Talks & votes</title><description>Talks &nbsp;and caf&eacute; votes.</description>",
            "Talks \u00a0and café votes.",
        ),
        ("<description>Talks <b>and</b> votes.</description>", "Talks <b>and</b> votes."),
        ("<description>Talks <br> and <p>votes.</description>", "Talks <br /> and <p>votes."),
        ("<description>Talks\x0b and votes.</description>", "Talks and votes."),
        ("<x:y>1</x:y><description>Talks and votes.</description>", "Talks and votes."),
    ],
)
def test_entries_that_are_not_well_formed(tmp_path: Path, broken: str, words: str) -> None:
    """Each is read all the same, and the next one too."""
    one, two = captures(
        find(tmp_path, "a.rss", HEAD + f"<item>{broken}</item>" + item(description="Next one.") + "</channel></rss>")
    )
    assert " ".join(one.content.decode().split()).replace("<br>", "<br />") == " ".join(words.split())
    assert two.content == b"Next one."


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    """Neither a bomb of entities nor a file of this machine gets into a text; it is told."""
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE rss [<!ENTITY a0 "lol">{bomb}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    feed = (
        f'<?xml version="1.0"?>{doctype}<rss><channel>' + item(description="Talks &a9; &x; votes.") + "</channel></rss>"
    )
    found = find(tmp_path, "a.xml", feed)
    (one,) = captures(found)
    assert codes(found) == ["C104"] and len(one.content) < 60 and b"root:" not in one.content
    filler = "".join(f'<!ENTITY b{n} "x">' for n in range(2000))
    assert names(find(tmp_path, "b.xml", feed.replace("[<!", f"[{filler}<!", 1))) == ["b.xml#1"]


def test_a_cut_feed(tmp_path: Path) -> None:
    """The entry inside which it breaks off is left out and told; an item that is not closed ends with the next."""
    found = find(tmp_path, "a.xml", RSS[: RSS.index("Words only")])
    assert (names(found), codes(found)) == (["a.xml#1"], ["C110"])
    found = find(
        tmp_path,
        "b.xml",
        HEAD + "<item><description>One entry.<item><description>Two entries.</description></item></channel></rss>",
    )
    assert [one.content for one in captures(found)] == [b"One entry.", b"Two entries."]


def test_an_entry_that_is_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told and passed over; the entries around it are read."""
    monkeypatch.setattr(readers, "MAX_BYTES", 200_000)
    long = item(description="x " * 300_000)
    found = find(
        tmp_path,
        "a.xml",
        HEAD + item(description="One entry.") + long + item(description="Two entries.") + "</channel></rss>",
    )
    assert [one.content for one in captures(found)] == [b"One entry.", b"Two entries."] and codes(found) == ["C106"]


def test_what_is_no_feed(tmp_path: Path) -> None:
    """A site map, RDF of another kind and XML of nobody's are told."""
    for words in ("<urlset><url/></urlset>", '<rdf:RDF xmlns:rdf="x"><item/></rdf:RDF>', "<feed><entry/></feed>"):
        assert codes(find(tmp_path, "a.xml", '<?xml version="1.0"?>' + words)) == ["C108"]
    assert codes(find(tmp_path, "a.rss", "<rss><channel></channel></rss>")) == ["C102"]


def test_many_entries_take_time_in_proportion(tmp_path: Path) -> None:
    """Ten thousand entries take less than a minute of a slow core, in order."""
    feed = (
        HEAD
        + "".join(item(title=f"Talks {n}", description=f"Words number {n}.") for n in range(10_000))
        + "</channel></rss>"
    )
    (tmp_path / "a.xml").write_text(feed)
    started = time.process_time()
    found = captures(find(tmp_path, "b.xml", feed))
    assert time.process_time() - started < 60
    assert [one.content.decode() for one in found] == [f"Words number {n}." for n in range(10_000)]


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<item>",
                "</item>",
                "<item/>",
                "<![CDATA[",
                "]]>",
                "<!--",
                "-->",
                "<entry a='>'>",
                "</entry>",
                "x",
                "<",
                ">",
            ]
        ),
        max_size=30,
    )
)
def test_any_pieces_are_cut(pieces: list[str]) -> None:
    """Cutting never loses its way: one beginning first, entries of nothing but their own bytes, in order."""
    content = "".join(pieces).encode()
    found = list(split_feed(io.BytesIO(content)))
    assert [kind for kind, _ in found].count("prolog") == 1 and found[0][0] == "prolog"
    at = 0
    for kind, piece in found:
        if kind == "entry":
            at = content.index(piece, at) + len(piece)
