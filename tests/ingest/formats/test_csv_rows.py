"""Tables: CSV, TSV and the like."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.ingest import read_capture, readers
from crosswire.ingest.formats import csv_rows
from crosswire.ingest.formats.csv_rows import find_delimiter, is_open
from crosswire.model import Problem
from tests.growth import growth
from tests.ingest.formats.files import captures, codes, find, known, names


def test_columns_by_whatever_name(tmp_path: Path) -> None:
    """Text and header values are found under the names that exports use; the capture is the row as JSON."""
    table = (
        "URL,Published At,Headline,Content,Source,Authors\n"
        'https://trel.example/1,2012-06-05,"Talks, again","He said ""no"".\nThen more.",Trel Post,"[\'Ilse Marran\', \'Jo Tarn\']"\n'
    )
    (one,) = captures(find(tmp_path, "a.csv", table))
    assert (one.name, one.media_type) == ("a.csv#1", "application/json")
    assert json.loads(one.content)["Content"] == 'He said "no".\nThen more.'
    assert one.fields == (
        ("by", "Ilse Marran"),
        ("by", "Jo Tarn"),
        ("date", "2012-06-05"),
        ("publisher", "Trel Post"),
        ("title", "Talks, again"),
        ("url", "https://trel.example/1"),
    )
    (document,), _ = read_capture(one)
    assert document.text == 'He said "no".\nThen more.'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.tsv", "id\ttext\nr1\tCafé talks\n".encode()),
        ("a.csv", "id;text\nr1;Café talks\n".encode("cp1252")),
        ("a.csv", "sep=;\r\nid;text\r\nr1;Café talks\r\n".encode("utf-16")),
        ("a.csv", "\ufeffid|text\nr1|Café talks\n".encode()),
        ("a.csv", "# from us\n\nid,text\nr1,Café talks".encode()),
    ],
)
def test_delimiters_and_encodings(tmp_path: Path, name: str, content: bytes) -> None:
    """The delimiter is the one under which names are known; UTF-16, marks and Western code pages are read."""
    (one,) = captures(find(tmp_path, name, content))
    assert (one.name, json.loads(one.content)["text"]) == ("r1", "Café talks")


def test_lines_of_mixed_encodings(tmp_path: Path) -> None:
    """Each line is read by itself, and the odd ones are told once."""
    found = find(tmp_path, "a.csv", "id,text\nr1,café one\n".encode() + "r2,café two\n".encode("cp1252"))
    assert [json.loads(one.content)["text"] for one in captures(found)] == ["café one", "café two"]
    assert codes(found) == ["C104"]


def test_broken_rows_cost_themselves(tmp_path: Path) -> None:
    """A quotation mark that is never closed, too many cells, no text: each is told by its line; the others are read."""
    table = 'id,text,date\nr1,"open never\nr2,more talks,2012\nr3,talks,2012,extra\nr4,,2012\n\nr5,"fine ""now""\nhere",2012\nr6,a 5" gun,2012\n'
    found = find(tmp_path, "a.csv", table)
    assert names(found) == ["r2", "r5", "r6"]
    assert [one.name for one in found if isinstance(one, Problem)] == ["a.csv:2", "a.csv:4", "a.csv:5"]
    assert set(codes(found)) == {"C105"}


def test_rows_left_open_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of nothing but open quotation marks is given up; one of long rows does not take quadratic time."""
    monkeypatch.setattr(csv_rows, "MAX_RETRIES", 3)
    found = codes(find(tmp_path, "a.csv", "text\n" + '"x y\n' * 21))
    assert found[-1] == "C110" and set(found[:-1]) == {"C105"}
    monkeypatch.setattr(csv_rows, "MAX_ROW", 50_000)
    assert growth(lambda lines: find(tmp_path, "b.csv", 'id,text\nr,"' + "a line of it\n" * lines), 10_000, 40_000) < 10


def test_too_long_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told, and the rows after it are read."""
    monkeypatch.setattr(readers, "MAX_BYTES", 1000)
    found = find(tmp_path, "a.csv", "id,text\nr1," + "long " * 1000 + "\nr2,more talks\n")
    assert (names(found), codes(found)) == (["r2"], ["C106"])


def test_a_table_without_text(tmp_path: Path) -> None:
    """No known column, or no rows."""
    assert codes(find(tmp_path, "a.csv", "1,2,3\n4,5,6\n")) == ["C105"]
    assert codes(find(tmp_path, "b.csv", "")) == ["C102"]


def test_a_summary_alone_is_a_teaser(tmp_path: Path) -> None:
    """Only the description is there, or the text is cut off by whoever exported it."""
    one, two = captures(
        find(tmp_path, "a.csv", "title,description,content\nT,Short words.,\nT,D,Talks went on… [+1234 chars]\n")
    )
    assert known(one)["part"] == known(two)["part"] == "teaser"


def test_find_delimiter() -> None:
    """By known names, then by count."""
    assert find_delimiter("id;text;date") == ";"
    assert find_delimiter('"a,b";"text"') == ";"
    assert find_delimiter("text") in csv_rows.DELIMITERS


CELL = st.text(st.sampled_from('ab ",;\n'), max_size=8)


@settings(deadline=None)
@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=4))
def test_well_made_rows_close(rows: list[list[str]]) -> None:
    """What the standard library writes is open exactly inside its quoted line breaks, and closed at its end."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    inside = False
    for line in out.getvalue().splitlines(keepends=True):
        inside = is_open(line, ",", inside)
    assert not inside
