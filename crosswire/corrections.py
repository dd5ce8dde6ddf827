"""Corrections by people: kept in the dossier's log, and applied to what a build finds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from crosswire import compare, link
from crosswire.errors import DocumentUnknown
from crosswire.model import CODES, Actor, Findings, Issue, Problem
from crosswire.model.corrections import ActorCorrection, IssueCorrection, QuotationCorrection, StoryCorrection
from crosswire.model.watch import Watch
from crosswire.store import Store, open_folder
from crosswire.store.corrections import (
    FILE,
    Correction,
    add_actor_correction,
    add_correction,
    add_issue_correction,
    add_quotation_correction,
    add_story_correction,
    check_correction,
    read_actor_corrections,
    read_issue_corrections,
    read_quotation_corrections,
    read_story_corrections,
)

# ------------------------------------------------------------------------------------------- applied by a build


@dataclass(frozen=True, slots=True)
class Judgements:
    """What people said of actors, quotations, issues and stories, in the order given; unread: lines that cannot be understood."""

    actors: tuple[ActorCorrection, ...]
    quotations: tuple[QuotationCorrection, ...]
    unread: tuple[Problem, ...]
    issues: tuple[IssueCorrection, ...] = ()
    stories: tuple[StoryCorrection, ...] = ()


def read_judgements(folder: Path) -> Judgements:
    """Return the judgements kept in a dossier's folder."""
    actors, unread = read_actor_corrections(folder)
    quotations, more = read_quotation_corrections(folder)
    issues, rest = read_issue_corrections(folder)
    stories, left = read_story_corrections(folder)
    return Judgements(actors, quotations, (*unread, *more, *rest, *left), issues, stories)


def problem_order(problem: Problem) -> tuple[Any, ...]:
    """Return the key by which problems are listed."""
    return (problem.name, problem.code, problem.start or 0, problem.message)


def _failed(findings: Findings, error: Exception, unread: Sequence[Problem]) -> Findings:
    """Return what the rules found, and that corrections could not be applied (promise 5)."""
    trouble = Problem("R102", "corrections", f"{CODES['R102']}: {type(error).__name__}: {error}")
    return replace(findings, problems=(*findings.problems, *unread, trouble))


def _with_problems(findings: Findings, troubles: Sequence[str], unread: Sequence[Problem] = ()) -> Findings:
    told = [Problem("X101", FILE, f"{CODES['X101']}: {trouble}") for trouble in troubles]
    if not told and not unread:
        return findings
    return replace(findings, problems=tuple(sorted({*findings.problems, *unread, *told}, key=problem_order)))


def drop_quotations(
    findings: Findings, judgements: Judgements, key_of: Mapping[str, str]
) -> tuple[Findings, dict[str, str]]:
    """Return the findings without what people said is no quotation. key_of: document id -> key of its reading; where one changed, so did its key."""
    try:
        readings, troubles = link.drop_quotations(findings.readings, judgements.quotations)
    except Exception as error:
        return _failed(findings, error, ()), dict(key_of)
    pairs = zip(findings.readings, readings, strict=True)
    keys = {new.doc: f"{key_of[new.doc]} without {old.quotations}" for old, new in pairs if new is not old}
    return _with_problems(replace(findings, readings=readings), troubles), {**key_of, **keys}


def judge(findings: Findings, judgements: Judgements, merged: dict[str, str]) -> Findings:
    """Return the findings with people's judgements on actors and speakers applied; `merged` takes up the actor ids that they end."""
    f = findings
    try:
        actors, attributions, ended, troubles = link.correct_actors(
            f.actors, f.attributions, f.readings, f.documents, judgements.actors
        )
        merged |= ended
        attributions, more = link.correct_speakers(attributions, f.readings, actors, judgements.quotations, merged)
    except Exception as error:
        return _failed(f, error, judgements.unread)
    return _with_problems(replace(f, actors=actors, attributions=attributions), (*troubles, *more), judgements.unread)


def judge_issues(findings: Findings, judgements: Judgements, watch: Watch, merged: dict[str, str]) -> Findings:
    """Return the findings with a watch file's issues and people's judgements on issues; `merged` takes up the issue ids that they end."""
    f = findings
    try:
        issues, ended, troubles = compare.give_issues(
            f.issues, watch=watch, log=judgements.issues, documents=f.documents, readings=f.readings
        )
    except Exception as error:
        return _failed(f, error, ())
    merged |= ended
    return _with_problems(replace(f, issues=issues), troubles)


def judge_stories(findings: Findings, judgements: Judgements, merged: dict[str, str]) -> Findings:
    """Return the findings with people's judgements on stories; `merged` takes up the story ids that they end."""
    f = findings
    try:
        stories, ended, troubles = link.correct_stories(f.stories, f.documents, f.copies, judgements.stories)
    except Exception as error:
        return _failed(f, error, ())
    merged |= ended
    return _with_problems(replace(f, stories=stories), troubles)


# ------------------------------------------------------------------------------------------- given by a person


def check_value(name: str, value: str) -> None:
    """Raise CorrectionError for a field that cannot be set or a value that cannot be read."""
    check_correction(Correction("", "", name, value))


def set_value(folder: Path, doc: str, name: str, value: str) -> Correction:
    """Keep a header value that a person gave. `doc` is a document's name, id, or the beginning of its id.

    Raises DossierMissing, DocumentUnknown (none or several), CorrectionError. The dossier itself changes with the
    next `rebuild`.
    """
    with Store.open(folder) as store:
        documents = store.findings().documents
    exact = [d for d in documents if doc in (d.name, d.id)]
    near = [d for d in documents if d.id.startswith(doc) or d.name.startswith(doc)] if doc else []
    found = exact or near
    if len(found) != 1:
        known = ", ".join(d.name for d in (found or documents)[:8])
        trouble = "is no document of this dossier" if not found else f"fits {len(found)} documents"
        raise DocumentUnknown(f"{doc!r} {trouble}. Documents: {known}.")
    correction = Correction(found[0].id, found[0].name, name, value)
    with open_folder(folder):
        add_correction(folder, correction)
    return correction


