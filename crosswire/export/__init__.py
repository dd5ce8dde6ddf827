"""Exports: one format, one file; `FORMATS` names them and `write_export` writes one without ever leaving half of it."""

from collections.abc import Mapping
from types import MappingProxyType

from crosswire.errors import FormatUnknown
from crosswire.export.brief import BRIEF
from crosswire.export.citations import BIBTEX, CSL, RIS
from crosswire.export.common import Exporter, ExportOptions
from crosswire.export.gdelt import GDELT
from crosswire.export.jsonl import TABLES
from crosswire.export.packages import CSV, PARQUET
from crosswire.export.plover import PLOVER
from crosswire.export.polecat import POLECAT
from crosswire.export.whole import WHOLE
from crosswire.export.writing import write_export
from crosswire.plugins import EXPORTERS, load_plugin, plugin_names

FORMATS: Mapping[str, Exporter] = MappingProxyType(
    {e.name: e for e in (TABLES, BRIEF, WHOLE, RIS, BIBTEX, CSL, PLOVER, POLECAT, GDELT, CSV, PARQUET)}
)
"""Format name -> exporter, those that come with Crosswire."""


def find_format(name: str) -> Exporter:
    """Return the exporter of a format, ours before those of installed plugins.

    Raises FormatUnknown where there is none of that name, or where a plugin's cannot be loaded.
    """
    if name in FORMATS:
        return FORMATS[name]
    try:
        exporter = load_plugin(EXPORTERS, name)
    except KeyError:
        known = ", ".join([*FORMATS, *plugin_names(EXPORTERS)])
        raise FormatUnknown(f"There is no export to {name!r}. Formats: {known}.") from None
    except Exception as error:  # a fault of somebody else's package, told as such
        raise FormatUnknown(f"The plugin for {name!r} cannot be loaded ({type(error).__name__}: {error}).") from error
    if not isinstance(exporter, Exporter):
        raise FormatUnknown(
            f"The plugin for {name!r} gives a {type(exporter).__name__}, not a crosswire.export.Exporter."
        )
    return exporter


__all__ = ["FORMATS", "ExportOptions", "Exporter", "find_format", "write_export"]
