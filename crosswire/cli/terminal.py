"""What is printed: nothing from a capture or a file's name can steer the terminal or pass for a line of ours."""

import re

import typer

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Control characters, line separators and lone surrogates."""


def say(line: str, *, error: bool = False) -> None:
    """Print one line, its control characters shown as U+FFFD."""
    typer.echo(CONTROLS.sub("\ufffd", line), err=error)
