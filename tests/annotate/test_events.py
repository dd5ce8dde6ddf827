"""Events of a document: who did what to whom, and what is no event."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.annotate.events_lexicon import QUADS
from crosswire.annotate.events_model import load_coder
from crosswire.annotate.times import find_times
from crosswire.model import EventReport
from tests.annotate.events_of import events_of, told, words
from tests.annotate.parse import parse

PLAIN = (
    ("Veldania accused Osmark of spying.", "ACCUSE", "Veldania", "Osmark"),
    ("Osmark was accused by Veldania of spying.", "ACCUSE", "Veldania", "Osmark"),
    ("Veldania held talks with Osmark on Tuesday.", "CONSULT", "Veldania", "Osmark"),
    ("Veldania imposed sanctions on Osmark.", "SANCTION", "Veldania", "Osmark"),
    ("Veldania gave Osmark 3 million dollars of aid.", "AID", "Veldania", "Osmark"),
    ("Veldania called on Osmark to withdraw its troops.", "REQUEST", "Veldania", "Osmark"),
    ("Veldania refused to meet the prime minister of Osmark.", "REJECT", "Veldania", "the prime minister of Osmark"),
    ("Veldania threatened to cut off aid to Osmark.", "THREATEN", "Veldania", "Osmark"),
    ("Veldania released two Osmark soldiers.", "RETREAT", "Veldania", "Osmark soldiers"),
    ("Veldania withdrew its troops from Osmark.", "RETREAT", "Veldania", "Osmark"),
    ("Veldania arrested three Osmark journalists.", "COERCE", "Veldania", "Osmark journalists"),
    ("Veldanian rebels attacked Osmark.", "ASSAULT", "Veldanian rebels", "Osmark"),
    ("Veldania praised Osmark.", "SUPPORT", "Veldania", "Osmark"),
    ("Veldania agreed to send food to Osmark.", "AGREE", "Veldania", "Osmark"),
    ("Veldania called off a meeting with Osmark.", "REJECT", "Veldania", "Osmark"),
    ("Veldania ended its sanctions against Osmark.", "CONCEDE", "Veldania", "Osmark"),
)
"""Text, type, actor, recipient."""


@pytest.mark.parametrize(("text", "kind", "actor", "recipient"), PLAIN)
def test_who_did_what_to_whom(text: str, kind: str, actor: str, recipient: str) -> None:
    """Objects, passives, prepositions, infinitives and owners lead to the two sides."""
    lead = "Veldania's president met Osmark's president. "
    found = [e for e in events_of(lead + text) if e.start >= len(lead)]
    assert [e.event_type for e in found] == [kind]
    (event,) = found
    assert actor in words(lead + text, event.actors)[0]
    assert recipient.split()[-1] in words(lead + text, event.recipients)[0]
    assert event.quad_code == QUADS[kind] and event.cameo


def test_both_sides_of_a_reciprocal_act_are_actors() -> None:
    """Joined subjects have no recipient; the act runs both ways."""
    (event,) = events_of("France and Portugal signed a treaty on Monday.")
    assert (event.event_type, len(event.actors), event.recipients, event.reciprocal) == ("SUPPORT", 2, (), True)


def test_talks_between_two_states_are_one_event() -> None:
    """A noun's own words name both sides."""
    found = told("Talks between France and Portugal broke down on Monday.")
    assert ("CONSULT", ["France", "Portugal"], []) in found


def test_a_condition_is_no_act_but_asks_for_one() -> None:
    """ "until Portugal withdraws" is not a withdrawal; who sets the condition demands it."""
    found = events_of("France refused to ratify the treaty until Portugal withdraws its troops from Spain.")
    assert [e.event_type for e in found] == ["REJECT", "REQUEST"]
    assert found[1].mode == "yield"


def test_what_is_asked_promised_or_refused_did_not_happen() -> None:
    """Acts under an operator are read with it and are none of their own."""
    assert [e[0] for e in told("France demanded that Portugal release two journalists.")] == ["REQUEST"]
    assert [e[0] for e in told("France rejected an offer by Portugal to host talks.")] == ["REJECT"]
    assert [e[0] for e in told("France accused Portugal of arresting its diplomats.")] == ["ACCUSE"]


def test_a_negated_act_is_dropped_and_one_to_come_is_marked() -> None:
    """As the codebook asks: a visit to come is an agreement."""
    assert told("France did not attack Portugal.") == []
    (event,) = events_of("The French foreign minister will visit Portugal in June.")
    assert (event.event_type, event.auxiliary, event.cameo) == ("AGREE", ("future",), "036")


def test_titles_tell_no_event() -> None:
    """What a headline repeats is told once, by the body."""
    text = "France attacks Portugal\nFrance attacked Portugal on Monday."
    from tests.annotate.parse import parse
    from tests.factory import make_document

    document = make_document(text, zones=[("France attacks Portugal", "title")])
    from crosswire.annotate import load_engine, read_document

    reading, _ = read_document(document, load_engine())
    assert [e.where for e in reading.event_reports] == ["body"]
    assert parse(text)


