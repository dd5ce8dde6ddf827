"""Tagger and rules together."""

from dataclasses import replace

import pytest

from crosswire.annotate.tagger_combine import Learned, combine, overlap, partner_of, view_of
from crosswire.model import Quotation

SIGNS = (0.0,) * 8
SURE = (5.0, *[0.0] * 13)
"""Weights by which every record is kept."""
AGREED = (-5.0, *[0.0] * 8, 10.0, 0.0, 0.0, 0.0, 0.0)
"""Weights by which only what the rules found too is kept."""


def make(number: int, cue: tuple[int, int], *content: tuple[int, int], **others: object) -> Quotation:
    """Make a record."""
    fields = {"source": ((0, 4),), "type": "indirect", "where": "body", "basis": "content: clause"} | others
    return Quotation(id=f"q-{number}", content=content, cue=(cue,), **fields)  # type: ignore[arg-type]


def test_a_partner_shares_cue_and_content() -> None:
    """The same cue over other words is no partner; the same words by the same source are, whatever the cue, and by another are not."""
    learned = make(1, (5, 9), (10, 30))
    assert partner_of(learned, [make(2, (5, 9), (12, 30))]) is not None
    beside = make(3, (31, 33), (10, 30))
    assert partner_of(learned, [make(2, (5, 9), (40, 50)), beside]) is beside
    assert partner_of(learned, [make(2, (5, 9), (40, 50)), replace(beside, source=((50, 54),))]) is None


def test_contents_overlap_by_their_characters() -> None:
    """All common characters over all characters of both."""
    assert overlap([(0, 10)], [(5, 15)]) == pytest.approx(1 / 3)
    assert overlap([(0, 10)], [(0, 4), (6, 10)]) == pytest.approx(0.8)
    assert overlap([], []) == 0.0


def test_what_the_rules_say_of_a_record() -> None:
    """Found with the same content, found with other words, another there, nothing there, nothing there by one who cannot speak."""
    learned = Learned(make(1, (5, 9), (10, 30)), 0.5, SIGNS)
    same, other, beside = make(2, (5, 9), (10, 30)), make(3, (5, 9), (26, 60)), make(4, (31, 33), (10, 30))
    assert view_of(learned, same, [same]) == (1.0, 1.0, 1.0, 0.0, 0.0)
    assert view_of(learned, other, [other]) == (1.0, 0.0, 0.0, 0.0, 0.0)
    assert view_of(learned, None, [beside]) == (0.0, 0.0, 0.0, 1.0, 0.0)
    assert view_of(learned, None, []) == (0.0, 0.0, 0.0, 0.0, 0.0)
    assert view_of(replace(learned, mute=True), None, []) == (0.0, 0.0, 0.0, 0.0, 1.0)


def test_a_refusal_has_the_bounds_of_what_was_not_said() -> None:
    """ "refused | to comment on the leak" is the rules' "to comment | on the leak" where the same one refuses and comments."""
    refused = make(1, (5, 12), (13, 39))
    comment = make(2, (13, 23), (24, 39), negated=True)
    assert partner_of(refused, [comment]) is comment
    assert partner_of(refused, [replace(comment, source=((50, 54),))]) is None
    (found,) = combine([Learned(refused, 0.5, SIGNS)], [comment], SURE)
    assert (found.id, found.cue, found.content, found.negated) == ("q-2", ((13, 23),), ((24, 39),), True)


def test_a_lookalike_needs_the_rules() -> None:
    """What by its parse is no attribution is kept only where the rules found it too."""
    learned = Learned(make(1, (5, 9), (10, 30)), 0.5, SIGNS, lookalike=True)
    assert combine([learned], [], SURE) == ()
    assert [q.id for q in combine([learned], [make(2, (5, 9), (10, 30))], SURE)] == ["q-1"]


def test_what_stands_in_a_turn_is_nested_in_it() -> None:
    """A turn has the rules' bounds; what the tagger found within them points to it, and the rules' turn takes the place of pieces of it."""
    turn = make(3, (5, 6), (7, 90), basis="turn")
    whole, inner = Learned(make(1, (5, 6), (7, 30)), 0.5, SIGNS), Learned(make(2, (40, 44), (45, 60)), 0.5, SIGNS)
    for learned in ([whole, inner], [inner]):
        found = {q.id: q for q in combine(learned, [turn], SURE)}
        assert found["q-2"].nested_in == "q-3"
        assert found["q-3"].content == ((7, 90),)


