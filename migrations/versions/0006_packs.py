"""Sealed packs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "pack",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("purpose", sa.String(length=1000), nullable=False),
        sa.Column("handling", sa.String(length=20), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("snapshot_sha256", sa.String(length=64), nullable=False),
        sa.Column("bag_sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("build", sa.JSON(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_pack_case_id_case")),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["agency.id"], name=op.f("fk_pack_recipient_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["sealed_by_id"], ["officer.id"], name=op.f("fk_pack_sealed_by_id_officer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack")),
        sa.UniqueConstraint(
            "case_id", "audience", "recipient_id", "version", name="uq_pack_version"
        ),
        sa.UniqueConstraint("name", name=op.f("uq_pack_name")),
    )
    op.create_index(op.f("ix_pack_case_id"), "pack", ["case_id"], unique=False)
    op.create_index("ix_pack_recipient_id_id", "pack", ["recipient_id", "id"], unique=False)


def downgrade() -> None:
    """Take the tables away."""
    op.drop_index("ix_pack_recipient_id_id", table_name="pack")
    op.drop_index(op.f("ix_pack_case_id"), table_name="pack")
    op.drop_table("pack")
