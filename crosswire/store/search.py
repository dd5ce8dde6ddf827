"""Full-text search over what was said, what happened, the documents and the actors: the only file that knows how SQLite does it (FTS5).

A query is words, all of which must stand there; `"several words"` in this order; `-word` must not stand there; `word*` any ending; and
`field:value` with the fields of FIELDS (`speaker:marran outlet:"Trel Bay Courier" manner:direct from:2031-06 to:2031-07-15`). Case and
accents make no difference; nothing is cut to stems, so that what is found holds the very words.

Results stand in a fixed order, which the rows' numbers are: statements of most independent accounts first, then the latest; events and
documents the latest first; actors most often named first. The table therefore is read only as far as results are shown.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

import sqlalchemy as sa

from crosswire.errors import QueryError
from crosswire.model import Actor, Document, Event, Place, TimelineEntry
from crosswire.model.paragraphs import body_paragraphs
from crosswire.store import schema
from crosswire.store.links import Derived

KINDS = ("statement", "event", "document", "actor")
"""What is searched, in the order in which results are grouped."""

FIELDS = ("speaker", "outlet", "issue", "manner", "from", "to")
"""Fields of a query, the same in pages, REST and on the command line."""

MANNERS = {"direct": "direct", "mixed": "partial", "indirect": "indirect"}
"""Type of a quotation -> its word in a query and on pages; what was not said is an `attitude`."""

LONGEST = 500
"""Characters of a query that are looked at, and words of it (a tenth)."""

COUNTED = 1000
"""Results that are counted; beyond, there are "more than"."""

LONGEST_SHOWN = 4000
"""Characters of a result's words that are read."""

FEW = 1000
"""Rows of a range of days that are found without it and then looked at one by one; where there are more, the index compares the days."""

YEARS = "years"
"""Kind of link from the whole dossier to the first and the last year that any entry is of."""

_KIND_BITS = 40
_ALIASES = 12
_BATCH = 2000
_TERM = re.compile(r'(-?)(?:(speaker|outlet|issue|manner|from|to):)?(?:"([^"]*)"?|(\S+))', re.IGNORECASE)
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_UNUSABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Query:
    """A query taken apart. words: what must stand there (a trailing `*`: any ending). without: what must not. The rest: values of FIELDS;
    several of one field are alternatives. `since` and `until` are the fields from and to.
    """

    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    issue: tuple[str, ...] = ()
    manner: tuple[str, ...] = ()
    since: str = ""
    until: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not any((self.words, self.speaker, self.outlet, self.issue, self.manner, self.since, self.until))


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the index. id: its number and place in the order. record: what was found; group: the statement, document, event or actor it
    belongs to. doc, start, end: where, in code points; None for an actor. speakers, issues: ids. document: its name; words: what stands there, at
    most `LONGEST_SHOWN` characters.
    """

    id: int
    record: str
    group: str
    doc: str | None
    start: int | None
    end: int | None
    date: str | None
    speakers: tuple[str, ...]
    outlet: str
    issues: tuple[str, ...]
    manner: str
    document: str
    words: str


class Traits(NamedTuple):
    """What facets count of a row. speakers, issues: ids with blanks between them."""

    speakers: str
    outlet: str
    issues: str
    manner: str


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of one kind. total: how many there are, of `COUNTED` at most; `more` where there are more. first: of the rows before paging, for
    facets.
    """

    kind: str
    entries: tuple[Entry, ...]
    total: int
    more: bool
    first: tuple["Traits", ...] = field(default=())


# ------------------------------------------------------------------------------------------- queries


def parse_query(text: str, **filters: Sequence[str]) -> Query:
    """Return a query's words and fields. filters: further values of FIELDS, as options or parameters give them.

    Raises QueryError for a date that is none, a manner that there is not, and a query that says only what must not stand there.
    """
    found: dict[str, list[str]] = {name: [] for name in ("words", "without", *FIELDS)}
    clean = _UNUSABLE.sub(" ", text[:LONGEST])
    for minus, name, phrase, word in islice(_TERM.findall(clean), LONGEST // 10):
        value = (phrase or word).strip()
        if any(c.isalnum() for c in value):
            found[name.lower() if name else "without" if minus else "words"].append(value)
    for name, values in filters.items():
        found[name] += [v for v in (_UNUSABLE.sub(" ", value[:LONGEST]).strip() for value in values) if v]
    for manner in found["manner"]:
        if manner not in (*MANNERS.values(), "attitude"):
            raise QueryError(f"{manner!r} is no manner. There are {', '.join(MANNERS.values())} and attitude.")
    for name in ("from", "to"):
        for value in found[name]:
            _first_day(value)
    since, until = found.pop("from"), found.pop("to")
    query = Query(
        **{name: tuple(dict.fromkeys(values)) for name, values in found.items()},
        since=max(since, default=""),
        until=min(until, default=""),
    )
    if query.is_empty and query.without:
        raise QueryError("A query needs something that shall stand there, not only what shall not.")
    return query


def _first_day(value: str) -> date:
    match = _DAY.fullmatch(value)
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))  # type: ignore[index]
    except (TypeError, ValueError):
        raise QueryError(f"{value!r} is no date. Write 2031-06-12, 2031-06 or 2031.") from None


