"""What looks like an attribution and is none."""

import pytest

from crosswire.annotate.quotations_lookalikes import is_lookalike, is_title, means_otherwise
from tests.annotate.parse import parse


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Veldania recalled its envoy.", True),
        ("The maker recalled nine thousand lamps.", True),
        ("Marran recalled the siege.", False),
        ("The broker quoted a price.", True),
        ("Marran quoted a poem.", False),
        ("The storm claimed two lives.", True),
        ("Reeve claimed victory.", False),
        ("Veldania called up its reservists.", True),
        ("Osmark declared war.", True),
        ("Marran declared victory.", False),
    ],
)
def test_the_object_shows_the_sense(text: str, other: bool) -> None:
    """A verb of saying says nothing with some objects."""
    doc = parse(text)[1].paragraphs[0].doc
    verb = next(t for t in doc if t.dep_ == "ROOT")
    object_ = next(t for t in verb.children if t.dep_ == "dobj")
    assert means_otherwise(verb, object_) is other


def test_titles() -> None:
    """Raised words; a sentence, a single word and lower-case words are none."""
    assert is_title('"The Ferry at Trel Bay"')
    assert is_title("“How to Lose a War,”")
    assert not is_title('"Stop the Ferry Now!"')
    assert not is_title('"Ferry"')
    assert not is_title('"The ferry at Trel Bay"')


@pytest.mark.parametrize(
    ("text", "cue", "alike"),
    [
        ('They danced to "The Ferry at Trel Bay" until dawn.', "danced", True),
        ('Reeve teaches a course called "How to Lose a War" at the academy.', "called", True),
        ('Police seized nine "antique" clocks in the cellar.', "seized", True),
        ('Marran called the plan "a slow surrender".', "called", False),
        ('Marran said "No More Ferries" was her plan.', "said", False),
        ('The crowd roared "open the gates" at the guards.', "roared", False),
        ("Veldania recalled its envoy.", "recalled", True),
        ("Marran recalled that the dam had held.", "recalled", False),
    ],
)
def test_lookalikes(text: str, cue: str, alike: bool) -> None:
    """Titles and scare quotes beside verbs of doing, titles after the participle that names, other senses."""
    doc = parse(text)[1].paragraphs[0].doc
    verb = next(t for t in doc if t.text == cue)
    start, end = text.find('"'), text.rfind('"')
    stretches = [[t for t in doc if start < t.idx < end]] if start >= 0 else []
    assert is_lookalike(verb, stretches) is alike
