"""Reading and writing a dossier's store.

What a build reads is kept as it goes (captures, cache); what it finds is replaced in one transaction at its end. A kill
at any moment therefore leaves the findings of the last finished build, whole.
"""

import sqlite3
import urllib.parse
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any

import cattrs
import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert as upsert

from crosswire.errors import DossierMissing
from crosswire.model import Capture, Findings, Place, Reading, sha256
from crosswire.store import schema
from crosswire.store.codec import from_plain, pack, to_json, to_plain, unpack
from crosswire.store.folder import MARK
from crosswire.store.layouts import layout_rows
from crosswire.store.links import Derived, actor_rows, link_rows, name_rows
from crosswire.store.lookups import Lookups
from crosswire.store.migrate import is_current, migrate
from crosswire.store.pins import places_of_findings
from crosswire.store.search import write_index

BATCH = 500
"""Rows to a statement, so that memory stays bounded."""


@dataclass(frozen=True, slots=True)
class Given:
    """A capture that a build was given, without its bytes."""

    name: str
    sha256: str
    media_type: str
    as_is: bool
    fields: tuple[tuple[str, str], ...]


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


def _connect(path: Path, *, write: bool) -> sa.Engine:
    """Return an engine over one file. A reader changes nothing, so that a dossier on a read-only disk can be read."""
    mode = "rwc" if write else "ro"
    uri = f"file:{urllib.parse.quote(str(path.absolute()))}?mode={mode}"
    engine = sa.create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(uri, uri=True, check_same_thread=False),
        poolclass=sa.pool.QueuePool,
        json_serializer=to_json,
    )
    if write:

        @sa.event.listens_for(engine, "connect")
        def _pragmas(connection: Any, _record: Any) -> None:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")

    return engine


