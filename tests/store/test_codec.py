"""Rows read as records: the same that were written, also those that an earlier Crosswire wrote with fewer fields."""

from dataclasses import fields

import pytest

from crosswire.model import Document, Header, Quotation
from crosswire.store import schema
from crosswire.store.codec import from_plain, record_reader, scan, to_json, to_plain
from tests.sample import sample_findings


def row_of(record):
    """Return a record as SQLite gives it: plain values as they are, what is nested as JSON."""
    types = schema.columns_of(type(record))
    plain = to_plain(record)
    return [to_json(plain[n]) if kind is schema.sa.JSON else plain[n] for n, kind in types.items()]


@pytest.mark.parametrize("name", [*schema.OVER_DOCUMENTS, *schema.PER_DOCUMENT])
def test_every_record_is_read_as_it_was_written(name):
    """Both ways of reading agree, for each record of the sample."""
    f = sample_findings()
    parts = [getattr(f, name)] if name in schema.OVER_DOCUMENTS else [getattr(r, name) for r in f.readings]
    for record in (r for part in parts for r in part):
        read = record_reader(type(record), range(len(fields(record))))
        assert read(row_of(record)) == record == from_plain(type(record), to_plain(record))


def test_a_field_that_was_added_since_has_its_default():
    """Records of an older dossier lack it in their JSON."""
    document = sample_findings().documents[0]
    names = [f.name for f in fields(Document)]
    row = row_of(document)
    header = scan(row[names.index("header")])
    del header["standfirst"], header["headline"]["parsed"]
    row[names.index("header")] = to_json(header)
    assert record_reader(Document, range(len(names)))(row) == document


def test_a_field_that_is_left_out_is_empty():
    """Its column is not read at all."""
    q = next(q for r in sample_findings().readings for q in r.quotations)
    at = [None if f.name == "source" else n for n, f in enumerate(fields(Quotation))]
    row = row_of(q)
    row[at.index(None)] = "no JSON"
    assert record_reader(Quotation, at)(row).source == ()


def test_what_is_not_known_is_one_record():
    """Most values of a header are not known, and share it."""
    document = Document("d-1", "a.txt", "0", "text/plain", "Words.\n", "1")
    read = record_reader(Document, range(len(fields(Document))))(row_of(document))
    assert (
        read == document
        and read.header is record_reader(Document, range(len(fields(Document))))(row_of(document)).header
    )
    assert read.header == Header()
