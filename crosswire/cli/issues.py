"""crosswire issues"""

from typing import Annotated

import typer

from crosswire import corrections
from crosswire.cli.judgements import Dir, NewName, Taken, in_words, other_names, rebuild, words_of
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

One = Annotated[str, typer.Argument(metavar="ISSUE", help="Id, beginning of one, name or alias of an issue.")]


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
        hand = " · watched" if "watch" in i.given else ""
        hand += " · by hand" if set(i.given) - {"watch"} else ""
        say(
            f"{i.id}  {i.name} · {len(i.places)} places · {positions[i.id]} positions{hand}{other_names(i.name, i.aliases)}"
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
    return in_words(c, ", ".join(c.forms))


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
    rebuild(dossier, correction, f"{', '.join(n for _, n in correction.others)} is {correction.name}", notes)


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
    rebuild(dossier, correction, told(correction).removeprefix("split "), notes)


@app.command("rename")
def rename(dossier: Dir, issue: One, name: NewName) -> None:
    """Give an issue another name."""
    correction, notes = corrections.correct_issue(dossier, "rename", [issue], name=name)
    rebuild(dossier, correction, f"{correction.name} is called {correction.value}", notes)


@app.command("pin")
def pin(dossier: Dir, issue: One) -> None:
    """Keep an issue in front of the others, whatever later documents make of it."""
    correction, notes = corrections.correct_issue(dossier, "pin", [issue])
    rebuild(dossier, correction, f"{correction.name} stays", notes)


@app.command("undo")
def undo(dossier: Dir, correction: Taken = "") -> None:
    """Take a correction back."""
    taken, notes = corrections.correct_issue(dossier, "undo", [correction] if correction else [])
    rebuild(dossier, taken, f"{taken.of} of {taken.name} no longer holds", notes)
