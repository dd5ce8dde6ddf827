"""The tagger on whole documents, with the weights that ship. Skipped where onnxruntime, the tokenizer or the weights are absent."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("onnxruntime")
pytest.importorskip("tokenizers")

from crosswire.annotate import load_engine
from crosswire.annotate._tagger_onnx import NOTE, PIECES, load_network, read_files
from crosswire.annotate.tagger import (
    find_quotations_both,
    find_quotations_learned,
    find_stretches,
    is_mute,
    load_tagger,
)
from crosswire.errors import ModelError
from crosswire.model import Document, Quotation, Zone

if not files("crosswire.annotate").joinpath("weights", NOTE).is_file():
    pytest.skip("the weights are not here", allow_module_level=True)

STORY = (
    "Foreign Minister Ilse Corvane said on Tuesday that the strait would stay open.\n"
    '"We shall not wait for ever," she told reporters in Halmouth.\n'
    "According to the harbour office, three ships had turned back.\n"
    'Corvane called the blockade "a costly mistake" and said talks would go on.'
)


def make_document(text: str, *labels: str) -> Document:
    """Make a document whose lines lie in zones of these labels (the last one for all further lines)."""
    zones, start = [], 0
    for number, line in enumerate(text.split("\n")):
        label = (labels or ("body",))[min(number, len(labels or "x") - 1)]
        zones.append(Zone(start, start + len(line), label))
        start += len(line) + 1
    return Document("d-test", "test", "", "text/plain", text, "", tuple(z for z in zones if z.end > z.start))


def learned(text: str, *labels: str) -> tuple[Quotation, ...]:
    """Read a text with the tagger alone."""
    document = make_document(text, *labels)
    return find_quotations_learned(document, load_engine().parse(document), load_tagger())[0]


def both(text: str, *labels: str) -> tuple[Quotation, ...]:
    """Read a text with tagger and rules."""
    document = make_document(text, *labels)
    return find_quotations_both(document, load_engine().parse(document), load_tagger())[0]


def words(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """Return the words at some places."""
    return " … ".join(text[a:b] for a, b in spans)


def test_who_said_what_and_how() -> None:
    """Direct, mixed and indirect speech come back with cue, source, type and flags."""
    found = learned(STORY)
    seen = [(words(STORY, q.source), words(STORY, q.cue), q.type) for q in sorted(found, key=lambda q: q.cue)]
    assert ("Foreign Minister Ilse Corvane", "said", "indirect") in seen
    assert ("she", "told", "direct") in seen
    assert ("the harbour office", "According to", "indirect") in seen
    direct = next(q for q in found if q.type == "direct" and q.cue_lemma == "tell")
    assert direct.text.strip(",") == '"We shall not wait for ever,"'.strip(",")
    assert direct.addressee is not None
    assert STORY[slice(*direct.addressee)] == "reporters"
    assert all(q.where == "body" and q.speech for q in found)


def test_a_quotation_below_the_line_that_announces_it() -> None:
    """The line with speaker and colon and the quotation in the line below are read as one."""
    text = 'On Monday Foreign Minister Ilse Corvane told the assembly:\n"We shall not wait for ever, and they know it."'
    (found,) = learned(text)
    assert words(text, found.source) == "Foreign Minister Ilse Corvane"
    assert found.text == '"We shall not wait for ever, and they know it."'
    assert found.type == "direct"


def test_an_excerpt_of_a_transcript() -> None:
    """A mark before the speaker's name that is never closed is no quotation mark."""
    text = '"BESK: Well, we never said that the drills would end on Friday.\n"CORVANE: You told us so in writing, Commander.'
    document = make_document(text)
    parsed = load_engine().parse(document)
    assert [text[a : a + 4] for _, a, _ in find_stretches(parsed)] == ["BESK", "CORV"]


def test_who_passed_it_on_is_not_the_speaker() -> None:
    """In "was quoted by X as saying" the outlet is `via`, not the source."""
    text = "Defence chief Orlan Besk was quoted by the Halmouth Gazette as saying that the drills had ended."
    (found,) = learned(text)
    assert words(text, found.source) == "Defence chief Orlan Besk"
    assert words(text, found.via_span) == "the Halmouth Gazette"


