"""Runs, rings, findings, judgements."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "ring",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_ring_agency_id_agency")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ring")),
        sa.UniqueConstraint("agency_id", "number", name=op.f("uq_ring_agency_id")),
    )
    op.create_table(
        "link_judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("left_platform", sa.String(length=60), nullable=False),
        sa.Column("left_account", sa.String(length=120), nullable=False),
        sa.Column("right_platform", sa.String(length=60), nullable=False),
        sa.Column("right_account", sa.String(length=120), nullable=False),
        sa.Column("judgement", sa.String(length=20), nullable=False),
        sa.Column("why", sa.String(length=1000), nullable=False),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("judged_by_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_link_judgement_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["judged_by_id"], ["officer.id"], name=op.f("fk_link_judgement_judged_by_id_officer")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"],
            ["officer.id"],
            name=op.f("fk_link_judgement_withdrawn_by_id_officer"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_judgement")),
    )
    op.create_index(
        "ix_link_judgement_pair",
        "link_judgement",
        ["agency_id", "left_platform", "left_account", "right_platform", "right_account"],
        unique=False,
    )
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("engine", sa.String(length=20), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_by_id", sa.Integer(), nullable=False),
        sa.Column("batch_ids", sa.JSON(), nullable=False),
        sa.Column("batches", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("too_common", sa.JSON(), nullable=False),
        sa.Column("rings", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_run_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["started_by_id"], ["officer.id"], name=op.f("fk_run_started_by_id_officer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    op.create_index(op.f("ix_run_agency_id"), "run", ["agency_id"], unique=False)
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ring_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("stability", sa.Double(), nullable=False),
        sa.Column("suspected", sa.Boolean(), nullable=False),
        sa.Column("brands", sa.JSON(), nullable=False),
        sa.Column("counterfeit_test_buys", sa.Integer(), nullable=False),
        sa.Column("genuine_test_buys", sa.Integer(), nullable=False),
        sa.Column("seizures", sa.Integer(), nullable=False),
        sa.Column("sales", sa.JSON(), nullable=False),
        sa.Column("sales_other", sa.JSON(), nullable=False),
        sa.Column("members_count", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["ring_id"], ["ring.id"], name=op.f("fk_finding_ring_id_ring")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_finding_run_id_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sa.UniqueConstraint("run_id", "ring_id", name=op.f("uq_finding_run_id")),
    )
    op.create_index(op.f("ix_finding_ring_id"), "finding", ["ring_id"], unique=False)
    op.create_index("ix_finding_run_rank", "finding", ["run_id", "rank"], unique=False)
    op.create_table(
        "member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(length=60), nullable=False),
        sa.Column("account_id", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("says", sa.JSON(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk_member_finding_id_finding")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
    )
    op.create_index("ix_member_account", "member", ["platform", "account_id"], unique=False)
    op.create_index(op.f("ix_member_finding_id"), "member", ["finding_id"], unique=False)
    op.create_table(
        "place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("address", sa.String(length=400), nullable=False),
        sa.Column("key", sa.String(length=400), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("says", sa.JSON(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk_place_finding_id_finding")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
    )
    op.create_index(op.f("ix_place_finding_id"), "place", ["finding_id"], unique=False)
    op.create_table(
        "tie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("left_platform", sa.String(length=60), nullable=False),
        sa.Column("left_account", sa.String(length=120), nullable=False),
        sa.Column("right_platform", sa.String(length=60), nullable=False),
        sa.Column("right_account", sa.String(length=120), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk_tie_finding_id_finding")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tie")),
    )
    op.create_index(op.f("ix_tie_finding_id"), "tie", ["finding_id"], unique=False)


def downgrade() -> None:
    """Take the tables away."""
    op.drop_index(op.f("ix_tie_finding_id"), table_name="tie")
    op.drop_table("tie")
    op.drop_index(op.f("ix_place_finding_id"), table_name="place")
    op.drop_table("place")
    op.drop_index(op.f("ix_member_finding_id"), table_name="member")
    op.drop_index("ix_member_account", table_name="member")
    op.drop_table("member")
    op.drop_index("ix_finding_run_rank", table_name="finding")
    op.drop_index(op.f("ix_finding_ring_id"), table_name="finding")
    op.drop_table("finding")
    op.drop_index(op.f("ix_run_agency_id"), table_name="run")
    op.drop_table("run")
    op.drop_index("ix_link_judgement_pair", table_name="link_judgement")
    op.drop_table("link_judgement")
    op.drop_table("ring")
