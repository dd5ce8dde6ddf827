"""Records on disk and back."""

import dataclasses
import sqlite3
from dataclasses import replace

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosswire import model
from crosswire.errors import DossierBusy, DossierMissing, DossierNewer, OutputNotOurs
from crosswire.model import Capture, Findings, Place, sha256
from crosswire.store import Given, Store, open_folder, schema, verify_findings
from crosswire.store.migrate import HEAD, migrate, run_migrations
from crosswire.store.pins import places_of_findings
from tests.sample import sample_findings

TEXT = "“We 𝔐 shall not sign,” Minister Ilse Marran said on Tuesday.\nThe ferry left."


def make_findings(text: str = TEXT) -> Findings:
    """Findings with one record of most kinds, by hand."""
    doc = "d-1"
    document = model.Document(
        doc,
        "a.txt",
        sha256(text.encode("utf-8", "surrogatepass")),
        "text/plain",
        text,
        sha256(text),
        tuple(model.Zone(0, len(text.rstrip()), "body") for _ in [0] if text.strip() and not text[0].isspace()),
        model.Header(headline=model.HeaderValue("We", "stated", Place(doc, 0, min(2, len(text))))),
    )
    end = min(5, len(text))
    quotation = model.Quotation("q-1", ((0, end),), (), (), "direct", "body", sources=("m-1",), text=text[0:end])
    reading = model.Reading(
        doc,
        sentences=(model.Sentence(0, end, "body", 0),),
        mentions=(model.Mention("m-1", 0, end, "name", "person", name="Ilse Marran"),),
        quotations=(quotation,),
        acts=(model.Act("a-1", 0, end, (0, end), "sign", subject=(0, end), reason=((0, end),)),),
        vectors=(model.Vector("q-1", "AAAA", "x"),),
        lemmas=(("ferry", 1), ("sign", 2)),
    )
    story = model.Story(
        "s-1", (doc,), None, "We", doc, model.DateValue("2031", "year", "stated"), 1, ((doc, doc, 0.5, "ferry"),)
    )
    statement = model.Statement(
        "u-1", ("q-1",), (), ("p-1",), "s-1", 1, 1, (model.Pair("q-1", "q-1", 1.0, (("words", 1.0),), "same"),)
    )
    difference = model.Difference("x-1", "number", "differ", "boats", (model.Side(Place(doc, 0, end), "We"),), "s-1")
    return Findings(
        documents=(document,),
        readings=(reading,),
        problems=(model.Problem("D101", "a.txt", "no date", None, None, doc),),
        stories=(story,),
        published=(model.Published(doc, model.NO_DATE),),
        actors=(model.Actor("p-1", "Ilse Marran", "person", ("Marran",), mentions=((doc, "m-1"),)),),
        attributions=(model.Attribution("q-1", doc, ("p-1",), status="stated"),),
        statements=(statement,),
        differences=(difference,),
    )


def save(store: Store, findings: Findings) -> None:
    """Write findings with the capture they came from."""
    captures = [
        Capture(d.capture, d.name, d.media_type, d.text.encode("utf-8", "surrogatepass")) for d in findings.documents
    ]
    store.keep_captures(captures)
    kept = [Given(c.name, c.sha256, c.media_type, False, ()) for c in captures]
    store.write(
        findings, given=kept, keys=[], ledger={"stories": {"s-1": ["d-1"]}}, redirects={}, facts={"crosswire": "0"}
    )


def test_round_trip(tmp_path):
    """What is written is read back equal, also by a second opening."""
    findings = make_findings()
    with Store.create(tmp_path) as store:
        save(store, findings)
        assert store.findings() == findings
    with Store.open(tmp_path) as store:
        assert store.findings() == findings
        assert store.ledger() == {"stories": {"s-1": ("d-1",)}}
        assert store.given()[0].name == "a.txt"


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(min_size=1, max_size=60))
def test_any_text_round_trips_and_verifies(tmp_path_factory, text):
    """NULs, surrogates, astral characters and line ends come back as they were, and every place holds."""
    findings = make_findings(text)
    with Store.create(tmp_path_factory.mktemp("store")) as store:
        save(store, findings)
        assert store.findings() == findings
        _, failures = verify_findings(store, findings)
        assert [f for f in failures if "no zone" not in f.why] == []


