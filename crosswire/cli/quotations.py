"""crosswire quotations"""

from typing import Annotated

import typer

from crosswire import pipeline
from crosswire.cli.judgements import Dir, Taken, rebuild

HELP = """Say what is no quotation, and who speaks one, where the rules are wrong.

Kept in DIR/corrections.jsonl over rebuilds and new documents. A quotation is named by its id or the beginning of one, an actor as for
`crosswire actors`.

    crosswire quotations drop nrc q-1858fd710a2b33c4

    crosswire quotations speaker nrc q-1858fd71 "Ilse Marran"

    crosswire quotations undo nrc
"""

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")

One = Annotated[str, typer.Argument(metavar="Q-ID", help="Id of a quotation, or its beginning.")]


@app.command("drop")
def drop(dossier: Dir, quotation: One) -> None:
    """Say that something is no quotation."""
    correction = pipeline.correct_quotation(dossier, "drop", quotation)
    rebuild(dossier, correction, f"“{correction.text}” is no quotation")


@app.command("speaker")
def speaker(
    dossier: Dir,
    quotation: One,
    actor: Annotated[
        str,
        typer.Argument(metavar="[ACTOR]", help="Who speaks; without it, nobody who is known.", show_default=False),
    ] = "",
) -> None:
    """Say who speaks a quotation."""
    correction = pipeline.correct_quotation(dossier, "speaker", quotation, speaker=actor)
    rebuild(dossier, correction, f"“{correction.text}” is spoken by {correction.name or 'nobody who is known'}")


@app.command("undo")
def undo(dossier: Dir, correction: Taken = "") -> None:
    """Take a correction back."""
    taken = pipeline.correct_quotation(dossier, "undo", correction)
    rebuild(dossier, taken, f"{taken.of} no longer holds")
