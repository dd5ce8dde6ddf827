"""Where others add to Crosswire: exporters of their own, found by entry point.

A package adds a format with

    [project.entry-points."crosswire.exporters"]
    tei = "my_package.tei:EXPORTER"

where EXPORTER is a `crosswire.export.Exporter`. Formats of others stand in the same table as ours and never replace one.
"""

from importlib.metadata import entry_points
from typing import Any

EXPORTERS = "crosswire.exporters"
"""Entry point group: name of the format -> a `crosswire.export.Exporter`."""


def plugin_names(group: str) -> tuple[str, ...]:
    """Return the names of a group's entry points, sorted. Nothing is imported."""
    return tuple(sorted({point.name for point in entry_points(group=group)}))


def load_plugin(group: str, name: str) -> Any:
    """Return the object of one entry point. Raises KeyError where there is none, and whatever its import raises."""
    for point in entry_points(group=group):
        if point.name == name:
            return point.load()
    raise KeyError(name)
