"""Exports: one format, one file; `FORMATS` names them and `write_export` writes one without ever leaving half of it."""

from collections.abc import Mapping
from types import MappingProxyType

from crosswire.export.brief import BRIEF
from crosswire.export.common import Exporter, ExportOptions
from crosswire.export.jsonl import TABLES
from crosswire.export.whole import WHOLE
from crosswire.export.writing import write_export

FORMATS: Mapping[str, Exporter] = MappingProxyType({e.name: e for e in (TABLES, BRIEF, WHOLE)})
"""Format name -> exporter."""

__all__ = ["FORMATS", "ExportOptions", "Exporter", "write_export"]
