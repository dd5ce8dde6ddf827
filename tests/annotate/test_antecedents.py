"""The scene, and which two roles can be one office."""

from crosswire.annotate.antecedents import Scene
from crosswire.annotate.mentions import find_mentions
from tests.annotate.parse import parse


def scene(text: str) -> Scene:
    """Return the scene of a text before anything is resolved."""
    document, parsed = parse(text)
    return Scene(document, parsed, find_mentions(document, parsed), ())


def test_sentences_hold_their_mentions() -> None:
    """Mentions are found by sentence and by place."""
    s = scene("France left. Portugal stayed.")
    assert [m.name for m in s.in_sentence(1)] == ["Portugal"]
    assert s.in_sentence(7) == [] and s.sentence_of(0) == (0, 12)
    assert [m.name for m in s.held((13, 21))] == ["Portugal"]


def test_places_give_way() -> None:
    """A span with an actor and a place holds the actor."""
    s = scene("French officials in Lisbon said no.")
    assert [m.name for m in s.held((0, 26))] == ["French officials"]


def test_subjects() -> None:
    """Main subjects, also when joined by "and"."""
    s = scene("France and Portugal warned Spain.")
    assert {m.name for m in s.order if s.is_main_subject(m)} == {"France", "Portugal"}


def test_an_empty_text_has_an_empty_scene() -> None:
    """Nothing there, nothing raised."""
    s = scene("")
    assert s.result() == () and s.token(0) is None and s.sentence_of(3) == (3, 3) and s.speaker_before(5) is None
