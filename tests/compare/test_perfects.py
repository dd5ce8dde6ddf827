"""Perfect tenses with an adverbial between auxiliary and participle."""

import pytest

from crosswire.compare.perfects import join_perfects
from crosswire.model import Act
from tests.factory import make_document, make_mention


def act_of(text: str, verb: str, subject: str | None = None) -> Act:
    """Return the clause of a verb in a text, as the parse gives it."""
    start = text.index(verb)
    named = (text.index(subject), text.index(subject) + len(subject)) if subject else None
    return Act(
        id="a", sentence=0, start=start, end=len(text), verb=(start, start + len(verb)), lemma=verb, subject=named
    )


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Veldania has all the same spoken out against the levy.", "spoken out", None),
        ("Veldania has for years rejected the levy.", "rejected", None),
        ("Veldania had in the past rejected the levy.", "rejected", "the past"),
        ("Veldania has as a result rejected the levy.", "has as a result rejected", None),
    ],
)
def test_the_actor_before_the_auxiliary_is_the_subject(text: str, verb: str, subject: str | None) -> None:
    """A participle behind an adverbial gets the subject of its auxiliary."""
    mention = make_mention(make_document(text), "Veldania")
    (act,) = join_perfects([act_of(text, verb, subject)], [mention], text)
    assert act.subject == (0, 8) and act.subjects == (mention.id,) and act.governed_by is None


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Veldania has a plan rejected by Osmark.", "rejected", None),
        ("Veldania has boats. For years rejected, it went.", "rejected", None),
        ("Veldania has for years rejected the levy.", "rejected", "Veldania"),
    ],
    ids=["an object", "another sentence", "its own subject"],
)
def test_what_stays(text: str, verb: str, subject: str | None) -> None:
    """What the auxiliary has, or a clause that is whole, stays as it is."""
    act = act_of(text, verb, subject)
    assert join_perfects([act], [make_mention(make_document(text), "Veldania")], text) == [act]
