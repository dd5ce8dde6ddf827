"""Datelines: place x date x agency x dash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.ingest.datelines import find_dateline, find_glued_dateline

LEAD = "The minister said that the talks on the ferries had come to an end."


@pytest.mark.parametrize(
    ("dateline", "place", "date", "agency"),
    [
        ("MOSCOW, June 26 (RIA Novosti) -", "MOSCOW", "--06-26", "RIA Novosti"),
        ("BRUSSELS (Reuters) --", "BRUSSELS", None, "Reuters"),
        ("June 26, 2007 (RFE/RL)\u00a0 --", None, "2007-06-26", "RFE/RL"),
        ("Trel Bay, June 5 (Osmark Wire) —", "Trel Bay", "--06-05", "Osmark Wire"),
        ("TREL BAY (Osmark Wire) —", "TREL BAY", None, "Osmark Wire"),
        ("NEW YORK/PARIS, AFP -", "NEW YORK/PARIS", None, "AFP"),
        ("PARIS —", "PARIS", None, None),
        ("KYIV, Ukraine (AP) —", "KYIV, Ukraine", None, "AP"),
        ("KYIV, Ukraine —", "KYIV, Ukraine", None, None),
        ("(Reuters) -", None, None, "Reuters"),
        ("OSLO, Tuesday, June 5, 2007 -", "OSLO", "2007-06-05", None),
        ("SORNE, Thursday -", "SORNE", None, None),
        ("St. Petersburg (dpa) -", "St. Petersburg", None, "dpa"),
        ("RIO DE JANEIRO, 5 June (EFE).-", "RIO DE JANEIRO", "--06-05", "EFE"),
        ("MOSCOW. June 5 (Interfax) -", "MOSCOW", "--06-05", "Interfax"),
    ],
)
def test_forms(dateline: str, place: str | None, date: str | None, agency: str | None) -> None:
    """The forms of wire copy, each part with its place in the text."""
    text = f"x {dateline} {LEAD}"
    found = find_dateline(text, 2, len(text))
    assert found is not None
    assert text[found.start : found.end] == dateline
    assert (found.place and text[slice(*found.place)]) == place
    assert (found.date and found.date.iso) == date
    assert (found.agency and text[slice(*found.agency)]) == agency


@pytest.mark.parametrize(
    "text",
    [
        "The United States - with its allies - said no.", "LIVE - Talks go on in Trel Bay.", "Washington — Marran said no.", "He said - that is all.",
        "Marran (left) and Brask", "Moscow and Osmark disagree.", "well-known - as ever", "(with agency reports)", "- Title: Talks", "VIDEO: Talks", "",
        "June 5 was a Tuesday - a rainy one.",
    ],
)  # fmt: skip
def test_what_is_none(text: str) -> None:
    """Sentences, rubrics and captions with dashes and brackets are no datelines."""
    assert find_dateline(text, 0, len(text)) is None


def test_shots() -> None:
    """A shot list's dateline has neither dash nor order of its own."""
    text = "TREL BAY, VELDANIA (JUNE 5, 2012) (MERIDIAN) EXTERIOR OF CITADEL"
    found = find_dateline(text, 0, len(text), shots=True)
    assert found is not None and found.sub == "place_date_agency"
    assert text[found.start : found.end] == "TREL BAY, VELDANIA (JUNE 5, 2012) (MERIDIAN)"


def test_glued() -> None:
    """A dateline after a caption is found; a bracket in a sentence is none."""
    text = f"Marran (left) and Brask (epa) June 26, 2007 (RFE/RL)\u00a0 -- {LEAD}"
    found = find_glued_dateline(text, 0, len(text))
    assert found is not None and text[: found.start] == "Marran (left) and Brask (epa) "
    plain = f"The treaty (of 1988) binds them. {LEAD}"
    assert find_glued_dateline(plain, 0, len(plain)) is None


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """Nothing raises, and all parts lie inside."""
    for found in (find_dateline(text, 0, len(text)), find_glued_dateline(text, 0, len(text))):
        if found:
            assert 0 <= found.start < found.end <= len(text)
            assert all(found.start <= a < b <= found.end for a, b in filter(None, (found.place, found.agency)))


@pytest.mark.parametrize(
    ("dateline", "place", "date", "agency"),
    [
        ("LANSING, Mich. (AP) —", "LANSING, Mich.", None, "AP"),
        ("CHARLESTON, S.C. —", "CHARLESTON, S.C.", None, None),
        ("TREL BAY, Veldania (AP) _", "TREL BAY, Veldania", None, "AP"),
        ("SORNE, June 5 /Osmark Wire/ --", "SORNE", "--06-05", "Osmark Wire"),
        ("MOSCOW, June 26. /TASS/.", "MOSCOW", "--06-26", "TASS"),
        ("SORNE, June 5:", "SORNE", "--06-05", None),
        ("Trel Bay, 5 June 2012 (Osmark Wire):", "Trel Bay", "2012-06-05", "Osmark Wire"),
    ],
)
def test_rarer_forms(dateline: str, place: str | None, date: str | None, agency: str | None) -> None:
    """Abbreviated states keep their point; an underscore, a colon after a date, and an agency between slashes."""
    text = f"{dateline} {LEAD}"
    found = find_dateline(text, 0, len(text))
    assert found is not None
    assert (found.place and text[slice(*found.place)]) == place
    assert (found.date and found.date.iso) == date
    assert (found.agency and text[slice(*found.agency)]) == agency


@pytest.mark.parametrize(
    "text", ["SORNE: Talks go on.", "Updated June 5: talks go on.", "Marran (June 5): no.", "UPDATE (June 5): talks"]
)
def test_a_colon_needs_more(text: str) -> None:
    """A colon after a name alone, or after words that are no place, opens nothing."""
    assert find_dateline(text, 0, len(text)) is None
