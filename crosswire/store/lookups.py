"""Reading some records of a store: by id, by document, by link. All reads of one `Lookups` see one moment of the store."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, TypeVar

import sqlalchemy as sa

from crosswire.model import Actor, Issue, Place, Quotation, Sentence
from crosswire.store import schema
from crosswire.store.codec import from_plain, record_reader, scan
from crosswire.store.layouts import Layout, read_layout
from crosswire.store.search import YEARS, Found, Query, find_entries

R = TypeVar("R")

LIGHT: dict[type, frozenset[str]] = {
    Actor: frozenset({"mentions", "judgements"}),
    Issue: frozenset({"places", "quotations"}),
}
"""Fields that grow with the whole dossier; they are left empty."""

KNOWN = 20_000
"""Actors, and issues, that are kept at most."""


@dataclass(frozen=True, slots=True)
class ActorRow:
    """How much an actor says, holds and is named; `active`: has anything to show on a page."""

    actor: str
    statements: int
    positions: int
    mentions: int
    accounts: int
    independent: int
    active: bool


@dataclass(frozen=True, slots=True)
class NameRow:
    """Words that name an actor, how often, and one place."""

    words: str
    number: int
    doc: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Kind:
    """How records of one table are read. columns: as SQL; read: from a row's values to the record."""

    columns: str
    read: Callable[[Sequence[Any]], Any]


@cache
def _kind(table: sa.Table, kind: Any, left_out: frozenset[str]) -> _Kind:
    names = [f.name for f in fields(kind)]
    stored = [n for n in names if n not in left_out]
    columns = ", ".join(f'{table.name}."{n}"' for n in stored)
    return _Kind(columns, record_reader(kind, [None if n in left_out else stored.index(n) for n in names]))


def _by_document(rows: Iterable[tuple[str, R]]) -> dict[str, tuple[R, ...]]:
    found: dict[str, list[R]] = {}
    for doc, record in rows:
        found.setdefault(doc, []).append(record)
    return {doc: tuple(records) for doc, records in found.items()}


_ACTOR = "actor, statements, positions, mentions, accounts, independent, active"


def _actor_row(row: Sequence[Any]) -> ActorRow:
    actor, statements, positions, mentions, accounts, independent, active = row
    return ActorRow(actor, statements, positions, mentions, accounts, independent, bool(active))


