"""The append-only trail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from casework.model import append_only

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "trail_entry",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(length=60), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("officer", sa.String(length=254), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("agency", sa.String(length=200), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("noun_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("origin", sa.String(length=100), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_trail_entry")),
        sa.UniqueConstraint("hash", name=op.f("uq_trail_entry_hash")),
    )
    op.create_index(
        "ix_trail_entry_agency_id_seq", "trail_entry", ["agency_id", "seq"], unique=False
    )
    op.create_index("ix_trail_entry_case_id_seq", "trail_entry", ["case_id", "seq"], unique=False)
    for statement in append_only.statements("trail_entry", op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    """Take the tables away."""
    op.drop_index("ix_trail_entry_case_id_seq", table_name="trail_entry")
    op.drop_index("ix_trail_entry_agency_id_seq", table_name="trail_entry")
    op.drop_table("trail_entry")
