"""The language of a text."""

import pytest

from crosswire.ingest.languages import choose_language, find_language
from crosswire.model import UNKNOWN, HeaderValue


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister said that the talks on the ferries had come to an end on Tuesday.", "en"),
        ("Der Minister sagte, die Gespräche über die Fähren seien am Dienstag zu Ende gegangen.", "de"),
        ("Министр заявил, что переговоры о паромах завершились во вторник поздно вечером.", "ru"),
        ("Talks.", None),
        ("12345 67890 !!! ???", None),
        ("", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    """Sentences have a language, scraps have none."""
    assert find_language(text) == language


ENGLISH = (
    "The minister said that the talks on the ferries had come to an end on Tuesday, and that nobody had objected. " * 5
)


@pytest.mark.parametrize(
    ("declared", "value", "status"),
    [
        ("en-GB", "en-GB", "stated"),
        ("en_GB", "en_GB", "stated"),
        ("de", "en", "inferred"),
        ("English (Veldania)", "English (Veldania)", "stated"),
    ],
)
def test_declared_languages(declared: str, value: str, status: str) -> None:
    """A declared language stands unless the words are certainly of another; then both are in the basis."""
    chosen = choose_language(HeaderValue(declared, "stated", basis=("html lang",)), ENGLISH)
    assert (chosen.value, chosen.status, chosen.basis[0]) == (value, status, "html lang")
    assert choose_language(HeaderValue(declared, "stated"), "Talks.").value == declared


def test_no_declared_language() -> None:
    """Without a declaration the words decide, and scraps stay unknown."""
    assert choose_language(UNKNOWN, ENGLISH).value == "en" and choose_language(UNKNOWN, "x") == UNKNOWN
