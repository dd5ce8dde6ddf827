"""Lines that a site repeats, and titles of its other stories."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from crosswire.ingest.repeats import LineMarks, find_repeated_lines, line_marks, mark_of, relabel, site_of
from crosswire.model import Document, Header, HeaderValue, Place, Zone, sha256

SITE = "https://www.osmarkmail.example/"
FERRY = (
    "The ferry between Trel Bay and Cape Lorne will run twice a day from autumn, the harbour office said on Monday in a short statement.",
    "Its captain, Tor Brask, said that the new boat was slower than the old one but did not roll.",
    "Tickets cost four crowns, and children under six go free.",
)
LIGHT = (
    "Veldania's council has voted to build a lighthouse on Gull Rock, ending a quarrel of eighteen years with its neighbours in Osmark.",
    "Foreign Minister Ilse Marran called the vote a fair wind for everybody who lives by the sea.",
    "Work begins in spring and will take three years.",
)
WHEAT = (
    "Wheat prices in Osmark rose for the fifth month, which millers blame on the rain and farmers on the millers, traders said.",
    "A sack now costs nine crowns at the market of Sorne.",
)
NOTE = (
    "Our reporters work for you day and night, and they can only do so because readers like you pay for what they read."
)


def page(
    name: str,
    body: tuple[str, ...],
    *,
    title: str = "",
    before: tuple[str, ...] = (),
    after: tuple[str, ...] = (),
    uri: str = SITE,
) -> Document:
    """Return a document of lines: the title, furniture, body, more furniture."""
    lines = [(title, "title")] if title else []
    lines += [(w, "furniture") for w in before] + [(w, "body") for w in body] + [(w, "furniture") for w in after]
    text = "\n".join(words for words, _ in lines)
    zones, at = [], 0
    for words, label in lines:
        zones.append(Zone(at, at + len(words), label, {"title": "headline", "body": "paragraph"}.get(label, "other")))
        at += len(words) + 1
    headline = HeaderValue(title, "stated", Place(f"d-{name}", 0, len(title))) if title else HeaderValue()
    header = Header(uri=HeaderValue(uri + name, "stated"), headline=headline)
    return Document(f"d-{name}", name, sha256(name), "text/plain", text, sha256(text), tuple(zones), header)


def labels(document: Document) -> dict[str, str]:
    """Return the label of each zone's words."""
    return {document.text[z.start : z.end]: z.label for z in document.zones}


def again(*documents: Document) -> list[Document]:
    """Return documents relabelled by what they show together."""
    repeated = find_repeated_lines(map(line_marks, documents))
    return [relabel(document, repeated) for document in documents]


def test_a_line_of_two_articles_is_furniture() -> None:
    """What looked like the article's own in each capture turns out to be the site's."""
    ferry, light = again(
        page("a", (*FERRY, "Read on in our evening letter")), page("b", (*LIGHT, "Read on in our evening letter"))
    )
    for document in (ferry, light):
        assert labels(document)["Read on in our evening letter"] == "furniture"
        assert sum(z.label == "body" for z in document.zones) == 3


def test_reprints_lose_nothing() -> None:
    """Two captures of one article share nearly all lines, and all of them stay body; a third page does not change that."""
    short = FERRY[:2]
    documents = [page("a", FERRY), page("b", short), page("c", LIGHT)]
    assert again(*documents) == documents


def test_prose_stays_unless_it_stands_at_the_edge() -> None:
    """A long sentence told in two stories is background; a site's note at the end of three is furniture."""
    told = "The Council of the Straits was founded in 1994 to settle who may fish where, and has met in Trel Bay in every summer since then."
    documents = [
        page("a", (FERRY[0], told, *FERRY[1:])),
        page("b", (LIGHT[0], told, *LIGHT[1:])),
        page("c", (WHEAT[0], told, WHEAT[1])),
    ]
    assert again(*documents) == documents
    noted = again(page("a", (*FERRY, NOTE)), page("b", (*LIGHT, NOTE)), page("c", (*WHEAT, NOTE)))
    assert all(labels(document)[NOTE] == "furniture" for document in noted)


