"""crosswire open"""

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from crosswire.errors import DossierMissing

HELP = """Open a dossier's first page in the browser.

The pages are files: opening DIR/index.html by hand is the same.

    crosswire open nrc

    crosswire open nrc --print    # only say where it is
"""


def open_dossier(
    dossier: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier's folder.")],
    only_print: Annotated[bool, typer.Option("--print", help="Print the page's path, open nothing.")] = False,
) -> None:
    """Run the verb."""
    page = dossier / "index.html"
    if not page.is_file():
        raise DossierMissing(f"{page} is not there. Make the dossier: crosswire build FOLDER -o {dossier}")
    typer.echo(str(page))
    if not only_print:
        webbrowser.open(page.resolve().as_uri())