def _last_day(value: str) -> date:
    first = _first_day(value)
    if len(value) == 10:
        return first
    if len(value) == 7:
        return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first.replace(month=12, day=31)


def _quoted(words: str) -> str:
    return '"' + words.replace('"', " ") + '"'


def _term(words: str) -> str:
    prefix = words.endswith("*") and sum(c.isalnum() for c in words) > 2
    return _quoted(words.rstrip("*")) + ("*" if prefix else "")


@lru_cache(maxsize=256)
def match_of(query: Query, span: tuple[str, str]) -> str:
    """Return a query in the language of FTS5. span: first and last year that any entry is of."""
    parts = [f"{{words speaker}} : {_term(w)}" for w in query.words]
    for name in ("speaker", "outlet", "issue", "manner"):
        values = getattr(query, name)
        if values:
            parts.append(f"{name} : (" + " OR ".join(_quoted(v) for v in values) + ")")
    if bounds := _bounds(query, span):
        parts.append("day : (" + " OR ".join(list(_days(*bounds)) or ["none"]) + ")")
    positive = " AND ".join(f"({p})" for p in parts)
    if query.without:
        return f"({positive}) NOT ({{words speaker}} : (" + " OR ".join(_term(w) for w in query.without) + "))"
    return positive


def _bounds(query: Query, span: tuple[str, str]) -> tuple[date, date] | None:
    if not (query.since or query.until):
        return None
    first = max(_first_day(query.since or span[0]), _first_day(span[0]))
    return first, min(_last_day(query.until or span[1]), _last_day(span[1]))


def _days(first: date, last: date) -> Iterator[str]:
    """Yield the fewest years, months and days that make up a range."""
    at = first
    while at <= last:
        year_end, month_end = at.replace(month=12, day=31), _last_day(f"{at:%Y-%m}")
        if at.month == at.day == 1 and year_end <= last:
            yield f"{at.year:04}"
            step = year_end
        elif at.day == 1 and month_end <= last:
            yield f"{at:%Y%m}"
            step = month_end
        else:
            yield f"{at:%Y%m%d}"
            step = at
        if step == date.max:
            return
        at = step + timedelta(days=1)


# ------------------------------------------------------------------------------------------- reading

_COLUMNS = 'e.id, e.record, e."group", e.doc, e.start, e."end", e.date, e.speakers, e.outlet, e.issues, e.manner'
_WORDS = f"coalesce(d.name, ''), coalesce(substr(d.text, e.start + 1, min(e.\"end\" - e.start, {LONGEST_SHOWN})), '')"
_MATCHING = (
    "SELECT rowid FROM search_words WHERE search_words MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid LIMIT ?"
)
_BETWEEN = (
    "SELECT id FROM search_entries WHERE id IN (SELECT value FROM json_each(?)) AND substr(date || '-01-01', 1, 10) >= ? "
    "AND CASE length(date) WHEN 10 THEN date WHEN 7 THEN date(date || '-01', '+1 month', '-1 day') ELSE date || '-12-31' END <= ? "
    "ORDER BY id"
)
_ALL = "SELECT id FROM search_entries WHERE ? = '' AND id >= ? AND id < ? ORDER BY id LIMIT ?"
_TRAITS = "SELECT speakers, outlet, issues, manner FROM search_entries WHERE id IN (SELECT value FROM json_each(?))"
_SHOWN = (
    f"SELECT {_COLUMNS}, {_WORDS} FROM search_entries e LEFT JOIN documents d ON d.id = e.doc "
    "WHERE e.id IN (SELECT value FROM json_each(?)) ORDER BY e.id"
)


