"""JSON files: lists of rows, answers of APIs, JSON feeds."""

import json
from pathlib import Path
from typing import Any

import pytest

from crosswire.ingest import read_capture, readers
from tests.ingest.formats.files import ROW, captures, codes, find, known, names

TALKS = "Talks went on."


@pytest.mark.parametrize(
    "shape",
    [
        [{"text": TALKS, "id": "r1"}],
        {"status": "ok", "articles": [{"content": TALKS, "id": "r1"}]},
        {"response": {"pages": 1, "results": [{"id": "r1", "fields": {"bodyText": TALKS}}]}},
        {"took": 3, "hits": {"total": 1, "hits": [{"_id": "r1", "_source": {"body": TALKS}}]}},
        {"whatever": [{"id": "r1", "text": TALKS}]},
    ],
)
def test_lists_wherever_they_stand(tmp_path: Path, shape: Any) -> None:
    """Rows are found at the top, under the keys of news APIs and of search engines."""
    (one,) = captures(find(tmp_path, "a.json", json.dumps(shape, indent=1)))
    assert one.name == "r1" and read_capture(one)[0][0].text == TALKS


def test_an_answer_of_a_news_api(tmp_path: Path) -> None:
    """Nested names, a text that the API cut off, a row without text."""
    article = {
        "source": {"id": None, "name": "Trel Post"},
        "author": "Ilse Marran; Jo Tarn",
        "title": "Talks",
        "url": "https://trel.example/1",
        "publishedAt": "2012-06-05T10:00:00Z",
        "content": "Talks went on… [+1234 chars]",
    }
    found = find(tmp_path, "a.json", json.dumps({"articles": [article, {"title": "None"}]}))
    (one,) = captures(found)
    assert [value for key, value in one.fields if key == "by"] == ["Ilse Marran", "Jo Tarn"]
    assert (known(one)["publisher"], known(one)["part"], codes(found)) == ("Trel Post", "teaser", ["C105"])


def test_one_object_is_one_capture(tmp_path: Path) -> None:
    """Under the file's name where it has no id; lists inside it are its own; one after another is read too."""
    one = {
        "title": "Talks",
        "body": TALKS,
        "authors": ["Ilse Marran"],
        "images": [{"description": "A long caption here."}],
    }
    found = captures(find(tmp_path, "a.json", json.dumps(one)))
    assert [f.name for f in found] == ["a.json"] and known(found[0])["by"] == "Ilse Marran"
    assert names(find(tmp_path, "b.json", json.dumps(ROW))) == ["r1"]
    assert names(find(tmp_path, "c.json", f"{json.dumps({'text': 'One.'})}\n{json.dumps({'text': 'Two.'})}")) == [
        "c.json#1",
        "c.json#2",
    ]


def test_json_feed(tmp_path: Path) -> None:
    """Entries of JSON Feed 1.1: HTML before text before summary, authors, dates apart."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Trel Post",
        "language": "en",
        "items": [
            {
                "id": "https://trel.example/1",
                "content_html": "<p>Talks went on.</p>",
                "content_text": "no",
                "title": "Talks",
                "date_published": "2012-06-05T10:00:00+02:00",
                "date_modified": "2012-06-06T10:00:00Z",
                "authors": [{"name": "Ilse Marran"}],
            },
            {"id": 2, "summary": "Short."},
            {"id": "3"},
        ],
    }
    found = find(tmp_path, "feed.json", json.dumps(feed))
    one, two = captures(found)
    assert (one.name, one.media_type, one.content) == ("feed.json#1", "text/html", b"<p>Talks went on.</p>")
    assert known(one) == {
        "title": "Talks",
        "url": "https://trel.example/1",
        "date": "2012-06-05T10:00:00+02:00",
        "updated": "2012-06-06T10:00:00Z",
        "by": "Ilse Marran",
        "publisher": "Trel Post",
        "lang": "en",
        "place": "entry 1 of the feed",
    }
    assert known(two)["part"] == "teaser" and codes(found) == ["C102"]


@pytest.mark.parametrize(
    "content", ["", "{", "[1, 2]", '{"a": ', "nonsense", '[{"text": "One."}, {"te', '["a" "b"]', "[" * 100_000]
)
def test_broken_files_are_told(tmp_path: Path, content: str) -> None:
    """What stands before the break is read."""
    found = find(tmp_path, "a.json", content)
    assert codes(found)
    assert len(names(found)) == content.count("One.")


def test_too_large_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A value without measure ends the reading, with what stands before it."""
    monkeypatch.setattr(readers, "MAX_BYTES", 100_000)
    found = find(tmp_path, "a.json", json.dumps([{"text": "One."}, {"text": "x" * 900_000}]))
    assert names(found) == ["a.json#1"] and codes(found)[0] in ("C110", "C106")
