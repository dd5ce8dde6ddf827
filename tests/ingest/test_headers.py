"""Headers from zones and declarations."""

import pytest

from crosswire.ingest.headers import parse_date
from tests.ingest.samples import BODY, CAPTION_PAGE, GLUED_PAGE, LEAD, RECORD, SITE_PAGE, read


def test_page_of_a_site() -> None:
    """The agency of the dateline is not the site; a date without a year stays unknown, with what is known of it."""
    document, _ = read(SITE_PAGE)
    header = document.header
    assert header.headline.value == "Veldania ties its part in the Council to reform"
    assert (header.agency.value, header.publisher.value, header.located.value) == (
        "Osmark Wire",
        "Trel Bay International",
        "TREL BAY",
    )
    assert (header.published.value, header.published.status, header.published.basis) == (
        None,
        "unknown",
        ("dateline: --06-05",),
    )
    assert [document.words(p) for p in header.published.places] == ["June 5"]
    assert (header.language.value, header.language.status) == ("en", "inferred")
    assert not header.by and not header.credits


def test_broadcaster() -> None:
    """A date in the dateline is stated; who names itself in its boxes is the publisher too, by inference; a source credit is kept."""
    header = read(GLUED_PAGE)[0].header
    assert (header.published.value, header.published.precision, header.published.status) == (
        "2012-06-05",
        "day",
        "stated",
    )
    assert (header.agency.value, header.publisher.value, header.publisher.status) == (
        "Strait Radio",
        "Strait Radio",
        "inferred",
    )
    assert [c.value for c in header.credits] == ["(with agency reports)"]
    assert header.located.value is None


def test_record() -> None:
    """Rights are verbatim, the embargo is parsed, and neither it nor the copyright year is the date."""
    document, _ = read(RECORD)
    header = document.header
    assert header.published.value == "2012-06-05" and header.published.basis == ("date field",)
    assert (header.embargoed.value, header.embargoed.parsed) == ("20th June 2012 18:00", "2012-06-20T18:00")
    assert (header.copyrightholder.value, header.usageterms.value) == ("MERIDIAN", "None")
    assert str(header.copyrightnotice.value).startswith("(c) Copyright Meridian Pictures 2019.")
    assert (header.located.value, header.located.basis) == ("TREL BAY, VELDANIA", ("dateline of the shot list",))
    assert (header.agency.value, header.agency.status) == ("MERIDIAN", "inferred")
    assert [document.words(p)[-9:] for p in header.truncated] == ["still dif"]


def test_caption_page() -> None:
    """A date in a caption or a sentence is none of the header."""
    header = read(CAPTION_PAGE)[0].header
    assert (header.agency.value, header.located.value) == ("Reuters", "SORNE")
    assert header.published.value is None and header.published.basis == ()
    assert header.publisher.value is None


@pytest.mark.parametrize(
    ("above", "value"),
    [
        ("Published: 5 June 2012 14:30 GMT", "2012-06-05T14:30Z"), ("June 5, 2012", "2012-06-05"), ("© 2016 Osmark Mail", None),
        ("EMBARGOED UNTIL 20 June 2012", None), ("Last updated 6 June 2012", None), ("Tuesday", None),
    ],
)  # fmt: skip
def test_date_lines(above: str, value: str | None) -> None:
    """A date line between title and lead states the date; a copyright year, an embargo and an update do not."""
    header = read(f"Veldania ties its part in the Council to reform\n{above}\n{LEAD}\n{BODY}")[0].header
    assert header.published.value == value


def test_todays_date_in_a_sites_head() -> None:
    """A bare date above the title is the day of the visit, not of the story."""
    header = read(f"Osmark Mail\nNovember 21, 2026\nVeldania ties its part in the Council to reform\n{LEAD}\n{BODY}")[
        0
    ].header
    assert header.published.value is None


def test_byline_and_broken_end() -> None:
    """Names of the byline with their places; a body that ends in dots is marked."""
    document, _ = read(f"Veldania ties its part to reform\nBy Ilse Aun and Tor Brask\n{LEAD}\n{BODY} And so ...")
    assert [n.value for n in document.header.by] == ["Ilse Aun", "Tor Brask"]
    assert [document.words(n.place) for n in document.header.by if n.place] == ["Ilse Aun", "Tor Brask"]
    assert document.words(document.header.truncated[0]).endswith("And so ...")