def find_entries(
    connection: sqlite3.Connection,
    query: Query,
    span: tuple[str, str],
    kind: str,
    *,
    limit: int,
    offset: int = 0,
    first: int = 0,
) -> Found:
    """Return the rows of one kind (of KINDS) that a query finds (an empty one: all): `limit` of them from `offset`, and what facets count of the
    `first` of all. span: as in `match_of`.
    """
    # the index is read once, for what is shown, what is counted and what facets are made of
    ids = _numbers(connection, query, span, kind, max(COUNTED + 1, offset + limit, first))
    page, sample = ids[offset : offset + limit], ids[:first]
    return Found(
        kind,
        tuple(_entry(row) for row in connection.execute(_SHOWN, (json.dumps(page),))) if page else (),
        min(len(ids), COUNTED),
        len(ids) > COUNTED,
        tuple(map(Traits._make, connection.execute(_TRAITS, (json.dumps(sample),)))) if sample else (),
    )


def _numbers(connection: sqlite3.Connection, query: Query, span: tuple[str, str], kind: str, most: int) -> list[int]:
    """Return the numbers of the first `most` rows of one kind that a query finds, in order."""
    low = KINDS.index(kind) << _KIND_BITS

    def matching(match: str, most: int) -> list[int]:
        asked = (match, low, low + (1 << _KIND_BITS), most)
        return [n for (n,) in connection.execute(_MATCHING if match else _ALL, asked)]

    bounds, undated = _bounds(query, span), replace(query, since="", until="")
    if bounds is not None and not undated.is_empty:
        # a long range is some forty terms of the index, each with very many rows: of few rows the dates themselves are read quicker
        found = matching(match_of(undated, span), FEW + 1)
        if len(found) <= FEW:
            days = (bounds[0].isoformat(), bounds[1].isoformat())
            return [n for (n,) in connection.execute(_BETWEEN, (json.dumps(found), *days))][:most]
    return matching(match_of(query, span), most)


def _entry(row: Any) -> Entry:
    id_, record, group, doc, start, end, date_, speakers, outlet, issues, manner, document, words = row
    who, about = tuple(speakers.split()), tuple(issues.split())
    return Entry(id_, record, group, doc, start, end, date_, who, outlet, about, manner, document, words)


# ------------------------------------------------------------------------------------------- writing


def write_index(connection: sa.Connection, derived: Derived) -> None:
    """Replace the index by one of these findings."""
    connection.exec_driver_sql("INSERT INTO search_words(search_words) VALUES ('delete-all')")
    connection.execute(schema.search_entries.delete())
    years = sorted({date[:4] for date in _dates(derived) if _DAY.match(date)})
    span = [years[0], years[-1]] if years else []
    connection.execute(schema.links.delete().where(schema.links.c.kind == YEARS))
    if span:
        ends = [{"kind": YEARS, "source": "", "rank": n, "target": year} for n, year in enumerate(span)]
        connection.execute(schema.links.insert(), ends)
    for number, make in enumerate((_statements, _events, _paragraphs, _actors)):
        rows = enumerate(make(_Index(derived)), number << _KIND_BITS)
        while batch := list(islice(rows, _BATCH)):
            connection.exec_driver_sql(
                "INSERT INTO search_entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [(n, *r[0]) for n, r in batch]
            )
            connection.exec_driver_sql(
                "INSERT INTO search_words(rowid, words, speaker, outlet, issue, manner, day) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [(n, *map(_storable, r[1])) for n, r in batch],
            )
    # one segment in place of a dozen: a query looks into each
    connection.exec_driver_sql("INSERT INTO search_words(search_words) VALUES ('optimize')")


def _dates(derived: Derived) -> Iterator[str]:
    f = derived.findings
    yield from (p.date.value or "" for p in f.published)
    yield from (d.header.published.value or "" for d in f.documents)
    yield from (e.date.value or "" for e in f.timeline)
    yield from (e.date.start or e.date.end or "" for e in f.events)


_Row = tuple[tuple[Any, ...], tuple[str, ...]]
"""Columns of an entry after its id, and the columns of its words."""


def _storable(words: str) -> str:
    return _UNUSABLE.sub(" ", words)


