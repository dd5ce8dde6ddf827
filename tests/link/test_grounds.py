"""What pairs have beside their words: numbers, days, shortness, the same in columns as one by one."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.link.days import DayEvidence, PrintedDay, days_apart
from crosswire.link.grounds import BRIEF, LEAD_SURE, Grounds, Voice, Voices, shortness
from crosswire.model import Place


def voice(day: date | None = date(2014, 5, 13), **more: object) -> Voice:
    """Return a voice with a stated day."""
    days = DayEvidence("d", "d", stated=day, of="header" if day else "")
    return replace(Voice({}, 0.0, days), **more)  # type: ignore[arg-type]


def printed(month: int, day: int, year: int | None, of: str) -> DayEvidence:
    """Return the evidence of a printed day."""
    return DayEvidence("d", "d", printed=PrintedDay(month, day, year, Place("d", 0, 1), "printed"), of=of)


def compare(*pairs: tuple[Voice, Voice]) -> Grounds:
    """Return the grounds of pairs of voices."""
    at = 2 * np.arange(len(pairs))
    return Voices(one for pair in pairs for one in pair).compare(at, at + 1)


EVIDENCE = st.one_of(
    st.just(DayEvidence("d", "d")),
    st.dates(date(2012, 1, 1), date(2014, 12, 31)).map(lambda day: DayEvidence("d", "d", stated=day, of="header")),
    st.builds(
        printed,
        st.integers(1, 12),
        st.integers(1, 28),
        st.sampled_from([None, 2012, 2014]),
        st.sampled_from(["dateline", "lead", "text"]),
    ),
)


@given(st.lists(st.tuples(EVIDENCE, EVIDENCE), max_size=8))
def test_days_in_columns_are_days_one_by_one(drafts: list[tuple[DayEvidence, DayEvidence]]) -> None:
    """Stated, printed, half printed and missing days are as far apart as two documents' words allow, and half believed from a lead."""
    found = compare(*((Voice({}, 0.0, one), Voice({}, 0.0, other)) for one, other in drafts))
    for at, (one, other) in enumerate(drafts):
        apart = days_apart(one, other)
        assert np.isnan(found.apart[at]) if apart is None else found.apart[at] == apart
        believed = LEAD_SURE if "lead" in (one.of, other.of) else 1.0
        assert found.sure[at] == (0.0 if apart is None else believed)


def test_a_day_of_the_lead_is_half_believed() -> None:
    """A day that only the lead prints costs half of its gap and half of a missing date."""
    days = (printed(5, 20, 2015, "dateline"), printed(5, 20, 2015, "lead"), DayEvidence("d", "d"))
    known, half, missing = compare(*((voice(), Voice({}, 0.0, own)) for own in days)).cost(1.0, 1.0)
    assert missing < half < known and half == pytest.approx((known + missing) / 2)


def test_numbers_in_common() -> None:
    """The cosine of the numbers of both; nothing where one has none."""
    one, other = voice(numbers={5: 1.0}), voice(numbers={5: 0.6, 7: 0.8})
    assert compare((one, other), (one, voice())).numbers.tolist() == [pytest.approx(0.6), 0.0]


def test_shortness_is_of_headlines() -> None:
    """Shortness is nothing for texts and grows as fewer terms are left; a pair has the mean of its two."""
    assert shortness(BRIEF) == shortness(500) == 0 < shortness(5) < shortness(2)
    assert compare((voice(brief=1.0), voice())).brief.tolist() == [0.5]


def test_documents_come_and_are_forgotten() -> None:
    """More documents than there was room for are compared alike; what is forgotten gives no days."""
    voices = Voices(voice(date(2014, 5, 1 + number % 20)) for number in range(1_500))
    assert voices.compare(np.array([0, 1_400]), np.array([1_219, 1_419])).apart.tolist() == [19, 19]
    voices.forget(1_498)
    assert [days.stated for days in voices.days(1_497)] == [date(2014, 5, 18), date(2014, 5, 20)]
