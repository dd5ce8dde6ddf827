"""NewsML-G2, NewsML 1.x and NITF, about invented parties."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.ingest import read_capture
from crosswire.ingest.formats import newsml
from crosswire.model import Capture, Document, Problem, sha256
from tests.ingest.formats.files import overwrite

SPACE = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
BODY = (
    '<inlineXML contenttype="application/xhtml+xml"><h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:body>'
    "<h:p>TREL BAY, June 5 (Osmark Wire) - Foreign Minister Ilse Marran said the treaty would hold.</h:p>"
    "<h:h2>No talks</h:h2><h:p>“We keep it,” she said &#x1F600;.</h:p></h:body></h:html></inlineXML>"
)


def item(
    guid: str = "urn:1",
    body: str = BODY,
    status: str = "stat:usable",
    kind: str = "ninat:text",
    headline: str = "Treaty will hold",
) -> str:
    """Return a news item of G2."""
    return (
        f'<newsItem {SPACE} guid="{guid}" version="2" xml:lang="en"><itemMeta><itemClass qcode="{kind}"/>'
        f'<provider qcode="nprov:OSM"><name>Osmark Wire</name></provider><versionCreated>2031-06-06T10:00:00Z</versionCreated>'
        f"<firstCreated>2031-06-05T09:30:00Z</firstCreated><embargoed>2031-06-05T12:00:00+02:00</embargoed>"
        f'<pubStatus qcode="{status}"/><edNote>Corrects a name</edNote></itemMeta><rightsInfo><copyrightHolder literal="Osmark Wire"/>'
        f"<copyrightNotice>Copyright 2031 Osmark Wire</copyrightNotice><usageTerms>None</usageTerms></rightsInfo><contentMeta>"
        f"<located><name>Trel Bay</name></located><creditline>Ada Windt</creditline><by>By Ilse Tarn and Tor Brask</by>"
        f"<headline>{headline}</headline><description>The ferry off Gull Rock.</description></contentMeta>"
        f"<contentSet>{body}</contentSet></newsItem>"
    )


def message(*items: str) -> str:
    """Return a message of items."""
    return f'<?xml version="1.0" encoding="UTF-8"?><newsMessage {SPACE}><header/><itemSet>{"".join(items)}</itemSet></newsMessage>'


NITF = (
    '<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-3.dtd"><nitf><head><title>T</title><docdata><doc-id id-string="x1"/>'
    '<date.issue norm="20310605T093000Z"/><doc.copyright holder="Osmark Mail"/></docdata><pubdata name="The Osmark Mail"/></head>'
    "<body><body.head><hedline><hl1>Treaty will hold</hl1><hl2>A deck</hl2></hedline><byline>By <person>Ilse Tarn</person></byline>"
    "<dateline><location>TREL BAY</location></dateline></body.head><body.content><block><p>Minister <person>Marran</person> said "
    "<em>so</em> today.</p><hl2>Head</hl2><p>More text came.</p><media><media-reference/><media-caption><p>The ferry.</p>"
    "</media-caption></media></block></body.content><body.end><tagline>(Reporting by A. Windt)</tagline></body.end></body></nitf>"
)
OLD = (
    "<NewsML><NewsItem><NewsManagement><FirstCreated>20310605T093000Z</FirstCreated></NewsManagement><NewsComponent><NewsLines>"
    "<HeadLine>Treaty will hold</HeadLine><ByLine>Ilse Tarn</ByLine><CopyrightLine>Copyright 2031 Osmark Wire</CopyrightLine></NewsLines>"
    "<ContentItem><DataContent><body><p>Marran said so on Tuesday.</p><p>More text came.</p></body></DataContent></ContentItem>"
    "</NewsComponent></NewsItem></NewsML>"
)


def read(content: str | bytes) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Read a file."""
    raw = content.encode() if isinstance(content, str) else content
    return read_capture(Capture(sha256(raw), "a.xml", newsml.MEDIA, raw))


def labels(doc: Document) -> list[tuple[str, str]]:
    """Return the zones' labels and words."""
    return [(z.label, doc.text[z.start : z.end]) for z in doc.zones]


