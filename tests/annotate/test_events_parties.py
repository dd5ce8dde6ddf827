"""Parties: whose words name somebody who acts, of which country and sector."""

import pytest

from crosswire.model import Party
from tests.annotate.events_of import events_of, words


def party(text: str, side: str = "actors") -> Party:
    """Return the one party of a side of the one event."""
    (event,) = events_of(text)
    (found,) = getattr(event, side)
    return found  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("text", "country", "sectors"),
    [
        ("French troops attacked Portugal.", "FRA", ("MIL",)),
        ("French police arrested three Portuguese students.", "FRA", ("COP",)),
        ("The French president praised Portugal.", "FRA", ("GOV",)),
        ("France praised Portugal.", "FRA", ("GOV",)),
        ("The former French president praised Portugal.", "FRA", ("ELI",)),
        ("NATO praised Portugal.", "IGO", ()),
        ("A court in France jailed a Portuguese journalist.", "FRA", ("JUD",)),
    ],
)
def test_country_and_sector(text: str, country: str, sectors: tuple[str, ...]) -> None:
    """By the mention, the people's name before the noun, or the place it is in."""
    found = party(text)
    assert (found.country, found.sectors) == (country, sectors)


def test_the_words_are_the_phrase_without_its_article() -> None:
    """Numbers and articles are no part of who acts."""
    text = "French police arrested three Portuguese students."
    (event,) = events_of(text)
    assert words(text, event.recipients) == ["Portuguese students"]


def test_an_owner_stands_for_what_it_owns() -> None:
    """ "X's plan" is X's."""
    assert party("France rejected Portugal's plan.", "recipients").country == "PRT"


def test_a_joined_name_names_both() -> None:
    """ "the X-Y talks" are between X and Y."""
    text = "The France-Portugal talks began on Monday."
    (event,) = events_of(text)
    assert sorted(p.country or "" for p in event.actors) == ["FRA", "PRT"]


def test_both_sides_are_the_two_named_before() -> None:
    """What "both sides" means."""
    text = "France criticised Portugal on Monday, but both sides agreed to continue talks."
    agreed = next(e for e in events_of(text) if e.event_type == "AGREE")
    assert sorted(p.country or "" for p in agreed.actors) == ["FRA", "PRT"]


def test_we_are_who_speaks() -> None:
    """Inside a quotation "we" is its source."""
    text = 'France is far. "We praise Portugal," the French foreign minister said.'
    (event,) = events_of(text)
    assert [p.country for p in event.actors] == ["FRA"]
    assert words(text, event.actors) == ["We"]
