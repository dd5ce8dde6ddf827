"""The grammar of a verb: tense, modality, negation."""

import pytest

from crosswire.annotate.clauses import is_negated, modality_of, tense_of, verb_of
from tests.annotate.parse import parse


def verb(text: str, lemma: str):  # type: ignore[no-untyped-def]
    """Return the token of a verb."""
    _, parsed = parse(text)
    return next(t for p in parsed.paragraphs for t in p.doc if t.lemma_ == lemma)


@pytest.mark.parametrize(
    ("text", "lemma", "tense"),
    [
        ("The ships left the port.", "leave", "past"),
        ("The ships have left the port.", "leave", "past"),
        ("The ships will leave the port.", "leave", "future"),
        ("The ships won't leave the port.", "leave", "future"),
        ("The ships leave the port daily.", "leave", "present"),
        ("They decided to leave the port.", "leave", "past"),
        ("The ships would leave the port.", "leave", None),
    ],
)
def test_tense(text: str, lemma: str, tense: str | None) -> None:
    """From the auxiliaries, the form, or the verb above."""
    assert tense_of(verb(text, lemma)) == tense


def test_modality() -> None:
    """Own auxiliaries only."""
    assert modality_of(verb("They could leave the port.", "leave")) == "hypothetical"
    assert modality_of(verb("They are leaving the port.", "leave")) == "ongoing"
    assert modality_of(verb("They left the port.", "leave")) is None


def test_negation() -> None:
    """Not, never, no."""
    assert is_negated(verb("They never left the port.", "leave"))
    assert is_negated(verb("It poses no threat to ships.", "pose"))
    assert not is_negated(verb("They left the port.", "leave"))


def test_verb_of_climbs() -> None:
    """From a noun to the verb of its clause."""
    _, parsed = parse("They left the old port.")
    token = next(t for t in parsed.paragraphs[0].doc if t.text == "port")
    assert verb_of(token).lemma_ == "leave"
    assert verb_of(parse("A port.")[1].paragraphs[0].doc[1]) is None
