"""The language of a text."""

import pytest

from crosswire.ingest import languages
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
    found = find_language(text)
    assert (found[0] if found else None) == language


ENGLISH_LINE = (
    "The minister said that the talks on the ferries had come to an end on Tuesday, and that nobody had objected. "
)
GERMAN_LINE = (
    "Der Minister sagte, die Gespräche über die Fähren seien am Dienstag zu Ende gegangen, was niemand bedauert. "
)
ENGLISH, GERMAN = 5 * ENGLISH_LINE, 5 * GERMAN_LINE


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


def test_plain_english_needs_no_classifier(monkeypatch: pytest.MonkeyPatch) -> None:
    """English is known by its commonest words, which it says; anything else is asked of the classifier."""

    def never() -> None:
        raise AssertionError

    monkeypatch.setattr(languages, "_identifier", never)
    assert choose_language(UNKNOWN, ENGLISH).basis == ("the text's commonest words",)
    for text in (ENGLISH[:100], GERMAN):
        with pytest.raises(AssertionError):
            choose_language(UNKNOWN, text)


@pytest.mark.parametrize("share", [0.0, 0.5, 0.7])
def test_a_mixed_text_is_left_to_the_classifier(share: float) -> None:
    """A German report with English quotations is not taken for English by their common words, unless the classifier takes it so."""
    english = int(share * 10)
    text = ENGLISH_LINE * english + GERMAN_LINE * (10 - english)
    by_words, by_letters = languages.is_plain_english(text), languages._identifier().classify(text)[0] == "en"
    assert by_letters or not by_words
