"""What wishes about actors and about issues share."""

import pytest

from crosswire.errors import CorrectionError
from crosswire.model import Actor, Issue, make_id
from crosswire.model.corrections import ActorCorrection, IssueCorrection, StoryCorrection
from crosswire.model.wishes import choose, choose_to_merge, choose_to_undo, name_notes, undo

RADAR = Issue("i-12ab", "radar masts", ("masts",), ())
FERRY = Issue("i-34cd", "ferry fares", ("fares",), ())


@pytest.mark.parametrize("words", ["i-12ab", "i-12", "Radar  Masts", "masts"])
def test_who_is_meant(words: str) -> None:
    """An id, the beginning of one, a name and an alias name the same one."""
    assert choose([FERRY, RADAR], words, "issue") is RADAR


def test_an_id_of_another_kind_names_nothing() -> None:
    """The beginning of an id counts only with the letter of its kind."""
    with pytest.raises(CorrectionError, match=r"is no actor of this dossier\..*crosswire actors list"):
        choose([Actor("p-12ab", "Ilse Marran", "person", ())], "i-12", "actor")


def test_a_merge_of_what_a_split_made_is_told() -> None:
    """A merge of two that an earlier split took apart names the split."""
    split = IssueCorrection("k-1", "split", RADAR.id, RADAR.name, forms=("fares",))
    part = Issue(make_id("i", "split", "k-1"), "fares", ("fares",), ())
    chosen, notes = choose_to_merge([RADAR, part], (split,), [RADAR.id, part.id], "issue")
    assert chosen == [RADAR, part] and "crosswire issues undo DIR k-1" in notes[0]


def test_a_name_that_is_taken_is_told() -> None:
    """A new name replaces an earlier one, and may be another's."""
    earlier = IssueCorrection("k-1", "rename", RADAR.id, RADAR.name, value="masts")
    assert len(name_notes([RADAR, FERRY], (earlier,), RADAR, FERRY.name)) == 2
    assert name_notes([RADAR, FERRY], (earlier,), FERRY, "boats") == []


def test_undo_tells_who_misses_the_part() -> None:
    """Taking a split back is told to speak against later corrections of what it made."""
    split = ActorCorrection("k-1", "split", "p-1", "Ilse Marran")
    later = ActorCorrection("k-2", "rename", make_id("p", "split", "k-1"), "Marran", value="Tave")
    taken, notes = undo((split, later), "k-1", "actor")
    assert (taken.verb, taken.of, taken.actor) == ("undo", "k-1", "p-1")
    assert [n.split()[1] for n in notes] == ["k-2"]


def test_an_unclear_undo_lists_what_stands() -> None:
    """A beginning that fits several corrections is told with what each says."""
    log = tuple(StoryCorrection(f"k-{n}", "group", ("d-1", "d-2"), ("a.txt", "b.txt")) for n in range(2))
    assert choose_to_undo(log, "", "stories").id == "k-1"
    with pytest.raises(CorrectionError, match=r"fits 2 corrections\. Corrections of stories: k-0 group a\.txt, b\.txt"):
        choose_to_undo(log, "k-", "stories")
