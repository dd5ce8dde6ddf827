"""crosswire export"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from crosswire.cli.terminal import say
from crosswire.dossier import Dossier, load_dossier
from crosswire.dossier.embargoes import embargo_status, held_at
from crosswire.export import ExportOptions, find_format, write_export
from crosswire.export.embargo import check_embargoes

HELP = """Write a dossier in another form.

jsonl: the tables, one JSON Lines file each, in a folder. md: a brief with footnotes. json: the whole dossier in one file.
ris, bibtex, csl: a reference to each account. plover, polecat, gdelt: the coded events in others' formats.
csv, parquet: the tables with datapackage.json and a codebook, in a folder.

    crosswire export nrc --to jsonl -o nrc-tables

    crosswire export nrc --to md -o brief.md

    crosswire export nrc --to json -o nrc.json --no-text

    crosswire export nrc --to md -o brief.md --evidence-words 25
"""


def export(
    dossier: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier's folder.")],
    to: Annotated[
        str, typer.Option("--to", metavar="FORMAT", help="One of the formats above, or of an installed plugin.")
    ],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="OUT", help="The folder or file to write.")],
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Leave the stored texts out; hashes and offsets stay.")
    ] = False,
    evidence_words: Annotated[
        int | None,
        typer.Option(
            "--evidence-words",
            metavar="N",
            min=0,
            help="Leave the stored texts out and cut every extract to N words; offsets stay those of the whole.",
        ),
    ] = None,
    embargoed: Annotated[
        bool,
        typer.Option("--embargoed", help="Export even though a text's embargo has not passed; such texts are marked."),
    ] = False,
    leave_out: Annotated[
        bool,
        typer.Option(
            "--leave-out-embargoed",
            help="Leave out the texts whose embargo has not passed, and all that rests on them.",
        ),
    ] = False,
) -> None:
    """Run the verb."""
    exporter = find_format(to)  # before the dossier is loaded: a wrong name costs nothing
    loaded = load_dossier(dossier)
    now = datetime.now(UTC)  # the one place of an export that looks at a clock
    held = held_at(loaded.documents, now)
    if held and leave_out:
        from crosswire.pipeline import leave_out as without  # here, since other exports need no stage

        loaded = Dossier(without(dossier, {d.id for d in held}), loaded.corrections)
        for document in held:
            say(f"left out  {document.name}: embargoed until {document.header.embargoed.value}", error=True)
    elif not embargoed:
        check_embargoes(loaded, now)
    for document in loaded.documents:
        if embargo_status(document, now) == "unread":
            say(
                f"embargo   {document.name}: {document.header.embargoed.value!r} is no time that can be read",
                error=True,
            )
    write_export(exporter, loaded, out, ExportOptions(with_text=not no_text, evidence_words=evidence_words, now=now))
    say(f"→ {out}")
