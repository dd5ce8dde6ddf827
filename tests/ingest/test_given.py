"""Zones of texts whose format tells some of their parts."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crosswire.ingest.given import given_layout
from crosswire.model import Zone

LEAD = "TREL BAY, June 5 (Osmark Wire) - Minister Ilse Marran said the treaty would hold."
MORE = '"We signed it, and we keep it," Marran told reporters in the harbour.'


def labels(text: str, zones: tuple[Zone, ...] = ()) -> list[tuple[str, str]]:
    """Return the labels and words of the zones found."""
    return [(z.label, text[z.start : z.end]) for z in given_layout(text, zones).zones]


def test_an_article_alone() -> None:
    """Dateline, byline, crosshead, credits and rights are told; nothing becomes furniture."""
    text = "\n".join(
        [
            "By Ilse Tarn",
            LEAD,
            MORE,
            "No talks in sight",
            MORE,
            "Read more about it in our archive, the minister said.",
            "(Reporting by A. Windt)",
            "(c) Osmark Wire 2031",
        ]
    )
    assert labels(text) == [
        ("byline", "By Ilse Tarn"),
        ("dateline", "TREL BAY, June 5 (Osmark Wire) -"),
        ("body", LEAD[33:]),
        ("body", MORE),
        ("crosshead", "No talks in sight"),
        ("body", MORE),
        ("body", "Read more about it in our archive, the minister said."),
        ("metadata", "(Reporting by A. Windt)"),
        ("rights", "(c) Osmark Wire 2031"),
    ]


def test_given_zones_stand() -> None:
    """What the format says is kept as it is, also inside a line; the rest of the line is body."""
    text = "Treaty will hold\nSection: News " + MORE
    zones = (
        Zone(0, 16, "title", "headline"),
        Zone(17, 25, "metadata", "field_name"),
        Zone(26, 30, "metadata", "section"),
    )
    assert labels(text, zones) == [
        ("title", "Treaty will hold"),
        ("metadata", "Section:"),
        ("metadata", "News"),
        ("body", MORE),
    ]


def test_empty_texts() -> None:
    """Blank texts have no zones and no body."""
    for text in ("", " \n\u00a0"):
        layout = given_layout(text)
        assert layout.zones == () and not layout.found


@given(
    st.lists(
        st.sampled_from([LEAD, MORE, "Head", "", " ", "By Ilse Tarn", "© 2031 Osmark", "AFP", "ب😀"]), max_size=12
    ),
    st.data(),
)
def test_every_character_has_one_zone(rows: list[str], data: st.DataObject) -> None:
    """Whatever is given, zones do not overlap and hold every character that is not blank."""
    text = "\n".join(rows)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    zones = tuple(Zone(a, b, "metadata", "x") for a, b in zip(cuts[::2], cuts[1::2], strict=False) if text[a:b].strip())
    found = given_layout(text, zones).zones
    covered = {i for z in found for i in range(z.start, z.end)}
    assert all(c.isspace() or i in covered for i, c in enumerate(text))
    assert all(a.end <= b.start for a, b in pairwise(found))
