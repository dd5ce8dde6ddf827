"""crosswire export"""

from pathlib import Path
from typing import Annotated

import typer

from crosswire.dossier import load_dossier
from crosswire.errors import FormatUnknown
from crosswire.export import ExportOptions, find_formats, write_export

HELP = """Write a dossier in another form.

jsonl: the tables, one JSON Lines file each, in a folder. md: a brief with footnotes. json: the whole dossier in one file.

    crosswire export nrc --to jsonl -o nrc-tables

    crosswire export nrc --to md -o brief.md

    crosswire export nrc --to json -o nrc.json --no-text
"""


def export(
    dossier: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier's folder.")],
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="jsonl, md or json.")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="OUT", help="The folder or file to write.")],
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Leave the stored texts out; hashes and offsets stay.")
    ] = False,
) -> None:
    """Run the verb."""
    formats = find_formats()
    if to not in formats:
        raise FormatUnknown(f"There is no export to {to!r}. Formats: {', '.join(formats)}.")
    write_export(formats[to], load_dossier(dossier), out, ExportOptions(with_text=not no_text))
    typer.echo(f"→ {out}")
