"""What a person wants to correct about issues, turned into a correction: which issue is meant, whether it can be done, and what it undoes."""

from collections.abc import Sequence

from crosswire.errors import CorrectionError
from crosswire.model import Issue, make_id
from crosswire.model.corrections import IssueCorrection, standing
from crosswire.model.wishes import SHOWN, choose, choose_to_merge, name_notes, plain_name, undo

Wish = tuple[IssueCorrection, tuple[str, ...]]
"""A correction, and what a person should know before it holds, in words."""

Log = tuple[IssueCorrection, ...]


def choose_issue(issues: Sequence[Issue], words: str) -> Issue:
    """Return the one issue that words name: its id or the beginning of one, its name, or one of its aliases, whatever the case.

    Raises CorrectionError where none or several fit.
    """
    return choose(issues, words, "issue")


def wish_merge_issues(issues: Sequence[Issue], log: Log, words: Sequence[str]) -> Wish:
    """Say that two or more issues are one: the first keeps its id and name. Raises CorrectionError."""
    chosen, notes = choose_to_merge(issues, log, words, "issue")
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
    return made_up(log, "rename", [issue], value=plain), tuple(name_notes(issues, log, issue, plain))


def wish_pin_issue(issues: Sequence[Issue], log: Log, words: str) -> Wish:
    """Keep an issue in front, whatever later documents make of it. Raises CorrectionError."""
    issue = choose_issue(issues, words)
    notes = [f"{issue.name} is pinned already" for c in standing(log) if c.verb == "pin" and c.id in issue.given]
    return made_up(log, "pin", [issue], forms=tuple(sorted({issue.name, *issue.aliases}))), tuple(notes)


def wish_undo_issue(log: Log, words: str) -> Wish:
    """Take a correction back: the one whose id begins with `words`, or the last. Raises CorrectionError."""
    return undo(log, words, "issue")


def made_up(log: Log, verb: str, chosen: Sequence[Issue], **more: object) -> IssueCorrection:
    """Return a correction of issues with the next id of a log."""
    anchors = tuple((i.id, tuple(sorted({i.name, *i.aliases}))) for i in chosen)
    id_ = make_id("k", len(log), verb, chosen[0].id, sorted((k, repr(v)) for k, v in more.items()))
    return IssueCorrection(id_, verb, chosen[0].id, chosen[0].name, anchors=anchors, **more)  # type: ignore[arg-type]
