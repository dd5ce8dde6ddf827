"""The tables, as SQLAlchemy Core sees them; the numbered migrations beside this file make them.

A record class is a table: its plain fields are columns of their own, whatever is nested is a JSON column. `doc` and
`position` are added where a record belongs to a document's reading.
"""

import dataclasses
import types
import typing
from typing import Any

import sqlalchemy as sa

from crosswire import model
from crosswire.model.selectors import Span, Spans  # noqa: F401  (named in annotations that are resolved below)

metadata = sa.MetaData()

PER_DOCUMENT: dict[str, type] = {
    "sentences": model.Sentence,
    "mentions": model.Mention,
    "quotations": model.Quotation,
    "times": model.TimeExpression,
    "phrases": model.Phrase,
    "acts": model.Act,
    "vectors": model.Vector,
    "event_reports": model.EventReport,
}
"""Parts of a reading: field of `Reading` and table -> record class."""

OVER_DOCUMENTS: dict[str, type] = {
    "documents": model.Document,
    "problems": model.Problem,
    "copies": model.CopyGroup,
    "stories": model.Story,
    "published": model.Published,
    "actors": model.Actor,
    "attributions": model.Attribution,
    "statements": model.Statement,
    "issues": model.Issue,
    "positions": model.Position,
    "differences": model.Difference,
    "timeline": model.TimelineEntry,
    "events": model.Event,
}
"""Fields of `Findings` and tables -> record class."""

_PLAIN: dict[Any, Any] = {str: sa.Text, int: sa.Integer, float: sa.Float, bool: sa.Boolean}


def _column_type(annotation: Any) -> Any:
    """Return the column type of a field: its own for a plain value, also an optional one; JSON for anything nested."""
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if isinstance(annotation, types.UnionType):
        rest = [a for a in typing.get_args(annotation) if a is not type(None)]
        if len(rest) == 1 and rest[0] in _PLAIN:
            return _PLAIN[rest[0]]
    return sa.JSON


def columns_of(kind: type) -> dict[str, Any]:
    """Return field name -> SQLAlchemy column type of a record class."""
    hints = typing.get_type_hints(kind)
    return {f.name: _column_type(hints[f.name]) for f in dataclasses.fields(kind)}


INDEXED: dict[str, tuple[str, ...]] = {
    "quotations": ("id",),
    "documents": ("id", "name"),
    "problems": ("doc",),
    "copies": ("id",),
    "stories": ("id", "storyline"),
    "published": ("doc",),
    "actors": ("id",),
    "attributions": ("quotation", "doc"),
    "statements": ("id", "story"),
    "issues": ("id",),
    "positions": ("id",),
    "differences": ("id", "story"),
    "timeline": ("id", "story"),
    "events": ("id", "story"),
}
"""Table -> columns by which single records are asked for."""

LATEST_FIRST: dict[str, tuple[str, ...]] = {"positions": ("party", "issue")}
"""Table -> columns by which records are asked for in the order of their dates, a few of many."""


def _record_table(name: str, kind: type, extra: tuple[sa.Column[Any], ...]) -> sa.Table:
    indexed = INDEXED.get(name, ())
    columns = (sa.Column(f, t, index=f in indexed or None) for f, t in columns_of(kind).items())
    table = sa.Table(name, metadata, *extra, *columns)
    for f in LATEST_FIRST.get(name, ()):
        sa.Index(f"ix_{name}_{f}", table.c[f], table.c.date.desc(), table.c.id)
    return table


