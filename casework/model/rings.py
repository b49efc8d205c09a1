"""Discovery runs, rings, and what each run found of a ring."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.model.base import Base, Moment, word
from casework.model.people import Agency, Officer
from casework.vocabulary import AccountRole, PlaceRole


class Run(Base):
    """One discovery over the lake of an agency."""

    __tablename__ = "run"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    engine: Mapped[str] = mapped_column(String(20))
    started_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime] = mapped_column(Moment)
    started_by_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    batch_ids: Mapped[list[int]] = mapped_column(JSON)
    batches: Mapped[int] = mapped_column()
    rows: Mapped[int] = mapped_column()
    parameters: Mapped[dict[str, Any]] = mapped_column(JSON)
    too_common: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """Values shared too widely to tie anyone, with their numbers."""
    rings: Mapped[int] = mapped_column()
    gone: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """Rings of the run before that this one does not find again, and what took them in."""
    suspected_left_out: Mapped[int] = mapped_column(default=0)
    """Suspected groups that were not kept: less worth a test buy than those that were."""

    started_by: Mapped[Officer] = relationship()


class Ring(Base):
    """A ring by its number; what is known of it stands in its findings."""

    __tablename__ = "ring"
    __table_args__ = (UniqueConstraint("agency_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    number: Mapped[str] = mapped_column(String(20))
    """R-2026-0001: without gaps per agency and year."""
    first_seen_at: Mapped[datetime] = mapped_column(Moment)

    agency: Mapped[Agency] = relationship(lazy="joined")


class Finding(Base):
    """What one run found of a ring. Never altered: a later run writes a new finding."""

    __tablename__ = "finding"
    __table_args__ = (
        Index("ix_finding_run_rank", "run_id", "rank"),
        UniqueConstraint("run_id", "ring_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ring_id: Mapped[int] = mapped_column(ForeignKey("ring.id"), index=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    rank: Mapped[int] = mapped_column()
    """1 is the strongest ring of its run."""
    score: Mapped[float] = mapped_column()
    stability: Mapped[float] = mapped_column()
    suspected: Mapped[bool] = mapped_column(default=False)
    """True: the structure of a ring, but nothing yet ties its goods to counterfeits."""
    brands: Mapped[list[str]] = mapped_column(JSON)
    counterfeit_test_buys: Mapped[int] = mapped_column()
    genuine_test_buys: Mapped[int] = mapped_column()
    seizures: Mapped[int] = mapped_column()
    sales: Mapped[dict[str, str]] = mapped_column(JSON)
    """currency and the amounts by tier A, B, C, X as decimal strings."""
    sales_other: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    """The same for every further currency."""
    members_count: Mapped[int] = mapped_column()
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Why this is a ring, in sentences."""
    rows: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """The test buys and seizures its goods are judged by: references to source rows."""
    next_buys: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """The accounts whose test buy would settle most, with what to buy there and why."""
    changes: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What became of the ring since the run before: joined, left, merged, split."""
    evidence: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    """Everything its members share, packed: what questions are answered from. None in findings
    older than this column."""

    ring: Mapped[Ring] = relationship(lazy="joined")
    run: Mapped[Run] = relationship()
    members: Mapped[list[Member]] = relationship(
        back_populates="finding",
        order_by="Member.position",
        cascade="all, delete-orphan",
    )
    places: Mapped[list[Place]] = relationship(
        back_populates="finding",
        order_by="Place.position",
        cascade="all, delete-orphan",
    )
    ties: Mapped[list[Tie]] = relationship(
        back_populates="finding", order_by="Tie.position", cascade="all, delete-orphan"
    )


class Member(Base):
    """A seller account in a finding."""

    __tablename__ = "member"
    __table_args__ = (Index("ix_member_account", "platform", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), index=True)
    position: Mapped[int] = mapped_column()
    platform: Mapped[str] = mapped_column(String(60))
    account_id: Mapped[str] = mapped_column(String(120))
    role: Mapped[AccountRole] = mapped_column(word(AccountRole))
    confidence: Mapped[float] = mapped_column()
    says: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Why the account has this role, in sentences."""
    keystone: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Why the ring would break without it, in sentences; empty for most."""
    rows: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """The source rows: batch_id, kind, row_number, row_sha256."""

    finding: Mapped[Finding] = relationship(back_populates="members")


class Place(Base):
    """A place in a finding, with the part it plays."""

    __tablename__ = "place"

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), index=True)
    position: Mapped[int] = mapped_column()
    role: Mapped[PlaceRole] = mapped_column(word(PlaceRole))
    address: Mapped[str] = mapped_column(String(400))
    key: Mapped[str] = mapped_column(String(400))
    lat: Mapped[float | None] = mapped_column()
    lon: Mapped[float | None] = mapped_column()
    confidence: Mapped[float] = mapped_column()
    says: Mapped[list[str]] = mapped_column(JSON)
    rows: Mapped[list[dict[str, Any]]] = mapped_column(JSON)

    finding: Mapped[Finding] = relationship(back_populates="places")


class Tie(Base):
    """Two accounts tied in a finding, with every reason: a score never travels without them."""

    __tablename__ = "tie"

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), index=True)
    position: Mapped[int] = mapped_column()
    left_platform: Mapped[str] = mapped_column(String(60))
    left_account: Mapped[str] = mapped_column(String(120))
    right_platform: Mapped[str] = mapped_column(String(60))
    right_account: Mapped[str] = mapped_column(String(120))
    weight: Mapped[float] = mapped_column()
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """Each: kind, left, right, value, weight, says, innocent, rows."""

    finding: Mapped[Finding] = relationship(back_populates="ties")
