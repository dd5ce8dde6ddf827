"""Captions and datelines split off the beginnings of lines."""

from crosswire.ingest.lines import find_lines
from crosswire.ingest.records import Part
from crosswire.ingest.rows import split_rows
from tests.ingest.samples import LEAD


def split(text: str) -> tuple[list[str], list[tuple[str | None, str]]]:
    """Return what is left of the lines, and the parts split off."""
    parts: list[Part] = []
    rows = split_rows(text, find_lines(text), parts)
    assert all(row.origin <= row.line.start for row in rows)
    return [row.line.text for row in rows], [(p.label, text[p.start : p.end]) for p in parts]


def test_dateline_before_the_lead() -> None:
    """The lead is what is left of its line."""
    assert split(f"TREL BAY (Reuters) - {LEAD}") == ([LEAD], [("dateline", "TREL BAY (Reuters) -")])


def test_glued_caption() -> None:
    """Caption, dateline and lead on one line."""
    rows, parts = split(f"Ferries at the pier (epa) June 5, 2012 (Strait Radio) -- {LEAD}")
    assert rows == [LEAD]
    assert parts == [("caption", "Ferries at the pier (epa)"), ("dateline", "June 5, 2012 (Strait Radio) --")]


def test_dateline_on_its_own_line() -> None:
    """A line that is all dateline leaves no row."""
    assert split(f"TREL BAY, June 5, 2012 (Reuters) -\n{LEAD}") == (
        [LEAD],
        [("dateline", "TREL BAY, June 5, 2012 (Reuters) -")],
    )


def test_nothing_to_split() -> None:
    """Other lines stay whole."""
    assert split(f"Sport\n{LEAD}") == (["Sport", LEAD], [])


def test_capitals_and_a_dash_late_in_a_text() -> None:
    """After some sentences an abbreviation with a dash is no dateline; an agency's is one anywhere."""
    head = "\n".join([LEAD] * 5)
    assert split(f"{head}\nNATO - {LEAD}")[1] == []
    assert split(f"{head}\nSORNE (Reuters) - {LEAD}")[1] == [("dateline", "SORNE (Reuters) -")]
