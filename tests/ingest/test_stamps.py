"""Date stamps near a title."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.ingest.stamps import find_stamp, read_stamp
from crosswire.model import Zone
from tests.ingest.samples import read

STORY = (
    "The Council of the Straits will light forty-one towers again in July, its chief Corin Brask said at a meeting in Corvane.\n"
    * 3
)


@pytest.mark.parametrize(
    ("line", "moment", "named"),
    [
        (
            "Published Jun 05, 2012 \u00a0•\u00a0 Last updated 1\u00a0day ago \u00a0•\u00a0 2 minute read",
            "2012-06-05",
            True,
        ),
        ("von Ilse Aun 5. Juni 2012", "2012-06-05", False),
        ("08:39, 06 Jan 2012Updated 08:41, 07 Jan 2012", "2012-01-06T08:39", False),
        ("05.06.2012, 16:24 Uhr • Lesezeit: 5 Minuten", "2012-06-05T16:24", False),
        ("Publisert tirsdag 05. juni 2012 - 13:26", "2012-06-05T13:26", True),
        ("torsdag 5 januari 2012", "2012-01-05", False),
        ("2012년 6월 5일 10:30", "2012-06-05T10:30", False),
        ("By ODA WINDT | Strait Mail | June 5, 2012 6:30 p.m. EDT", "2012-06-05T18:30-04:00", False),
    ],
)
def test_stamps(line: str, moment: str, named: bool) -> None:
    """Names, sections and reading times may stand beside the date; what follows `updated` does not count."""
    found = read_stamp(line, 0, len(line))
    assert found is not None
    assert (found.moment, found.named) == (moment, named)


@pytest.mark.parametrize(
    "line",
    [
        "Updated June 5, 2012",
        "June 5",
        "The treaty of the ferries was signed on 5 June 2012 by nine states of both shores of the straits",
        "It was lit on June 5, 2012.",
        "5 June 2012 - 7 June 2012",
        "04/05/2012",
        "",
    ],
)
def test_what_is_no_stamp(line: str) -> None:
    """Updates, days without a year, sentences, spans of days, dates of two orders."""
    found = read_stamp(line, 0, len(line))
    assert found is None


def test_the_stamp_near_the_title_counts() -> None:
    """A stamp below the title is stated with its place; one far above it or in a box below the story is not the article's."""
    document, _ = read(
        f"Saturday, 9 June 2012\nHome\nVeldania\nWeather\nSports\nTowers of the Council to burn again\nvon Oda Windt, 5. Juni 2012\n{STORY}"
    )
    published = document.header.published
    assert (published.value, published.status) == ("2012-06-05", "stated")
    assert published.place and document.words(published.place) == "5. Juni 2012"


def test_zones_of_the_story_hold_no_stamp() -> None:
    """Without a title there is none, nor in body, captions, rights and datelines."""
    line = "5 June 2012"
    assert find_stamp(line, [Zone(0, len(line), "metadata", "date")]) is None
    text = f"Towers burn again\n{line}"
    for label in ("body", "caption", "rights", "dateline", "teaser"):
        assert find_stamp(text, [Zone(0, 17, "title"), Zone(18, len(text), label)]) is None
    assert find_stamp(text, [Zone(0, 17, "title"), Zone(18, len(text), "furniture")]) is not None


@given(st.text(max_size=120))
def test_any_line(line: str) -> None:
    """What is found lies in the line."""
    found = read_stamp(line, 0, len(line))
    assert found is None or 0 <= found.start < found.end <= len(line)
