"""Copy groups say what each copy is to the original."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("copies", sa.Column("relations", sa.JSON(), nullable=True))
    op.execute("UPDATE copies SET relations = '[]'")
