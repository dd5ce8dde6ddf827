"""Statements say what was said before in the same words."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("statements", sa.Column("earlier", sa.JSON(), nullable=True))
    op.execute("UPDATE statements SET earlier = '[]'")
