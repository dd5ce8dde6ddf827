"""crosswire stories"""

from typing import Annotated

import typer

from crosswire import corrections
from crosswire.cli.judgements import Dir, Taken, rebuild
from crosswire.cli.terminal import say
from crosswire.model import Findings
from crosswire.model.corrections import standing

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
        say(f"{c.id}  {c.verb} {c.name}")


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
    rebuild(dossier, correction, correction.name)


@app.command("ungroup")
def ungroup(
    dossier: Dir,
    documents: Annotated[
        list[str], typer.Argument(metavar="DOC...", help="Documents of one story that belong to another, of their own.")
    ],
) -> None:
    """Say that documents do not belong to the story that they stand in."""
    correction = corrections.correct_stories(dossier, "ungroup", documents)
    rebuild(dossier, correction, correction.name)


@app.command("undo")
def undo(dossier: Dir, correction: Taken = "") -> None:
    """Take a correction back."""
    taken = corrections.correct_stories(dossier, "undo", [correction] if correction else [])
    rebuild(dossier, taken, f"{taken.of} of {taken.name} no longer holds")
