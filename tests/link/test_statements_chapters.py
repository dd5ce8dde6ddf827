"""Stories whose days adjoin, of one storyline or with the same people quoted."""

from dataclasses import replace

from crosswire.link.statements_chapters import MOST_DOCUMENTS, find_chapters, main_story
from crosswire.model import DateValue, Story
from tests.factory import make_document, make_story


def told(line: str | None, *days: str) -> tuple[Story, dict[str, DateValue]]:
    """Return a story with a document a day, and the documents' dates."""
    documents = [make_document(f"{line} {day} {n}\n", name=f"{line}-{day}-{n}.txt") for n, day in enumerate(days)]
    dates = {d.id: DateValue(day, "day", "stated") for d, day in zip(documents, days, strict=True)}
    return replace(make_story(documents), storyline=line), dates


def test_adjoining_days_of_one_storyline() -> None:
    """The next day belongs to it; two days later, another storyline and none do not. The order given does not matter."""
    monday, dates = told("l-1", "2031-05-12")
    tuesday, more = told("l-1", "2031-05-13")
    friday, late = told("l-1", "2031-05-16")
    other, others = told("l-2", "2031-05-13")
    alone, last = told(None, "2031-05-13")
    stories, days = [monday, tuesday, friday, other, alone], dates | more | late | others | last
    found = find_chapters(stories, days, {})
    assert sorted(sorted(s.id for s in c) for c in found) == sorted(
        [sorted([monday.id, tuesday.id]), [friday.id], [other.id], [alone.id]]
    )
    assert find_chapters(stories[::-1], days, {}) == found


def test_an_unknown_day_adjoins_nothing() -> None:
    """Without days nothing shows that two stories follow each other."""
    one, _ = told("l-1", "2031-05-12")
    other, _ = told("l-1", "2031-05-13")
    assert len(find_chapters([one, other], {}, {})) == 2


def test_two_people_quoted_in_both_make_a_chapter() -> None:
    """Two stories of unlike words that quote the same two people on adjoining days are one chapter; one person alone, or a day between, is too little."""
    monday, dates = told(None, "2031-05-12")
    tuesday, more = told(None, "2031-05-13", "2031-05-13")
    thursday, late = told(None, "2031-05-15")
    stories, days = [monday, tuesday, thursday], dates | more | late
    both = {s.docs[0]: {"p-marran", "p-teller"} for s in stories}
    found = find_chapters(stories, days, both)
    assert sorted(len(c) for c in found) == [1, 2] and (thursday,) in found
    assert len(find_chapters(stories, days, both | {monday.docs[0]: {"p-marran"}})) == 3


def test_a_chapter_does_not_grow_without_end() -> None:
    """Two long stories stay two."""
    one, dates = told("l-1", *["2031-05-12"] * MOST_DOCUMENTS)
    other, more = told("l-1", "2031-05-13")
    assert len(find_chapters([one, other], dates | more, {})) == 2


def test_main_story() -> None:
    """The story of most documents; of equals the first."""
    one, _ = told("l-1", "2031-05-12", "2031-05-12")
    other, _ = told("l-1", "2031-05-13")
    assert main_story([one, other], [*one.docs, *other.docs]) == one.id
    assert main_story([one, other], [one.docs[0], other.docs[0]]) == min(one.id, other.id)