class Store:
    """One dossier's store. Use as a context manager."""

    def __init__(self, engine: sa.Engine, path: Path, *, write: bool) -> None:
        self._engine = engine
        self._path = path
        self._write = write
        self._watch: sa.Connection | None = None
        self._known: tuple[int, dict[str, dict[str, Any]]] = (-1, {})

    @classmethod
    def open(cls, folder: Path, *, write: bool = False) -> "Store":
        """Open the store of an existing dossier, for reading unless asked otherwise.

        Raises DossierMissing where the folder holds none, DossierNewer where a later Crosswire wrote it.
        """
        path = folder / MARK
        if not path.is_file() or path.stat().st_size == 0:
            raise DossierMissing(
                f"{folder} holds no dossier ({MARK} is not there). Make one: crosswire build FOLDER -o {folder}"
            )
        engine = _connect(path, write=write)
        try:
            if not is_current(engine):
                updating = engine if write else _connect(path, write=True)
                migrate(updating)
                if updating is not engine:
                    updating.dispose()
        except sa.exc.DatabaseError as error:
            engine.dispose()
            raise _unreadable(path, error.orig) from error
        return cls(engine, path, write=write)

    @classmethod
    def open_indexed(cls, folder: Path) -> "Store":
        """Open a store of which single pages and searches can be asked, making what they are looked up by where an earlier Crosswire built it.

        Raises as `open` does.
        """
        store = cls.open(folder)
        if store.has_lookups():
            return store
        store.close()
        with cls.open(folder, write=True) as writing:
            writing.write_lookups()
        return cls.open(folder)

    @classmethod
    def create(cls, folder: Path) -> "Store":
        """Open the store of a folder for writing, making it where there is none. The folder must be held (`open_folder`)."""
        path = folder / MARK
        if path.exists() and path.stat().st_size:
            return cls.open(folder, write=True)
        engine = _connect(path, write=True)
        migrate(engine)
        return cls(engine, path, write=True)

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. A writer folds its log back, so that the dossier is one file that can be mailed or kept read-only."""
        if self._watch is not None:
            self._watch.close()
        try:
            if self._write:
                with self._engine.connect() as connection:
                    connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))
                    connection.execute(sa.text("PRAGMA journal_mode=DELETE"))
        except sa.exc.DatabaseError:
            pass  # a reader is on it, or the file is damaged: the log stays, and the next opening takes it up
        finally:
            self._engine.dispose()

    # ------------------------------------------------------------------ captures and cache, written as a build goes on

    def keep_captures(self, captures: Sequence[Capture]) -> None:
        """Keep the bytes of captures; those kept already are passed over."""
        rows = [{"sha256": c.sha256, "content": c.content} for c in captures]
        if rows:
            with self._engine.begin() as connection:
                connection.execute(upsert(schema.captures).on_conflict_do_nothing(), rows)

    def content(self, digest: str) -> bytes:
        """Return the bytes of a kept capture. Raises KeyError where there is none."""
        query = sa.select(schema.captures.c.content).where(schema.captures.c.sha256 == digest)
        with self._engine.connect() as connection:
            found = connection.execute(query).scalar()
        if found is None:
            raise KeyError(digest)
        return bytes(found)

    def sizes(self, digests: Sequence[str]) -> dict[str, int]:
        """Return the bytes of each kept capture by its hash."""
        found: dict[str, int] = {}
        with self._engine.connect() as connection:
            for i in range(0, len(digests), BATCH):
                column = schema.captures.c.sha256
                query = sa.select(column, sa.func.length(schema.captures.c.content))
                rows = connection.execute(query.where(column.in_(digests[i : i + BATCH]))).fetchall()
                found.update((digest, size) for digest, size in rows)
        return found

    def cached(self, keys: Sequence[str]) -> dict[str, Any]:
        """Return what is kept under those of the keys that are known, unpacked to plain values. A damaged one is not known."""
        found: dict[str, Any] = {}
        with self._engine.connect() as connection:
            for i in range(0, len(keys), BATCH):
                query = sa.select(schema.cache.c.key, schema.cache.c.body).where(
                    schema.cache.c.key.in_(keys[i : i + BATCH])
                )
                for key, body in connection.execute(query).fetchall():
                    try:
                        found[key] = unpack(body)
                    except (ValueError, zlib.error):
                        continue  # damaged: not known, so it is read again
        return found

    def keep_cached(self, stage: str, plain: Mapping[str, Any]) -> None:
        """Keep a stage's results under their keys."""
        rows = [{"key": key, "stage": stage, "body": pack(value)} for key, value in plain.items()]
        if rows:
            with self._engine.begin() as connection:
                connection.execute(upsert(schema.cache).on_conflict_do_nothing(), rows)

    # ------------------------------------------------------------------ what a build found, replaced in one transaction

    def write(
        self,
        findings: Findings,
        *,
        given: Sequence[Given],
        keys: Iterable[str],
        ledger: Mapping[str, Mapping[str, Sequence[str]]],
        redirects: Mapping[str, str],
        facts: Mapping[str, Any],
    ) -> None:
        """Replace the findings of the last build by these, and let go of captures and cached results that no longer
        belong to any.

        keys: of all cached results in use. ledger: kind -> id -> members. redirects: ended id -> id that took its
        members.
        """
        with self._engine.begin() as connection:

            def replace(table: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
                _replace(connection, table, rows)

            replace(schema.given, ({"position": n, **to_plain(g)} for n, g in enumerate(given)))
            for name, table in schema.over_documents.items():
                records = getattr(findings, name)
                replace(table, ({"position": n, **to_plain(r)} for n, r in enumerate(records)))
            replace(schema.readings, ({"doc": r.doc, "lemmas": r.lemmas} for r in findings.readings))
            for name, table in schema.per_document.items():
                replace(table, _part_rows(findings.readings, name))
            replace(schema.pins, _pin_rows(findings))
            replace(
                schema.ledger,
                ({"kind": k, "id": i, "members": list(m)} for k, ids in ledger.items() for i, m in ids.items()),
            )
            replace(schema.redirects, ({"old": old, "new": new} for old, new in redirects.items()))
            replace(schema.facts, ({"name": name, "value": value} for name, value in facts.items()))
            _write_lookups(connection, findings)
            wanted = {g.sha256 for g in given}
            self._drop_others(connection, schema.captures.c.sha256, wanted)
            self._drop_others(connection, schema.cache.c.key, set(keys))

    @staticmethod
    def _drop_others(connection: sa.Connection, column: sa.Column[Any], wanted: set[str]) -> None:
        others = [key for (key,) in connection.execute(sa.select(column)) if key not in wanted]
        for i in range(0, len(others), BATCH):
            connection.execute(column.table.delete().where(column.in_(others[i : i + BATCH])))

    def write_lookups(self) -> None:
        """Make anew what pages and searches are looked up by, for a dossier that an earlier Crosswire built."""
        findings = self.findings()
        with self._engine.begin() as connection:
            _write_lookups(connection, findings)

    # ------------------------------------------------------------------ reading

    @contextmanager
    def lookups(self) -> Iterator[Lookups]:
        """Give look-ups of single records, as of one moment."""
        try:
            with self._engine.connect() as connection:
                raw: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
                raw.execute("BEGIN")
                raw.execute("SELECT 1 FROM facts LIMIT 1").fetchone()  # from now on this moment is seen
                version = self.version()
                if self._known[0] != version:
                    self._known = (version, {})
                yield Lookups(connection, self._known[1])
        except sqlite3.DatabaseError as error:
            raise _unreadable(self._path, error) from error
        except sa.exc.DatabaseError as error:
            raise _unreadable(self._path, error.orig) from error

    def version(self) -> int:
        """Return a number that changes when somebody else has changed the store."""
        if self._watch is None:
            self._watch = self._engine.connect()
        watch: sqlite3.Connection = self._watch.connection.driver_connection  # type: ignore[assignment]
        return int(watch.execute("PRAGMA data_version").fetchone()[0])

    def has_lookups(self) -> bool:
        """Return whether pages and searches can be looked up: not in a dossier that an earlier Crosswire built."""
        with self._engine.connect() as connection:
            empty = connection.execute(sa.select(schema.search_entries.c.id).limit(1)).first() is None
            return not empty or connection.execute(sa.select(schema.readings.c.doc).limit(1)).first() is None

    def _rows(
        self, table: sa.Table, *order: sa.Column[Any], connection: sa.Connection | None = None
    ) -> list[dict[str, Any]]:
        query = sa.select(table).order_by(*order)
        try:
            if connection is not None:
                return [dict(row) for row in connection.execute(query).mappings()]
            with self._engine.connect() as own:
                return [dict(row) for row in own.execute(query).mappings()]
        except (sa.exc.DatabaseError, ValueError) as error:
            raise _unreadable(self._path, f"table {table.name}: {getattr(error, 'orig', error)}") from error

    def given(self) -> tuple[Given, ...]:
        """Return what the last finished build was given, in its order."""
        rows = self._rows(schema.given, schema.given.c.position)
        return tuple(from_plain(Given, {k: v for k, v in r.items() if k != "position"}) for r in rows)

    def findings(self) -> Findings:
        """Return everything that the last finished build found, as of one moment: a build that ends meanwhile is not mixed in.

        Raises DossierMissing where the store is damaged.
        """
        try:
            with self._engine.connect() as connection:
                connection.exec_driver_sql("BEGIN")
                return self._findings(connection)
        except (KeyError, TypeError, ValueError, cattrs.BaseValidationError) as error:
            raise _unreadable(self._path, f"{type(error).__name__}: {error}") from error

    def _findings(self, connection: sa.Connection) -> Findings:
        parts: dict[str, dict[str, list[Any]]] = {}
        for name, kind in schema.PER_DOCUMENT.items():
            table = schema.per_document[name]
            columns = [f.name for f in fields(kind)]
            by_doc = parts.setdefault(name, {})
            for row in self._rows(table, table.c.doc, table.c.position, connection=connection):
                by_doc.setdefault(row["doc"], []).append(from_plain(kind, {c: row[c] for c in columns}))
        over: dict[str, tuple[Any, ...]] = {}
        for name, kind in schema.OVER_DOCUMENTS.items():
            table = schema.over_documents[name]
            columns = [f.name for f in fields(kind)]
            rows = self._rows(table, table.c.position, connection=connection)
            over[name] = tuple(from_plain(kind, {c: row[c] for c in columns}) for row in rows)
        counts = self._rows(schema.readings, schema.readings.c.doc, connection=connection)
        lemmas = {r["doc"]: tuple((w, n) for w, n in r["lemmas"]) for r in counts}
        readings = tuple(
            Reading(doc=d.id, lemmas=lemmas[d.id], **{name: tuple(by.get(d.id, ())) for name, by in parts.items()})
            for d in over["documents"]
            if d.id in lemmas
        )
        return Findings(readings=readings, **over)

    def ledger(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Return kind -> id -> members of the clusters as last written."""
        out: dict[str, dict[str, tuple[str, ...]]] = {}
        for row in self._rows(schema.ledger, schema.ledger.c.kind, schema.ledger.c.id):
            out.setdefault(row["kind"], {})[row["id"]] = tuple(row["members"])
        return out

    def redirects(self) -> dict[str, str]:
        """Return ended ids -> the ids that took their members."""
        return {r["old"]: r["new"] for r in self._rows(schema.redirects, schema.redirects.c.old)}

    def facts(self) -> dict[str, Any]:
        """Return what is known about the last finished build; empty if none has finished."""
        return {r["name"]: r["value"] for r in self._rows(schema.facts, schema.facts.c.name)}

    def pins(self) -> Iterator[tuple[str, Place, str]]:
        """Yield (record id, place, SHA-256 of the words that stood there) for every pointer."""
        with self._engine.connect() as connection:
            query = sa.select(schema.pins).execution_options(yield_per=BATCH)
            for row in connection.execute(query).mappings():
                yield row["record"], Place(row["doc"], row["start"], row["end"]), row["words"]

    def capture_digests(self) -> tuple[str, ...]:
        """Return the ids of all kept captures, sorted."""
        with self._engine.connect() as connection:
            return tuple(
                d for (d,) in connection.execute(sa.select(schema.captures.c.sha256).order_by(schema.captures.c.sha256))
            )


def _replace(connection: sa.Connection, table: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
    connection.execute(table.delete())
    for batch in _batches(rows):
        connection.execute(table.insert(), batch)


def _write_lookups(connection: sa.Connection, findings: Findings) -> None:
    """Replace everything that is derived from the findings for single pages and searches."""
    derived = Derived(findings)
    _replace(connection, schema.links, link_rows(derived))
    _replace(connection, schema.layouts, layout_rows(findings))
    _replace(connection, schema.actor_rows, actor_rows(derived))
    _replace(connection, schema.actor_names, name_rows(derived))
    write_index(connection, derived)


def _unreadable(path: Path, why: object) -> DossierMissing:
    return DossierMissing(
        f"{path} cannot be read as a dossier ({why}). "
        "Move it away and build again from the captures; corrections.jsonl can be taken along."
    )


def _part_rows(readings: Iterable[Reading], name: str) -> Iterator[dict[str, Any]]:
    for reading in readings:
        for n, record in enumerate(getattr(reading, name)):
            yield {"doc": reading.doc, "position": n, **to_plain(record)}


def _pin_rows(findings: Findings) -> Iterator[dict[str, Any]]:
    texts = {d.id: d.text for d in findings.documents}
    seen: set[tuple[str, Place]] = set()
    for record, place in places_of_findings(findings):
        if (record, place) in seen:
            continue
        seen.add((record, place))
        words = sha256(texts[place.doc][place.start : place.end])
        yield {"record": record, "doc": place.doc, "start": place.start, "end": place.end, "words": words}
