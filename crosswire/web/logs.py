"""The log of corrections as people read it: what was judged, in the order given, and what was taken back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from crosswire.dossier import plural
from crosswire.model.corrections import ActorCorrection, IssueCorrection, QuotationCorrection, StoryCorrection
from crosswire.store.corrections import (
    FILE,
    Correction,
    read_actor_corrections,
    read_corrections,
    read_issue_corrections,
    read_quotation_corrections,
    read_story_corrections,
)

SHOWN = 200
"""Characters of a quotation's words that are shown."""


@dataclass(frozen=True, slots=True)
class Logged:
    """A correction. id: empty for a header value. of: what kind of record it is about; subject: what it corrects, as it was called then; words:
    what it says; undone: it was taken back, or given anew later.
    """

    id: str
    of: str
    subject: str
    words: str
    undone: bool


def read_log(folder: Path) -> tuple[Logged, ...]:
    """Return the corrections kept in a dossier's folder: header values, then actors, quotations, issues and stories, each in the order given."""
    return tuple(_logged(folder))


def log_stamp(folder: Path) -> int:
    """Return a number that changes when a correction is given."""
    path = folder / FILE
    return path.stat().st_size if path.exists() else 0


def value_rows(values: Sequence[Correction]) -> Iterator[Logged]:
    """Yield header values that were set by hand."""
    last = {(c.doc, c.field): n for n, c in enumerate(values)}
    for n, c in enumerate(values):
        words = f"{c.field} is “{c.value}”" if c.value else f"{c.field}: as the capture has it"
        yield Logged("", "document", c.name, words, last[c.doc, c.field] != n)


def _logged(folder: Path) -> Iterator[Logged]:
    yield from value_rows(read_corrections(folder)[0])
    logs: tuple[
        tuple[str, tuple[ActorCorrection | QuotationCorrection | IssueCorrection | StoryCorrection, ...]], ...
    ] = (
        ("actor", read_actor_corrections(folder)[0]),
        ("quotation", read_quotation_corrections(folder)[0]),
        ("issue", read_issue_corrections(folder)[0]),
        ("story", read_story_corrections(folder)[0]),
    )
    for of, log in logs:
        gone = {c.of for c in log if c.verb == "undo"}
        for c in log:
            if c.verb != "undo":
                yield Logged(c.id, of, _subject(c), _words(c), c.id in gone)


def _subject(c: ActorCorrection | QuotationCorrection | IssueCorrection | StoryCorrection) -> str:
    if isinstance(c, QuotationCorrection):
        return f"“{c.text if len(c.text) <= SHOWN else c.text[: SHOWN - 1] + '…'}”"
    return c.name


def _words(c: ActorCorrection | QuotationCorrection | IssueCorrection | StoryCorrection) -> str:
    """Return what a correction says of its subject."""
    match c:
        case QuotationCorrection(verb="drop"):
            return "is no quotation"
        case QuotationCorrection():
            return f"is spoken by {c.name}" if c.actor else "is spoken by nobody who is known"
        case StoryCorrection():
            return "tell of one occasion" if c.verb == "group" else "do not belong together"
    if c.verb == "merge":
        return "is the same as " + ", ".join(name for _, name in c.others)
    if c.verb == "rename":
        return f"is called {c.value}"
    if c.verb == "pin":
        return "stays an issue"
    made = f", which is {c.value}" if c.value else ""
    if isinstance(c, IssueCorrection):
        return f"is not {', '.join(c.forms)}{made}"
    parts = [
        plural(len(c.mentions), "mention") if c.mentions else "",
        plural(len(c.docs), "document") if c.docs else "",
    ]
    return f"without {' and '.join(p for p in parts if p)}{made}"
