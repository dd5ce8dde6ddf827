"""The government, here and elsewhere; both; the administration of somebody."""

from crosswire.model import Header, HeaderValue
from tests.annotate.parse import speakers


def test_the_government_here() -> None:
    """A known capital in the dateline gives its state; an unknown city stays a place; no dateline, nobody."""
    text = "The government here says the masts would watch for smugglers.\n"
    for located, entity in (("LISBON", "state:portugal"), ("HALLIN", "place:hallin"), (None, None)):
        header = Header(located=HeaderValue(located, "stated" if located else "unknown"))
        assert speakers(text, header=header) == [[entity]]


def test_both_are_the_two_named() -> None:
    """Two persons named in the sentence before; three are too many."""
    two = "Foreign Minister Ilse Marran met President Emeric Tolvan. Both said the talks had failed.\n"
    assert [sorted(x or "" for x in found) for found in speakers(two)] == [
        ["person:emeric tolvan", "person:ilse marran"]
    ]
    assert speakers("Both said the talks had failed.\n") == [[None]]


def test_an_administration_is_no_state() -> None:
    """The administration of a person is a body of its own."""
    assert speakers("President Emeric Tolvan left. The Tolvan administration said the talks had failed.\n")[-1] == [
        "organisation:tolvan administration"
    ]
