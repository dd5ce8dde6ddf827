"""A progress bar on anything that takes over a second, on the error stream, where it does not mix with results."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from crosswire.pipeline import Progress as Report

PATIENCE = 1.0
"""Seconds before the bar appears."""


@contextmanager
def show_progress() -> Iterator[Report]:
    """Give a callback for the pipeline; draws only on a terminal, and only once `PATIENCE` has passed."""
    bar = Progress(
        TextColumn("{task.description:10}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    started = time.monotonic()
    task = bar.add_task("", total=None)
    running = False

    def report(what: str, done: int, total: int) -> None:
        nonlocal running
        if not running and time.monotonic() - started > PATIENCE and bar.console.is_terminal:
            bar.start()
            running = True
        bar.update(task, description=what, completed=done, total=total or None)

    try:
        yield report
    finally:
        if running:
            bar.stop()