def test_an_item_of_g2() -> None:
    """Its parts have zones, the rest is declared with the element that says it."""
    (doc,), problems = read(item())
    assert not problems and newsml._sniff(item().encode()[:8192])
    assert labels(doc) == [
        ("title", "Treaty will hold"),
        ("dateline", "TREL BAY, June 5 (Osmark Wire) -"),
        ("body", "Foreign Minister Ilse Marran said the treaty would hold."),
        ("crosshead", "No talks"),
        ("body", "“We keep it,” she said 😀."),
        ("metadata", "Corrects a name"),
    ]
    header = doc.header
    assert (header.published.value, header.published.basis) == ("2031-06-05T09:30Z", ("NewsML firstCreated",))
    assert header.embargoed.parsed == "2031-06-05T12:00+02:00"
    assert [h.value for h in header.by] == ["Ilse Tarn", "Tor Brask"]
    assert header.agency.value == "Osmark Wire" and header.located.value == "TREL BAY"
    assert header.copyrightholder.value == "Osmark Wire" and header.usageterms.value == "None"
    assert header.language.value == "en" and header.uri.value == "urn:1"


def test_a_message_of_many() -> None:
    """Each text is a document; what is withheld is left out and told; numbers stay those of the file."""
    documents, problems = read(message(item("a"), item("b", status="stat:canceled"), item("c")))
    assert [d.name for d in documents] == ["a.xml#1", "a.xml#3"]
    assert [(p.code, p.name) for p in problems] == [("C120", "a.xml#2")]


def test_pictures_lend_their_captions() -> None:
    """Pictures beside one text are its captions."""
    picture = item("p", body="", kind="ninat:picture", headline="The ferry")
    (doc,), _ = read(message(picture, item("a")))
    assert [w for label, w in labels(doc) if label == "caption"] == ["The ferry off Gull Rock.", "Ada Windt"]


@pytest.mark.parametrize("encoded", [False, True])
def test_plain_content(encoded: bool) -> None:
    """Plain text is kept unchanged, also where it is packed in base64."""
    plain = "Marran said so on Tuesday.\n  More   text came."
    words = base64.b64encode(plain.encode()).decode() if encoded else plain
    how = ' encoding="ecd:base64"' if encoded else ""
    (doc,), _ = read(item(body=f'<inlineData contenttype="text/plain"{how}>{words}</inlineData>'))
    assert plain in doc.text


def test_nitf_alone_and_inside() -> None:
    """NITF gives byline, dateline, crossheads and captions as zones, alone, in G2 and in NewsML 1.x."""
    (doc,), problems = read(NITF)
    expected = [
        ("title", "Treaty will hold"), ("teaser", "A deck"), ("byline", "By Ilse Tarn"), ("dateline", "TREL BAY"),
        ("body", "Minister Marran said so today."), ("crosshead", "Head"), ("body", "More text came."), ("caption", "The ferry."),
        ("metadata", "(Reporting by A. Windt)"),
    ]  # fmt: skip
    assert not problems and labels(doc) == expected
    assert doc.header.published.value == "2031-06-05T09:30Z" and doc.header.publisher.value == "The Osmark Mail"
    inner = NITF[NITF.index("<nitf>") :].replace("<nitf>", '<nitf xmlns="">')
    (doc,), _ = read(item(body=f"<inlineXML>{inner}</inlineXML>"))
    assert labels(doc)[: len(expected)] == expected
    (doc,), _ = read(OLD)
    assert [w for label, w in labels(doc) if label == "body"] == ["Marran said so on Tuesday.", "More text came."]
    assert doc.header.headline.value == "Treaty will hold" and [h.value for h in doc.header.by] == ["Ilse Tarn"]


def test_hostile_files() -> None:
    """Entities of the file's own, outside files, deep nesting, broken XML: a problem, and nothing is opened."""
    bomb = '<!DOCTYPE nitf [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'
    bomb += "<nitf><body><body.content><p>&c;</p></body.content></body></nitf>"
    outside = '<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/hostname">]><nitf><body><body.content><p>&x;</p></body.content></body></nitf>'
    deep = "<nitf>" + "<b>" * 10_000
    for content in (bomb, outside, deep, "", "<nitf", "<newsItem/>", message(), b"\xff\xfe<"):
        documents, problems = read(content)
        assert not documents and problems[0].code in ("C101", "C102")


GOOD = message(item("a"), item("b")).encode()


@given(
    st.lists(
        st.tuples(st.integers(0, len(GOOD) - 1), st.binary(max_size=4) | st.sampled_from([b"<", b"</p>", b"&"])),
        max_size=5,
    )
)
@settings(max_examples=100, deadline=None)
def test_mutated_bytes(changes: list[tuple[int, bytes]]) -> None:
    """Whatever becomes of its bytes: documents or problems, never an error, the same twice."""
    content = overwrite(GOOD, changes)
    first = read(content)
    assert first == read(content) and (first[0] or first[1])