def test_press_release() -> None:
    """An embargo line above a press release is rights, with its moment."""
    text = f"EMBARGOED UNTIL 14:00 GMT, 5 June 2012\n\nCouncil opens its lighthouse to the public\n\nTREL BAY, 4 June 2012 - {LEAD}\n\n{BODY}"
    header = read(text)[0].header
    assert header.embargoed.parsed == "2012-06-05T14:00Z"
    assert header.published.value == "2012-06-04"
    assert header.headline.value == "Council opens its lighthouse to the public"


@pytest.mark.parametrize(
    ("words", "parsed"),
    [
        ("2007", ("2007", "year")), ("2007-06", ("2007-06", "month")), ("2007-06-26", ("2007-06-26", "day")),
        ("2007-06-26T13:00:05.123+0200", ("2007-06-26T13:00+02:00", "minute")), ("2007-06-26 13:00", ("2007-06-26T13:00", "minute")),
        ("26 June 2007", ("2007-06-26", "day")), ("2007-13", None), ("2007-02-30", None), ("soon", None), ("", None), ("20070626", None),
    ],
)  # fmt: skip
def test_parse_date(words: str, parsed: tuple[str, str] | None) -> None:
    """Declared dates with their precision, and what is none."""
    assert parse_date(words) == parsed


def test_header_of_a_release() -> None:
    """A release's title, standfirst, date and embargo; the embargo's year comes from the date, and the step says so."""
    text = (
        "PRESS RELEASE\nEMBARGOED UNTIL 6pm GMT, Tuesday 12 June\nDate: 5 June 2012\nCouncil to light forty-one towers again\n"
        "Oil for three months is paid for\n\nThe Council of the Straits will light forty-one towers again in July, its chief Corin Brask said on Monday.\n"
    )
    header = read(text)[0].header
    assert header.headline.value == "Council to light forty-one towers again"
    assert header.standfirst.value == "Oil for three months is paid for"
    assert header.published.value == "2012-06-05"
    assert (header.embargoed.parsed, header.embargoed.basis) == (
        "2012-06-12T18:00Z",
        ("the year from the text's date 2012-06-05",),
    )
    undated = read(text.replace("Date: 5 June 2012\n", ""))[0].header
    assert undated.embargoed.value is not None and undated.embargoed.parsed is None


def test_an_embargo_over_new_year_ends_in_the_next_year() -> None:
    """The first such day from the text's own on is meant."""
    head = "PRESS RELEASE\nEMBARGOED UNTIL 2 January\nDate: 28 December 2012\nTowers lit\n\n"
    text = f"{head}The Council will light forty-one towers again, its chief said on Friday in Corvane.\n"
    assert read(text)[0].header.embargoed.parsed == "2013-01-02"


def test_soundbites_and_photo_credits() -> None:
    """A shot list's speakers with their language, and the credits of captions, without brackets."""
    header = read(RECORD)[0].header
    assert [(v.value, v.basis, v.parsed) for v in header.soundbites] == [
        ("VELDANIAN FOREIGN MINISTER ILSE MARRAN", ("soundbite in Veldanian",), None)
    ]
    document, _ = read(GLUED_PAGE)
    assert [v.value for v in document.header.photocredits] == ["Osterbild", "TASS"]
    assert all(document.words(v.place) == v.value for v in document.header.photocredits if v.place)


def test_those_who_reported_are_the_byline_where_there_is_none() -> None:
    """A trailer's reporters are stated with their place; an author above the story goes before them."""
    story = (
        "SORNE (Strait News) - Talks over the lights will go on, the foreign minister said on Tuesday after a day of meetings.\n\n"
        "No date was set for the next round.\n\n"
    )
    text = f"Talks on lights go on\n\n{story}(Reporting by Aun Reder; Editing by Tor Brask)\n"
    assert [v.value for v in read(text)[0].header.by] == ["Aun Reder"]
    text = f"Talks on lights go on\nBy ODA WINDT\n\n{story}(Reporting by Aun Reder; Editing by Tor Brask)\n"
    assert [v.value for v in read(text)[0].header.by] == ["ODA WINDT"]
