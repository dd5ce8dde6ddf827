"""What somebody says others must do, or thinks of what they do."""

import pytest

from tests.annotate.events_of import events_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("France said Portugal must stop the dredging.", "REQUEST"),
        ('"Portugal should respect the treaty," the French foreign minister said.', "REQUEST"),
        ("The French president said Portugal's plan was unacceptable.", "ACCUSE"),
        ("The French president said Portugal's role was constructive.", "SUPPORT"),
    ],
)
def test_duties_blame_and_praise(text: str, kind: str) -> None:
    """Who says it is the actor, of whom it is said the recipient."""
    (event,) = events_of(text)
    assert event.event_type == kind
    assert [p.country for p in event.actors] == ["FRA"] and [p.country for p in event.recipients] == ["PRT"]


def test_the_texts_own_judgement_is_nobodys() -> None:
    """Without a speaker there is no event."""
    assert events_of("Portugal's plan was unacceptable.") == ()


def test_of_oneself_it_is_no_event() -> None:
    """A state that says it must change asks nobody."""
    assert events_of("The French president said France must change.") == ()
