"""Reading some records of a store: by id, by document, by link. All reads of one `Lookups` see one moment of the store."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, TypeVar

import sqlalchemy as sa

from crosswire.model import Actor, Issue, Place, Reading
from crosswire.store import schema
from crosswire.store.codec import from_plain
from crosswire.store.search import YEARS, Found, Query, find_entries, match_of

R = TypeVar("R")

LIGHT: dict[type, frozenset[str]] = {
    Actor: frozenset({"mentions", "judgements", "basis"}),
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


@cache
def _select(table: sa.Table, kind: Any, light: bool) -> tuple[sa.Select[Any], tuple[str, ...]]:
    left_out = LIGHT.get(kind, frozenset()) if light else frozenset()
    names = tuple(f.name for f in fields(kind) if f.name not in left_out)
    return sa.select(*(table.c[n] for n in names)), names


@cache
def _where_in(table: sa.Table, kind: Any, light: bool, key: str, order: str) -> tuple[sa.Select[Any], tuple[str, ...]]:
    query, names = _select(table, kind, light)
    condition = table.c[key].in_(sa.bindparam("keys", expanding=True))
    return query.add_columns(table.c[key].label("asked")).where(condition).order_by(table.c[order]), names


def _record(kind: type[R], names: tuple[str, ...], row: Sequence[Any]) -> R:
    empty: dict[str, Any] = {name: () for name in LIGHT.get(kind, ()) if name not in names}
    return from_plain(kind, empty | dict(zip(names, row, strict=False)))


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
        query, names = _where_in(table, kind, light, key, "position")
        rows = self._connection.execute(query, {"keys": wanted})
        return [(row[-1], _record(kind, names, row)) for row in rows]

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
        query, names = _select(table, kind, True)
        by = (table.c.position,) if order == "position" else (table.c[order].desc().nulls_last(), table.c.id)
        rows = self._connection.execute(query.where(*conditions).order_by(*by).limit(limit).offset(offset))
        found = tuple(_record(kind, names, row) for row in rows)
        count = sa.select(sa.func.count()).select_from(table).where(*conditions)
        return found, self._connection.execute(count).scalar() or 0

    def page(self, name: str, *, limit: int, offset: int) -> tuple[Any, ...]:
        """Return records of a field of `Findings` in the order of the store."""
        table, kind = schema.over_documents[name], schema.OVER_DOCUMENTS[name]
        query, names = _select(table, kind, True)
        query = query.where(table.c.position >= offset).order_by(table.c.position).limit(limit)
        return tuple(_record(kind, names, row) for row in self._connection.execute(query))

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
        column = schema.over_documents["issues"].c.places
        each = sa.func.json_extract(column, *(f"$[{n}]" for n in range(places)))
        query = sa.select(sa.func.json_array_length(column), each).where(schema.over_documents["issues"].c.id == issue)
        total, first = self._connection.execute(query).one()
        shown = tuple(from_plain(Place, p) for p in json.loads(first) if p)
        return replace(found[0], places=shown), total

    def docs_of(self, quotations: Iterable[str]) -> frozenset[str]:
        """Return the documents in which quotations stand."""
        wanted = sorted(set(quotations))
        if not wanted:
            return frozenset()
        table = schema.per_document["quotations"]
        query = sa.select(table.c.doc).where(table.c.id.in_(sa.bindparam("keys", expanding=True))).distinct()
        return frozenset(doc for (doc,) in self._connection.execute(query, {"keys": wanted}))

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
        links = schema.links
        query = sa.select(links.c.target).where(links.c.kind == kind, links.c.source == source, links.c.rank >= offset)
        if limit is not None:
            query = query.where(links.c.rank < offset + limit)
        return tuple(target for (target,) in self._connection.execute(query.order_by(links.c.rank)))

    def linked_from(self, kind: str, sources: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return what each of some records leads to, in order."""
        links = schema.links
        found: dict[str, list[str]] = {}
        if sources:
            query = (
                sa.select(links.c.source, links.c.target)
                .where(links.c.kind == kind, links.c.source.in_(sa.bindparam("keys", expanding=True)))
                .order_by(links.c.source, links.c.rank)
            )
            for source, target in self._connection.execute(query, {"keys": sorted(set(sources))}):
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
        return dict(self._connection.execute(sa.select(schema.facts)).tuples().all())

    def copies_beyond_first(self) -> int:
        """Return how many documents are copies of another that is counted."""
        query = sa.select(sa.func.sum(sa.func.json_array_length(schema.over_documents["copies"].c.docs) - 1))
        return self._connection.execute(query).scalar() or 0

    def tally(self, name: str, column: str) -> dict[str, int]:
        """Return how many records of a field of `Findings` have each value of a column."""
        column_ = schema.over_documents[name].c[column]
        rows = self._connection.execute(sa.select(column_, sa.func.count()).group_by(column_))
        return dict(rows.tuples().all())

    def search(self, query: Query, kind: str, *, limit: int, offset: int = 0, first: int = 0) -> Found:
        """Return what a query finds of one kind (`store.search`)."""
        first_year, last_year = self.linked(YEARS, "") or ("0001", "9999")
        match = match_of(query, (first_year, last_year))
        return find_entries(self._connection, match, kind, limit=limit, offset=offset, first=first)
