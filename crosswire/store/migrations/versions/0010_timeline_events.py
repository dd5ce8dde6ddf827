"""Entries of the timeline say which coded events they tell."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("timeline", sa.Column("events", sa.JSON(), nullable=True))
    op.execute("UPDATE timeline SET events = '[]'")
