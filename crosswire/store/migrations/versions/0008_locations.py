"""Events say where they are told to have been."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("events", sa.Column("locations", sa.JSON(), nullable=True))
    op.execute("UPDATE events SET locations = '[]'")
