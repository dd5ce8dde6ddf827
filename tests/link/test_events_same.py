"""Whether two reports tell one event: what parts them, and what acts that are done often must share."""

from dataclasses import replace

import pytest

from crosswire.link.events_same import Details, Told, agree, details_of, is_alike
from crosswire.model import EventDate, EventParty, EventReport, Mention, TimeExpression

MONDAY = EventDate("2031-05-12", "2031-05-12", "day", "inferred")
OPEN = EventDate(None, "2031-05-14", "open", "inferred")
ATTACKER = EventParty(None, "Osmark", "OSM", ("GOV",), "OSMGOV", "")
VICTIM = EventParty(None, "Veldania", "VEL", ("GOV",), "VELGOV", "")


def told(kind: str = "ASSAULT", date: EventDate = MONDAY, *, details: Details = Details(), **values: object) -> Told:  # noqa: B008
    """Return a report of an act of Osmark on Veldania."""
    report = EventReport(id="e-1", start=0, end=9, trigger=((0, 4),), event_type=kind)
    made = Told("d-1", report, (ATTACKER,), (VICTIM,), date, (), {}, details)
    return replace(made, **values)  # type: ignore[arg-type]


def said(*words: str, places: tuple[str, ...] = (), numbers: tuple[int, ...] = ()) -> Details:
    """Return details."""
    return Details(frozenset(places), frozenset(numbers), frozenset(words))


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (said(), said(), True),
        (said(places=("orsa",)), said(places=("orsa", "lindt")), True),
        (said(places=("orsa",)), said(places=("lindt",)), False),
        (said(numbers=(14,)), said(numbers=(14, 3)), True),
        (said(numbers=(14,)), said(numbers=(2,)), False),
        (said("shell", "port", numbers=(14,)), said("shell", "port", "night", numbers=(2,)), True),
    ],
)
def test_attacks_of_one_day_are_parted_by_place_and_number(left: Details, right: Details, same: bool) -> None:
    """On one day the same sides suffice, unless places differ, or numbers and words do."""
    assert agree(told(details=left), told(details=right)) is same


def test_attacks_without_a_day_must_share_something() -> None:
    """Where one report has no day, a place, a number or words must speak for one event."""
    assert not agree(told(), told(date=OPEN))
    assert agree(told(details=said(places=("orsa",))), told(date=OPEN, details=said(places=("orsa",))))
    assert agree(told(details=said("shell", "port")), told(date=OPEN, details=said("shell", "port", "dawn")))
    assert agree(told("ACCUSE"), told("ACCUSE", OPEN))  # words are not said so often


def test_a_campaign_is_not_its_attack() -> None:
    """A stretch of weeks is no report of one of its days."""
    assert not agree(told(), told(date=EventDate("2031-04-20", "2031-05-14", "range", "inferred")))


def test_what_may_be_is_not_what_was() -> None:
    """ "would attack" and "attacked" are two."""
    assert not agree(told(), told(auxiliary=("hypothetical",)))


def test_without_a_recipient_words_must_agree() -> None:
    """ "The opposition called ..." and "the opposition called ..." to nobody named need a date or words in common."""
    lonely = {"recipients": ()}
    assert not agree(told("REQUEST", OPEN, **lonely), told("REQUEST", OPEN, **lonely))
    month = EventDate("2031-04-01", "2031-04-30", "month", "inferred")
    assert agree(told("REQUEST", month, **lonely), told("REQUEST", month, **lonely))


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (("Osmark", "OSM", ("GOV",)), ("the Osmark navy", "OSM", ("MIL",)), True),
        (("the Reform Front", "OSM", ("OPP",)), ("the Islands League", "OSM", ("OPP",)), False),
        (("the Reform Front", "OSM", ("OPP",)), ("Osmark", "OSM", ("GOV",)), True),
        (("Osmark artillery", None, ()), ("Osmark", None, ()), True),
        (("Osmark", None, ()), ("Osmarkian gunners", None, ()), True),
        (("teachers", None, ()), ("thousands of teachers", None, ()), True),
        (("teachers", None, ()), ("miners", None, ()), False),
        (("Ilse Marran", None, ()), ("Ota Marran", None, ()), False),
    ],
)
def test_who_may_be_the_same(left: tuple, right: tuple, same: bool) -> None:
    """A state's organs stand for it; others of a country, and those of none known, are told by their names."""
    one, other = (EventParty(None, name, country, sectors, "", "") for name, country, sectors in (left, right))
    assert is_alike(one, other) is is_alike(other, one) is same


def test_details_leave_out_names_and_dates() -> None:
    """Numbers of days and words of names say nothing of how many and what."""
    text = "On May 9 shells killed 14 people and twelve horses in Trel Bay."
    report = EventReport(id="e-1", start=0, end=len(text), trigger=((16, 22),), event_type="ASSAULT")
    bay = Mention(id="m", start=text.index("Trel"), end=text.index("."), kind="name", type="place")
    day = TimeExpression(id="t", start=3, end=8, kind="date", month=5, day=9)
    found = details_of(report, text, (bay,), (day,))
    assert found.places == {"trel bay"} and found.numbers == {14, 12}
    assert {"shell", "kille", "peopl", "horse"} <= found.words and "trel" not in found.words
