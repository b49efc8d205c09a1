"""The same bytes count once, and may be taken in anew once the batch of them is withdrawn."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_NAME = "uq_batch_bytes"
_BYTES = ["agency_id", "sha256", "kind", "member"]


def upgrade() -> None:
    """Let the index look at what counts alone."""
    if op.get_bind().dialect.name == "sqlite":
        _make_anew()
    else:
        op.drop_constraint(_NAME, "batch", type_="unique")
    where = sa.text("withdrawn_at IS NULL")
    op.create_index(_NAME, "batch", _BYTES, unique=True, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    """Look at withdrawn batches too; fails, changing nothing, where bytes were taken in anew."""
    op.drop_index(_NAME, table_name="batch")
    if op.get_bind().dialect.name == "sqlite":
        _make_anew(sa.UniqueConstraint(*_BYTES, name=_NAME))
    else:
        op.create_unique_constraint(_NAME, "batch", _BYTES)


def _make_anew(*constraints: sa.UniqueConstraint) -> None:
    """Make the table again without its constraint: SQLite cannot take one away.

    Photographs and cases name batches meanwhile. What is missing is counted until the end of the
    transaction, and counted down only by rows that are put in again: no renamed table would do.
    """
    op.execute("PRAGMA defer_foreign_keys = ON")
    op.execute("CREATE TEMPORARY TABLE batch_before AS SELECT * FROM batch")
    op.drop_table("batch")
    columns = _columns()
    op.create_table("batch", *columns, *_keys(), *constraints)
    names = [column.name for column in columns]
    kept: Any = sa.select(*(sa.column(name) for name in names)).select_from(
        sa.table("batch_before")
    )
    into = sa.table("batch", *(sa.column(name) for name in names))
    op.execute(into.insert().from_select(names, kept.order_by(sa.column("id"))))
    op.execute("DROP TABLE batch_before")
    op.create_index("ix_batch_agency_id_id", "batch", ["agency_id", "id"], unique=False)
    op.create_index(op.f("ix_batch_sha256"), "batch", ["sha256"], unique=False)


def _columns() -> list[sa.Column[object]]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("file", sa.String(length=400), nullable=False),
        sa.Column("member", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("lake_file", sa.String(length=200), nullable=False),
        sa.Column("lake_sha256", sa.String(length=64), nullable=False),
        sa.Column("rejects_file", sa.String(length=200), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("reading", sa.JSON(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_by_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_why", sa.String(length=1000), nullable=True),
    ]


def _keys() -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_batch_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["imported_by_id"], ["officer.id"], name=op.f("fk_batch_imported_by_id_officer")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["officer.id"], name=op.f("fk_batch_withdrawn_by_id_officer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
    ]
