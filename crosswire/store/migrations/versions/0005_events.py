"""Coded events: the reports of each document, and the events over all of them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "event_reports",
        sa.Column("doc", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("trigger", sa.JSON(), nullable=True),
        sa.Column("event_type", sa.Text(), nullable=True),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("contexts", sa.JSON(), nullable=True),
        sa.Column("quad_code", sa.Integer(), nullable=True),
        sa.Column("cameo", sa.Text(), nullable=True),
        sa.Column("auxiliary", sa.JSON(), nullable=True),
        sa.Column("actors", sa.JSON(), nullable=True),
        sa.Column("recipients", sa.JSON(), nullable=True),
        sa.Column("reciprocal", sa.Boolean(), nullable=True),
        sa.Column("times", sa.JSON(), nullable=True),
        sa.Column("tense", sa.Text(), nullable=True),
        sa.Column("quotation", sa.Text(), nullable=True),
        sa.Column("claimed_by", sa.JSON(), nullable=True),
        sa.Column("location", sa.JSON(), nullable=True),
        sa.Column("act", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("certainty", sa.Float(), nullable=True),
        sa.Column("where", sa.Text(), nullable=True),
    )
    op.create_index(op.f("ix_event_reports_doc"), "event_reports", ["doc"], unique=False)
    op.create_table(
        "events",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("reports", sa.JSON(), nullable=True),
        sa.Column("event_type", sa.Text(), nullable=True),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("contexts", sa.JSON(), nullable=True),
        sa.Column("quad_code", sa.Integer(), nullable=True),
        sa.Column("cameo", sa.Text(), nullable=True),
        sa.Column("auxiliary", sa.JSON(), nullable=True),
        sa.Column("reciprocal", sa.Boolean(), nullable=True),
        sa.Column("actors", sa.JSON(), nullable=True),
        sa.Column("recipients", sa.JSON(), nullable=True),
        sa.Column("date", sa.JSON(), nullable=True),
        sa.Column("accounts", sa.Integer(), nullable=True),
        sa.Column("independent", sa.Integer(), nullable=True),
        sa.Column("story", sa.Text(), nullable=True),
        sa.Column("places", sa.JSON(), nullable=True),
        sa.Column("types", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("position"),
    )
