"""crosswire quotations"""

from pathlib import Path
from typing import Annotated

import typer

from crosswire import pipeline
from crosswire.cli.pages import write_dossier_pages
from crosswire.cli.progress import show_progress
from crosswire.cli.terminal import say
from crosswire.model.corrections import QuotationCorrection

HELP = """Say what is no quotation, and who speaks one, where the rules are wrong.

Kept in DIR/corrections.jsonl over rebuilds and new documents. A quotation is named by its id or the beginning of one, an actor as for
`crosswire actors`.

    crosswire quotations drop nrc q-1858fd710a2b33c4

    crosswire quotations speaker nrc q-1858fd71 "Ilse Marran"

    crosswire quotations undo nrc
"""

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")

Dir = Annotated[Path, typer.Argument(metavar="DIR", help="The dossier's folder.")]
One = Annotated[str, typer.Argument(metavar="Q-ID", help="Id of a quotation, or its beginning.")]


def _rebuild(dossier: Path, correction: QuotationCorrection, done: str) -> None:
    """Tell what was kept and build again."""
    say(f"{correction.verb:9} {done}, by hand ({correction.id})")
    with show_progress() as progress:
        finish = write_dossier_pages if (dossier / "index.html").exists() else None
        pipeline.rebuild(dossier, progress=progress, finish=finish)
    say(f"→ {dossier / 'index.html' if finish else dossier}")


@app.command("drop")
def drop(dossier: Dir, quotation: One) -> None:
    """Say that something is no quotation."""
    correction = pipeline.correct_quotation(dossier, "drop", quotation)
    _rebuild(dossier, correction, f"“{correction.text}” is no quotation")


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
    _rebuild(dossier, correction, f"“{correction.text}” is spoken by {correction.name or 'nobody who is known'}")


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
    taken = pipeline.correct_quotation(dossier, "undo", correction)
    _rebuild(dossier, taken, f"{taken.of} no longer holds")
