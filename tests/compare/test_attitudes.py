"""What an actor wants or believes is kept apart from what was done and said."""

from dataclasses import replace

import pytest

from crosswire.compare.timeline import attitude_of, status_of
from crosswire.model import Act, DateValue, Quotation, Reading
from tests.compare.conftest import Told

DAY = DateValue("2031-05-09")
LATER = DateValue("2031-05-13")
ACT = Act(id="a-1", start=30, end=60, verb=(40, 45), lemma="suspend")
WISH = Quotation(
    id="q-1", content=((30, 60),), cue=((20, 29),), source=((10, 19),), type="indirect", where="body", speech=False
)


def test_a_wish_is_not_done() -> None:
    """A dated clause is done; inside what somebody believes it is reported, inside what somebody hopes for it is planned."""
    assert status_of(ACT, DAY, LATER) == "done"
    assert status_of(ACT, DAY, LATER, replace(WISH, cue_lemma="believe")) == "reported"
    assert status_of(ACT, DAY, LATER, replace(WISH, cue_lemma="hope")) == "planned"


@pytest.mark.parametrize(
    ("verb", "quotation", "held"), [((40, 45), "q-1", True), ((22, 27), None, True), ((70, 74), None, False)]
)
def test_attitude_of_a_clause(verb: tuple[int, int], quotation: str | None, held: bool) -> None:
    """A clause belongs to an attitude by its content or its cue; speech is no attitude."""
    act = replace(ACT, verb=verb, quotation=quotation)
    assert (attitude_of(act, Reading("d-1", quotations=(WISH,))) is not None) == held
    assert attitude_of(act, Reading("d-1", quotations=(replace(WISH, speech=True),))) is None


def test_a_stance_told_as_an_attitude_is_a_position(strait: Told) -> None:
    """What a state is opposed to is evidence of where it stands, and stands in no statement."""
    assert ("Veldania", "opposes") in {(strait.actor(p.party), p.stance) for p in strait.positions}
    attitudes = {q.id for r in strait.readings for q in r.quotations if not q.speech}
    assert not attitudes & {q for s in strait.statements for q in (*s.quotations, *s.possible)}
