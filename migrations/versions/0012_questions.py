"""What an officer asks of a ring: its evidence, its changes, what to buy; explanations excluded."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_PAIR = ["agency_id", "left_platform", "left_account", "right_platform", "right_account"]
_ADDED: list[tuple[str, str, sa.types.TypeEngine[Any], str]] = [
    ("run", "gone", sa.JSON(), "[]"),
    ("run", "suspected_left_out", sa.Integer(), "0"),
    ("finding", "next_buys", sa.JSON(), "[]"),
    ("finding", "changes", sa.JSON(), "{}"),
    ("member", "keystone", sa.JSON(), "[]"),
]


def upgrade() -> None:
    """Findings of earlier runs have no evidence to be asked and nothing that changed.

    The defaults stay: SQLite could drop them only by making anew tables that others name.
    """
    for table, name, kind, default in _ADDED:
        op.add_column(table, sa.Column(name, kind, nullable=False, server_default=default))
    op.add_column("finding", sa.Column("evidence", sa.LargeBinary(), nullable=True))
    op.create_table("excluded_explanation", *_columns(), *_keys())
    op.create_index("ix_excluded_explanation_pair", "excluded_explanation", _PAIR, unique=False)


def downgrade() -> None:
    """Take it away again."""
    op.drop_index("ix_excluded_explanation_pair", table_name="excluded_explanation")
    op.drop_table("excluded_explanation")
    op.drop_column("finding", "evidence")
    for table, name, _, _ in reversed(_ADDED):
        op.drop_column(table, name)


def _columns() -> list[sa.Column[object]]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("left_platform", sa.String(length=60), nullable=False),
        sa.Column("left_account", sa.String(length=120), nullable=False),
        sa.Column("right_platform", sa.String(length=60), nullable=False),
        sa.Column("right_account", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("value", sa.String(length=1000), nullable=False),
        sa.Column("why", sa.String(length=1000), nullable=False),
        sa.Column("excluded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("excluded_by_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
    ]


def _keys() -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_excluded_explanation_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["excluded_by_id"],
            ["officer.id"],
            name=op.f("fk_excluded_explanation_excluded_by_id_officer"),
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"],
            ["officer.id"],
            name=op.f("fk_excluded_explanation_withdrawn_by_id_officer"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_excluded_explanation")),
    ]
