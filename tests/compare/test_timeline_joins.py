"""What is one happening of the timeline, and which accounts stand beside it."""

from collections.abc import Callable

from crosswire.compare.timeline_joins import narrow, within
from crosswire.model import DateValue, TimelineEntry
from tests.compare.conftest import Told

Reader = Callable[..., Told]


def entries_on(found: Told, day: str) -> list[TimelineEntry]:
    """Return the entries of a day that tell something of their own."""
    return [e for e in found.timeline if e.date.value == day and e.records]


def test_one_event_is_one_entry_whatever_its_words(told: Reader) -> None:
    """A meeting that two accounts tell with other words, and one of them without a day, is one entry with both."""
    one = "Foreign Minister Ilse Marran of Veldania met Osmark's Prime Minister Ada Renn in Corvane on Monday.\n"
    two = "Ada Renn, prime minister of Osmark, held talks with Veldanian Foreign Minister Ilse Marran.\n"
    found = told({"a.txt": one, "b.txt": two}, "2031-05-13")
    (entry,) = entries_on(found, "2031-05-12")
    assert len(entry.places) == 2
    assert len(entry.times) == 1
    (event,) = [e for e in found.events if e.event_type == "CONSULT"]
    assert entry.events == (event.id,)


def test_what_is_still_to_come_stands_apart(told: Reader) -> None:
    """A report of a meeting to come is not shown beside one that was held."""
    one = "Foreign Minister Ilse Marran of Veldania met Osmark's Prime Minister Ada Renn in Corvane on Monday.\n"
    two = "Ilse Marran, foreign minister of Veldania, will meet Osmark Prime Minister Ada Renn in Corvane.\n"
    found = told({"a.txt": one, "b.txt": two}, "2031-05-13")
    (entry,) = entries_on(found, "2031-05-12")
    assert len(entry.places) == 1


def test_announced_and_done_are_two(told: Reader) -> None:
    """That it would leave was announced in the month in which another account has it leave."""
    one = "Osmark announced in April that it would leave the Harbour Treaty.\n"
    two = "Osmark left the Harbour Treaty in April.\n"
    found = told({"a.txt": one, "b.txt": two}, "2031-05-13")
    assert sorted(e.status for e in entries_on(found, "2031-04")) == ["announced", "done"]


def test_opposite_directions_are_two(told: Reader) -> None:
    """Who expels whom: like words on one day, the other way round."""
    one = "Russia expelled two British diplomats on Monday.\n"
    two = "Britain expelled two Russian diplomats on Monday.\n"
    found = told({"a.txt": one, "b.txt": two}, "2031-05-13")
    assert len(entries_on(found, "2031-05-12")) == 2


def test_a_month_gives_way_to_its_day(told: Reader) -> None:
    """One account's month and another's day of it, of one event, are one entry at the day."""
    one = "Russia recalled its ambassador from Norway in April.\n"
    two = "Russia withdrew its ambassador from Norway on April 9.\n"
    found = told({"a.txt": one, "b.txt": two}, "2031-05-13")
    (entry,) = [e for e in found.timeline if e.records]
    assert entry.date.value == "2031-04-09"
    assert len(entry.times) == 2
    assert len(entry.places) == 2


def test_undated_attacks_need_more_words(told: Reader) -> None:
    """Of what is done over and over, one undated report with a word in common is not shown beside a dated one."""
    one = "Turkish aircraft bombed a depot near Aleppo on Monday.\n"
    two = "Turkish aircraft have struck more than 300 times since spring, killing fighters of many groups in Syria.\n"
    found = told({"a.txt": one, "b.txt": two}, "2031-05-13")
    (entry,) = entries_on(found, "2031-05-12")
    assert len(entry.places) == 1


def test_within() -> None:
    """A day lies in its month, a month in its year; nothing lies in itself."""
    day, month, year = (DateValue(value=v, precision="day") for v in ("2031-04-09", "2031-04", "2031"))
    assert within(day, month)
    assert within(month, year)
    assert not within(month, day)
    assert not within(day, day)


def test_narrow_of_nothing() -> None:
    """Without groups there is nothing to move."""
    assert narrow([]) == []


def test_documents_in_another_order(told: Reader) -> None:
    """The order in which documents are read plays no part."""
    texts = {
        "a.txt": "Russia expelled two British diplomats in April.\n",
        "b.txt": "Russia threw out two diplomats of Britain on April 9.\n",
        "c.txt": "Russia, which has expelled British diplomats, wants talks on May 20.\n",
    }
    assert told(texts, "2031-05-13").timeline == told(texts, "2031-05-13", (), True).timeline
