"""What a person wants to correct, as far as it is the same for actors and issues: which one is meant, what earlier wishes have to do with it,
and which of these is taken back.

Here because two rooms need the same: link corrects actors, compare issues. kind: "actor" or "issue", as it stands in messages.
"""

from collections.abc import Sequence
from typing import TypeVar

from crosswire.errors import CorrectionError
from crosswire.model.corrections import ActorCorrection, IssueCorrection, StoryCorrection, standing
from crosswire.model.findings import Actor, Issue
from crosswire.model.ids import make_id

SHOWN = 8
"""Candidates, near names or corrections that a message lists."""

PREFIXES = {"actor": "p", "issue": "i"}

Named = TypeVar("Named", Actor, Issue)
Given = TypeVar("Given", ActorCorrection, IssueCorrection)
Listed = TypeVar("Listed", ActorCorrection, IssueCorrection, StoryCorrection)


def choose(among: Sequence[Named], words: str, kind: str) -> Named:
    """Return the one that words name: its id or the beginning of one, its name, or one of its aliases, whatever the case.

    Raises CorrectionError where none or several fit.
    """
    low = " ".join(words.casefold().split())
    tests = (
        lambda x: words == x.id,
        lambda x: len(words) > 3 and words.startswith(f"{PREFIXES[kind]}-") and x.id.startswith(words),
        lambda x: x.name.casefold() == low,
        lambda x: low in {a.casefold() for a in x.aliases},
    )
    for fits in tests:
        found = [x for x in among if low and fits(x)]
        if len(found) == 1:
            return found[0]
        if found:
            several = ", ".join(f"{x.id} {x.name}" for x in found[:SHOWN])
            raise CorrectionError(f"{words!r} fits {len(found)} {kind}s: {several}. Name one by its id.")
    near = sorted(x.name for x in among if low and low in x.name.casefold())[:SHOWN]
    hint = f" Near it: {', '.join(near)}." if near else ""
    raise CorrectionError(f"{words!r} is no {kind} of this dossier.{hint} `crosswire {kind}s list DIR` shows them.")


def choose_to_merge(
    among: Sequence[Named], log: tuple[Given, ...], words: Sequence[str], kind: str
) -> tuple[list[Named], list[str]]:
    """Return what words name, two or more, and in words which earlier splits had taken them apart. Raises CorrectionError."""
    chosen = [choose(among, w, kind) for w in words]
    ids = {x.id for x in chosen}
    if len(chosen) < 2 or len(ids) < len(chosen):
        raise CorrectionError(f"A merge needs two {kind}s or more, each once.")
    notes = [
        f"the earlier split {c.id} had taken them apart; `crosswire {kind}s undo DIR {c.id}` takes it back instead"
        for c in standing(log)
        if c.verb == "split" and split_id(c, kind) in ids and c.subject in ids
    ]
    return chosen, notes


def name_notes(among: Sequence[Named], log: tuple[Given, ...], chosen: Named, name: str) -> list[str]:
    """Return what to mind where one is given a name: the earlier one that no longer shows, and who else is called so."""
    notes = [
        f"the earlier rename {c.id} to {c.value} no longer shows"
        for c in standing(log)
        if c.verb == "rename" and c.subject == chosen.id
    ]
    same = [x.id for x in among if x.name == name and x.id != chosen.id]
    return notes + [f"{id_} has this name too; to say that they are one, use merge" for id_ in same]


def plain_name(name: str) -> str:
    """Return a name with plain blanks. Raises CorrectionError where it is none."""
    plain = " ".join(name.split())
    if not plain or not plain.isprintable():
        raise CorrectionError(f"{name!r} is no name. Write plain text.")
    return plain


def choose_to_undo(log: tuple[Listed, ...], words: str, kinds: str) -> Listed:
    """Return the correction whose id begins with `words`, or the last that stands. Raises CorrectionError."""
    left = standing(log)
    found = [c for c in left if c.id.startswith(words)] if words else list(left[-1:])
    if len(found) != 1:
        known = "; ".join(f"{c.id} {c.verb} {c.name}" for c in left[-SHOWN:]) or "none stands"
        trouble = "There is no correction to take back" if not found else f"{words!r} fits {len(found)} corrections"
        raise CorrectionError(f"{trouble}. Corrections of {kinds}: {known}.")
    return found[0]


def undo(log: tuple[Given, ...], words: str, kind: str) -> tuple[Given, tuple[str, ...]]:
    """Take a correction back, and tell which others will miss what it made. Raises CorrectionError."""
    gone = choose_to_undo(log, words, f"{kind}s")
    made = split_id(gone, kind)
    notes = [
        f"{c.verb} {c.id} speaks of the {kind} that this split made, and will find it no longer"
        for c in standing(log)
        if gone.verb == "split" and speaks_of(c, made)
    ]
    id_ = make_id("k", len(log), "undo", gone.id)
    return type(gone)(id_, "undo", gone.subject, gone.name, of=gone.id), tuple(notes)


def split_id(c: ActorCorrection | IssueCorrection, kind: str) -> str:
    """Return the id of what a split makes."""
    return make_id(PREFIXES[kind], "split", c.id)


def speaks_of(c: ActorCorrection | IssueCorrection, id_: str) -> bool:
    """Whether a correction names an id."""
    return id_ == c.subject or id_ in dict(c.others)
