"""Names of columns."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.ingest.columns import field_of, iso_date, row_fields, row_name, row_text

WORDS = st.text(max_size=9)
VALUES = (
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.lists(WORDS) | st.dictionaries(WORDS, WORDS)
)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Published At", "date"),
        ("publishedAt", "date"),
        ("\ufeffURL", "url"),
        ("source.name", "publisher"),
        ("x", None),
        ("", None),
    ],
)
def test_names_in_every_spelling(name: str, field: str | None) -> None:
    """Case, blanks and joints do not matter."""
    assert field_of(name) == field


def test_text_goes_before_its_like() -> None:
    """`text` is taken as it is; of others the better name counts, and a summary only where nothing else is."""
    assert row_text({"content": "Other words.", "text": "x"}).content == "x"  # type: ignore[union-attr]
    assert row_text({"description": "Short words.", "body": "Long words."}).content == "Long words."  # type: ignore[union-attr]
    assert row_text({"description": "Short words.", "article": "4711"}).kind == "summary"  # type: ignore[union-attr]
    assert row_text({"text": " ", "html": "<p>Some words.</p>"}).kind == "html"  # type: ignore[union-attr]
    assert row_text({"title": "Talks"}) is None


def test_names_of_rows() -> None:
    """id, then doc_id, then the like; a truth value or a blank is none."""
    assert row_name({"id": 7, "doc_id": "x"}) == "7"
    assert row_name({"id": "", "doc_id": "x"}) == "x"
    assert row_name({"id": True, "uuid": "u"}) == "u"
    assert row_name({"text": "x"}) is None


def test_publishers_and_bylines() -> None:
    """An address is no publisher; a byline is names."""
    assert row_fields({"source": "https://trel.example", "outlet": "Trel Post"}) == (("publisher", "Trel Post"),)
    assert row_fields({"authors": "['Ilse Marran', \"Jo Tarn\"]"}) == (("by", "Ilse Marran"), ("by", "Jo Tarn"))
    assert row_fields({"byline": "By Ilse Marran"}) == (("by", "Ilse Marran"),)


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("Tue, 05 Jun 2012 10:00:00 +0200", "2012-06-05T10:00:00+02:00"),
        ("Tue, 05 Jun 2012 10:00:00 GMT", "2012-06-05T10:00:00+00:00"),
        ("5 Jun 2012 10:00:00 XYZ", "2012-06-05T10:00:00"),
        ("20120605T101500Z", "2012-06-05T10:15:00Z"),
        ("20120605", "2012-06-05"),
        ("1339000000", "2012-06-06T16:26:40+00:00"),
        ("1339000000000", "2012-06-06T16:26:40+00:00"),
        ("2012-06-05T10:00:00Z", "2012-06-05T10:00:00Z"),
        ("June 5, 2012", "June 5, 2012"),
        ("05/06/2012", "05/06/2012"),
        ("Tue, 99 Jun 2012 10:00:00", "Tue, 99 Jun 2012 10:00:00"),
    ],
)
def test_dates(words: str, iso: str) -> None:
    """Dates that machines write become ISO 8601; what could mean two days stays as it is."""
    assert iso_date(words) == iso


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["text", "body", "html", "source", "by", "date", "id", "fields", "_source", "x"]), VALUES
    )
)
def test_any_row(row: dict[str, object]) -> None:
    """Whatever stands in a row, nothing is raised, and only words come out."""
    text = row_text(row)
    assert text is None or text.content.strip()
    assert all(isinstance(value, str) and value.strip() for _, value in row_fields(row))
    assert row_name(row) is None or row_name(row)
