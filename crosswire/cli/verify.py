"""crosswire verify"""

from pathlib import Path
from typing import Annotated

import typer

from crosswire import pipeline
from crosswire.cli.terminal import say
from crosswire.errors import VerifyFailed

HELP = """Re-read every pointer and every hash of a dossier.

Prints how many places were read. If one no longer holds, prints each and exits with 9.

    crosswire verify nrc

    crosswire verify nrc && echo all places hold
"""


def verify(dossier: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier's folder.")]) -> None:
    """Run the verb."""
    count, failures = pipeline.verify(dossier)
    for failure in failures:
        say(f"{failure.what}: {failure.why}")
    if failures:
        raise VerifyFailed(
            f"{len(failures)} of {count} places and hashes of {dossier} no longer hold (listed above). "
            "Build again from the captures; if the same ones fail, the store was changed by hand."
        )
    say(f"verified  {count}/{count} places identical to the source text")
