"""Deeds and their standing."""

from collections.abc import Callable

import pytest

from crosswire.compare.accounts import Accounts
from crosswire.compare.calendar import apart
from crosswire.compare.deed_differences import same_reason
from crosswire.compare.deeds import Deed, find_deeds, load_families, load_rungs
from crosswire.compare.differences import label
from crosswire.compare.topics import Topics
from tests.compare.conftest import Told

Reader = Callable[..., Told]
TREATY = "The Harbour Treaty limits patrols. The Harbour Treaty is old.\n"


def deeds_of(told: Reader, line: str) -> list[Deed]:
    """Return the deeds of one line, beside lines that make the treaty an issue."""
    found = told({"a.txt": TREATY + line + "\n", "b.txt": TREATY}, "2031-05-13")
    accounts = Accounts(
        documents=found.documents,
        readings=found.readings,
        stories=found.stories,
        published=found.published,
        actors=found.actors,
        attributions=found.attributions,
    )
    topics = Topics(accounts, found.issues)
    return [d for r in accounts.readings.values() for d in find_deeds(r, accounts, topics) if d.start >= len(TREATY)]


@pytest.mark.parametrize(
    ("line", "rung"),
    [
        ("Veldania suspended the Harbour Treaty.", "done"),
        ("Veldania has suspended the Harbour Treaty.", "done"),
        ("Veldania threatened to suspend the Harbour Treaty.", "threatened"),
        ("President Oren Tolvan announced that Veldania was suspending the Harbour Treaty.", "announced"),
        ("Veldania plans to suspend the Harbour Treaty.", "planned"),
        ("Veldania will suspend the Harbour Treaty.", "planned"),
        ("Veldania has declared a moratorium on the Harbour Treaty.", "announced"),
    ],
)
def test_ladder(told: Reader, line: str, rung: str) -> None:
    """The word that governs a deed tells how far it has come."""
    deeds = [d for d in deeds_of(told, line) if d.family == "step out"]
    assert deeds
    assert deeds[0].rung == rung
    assert deeds[0].issue is not None


def test_reason_place_date(told: Reader) -> None:
    """Reason, place and date stand beside the deed."""
    line = "Veldania suspended the Harbour Treaty in April because Osmark had let pilots into its ports."
    (deed,) = [d for d in deeds_of(told, line) if d.family == "step out"]
    text = TREATY + line + "\n"
    assert deed.reason is not None
    assert text[slice(*deed.reason)].startswith("because Osmark")
    assert deed.date is not None
    assert deed.date.value == "2031-04"


def test_another_object_is_another_thing(told: Reader) -> None:
    """Who withdraws boats does not withdraw from the sentence's treaty."""
    line = "The Harbour Treaty was read while Veldania withdrew its boats from Skarholm."
    assert all(d.issue is None for d in deeds_of(told, line) if d.family == "step out")


def test_a_condition_is_no_deed(told: Reader) -> None:
    """What another step waits for is only named."""
    line = "Osmark will not ratify the Harbour Treaty until Veldania suspends the Harbour Treaty."
    assert [d.rung for d in deeds_of(told, line) if d.family == "step out"] == ["named"]


def test_descriptions_are_no_deeds(told: Reader) -> None:
    """ "The amended treaty" tells of no amending."""
    assert not [d for d in deeds_of(told, "Osmark read the amended Harbour Treaty aloud.") if d.family == "amend"]


def test_tables() -> None:
    """No word stands in two families; every rung is a word."""
    assert load_families()["suspend"] == "step out"
    assert load_rungs()["threaten"] == "threatened"


def test_apart() -> None:
    """A day lies in its month; two days are apart."""
    assert not apart("2031-04", "2031-04-09")
    assert apart("2031-04-08", "2031-04-09")
    assert not apart("2031", "2031-04")


def test_same_reason_and_label() -> None:
    """Reasons are compared by their words of substance; headings are cut at words."""
    assert same_reason("over the blockade of Skarholm", "citing what it called a blockade of Skarholm")
    assert not same_reason("because of the fog", "in retaliation for the customs patrols")
    assert label("a " * 100).endswith(" …")
    assert label("short") == "short"
