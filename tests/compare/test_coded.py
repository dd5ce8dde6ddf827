"""Coded events beside the clauses that tell them."""

from collections.abc import Callable

from crosswire.compare.coded import CodedActs
from crosswire.model import Place
from tests.compare.conftest import Told

Reader = Callable[..., Told]


def test_statements_are_no_acts(strait: Told) -> None:
    """Only what has a type of PLOVER counts as an act."""
    acts = CodedActs(strait.events, strait.readings)
    assert all(c.report.event_type for told in acts.by_event.values() for c in told)


def test_by_clause_and_by_time(told: Reader) -> None:
    """A clause's act and its words of time lead to one report; what is not there leads to none."""
    found = told({"a.txt": "Russia recalled its ambassador from Norway on Monday.\n"}, "2031-05-13")
    acts = CodedActs(found.events, found.readings)
    (reading,) = found.readings
    (act,) = [a for a in reading.acts if a.lemma == "recall"]
    coded = acts.of_act(reading.doc, act.id)
    assert coded is not None
    (time,) = reading.times
    assert acts.of_time(Place(reading.doc, time.start, time.end)) == coded
    assert coded.within(Place(reading.doc, act.start, act.end))
    assert not coded.within(Place(reading.doc, 0, 3))
    assert acts.of_act(reading.doc, "a-0") is None
    assert acts.of_time(Place(reading.doc, 0, 3)) is None


def test_by_words_of_saying(told: Reader) -> None:
    """Words of saying that are an act by themselves are found by their place."""
    found = told({"a.txt": "Russia warned Norway on Tuesday against closing the strait.\n"}, "2031-05-13")
    acts = CodedActs(found.events, found.readings)
    (reading,) = found.readings
    (quotation,) = reading.quotations
    coded = acts.of_cue(reading.doc, quotation.cue)
    assert coded is not None
    assert coded.event.event_type == "THREATEN"
    assert acts.of_cue(reading.doc, ((0, 3),)) is None


def test_kind_of_a_deed(told: Reader) -> None:
    """Deeds have a kind by which accounts are compared; words and attacks have none."""
    text = (
        "Russia recalled its ambassador from Norway on Monday.\n"
        "Russia warned Norway against closing the strait.\n"
        "Russian aircraft bombed a Norwegian ship.\n"
    )
    found = told({"a.txt": text}, "2031-05-13")
    kinds = {c.event.event_type: c.kind for cs in CodedActs(found.events, found.readings).by_event.values() for c in cs}
    assert kinds["SANCTION"]
    assert not kinds["THREATEN"]
    assert not kinds["ASSAULT"]
