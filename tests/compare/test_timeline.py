"""The timeline."""

from collections.abc import Callable

from crosswire.compare.calendar import bounds
from tests.compare.conftest import Told

Reader = Callable[..., Told]


def test_order_and_occasion(strait: Told) -> None:
    """Entries stand by when things happened; the story's own occasion is in, shown by every account."""
    starts = [bounds(e.date.value or "") for e in strait.timeline]
    assert starts == sorted(starts)
    occasion = [e for e in strait.timeline if e.status == "reported" and e.date.value == "2031-05-13"]
    assert len(occasion) == 1
    assert len(occasion[0].places) == 3


def test_status(strait: Told) -> None:
    """A deed of April is recalled, talks of next week are planned."""
    assert ("2031-04", "reported earlier") in {(e.date.value, e.status) for e in strait.timeline}
    planned = [e for e in strait.timeline if e.status == "planned"]
    assert [e.date.value for e in planned] == ["2031-05-19/2031-05-25"]
    assert planned[0].date.basis


def test_duplicates_are_joined(told: Reader) -> None:
    """One dated deed of two accounts is one entry with two places."""
    one = "Osmark opened the lighthouse on Gull Rock on May 9.\n"
    two = "On May 9 Osmark opened its new lighthouse at Gull Rock, to much noise.\n"
    found = told({"a.txt": one, "b.txt": two}, "2031-05-13")
    entries = [e for e in found.timeline if e.date.value == "2031-05-09"]
    assert len(entries) == 1
    assert len(entries[0].places) == 2


def test_two_deeds_of_one_day_stay_two(told: Reader) -> None:
    """What two parties did on one day is not one happening."""
    one = "Osmark opened the lighthouse on May 9.\n"
    two = "Veldania closed its fishing grounds on May 9.\n"
    found = told({"a.txt": one, "b.txt": two}, "2031-05-13")
    assert len([e for e in found.timeline if e.date.value == "2031-05-09"]) == 2


def test_undated_is_left_out(told: Reader) -> None:
    """Without a date there is no entry but the occasion."""
    found = told({"a.txt": "Osmark opened the lighthouse.\n"}, "2031-05-13")
    assert len(found.timeline) == 1


def test_every_time_is_a_place(strait: Told) -> None:
    """The words of time stand in the text."""
    for entry in strait.timeline:
        for place in entry.times:
            assert strait.text_of(place.doc)[place.start : place.end].strip()


def test_today_of_a_speech_dates_nothing(told: Reader) -> None:
    """ "Today" in direct speech is the speaker's day; in the account's own words it is the account's."""
    spoken = told({"a.txt": '"Today families are whole again," Ada Renn said.\n'}, "2031-05-13")
    assert len(spoken.timeline) == 1
    written = told({"a.txt": "The Council of the Straits met in Corvane today.\n"}, "2031-05-13")
    assert len(written.timeline) == 2


def test_standing_of_what_is_said(told: Reader) -> None:
    """What somebody says has happened is done; what is to happen is planned; what was done or announced long before is reported earlier."""
    text = (
        "Osmark closed its ports on May 9, officials said.\n"
        "Veldania announced in April that it would build radar masts.\n"
        "Trains are to run again on Thursday.\n"
        "Osmark left the pact in 2019, saying others had broken it.\n"
    )
    found = {(e.date.value, e.status) for e in told({"a.txt": text}, "2031-05-13").timeline}
    recalled = "reported earlier"
    assert {("2031-05-09", "done"), ("2031-04", recalled), ("2031-05-15", "planned"), ("2019", recalled)} <= found


def test_a_stretch_is_one_entry(told: Reader) -> None:
    """ "From Monday into the early hours of Tuesday" is one happening, at its beginning."""
    text = "The siege had lasted from Monday afternoon into the early hours of Tuesday.\n"
    found = told({"a.txt": text}, "2031-05-14")  # a Wednesday
    assert [e.date.value for e in found.timeline if e.status == "done"] == ["2031-05-12"]


def test_nothing_was_said_on_a_day_to_come(told: Reader) -> None:
    """A day that a side clause looks ahead to is not the day on which the main clause was said."""
    text = "Ada Renn, who leads the polls ahead of an election on Sunday, condemned the levy.\n"
    found = told({"a.txt": text}, "2031-05-14")
    ahead = [e for e in found.timeline if e.date.value == "2031-05-18"]
    assert "said" not in {e.status for e in ahead}
