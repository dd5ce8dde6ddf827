"""Where others add to Crosswire: exporters of their own, found by entry point.

A package adds a format with

    [project.entry-points."crosswire.exporters"]
    tei = "my_package.tei:EXPORTER"

where EXPORTER is a `crosswire.export.Exporter`. Formats of others stand in the same table as ours and never replace one.
"""

from collections.abc import Mapping
from importlib.metadata import entry_points
from typing import Any

EXPORTERS = "crosswire.exporters"
"""Entry point group: name of the format -> a `crosswire.export.Exporter`."""


def load_plugins(group: str) -> Mapping[str, Any]:
    """Return name -> object of every entry point of a group, in the order of names. What cannot be loaded raises as its import does."""
    return {point.name: point.load() for point in sorted(entry_points(group=group), key=lambda p: p.name)}
