"""Mappings in versions, with constants for what no column says, and withdrawn when out of use."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Keep every version of a mapping; those saved before are the first of their name."""
    with op.batch_alter_table("mapping") as mapping:
        mapping.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        mapping.add_column(sa.Column("header", sa.JSON(), nullable=False, server_default="[]"))
        mapping.add_column(sa.Column("constants", sa.JSON(), nullable=False, server_default="{}"))
        mapping.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
        mapping.add_column(sa.Column("withdrawn_by_id", sa.Integer(), nullable=True))
        mapping.create_foreign_key(
            op.f("fk_mapping_withdrawn_by_id_officer"), "officer", ["withdrawn_by_id"], ["id"]
        )
        mapping.drop_constraint("uq_mapping_agency_id", type_="unique")
        mapping.create_unique_constraint("uq_mapping_version", ["agency_id", "name", "version"])
    with op.batch_alter_table("mapping") as mapping:
        mapping.alter_column("version", existing_type=sa.Integer(), server_default=None)
        mapping.alter_column("header", existing_type=sa.JSON(), server_default=None)
        mapping.alter_column("constants", existing_type=sa.JSON(), server_default=None)


def downgrade() -> None:
    """Keep the newest version of each name that is in use alone."""
    op.execute(
        "DELETE FROM mapping WHERE withdrawn_at IS NOT NULL OR EXISTS (SELECT 1 FROM mapping AS "
        "newer WHERE newer.agency_id = mapping.agency_id AND newer.name = mapping.name "
        "AND newer.version > mapping.version)"
    )
    with op.batch_alter_table("mapping") as mapping:
        mapping.drop_constraint("uq_mapping_version", type_="unique")
        mapping.create_unique_constraint("uq_mapping_agency_id", ["agency_id", "name"])
        mapping.drop_constraint(op.f("fk_mapping_withdrawn_by_id_officer"), type_="foreignkey")
        for column in ("withdrawn_by_id", "withdrawn_at", "constants", "header", "version"):
            mapping.drop_column(column)