class Lookups:
    """Records asked for one by one. connection: inside a transaction, so that a build that ends meanwhile is not mixed in. known: actors and
    issues of this state of the store that were read before, by field and id; what is read is added.
    """

    def __init__(self, connection: sa.Connection, known: dict[str, dict[str, Any]] | None = None) -> None:
        # the statements below are SQLite's own, and a page asks twenty of them: what SQLAlchemy does for each costs as much as its answer
        self._connection: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
        self._known = {} if known is None else known

    def _rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        return self._connection.execute(query, values).fetchall()

    def _one(self, query: str, *values: Any) -> Any:
        """Return the first value of the first row, or None."""
        found = self._connection.execute(query, values).fetchone()
        return found[0] if found else None

    # Records ----------------------------------------------------------------------------------------------------------

    def _records(
        self,
        table: sa.Table,
        kind: Any,
        key: str,
        keys: Iterable[str],
        *,
        told: str | None = None,
        left_out: frozenset[str] | None = None,
    ) -> list[tuple[Any, Any]]:
        """Return (key, record) of those whose column `key` is one of `keys`, in the order of the table. told: another column in place of the
        key. left_out: fields that are left empty, if not those of LIGHT.
        """
        wanted = sorted({k for k in keys if k})
        if not wanted:
            return []
        how = _kind(table, kind, LIGHT.get(kind, frozenset()) if left_out is None else left_out)
        query = (
            f'SELECT {how.columns}, "{told or key}" FROM {table.name} WHERE "{key}" IN (SELECT value FROM json_each(?)) '
            "ORDER BY position"
        )
        return [(row[-1], how.read(row)) for row in self._rows(query, json.dumps(wanted))]

    def by_id(self, name: str, ids: Iterable[str], *, left_out: frozenset[str] | None = None) -> tuple[Any, ...]:
        """Return the records of a field of `Findings` by their ids, in the order of the store; what is not there is passed over.

        left_out: fields that are left empty; of actors and issues always those of LIGHT.
        """
        kind, table = schema.OVER_DOCUMENTS[name], schema.over_documents[name]
        if kind not in LIGHT:
            return tuple(r for _, r in self._records(table, kind, "id", ids, left_out=left_out))
        # the fields left out make rows of megabytes, through which SQLite has to go to reach the others
        known, wanted = self._known.setdefault(name, {}), set(ids)
        if len(known) > KNOWN:
            known.clear()
        for id_, place in self._places(table, wanted - known.keys()):
            known[id_] = place
        return tuple(r for _, r in sorted((known[i] for i in wanted if i in known), key=lambda found: found[0]))

    def _places(self, table: sa.Table, ids: set[str]) -> Iterator[tuple[str, tuple[int, Any]]]:
        """Yield id, and position and record, of those of these ids that there are."""
        kind = schema.OVER_DOCUMENTS[table.name]
        for position, record in self._records(table, kind, "id", ids, told="position"):
            yield record.id, (position, record)

    def by(self, name: str, column: str, values: Iterable[str]) -> tuple[Any, ...]:
        """Return the records of a field of `Findings` whose (indexed) column has one of these values."""
        kind = schema.OVER_DOCUMENTS[name]
        return tuple(r for _, r in self._records(schema.over_documents[name], kind, column, values))

    def select(
        self,
        name: str,
        equal: Mapping[str, str | None],
        *,
        order: str = "position",
        since: str | None = None,
        until: str | None = None,
        limit: int,
        offset: int = 0,
    ) -> tuple[tuple[Any, ...], int]:
        """Return records of a field of `Findings` whose columns have these values (None: any), and how many there are in all.

        order: `position`, that of the store, or `date`, latest first with the undated last. since, until: bounds of the column `date`, both in.
        """
        table, kind = schema.over_documents[name], schema.OVER_DOCUMENTS[name]
        conditions = {f'"{table.c[column].name}" = ?': value for column, value in equal.items() if value is not None}
        conditions |= {"date >= ?": since} if since else {}
        conditions |= {"date <= ?": until} if until else {}
        values = tuple(conditions.values())
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        by = "position" if order == "position" else f"{table.c[order].name} DESC NULLS LAST, id"
        how = _kind(table, kind, LIGHT.get(kind, frozenset()))
        query = f"SELECT {how.columns} FROM {table.name} {where} ORDER BY {by} LIMIT ? OFFSET ?"
        found: tuple[Any, ...] = tuple(how.read(row) for row in self._rows(query, *values, limit, offset))
        return found, self._one(f"SELECT count(*) FROM {table.name} {where}", *values)

    def page(self, name: str, *, limit: int, offset: int, left_out: frozenset[str] | None = None) -> tuple[Any, ...]:
        """Return records of a field of `Findings` in the order of the store. left_out: as in `by_id`."""
        table, kind = schema.over_documents[name], schema.OVER_DOCUMENTS[name]
        how = _kind(table, kind, LIGHT.get(kind, frozenset()) if left_out is None else left_out)
        query = f"SELECT {how.columns} FROM {table.name} WHERE position >= ? ORDER BY position LIMIT ?"
        return tuple(how.read(row) for row in self._rows(query, offset, limit))

    def count(self, name: str, column: str | None = None, value: str = "") -> int:
        """Return how many records a field of `Findings`, or of `Reading`, has; those with a value in a column."""
        table = schema.over_documents.get(name)
        table = schema.per_document[name] if table is None else table
        if column is None:
            return int(self._one(f"SELECT count(*) FROM {table.name}"))
        return int(self._one(f'SELECT count(*) FROM {table.name} WHERE "{table.c[column].name}" = ?', value))

    def sentences(self, docs: Iterable[str]) -> dict[str, tuple[Sentence, ...]]:
        """Return the sentences of some documents."""
        return _by_document(self._records(schema.per_document["sentences"], Sentence, "doc", docs))

    def layouts(self, docs: Iterable[str]) -> dict[str, Layout]:
        """Return where sentences, paragraphs and zones lie in some documents; of what an earlier Crosswire built, not of all."""
        query = "SELECT doc, paragraphs, sentences, zones FROM layouts WHERE doc IN (SELECT value FROM json_each(?))"
        rows = self._rows(query, json.dumps(sorted(set(docs))))
        return {doc: read_layout(columns, scan) for doc, *columns in rows}

    def quotations_in(self, docs: Iterable[str]) -> dict[str, tuple[Quotation, ...]]:
        """Return everything that is quoted in some documents, by document."""
        return _by_document(self._records(schema.per_document["quotations"], Quotation, "doc", docs))

    def quotations(self, ids: Iterable[str]) -> dict[str, tuple[Quotation, ...]]:
        """Return some quotations, by document."""
        return _by_document(self._records(schema.per_document["quotations"], Quotation, "id", ids, told="doc"))

    def count_quotations(self, docs: Iterable[str]) -> dict[str, int]:
        """Return how much is quoted in each of some documents."""
        query = "SELECT doc, count(*) FROM quotations WHERE doc IN (SELECT value FROM json_each(?)) GROUP BY doc"
        return dict(self._rows(query, json.dumps(sorted(set(docs)))))

    def issue(self, issue: str, places: int) -> tuple[Issue, int] | None:
        """Return an issue with the first of its places, and how many there are; None where there is no such issue."""
        found = self.by_id("issues", [issue])
        if not found:
            return None
        query = "SELECT value FROM issues, json_each(issues.places) WHERE issues.id = ? LIMIT ?"
        shown = tuple(from_plain(Place, json.loads(place)) for (place,) in self._rows(query, issue, places))
        total = self._one("SELECT json_array_length(places) FROM issues WHERE id = ?", issue) or 0
        return replace(found[0], places=shown), total

    def count_apart(self, docs: Iterable[str]) -> int:
        """Return how much the own text of some documents says or holds that stands in no statement."""
        query = (
            "SELECT count(*) FROM quotations q WHERE doc IN (SELECT value FROM json_each(?)) AND q.\"where\" = 'body' "
            "AND NOT EXISTS (SELECT 1 FROM links WHERE kind = 'statement' AND source = q.id)"
        )
        return int(self._one(query, json.dumps(sorted(docs))))

    def places_in(self, doc: str) -> tuple[tuple[int, int], ...]:
        """Return the places of a document that pages may link to: of all records but its zones, sentences, phrases, times and clauses."""
        query = (
            "SELECT DISTINCT start, \"end\" FROM pins WHERE doc = ? AND record NOT IN (?, 'sentences', 'phrases') "
            "AND record NOT LIKE 't-%' AND record NOT LIKE 'a-%'"
        )
        return tuple(sorted(self._rows(query, doc, doc)))

    # Links ------------------------------------------------------------------------------------------------------------

    def linked(self, kind: str, source: str, *, limit: int | None = None, offset: int = 0) -> tuple[str, ...]:
        """Return what a record leads to, in order."""
        query = "SELECT target FROM links WHERE kind = ? AND source = ? AND rank >= ? AND rank < ? ORDER BY rank"
        last = offset + limit if limit is not None else 1 << 62
        return tuple(t for (t,) in self._rows(query, kind, source, offset, last))

    def linked_from(self, kind: str, sources: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return what each of some records leads to, in order."""
        found: dict[str, list[str]] = {}
        query = "SELECT source, target FROM links WHERE kind = ? AND source IN (SELECT value FROM json_each(?)) ORDER BY source, rank"
        if sources:
            wanted = json.dumps(sorted(set(sources)))
            for source, target in self._rows(query, kind, wanted):
                found.setdefault(source, []).append(target)
        return {source: tuple(targets) for source, targets in found.items()}

    def count_linked(self, kind: str, source: str) -> int:
        """Return to how many records a record leads."""
        last = self._one("SELECT max(rank) FROM links WHERE kind = ? AND source = ?", kind, source)
        return 0 if last is None else last + 1

    # Actors -----------------------------------------------------------------------------------------------------------

    def actor_rows(self, *, limit: int, offset: int = 0) -> tuple[ActorRow, ...]:
        """Return rows of the list of actors."""
        query = f"SELECT {_ACTOR} FROM actor_rows WHERE position >= ? ORDER BY position LIMIT ?"
        return tuple(_actor_row(row) for row in self._rows(query, offset, limit))

    def actor_row(self, actor: str) -> ActorRow | None:
        """Return an actor's row."""
        found = self._rows(f"SELECT {_ACTOR} FROM actor_rows WHERE actor = ?", actor)
        return _actor_row(found[0]) if found else None

    def names_of(self, actor: str, limit: int) -> tuple[NameRow, ...]:
        """Return the words that name an actor, most frequent first."""
        query = 'SELECT words, number, doc, start, "end" FROM actor_names WHERE actor = ? ORDER BY rank LIMIT ?'
        return tuple(NameRow(*row) for row in self._rows(query, actor, limit))

    def count_names(self, actor: str) -> int:
        """Return how many different words name an actor."""
        return int(self._one("SELECT count(*) FROM actor_names WHERE actor = ?", actor))

    # The rest ---------------------------------------------------------------------------------------------------------

    def redirect(self, old: str) -> str | None:
        """Return the id that took an ended id's members, or None."""
        new: str | None = self._one("SELECT new FROM redirects WHERE old = ?", old)
        return new

    def facts(self) -> dict[str, Any]:
        """Return what is known about the last finished build."""
        return {name: json.loads(value) for name, value in self._rows("SELECT name, value FROM facts ORDER BY name")}

    def copies_beyond_first(self) -> int:
        """Return how many documents are copies of another that is counted."""
        return int(self._one("SELECT sum(json_array_length(docs) - 1) FROM copies") or 0)

    def tally(self, name: str, column: str) -> dict[str, int]:
        """Return how many records of a field of `Findings` have each value of a column."""
        table = schema.over_documents[name]
        asked = table.c[column].name
        return dict(self._rows(f'SELECT "{asked}", count(*) FROM {table.name} GROUP BY 1 ORDER BY 1'))

    def search(self, query: Query, kind: str, *, limit: int, offset: int = 0, first: int = 0) -> Found:
        """Return what a query finds of one kind (`store.search`)."""
        first_year, last_year = self.linked(YEARS, "") or ("0001", "9999")
        span = (first_year, last_year)
        return find_entries(self._connection, query, span, kind, limit=limit, offset=offset, first=first)
