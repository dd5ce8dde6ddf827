"""JSON Lines."""

import json
from pathlib import Path

from crosswire.ingest import read_capture
from tests.ingest.formats.files import ROW, TEXT, captures, codes, find, known, names


def test_the_text_of_a_row_is_unchanged(tmp_path: Path) -> None:
    """Its stored text is the `text`, blanks and line ends and all; the capture is the line's bytes."""
    row = {"id": "r1", "text": " Talks\r\n\tended. "}
    (one,) = captures(find(tmp_path, "a.jsonl", "  " + json.dumps(row) + " \n"))
    assert (one.name, one.content) == ("r1", json.dumps(row).encode())
    assert read_capture(one)[0][0].text == row["text"]


def test_other_names_and_encodings(tmp_path: Path) -> None:
    """Rows of exports, in UTF-16 or in a Western code page."""
    row = json.dumps(
        {"url": "https://trel.example/1", "maintext": "Café talks.", "date_publish": "2012-06-05 10:00:00"},
        ensure_ascii=False,
    )
    for content in (row.encode(), (row + "\n").encode("utf-16"), row.encode("cp1252")):
        (one,) = captures(find(tmp_path, "a.jsonl", content))
        assert read_capture(one)[0][0].text == "Café talks."
        assert known(one) == {"url": "https://trel.example/1", "date": "2012-06-05 10:00:00"}
    assert codes(find(tmp_path, "a.jsonl", row.encode("cp1252"))) == ["C104"]


def test_html_in_a_row(tmp_path: Path) -> None:
    """A column of HTML is read as a page: its visible text is stored."""
    page = "".join(f"<p>{line}</p>" for line in TEXT.splitlines() if line)
    for key in ("html", "content"):
        (one,) = captures(find(tmp_path, "a.jsonl", json.dumps({"id": "r1", key: f"<div>{page}</div>"})))
        (document,), _ = read_capture(one)
        assert "<" not in document.text and "We will not leave the table" in document.text


def test_rows_without_text(tmp_path: Path) -> None:
    """An id in a column called body is no text; a row of JSON that is no object is none."""
    content = "\n".join(map(json.dumps, ({"body": "17"}, {"text": None}, [1], 3, ROW)))
    found = find(tmp_path, "a.ndjson", content)
    assert (names(found), codes(found)) == (["r1"], ["C105"] * 4)
