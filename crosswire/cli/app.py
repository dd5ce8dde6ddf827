"""Puts the verbs together, and turns errors into messages and exit codes."""

import os
import sys

import typer

import crosswire
from crosswire.cli import (
    actors,
    build,
    export,
    issues,
    open_dossier,
    quotations,
    search,
    serve,
    set_value,
    stories,
    verify,
)
from crosswire.cli.terminal import say
from crosswire.errors import CrosswireError

app = typer.Typer(
    name="crosswire",
    help="Read many accounts of one story and write the one account that none of them holds, every line pointing at the characters that say so.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"crosswire {crosswire.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", help="Print the version and stop.", callback=_version, is_eager=True
    ),
) -> None:
    """Options before the verb."""


app.command("build", help=build.HELP)(build.build)
app.command("open", help=open_dossier.HELP)(open_dossier.open_dossier)
app.command("verify", help=verify.HELP)(verify.verify)
app.command("export", help=export.HELP)(export.export)
app.command("set", help=set_value.HELP)(set_value.set_value)
app.command("search", help=search.HELP)(search.search_dossier)
app.command("serve", help=serve.HELP)(serve.serve)
app.add_typer(actors.app, name="actors", help=actors.HELP)
app.add_typer(issues.app, name="issues", help=issues.HELP)
app.add_typer(stories.app, name="stories", help=stories.HELP)
app.add_typer(quotations.app, name="quotations", help=quotations.HELP)


def main() -> None:
    """Run the command line. Exit codes: 0 done; 1 something unforeseen; 2 words not understood; the others are in
    docs/errors.md.
    """
    try:
        app(standalone_mode=True)
    except CrosswireError as error:
        say(f"crosswire: {error} [{error.code}]", error=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # the reader of our output has gone (`crosswire verify DIR | head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
