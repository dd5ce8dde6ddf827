"""Reading some records of a store: by id, by document, by link. All reads of one `Lookups` see one moment of the store."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

import sqlalchemy as sa

from crosswire.model import Actor, Issue, Place, Reading
from crosswire.store import schema
from crosswire.store.codec import from_plain, record_reader
from crosswire.store.search import YEARS, Found, Query, find_entries, match_of

LIGHT: dict[type, frozenset[str]] = {
    Actor: frozenset({"mentions", "judgements"}),
    Issue: frozenset({"places", "quotations"}),
}
"""Fields that grow with the whole dossier; they are left empty unless asked for."""


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
def _kind(table: sa.Table, kind: Any, light: bool) -> _Kind:
    left_out = LIGHT.get(kind, frozenset()) if light else frozenset()
    names = [f.name for f in fields(kind)]
    stored = [n for n in names if n not in left_out]
    columns = ", ".join(f'{table.name}."{n}"' for n in stored)
    return _Kind(columns, record_reader(kind, [None if n in left_out else stored.index(n) for n in names]))


class Lookups:
    """Records asked for one by one. connection: inside a transaction, so that a build that ends meanwhile is not mixed in."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    # Records ----------------------------------------------------------------------------------------------------------

    def _records(
        self, table: sa.Table, kind: Any, key: str, keys: Iterable[str], *, light: bool = True
    ) -> list[tuple[str, Any]]:
        """Return (key, record) of those whose column `key` is one of `keys`, in the order of the table."""
        wanted = sorted({k for k in keys if k})
        if not wanted:
            return []
        how = _kind(table, kind, light)
        query = f'SELECT {how.columns}, "{key}" FROM {table.name} WHERE "{key}" IN (SELECT value FROM json_each(?)) ORDER BY position'
        rows = self._connection.exec_driver_sql(query, (json.dumps(wanted),)).fetchall()
        return [(row[-1], how.read(row)) for row in rows]

    def by_id(self, name: str, ids: Iterable[str], *, light: bool = True) -> tuple[Any, ...]:
        """Return the records of a field of `Findings` by their ids, in the order of the store; what is not there is passed over."""
        kind = schema.OVER_DOCUMENTS[name]
        return tuple(r for _, r in self._records(schema.over_documents[name], kind, "id", ids, light=light))

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
        conditions = [table.c[column] == value for column, value in equal.items() if value is not None]
        if since:
            conditions.append(table.c.date >= since)
        if until:
            conditions.append(table.c.date <= until)
        how = _kind(table, kind, True)
        by = (table.c.position,) if order == "position" else (table.c[order].desc().nulls_last(), table.c.id)
        query = sa.select(sa.text(how.columns)).select_from(table).where(*conditions).order_by(*by)
        rows = self._connection.execute(query.limit(limit).offset(offset))
        found: tuple[Any, ...] = tuple(how.read(row) for row in rows)
        count = sa.select(sa.func.count()).select_from(table).where(*conditions)
        return found, self._connection.execute(count).scalar() or 0

    def page(self, name: str, *, limit: int, offset: int) -> tuple[Any, ...]:
        """Return records of a field of `Findings` in the order of the store."""
        table, kind = schema.over_documents[name], schema.OVER_DOCUMENTS[name]
        how = _kind(table, kind, True)
        query = f"SELECT {how.columns} FROM {table.name} WHERE position >= ? ORDER BY position LIMIT ?"
        return tuple(how.read(row) for row in self._connection.exec_driver_sql(query, (offset, limit)))

    def count(self, name: str, column: str | None = None, value: str = "") -> int:
        """Return how many records a field of `Findings`, or of `Reading`, has; those with a value in a column."""
        table = schema.over_documents.get(name)
        table = schema.per_document[name] if table is None else table
        query = sa.select(sa.func.count()).select_from(table)
        return (
            self._connection.execute(query if column is None else query.where(table.c[column] == value)).scalar() or 0
        )

    def readings(self, wanted: Mapping[str, Iterable[str]]) -> tuple[Reading, ...]:
        """Return readings with some of their parts, the others empty. wanted: field of `Reading` -> the documents of which it is read."""
        found: dict[str, dict[str, list[Any]]] = {}
        for part, docs in wanted.items():
            found |= {doc: {} for doc in sorted(set(docs)) if doc not in found}
            for doc, record in self._records(schema.per_document[part], schema.PER_DOCUMENT[part], "doc", docs):
                found[doc].setdefault(part, []).append(record)
        return tuple(Reading(doc=doc, **{p: tuple(r) for p, r in by.items()}) for doc, by in found.items())

    def issue(self, issue: str, places: int) -> tuple[Issue, int] | None:
        """Return an issue with the first of its places, and how many there are; None where there is no such issue."""
        found = self.by_id("issues", [issue])
        if not found:
            return None
        query = "SELECT value FROM issues, json_each(issues.places) WHERE issues.id = ? LIMIT ?"
        first = self._connection.exec_driver_sql(query, (issue, places)).scalars()
        shown = tuple(from_plain(Place, json.loads(place)) for place in first)
        count = "SELECT json_array_length(places) FROM issues WHERE id = ?"
        total = self._connection.exec_driver_sql(count, (issue,)).scalar() or 0
        return replace(found[0], places=shown), total

    def docs_of(self, quotations: Iterable[str]) -> frozenset[str]:
        """Return the documents in which quotations stand."""
        wanted = sorted(set(quotations))
        if not wanted:
            return frozenset()
        query = "SELECT DISTINCT doc FROM quotations WHERE id IN (SELECT value FROM json_each(?))"
        return frozenset(doc for (doc,) in self._connection.exec_driver_sql(query, (json.dumps(wanted),)))

    def places_in(self, doc: str) -> tuple[tuple[int, int], ...]:
        """Return the places of a document that pages may link to: of all records but its zones, sentences, phrases, times and clauses."""
        pins = schema.pins
        query = sa.select(pins.c.start, pins.c.end).distinct().where(pins.c.doc == doc)
        query = query.where(pins.c.record.not_in((doc, "sentences", "phrases")))
        query = query.where(pins.c.record.not_like("t-%"), pins.c.record.not_like("a-%"))
        return tuple(sorted((start, end) for start, end in self._connection.execute(query)))

    # Links ------------------------------------------------------------------------------------------------------------

    def linked(self, kind: str, source: str, *, limit: int | None = None, offset: int = 0) -> tuple[str, ...]:
        """Return what a record leads to, in order."""
        query = "SELECT target FROM links WHERE kind = ? AND source = ? AND rank >= ? AND rank < ? ORDER BY rank"
        last = offset + limit if limit is not None else 1 << 62
        return tuple(t for (t,) in self._connection.exec_driver_sql(query, (kind, source, offset, last)))

    def linked_from(self, kind: str, sources: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return what each of some records leads to, in order."""
        found: dict[str, list[str]] = {}
        query = "SELECT source, target FROM links WHERE kind = ? AND source IN (SELECT value FROM json_each(?)) ORDER BY source, rank"
        if sources:
            wanted = json.dumps(sorted(set(sources)))
            for source, target in self._connection.exec_driver_sql(query, (kind, wanted)):
                found.setdefault(source, []).append(target)
        return {source: tuple(targets) for source, targets in found.items()}

    def count_linked(self, kind: str, source: str) -> int:
        """Return to how many records a record leads."""
        links = schema.links
        query = sa.select(sa.func.max(links.c.rank)).where(links.c.kind == kind, links.c.source == source)
        last = self._connection.execute(query).scalar()
        return 0 if last is None else last + 1

    # Actors -----------------------------------------------------------------------------------------------------------

    def actor_rows(self, *, limit: int, offset: int = 0) -> tuple[ActorRow, ...]:
        """Return rows of the list of actors."""
        rows = schema.actor_rows
        query = sa.select(rows).where(rows.c.position >= offset).order_by(rows.c.position).limit(limit)
        return tuple(ActorRow(*row[1:]) for row in self._connection.execute(query))

    def actor_row(self, actor: str) -> ActorRow | None:
        """Return an actor's row."""
        row = self._connection.execute(sa.select(schema.actor_rows).where(schema.actor_rows.c.actor == actor)).first()
        return ActorRow(*row[1:]) if row else None

    def names_of(self, actor: str, limit: int) -> tuple[NameRow, ...]:
        """Return the words that name an actor, most frequent first."""
        names = schema.actor_names
        query = sa.select(*list(names.c)[2:]).where(names.c.actor == actor).order_by(names.c.rank).limit(limit)
        return tuple(NameRow(*row) for row in self._connection.execute(query))

    # The rest ---------------------------------------------------------------------------------------------------------

    def redirect(self, old: str) -> str | None:
        """Return the id that took an ended id's members, or None."""
        query = sa.select(schema.redirects.c.new).where(schema.redirects.c.old == old)
        return self._connection.execute(query).scalar()

    def facts(self) -> dict[str, Any]:
        """Return what is known about the last finished build."""
        return {name: value for name, value in self._connection.execute(sa.select(schema.facts))}  # noqa: C416

    def copies_beyond_first(self) -> int:
        """Return how many documents are copies of another that is counted."""
        query = sa.select(sa.func.sum(sa.func.json_array_length(schema.over_documents["copies"].c.docs) - 1))
        return self._connection.execute(query).scalar() or 0

    def tally(self, name: str, column: str) -> dict[str, int]:
        """Return how many records of a field of `Findings` have each value of a column."""
        column_ = schema.over_documents[name].c[column]
        rows = self._connection.execute(sa.select(column_, sa.func.count()).group_by(column_))
        return {value: number for value, number in rows}  # noqa: C416

    def search(self, query: Query, kind: str, *, limit: int, offset: int = 0, first: int = 0) -> Found:
        """Return what a query finds of one kind (`store.search`)."""
        first_year, last_year = self.linked(YEARS, "") or ("0001", "9999")
        match = match_of(query, (first_year, last_year))
        return find_entries(self._connection, match, kind, limit=limit, offset=offset, first=first)
