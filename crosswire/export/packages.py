"""CSV and Parquet tables from one schema (`columns.tsv`), with `datapackage.json` (Frictionless Data Package 1.0) and a codebook.

What is nested in the JSON Lines tables stands in a cell as JSON. Cells hold what the JSON Lines tables hold; nothing else is computed here.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

import crosswire
from crosswire.dossier import Dossier
from crosswire.export.common import Exporter, ExportOptions, Files
from crosswire.export.event_rows import intensity, told_events
from crosswire.export.jsonl import Row, event_date_row, party_rows, table_rows

BATCH = 10_000
"""Rows of a Parquet row group."""

_FRICTIONLESS = {"json": "any"}
"""Our types that the standard calls otherwise: a cell of JSON may be a string, a list or an object."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its type (string, integer, number, boolean or json), and the path of its value in a row."""

    name: str
    type: str
    path: tuple[str, ...]
    about: str

    def value(self, row: Row) -> Any:
        """Return a row's value, or None where any step of the path is absent."""
        found: Any = row
        for step in self.path:
            if isinstance(found, Mapping):
                found = found.get(step)
            elif isinstance(found, list) and found:
                found = found[int(step)]
            else:
                return None
        if self.type == "json" and found is not None:
            return json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        return found


@cache
def columns() -> Mapping[str, tuple[Column, ...]]:
    """Return table -> its columns, both in the order of the schema."""
    found: dict[str, list[Column]] = {}
    text = files("crosswire.export").joinpath("columns.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            table, name, kind, path, about = line.split("\t")
            found.setdefault(table, []).append(Column(name, kind, tuple(path.split(".")), about))
    return {table: tuple(cells) for table, cells in found.items()}


def package_rows(dossier: Dossier, options: ExportOptions) -> Mapping[str, Iterable[Row]]:
    """Return table -> its rows: those of the JSON Lines tables, with one table for events and one for their mentions."""
    rows = dict(table_rows(dossier, options))
    rows["event_mentions"] = rows.pop("events")
    rows["events"] = _event_rows(dossier)
    return {table: rows[table] for table in columns()}


def _event_rows(dossier: Dossier) -> Iterator[Row]:
    for event, reports in told_events(dossier):
        yield {
            "id": event.id,
            "story": event.story,
            "event_type": event.event_type,
            "mode": event.mode,
            "context": list(event.contexts),
            "quad_code": event.quad_code,
            "cameo": event.cameo,
            "intensity": intensity(event.event_type, event.mode),
            "auxiliary": list(event.auxiliary),
            "reciprocal": event.reciprocal,
            "date": event_date_row(dossier, event.date),
            "actor": party_rows(event.actors),
            "recipient": party_rows(event.recipients),
            "locations": [
                {
                    "name": p.name,
                    "kind": p.kind,
                    "country": p.country,
                    "latitude": p.latitude,
                    "longitude": p.longitude,
                    "geonames": p.geonames,
                }
                for p in event.locations
            ],
            "reports": len(reports),
            "accounts": event.accounts,
            "independent": event.independent,
        }


def _files_as(write: Callable[[str, Iterable[Row]], Iterable[str | bytes]], ending: str) -> Callable[..., Files]:
    def made(dossier: Dossier, options: ExportOptions) -> Files:
        for table, rows in package_rows(dossier, options).items():
            yield f"{table}.{ending}", write(table, rows)
        yield "datapackage.json", [json.dumps(_descriptor(ending), ensure_ascii=False, indent=1) + "\n"]
        yield "codebook.md", _codebook(ending)

    return made


def _csv(table: str, rows: Iterable[Row]) -> Iterator[str]:
    """Yield CSV (RFC 4180): a header, then a line a row; an empty cell is a value not known. Lone surrogates, which UTF-8 cannot hold, are "?"."""
    cells = columns()[table]
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([c.name for c in cells])
    for row in rows:
        writer.writerow([_cell(c.value(row)) for c in cells])
        yield buffer.getvalue().encode("utf-8", "replace").decode("utf-8")
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _cell(value: Any) -> Any:
    return {True: "true", False: "false", None: ""}.get(value, value) if isinstance(value, bool | None) else value


def _parquet(table: str, rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield a Parquet file, compressed with zstd, row groups of BATCH rows."""
    # here, since it takes a third of a second that no other format needs
    import pyarrow
    from pyarrow import parquet

    kinds = {"string": pyarrow.string(), "integer": pyarrow.int64(), "number": pyarrow.float64()}
    kinds |= {"boolean": pyarrow.bool_(), "json": pyarrow.string()}
    cells = columns()[table]
    schema = pyarrow.schema([pyarrow.field(c.name, kinds[c.type], metadata={"about": c.about}) for c in cells])
    sink = pyarrow.BufferOutputStream()
    waiting = iter(rows)
    with parquet.ParquetWriter(sink, schema, compression="zstd") as writer:
        while batch := list(islice(waiting, BATCH)):
            held = {c.name: [_whole(c.value(row)) for row in batch] for c in cells}
            writer.write_table(pyarrow.Table.from_pydict(held, schema=schema))
    yield sink.getvalue().to_pybytes()


def _whole(value: Any) -> Any:
    """Return a value that Arrow can hold: a string without lone surrogates."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def _descriptor(ending: str) -> dict[str, Any]:
    """Return the data package's descriptor: every table with its schema, keys that lead from table to table included."""
    return {
        "name": "crosswire-dossier",
        "title": "A Crosswire dossier as tables",
        "version": crosswire.__version__,
        "profile": "tabular-data-package" if ending == "csv" else "data-package",
        "resources": [
            {
                "name": table,
                "path": f"{table}.{ending}",
                "format": ending,
                **(
                    {"mediatype": "text/csv", "encoding": "utf-8", "profile": "tabular-data-resource"}
                    if ending == "csv"
                    else {}
                ),
                "schema": {
                    "fields": [
                        {"name": c.name, "type": _FRICTIONLESS.get(c.type, c.type), "description": c.about}
                        for c in cells
                    ],
                    "missingValues": [""],
                    **({"primaryKey": "id"} if cells[0].name == "id" else {}),
                },
            }
            for table, cells in columns().items()
        ],
    }


def _codebook(ending: str) -> Iterator[str]:
    yield "# Codebook\n\nTables of a Crosswire dossier. Offsets are Unicode code points of the stored text, [start, end). Cells of type json hold JSON.\n"
    for table, cells in columns().items():
        yield f"\n## {table}.{ending}\n\n| column | type | what |\n|---|---|---|\n"
        for c in cells:
            yield f"| {c.name} | {c.type} | {c.about} |\n"


CSV = Exporter("csv", "The tables as CSV with datapackage.json and a codebook, in a folder.", _files_as(_csv, "csv"))
PARQUET = Exporter(
    "parquet",
    "The tables as Parquet with datapackage.json and a codebook, in a folder.",
    _files_as(_parquet, "parquet"),
)
