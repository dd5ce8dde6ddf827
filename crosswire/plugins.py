"""Where others add to Crosswire: readers of captures and exporters, by entry point.

Built-in ones stand in the same tables (`crosswire.ingest`, `crosswire.export`); a package adds its own under the
entry point groups `crosswire.exporters` in its pyproject. The types are the whole contract.
"""

from collections.abc import Mapping
from importlib.metadata import entry_points
from typing import Any

EXPORTERS = "crosswire.exporters"
"""Entry point group: name of the format -> an object like those in `crosswire.export.FORMATS`."""


def load_plugins(group: str) -> Mapping[str, Any]:
    """Return name -> object of every entry point of a group, in the order of names."""
    return {point.name: point.load() for point in sorted(entry_points(group=group), key=lambda p: p.name)}
