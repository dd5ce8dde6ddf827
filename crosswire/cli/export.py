"""crosswire export"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from crosswire.cli.terminal import say
from crosswire.dossier import load_dossier
from crosswire.export import ExportOptions, find_format, write_export
from crosswire.export.embargo import check_embargoes

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
    embargoed: Annotated[
        bool, typer.Option("--embargoed", help="Export even though a text's embargo has not passed.")
    ] = False,
) -> None:
    """Run the verb."""
    exporter = find_format(to)  # before the dossier is loaded: a wrong name costs nothing
    loaded = load_dossier(dossier)
    if not embargoed:
        check_embargoes(loaded, datetime.now(UTC))
    write_export(exporter, loaded, out, ExportOptions(with_text=not no_text))
    say(f"→ {out}")