def test_verify_sees_a_changed_text(tmp_path):
    """A character changed in the stored text is found, by its hash and by the places on it."""
    findings = make_findings()
    with Store.create(tmp_path) as store:
        save(store, findings)
        changed = dataclasses.replace(findings.documents[0], text=TEXT.replace("shall", "might"))
        count, failures = verify_findings(store, dataclasses.replace(findings, documents=(changed,)))
        assert count > 5
        assert any("not the one that was hashed" in f.why for f in failures)


def test_verify_sees_a_moved_place(tmp_path):
    """A place moved by one character in the database is found."""
    with Store.create(tmp_path) as store:
        save(store, make_findings())
    with sqlite3.connect(tmp_path / "crosswire.db") as database:
        database.execute("UPDATE quotations SET content = '[[1,6]]'")
    with Store.open(tmp_path) as store:
        _, failures = verify_findings(store, store.findings())
    assert {f.what for f in failures} == {"q-1"}


def test_verify_sees_a_changed_capture(tmp_path):
    """A byte changed in a kept capture is found."""
    with Store.create(tmp_path) as store:
        save(store, make_findings())
    with sqlite3.connect(tmp_path / "crosswire.db") as database:
        database.execute("UPDATE captures SET content = x'00'")
    with Store.open(tmp_path) as store:
        _, failures = verify_findings(store, store.findings())
    assert any("bytes hash to" in f.why for f in failures)


def test_pins_cover_every_place_field():
    """Each field that holds a place or spans is pinned: nested places, spans of readings, zones."""
    pinned = {(record, place.span) for record, place in places_of_findings(make_findings())}
    assert {("q-1", (0, 5)), ("a-1", (0, 5)), ("m-1", (0, 5)), ("x-1", (0, 5)), ("d-1", (0, 2))} <= pinned


def test_span_fields_are_known_to_pins():
    """A field of a reading's record that is typed as a span is one that pins reads."""
    from crosswire.model.selectors import Span, Spans
    from crosswire.store import pins

    for kind in schema.PER_DOCUMENT.values():
        for name, annotation in __import__("typing").get_type_hints(kind).items():
            if annotation in (Span, Span | None):
                assert name in pins.SPAN_FIELDS, f"{kind.__name__}.{name}"
            if annotation in (Spans, Spans | None):
                assert name in pins.SPANS_FIELDS, f"{kind.__name__}.{name}"


def test_a_write_that_fails_leaves_the_old_findings(tmp_path):
    """Findings are replaced whole or not at all."""
    findings = make_findings()
    with Store.create(tmp_path) as store:
        save(store, findings)
        broken = dataclasses.replace(
            findings, stories=(dataclasses.replace(findings.stories[0], independent=object()),)
        )
        with pytest.raises((TypeError, sa.exc.StatementError, ValueError)):
            save(store, broken)
        assert store.findings() == findings


def test_unused_captures_and_cache_are_let_go(tmp_path):
    """What no finished build uses is dropped."""
    findings = make_findings()
    with Store.create(tmp_path) as store:
        store.keep_captures([Capture(sha256(b"x"), "x", "text/plain", b"x")])
        store.keep_cached("read", {"old": {"a": 1}})
        assert store.cached(["old", "none"]) == {"old": {"a": 1}}
        save(store, findings)
        assert store.capture_digests() == (findings.documents[0].capture,)
        assert store.cached(["old"]) == {}


def test_open_says_what_is_missing(tmp_path):
    """A folder without a dossier is said to be one, with what to do."""
    with pytest.raises(DossierMissing, match="crosswire build"):
        Store.open(tmp_path)
    (tmp_path / "crosswire.db").write_bytes(b"not a database, not at all, whatever its name says" * 20)
    with pytest.raises(DossierMissing, match="cannot be read"):
        Store.open(tmp_path)


