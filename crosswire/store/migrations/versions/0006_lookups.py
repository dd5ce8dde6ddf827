"""What pages and searches are looked up by: links between records, counts of actors, the full-text index. The next build fills them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

INDEXED = {
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
    "positions": ("id", "party", "issue"),
    "differences": ("id", "story"),
    "timeline": ("id", "story"),
    "events": ("id", "story"),
    "pins": ("doc",),
}


def upgrade() -> None:
    for table, columns in INDEXED.items():
        for column in columns:
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
    op.create_table(
        "links",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "source", "rank", "target"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "actor_rows",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("positions", sa.Integer(), nullable=False),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("accounts", sa.Integer(), nullable=False),
        sa.Column("independent", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("position"),
        sa.UniqueConstraint("actor"),
    )
    op.create_table(
        "actor_names",
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("actor", "rank"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "search_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("speakers", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("issues", sa.Text(), nullable=False),
        sa.Column("manner", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    # contentless: the words themselves stand in the documents already
    op.execute(
        "CREATE VIRTUAL TABLE search_words USING fts5(words, speaker, outlet, issue, manner, day, content='', columnsize=0, "
        'tokenize="unicode61 remove_diacritics 2")'
    )
