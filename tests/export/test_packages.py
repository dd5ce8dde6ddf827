"""CSV and Parquet from one schema."""

import csv
import io
import json

import pytest
from pyarrow import BufferReader, parquet

from crosswire.dossier import Dossier
from crosswire.export import FORMATS, ExportOptions
from crosswire.export.jsonl import table_rows
from crosswire.export.packages import columns, package_rows
from tests.sample import sample_findings

NESTED_ONLY = {
    "documents": {"capture", "copyrightnotice", "photocredits", "published_printed", "soundbites", "standfirst"}
    | {"truncated", "embargo_status"},
    "quotations": {"addressee", "basis", "certainty_reason"},
    "actors": {"basis", "judgements", "corrected"},
    "mentions": {"basis"},
    "statements": {"pairs"},
    "stories": {"dated", "links", "title_of"},
    "copies": {"passages", "relations", "share"},
    "positions": {"basis"},
    "differences": {"basis", "weight"},
    "timeline": {"records", "times"},
}
"""What stands in the JSON Lines tables and not here: steps of reasoning, which only make sense nested."""


@pytest.fixture(scope="module")
def dossier():
    """Return the sample."""
    return Dossier(sample_findings())


def files(name, dossier):
    """Return file name -> content of an export."""
    made = FORMATS[name].files(dossier, ExportOptions())
    return {file: b"".join(p.encode() if isinstance(p, str) else p for p in pieces) for file, pieces in made}


def test_csv_and_parquet_hold_the_same(dossier):
    """Cell for cell, whatever the type; numbers and truth values come back as such from Parquet."""
    plain, columnar = files("csv", dossier), files("parquet", dossier)
    for table, cells in columns().items():
        rows = list(csv.DictReader(io.StringIO(plain[f"{table}.csv"].decode(), newline="")))
        back = parquet.read_table(BufferReader(columnar[f"{table}.parquet"]))
        assert back.schema.names == [c.name for c in cells]
        assert len(rows) == back.num_rows
        for row, other in zip(rows, back.to_pylist(), strict=True):
            for cell in cells:
                value = other[cell.name]
                told = {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
                assert row[cell.name] == ("" if value is None else told), (table, cell.name)


def test_the_descriptor_names_every_table_and_column(dossier):
    """Frictionless Data Package: every file is a resource, every column of its header a field, in order."""
    found = files("csv", dossier)
    package = json.loads(found["datapackage.json"])
    assert {r["path"] for r in package["resources"]} | {"datapackage.json", "codebook.md"} == set(found)
    for resource in package["resources"]:
        header = next(csv.reader(io.StringIO(found[resource["path"]].decode())))
        assert [f["name"] for f in resource["schema"]["fields"]] == header
        assert {f["type"] for f in resource["schema"]["fields"]} <= {"string", "integer", "number", "boolean", "any"}


def test_every_column_stands_in_the_codebook(dossier):
    """With its type and what it is."""
    book = files("csv", dossier)["codebook.md"].decode()
    for table, cells in columns().items():
        assert f"## {table}.csv" in book
        assert all(f"| {c.name} | {c.type} | {c.about} |" in book for c in cells)


def test_nothing_of_the_tables_is_lost_unsaid(dossier):
    """Every key of a JSON Lines row has a column, or is listed above as left out."""
    rows = package_rows(dossier, ExportOptions())
    for table, cells in columns().items():
        keys = {key for row in rows[table] for key in row}
        assert keys - {c.path[0] for c in cells} <= NESTED_ONLY.get(table, set()), table
    assert set(table_rows(dossier, ExportOptions())) - {"spans"} <= {*rows, "events"}
