"""crosswire actors"""

from typing import Annotated

import typer

from crosswire import pipeline
from crosswire.cli.judgements import Dir, NewName, Taken, in_words, other_names, rebuild, words_of
from crosswire.cli.terminal import say
from crosswire.errors import CorrectionError
from crosswire.model import Actor, Findings
from crosswire.model.corrections import ActorCorrection, standing

HELP = """Say who is who where the rules are wrong.

Kept in DIR/corrections.jsonl over rebuilds and new documents, shown as given by a person. An actor is named by its id, the beginning of
one, its name or what it is called in a text.

    crosswire actors list nrc

    crosswire actors merge nrc "Ilse Marran" "I. Maran"

    crosswire actors split nrc Tolvan --documents 002.txt

    crosswire actors rename nrc p-1858fd71 "Ilse Marran"

    crosswire actors undo nrc
"""

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")

One = Annotated[str, typer.Argument(metavar="ACTOR", help="Id, beginning of one, name or alias of an actor.")]


@app.command("list")
def list_actors(
    dossier: Dir,
    actor: Annotated[
        str,
        typer.Argument(
            metavar="[ACTOR]", help="Show this one's mentions, and why they are one actor.", show_default=False
        ),
    ] = "",
) -> None:
    """Show the actors, or one with its mentions and judgements, and the corrections given."""
    findings, log = pipeline.list_actors(dossier)
    if actor:
        show_actor(findings, pipeline.find_actor(findings, actor))
        return
    for a in sorted(findings.actors, key=lambda a: (-len(a.mentions), a.name)):
        hand = " · by hand" if a.corrected else ""
        say(f"{a.id}  {a.name} · {a.type} · {len(a.mentions)} mentions{hand}{other_names(a.name, a.aliases)}")
    for c in standing(log):
        say(f"{c.id}  {told(c)}")


def show_actor(findings: Findings, actor: Actor) -> None:
    """Print an actor's mentions with their words, and the judgements that joined them."""
    names = {d.id: d for d in findings.documents}
    mentions = {(r.doc, m.id): m for r in findings.readings for m in r.mentions}
    say(f"{actor.id}  {actor.name} · {actor.type}")
    held = [(names[doc], m) for doc, id_ in actor.mentions if (m := mentions.get((doc, id_))) and doc in names]
    for document, m in sorted(held, key=lambda x: (x[0].name, x[1].start, x[1].id)):
        words = " ".join(document.text[m.start : m.end].split())
        say(f"  {m.id}  {document.name} {m.start}-{m.end}  {words}  ({m.basis})")
    for j in actor.judgements:
        say(f"  {j.certainty}: {j.reason}" + ("" if j.by == "rule" else f" ({j.by})"))


def told(c: ActorCorrection) -> str:
    """Return a correction in words."""
    parts = [f"{len(c.mentions)} mentions"] if c.mentions else []
    parts += [f"{len(c.docs)} documents"] if c.docs else []
    return in_words(c, " and ".join(parts))


@app.command("merge")
def merge(
    dossier: Dir,
    actors: Annotated[
        list[str],
        typer.Argument(metavar="ACTOR...", help="Two actors or more that are one; the first keeps its id and name."),
    ],
) -> None:
    """Say that actors are one."""
    correction, notes = pipeline.correct_actor(dossier, "merge", actors)
    rebuild(dossier, correction, f"{', '.join(n for _, n in correction.others)} is {correction.name}", notes)


@app.command("split")
def split(
    dossier: Dir,
    actor: One,
    mentions: Annotated[
        list[str] | None, typer.Option(metavar="M-ID", help="A mention that is somebody else's; may be given again.")
    ] = None,
    documents: Annotated[
        list[str] | None,
        typer.Option(metavar="DOC", help="A document all of whose mentions are somebody else's; may be given again."),
    ] = None,
    name: Annotated[
        str, typer.Option(metavar="NAME", help="The other's name; otherwise the fullest that is printed.")
    ] = "",
) -> None:
    """Say that some mentions of an actor are another's."""
    if not mentions and not documents:
        raise CorrectionError("A split needs --mentions or --documents: whose mentions are not this actor's?")
    correction, notes = pipeline.correct_actor(
        dossier, "split", [actor], mentions=words_of(mentions), docs=words_of(documents), name=name.strip()
    )
    rebuild(dossier, correction, told(correction).removeprefix("split "), notes)


@app.command("rename")
def rename(dossier: Dir, actor: One, name: NewName) -> None:
    """Give an actor another name."""
    correction, notes = pipeline.correct_actor(dossier, "rename", [actor], name=name)
    rebuild(dossier, correction, f"{correction.name} is called {correction.value}", notes)


@app.command("undo")
def undo(dossier: Dir, correction: Taken = "") -> None:
    """Take a correction back."""
    taken, notes = pipeline.correct_actor(dossier, "undo", [correction] if correction else [])
    rebuild(dossier, taken, f"{taken.of} of {taken.name} no longer holds", notes)
