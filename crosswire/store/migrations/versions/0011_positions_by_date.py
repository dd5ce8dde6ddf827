"""Positions of a party and on an issue are found in the order in which they are shown, the latest first."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    for column in ("party", "issue"):
        name = op.f(f"ix_positions_{column}")
        op.drop_index(name, "positions")
        op.create_index(name, "positions", [column, sa.text("date DESC"), "id"], unique=False)
