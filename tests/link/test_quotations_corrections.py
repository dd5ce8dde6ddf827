"""A person's judgements on quotations, as a build applies them."""

import pytest

from crosswire.errors import CorrectionError
from crosswire.link import correct_speakers, drop_quotations, wish_drop, wish_speaker, wish_undo_quotation
from crosswire.model import Act, make_id
from tests.factory import make_actor, make_attribution, make_document, make_mention, make_quotation, make_reading

TEXT = "Marran said the bay would stay open. Quill said the ships would not leave."
DOC = make_document(TEXT, name="a.txt")
FIRST = make_quotation(DOC, content="the bay would stay open")
SECOND = make_quotation(DOC, content="the ships would not leave")
MENTION = make_mention(DOC, "Marran")
OTHER = make_mention(DOC, "Quill")
ACT = Act("a-1", 12, 35, (12, 15), "stay", quotation=FIRST.id)
READING = make_reading(DOC, quotations=[FIRST, SECOND], mentions=[MENTION, OTHER], acts=[ACT])
MARRAN = make_actor("Ilse Marran", mentions=((DOC.id, MENTION.id),))
QUILL = make_actor("Teodor Quill", mentions=((DOC.id, OTHER.id),))


def test_what_is_no_quotation_goes():
    """Its record goes, and what pointed at it points nowhere."""
    correction = wish_drop([READING], (), FIRST.id)
    (after,), troubles = drop_quotations([READING], (correction,))
    assert [q.id for q in after.quotations] == [SECOND.id] and after.acts[0].quotation is None and not troubles


def test_it_is_known_again_where_another_reading_cuts_it_differently():
    """By the characters that both share, not by the id alone."""
    correction = wish_drop([READING], (), FIRST.id)
    longer = make_quotation(DOC, content="the bay would stay open.")
    (after,), troubles = drop_quotations([make_reading(DOC, quotations=[longer, SECOND])], (correction,))
    assert [q.id for q in after.quotations] == [SECOND.id] and not troubles


def test_what_is_not_found_again_is_told():
    """A correction that no longer finds anything says so."""
    correction = wish_drop([READING], (), FIRST.id)
    _, troubles = drop_quotations([make_reading(DOC, quotations=[SECOND])], (correction,))
    assert len(troubles) == 1 and correction.id in troubles[0]


def test_an_undone_correction_changes_nothing():
    """The log is append-only; undo is a line of its own."""
    first = wish_drop([READING], (), FIRST.id[:8])
    log = (first, wish_undo_quotation((first,), ""))
    assert drop_quotations([READING], log) == ((READING,), ())


def test_a_speaker_is_set_with_its_reason():
    """The attribution says that a person gave it."""
    correction = wish_speaker([READING], [MARRAN, QUILL], (), FIRST.id, "teodor quill")
    before = [make_attribution(DOC, FIRST, MARRAN), make_attribution(DOC, SECOND, QUILL)]
    after, troubles = correct_speakers(before, [READING], [MARRAN, QUILL], (correction,), {})
    assert after[0].speakers == (QUILL.id,) and after[0].status == "set" and correction.id in after[0].basis
    assert after[1] == before[1] and not troubles


def test_a_speaker_is_found_again_after_a_merge_or_under_another_id():
    """By what the merge left, else by a mention that the actor had."""
    correction = wish_speaker([READING], [MARRAN, QUILL], (), FIRST.id, QUILL.id)
    renamed = make_actor("T. Quill", mentions=QUILL.mentions)
    after, _ = correct_speakers([], [READING], [MARRAN, renamed], (correction,), {})
    assert after[0].speakers == (renamed.id,)
    after, _ = correct_speakers([], [READING], [MARRAN], (correction,), {QUILL.id: MARRAN.id})
    assert after[0].speakers == (MARRAN.id,)


def test_nobody_who_is_known():
    """An empty speaker takes a wrong one away."""
    correction = wish_speaker([READING], [MARRAN], (), FIRST.id, "")
    after, _ = correct_speakers([make_attribution(DOC, FIRST, MARRAN)], [READING], [MARRAN], (correction,), {})
    assert after[0].speakers == () and after[0].status == "set"


@pytest.mark.parametrize("words", ["", "q-", make_id("q", "none")])
def test_what_fits_no_quotation_or_several_is_refused(words):
    """With a hint where ids are to be found."""
    with pytest.raises(CorrectionError):
        wish_drop([READING], (), words)


def test_nothing_to_undo_is_told():
    """Neither an unknown id nor an empty log is passed over in silence."""
    with pytest.raises(CorrectionError):
        wish_undo_quotation((), "")
