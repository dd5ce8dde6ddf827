"""The table of cue verbs."""

from crosswire.annotate.cues import load_cue_nouns, load_cues

FRAMES = {"that", "to", "dobj-to", "ger", "obj", "obj0", "say-obj", "obj-out", "obj-as", "oprd", "quote", "addressee"}


def test_every_row_is_understood() -> None:
    """Frames are of those the reading knows; every verb has one."""
    for cue in load_cues().values():
        assert cue.frames | cue.prepositions, cue
        assert cue.frames <= FRAMES, cue


def test_the_families_have_their_verbs() -> None:
    """Saying, warning, threatening, judging and attitudes are told apart."""
    cues = load_cues()
    assert cues["say"].takes("that")
    assert "against" in cues["warn"].prepositions
    assert cues["threaten"].takes("to")
    assert cues["stress"].takes("obj")
    assert cues["believe"].speech is False


def test_nouns_take_a_clause_an_infinitive_or_a_phrase() -> None:
    """No other frame is known for nouns; a preposition counts only where the noun is what somebody makes or issues."""
    assert load_cue_nouns()["threat"] == {"that", "to", "of"}
    assert set().union(*load_cue_nouns().values()) == {"that", "to", "of", "for", "about", "against"}
