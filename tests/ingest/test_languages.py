"""The language of a text."""

import pytest

from crosswire.ingest.languages import find_language


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
