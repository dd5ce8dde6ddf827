"""Where others add to Crosswire: readers and exporters of their own, found by entry point.

A package adds a format with

    [project.entry-points."crosswire.exporters"]
    tei = "my_package.tei:EXPORTER"

    [project.entry-points."crosswire.readers"]
    tei = "my_package.tei:READER"

where EXPORTER is a `crosswire.export.Exporter` and READER a `crosswire.ingest.Reader`. Formats of others stand in the same table
as ours and never replace one.
"""

from importlib.metadata import entry_points
from typing import Any

EXPORTERS = "crosswire.exporters"
"""Entry point group: name of the format -> a `crosswire.export.Exporter`."""

READERS = "crosswire.readers"
"""Entry point group: name of the format -> a `crosswire.ingest.Reader`."""


def plugin_names(group: str) -> tuple[str, ...]:
    """Return the names of a group's entry points, sorted. Nothing is imported."""
    return tuple(sorted({point.name for point in entry_points(group=group)}))


def load_plugin(group: str, name: str) -> Any:
    """Return the object of one entry point. Raises KeyError where there is none, and whatever its import raises."""
    for point in entry_points(group=group):
        if point.name == name:
            return point.load()
    raise KeyError(name)


def plugin_versions(group: str) -> dict[str, str]:
    """Return name -> distribution and version of a group's entry points: what they give depends on these. Nothing is imported."""
    points = sorted(entry_points(group=group), key=lambda point: point.name)
    return {p.name: f"{p.dist.name} {p.dist.version}" if p.dist else "unknown" for p in points}
