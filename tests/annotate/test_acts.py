"""Acts: who does what, and how the clause says that it stands."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.annotate.acts import Overlaps, find_acts
from crosswire.annotate.times import find_times
from crosswire.model import Act
from tests.annotate.parse import parse, resolved


def acts(text: str) -> dict[str, Act]:
    """Return the acts of a text by lemma (the first of each)."""
    document, mentions, quotations = resolved(text)
    _, parsed = parse(text)
    found = find_acts(document, parsed, mentions, quotations, find_times(document, parsed))
    return {a.lemma: a for a in reversed(found)}


def words(text: str, span: tuple[int, int] | None) -> str | None:
    """Return the words of a span."""
    return None if span is None else text[span[0] : span[1]]


def test_subject_object_and_time() -> None:
    """The plain case, with the actors' mentions and the time."""
    text = "France suspended the treaty on Tuesday."
    act = acts(text)["suspend"]
    assert (words(text, act.subject), words(text, act.object)) == ("France", "the treaty")
    assert len(act.subjects) == 1 and len(act.times) == 1
    assert (act.tense, act.modality, act.negated) == ("past", None, False)


def test_a_passive_has_its_agent_as_subject() -> None:
    """By whom it was done; without an agent nobody."""
    text = "The plan was blocked by Portugal."
    act = acts(text)["block"]
    assert (words(text, act.subject), words(text, act.object)) == ("Portugal", "The plan")
    assert acts("The plan was blocked.")["block"].subject is None


def test_a_threat_is_not_a_deed() -> None:
    """Governed by the threat, intended."""
    act = acts("Portugal threatened to leave the pact.")["leave"]
    assert (act.governed_by, act.modality) == ("threaten", "intended")
    assert acts("Portugal threatened to leave the pact.")["threaten"].modality is None


def test_a_refusal_negates() -> None:
    """Declined to ratify until: negated, with its condition on both verbs."""
    text = "Portugal has declined to ratify the accord until France opens its ports."
    found = acts(text)
    assert found["ratify"].negated and found["ratify"].governed_by == "decline"
    assert words(text, found["ratify"].condition) == "until France opens its ports"
    assert found["decline"].condition == found["ratify"].condition


def test_modality_and_negation() -> None:
    """Will, would, is doing, does not."""
    assert acts("France will leave the pact.")["leave"].modality == "future"
    assert acts("France would leave the pact.")["leave"].modality == "hypothetical"
    assert acts("France was leaving the pact.")["leave"].modality == "ongoing"
    assert acts("France did not leave the pact.")["leave"].negated
    assert acts("No ships left the port.")["leave"].negated


def test_plans_belong_to_who_has_them() -> None:
    """X's plans to, X plans to."""
    for text in ("They fear France's plans to deploy ships.", "They criticized France plans to deploy ships."):
        act = acts(text)["deploy"]
        assert (words(text, act.subject) or "").startswith("France") and act.modality == "intended"


def test_joined_and_relative_verbs_borrow_their_subject() -> None:
    """And urged; which crushed; urged others to stay away."""
    text = "Portugal, which closed the port, criticized the drills and urged other states to boycott them."
    found = acts(text)
    assert words(text, found["close"].subject) == words(text, found["urge"].subject) == "Portugal"
    assert words(text, found["boycott"].subject) == "other states"


def test_reasons() -> None:
    """In retaliation, to protest, because, saying."""
    cases = {
        "France closed the port in retaliation for the plan.": "in retaliation for the plan",
        "France closed the port to protest the plan.": "to protest the plan",
        "France closed the port because the plan failed.": "because the plan failed",
        "France closed the port, saying the plan had failed.": "saying the plan had failed",
    }
    for text, reason in cases.items():
        assert [words(text, r) for r in acts(text)["close"].reason] == [reason], text


def test_a_trailing_participle_is_not_the_clause() -> None:
    """The clause ends where its reason begins."""
    text = "France closed the port in 2007, saying the plan had failed."
    act = acts(text)["close"]
    assert words(text, (act.start, act.end)) == "France closed the port in 2007"


def test_contrasts_are_cut_off() -> None:
    """While Y says ... is a clause of its own."""
    text = "Paris says the masts would help, while Lisbon says they would not."
    document, mentions, quotations = resolved(text)
    found = find_acts(document, parse(text)[1], mentions, quotations, ())
    clauses = [words(text, (a.start, a.end)) for a in found if a.lemma == "say"]
    assert clauses[0] == "Paris says the masts would help"


def test_locations() -> None:
    """Where it was done, joined places together."""
    text = "They deployed radar in Poland and Portugal."
    assert [words(text, s) for s in acts(text)["deploy"].location] == ["in Poland and Portugal"]


def test_an_act_knows_its_quotation_and_sentence() -> None:
    """Told, not done."""
    found = acts("France left. Portugal said France broke the treaty.")
    assert found["break"].quotation is not None and found["say"].quotation is None
    assert found["leave"].sentence == 0 and found["break"].sentence == 1


PIECES = (
    "France",
    "said",
    "to",
    "leave",
    "the",
    "port",
    ",",
    "“",
    "”",
    "and",
    "which",
    "was",
    "not",
    "by",
    "until",
    ".",
)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_spans_lie_in_the_text(pieces: list[str]) -> None:
    """Whatever the parse makes of it."""
    text = " ".join(pieces)
    for act in acts(text).values():
        spans = [(act.start, act.end), act.verb, act.subject, act.object, act.condition, *act.reason, *act.location]
        assert all(0 <= a < b <= len(text) for a, b in (s for s in spans if s))


RUN_ON = 'Minister Ana Bole said "we will go" on Monday, and '


def test_a_sentence_without_end_has_no_acts() -> None:
    """A run-on sentence is passed over, whatever its length; the sentence behind it is read."""
    text = RUN_ON * 200 + "they left.\nPortugal closed the port."
    started = time.process_time()
    found = acts(text)
    assert set(found) == {"close"}
    assert time.process_time() - started < 20  # it was minutes


def test_a_long_sentence_is_read() -> None:
    """Below the bound, joined clauses each have their own span and contrasts are cut off."""
    text = "Portugal closed the port" + ", and Ilse Marran left the town" * 20 + ", while Paris opened a harbour."
    document, mentions, quotations = resolved(text)
    found = find_acts(document, parse(text)[1], mentions, quotations, ())
    assert len([a for a in found if a.lemma == "leave"]) == 20
    (first,) = [a for a in found if a.lemma == "close"]
    assert words(text, (first.start, first.end)) == "Portugal closed the port"


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9)), max_size=12), st.integers(0, 30), st.integers(1, 9))
def test_what_meets_a_place(rows: list[tuple[int, int]], start: int, length: int) -> None:
    """The records found by halving are those that a look at every record finds."""
    places = [(a, a + n, i) for i, (a, n) in enumerate(rows)]
    expected = [i for a, b, i in sorted(places, key=lambda r: r[0]) if a < start + length and start < b]
    assert Overlaps(places).over(start, start + length) == expected
