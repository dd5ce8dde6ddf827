"""What the verbs that keep a person's judgement share: their arguments, the words for a correction, and the build that follows it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from crosswire import pipeline
from crosswire.cli.pages import write_dossier_pages
from crosswire.cli.progress import show_progress
from crosswire.cli.terminal import say
from crosswire.model.corrections import ActorCorrection, IssueCorrection, QuotationCorrection, StoryCorrection

Dir = Annotated[Path, typer.Argument(metavar="DIR", help="The dossier's folder.")]
NewName = Annotated[str, typer.Argument(metavar="NAME", help="The name to show.")]
Taken = Annotated[
    str,
    typer.Argument(
        metavar="[K-ID]", help="Id of the correction, or its beginning; without it, the last one.", show_default=False
    ),
]

MORE = 60
"""Characters of other names on a line."""


def rebuild(
    dossier: Path,
    correction: ActorCorrection | IssueCorrection | QuotationCorrection | StoryCorrection,
    done: str,
    notes: Sequence[str] = (),
) -> None:
    """Tell what was kept and build again."""
    say(f"{correction.verb:9} {done}, by hand ({correction.id})")
    for note in notes:
        say(f"mind      {note}")
    with show_progress() as progress:
        finish = write_dossier_pages if (dossier / "index.html").exists() else None
        report = pipeline.rebuild(dossier, progress=progress, finish=finish)
    for problem in report.findings.problems:
        if problem.code == "X101" and correction.id in problem.message:
            say(f"problem   {problem.message}")
    say(f"→ {dossier / 'index.html' if finish else dossier}")


def other_names(name: str, aliases: Sequence[str]) -> str:
    """Return what else something is called, for the end of a line."""
    others = ", ".join(a for a in aliases if a != name)
    others = others if len(others) <= MORE else others[:MORE].rsplit(" ", 1)[0] + " ..."
    return f": {others}" if others else ""


def in_words(c: ActorCorrection | IssueCorrection, parts: str) -> str:
    """Return a correction in words. parts: what a split takes out."""
    return {
        "merge": f"merge {c.name} with {', '.join(n for _, n in c.others)}",
        "split": f"split {parts} off {c.name}" + (f" as {c.value}" if c.value else ""),
        "rename": f"rename {c.name} to {c.value}",
        "pin": f"pin {c.name}",
    }.get(c.verb, f"undo {c.of}")


def words_of(given: Sequence[str] | None) -> list[str]:
    """Return what an option was given, also where several stand in one word, with commas between them."""
    return [w.strip() for words in given or [] for w in words.split(",") if w.strip()]
