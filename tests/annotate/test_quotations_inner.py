"""Quotations inside quotations, and what signs or announces one."""

import pytest

from crosswire.annotate.quotations import find_quotations
from tests.annotate.parse import parse


def nested(text: str) -> list[tuple[str, str]]:
    """Return (source, content) of the nested quotations of a text."""
    document, parsed = parse(text)
    rows = find_quotations(document, parsed)[0]
    return [(" ".join(text[a:b] for a, b in q.source), q.text) for q in rows if q.nested_in is not None]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("“My doctor says, ‘Walk more,’ and so I walk,” Marran said.", "My doctor", "‘Walk more,’"),
        ("\"They said, 'Sign here or go home,' so I went home,\" Marran said.", "They", "'Sign here or go home,'"),
        ("“He told me the gun was a toy,” Marran said.", "He", "the gun was a toy"),
        ("“I told the crew that nobody would wait,” Marran said.", "I", "that nobody would wait"),
        ('Guards said the pilot shouted, "Get off my ship!"', "the pilot", '"Get off my ship!"'),
        ('Marran wrote that her uncle "always insisted that the sea was kind".', "her uncle", "that the sea was kind"),
    ],
)
def test_inner_quotations(text: str, source: str, content: str) -> None:
    """The inner attribution is a record of its own, with its own marks."""
    assert (source, content) in nested(text)


def test_marks_without_attribution_stay_inside() -> None:
    """A quoted word inside a quotation is part of it."""
    assert nested("“The ‘experts’ came late,” Marran said.") == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ('Marran\'s answer was short: "Never again."', "Marran"),
        ('The reply from Osk came at noon: "Not one metre."', "Osk"),
        ('As Marran puts it: "Debt is a promise with a clock in it."', "Marran"),
        ('"We lost the keys but kept the house."\n-- President Ilse Marran, on the harbour', "President Ilse Marran"),
        ('Marran on the new harbour: "It is a shed with a flag on it."', "Marran"),
        ('Marran: "No comment."', "Marran"),
    ],
)
def test_without_a_verb_of_saying(text: str, source: str) -> None:
    """Nouns, idioms, labels and signatures attribute too."""
    document, parsed = parse(text)
    (quotation,) = find_quotations(document, parsed)[0]
    assert text[quotation.source[0][0] : quotation.source[-1][1]].startswith(source)
    assert quotation.type == "direct"
