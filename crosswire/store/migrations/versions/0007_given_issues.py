"""Issues say whether a person gave them: in a watch file, or by corrections."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("issues", sa.Column("given", sa.JSON(), nullable=True))
    op.execute("UPDATE issues SET given = '[]'")