def test_a_told_duty_is_a_request() -> None:
    """ "X said Y must" asks Y for it, whoever Y is."""
    (event,) = events_of("France said Portugal must stop the dredging.")
    assert (event.event_type, words("France said Portugal must stop the dredging.", event.recipients)) == (
        "REQUEST",
        ["Portugal"],
    )


def test_a_comment_is_a_record_without_a_type() -> None:
    """CAMEO 01 has no PLOVER type."""
    (event,) = events_of("France commented on Portugal's plans.")
    assert (event.event_type, event.cameo, event.quad_code) == (None, "010", 1)


def test_times_and_claims_are_kept() -> None:
    """The clause's time, and who says it in whose words."""
    text = "France attacked Portugal on Monday, the Spanish minister said."
    (event,) = events_of(text)
    assert len(event.times) == 1 and event.quotation and len(event.claimed_by) == 1


def test_a_country_that_is_not_said_is_inferred_and_says_so() -> None:
    """The only country of the sentence, with its basis."""
    (event,) = events_of("Police in France arrested three protesters.")
    (party,) = event.recipients
    assert (party.country, party.country_basis) == ("FRA", "the only country that the sentence names")


def test_the_coder_says_how_sure_the_type_is() -> None:
    """With the coder a lone event of a sentence has a chance; without it none."""
    text = "France imposed sanctions on Portugal."
    (plain,), (rated,) = events_of(text), events_of(text, load_coder())
    assert plain.certainty is None
    assert rated.certainty is not None and 0 <= rated.certainty <= 1


def places(report: EventReport) -> list[tuple[int, int]]:
    """Return all places of a report."""
    sides = [p.span for p in (*report.actors, *report.recipients)]
    return [(report.start, report.end), *report.trigger, *report.location, *sides]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "France",
                "Portugal",
                "attacked",
                "talks",
                "with",
                "until",
                "said",
                ",",
                "and",
                "troops",
                "the",
                "by",
                "Monday",
                "will",
                "not",
                "sanctions",
                "on",
                '"',
                "of",
            ]
        ),
        max_size=25,
    )
)
def test_any_words_give_places_inside_the_text(parts: list[str]) -> None:
    """Whatever the order of words: no crash, every place holds, ids are unique."""
    text = " ".join(parts) or "."
    found = events_of(text)
    assert all(0 <= a < b <= len(text) for e in found for a, b in places(e))
    assert len({e.id for e in found}) == len(found)


@pytest.mark.parametrize(
    ("text", "event", "kind"),
    [
        ("France and Portugal are to sign a treaty in November.", "sign", "AGREE"),
        ("French soldiers fired on a Portuguese boat.", "fired", "ASSAULT"),
        ("France closed its embassy in Portugal.", "closed", "SANCTION"),
        ("France sent rescue teams to Portugal after a flood.", "sent", "AID"),
        ("French miners will strike next week.", "strike", "PROTEST"),
        ("France will withdraw its patrols from the sound.", "withdraw", "AGREE"),
        ("President Paul Dubois flew to Portugal on Monday.", "flew", "CONSULT"),
        ("The week in France began with talks with Portugal.", "talks", "CONSULT"),
    ],
)
def test_more_ways_to_tell_an_act(text: str, event: str, kind: str) -> None:
    """What is arranged, what needs no recipient, and rarer verbs."""
    found = {text[slice(*e.trigger[0])]: e.event_type for e in events_of(text)}
    assert found.get(event) == kind


@pytest.mark.parametrize(
    "text",
    [
        "The aim of France is to sign a treaty with Portugal.",
        "The president hails from Portugal.",
        "The visitors returned to their hotel in Portugal.",
        "France tried to persuade Portugal of it.",
    ],
)
def test_what_looks_like_an_act(text: str) -> None:
    """An aim, an origin, a way home and an attempt at nothing that is coded."""
    assert events_of(text) == ()


def test_a_dateline_does_not_act_or_date() -> None:
    """ "HARLE, May 13 - ..." is where and when a report was sent."""
    text = "HARLE, May 13 - France accused Portugal on Tuesday of spying."
    (event,) = events_of(text)
    assert words(text, event.actors) == ["France"] and len(event.times) == 2
    document, parsed = parse(text)
    (tuesday,) = [t for t in find_times(document, parsed) if t.kind == "weekday"]
    assert event.times[0] == tuesday.id


def test_an_act_that_a_time_counts_from_has_that_time() -> None:
    """ "two days after it arrested them" is the arrest's own time, to be counted back (`told_from`)."""
    text = "French police met the crowd on Monday, two days after arresting 40 Portuguese students."
    (arrest,) = [e for e in events_of(text) if e.event_type == "COERCE"]
    (after,) = [t for t in find_times(*parse(text)) if t.anchor == "context"]
    assert arrest.times == (after.id,)
