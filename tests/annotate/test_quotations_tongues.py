"""Quotations in other languages than English, read by marks, verbs of saying and names."""

from dataclasses import replace

import pytest

from crosswire.annotate import load_engine, read_document
from crosswire.annotate.quotations_tongues import tongue_of
from crosswire.model import Document, HeaderValue, Quotation
from tests.annotate.parse import engine
from tests.factory import make_document


def abroad(text: str, language: str) -> Document:
    """Return a document that says its language."""
    document = make_document(text)
    return replace(document, header=replace(document.header, language=HeaderValue(language, "stated")))


def read(text: str, language: str) -> list[tuple[str, str, str | None, Quotation]]:
    """Return (type, words, speaker's entity, record) of each quotation of a text."""
    document = abroad(text, language)
    reading, problems = read_document(document, engine())
    assert not problems
    entities = {m.id: m.entity for m in reading.mentions}
    return [(q.type, q.text, next((entities[i] for i in q.sources), None), q) for q in reading.quotations]


MARRAN, BEREL = "person:ilse marran", "person:tomas berel"


@pytest.mark.parametrize(
    ("language", "text", "kind", "words", "speaker"),
    [
        ("de", "„Wir bleiben“, so Außenministerin Ilse Marran.", "direct", "„Wir bleiben“", MARRAN),
        ("de", "Ilse Marran sagte am Montag, der Hafen bleibe bis Mai zu.", "indirect", "der Hafen bleibe bis Mai zu", MARRAN),
        ("de", "Der Sprecher der Allianz, Tomas Berel, sagte: „Wir warten bis Mai.“", "direct", "„Wir warten bis Mai.“", BEREL),
        ("fr", "« Le port fermera en mai », a déclaré la ministre des Transports, Ilse Marran.", "direct", "« Le port fermera en mai »", MARRAN),
        ("fr", "Selon Tomas Berel, le port restera fermé.", "indirect", "le port restera fermé", BEREL),
        ("ru", "«Порт закроют в мае», — сказала министр Ильзе Марран.", "direct", "«Порт закроют в мае»", "person:ильзе марран"),
        ("es", "Ilse Marran añadió que el puerto cerrará en mayo.", "indirect", "el puerto cerrará en mayo", MARRAN),
        ("it", "«Il porto chiude a maggio», ha detto la ministra degli Esteri Ilse Marran.", "direct", "«Il porto chiude a maggio»", MARRAN),
        ("pt", "“O porto fecha em maio”, disse a ministra Ilse Marran.", "direct", "“O porto fecha em maio”", MARRAN),
        ("nl", "“De haven gaat dicht”, aldus woordvoerder Tomas Berel.", "direct", "“De haven gaat dicht”", BEREL),
        ("pl", "„Port będzie zamknięty do maja” – powiedziała minister Ilse Marran.", "direct", "„Port będzie zamknięty do maja”", MARRAN),
    ],
)  # fmt: skip
def test_one_in_each_language(language: str, text: str, kind: str, words: str, speaker: str) -> None:
    """The words and who says them are found; an auxiliary, a title and an apposition are no part of the name."""
    ((found_kind, found_words, found_speaker, _),) = read(text, language)
    assert (found_kind, found_words, found_speaker) == (kind, words, speaker)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Fähre „Seeadler“ lief am Montag aus Trel aus."),
        ("de", "Der Minister sagte nicht, wann die Fähre fährt."),
        ("de", "Berel sprach von „guten Gesprächen“ in Osmark."),
        ("fr", "Ilse Marran n'a pas dit que le port fermerait en mai."),
        ("fr", "Le navire « Mouette » a quitté le port, selon la police."),
        ("ru", "Судно «Чайка» вышло из порта в мае."),
        ("ru", "Берел не сказал, что порт закроют в мае."),
        ("es", "El libro «Una vida en el mar», que la ministra dijo haber leído, se agotó."),
    ],
)
def test_what_nobody_said(language: str, text: str) -> None:
    """Names of ships and books, a word in marks, and what was not said, are no quotations."""
    assert read(text, language) == []


def test_pronouns_surnames_and_what_goes_on() -> None:
    """He is who spoke last; a surname is the person's; a sentence of marks alone goes on with the quotation before."""
    found = read(
        "„Wir gehen“, sagte Tomas Berel.\n„Das ist ein Fehler“, sagte er. „Wir werden ihn bezahlen.“\nBerel bestritt, dass es Streit gab.\n",
        "de",
    )
    assert [speaker for _, _, speaker, _ in found] == [BEREL] * 3
    assert found[1][1] == "„Das ist ein Fehler“ … „Wir werden ihn bezahlen.“"
    assert (found[2][3].cue_lemma, found[2][3].negated) == ("deny", True)


def test_a_verb_between_dashes() -> None:
    """Russian and Polish put who speaks between dashes, inside the marks or without any."""
    ((_, words, speaker, _),) = read("«Мы ждём ответа, — сказал Томас Берел, — и ждать будем долго».", "ru")
    assert (words, speaker) == ("«Мы ждём ответа, … и ждать будем долго»", "person:томас берел")
    ((_, words, _, _),) = read("— Мы не уйдём отсюда, — сказал рыбак Ян Олсен.", "ru")
    assert words == "Мы не уйдём отсюда"


def test_reported_speech_with_marks_inside_is_mixed() -> None:
    """Marks in the middle of reported speech make it mixed."""
    ((kind, words, _, _),) = read("Tomas Berel a estimé que la réponse était « une insulte aux pêcheurs ».", "fr")
    assert (kind, words) == ("mixed", "la réponse était « une insulte aux pêcheurs »")


def test_places_are_exact_and_english_is_left_alone() -> None:
    """Every place holds the words that the record prints; English has no table here."""
    text = "𝄞 „Wir bleiben in Trel“, sagte Ilse Marran.\n"
    ((_, _, _, quotation),) = read(text, "de-AT")
    assert [text[a:b] for a, b in quotation.content] == ["„Wir bleiben in Trel“"]
    assert [text[a:b] for a, b in (*quotation.cue, *quotation.source)] == ["sagte", "Ilse Marran"]
    assert tongue_of(abroad("a", "en")) is None and tongue_of(make_document("a")) is None


def test_reading_is_the_same_twice() -> None:
    """Nothing depends on what was read before."""
    document = abroad("„Wir bleiben“, sagte Ilse Marran. „Wir gehen“, sagte Tomas Berel.\n", "de")
    assert read_document(document, load_engine()) == read_document(document, engine())
