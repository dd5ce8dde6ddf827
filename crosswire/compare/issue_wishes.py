"""What a person wants to correct about issues, turned into a correction: which issue is meant, whether it can be done, and what it undoes."""

from collections.abc import Sequence

from crosswire.errors import CorrectionError
from crosswire.model import Issue, make_id
from crosswire.model.corrections import IssueCorrection, standing

SHOWN = 8

Wish = tuple[IssueCorrection, tuple[str, ...]]
"""A correction, and what a person should know before it holds, in words."""

Log = tuple[IssueCorrection, ...]


def choose_issue(issues: Sequence[Issue], words: str) -> Issue:
    """Return the one issue that words name: its id or the beginning of one, its name, or one of its aliases, whatever the case.

    Raises CorrectionError where none or several fit.
    """
    low = " ".join(words.casefold().split())
    tests = (
        lambda i: words == i.id,
        lambda i: len(words) > 3 and words.startswith("i-") and i.id.startswith(words),
        lambda i: i.name.casefold() == low,
        lambda i: low in {a.casefold() for a in i.aliases},
    )
    for fits in tests:
        found = [i for i in issues if low and fits(i)]
        if len(found) == 1:
            return found[0]
        if found:
            several = ", ".join(f"{i.id} {i.name}" for i in found[:SHOWN])
            raise CorrectionError(f"{words!r} fits {len(found)} issues: {several}. Name one by its id.")
    near = sorted(i.name for i in issues if low and low in i.name.casefold())[:SHOWN]
    hint = f" Near it: {', '.join(near)}." if near else ""
    raise CorrectionError(f"{words!r} is no issue of this dossier.{hint} `crosswire issues list DIR` shows them.")


def wish_merge_issues(issues: Sequence[Issue], log: Log, words: Sequence[str]) -> Wish:
    """Say that two or more issues are one: the first keeps its id and name. Raises CorrectionError."""
    chosen = [choose_issue(issues, w) for w in words]
    ids = [i.id for i in chosen]
    if len(ids) < 2 or len(set(ids)) < len(ids):
        raise CorrectionError("A merge needs two issues or more, each once.")
    notes = [
        f"the earlier split {c.id} had taken them apart; `crosswire issues undo DIR {c.id}` takes it back instead"
        for c in standing(log)
        if c.verb == "split" and make_id("i", "split", c.id) in ids and c.issue in ids
    ]
    others = tuple((i.id, i.name) for i in chosen[1:])
    return made_up(log, "merge", chosen, others=others), tuple(notes)


def wish_split_issue(issues: Sequence[Issue], log: Log, words: str, *, forms: Sequence[str], name: str = "") -> Wish:
    """Say that some of an issue's forms name another. Raises CorrectionError."""
    issue = choose_issue(issues, words)
    printed = {a.casefold(): a for a in issue.aliases}
    wanted = [" ".join(f.casefold().split()) for f in forms]
    unknown = [f for f in wanted if f not in printed]
    if not wanted or unknown:
        trouble = f"{unknown[0]!r} is none of its forms" if unknown else "It needs --forms"
        raise CorrectionError(f"{trouble}. {issue.name} is told as: {', '.join(issue.aliases[: 3 * SHOWN])}.")
    if set(wanted) == set(printed):
        raise CorrectionError(
            f"These are all forms of {issue.name}: nothing of it would be left. To give it another name, use rename."
        )
    taken = tuple(dict.fromkeys(printed[f] for f in wanted))
    return made_up(log, "split", [issue], forms=taken, value=plain_name(name) if name.strip() else ""), ()


def wish_rename_issue(issues: Sequence[Issue], log: Log, words: str, name: str) -> Wish:
    """Give an issue a name. Raises CorrectionError."""
    issue = choose_issue(issues, words)
    plain = plain_name(name)
    notes = [
        f"the earlier rename {c.id} to {c.value} no longer shows"
        for c in standing(log)
        if c.verb == "rename" and c.issue == issue.id
    ]
    same = [i.id for i in issues if i.name == plain and i.id != issue.id]
    notes += [f"{id_} has this name too; to say that they are one, use merge" for id_ in same]
    return made_up(log, "rename", [issue], value=plain), tuple(notes)


def wish_pin_issue(issues: Sequence[Issue], log: Log, words: str) -> Wish:
    """Keep an issue in front, whatever later documents make of it. Raises CorrectionError."""
    issue = choose_issue(issues, words)
    notes = [f"{issue.name} is pinned already" for c in standing(log) if c.verb == "pin" and c.id in issue.given]
    return made_up(log, "pin", [issue], forms=tuple(sorted({issue.name, *issue.aliases}))), tuple(notes)


def wish_undo_issue(log: Log, words: str) -> Wish:
    """Take a correction back: the one whose id begins with `words`, or the last. Raises CorrectionError."""
    left = standing(log)
    found = [c for c in left if c.id.startswith(words)] if words else list(left[-1:])
    if len(found) != 1:
        known = "; ".join(f"{c.id} {c.verb} {c.name}" for c in left[-SHOWN:]) or "none stands"
        trouble = "There is no correction to take back" if not found else f"{words!r} fits {len(found)} corrections"
        raise CorrectionError(f"{trouble}. Corrections of issues: {known}.")
    gone = found[0]
    made = make_id("i", "split", gone.id)
    notes = [
        f"{c.verb} {c.id} speaks of the issue that this split made, and will find it no longer"
        for c in left
        if gone.verb == "split" and c.id != gone.id and made in {c.issue, *(i for i, _ in c.others)}
    ]
    return IssueCorrection(make_id("k", len(log), "undo", gone.id), "undo", gone.issue, gone.name, of=gone.id), tuple(
        notes
    )


def plain_name(name: str) -> str:
    """Return a name with plain blanks. Raises CorrectionError where it is none."""
    plain = " ".join(name.split())
    if not plain or not plain.isprintable():
        raise CorrectionError(f"{name!r} is no name. Write plain text.")
    return plain


def made_up(log: Log, verb: str, chosen: Sequence[Issue], **more: object) -> IssueCorrection:
    """Return a correction of issues with the next id of a log."""
    anchors = tuple((i.id, tuple(sorted({i.name, *i.aliases}))) for i in chosen)
    id_ = make_id("k", len(log), verb, chosen[0].id, sorted((k, repr(v)) for k, v in more.items()))
    return IssueCorrection(id_, verb, chosen[0].id, chosen[0].name, anchors=anchors, **more)  # type: ignore[arg-type]
