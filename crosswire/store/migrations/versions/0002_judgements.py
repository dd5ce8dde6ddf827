"""Actors keep the judgements that joined them, and the corrections that made them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("actors", sa.Column("judgements", sa.JSON(), nullable=True))
    op.add_column("actors", sa.Column("corrected", sa.JSON(), nullable=True))
    op.execute("UPDATE actors SET judgements = '[]', corrected = '[]'")
