"""The engine: loading by fingerprint, paragraphs, bounds."""

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosswire.annotate import _nlp, load_engine
from crosswire.annotate._nlp import cut_line, find_lines, find_model, fingerprint_of, is_language
from crosswire.errors import ModelError
from crosswire.model import Document, Zone


def document_of(text: str, zones: tuple[Zone, ...] | None = None) -> Document:
    """Return a document that is all body."""
    kept = zones if zones is not None else (Zone(0, len(text), "body"),)
    return Document("d-1", "a.txt", "c", "text/plain", text, "h", kept)


def test_engine_is_loaded_once_and_names_its_weights() -> None:
    """The fingerprint says which weights and which spaCy shaped the output."""
    engine = load_engine()
    assert engine is load_engine()
    assert "en_core_web_sm" in engine.fingerprint
    assert "spacy" in engine.fingerprint


def test_absent_weights_are_a_model_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what was looked for and what to install."""
    monkeypatch.setattr(_nlp, "PACKAGES", ("no_such_model",))
    with pytest.raises(ModelError, match="no_such_model"):
        find_model.__wrapped__()


def test_unknown_weights_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder with other contents is not taken for the model, whatever its name."""
    (tmp_path / "tokenizer").write_bytes(b"other")
    monkeypatch.setattr(_nlp, "find_weights", lambda: iter([tmp_path]))
    with pytest.raises(ModelError, match=fingerprint_of(tmp_path)[:16]):
        find_model.__wrapped__()


def test_tokens_stand_where_the_text_has_them() -> None:
    """Paragraph start plus token index is a code point of the document, also after an astral character."""
    document = document_of("\U0001f30a Osmark waits.\n\n  Marran said so.\r\nThe end.")
    parsed = load_engine().parse(document)
    assert [p.index for p in parsed.paragraphs] == [0, 1, 2]
    for paragraph in parsed.paragraphs:
        assert paragraph.doc.text == document.text[paragraph.start : paragraph.end]
        for token in paragraph.doc:
            place = paragraph.start + token.idx
            assert document.text[place : place + len(token)] == token.text


def test_parts_of_speech_are_those_of_the_model_as_it_comes() -> None:
    """The quick way to the attribute ruler's matches changes no part of speech, no form and no lemma, also where rules look at neighbours."""
    texts = [
        "Nobody said that Osmark's minister hasn't been there, but she's said what they'd do.",
        "It ain't over: let's go, y'all, I'm gonna tell 'em nothin' and they've gotta wait. C'mon!",
        "  There are  two\tof those\u00a0ships, weren't there?",
        "",
    ]
    plain = spacy.load(find_model()[0])
    for theirs, ours in zip(plain.pipe(texts), load_engine()._pipeline.pipe(texts), strict=True):
        for a, b in zip(theirs, ours, strict=True):
            assert (a.text, a.tag_, a.pos_, str(a.morph), a.lemma_) == (b.text, b.tag_, b.pos_, str(b.morph), b.lemma_)


def test_the_tokenizer_is_that_of_the_model() -> None:
    """Rules, prefixes, suffixes and exceptions are those of the weights' folder, also where a document is full of odd tokens."""
    ours, plain = load_engine()._pipeline.tokenizer, spacy.load(find_model()[0]).tokenizer
    assert ours.to_bytes(exclude=["vocab"]) == plain.to_bytes(exclude=["vocab"])
    text = "Don't e-mail a.m.@b.org, U.S.-led :-) can't've £5m/3km... https://osk.example/a?b=c “so”—they'd say—I'm p.m. 10am"
    assert [(t.text, t.norm_) for t in ours(text)] == [(t.text, t.norm_) for t in plain(text)]


def test_spacys_command_line_is_left_out_and_still_there_for_others() -> None:
    """Reading takes in no client for HTTP; who imports the command line of spaCy afterwards has it."""
    code = (
        "import sys; from crosswire.annotate import load_engine; load_engine(); "
        "assert not {'requests', 'weasel', 'spacy.cli'} & set(sys.modules); "
        "from spacy.cli.info import info; assert callable(info)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_furniture_is_not_read() -> None:
    """Zones that are not read give no paragraph; the others carry their label."""
    text = "Subscribe now\nMarran said so.\nPhoto: Osk waves."
    zones = (Zone(0, 13, "furniture"), Zone(14, 29, "body"), Zone(30, 47, "caption"))
    parsed = load_engine().parse(document_of(text, zones))
    assert [(p.where, p.doc.text) for p in parsed.paragraphs] == [
        ("body", "Marran said so."),
        ("caption", "Photo: Osk waves."),
    ]


def test_long_paragraphs_are_cut_at_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces join to the whole; cuts fall after a full stop while there is one."""
    monkeypatch.setattr(_nlp, "PIECE", 60)
    text = "Marran said the strait is open. " * 10
    pieces = list(cut_line(text, 0, len(text)))
    assert "".join(text[a:b] for a, b in pieces) == text
    assert all(b - a <= 60 and text[a:b].strip().endswith(".") for a, b in pieces)


def test_what_is_too_long_is_a_problem_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the bound nothing is read, and the row says where."""
    monkeypatch.setattr(_nlp, "LONGEST", 20)
    document = document_of("The fleet left port. It sailed to Osmark.")
    parsed = load_engine().parse(document)
    assert [p.doc.text for p in parsed.paragraphs] == ["The fleet left port."]
    assert [(x.code, x.start, x.end) for x in parsed.problems] == [("Q102", 20, 41)]


def test_a_whole_document_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading stops after MOST characters with one row."""
    monkeypatch.setattr(_nlp, "MOST", 10)
    parsed = load_engine().parse(document_of("One two.\nThree four five six.\nSeven."))
    assert [p.doc.text for p in parsed.paragraphs] == ["One two.", "Th"]
    assert len(parsed.problems) == 1


@pytest.mark.parametrize("text", ["(" * 1000, "x" * 5000, "=-" * 400])
def test_what_is_not_language_is_skipped(text: str) -> None:
    """Long runs of signs would cost the parser quadratic time."""
    assert not is_language(text)
    assert load_engine().parse(document_of(text)).problems[0].code == "Q102"


def test_lone_surrogates_do_not_stop_the_parser() -> None:
    """A broken file can leave one; the stored text keeps it."""
    parsed = load_engine().parse(document_of("Marran \ud800 said so."))
    assert len(parsed.paragraphs[0].doc.text) == 17


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=120))
def test_any_text_parses(text: str) -> None:
    """No exception, and every line found lies inside its zone without blanks at its edges."""
    document = document_of(text)
    assert load_engine().parse(document) is not None
    for start, end, label in find_lines(document):
        line = text[start:end]
        assert label == "body"
        assert line and line == line.strip()
