"""Who can say something, and verbs that say nothing where their subject or object cannot."""

import pytest

from crosswire.annotate.quotations import find_quotations
from crosswire.annotate.quotations_speakers import can_speak, is_person_word
from tests.annotate.parse import parse


@pytest.mark.parametrize(
    ("text", "at", "spoken"),
    [
        ("The surgeon left.", 1, True),
        ("The company closed.", 1, True),
        ("The report came.", 1, True),
        ("Marran left.", 0, True),
        ("They left.", 0, True),
        ("The weather changed.", 1, False),
        ("The battery died.", 1, False),
        ("The river rose.", 1, False),
    ],
)
def test_who_can_speak(text: str, at: int, spoken: bool) -> None:
    """People, bodies and papers can; weather cannot."""
    _, parsed = parse(text)
    assert can_speak(parsed.paragraphs[0].doc[at]) is spoken


def test_people() -> None:
    """A role is a person, a report is none."""
    _, parsed = parse("The minister read the report to her.")
    doc = parsed.paragraphs[0].doc
    assert [t.text for t in doc if is_person_word(t)] == ["minister", "her"]


@pytest.mark.parametrize(
    "text",
    [
        "The evening promised rain.",
        "The avalanche claimed two lives.",
        "The clinic admitted forty patients overnight.",
        "She called her brother from the station.",
        "Osk recalled its envoy.",
        "The broker quoted a price of nine crowns a share.",
        "The goalkeeper denied him twice.",
        'They danced to "Kiss Me at the Customs House" until the lights failed.',
        'Police found nine "antique" clocks.',
    ],
)
def test_verbs_that_say_nothing(text: str) -> None:
    """The same verbs with other subjects and objects are no cues."""
    document, parsed = parse(text)
    assert find_quotations(document, parsed)[0] == ()
