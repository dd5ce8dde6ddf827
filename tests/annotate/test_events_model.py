"""The learned coder: loaded whole, the same every time, sure of what is plain."""

import pytest

from crosswire.annotate import events_model
from crosswire.annotate.events_features import BUCKETS, bucket, event_features, tokens_over
from crosswire.annotate.events_model import load_coder, weigh
from crosswire.errors import ModelError
from tests.annotate.parse import parse


def chances(text: str, actor: str, recipient: str) -> dict[str, float]:
    """Return the coder's chances for a pair in a sentence."""
    _, parsed = parse(text)
    sentence = parsed.paragraphs[0].doc[:]
    sides = [tokens_over(sentence, [(text.index(w), text.index(w) + len(w))]) for w in (actor, recipient)]
    return load_coder().chances(event_features(sentence, *sides))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Veldania accused Osmark of breaking the truce.", "ACCUSE"),
        ("Veldania released three prisoners from Osmark.", "YIELD"),
        ("Veldania bombed Osmark at dawn.", "ASSAULT"),
        ("Veldania held talks with Osmark.", "CONSULT"),
        ("Veldania sent food to Osmark.", "AID"),
    ],
)
def test_plain_sentences(text: str, kind: str) -> None:
    """The type of the pair is the likeliest."""
    found = chances(text, "Veldania", "Osmark")
    assert max(found, key=lambda k: found[k]) == kind
    assert sum(found.values()) == pytest.approx(1)


def test_names_play_no_part() -> None:
    """Parties are masked: other names give the same chances."""
    one = chances("Veldania accused Osmark of breaking the truce.", "Veldania", "Osmark")
    other = chances("Fennmark accused Tarsk of breaking the truce.", "Fennmark", "Tarsk")
    assert one == pytest.approx(other, abs=0.05)


def test_features_are_hashed_alike_everywhere() -> None:
    """CRC-32 of the words, not Python's hash of the day."""
    assert 0 <= bucket("1=talk") < BUCKETS
    assert weigh(["1=talk", "1=talk"]) == weigh(["1=talk"])


def test_damaged_weights_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that the note does not describe is not used."""
    monkeypatch.setattr(events_model, "WEIGHTS", "calibration.json")
    load_coder.cache_clear()
    with pytest.raises(ModelError, match="not the file"):
        load_coder()
    load_coder.cache_clear()