def test_a_damaged_table_is_told(tmp_path):
    """A store that lost a table says so, and what can be saved."""
    Store.create(tmp_path).close()
    with sqlite3.connect(tmp_path / "crosswire.db") as database:
        database.execute("DROP TABLE quotations")
    with Store.open(tmp_path) as store, pytest.raises(DossierMissing, match=r"quotations.*corrections\.jsonl"):
        store.findings()


def test_a_newer_dossier_is_refused(tmp_path):
    """A schema from the future is not touched."""
    Store.create(tmp_path).close()
    with sqlite3.connect(tmp_path / "crosswire.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DossierNewer, match="9999"):
        Store.open(tmp_path)


def tables_of(engine):
    """Return what SQLite knows of each table's columns and indexes, and how the full-text table was made."""
    found = {}
    ask = {"table": "table_xinfo", "index": "index_info"}
    with engine.connect() as connection:
        for name, kind, text in connection.exec_driver_sql("SELECT name, type, sql FROM sqlite_master ORDER BY name"):
            rows = connection.exec_driver_sql(f"PRAGMA {ask[kind]}('{name}')").fetchall()
            columns = sorted(tuple(row)[1:] for row in rows) if kind == "table" else [tuple(row) for row in rows]
            found[name] = (kind, columns, text if name == "search_words" else None)
    return found


def test_migrations_make_the_schema(tmp_path):
    """The numbered migrations give exactly the tables that a new store has and that the code reads, and HEAD names the last of them."""
    from pathlib import Path

    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    Store.create(tmp_path).close()
    new = sa.create_engine(f"sqlite:///{tmp_path / 'crosswire.db'}")
    grown = sa.create_engine(f"sqlite:///{tmp_path / 'grown.db'}")
    run_migrations(grown)
    assert tables_of(new) == tables_of(grown)
    for engine in (new, grown):
        with engine.connect() as connection:
            # the full-text table and the tables that SQLite keeps under it are none of SQLAlchemy's
            ours = {"include_name": lambda name, kind, _: not (kind == "table" and name.startswith("search_words"))}
            context = MigrationContext.configure(connection, opts=ours)
            assert context.get_current_revision() == HEAD
            assert compare_metadata(context, schema.metadata) == []
    files = sorted((Path(schema.__file__).parent / "migrations" / "versions").glob("[0-9]*.py"))
    assert files[-1].name.startswith(HEAD)


@pytest.mark.parametrize("old", [False, True])
def test_a_schema_is_made_whole_or_not_at_all(tmp_path, old):
    """What ends half way, in a new store or in the migrations of an old one, leaves no table behind, and the next build makes all."""
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'crosswire.db'}")

    @sa.event.listens_for(engine, "before_cursor_execute")
    def _end(_connection, _cursor, text, *_):
        if "search_words" in text:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_migrations(engine) if old else migrate(engine)
    assert sa.inspect(sa.create_engine(f"sqlite:///{tmp_path / 'crosswire.db'}")).get_table_names() == []
    Store.create(tmp_path).close()


def test_folder_of_others_is_refused(tmp_path):
    """A folder with other files is left alone."""
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(OutputNotOurs, match="nothing there was touched"), open_folder(tmp_path):
        pass
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.docx"]


def test_file_as_folder_is_refused(tmp_path):
    """A file in the dossier's place is left alone."""
    (tmp_path / "out").write_text("x")
    with pytest.raises(OutputNotOurs), open_folder(tmp_path / "out"):
        pass


def test_one_writer_at_a_time(tmp_path):
    """A second build of the same folder is told to wait."""
    import subprocess
    import sys

    code = f"from pathlib import Path; from crosswire.store import open_folder\nwith open_folder(Path({str(tmp_path)!r})): pass"
    with open_folder(tmp_path):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert DossierBusy.__name__ in done.stderr


@pytest.mark.parametrize("kind", [*schema.PER_DOCUMENT.values(), *schema.OVER_DOCUMENTS.values()])
def test_every_field_is_a_column(kind):
    """No field of a record is left out of its table."""
    assert set(schema.columns_of(kind)) == {f.name for f in dataclasses.fields(kind)}


