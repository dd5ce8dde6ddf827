"""Quotations say how certain they are, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("quotations", sa.Column("certainty", sa.Float(), nullable=True))
    op.add_column("quotations", sa.Column("certainty_word", sa.Text(), nullable=True))
    op.add_column("quotations", sa.Column("certainty_reason", sa.Text(), nullable=True))
    op.execute("UPDATE quotations SET certainty_word = '', certainty_reason = ''")
