"""A stored text as HTML loses no character."""

import itertools
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from crosswire.model import Quotation, Zone
from crosswire.web.texts import Layers, anchor_name, mark_text, safe
from tests.factory import make_document, make_quotation
from tests.sample import sample_documents


class _Text(HTMLParser):
    """Collects the text of a fragment as a browser does: line ends are normalised before references are resolved."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.tags: list[tuple[str, dict]] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.append((tag, dict(attrs)))


def parsed(html: str) -> _Text:
    """Return a fragment as parsed."""
    parser = _Text()
    parser.feed(html.replace("\r\n", "\n").replace("\r", "\n"))
    parser.close()
    return parser


def quotation(spans, kind="direct", id="q-1"):
    """Return a quotation with this content."""
    return Quotation(id=id, content=tuple(spans), cue=(), source=(), type=kind, where="body")


def layers(zones=(), quotations=(), anchors=(), paragraphs=()):
    """Return layers, all empty unless given."""
    return Layers(zones, quotations, anchors, paragraphs)


def test_line_ends_blanks_and_astral_characters_are_kept():
    """CRLF, lone CR, tabs, leading and trailing blank lines and characters beyond the BMP come back as they were."""
    text = "\n\nA\r\n\tb  c\rd \U0001f6a2\r\n\n"
    assert "".join(parsed(mark_text(text, layers())).pieces) == text


def test_hostile_text_is_text():
    """Tags, references and quotes in a text are shown, not interpreted."""
    text = "<script>alert(1)</script> &amp; \"'<b onclick=x>"
    found = parsed(mark_text(text, layers(zones=[Zone(0, len(text), "body")])))
    assert "".join(found.pieces) == text
    assert {tag for tag, _ in found.tags} <= {"div", "span", "mark"}


@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=80), st.data())
def test_no_layer_changes_a_character(text, data):
    """Property: whatever zones, highlights (overlapping, nested, in fragments) and anchors lie over it, the text is the text."""
    place = st.integers(0, len(text))
    spans = st.lists(st.tuples(place, place).map(lambda p: (min(p), max(p))), max_size=4)
    edges = sorted(data.draw(st.lists(place, max_size=4)))
    labels = ("furniture", "title", "caption", "body")
    zones = [Zone(a, b, labels[n % 4]) for n, (a, b) in enumerate(itertools.pairwise(edges)) if a < b]
    quotations = [
        quotation(sorted(s), kind, f"q-{n}")
        for n, (s, kind) in enumerate(
            data.draw(st.lists(st.tuples(spans, st.sampled_from(["direct", "mixed", "indirect"])), max_size=3))
        )
    ]
    found = parsed(mark_text(text, layers(zones, quotations, data.draw(spans), data.draw(spans))))
    assert "".join(found.pieces) == text
    ids = [a["id"] for _, a in found.tags if "id" in a]
    assert len(ids) == len(set(ids))


def test_every_anchor_and_quotation_has_one_place_to_go_to():
    """Ids stand right before the first character they name."""
    doc = make_document("Marran said the bay would close in July.", name="a.txt")
    q = make_quotation(doc, content="the bay would close", cue="said", source="Marran")
    html = mark_text(doc.text, layers(doc.zones, [q], [(12, 31), (12, 19), (36, 40)]))
    assert f'id="{q.id}"></span><mark class="indirect" data-q="{q.id}">the bay would close</mark>' in html
    assert html.count('id="char=12,31"') == html.count('id="char=12,19"') == html.count('id="char=36,40"') == 1


def test_fragments_of_one_quotation_share_its_id():
    """A discontinuous quotation is marked in all its parts and reached at the first."""
    text = '"Never," said Marran, "never again."'
    html = mark_text(text, layers(quotations=[quotation([(0, 8), (22, 36)])]))
    assert html.count('data-q="q-1"') == 2
    assert html.count('id="q-1"') == 1


def test_paragraph_numbers_are_not_text():
    """Numbers stand in an attribute; the text has none of them."""
    doc = sample_documents()["wire"]
    paragraphs = [(z.start, z.end) for z in doc.zones if z.label == "body"]
    found = parsed(mark_text(doc.text, layers(doc.zones, paragraphs=paragraphs)))
    assert [a["data-n"] for _, a in found.tags if "data-n" in a] == ["1", "2", "3", "4", "5"]
    assert "".join(found.pieces) == doc.text


def test_furniture_is_kept_and_told_apart():
    """What is not the article's own stands there, greyed by its class."""
    doc = sample_documents()["page"]
    html = mark_text(doc.text, layers(doc.zones))
    assert '<span class="zone furniture">Menu  Home  World  Sport</span>' in html
    assert '<span class="zone caption">Ilse Marran in Port Orrin (photo: L. Abel)</span>' in html


def test_what_html_cannot_hold_keeps_its_place():
    """NUL and lone surrogates become one replacement character each, so that places still agree."""
    text = "a\x00b\ud800c"
    found = "".join(parsed(mark_text(text, layers())).pieces)
    assert found == "a\ufffdb\ufffdc" and len(found) == len(text)


def test_an_empty_text_is_an_empty_page():
    """Nothing is drawn for nothing."""
    assert mark_text("", layers()) == ""


def test_names():
    """Fragments follow RFC 5147; safe text keeps its carriage returns as references."""
    assert anchor_name((915, 1028)) == "char=915,1028"
    assert safe("a\r\n<") == "a&#13;\n&lt;"


def test_a_long_text_takes_linear_time():
    """A text ten times as long with ten times as many quotations makes ten times as much, not a hundred times."""
    line = "Marran said the bay would close.\n"

    def size(times: int) -> int:
        text = line * times
        own = [quotation([(n * len(line) + 12, n * len(line) + 31)], id=f"q-{n}") for n in range(times)]
        return len(mark_text(text, layers([Zone(0, len(text), "body")], own)))

    assert size(2000) < 11 * size(200)
