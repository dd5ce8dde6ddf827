"""Pages saved in one file."""

from pathlib import Path

import pytest

from crosswire.ingest import read_capture
from crosswire.ingest.formats import mhtml
from tests.ingest.formats.files import MHTML, captures, codes, find, known, names


def test_the_root_page_is_the_capture(tmp_path: Path) -> None:
    """Its address and title come from the file's head, `Date` is when it was saved and never the article's date."""
    (one,) = captures(find(tmp_path, "a.mhtml", MHTML))
    assert (one.name, one.media_type) == ("a.mhtml", "text/html")
    assert known(one) == {
        "url": "https://trel.example/1",
        "retrieved": "2012-06-05T10:00:00+00:00",
        "title": "Talks",
        "charset": "windows-1252",
    }
    (document,), _ = read_capture(one)
    assert document.text == "Café talks go on" and document.header.published.value is None


def test_it_is_known_without_its_ending(tmp_path: Path) -> None:
    """By the words of the browser that saved it."""
    assert names(find(tmp_path, "a.bin", MHTML)) == ["a.bin"]


def test_frames_and_roots(tmp_path: Path) -> None:
    """Of several pages the one that `start` names is the root, else the one at the file's address."""
    frame = b"--B\r\nContent-Type: text/html\r\nContent-ID: <f@x>\r\nContent-Location: https://ads.example/\r\n\r\n<p>Frame</p>\r\n"
    framed = MHTML.replace(b"--B\r\n", frame + b"--B\r\n", 1)
    (one,) = captures(find(tmp_path, "a.mht", framed))
    assert b"talks" in one.content
    (one,) = captures(find(tmp_path, "b.mht", framed.replace(b'type="text/html"', b'type="text/html"; start="<f@x>"')))
    assert one.content.strip() == b"<p>Frame</p>"


def test_files_without_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut before the page, or too large, is told."""
    assert codes(find(tmp_path, "a.mhtml", MHTML[: MHTML.index(b"--B")])) == ["C110"]
    monkeypatch.setattr(mhtml, "MAX_MESSAGE", 100)
    assert codes(find(tmp_path, "b.mhtml", MHTML)) == ["C106"]
