"""crosswire issues"""

from pathlib import Path
from typing import Annotated

import typer

from crosswire import corrections, pipeline
from crosswire.cli.actors import words_of
from crosswire.cli.pages import write_dossier_pages
from crosswire.cli.progress import show_progress
from crosswire.cli.terminal import say
from crosswire.errors import CorrectionError
from crosswire.model import Findings, Issue
from crosswire.model.corrections import IssueCorrection, standing

HELP = """Say what is argued about where the texts leave it open.

Kept in DIR/corrections.jsonl over rebuilds and new documents, shown as given by a person. An issue is named by its id, the beginning of one,
its name or what it is called in a text.

    crosswire issues list nrc

    crosswire issues merge nrc "missile defence" "radar"

    crosswire issues split nrc Kosovo --forms "Ahtisaari plan" --name "the envoy's plan"

    crosswire issues rename nrc i-1858fd71 "conventional forces"

    crosswire issues pin nrc "CFE treaty"

    crosswire issues undo nrc
"""

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")

Dir = Annotated[Path, typer.Argument(metavar="DIR", help="The dossier's folder.")]
One = Annotated[str, typer.Argument(metavar="ISSUE", help="Id, beginning of one, name or alias of an issue.")]

MORE = 60
"""Characters of an issue's other forms on a line."""


def rebuild(dossier: Path, correction: IssueCorrection, notes: tuple[str, ...], done: str) -> None:
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


@app.command("list")
def list_issues(
    dossier: Dir,
    issue: Annotated[
        str, typer.Argument(metavar="[ISSUE]", help="Show where this one is told, with its words.", show_default=False)
    ] = "",
) -> None:
    """Show the issues, or one with its places, and the corrections given."""
    findings, log = corrections.list_issues(dossier)
    if issue:
        show_issue(findings, corrections.find_issue(findings, issue))
        return
    positions = {i.id: sum(p.issue == i.id for p in findings.positions) for i in findings.issues}
    for i in findings.issues:
        others = ", ".join(a for a in i.aliases if a != i.name)
        others = others if len(others) <= MORE else others[:MORE].rsplit(" ", 1)[0] + " ..."
        hand = " · watched" if "watch" in i.given else ""
        hand += " · by hand" if set(i.given) - {"watch"} else ""
        say(
            f"{i.id}  {i.name} · {len(i.places)} places · {positions[i.id]} positions{hand}{': ' + others if others else ''}"
        )
    for c in standing(log):
        say(f"{c.id}  {told(c)}")


def show_issue(findings: Findings, issue: Issue) -> None:
    """Print an issue's places with their words."""
    documents = {d.id: d for d in findings.documents}
    say(f"{issue.id}  {issue.name}")
    for place in sorted(issue.places, key=lambda p: (documents[p.doc].name, p.start)):
        words = " ".join(documents[place.doc].words(place).split())
        say(f"  {documents[place.doc].name} {place.start}-{place.end}  {words}")


def told(c: IssueCorrection) -> str:
    """Return a correction in words."""
    if c.verb == "merge":
        return f"merge {c.name} with {', '.join(n for _, n in c.others)}"
    if c.verb == "split":
        return f"split {', '.join(c.forms)} off {c.name}" + (f" as {c.value}" if c.value else "")
    return {"rename": f"rename {c.name} to {c.value}", "pin": f"pin {c.name}"}.get(c.verb, f"undo {c.of}")


@app.command("merge")
def merge(
    dossier: Dir,
    issues: Annotated[
        list[str],
        typer.Argument(metavar="ISSUE...", help="Two issues or more that are one; the first keeps its id and name."),
    ],
) -> None:
    """Say that issues are one."""
    correction, notes = corrections.correct_issue(dossier, "merge", issues)
    rebuild(dossier, correction, notes, f"{', '.join(n for _, n in correction.others)} is {correction.name}")


@app.command("split")
def split(
    dossier: Dir,
    issue: One,
    forms: Annotated[
        list[str] | None,
        typer.Option(metavar="WORDS", help="Words, as printed, that name something else; may be given again."),
    ] = None,
    name: Annotated[str, typer.Option(metavar="NAME", help="The other issue's name; otherwise the first words.")] = "",
) -> None:
    """Say that some words name another issue."""
    if not forms:
        raise CorrectionError("A split needs --forms: which words do not name this issue?")
    correction, notes = corrections.correct_issue(dossier, "split", [issue], forms=words_of(forms), name=name)
    rebuild(dossier, correction, notes, told(correction).removeprefix("split "))


@app.command("rename")
def rename(
    dossier: Dir, issue: One, name: Annotated[str, typer.Argument(metavar="NAME", help="The name to show.")]
) -> None:
    """Give an issue another name."""
    correction, notes = corrections.correct_issue(dossier, "rename", [issue], name=name)
    rebuild(dossier, correction, notes, f"{correction.name} is called {correction.value}")


@app.command("pin")
def pin(dossier: Dir, issue: One) -> None:
    """Keep an issue in front of the others, whatever later documents make of it."""
    correction, notes = corrections.correct_issue(dossier, "pin", [issue])
    rebuild(dossier, correction, notes, f"{correction.name} stays")


@app.command("undo")
def undo(
    dossier: Dir,
    correction: Annotated[
        str,
        typer.Argument(
            metavar="[K-ID]",
            help="Id of the correction, or its beginning; without it, the last one.",
            show_default=False,
        ),
    ] = "",
) -> None:
    """Take a correction back."""
    taken, notes = corrections.correct_issue(dossier, "undo", [correction] if correction else [])
    rebuild(dossier, taken, notes, f"{taken.of} of {taken.name} no longer holds")
