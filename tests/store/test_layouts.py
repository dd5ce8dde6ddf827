"""Layouts: what they say of a place is what sentences and zones say, kept, read back, and made by a migration of an older dossier."""

import json
import sqlite3

import sqlalchemy as sa

from crosswire.dossier import Dossier
from crosswire.model import Place
from crosswire.store import Store
from crosswire.store.layouts import layout_of, layout_rows, read_layout
from crosswire.store.migrate import migrate
from tests.sample import sample_findings


def test_a_layout_is_read_back_as_it_was():
    """Rows hold numbers and labels only."""
    findings = sample_findings()
    whole = Dossier(findings)
    for document, row in zip(findings.documents, layout_rows(findings), strict=True):
        columns = [json.dumps(row[name]) for name in ("paragraphs", "sentences", "zones")]
        assert read_layout(columns, json.loads) == layout_of(document, whole.reading(document.id))


def test_a_slice_says_where_a_place_stands_as_the_whole_dossier_does(tmp_path):
    """Zone, paragraph and surroundings of every character, with the layouts in place of sentences and zones."""
    findings = sample_findings()
    with Store.create(tmp_path) as store:
        store.write(findings, given=(), keys=(), ledger={}, redirects={}, facts={})
    whole = Dossier(findings)
    with Store.open(tmp_path) as store, store.lookups() as lookups:
        docs = [d.id for d in findings.documents]
        bare = lookups.by_id("documents", docs, left_out=frozenset({"zones"}))
        part = Dossier(type(findings)(documents=bare), layouts=lookups.layouts(docs))
    for document in findings.documents:
        places = [Place(document.id, at, at + 1) for at in range(len(document.text))]
        assert [part.evidence(p) for p in places] == [whole.evidence(p) for p in places]


def test_an_older_dossier_gets_the_layouts_that_a_build_would_write(tmp_path):
    """The migration fills the table from the sentences; what has none of the body is left for the next build, and read from the records."""
    with Store.create(tmp_path) as store:
        store.write(sample_findings(), given=(), keys=(), ledger={}, redirects={}, facts={})
    path = tmp_path / "crosswire.db"
    with sqlite3.connect(path) as database:
        written = {row[0]: row for row in database.execute("SELECT * FROM layouts")}
        database.execute("DROP TABLE layouts")
        database.execute("UPDATE alembic_version SET version_num = '0011'")
        read = {doc for (doc,) in database.execute("SELECT DISTINCT doc FROM sentences WHERE \"where\" = 'body'")}
    migrate(sa.create_engine(f"sqlite:///{path}"))
    with sqlite3.connect(path) as database:
        filled = {row[0]: row for row in database.execute("SELECT * FROM layouts")}
    assert filled.keys() == read and filled
    for doc, row in filled.items():
        assert [json.loads(c) for c in row[1:]] == [json.loads(c) for c in written[doc][1:]]