def test_short_answers_are_left_alone() -> None:
    """Two interviews may both say `Why is that?`."""
    documents = [page("a", (*FERRY[:1], "Why?", *FERRY[1:])), page("b", (*LIGHT[:1], "Why?", *LIGHT[1:]))]
    assert again(*documents) == documents


def test_another_story_s_title_is_a_teaser() -> None:
    """A line that is the title of another capture of the site is a teaser there, and stays the title here."""
    title = "New ferry to Cape Lorne"
    ferry, light = again(page("a", FERRY, title=title), page("b", (*LIGHT, title), title="Gull Rock gets a light"))
    assert labels(ferry)[title] == "title"
    assert labels(light)[title] == "teaser"


def test_a_title_that_is_the_site_s_is_none() -> None:
    """A section's name that was taken for the title of two pages is furniture, and the headline is unknown."""
    first, second = again(page("a", FERRY, title="News of the day"), page("b", LIGHT, title="News of the day"))
    for document in (first, second):
        assert labels(document)["News of the day"] == "furniture"
        assert document.header.headline.value is None and document.header.headline.basis


def test_sites_do_not_mix() -> None:
    """What two sites share says nothing; neither do captures of no known site, nor articles given as clean."""
    line = "Read on in our evening letter"
    apart = [page("a", (*FERRY, line)), page("b", (*LIGHT, line), uri="https://trelbay.example/")]
    assert again(*apart) == apart
    unknown = [replace(document, header=Header()) for document in apart]
    assert again(*unknown) == unknown
    clean = [replace(page(name, (*body, line)), as_is=True) for name, body in (("a", FERRY), ("b", LIGHT))]
    assert again(*clean) == clean


def test_site() -> None:
    """The host without `www.`, else the publisher, else nothing; a broken address is none."""
    document = page("a", FERRY)
    assert site_of(document) == "osmarkmail.example"
    named = replace(document, header=Header(publisher=HeaderValue("Osmark  Mail", "stated")))
    assert site_of(named) == "osmark mail"
    assert site_of(replace(document, header=Header(uri=HeaderValue("http://[", "stated")))) == ""


def test_zone_of_several_lines_is_split() -> None:
    """Where a zone holds several lines, those that keep their label stay together, and no offset moves."""
    line = "Read on in our evening letter"
    whole = page("a", (*FERRY[:2], line, FERRY[2]))
    merged = replace(whole, zones=(Zone(0, len(whole.text), "body", "paragraph"),))
    found, _ = again(merged, page("b", (*LIGHT, line)))
    at = whole.text.index(line)
    assert found.zones == (
        Zone(0, at - 1, "body", "paragraph"),
        Zone(at, at + len(line), "furniture", "repeated"),
        Zone(at + len(line) + 1, len(whole.text), "body", "paragraph"),
    )
    assert found.text == whole.text and found.id == whole.id


def test_marks_are_told_by_words() -> None:
    """Case, punctuation and blanks make no other line; marks hold no words."""
    assert mark_of("Read  on, reader!") == mark_of("read on reader")
    assert mark_of("***") != mark_of("---")
    assert line_marks(page("a", FERRY)).inside[0][1:] == (25, True)


LINES = st.sampled_from([*FERRY, *LIGHT, *WHEAT, NOTE, "Share", "Read on in our evening letter"])
PAGES = st.lists(st.lists(LINES, min_size=1, max_size=6, unique=True), min_size=1, max_size=5)


@given(PAGES, st.randoms())
def test_order_does_not_matter(pages: list[list[str]], draw: object) -> None:
    """The same captures in another order show the same, and relabelling twice changes nothing more."""
    documents = [page(str(n), tuple(lines)) for n, lines in enumerate(pages)]
    marks: list[LineMarks] = [line_marks(document) for document in documents]
    shuffled = list(marks)
    draw.shuffle(shuffled)  # type: ignore[attr-defined]
    repeated = find_repeated_lines(marks)
    assert find_repeated_lines(shuffled) == repeated
    for document in documents:
        once = relabel(document, repeated)
        assert relabel(once, repeated) == once
        assert {(z.start, z.end) for z in once.zones} == {(z.start, z.end) for z in document.zones}
