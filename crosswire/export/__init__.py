"""Exports: one format, one file; `FORMATS` names them and `write_export` writes one without ever leaving half of it."""

from collections.abc import Mapping
from types import MappingProxyType

from crosswire.export.brief import BRIEF
from crosswire.export.common import Exporter, ExportOptions
from crosswire.export.jsonl import TABLES
from crosswire.export.whole import WHOLE
from crosswire.export.writing import write_export
from crosswire.plugins import EXPORTERS, load_plugins

FORMATS: Mapping[str, Exporter] = MappingProxyType({e.name: e for e in (TABLES, BRIEF, WHOLE)})
"""Format name -> exporter, those that come with Crosswire."""


def find_formats() -> Mapping[str, Exporter]:
    """Return format name -> exporter, those of installed plugins after ours. A plugin never replaces a format of ours."""
    return MappingProxyType({**load_plugins(EXPORTERS), **FORMATS})

__all__ = ["FORMATS", "ExportOptions", "Exporter", "find_formats", "write_export"]
