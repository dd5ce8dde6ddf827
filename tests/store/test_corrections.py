"""What people set by hand."""

import pytest

from crosswire.errors import CorrectionError
from crosswire.model import Document, sha256
from crosswire.model.corrections import ActorCorrection
from crosswire.store.corrections import (
    FILE,
    Correction,
    add_actor_correction,
    add_correction,
    apply_corrections,
    parse_date,
    read_actor_corrections,
    read_corrections,
)


def document(name: str = "a.txt") -> Document:
    """A document without a header."""
    return Document("d-" + name, name, "0", "text/plain", "x", sha256("x"))


@pytest.mark.parametrize(
    ("value", "precision"),
    [("2009", "year"), ("2009-04", "month"), ("2009-04-29", "day"), ("2009-04-29T13:00", "minute")],
)
def test_dates_with_their_precision(value, precision):
    """Dates may be reduced; they count as set by hand."""
    assert (parse_date(value).value, parse_date(value).precision, parse_date(value).status) == (value, precision, "set")


@pytest.mark.parametrize("value", ["", "29 April 2009", "2009-13", "2009-02-30", "2009-04-29T25:00", "20090429"])
def test_what_is_no_date(value):
    """Anything else is refused, with the form that is wanted."""
    with pytest.raises(CorrectionError, match="2009-04-29"):
        parse_date(value)


def test_the_last_one_holds(tmp_path):
    """Corrections are replayed in order; an empty value takes one back."""
    for value in ("2009", "2010-05"):
        add_correction(tmp_path, Correction("d-a.txt", "a.txt", "date", value))
    add_correction(tmp_path, Correction("d-a.txt", "a.txt", "publisher", "Trel Bay Courier"))
    add_correction(tmp_path, Correction("d-a.txt", "a.txt", "publisher", ""))
    corrections, problems = read_corrections(tmp_path)
    (changed,), unplaced = apply_corrections([document()], corrections)
    assert changed.header.published.value == "2010-05" and changed.header.published.status == "set"
    assert changed.header.publisher.value is None
    assert problems == unplaced == ()


def test_a_broken_line_costs_itself(tmp_path):
    """A line that was cut off or meddled with is a problem row; the others hold, and the next one starts on its own
    line.
    """
    add_correction(tmp_path, Correction("d-a.txt", "a.txt", "date", "2009"))
    with (tmp_path / FILE).open("a") as out:
        out.write('{"doc": "d-a.txt", "name"')
    add_correction(tmp_path, Correction("d-a.txt", "a.txt", "agency", "Osmark Press"))
    corrections, problems = read_corrections(tmp_path)
    assert [c.field for c in corrections] == ["date", "agency"]
    assert [p.code for p in problems] == ["X101"] and "line 2" in problems[0].message


def test_a_document_that_is_not_there_is_told():
    """A correction of a capture that was not given is kept, and said."""
    documents, problems = apply_corrections([document()], [Correction("d-gone", "gone.txt", "date", "2009")])
    assert documents[0].header.published.value is None
    assert [p.name for p in problems] == ["gone.txt"]


def test_unknown_field_is_refused(tmp_path):
    """Only header fields can be set, and the message lists them."""
    with pytest.raises(CorrectionError, match="headline"):
        add_correction(tmp_path, Correction("d-a.txt", "a.txt", "colour", "red"))
    assert not (tmp_path / FILE).exists()


def test_a_line_separator_does_not_split_a_correction(tmp_path):
    """Whatever letters a value has, its line is one line."""
    add_correction(tmp_path, Correction("d-a.txt", "a\u2028b.txt", "headline", "Ferries “halted” å 𝔐"))
    corrections, problems = read_corrections(tmp_path)
    assert corrections[0].value == "Ferries “halted” å 𝔐" and corrections[0].name == "a\u2028b.txt" and problems == ()


@pytest.mark.parametrize("value", ["a\nb", "a\u2028b", "a\x1b[2J", "a\udcff"])
def test_control_characters_are_refused(tmp_path, value):
    """What would break a line or steer a terminal is not a header value."""
    with pytest.raises(CorrectionError, match="control"):
        add_correction(tmp_path, Correction("d-a.txt", "a.txt", "headline", value))


CORRECTION = ActorCorrection(
    "k-1",
    "merge",
    "p-1",
    "Ilse Marran",
    others=(("p-2", "I. Maran"),),
    mentions=(("d-1", "m-1"),),
    docs=("d-2",),
    value="Å",
    anchors=(("p-1", (("d-1", "m-1"),)),),
)


def test_corrections_of_actors_come_back_as_given(tmp_path):
    """Both kinds of lines live in one log, and neither disturbs the other."""
    header = Correction("d-a.txt", "a.txt", "date", "2009")
    add_correction(tmp_path, header)
    add_actor_correction(tmp_path, CORRECTION)
    add_actor_correction(tmp_path, ActorCorrection("k-2", "undo", of="k-1"))
    assert read_corrections(tmp_path) == ((header,), ())
    assert read_actor_corrections(tmp_path) == ((CORRECTION, ActorCorrection("k-2", "undo", of="k-1")), ())


@pytest.mark.parametrize(
    "line", ['{"actors": "marry", "id": "k"}', '{"actors": "merge"}', '{"actors": "merge", "id": "k", "others": 3}']
)
def test_a_line_about_actors_that_is_no_correction(tmp_path, line):
    """It is told once, and passed over."""
    (tmp_path / FILE).write_text(line + "\nno json\n", encoding="utf-8")
    found, problems = read_actor_corrections(tmp_path)
    assert found == () and [p.code for p in problems] == ["X101"]
    assert len(read_corrections(tmp_path)[1]) == 1