def test_verify_sees_any_moved_pointer(tmp_path):
    """A mention, a difference's side and a reason moved in the database are found, not only quotations."""
    for statement, record in (
        ("UPDATE mentions SET start = start + 1", "m-1"),
        ("UPDATE acts SET reason = '[[1,3]]'", "a-1"),
        ("UPDATE differences SET sides = replace(sides, '\"start\":0', '\"start\":1')", "x-1"),
    ):
        folder = tmp_path / record
        folder.mkdir()
        with Store.create(folder) as store:
            save(store, make_findings())
        with sqlite3.connect(folder / "crosswire.db") as database:
            assert database.execute(statement).rowcount == 1
        with Store.open(folder) as store:
            _, failures = verify_findings(store, store.findings())
        assert record in {f.what for f in failures}


def test_a_closed_dossier_is_one_file(tmp_path):
    """After writing, no log lies beside the store, so that it can be mailed and kept on a read-only disk."""
    with Store.create(tmp_path) as store:
        save(store, make_findings())
    assert [p.name for p in tmp_path.iterdir()] == ["crosswire.db"]


def test_reading_changes_nothing(tmp_path):
    """A reader leaves every byte as it was."""
    with Store.create(tmp_path) as store:
        save(store, make_findings())
    before = (tmp_path / "crosswire.db").read_bytes()
    with Store.open(tmp_path) as store:
        store.findings()
        with pytest.raises(sa.exc.OperationalError, match="readonly"):
            save(store, make_findings())
    assert (tmp_path / "crosswire.db").read_bytes() == before


def test_a_folder_with_odd_signs_is_opened(tmp_path):
    """Signs that mean something in an address mean nothing in a path."""
    folder = tmp_path / "50% of #1? å"
    folder.mkdir()
    with Store.create(folder) as store:
        save(store, make_findings())
    with Store.open(folder) as store:
        assert store.findings() == make_findings()


def test_damaged_records_are_told(tmp_path):
    """A nested value that is no JSON any more is told as damage, not as a traceback."""
    with Store.create(tmp_path) as store:
        save(store, make_findings())
    with sqlite3.connect(tmp_path / "crosswire.db") as database:
        database.execute("UPDATE stories SET docs = '[broken'")
    with Store.open(tmp_path) as store, pytest.raises(DossierMissing, match="build again"):
        store.findings()


def test_a_damaged_cache_is_not_known(tmp_path):
    """A cached result that cannot be unpacked is read again."""
    with Store.create(tmp_path) as store:
        store.keep_cached("read", {"a": 1, "b": 2})
    with sqlite3.connect(tmp_path / "crosswire.db") as database:
        database.execute("UPDATE cache SET body = x'00' WHERE key = 'a'")
    with Store.open(tmp_path) as store:
        assert store.cached(["a", "b"]) == {"b": 2}


def test_what_was_read_before_is_not_kept_over_a_build(tmp_path):
    """Actors are read once while the store stays as it is, and anew when it does not."""
    findings = sample_findings()
    actor = findings.actors[0]
    with Store.create(tmp_path) as store:
        store.write(findings, given=(), keys=(), ledger={}, redirects={}, facts={})
    with Store.open(tmp_path) as reader:
        with reader.lookups() as lookups:
            first = lookups.by_id("actors", [actor.id, "p-none"])
        with reader.lookups() as lookups:
            assert lookups.by_id("actors", [actor.id])[0] is first[0]
        renamed = replace(findings, actors=(replace(actor, name="Another Name"), *findings.actors[1:]))
        with Store.create(tmp_path) as store:
            store.write(renamed, given=(), keys=(), ledger={}, redirects={}, facts={})
        with reader.lookups() as lookups:
            assert lookups.by_id("actors", [actor.id])[0].name == "Another Name"


def test_verify_sees_an_id_that_stands_twice(tmp_path):
    """Two records of one kind under one id are found: a link to one would lead to the other."""
    findings = make_findings()
    with Store.create(tmp_path) as store:
        save(store, findings)
        twice = dataclasses.replace(findings, actors=(*findings.actors, *findings.actors[:1]))
        _, failures = verify_findings(store, twice)
    assert [f.why for f in failures if f.what == findings.actors[0].id] == ["2 records of actors have this id"]
