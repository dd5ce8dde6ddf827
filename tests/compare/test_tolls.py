"""What a number of people is told to have suffered or done."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.compare.accounts import Accounts
from crosswire.compare.tolls import Toll, find_tolls
from crosswire.model import Reading, Sentence
from tests.factory import make_document


def tolls_of(text: str) -> list[Toll]:
    """Return the tolls of a text of one sentence, read without its parse."""
    doc = make_document(text, name="a.txt")
    reading = Reading(doc.id, sentences=(Sentence(0, len(text), "body", 0),))
    return list(find_tolls(reading, Accounts(documents=[doc], readings=[reading])))


@pytest.mark.parametrize(
    ("text", "kind", "value", "who"),
    [
        ("The shelling killed 17 people.", "dead", 17, "people"),
        ("Seventeen people were killed.", "dead", 17, "people"),
        ("The ferry sank, drowning 17 passengers.", "dead", 17, "passenger"),
        ("The death toll has risen to 17, the mayor said.", "dead", 17, ""),
        ("The number of people injured in the blast rose to 40.", "injured", 40, ""),
        ("More than 30 people were hurt and 41 are still missing.", "missing", 41, ""),
        ("Thirty-two villagers were taken to hospital.", "injured", 32, "villager"),
        ("Police arrested 48 demonstrators.", "arrested", 48, "demonstrator"),
        ("Nobody was arrested, Corvane police said.", "arrested", 0, ""),
        ("Ten people, including three children, were killed.", "dead", 10, "people"),
        ("More than 425 Veldanians – mostly civilians – have been killed.", "dead", 425, "=veldanian"),
        ("A ferry with 184 passengers sank in the bay.", "aboard", 184, "passenger"),
        ("The ferry had 141 people on board.", "aboard", 141, "people"),
        ("Sailors pulled 96 people from the water.", "rescued", 96, "people"),
        ("Divers pulled 12 bodies from the water.", "dead", 12, ""),
        ("Four of the soldiers were wounded.", "injured", 4, "soldier"),
        ("About 12,000 people have lost their homes.", "homeless", 10_200, "people"),
        ("Soldiers took 16,000 people to safety.", "moved", 16_000, "people"),
        ("Fifty-two patients fell ill.", "ill", 52, "patient"),
    ],
)
def test_forms(text: str, kind: str, value: float, who: str) -> None:
    """A toll is found in a verb before or after its number, in a noun, in a sum, and past an aside."""
    found = [t for t in tolls_of(text) if t.kind == kind]
    assert [(t.quantity.low, t.quantity.what) for t in found] == [(value, who)]


@pytest.mark.parametrize(
    "text",
    [
        "The flood could kill 300 people.",
        "The rebels threatened to kill 40 hostages.",
        "Ilse Marran, 61, was hurt.",
        "Two boys aged 12 and 14 were hurt.",
        "The harbour was closed for 12 days after the blast killed the pilot.",
        "The fire destroyed 140 houses.",
        "The ministry will arrest 30 officers.",
        "The council bought 14 ships.",
    ],
)
def test_no_tolls(text: str) -> None:
    """What may happen, an age and a thing are no tolls."""
    assert not [t for t in tolls_of(text) if t.quantity.low > 1]


def test_a_part_is_no_toll() -> None:
    """ "Among them 19 children" counts a part of what was counted before."""
    found = tolls_of("At least 74 people were killed, among them 19 children.")
    assert [t.quantity.low for t in found] == [74]


def test_what_comes_on_top_is_no_toll() -> None:
    """ "Another nine" and "seven more" are not the number of all."""
    found = tolls_of("The blast killed 12 people and another nine people were killed in the panic.")
    assert [t.quantity.low for t in found] == [12]
    assert not tolls_of("Seven more soldiers were killed.")


def test_running_and_total() -> None:
    """A count over a war runs; "the death toll" is a total."""
    (war,) = tolls_of("Since the war began, 9,000 people have been killed.")
    (toll,) = tolls_of("The death toll reached 112.")
    assert (war.running, war.total, toll.running, toll.total) == (True, False, False, True)


@given(
    st.integers(min_value=2, max_value=10**6), st.sampled_from(["{} people were killed.", "The raid killed {} people."])
)
def test_every_number_is_read(number: int, form: str) -> None:
    """The value is the number printed, whatever its size, and the place is that of its words."""
    text = form.format(f"{number:,}")
    (toll,) = tolls_of(text)
    assert toll.quantity.low == number
    assert text[toll.quantity.start : toll.quantity.end] == f"{number:,} people"


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """No text breaks it, and every toll lies in its sentence."""
    for toll in tolls_of(text or "."):
        assert 0 <= toll.quantity.start < toll.quantity.end <= len(text)
