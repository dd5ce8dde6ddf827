"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "actors",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("aliases", sa.JSON(), nullable=True),
        sa.Column("affiliation", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("roles", sa.JSON(), nullable=True),
        sa.Column("mentions", sa.JSON(), nullable=True),
        sa.Column("basis", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_table(
        "acts",
        sa.Column("doc", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("verb", sa.JSON(), nullable=True),
        sa.Column("lemma", sa.Text(), nullable=True),
        sa.Column("subject", sa.JSON(), nullable=True),
        sa.Column("object", sa.JSON(), nullable=True),
        sa.Column("subjects", sa.JSON(), nullable=True),
        sa.Column("objects", sa.JSON(), nullable=True),
        sa.Column("negated", sa.Boolean(), nullable=True),
        sa.Column("modality", sa.Text(), nullable=True),
        sa.Column("tense", sa.Text(), nullable=True),
        sa.Column("governed_by", sa.Text(), nullable=True),
        sa.Column("condition", sa.JSON(), nullable=True),
        sa.Column("reason", sa.JSON(), nullable=True),
        sa.Column("location", sa.JSON(), nullable=True),
        sa.Column("times", sa.JSON(), nullable=True),
        sa.Column("quotation", sa.Text(), nullable=True),
        sa.Column("sentence", sa.Integer(), nullable=True),
    )
    op.create_index(op.f("ix_acts_doc"), "acts", ["doc"], unique=False)
    op.create_table(
        "attributions",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("quotation", sa.Text(), nullable=True),
        sa.Column("doc", sa.Text(), nullable=True),
        sa.Column("speakers", sa.JSON(), nullable=True),
        sa.Column("via", sa.JSON(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_table(
        "cache",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "captures",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "copies",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("docs", sa.JSON(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("share", sa.Float(), nullable=True),
        sa.Column("passages", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_table(
        "differences",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("sides", sa.JSON(), nullable=True),
        sa.Column("story", sa.Text(), nullable=True),
        sa.Column("absent", sa.JSON(), nullable=True),
        sa.Column("unsure", sa.JSON(), nullable=True),
        sa.Column("issue", sa.Text(), nullable=True),
        sa.Column("weight", sa.Float(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_table(
        "documents",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("capture", sa.Text(), nullable=True),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("text_sha256", sa.Text(), nullable=True),
        sa.Column("zones", sa.JSON(), nullable=True),
        sa.Column("header", sa.JSON(), nullable=True),
        sa.Column("as_is", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_table(
        "facts",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "given",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("as_is", sa.Boolean(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_table(
        "issues",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("aliases", sa.JSON(), nullable=True),
        sa.Column("places", sa.JSON(), nullable=True),
        sa.Column("quotations", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_table(
        "ledger",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("members", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id"),
    )
    op.create_table(
        "mentions",
        sa.Column("doc", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("of", sa.Text(), nullable=True),
        sa.Column("entity", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("stands_for", sa.Boolean(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("role_kinds", sa.JSON(), nullable=True),
        sa.Column("gender", sa.Text(), nullable=True),
        sa.Column("plural", sa.Boolean(), nullable=True),
        sa.Column("where", sa.Text(), nullable=True),
        sa.Column("seat", sa.Text(), nullable=True),
    )
    op.create_index(op.f("ix_mentions_doc"), "mentions", ["doc"], unique=False)
    op.create_table(
        "phrases",
        sa.Column("doc", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("head", sa.Text(), nullable=True),
        sa.Column("proper", sa.Boolean(), nullable=True),
        sa.Column("where", sa.Text(), nullable=True),
        sa.Column("abbreviation", sa.Text(), nullable=True),
    )
    op.create_index(op.f("ix_phrases_doc"), "phrases", ["doc"], unique=False)
    op.create_table(
        "pins",
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
    )
    op.create_table(
        "positions",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("party", sa.Text(), nullable=True),
        sa.Column("issue", sa.Text(), nullable=True),
        sa.Column("stance", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("evidence", sa.JSON(), nullable=True),
        sa.Column("quotations", sa.JSON(), nullable=True),
        sa.Column("speakers", sa.JSON(), nullable=True),
        sa.Column("condition", sa.JSON(), nullable=True),
        sa.Column("basis", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_table(
        "problems",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("doc", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_table(
        "published",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=True),
        sa.Column("date", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_table(
        "quotations",
        sa.Column("doc", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=True),
        sa.Column("cue", sa.JSON(), nullable=True),
        sa.Column("source", sa.JSON(), nullable=True),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("where", sa.Text(), nullable=True),
        sa.Column("speech", sa.Boolean(), nullable=True),
        sa.Column("sources", sa.JSON(), nullable=True),
        sa.Column("via", sa.JSON(), nullable=True),
        sa.Column("addressee", sa.JSON(), nullable=True),
        sa.Column("nested_in", sa.Text(), nullable=True),
        sa.Column("negated", sa.Boolean(), nullable=True),
        sa.Column("future", sa.Boolean(), nullable=True),
        sa.Column("hypothetical", sa.Boolean(), nullable=True),
        sa.Column("cue_lemma", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("via_span", sa.JSON(), nullable=True),
    )
    op.create_index(op.f("ix_quotations_doc"), "quotations", ["doc"], unique=False)
    op.create_table(
        "readings",
        sa.Column("doc", sa.Text(), nullable=False),
        sa.Column("lemmas", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("doc"),
    )
    op.create_table(
        "redirects",
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("old"),
    )
    op.create_table(
        "sentences",
        sa.Column("doc", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("where", sa.Text(), nullable=True),
        sa.Column("paragraph", sa.Integer(), nullable=True),
    )
    op.create_index(op.f("ix_sentences_doc"), "sentences", ["doc"], unique=False)
    op.create_table(
        "statements",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("quotations", sa.JSON(), nullable=True),
        sa.Column("possible", sa.JSON(), nullable=True),
        sa.Column("speakers", sa.JSON(), nullable=True),
        sa.Column("story", sa.Text(), nullable=True),
        sa.Column("accounts", sa.Integer(), nullable=True),
        sa.Column("independent", sa.Integer(), nullable=True),
        sa.Column("pairs", sa.JSON(), nullable=True),
        sa.Column("issues", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_table(
        "stories",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("docs", sa.JSON(), nullable=True),
        sa.Column("storyline", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("title_of", sa.Text(), nullable=True),
        sa.Column("date", sa.JSON(), nullable=True),
        sa.Column("independent", sa.Integer(), nullable=True),
        sa.Column("links", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_table(
        "timeline",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("date", sa.JSON(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("places", sa.JSON(), nullable=True),
        sa.Column("times", sa.JSON(), nullable=True),
        sa.Column("story", sa.Text(), nullable=True),
        sa.Column("actors", sa.JSON(), nullable=True),
        sa.Column("records", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_table(
        "times",
        sa.Column("doc", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("month", sa.Integer(), nullable=True),
        sa.Column("day", sa.Integer(), nullable=True),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("offset", sa.Integer(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("until_year", sa.Integer(), nullable=True),
        sa.Column("until_month", sa.Integer(), nullable=True),
        sa.Column("until_day", sa.Integer(), nullable=True),
        sa.Column("anchor", sa.Text(), nullable=True),
        sa.Column("tense", sa.Text(), nullable=True),
        sa.Column("where", sa.Text(), nullable=True),
    )
    op.create_index(op.f("ix_times_doc"), "times", ["doc"], unique=False)
    op.create_table(
        "vectors",
        sa.Column("doc", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("of", sa.Text(), nullable=True),
        sa.Column("values", sa.Text(), nullable=True),
        sa.Column("model", sa.Text(), nullable=True),
    )
    op.create_index(op.f("ix_vectors_doc"), "vectors", ["doc"], unique=False)
