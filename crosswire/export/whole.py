"""The whole dossier in one JSON file, for programs that want everything. `dossier.schema.json` says what stands in it."""

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

from crosswire.dossier import Dossier
from crosswire.export.common import Exporter, ExportOptions, Files, writable
from crosswire.export.schema import FORMAT, is_text, is_written
from crosswire.model import Document, Findings


def _files(dossier: Dossier, options: ExportOptions) -> Files:
    yield "dossier.json", _pieces(dossier, options)


WHOLE = Exporter(
    "json", "The whole dossier in one JSON file.", _files, single="dossier.json", mark='{"crosswire_dossier"'
)


def plain_record(record: Any) -> Any:
    """Return a record, with its text, as the plain values that JSON has."""
    return _plain(record, ExportOptions())


def _plain(value: Any, options: ExportOptions) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        kind = type(value)
        return {
            f.name: _words(kind, f.name, getattr(value, f.name), options)
            if is_text(kind, f.name)
            else _plain(getattr(value, f.name), options)
            for f in dataclasses.fields(kind)
            if is_written(kind, f.name)
        }
    if isinstance(value, tuple):
        return [_plain(v, options) for v in value]
    return value


def _words(kind: type, name: str, words: str, options: ExportOptions) -> str | None:
    """Return running text as it may go out: a stored text whole or not at all, an extract cut where that was asked for."""
    if (kind, name) == (Document, "text"):
        return words if options.with_documents else None
    return options.extract(words)


def _pieces(dossier: Dossier, options: ExportOptions) -> Iterator[str]:
    yield f'{{"crosswire_dossier": {FORMAT}'
    for f in dataclasses.fields(Findings):
        yield f',\n"{f.name}": ['
        for n, record in enumerate(getattr(dossier.findings, f.name)):
            row = _plain(record, options)
            yield (",\n " if n else "\n ") + writable(json.dumps(row, ensure_ascii=False), row)
        yield "]"
    yield "}\n"
