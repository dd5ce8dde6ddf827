"""The whole dossier in one JSON file, for programs that want everything."""

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

from crosswire.dossier import Dossier
from crosswire.export.common import Exporter, ExportOptions, Files, writable
from crosswire.model import Findings

FORMAT = 1
"""Version of the layout; raised when a field changes its meaning or goes."""


def _files(dossier: Dossier, options: ExportOptions) -> Files:
    yield "dossier.json", _pieces(dossier, options)


WHOLE = Exporter(
    "json", "The whole dossier in one JSON file.", _files, single="dossier.json", mark='"crosswire_dossier"'
)


def _plain(record: Any, options: ExportOptions) -> Any:
    if dataclasses.is_dataclass(record) and not isinstance(record, type):
        row = {f.name: _plain(getattr(record, f.name), options) for f in dataclasses.fields(record)}
        row.pop("vectors", None)  # they serve matching only, and can be made again
        if not options.with_text and "text" in row:
            row["text"] = None
        return row
    if isinstance(record, tuple):
        return [_plain(r, options) for r in record]
    return record


def _pieces(dossier: Dossier, options: ExportOptions) -> Iterator[str]:
    yield f'{{"crosswire_dossier": {FORMAT}'
    for f in dataclasses.fields(Findings):
        yield f',\n"{f.name}": ['
        for n, record in enumerate(getattr(dossier.findings, f.name)):
            row = _plain(record, options)
            yield (",\n " if n else "\n ") + writable(json.dumps(row, ensure_ascii=False), row)
        yield "]"
    yield "}\n"