def test_certainty_decides() -> None:
    """What both found may be kept where what one found is not."""
    learned = [Learned(make(1, (5, 9), (10, 30)), 0.5, SIGNS), Learned(make(2, (45, 49), (50, 60)), 0.5, SIGNS)]
    ruled = [make(3, (5, 9), (10, 30))]
    assert [q.id for q in combine(learned, ruled, AGREED)] == ["q-1"]
    assert [q.id for q in combine(learned, ruled, SURE)] == ["q-1", "q-2"]


def test_the_rules_complete_a_record() -> None:
    """A missing source, who passed it on, and denial come from the rules; an outlet taken for the speaker is put right."""
    ruled = [make(3, (5, 9), (10, 30), negated=True, cue_lemma="say", via_span=((40, 44),), addressee=(31, 35))]
    (found,) = combine([Learned(make(1, (5, 9), (10, 30), source=()), 0.5, SIGNS)], ruled, SURE)
    assert found.source == ((0, 4),)
    assert (found.negated, found.cue_lemma, found.via_span, found.addressee) == (True, "say", ((40, 44),), (31, 35))
    (found,) = combine([Learned(make(1, (5, 9), (10, 30), source=((40, 44),)), 0.5, SIGNS)], ruled, SURE)
    assert found.source == ((0, 4),)


def test_forms_of_the_rules_are_added_where_there_is_room() -> None:
    """A shot list's quotation is added; a clause that only the rules see is not; nor what the tagger claims already."""
    learned = [Learned(make(1, (5, 9), (10, 30)), 0.5, SIGNS)]
    shot = make(2, (45, 49), (50, 60), basis="shot list")
    clause = make(3, (65, 69), (70, 80))
    over = make(4, (31, 33), (20, 30), basis="dash and name")
    assert [q.id for q in combine(learned, [shot, clause, over], SURE)] == ["q-1", "q-2"]


def test_an_inner_attribution_of_the_rules_is_nested() -> None:
    """One whose cue stands in a kept content points at it, whatever its own outer one was."""
    learned = [Learned(make(1, (5, 9), (10, 60)), 0.5, SIGNS)]
    inner = make(2, (20, 24), (25, 40), nested_in="q-9")
    found = combine(learned, [inner], SURE)
    assert [(q.id, q.nested_in) for q in found] == [("q-1", None), ("q-2", "q-1")]


def test_the_metadata_zone_belongs_to_the_rules() -> None:
    """There the tagger's records are left out and the rules' kept, whatever their form."""
    learned = [Learned(make(1, (5, 9), (10, 30), where="metadata"), 0.9, SIGNS)]
    ruled = [make(2, (5, 9), (10, 28), where="metadata")]
    assert [q.id for q in combine(learned, ruled, SURE)] == ["q-2"]


def test_attitudes_of_the_tagger_alone_can_be_left_out() -> None:
    """With attitudes=False an attitude stays only where the rules found it too."""
    wants = Learned(make(1, (5, 9), (10, 30), speech=False), 0.9, SIGNS)
    hopes = Learned(make(2, (45, 49), (50, 60), speech=False), 0.9, SIGNS)
    says = Learned(make(3, (65, 69), (70, 80)), 0.9, SIGNS)
    ruled = [make(4, (5, 9), (10, 30), speech=False)]
    assert [q.id for q in combine([wants, hopes, says], ruled, SURE, attitudes=False)] == ["q-1", "q-3"]


def test_a_lost_outer_one_leaves_no_pointer() -> None:
    """A nested record whose outer one was not kept stands by itself."""
    outer = Learned(make(1, (5, 9), (10, 60), speech=False), 0.9, SIGNS)
    inner = Learned(replace(make(2, (20, 24), (25, 40)), nested_in="q-1"), 0.9, SIGNS)
    found = combine([outer, inner], [], SURE, attitudes=False)
    assert [(q.id, q.nested_in) for q in found] == [("q-2", None)]


def test_what_was_not_said_is_added_where_there_is_room() -> None:
    """A clause that was denied or supposed comes from the rules alone; a phrase does not."""
    clause = make(1, (5, 9), (10, 30), negated=True, basis="content: clause; source: subject")
    phrase = make(2, (45, 49), (50, 60), negated=True, basis="content: noun phrase; source: subject")
    assert [q.id for q in combine([], [clause, phrase], SURE)] == ["q-1"]


