"""Stories over languages: by names, numbers and days."""

from collections.abc import Sequence

from crosswire.link.days import DayEvidence, read_all_days
from crosswire.link.story_tongues import explain_bridges, find_figures, is_one, join_tongues
from crosswire.model import Document, Header, HeaderValue, Reading
from tests.factory import make_date, make_document, make_mention, make_reading

Told = tuple[Document, Reading, DayEvidence]


def account(number: int, language: str, day: str, *names: str, text: str = "") -> Told:
    """Return a document in a language, of a day, that names people."""
    header = Header(language=HeaderValue(language, "stated"), published=make_date(day))
    document = make_document(f"{', '.join(names)}. {text} No. {number}", name=f"{number}.txt", header=header)
    mentions = [make_mention(document, n, name=n, entity=f"person:{n.lower()}") for n in names]
    reading = make_reading(document, mentions=mentions)
    return document, reading, read_all_days([document], [reading])[document.id]


def join(told: Sequence[Told]) -> list[list[int]]:
    """Return the groups of accounts that stand alone by their words."""
    documents, readings, days = zip(*told, strict=True)
    return join_tongues([[n] for n in range(len(told))], documents, readings, days)[0]


ENGLISH = account(1, "en", "2031-05-12", "Pavel Grinko", "Marta Sorel")
GERMAN = account(2, "de", "2031-05-12", "Pawel Grinko", "Marta Sorel")
RUSSIAN = account(3, "ru", "2031-05-13", "Павел Гринько", "Марта Сорель")


def test_two_people_of_adjoining_days_make_one_story() -> None:
    """Three alphabets' accounts of two people are one story, whatever their order; what joined them is said."""
    assert join([ENGLISH, GERMAN, RUSSIAN]) == join([RUSSIAN, ENGLISH, GERMAN]) == [[0, 1, 2]]
    documents, readings, days = zip(ENGLISH, GERMAN, strict=True)
    groups, bridges = join_tongues([[0], [1]], documents, readings, days)
    ((left, right, strength, grounds),) = explain_bridges(groups, bridges, documents)[0]
    assert {left, right} == {d.id for d in documents} and strength > 0.6 and "Marta Sorel, Pavel Grinko" in grounds


def test_a_week_later_is_another_story() -> None:
    """The same people on other days, or without a day, are kept apart."""
    assert join([ENGLISH, account(4, "de", "2031-05-19", "Pawel Grinko", "Marta Sorel")]) == [[0], [1]]


def test_one_person_is_too_little() -> None:
    """One name in common is not enough; with two numbers of the same it is."""
    assert join([ENGLISH, account(5, "de", "2031-05-12", "Pawel Grinko", "Jens Dahl")]) == [[0], [1]]
    one = account(6, "en", "2031-05-12", "Pavel Grinko", text="It cost 4.8 billion for 1,200 men.")
    other = account(7, "de", "2031-05-12", "Pawel Grinko", text="Das kostet 4,8 Milliarden für 1.200 Mann.")
    assert join([one, other]) == [[0, 1]]


def test_who_is_in_many_stories_of_a_day_tells_little() -> None:
    """Two English stories of the day name both: neither is shown to be the German one."""
    again = account(8, "en", "2031-05-12", "Pavel Grinko", "Marta Sorel")
    assert join([ENGLISH, again, GERMAN]) == [[0], [1], [2]]


def test_one_language_is_left_as_it_is() -> None:
    """Stories of one language are the words' business."""
    assert join([ENGLISH, account(9, "en", "2031-05-12", "Pavel Grinko", "Marta Sorel")]) == [[0], [1]]


def test_names_and_figures() -> None:
    """A first sound is enough of a given name beside the surname; separators are no part of a number, and a year is none."""
    assert is_one(("lucia", "montero"), ("лусия", "монтеро")) and not is_one(("lucia", "montero"), ("ана", "монтеро"))
    assert find_figures(make_document("In 2014: 1,200 or 1.200 or 4,8 of 7.")) == {"1200", "48"}
