"""crosswire set"""

from pathlib import Path
from typing import Annotated

import typer

from crosswire import pipeline
from crosswire.cli.pages import write_dossier_pages
from crosswire.cli.progress import show_progress
from crosswire.cli.terminal import say
from crosswire.errors import CorrectionError

HELP = """Give a document what only a person knows.

Kept in DIR/corrections.jsonl over rebuilds, shown as set by hand. An empty value takes it back.
Fields: date, headline, agency, publisher, located, language.

    crosswire set nrc d-c63cfbe43a58 date=2009-04-29

    crosswire set nrc 003.txt date=2009-04 publisher="Trel Bay Courier"

    crosswire set nrc 003.txt date=          # take it back
"""


def set_value(
    dossier: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier's folder.")],
    doc: Annotated[str, typer.Argument(metavar="DOC", help="Name of the document, its id, or the beginning of one.")],
    values: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE...", help="What to set.")],
) -> None:
    """Run the verb."""
    pairs = [value.partition("=") for value in values]
    for (name, equals, value), words in zip(pairs, values, strict=True):
        if not equals:
            raise CorrectionError(f"{words!r} sets nothing. Write FIELD=VALUE, for instance date=2009-04-29.")
        pipeline.check_value(name, value.strip())  # all of them before the first is kept
    for name, _, value in pairs:
        correction = pipeline.set_value(dossier, doc, name, value.strip())
        say(f"set       {correction.name}: {correction.field} = {correction.value or '(taken back)'}, by hand")
    with show_progress() as progress:
        # a dossier without pages stays one
        finish = write_dossier_pages if (dossier / "index.html").exists() else None
        pipeline.rebuild(dossier, progress=progress, finish=finish)
    say(f"→ {dossier / 'index.html' if finish else dossier}")
