"""Who passed it on: outlets that were told, that quoted, and in which it was said."""

import pytest

from crosswire.annotate.quotations import find_quotations
from crosswire.annotate.quotations_via import load_outlets
from tests.annotate.parse import parse


def passed_on(text: str) -> list[tuple[str, str]]:
    """Return (source, via) of the quotations that are not nested."""
    document, parsed = parse(text)
    rows = find_quotations(document, parsed)[0]
    return [
        tuple(" | ".join(text[a:b] for a, b in spans) for spans in (q.source, q.via_span))
        for q in rows
        if q.nested_in is None
    ]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "source", "via"),
    [
        (
            "Marran was quoted by the Straits Wire agency as saying that the fleet had sailed.",
            "Marran",
            "the Straits Wire agency",
        ),
        ("The Straits Wire agency quoted Marran as saying the fleet had sailed.", "Marran", "The Straits Wire agency"),
        ('"It is over," the agency quoted her as saying.', "her", "the agency"),
        ("Marran told Radio Osk that the fleet had sailed.", "Marran", "Radio Osk"),
        ('"It is over," Marran told the Evening Herald.', "Marran", "the Evening Herald"),
        ("In an interview with Channel Four, Marran said the fleet had sailed.", "Marran", "Channel Four"),
        ("Marran said in remarks broadcast by Osk Television that the fleet had sailed.", "Marran", "Osk Television"),
        ("The fleet has sailed, according to pilots quoted by Radio Osk.", "pilots", "Radio Osk"),
        ("The fleet has sailed, the Osk Courier reported, citing two officials.", "two officials", "the Osk Courier"),
        ("Citing two officials, the Osk Courier said the fleet had sailed.", "two officials", "the Osk Courier"),
        ("Marran said through a spokesman that the fleet had sailed.", "Marran", "a spokesman"),
        ("Speaking on Osk Television, Marran said the fleet had sailed.", "Marran", "Osk Television"),
    ],
)
def test_outlets(text: str, source: str, via: str) -> None:
    """The speaker is who said it; the outlet passed it on."""
    assert passed_on(text) == [(source, via)]


@pytest.mark.parametrize(
    "text",
    [
        "Marran told reporters that the fleet had sailed.",
        "Marran told the council that the fleet had sailed.",
        "Marran said at a conference in Osk that the fleet had sailed.",
        "Radio Osk said that the fleet had sailed.",
        "Marran said in her paper that the fleet had sailed.",
    ],
)
def test_nobody_passed_it_on(text: str) -> None:
    """Reporters and councils pass nothing on; an outlet's own words are its own."""
    assert [via for _, via in passed_on(text)] == [""]


def test_the_table_is_lower_case() -> None:
    """Words are looked up in lower case."""
    assert all(word == word.lower() for words in load_outlets().values() for word in words)
