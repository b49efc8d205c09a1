"""Deliveries handed in, and photographs with what officers accepted of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from casework.model import append_only

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the tables."""

    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("encoding", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("look", sa.JSON(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_by_id", sa.Integer(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_delivery_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["received_by_id"], ["officer.id"], name=op.f("fk_delivery_received_by_id_officer")
        ),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["officer.id"], name=op.f("fk_delivery_taken_by_id_officer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
    )
    op.create_index("ix_delivery_agency_id_id", "delivery", ["agency_id", "id"], unique=False)
    op.create_index(op.f("ix_delivery_sha256"), "delivery", ["sha256"], unique=False)
    op.create_table(
        "photograph",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(length=400), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_as_written", sa.String(length=80), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("reading", sa.JSON(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_by_id", sa.Integer(), nullable=False),
        sa.Column("versions", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("put_aside_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("put_aside_by_id", sa.Integer(), nullable=True),
        sa.Column("put_aside_why", sa.String(length=1000), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_photograph_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=op.f("fk_photograph_batch_id_batch")
        ),
        sa.ForeignKeyConstraint(
            ["put_aside_by_id"], ["officer.id"], name=op.f("fk_photograph_put_aside_by_id_officer")
        ),
        sa.ForeignKeyConstraint(
            ["read_by_id"], ["officer.id"], name=op.f("fk_photograph_read_by_id_officer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photograph")),
        sa.UniqueConstraint("agency_id", "sha256", "page", name="uq_photograph_page"),
    )
    op.create_index("ix_photograph_agency_id_id", "photograph", ["agency_id", "id"], unique=False)
    op.create_index(op.f("ix_photograph_sha256"), "photograph", ["sha256"], unique=False)
    op.create_table(
        "accepted_field",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("photograph_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("column", sa.String(length=80), nullable=False),
        sa.Column("as_read", sa.Text(), nullable=False),
        sa.Column("accepted", sa.Text(), nullable=False),
        sa.Column("read_from", sa.String(length=20), nullable=False),
        sa.Column("box", sa.JSON(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["officer.id"], name=op.f("fk_accepted_field_by_id_officer")
        ),
        sa.ForeignKeyConstraint(
            ["photograph_id"],
            ["photograph.id"],
            name=op.f("fk_accepted_field_photograph_id_photograph"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accepted_field")),
    )
    op.create_index(
        op.f("ix_accepted_field_photograph_id"), "accepted_field", ["photograph_id"], unique=False
    )

    for statement in append_only.statements("accepted_field", op.get_bind().dialect.name):
        op.execute(statement)
    _resize(sa.Integer(), sa.BigInteger())


def downgrade() -> None:
    """Take the tables away."""
    _resize(sa.BigInteger(), sa.Integer())

    op.drop_index(op.f("ix_accepted_field_photograph_id"), table_name="accepted_field")
    op.drop_table("accepted_field")
    op.drop_index(op.f("ix_photograph_sha256"), table_name="photograph")
    op.drop_index("ix_photograph_agency_id_id", table_name="photograph")
    op.drop_table("photograph")
    op.drop_index(op.f("ix_delivery_sha256"), table_name="delivery")
    op.drop_index("ix_delivery_agency_id_id", table_name="delivery")
    op.drop_table("delivery")


def _resize(before: sa.types.TypeEngine[int], after: sa.types.TypeEngine[int]) -> None:
    """Let a batch tell the size of files beyond two gigabytes, on PostgreSQL too."""
    with op.batch_alter_table("batch") as batch:
        batch.alter_column("size", existing_type=before, type_=after, existing_nullable=False)