captures = sa.Table(
    "captures",
    metadata,
    sa.Column("sha256", sa.Text, primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)
"""Bytes as got, once each."""

given = sa.Table(
    "given",
    metadata,
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("as_is", sa.Boolean, nullable=False),
    sa.Column("fields", sa.JSON, nullable=False),
)
"""What the last finished build was given, in the order of names."""

cache = sa.Table(
    "cache",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)
"""Results of the per-document stages, by what they were made from. Written as reading goes on, so that a kill costs
little.
"""

readings = sa.Table("readings", metadata, sa.Column("doc", sa.Text, primary_key=True), sa.Column("lemmas", sa.JSON))

ledger = sa.Table(
    "ledger",
    metadata,
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("members", sa.JSON, nullable=False),
)
"""Ids given to clusters and what was in them: a later build hands the id on to the cluster that holds most of it."""

redirects = sa.Table(
    "redirects", metadata, sa.Column("old", sa.Text, primary_key=True), sa.Column("new", sa.Text, nullable=False)
)
"""Ids that a merge has ended -> the id that took their members."""

pins = sa.Table(
    "pins",
    metadata,
    sa.Column("record", sa.Text, nullable=False),
    sa.Column("doc", sa.Text, nullable=False, index=True),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
)
"""Every place that a record points at, with the SHA-256 of the words that stood there when it was written; what
`verify` re-reads.
"""

facts = sa.Table("facts", metadata, sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.JSON))
"""About the last finished build: versions, fingerprints, the hash of the findings."""

links = sa.Table(
    "links",
    metadata,
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("source", sa.Text, primary_key=True),
    sa.Column("rank", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("target", sa.Text, primary_key=True),
    sqlite_with_rowid=False,
)
"""Which records lead to which, in the order in which they are shown (kinds: `store.links`), so that one page can be made without reading
all of them.
"""

layouts = sa.Table(
    "layouts",
    metadata,
    sa.Column("doc", sa.Text, primary_key=True),
    sa.Column("paragraphs", sa.JSON, nullable=False),
    sa.Column("sentences", sa.JSON, nullable=False),
    sa.Column("zones", sa.JSON, nullable=False),
)
"""Where sentences, paragraphs and zones lie in each document (`store.layouts`)."""

actor_rows = sa.Table(
    "actor_rows",
    metadata,
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("actor", sa.Text, nullable=False, unique=True),
    sa.Column("statements", sa.Integer, nullable=False),
    sa.Column("positions", sa.Integer, nullable=False),
    sa.Column("mentions", sa.Integer, nullable=False),
    sa.Column("accounts", sa.Integer, nullable=False),
    sa.Column("independent", sa.Integer, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
)
"""How much each actor says, holds and is named, in the order of the list of actors. active: speaks, holds a position or is spoken for."""

actor_names = sa.Table(
    "actor_names",
    metadata,
    sa.Column("actor", sa.Text, primary_key=True),
    sa.Column("rank", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("doc", sa.Text, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""The words by which an actor is named, how often, and one example."""

search_entries = sa.Table(
    "search_entries",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("record", sa.Text, nullable=False),
    sa.Column("group", sa.Text, nullable=False),
    sa.Column("doc", sa.Text),
    sa.Column("start", sa.Integer),
    sa.Column("end", sa.Integer),
    sa.Column("date", sa.Text),
    sa.Column("speakers", sa.Text, nullable=False),
    sa.Column("outlet", sa.Text, nullable=False),
    sa.Column("issues", sa.Text, nullable=False),
    sa.Column("manner", sa.Text, nullable=False),
)
"""What can be searched (`store.search`). id: row of the full-text table, in the order in which results are shown. speakers, issues: ids, with
blanks between them.
"""

FULL_TEXT = (
    "CREATE VIRTUAL TABLE search_words USING fts5(words, speaker, outlet, issue, manner, day, content='', columnsize=0, "
    'tokenize="unicode61 remove_diacritics 2")'
)
"""Makes the full-text table, which SQLAlchemy has no words for; without contents, as the words stand in the documents already."""

_POSITION = "position"

per_document: dict[str, sa.Table] = {
    name: _record_table(
        name,
        kind,
        (sa.Column("doc", sa.Text, nullable=False, index=True), sa.Column(_POSITION, sa.Integer, nullable=False)),
    )
    for name, kind in PER_DOCUMENT.items()
}
over_documents: dict[str, sa.Table] = {
    name: _record_table(name, kind, (sa.Column(_POSITION, sa.Integer, primary_key=True),))
    for name, kind in OVER_DOCUMENTS.items()
}
