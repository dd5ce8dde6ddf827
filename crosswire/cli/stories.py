"""crosswire stories"""

from pathlib import Path
from typing import Annotated

import typer

from crosswire import corrections, pipeline
from crosswire.cli.pages import write_dossier_pages
from crosswire.cli.progress import show_progress
from crosswire.cli.terminal import say
from crosswire.model import Findings
from crosswire.model.corrections import StoryCorrection, standing

HELP = """Say which accounts tell of one occasion where the grouping is wrong.

Kept in DIR/corrections.jsonl over rebuilds and new documents, shown as given by a person. A story is named by its id or the beginning of
one, a document by its name or id.

    crosswire stories list nrc

    crosswire stories list nrc s-f8597a2f

    crosswire stories group nrc s-f8597a2f s-5eb88c59

    crosswire stories ungroup nrc 002.txt

    crosswire stories undo nrc
"""

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")

Dir = Annotated[Path, typer.Argument(metavar="DIR", help="The dossier's folder.")]


def rebuild(dossier: Path, correction: StoryCorrection, done: str) -> None:
    """Tell what was kept and build again."""
    say(f"{correction.verb:9} {done}, by hand ({correction.id})")
    with show_progress() as progress:
        finish = write_dossier_pages if (dossier / "index.html").exists() else None
        report = pipeline.rebuild(dossier, progress=progress, finish=finish)
    for problem in report.findings.problems:
        if problem.code == "X101" and correction.id in problem.message:
            say(f"problem   {problem.message}")
    say(f"→ {dossier / 'index.html' if finish else dossier}")


@app.command("list")
def list_stories(
    dossier: Dir,
    story: Annotated[
        str,
        typer.Argument(
            metavar="[STORY]", help="Show this one's accounts, and why they stand together.", show_default=False
        ),
    ] = "",
) -> None:
    """Show the stories with their documents, or one with the grounds of each link, and the corrections given."""
    findings, log = corrections.list_stories(dossier)
    names = {d.id: d.name for d in findings.documents}
    chosen = [s for s in findings.stories if not story or s.id.startswith(story)]
    for s in sorted(chosen, key=lambda s: (-len(s.docs), s.id)):
        date = f" · {s.date.value}" if s.date.value else ""
        line = f" · storyline {s.storyline}" if s.storyline else ""
        say(f"{s.id}  {s.title}{date} · {len(s.docs)} accounts, {s.independent} independent{line}")
        if not story:
            say(f"  {', '.join(sorted(names[doc] for doc in s.docs))}")
            continue
        show_copies(findings, s.docs)
        for left, right, _, grounds in s.links:
            say(f"  {names[left]} and {names[right]}: {grounds}")
    for c in standing(log):
        say(f"{c.id}  {c.verb} {', '.join(c.names)}")


def show_copies(findings: Findings, docs: tuple[str, ...]) -> None:
    """Print a story's documents with what each is a copy of."""
    names = {d.id: d.name for d in findings.documents}
    dates = {p.doc: p.date.value for p in findings.published}
    origin = {doc: (group.origin, group) for group in findings.copies for doc in group.docs}
    for doc in sorted(docs, key=lambda doc: names[doc]):
        of, group = origin.get(doc, (doc, None))
        kind = next((r.kind for r in group.relations if r.doc == doc), "copy") if group else ""
        say(f"  {names[doc]}  {dates.get(doc) or 'no date'}{f' · {kind} of {names[of]}' if of != doc else ''}")


@app.command("group")
def group(
    dossier: Dir,
    stories: Annotated[
        list[str], typer.Argument(metavar="STORY...", help="Stories, or documents with their stories, that are one.")
    ],
) -> None:
    """Say that stories are one."""
    correction = corrections.correct_stories(dossier, "group", stories)
    rebuild(dossier, correction, ", ".join(correction.names))


@app.command("ungroup")
def ungroup(
    dossier: Dir,
    documents: Annotated[
        list[str], typer.Argument(metavar="DOC...", help="Documents of one story that belong to another, of their own.")
    ],
) -> None:
    """Say that documents do not belong to the story that they stand in."""
    correction = corrections.correct_stories(dossier, "ungroup", documents)
    rebuild(dossier, correction, ", ".join(correction.names))


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
    taken = corrections.correct_stories(dossier, "undo", [correction] if correction else [])
    rebuild(dossier, taken, f"{taken.of} of {', '.join(taken.names)} no longer holds")
