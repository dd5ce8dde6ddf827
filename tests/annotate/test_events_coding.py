"""What act a word names, with what hangs under it."""

import pytest

from crosswire.annotate.events_coding import code_token, is_told, object_lemmas
from tests.annotate.parse import parse


def token(text: str, word: str) -> object:
    """Return the token of a word of a text."""
    _, parsed = parse(text)
    return next(t for t in parsed.paragraphs[0].doc if t.text == word)


@pytest.mark.parametrize(
    ("text", "word", "kind", "cameo"),
    [
        ("Veldania held talks with Osmark.", "held", "CONSULT", "046"),
        ("Veldania launched an attack on Osmark.", "launched", "ASSAULT", "190"),
        ("Veldania imposed a curfew in Trel Bay.", "imposed", "COERCE", "172"),
        ("Veldania promised to send food to Osmark.", "promised", "AGREE", "033"),
        ("Veldania will send food to Osmark.", "send", "AGREE", "033"),
        ("Veldania will not send food to Osmark.", "send", "REJECT", "121"),
        ("Veldania halted aid to Osmark.", "halted", "SANCTION", "162"),
        ("Veldania decided to withdraw its troops from Osmark.", "decided", "RETREAT", "0874"),
        ("Students staged a demonstration against Osmark.", "staged", "PROTEST", "141"),
        ("Veldania launched a mediation effort in Osmark.", "launched", "CONSULT", "045"),
        ("Veldania has set fire to a village in Osmark.", "set", "ASSAULT", "171"),
    ],
)
def test_frames_operators_and_tense(text: str, word: str, kind: str, cameo: str) -> None:
    """Verb and object, operator and complement, what is to come and what is refused."""
    coded = code_token(token(text, word))
    assert coded is not None and (coded.code.kind, coded.code.cameo) == (kind, cameo)


def test_a_word_without_a_frame_is_no_act() -> None:
    """Most verbs are none."""
    assert code_token(token("Veldania painted its boats.", "painted")) is None
    assert code_token(token("Veldania hopes for rain.", "hopes")) is None


def test_a_passives_subject_is_its_object() -> None:
    """So that its words count for the frame."""
    assert "border" in object_lemmas(token("The border was closed by Veldania.", "closed"))


def test_a_thing_is_no_happening() -> None:
    """ "the treaty" is; "the talks" happen. An infinitive leaves open whether anything does."""
    assert is_told(token("The talks between Veldania and Osmark ended.", "talks"))
    assert not is_told(token("The treaty between Veldania and Osmark ended.", "treaty"))
    assert not is_told(token("Veldania wants to attack Osmark.", "attack"))


def test_what_others_are_told_to_do_is_not_the_tellers_act() -> None:
    """ "X announced that Y left" has no act of X; "X announced a withdrawal" has."""
    assert code_token(token("Veldania announced that Osmark had attacked the port.", "announced")) is None
    assert code_token(token("Veldania announced a withdrawal from Osmark.", "announced")) is not None


def test_a_meeting_is_told_where_it_opens() -> None:
    """ "at the opening of a meeting of ..." tells the meeting."""
    assert is_told(token("She spoke at the opening of a meeting of the council.", "meeting"))
    assert not is_told(token("She spoke of a meeting of the council.", "meeting"))