@pytest.mark.parametrize(
    ("text", "source", "via"),
    [
        ('"It is a matter of days," the Halmouth Gazette quoted him as saying.', "him", "the Halmouth Gazette"),
        ("Corvane told the Halmouth Gazette that the drills had ended.", "Corvane", "the Halmouth Gazette"),
        ("Corvane, who says the drills have ended, is building a third pier.", "Corvane", ""),
    ],
)
def test_speaker_and_carrier_by_the_parse(text: str, source: str, via: str) -> None:
    """An outlet that quotes somebody, one that was told, and a relative pronoun with the noun that it stands for."""
    (found,) = learned(text)
    assert source in words(text, found.source).split(" … ")
    assert words(text, found.via_span) == via


def test_a_thing_cannot_speak() -> None:
    """A beacon is no source, a minister is."""
    for text, mute in (
        ("The beacon warns that the reef is near.", True),
        ("The minister warns that the reef is near.", False),
    ):
        document = make_document(text)
        (home,) = load_engine().parse(document).paragraphs
        assert is_mute(home, ((0, text.index(" warns")),)) is mute


def test_an_attitude_is_not_speech() -> None:
    """What somebody wants or believes is kept, and marked as no speech."""
    found = learned("The island believes the treaty is dead. Corvane said the talks would resume.")
    assert sorted((q.cue_lemma, q.speech) for q in found) == [("believe", False), ("say", True)]


def test_denied_and_future_speech_is_marked() -> None:
    """The parse around the cue says whether it was said at all."""
    (denied,) = learned("The minister did not say when the talks would resume.")
    assert denied.negated


def test_records_point_into_the_text() -> None:
    """Every place holds the words it stands for."""
    for quotation in learned(STORY):
        assert quotation.text == words(STORY, quotation.content)
        assert all(0 <= a < b <= len(STORY) for a, b in (*quotation.content, *quotation.cue, *quotation.source))


def test_the_same_twice_and_beside_others() -> None:
    """The same document gives the same records whatever was read before it."""
    first = learned(STORY)
    learned("Premier Orlan Besk said: " + "the ships have left. " * 40)
    assert learned(STORY) == first


def test_another_zone_changes_nothing() -> None:
    """A caption's words are no context for the body's."""
    alone = [q.text for q in learned(STORY)]
    caption = "Orlan Besk in Halmouth (Photo: archive)"
    text = f"{caption}\n{STORY}"
    assert [q.text for q in learned(text, "caption", "body") if q.where == "body"] == alone


def test_rules_read_scripts() -> None:
    """Shot lists in the metadata zone are read by the rules, and the body by the tagger."""
    text = '(SOUNDBITE) (Veldish) MINISTER ILSE CORVANE SAYING: "The strait stays open to all of us."\nCorvane said the ships had left.'
    found = both(text, "metadata", "body")
    assert {q.where for q in found} == {"metadata", "body"}
    assert all(q.basis.startswith("tagger") == (q.where == "body") for q in found)


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300), st.integers(0, len(STORY)))
def test_any_text_is_read(noise: str, at: int) -> None:
    """Any characters inside a story give records or none, never an error."""
    text = STORY[:at] + noise + STORY[at:]
    for quotation in both(text):
        assert all(0 <= a < b <= len(text) for a, b in (*quotation.content, *quotation.cue, *quotation.source))


def test_long_unbroken_words() -> None:
    """A word of a hundred thousand letters, and a paragraph of as many words, are read."""
    assert isinstance(both("x" * 100_000 + " said no."), tuple)
    assert isinstance(both("said " * 2_000), tuple)
    assert both("") == ()


def test_changed_weights_are_refused(tmp_path: Path) -> None:
    """A file that is not the one the note describes is named in the error."""
    for name, content in read_files(None)[0].items():
        (tmp_path / name).write_bytes(content)
    note = json.loads(files("crosswire.annotate").joinpath("weights", NOTE).read_text(encoding="utf-8"))
    note["files"][PIECES] = "0" * 64
    (tmp_path / NOTE).write_text(json.dumps(note), encoding="utf-8")
    with pytest.raises(ModelError, match=PIECES):
        load_network(tmp_path)
    (tmp_path / NOTE).unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        load_network(tmp_path)


def test_the_fingerprint_names_the_weights() -> None:
    """The fingerprint tells weights and engine."""
    assert load_tagger().fingerprint.startswith("tagger ")
    assert "onnxruntime" in load_tagger().fingerprint