class _Index:
    """What rows are made from."""

    def __init__(self, derived: Derived) -> None:
        self.derived = derived
        f = derived.findings
        self.documents: dict[str, Document] = {d.id: d for d in f.documents}
        self.actors: dict[str, Actor] = {a.id: a for a in f.actors}
        self.published = {p.doc: p.date.value for p in f.published}
        self.issue_words = {i.id: " ".join((i.name, *i.aliases[:_ALIASES], i.id)) for i in f.issues}
        self.dates = {s.id: s.date.value for s in f.stories}

    def date_of(self, doc: str) -> str:
        """Return a document's date, or an empty string."""
        return (self.published.get(doc) or self.documents[doc].header.published.value or "")[:10]

    def row(
        self,
        record: str,
        group: str,
        place: Place,
        words: str,
        *,
        date: str,
        speakers: Sequence[str] = (),
        issues: Sequence[str] = (),
        manner: str = "",
    ) -> _Row:
        """Return a row for a place."""
        outlet = self.documents[place.doc].outlet
        known = [self.actors[s] for s in speakers if s in self.actors]
        entry = (
            record,
            group,
            place.doc,
            place.start,
            place.end,
            date,
            " ".join(speakers),
            _storable(outlet),
            " ".join(issues),
            manner,
        )
        named = " ".join(_names(a) for a in known)
        return entry, (
            words,
            named,
            outlet,
            " ".join(self.issue_words.get(i, "") for i in issues),
            manner,
            _day_tokens(date),
        )


def _names(actor: Actor) -> str:
    return " ".join((actor.name, *(a for a in actor.aliases[:_ALIASES] if a != actor.name), actor.id))


def _day_tokens(date: str) -> str:
    return " ".join(date[:n].replace("-", "") for n in (4, 7, 10) if len(date) >= n)


def _statements(index: _Index) -> Iterator[_Row]:
    """Yield one row a wording: those of one statement beside each other."""
    d = index.derived
    said: list[tuple[Any, ...]] = []
    for statement in d.findings.statements:
        quotations = [q for q in (*statement.quotations, *statement.possible) if q in d.quotations]
        latest = max((index.date_of(d.quotations[q][0]) for q in quotations), default="")
        said.append((-statement.independent, _descending(latest), statement.id, quotations, statement.issues))
    said += [(-1, _descending(index.date_of(d.quotations[q][0])), q, [q], ()) for q in d.apart]
    for _, _, group, quotations, issues in sorted(said, key=lambda s: s[:3]):
        for q in quotations:
            doc, record = d.quotations[q]
            if not record.content:
                continue
            place = Place(doc, record.content[0][0], record.content[-1][1])
            words = " ".join(index.documents[doc].text[s:e] for s, e in record.content)
            yield index.row(
                q,
                group,
                place,
                words,
                date=index.date_of(doc),
                speakers=d.speakers.get(q, ()),
                issues=sorted({*issues, *d.issues.get(q, ())}),
                manner=MANNERS[record.type] if record.speech else "attitude",
            )


def _descending(date: str) -> tuple[int, ...]:
    """Return a key by which later dates come first and no date last."""
    return tuple(-int(part) for part in date.split("-") if part.isdigit()) if date else (0,)


def _events(index: _Index) -> Iterator[_Row]:
    """Yield one row an event or dated thing and account that tells it."""
    f = index.derived.findings
    found: list[tuple[str, Event | TimelineEntry, Sequence[str]]] = []
    for event in f.events:
        found.append((event.date.start or event.date.end or "", event, [p.actor for p in event.actors if p.actor]))
    found += [(entry.date.value or "", entry, entry.actors) for entry in f.timeline]
    for date_, record, actors in sorted(found, key=lambda e: (_descending(e[0]), e[1].id)):
        for place in record.places:
            if place.doc in index.documents:
                words = index.documents[place.doc].words(place)
                yield index.row(record.id, record.id, place, words, date=date_[:10], speakers=actors)


def _paragraphs(index: _Index) -> Iterator[_Row]:
    """Yield one row a headline and a paragraph of the articles' own text."""
    readings = {r.doc: r for r in index.derived.findings.readings}
    ordered = sorted(index.derived.findings.documents, key=lambda d: (_descending(index.date_of(d.id)), d.name, d.id))
    for document in ordered:
        reading = readings.get(document.id)
        spans = [(z.start, z.end) for z in document.zones if z.label == "title"]
        spans += body_paragraphs(document, reading) if reading else ()
        for start, end in sorted(set(spans)):
            place = Place(document.id, start, end)
            yield index.row(document.id, document.id, place, document.text[start:end], date=index.date_of(document.id))


def _actors(index: _Index) -> Iterator[_Row]:
    """Yield one row an actor."""
    for actor in sorted(index.derived.findings.actors, key=lambda a: (-len(a.mentions), a.name, a.id)):
        roles: Iterable[str] = (" ".join(filter(None, pair)) for pair in actor.roles)
        words = " ".join((actor.name, *actor.aliases, *roles))
        yield (actor.id, actor.id, None, None, None, "", actor.id, "", "", ""), (words, _names(actor), "", "", "", "")