def test_a_phrase_that_was_not_said_is_added_too() -> None:
    """ "has yet to comment on the leak" is a denial with a prepositional phrase."""
    phrase = make(1, (5, 9), (10, 30), negated=True, basis="content: prepositional phrase; source: subject")
    assert [q.id for q in combine([], [phrase], SURE)] == ["q-1"]
    assert combine([], [replace(phrase, negated=False)], SURE) == ()


def test_a_clause_of_the_rules_holds_what_the_tagger_found() -> None:
    """ "The memoir says | Reeve remarked that ..." becomes the outer record of what Reeve remarked; one that cuts it in two does not."""
    inner = Learned(make(1, (20, 28), (29, 50)), 0.5, SIGNS)
    outer = make(2, (11, 15), (16, 50), basis="content: clause; source: subject")
    assert [(q.id, q.nested_in) for q in combine([inner], [outer], SURE)] == [("q-2", None), ("q-1", "q-2")]
    cutting = make(2, (11, 15), (16, 40), basis="content: clause; source: subject")
    assert [q.id for q in combine([inner], [cutting], SURE)] == ["q-1"]


def test_a_frame_is_no_content() -> None:
    """ "she said" behind a clause is its source and cue, not what the clause's subject says."""
    clause = Learned(make(1, (35, 39), (0, 29), source=((31, 34),)), 0.9, SIGNS)
    frame = Learned(make(2, (5, 10), (31, 39)), 0.5, SIGNS)
    assert [q.id for q in combine([clause, frame], [], SURE)] == ["q-1"]


def test_who_is_urged_belongs_to_the_content() -> None:
    """Of "urged | his followers | to stay" the rules' bounds are taken where the tagger left the followers out."""
    ruled = make(2, (5, 10), (11, 40), basis="content: infinitive; source: subject", text="his followers to stay")
    (found,) = combine([Learned(make(1, (5, 10), (25, 40), text="to stay"), 0.5, SIGNS)], [ruled], SURE)
    assert found.content == ((11, 40),)


def test_who_is_asked_is_not_who_asks() -> None:
    """Of "Asked whether ..., she said" the rules name nobody as the one who asked."""
    asked = make(2, (0, 5), (6, 30), source=(), basis="asked; source: none named")
    (found,) = combine([Learned(make(1, (0, 5), (6, 30), source=((32, 35),)), 0.5, SIGNS)], [asked], SURE)
    assert found.source == ()


def test_every_record_says_how_certain_it_is() -> None:
    """The tagger's by its chance and what the rules say of it."""
    (found,) = combine([Learned(make(1, (5, 9), (10, 30)), 0.5, SIGNS)], [make(2, (5, 9), (10, 30))], SURE)
    assert found.certainty is not None
    assert found.certainty > 0.9
    assert found.certainty_word == "sure"
    assert found.certainty_reason.startswith("tagger and rules agree")


def test_layout_bounds_a_turn() -> None:
    """Of a turn both found, the rules' bounds are taken; of a clause, the tagger's."""
    turn = make(2, (5, 6), (7, 60), basis="turn", text="whole")
    (found,) = combine([Learned(make(1, (5, 6), (7, 30), text="part"), 0.5, SIGNS)], [turn], SURE)
    assert (found.content, found.text) == (((7, 60),), "whole")
    (found,) = combine([Learned(make(1, (5, 6), (7, 30), text="part"), 0.5, SIGNS)], [make(2, (5, 6), (7, 60))], SURE)
    assert (found.content, found.text) == (((7, 30),), "part")


def test_a_record_bounded_by_the_layout_has_the_rules_id() -> None:
    """The id is made of content and cue: where these are the rules', so is it, and what stands inside points there."""
    outer, inner = make(1, (5, 6), (7, 40)), make(2, (20, 24), (25, 40), nested_in="q-1")
    turn = make(3, (5, 6), (7, 60), basis="turn", type="direct")
    found = {q.id: q for q in combine([Learned(outer, 0.5, SIGNS), Learned(inner, 0.5, SIGNS)], [turn], SURE)}
    assert (found["q-3"].content, found["q-3"].type) == (((7, 60),), "direct")
    assert found["q-2"].nested_in == "q-3" and "q-1" not in found
