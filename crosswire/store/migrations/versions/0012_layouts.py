"""Where sentences, paragraphs and zones lie, a row a document: for those with a paragraph that was read. The next build adds the rest."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

FLAT = "'[' || coalesce(group_concat(start || ',' || \"end\"), '') || ']'"
FILL = f"""
INSERT INTO layouts (doc, paragraphs, sentences, zones)
SELECT p.doc, p.spans, s.spans, (
    SELECT '[' || coalesce(group_concat(json_extract(value, '$.start') || ',' || json_extract(value, '$.end') || ',"'
        || json_extract(value, '$.label') || '"'), '') || ']'
    FROM json_each(d.zones) WHERE json_extract(value, '$.label') <> 'body')
FROM (
    SELECT doc, {FLAT} AS spans FROM (
        SELECT doc, min(start) AS start, max("end") AS "end" FROM sentences WHERE "where" = 'body' GROUP BY doc, paragraph ORDER BY doc, 2, 3)
    GROUP BY doc) p
JOIN (SELECT doc, {FLAT} AS spans FROM (SELECT doc, start, "end" FROM sentences ORDER BY doc, start, "end") GROUP BY doc) s ON s.doc = p.doc
JOIN documents d ON d.id = p.doc
"""


def upgrade() -> None:
    op.create_table(
        "layouts",
        sa.Column("doc", sa.Text(), nullable=False),
        sa.Column("paragraphs", sa.JSON(), nullable=False),
        sa.Column("sentences", sa.JSON(), nullable=False),
        sa.Column("zones", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("doc"),
    )
    op.execute(FILL)
