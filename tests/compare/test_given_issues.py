"""Issues that people give, in a watch file or by corrections."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.compare.given_issues import give_issues, term_pattern
from crosswire.compare.issue_wishes import (
    choose_issue,
    wish_merge_issues,
    wish_pin_issue,
    wish_rename_issue,
    wish_split_issue,
    wish_undo_issue,
)
from crosswire.errors import CorrectionError
from crosswire.model import Issue
from crosswire.model.corrections import IssueCorrection
from crosswire.model.watch import Watch, WatchedIssue
from tests.compare.conftest import Told

NOTHING = Watch()


def give(
    strait: Told, *log: IssueCorrection, watch: Watch = NOTHING
) -> tuple[tuple[Issue, ...], dict[str, str], tuple[str, ...]]:
    """Apply corrections to the issues of the strait."""
    return give_issues(strait.issues, watch=watch, log=log, documents=strait.documents, readings=strait.readings)


def printed(strait: Told, issue: Issue) -> set[str]:
    """Return the words at an issue's places."""
    return {strait.text_of(p.doc)[p.start : p.end] for p in issue.places}


def test_nothing_given_changes_nothing(strait: Told) -> None:
    """Without a watch file and without corrections the issues are what the texts gave."""
    assert give(strait) == (strait.issues, {}, ())


def test_a_watched_issue_takes_what_the_texts_call_the_same(strait: Told) -> None:
    """What is watched stands first, under the name given, with the places that the texts gave it; the found one's id leads to it."""
    masts = choose_issue(strait.issues, "radar masts")
    issues, ended, _ = give(strait, watch=Watch((WatchedIssue("the masts", ("the masts", "masts")),)))
    assert (issues[0].name, issues[0].given) == ("the masts", ("watch",))
    assert set(masts.places) <= set(issues[0].places)
    assert ended[masts.id] == issues[0].id


def test_a_watched_issue_may_be_none_of_the_texts(strait: Told) -> None:
    """A term that the texts alone would make no issue of is one where it is watched, with the quotations that name it; a term that stands
    nowhere gives none."""
    issues, _, troubles = give(
        strait, watch=Watch((WatchedIssue("smugglers", ("smugglers",)), WatchedIssue("x", ("xyz",))))
    )
    assert printed(strait, issues[0]) == {"smugglers"}
    assert issues[0].quotations
    assert not any(i.name == "x" for i in issues) and not troubles


def test_merge_keeps_the_first(strait: Told) -> None:
    """A merge joins places, aliases and quotations under the first one's id and name."""
    correction, _ = wish_merge_issues(strait.issues, (), ["Harbour Treaty", "radar masts"])
    issues, ended, _ = give(strait, correction)
    merged = choose_issue(issues, "Harbour Treaty")
    treaty, masts = choose_issue(strait.issues, "Harbour Treaty"), choose_issue(strait.issues, "radar masts")
    assert ended == {masts.id: treaty.id}
    assert set(merged.places) == {*treaty.places, *masts.places}
    assert merged.given == (correction.id,)


def test_split_by_forms_and_undo(strait: Told) -> None:
    """Forms go into an issue of their own; taken back, everything is as before."""
    joined, _ = wish_merge_issues(strait.issues, (), ["Harbour Treaty", "radar masts"])
    issues, _, _ = give(strait, joined)
    split, _ = wish_split_issue(issues, (joined,), "Harbour Treaty", forms=["Radar  masts"], name="the masts")
    issues, _, troubles = give(strait, joined, split)
    assert printed(strait, choose_issue(issues, "the masts")) == {"radar masts"}
    assert not troubles
    undo, notes = wish_undo_issue((joined, split), "")
    assert undo.of == split.id and not notes
    assert give(strait, joined, split, undo) == give(strait, joined)


def test_rename_and_pin(strait: Told) -> None:
    """A name given holds; what is pinned stands first."""
    last = strait.issues[-1]
    name, _ = wish_rename_issue(strait.issues, (), last.id, "what is left")
    pin, _ = wish_pin_issue(strait.issues, (name,), last.id)
    issues, _, _ = give(strait, name, pin)
    assert (issues[0].id, issues[0].name, issues[0].given) == (last.id, "what is left", (name.id, pin.id))


def test_a_pinned_issue_comes_back(strait: Told) -> None:
    """Where the texts no longer make an issue of what is pinned, it is found by its forms, under its id."""
    masts = choose_issue(strait.issues, "radar masts")
    pin, _ = wish_pin_issue(strait.issues, (), masts.id)
    rest = tuple(i for i in strait.issues if i.id != masts.id)
    issues, _, _ = give_issues(rest, watch=Watch(), log=(pin,), documents=strait.documents, readings=strait.readings)
    assert issues[0].id == masts.id and "radar masts" in printed(strait, issues[0])


def test_a_correction_of_what_is_gone_is_told(strait: Told) -> None:
    """A correction whose issue is not there does nothing, and says so."""
    lost = IssueCorrection("k-1", "rename", "i-none", "the ferries", value="x", anchors=(("i-none", ("ferries",)),))
    issues, _, troubles = give(strait, lost)
    assert issues == strait.issues
    assert troubles == ("rename k-1: the ferries is no longer among the issues",)


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (lambda i: choose_issue(i, "ferries"), "no issue of this dossier"),
        (lambda i: wish_merge_issues(i, (), ["radar masts", "radar masts"]), "two issues or more"),
        (lambda i: wish_split_issue(i, (), "radar masts", forms=["boats"]), "none of its forms"),
        (
            lambda i: wish_split_issue(i, (), "radar masts", forms=list(choose_issue(i, "radar masts").aliases)),
            "nothing of it",
        ),
        (lambda i: wish_rename_issue(i, (), "radar masts", " \t"), "no name"),
        (lambda i: wish_undo_issue((), ""), "no correction to take back"),
    ],
)
def test_wishes_that_cannot_be(strait: Told, wish, said: str) -> None:  # type: ignore[no-untyped-def]
    """A wish that cannot be done says why."""
    with pytest.raises(CorrectionError, match=said):
        wish(strait.issues)


def test_terms_of_small_letters_only() -> None:
    """Small letters stand for capitals too, capitals only for themselves; blanks and hyphens are one, a plural is found."""
    assert re.search(term_pattern("missile shield"), "Missile-shields were built")
    assert not re.search(term_pattern("US"), "tell us")
    found = re.search(term_pattern("port"), "a report on ports' fees")
    assert found is not None and found.group() == "ports"


@given(st.text(min_size=1, max_size=20).filter(lambda t: any(c.isalnum() for c in t)))
def test_any_term_is_a_pattern(term: str) -> None:
    """Whatever stands in a term, its pattern compiles, and finds the term itself between blanks."""
    plain = " ".join(term.split())
    pattern = re.compile(term_pattern(plain))
    if re.fullmatch(r"\w(?:.*\w)?", plain) and "-" not in plain:
        assert pattern.search(f" {plain} ")