def list_actors(folder: Path) -> tuple[Findings, tuple[ActorCorrection, ...]]:
    """Return what the last build found, and the corrections of actors given since the dossier was made. Raises DossierMissing."""
    with Store.open(folder) as store:
        return store.findings(), read_actor_corrections(folder)[0]


def find_actor(findings: Findings, words: str) -> Actor:
    """Return the actor that an id, the beginning of one, a name or an alias means. Raises CorrectionError where none or several fit."""
    return link.choose_actor(findings.actors, words)


def correct_actor(
    folder: Path,
    verb: str,
    words: Sequence[str],
    *,
    mentions: Sequence[str] = (),
    docs: Sequence[str] = (),
    name: str = "",
) -> tuple[ActorCorrection, tuple[str, ...]]:
    """Keep a person's judgement on actors: merge (words: two actors or more), split (one, with mentions or documents), rename (one, with a name) or
    undo (a correction's id, or nothing for the last).

    Returns the correction, and what of earlier ones it contradicts. Raises DossierMissing, CorrectionError. The dossier itself changes with the
    next `rebuild`.
    """
    findings, log = list_actors(folder)
    if verb == "merge":
        correction, notes = link.wish_merge(findings.actors, log, words)
    elif verb == "split":
        correction, notes = link.wish_split(
            findings.actors, findings.documents, log, words[0], mentions=mentions, docs=docs, name=name
        )
    elif verb == "rename":
        correction, notes = link.wish_rename(findings.actors, log, words[0], name)
    else:
        correction, notes = link.wish_undo(log, "".join(words))
    with open_folder(folder):
        add_actor_correction(folder, correction)
    return correction, notes


def correct_quotation(folder: Path, verb: str, words: str, *, speaker: str = "") -> QuotationCorrection:
    """Keep a person's judgement on a quotation: drop (it is none), speaker (somebody else speaks it; an actor's id or name, or nothing for nobody
    who is known) or undo. words: a quotation's id, or for undo a correction's, or nothing for the last.

    Returns the correction. Raises DossierMissing, CorrectionError. The dossier itself changes with the next `rebuild`.
    """
    with Store.open(folder) as store:
        findings = store.findings()
    log = read_quotation_corrections(folder)[0]
    f = findings
    if verb == "drop":
        correction = link.wish_drop(f.readings, log, words)
    elif verb == "speaker":
        correction = link.wish_speaker(f.readings, f.actors, log, words, speaker)
    else:
        correction = link.wish_undo_quotation(log, words)
    with open_folder(folder):
        add_quotation_correction(folder, correction)
    return correction


def list_issues(folder: Path) -> tuple[Findings, tuple[IssueCorrection, ...]]:
    """Return what the last build found, and the corrections of issues given since the dossier was made. Raises DossierMissing."""
    with Store.open(folder) as store:
        return store.findings(), read_issue_corrections(folder)[0]


def find_issue(findings: Findings, words: str) -> Issue:
    """Return the issue that an id, the beginning of one, a name or an alias means. Raises CorrectionError where none or several fit."""
    return compare.choose_issue(findings.issues, words)


def correct_issue(
    folder: Path, verb: str, words: Sequence[str], *, forms: Sequence[str] = (), name: str = ""
) -> tuple[IssueCorrection, tuple[str, ...]]:
    """Keep a person's judgement on issues: merge (words: two issues or more), split (one, with forms), rename (one, with a name), pin (one) or
    undo (a correction's id, or nothing for the last).

    Returns the correction, and what to mind. Raises DossierMissing, CorrectionError. The dossier itself changes with the next `rebuild`.
    """
    findings, log = list_issues(folder)
    if verb == "merge":
        correction, notes = compare.wish_merge_issues(findings.issues, log, words)
    elif verb == "split":
        correction, notes = compare.wish_split_issue(findings.issues, log, words[0], forms=forms, name=name)
    elif verb == "rename":
        correction, notes = compare.wish_rename_issue(findings.issues, log, words[0], name)
    elif verb == "pin":
        correction, notes = compare.wish_pin_issue(findings.issues, log, words[0])
    else:
        correction, notes = compare.wish_undo_issue(log, "".join(words))
    with open_folder(folder):
        add_issue_correction(folder, correction)
    return correction, notes


def list_stories(folder: Path) -> tuple[Findings, tuple[StoryCorrection, ...]]:
    """Return what the last build found, and the corrections of stories given since the dossier was made. Raises DossierMissing."""
    with Store.open(folder) as store:
        return store.findings(), read_story_corrections(folder)[0]


def correct_stories(folder: Path, verb: str, words: Sequence[str]) -> StoryCorrection:
    """Keep a person's judgement on stories: group (words: stories or documents), ungroup (documents of one story) or undo (a correction's id, or
    nothing for the last).

    Returns the correction. Raises DossierMissing, DocumentUnknown, CorrectionError. The dossier itself changes with the next `rebuild`.
    """
    findings, log = list_stories(folder)
    f = findings
    if verb == "group":
        correction = link.wish_group(f.stories, f.documents, log, words)
    elif verb == "ungroup":
        correction = link.wish_ungroup(f.stories, f.documents, log, words)
    else:
        correction = link.wish_undo_stories(log, "".join(words))
    with open_folder(folder):
        add_story_correction(folder, correction)
    return correction
