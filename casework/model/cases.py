"""Cases, the rows they rest on, notes, and the shares that open them to other agencies."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.model.base import Base, Moment, word
from casework.model.people import Agency, Officer
from casework.model.rings import Finding
from casework.vocabulary import CasePart, CaseStage, DeliveryKind, ShareLevel


class Case(Base):
    """One investigation, led by one agency, resting on one finding of a ring."""

    __tablename__ = "case"
    __table_args__ = (
        UniqueConstraint("number"),
        Index("ix_case_agency_id_id", "agency_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20))
    """C-2026-0001: without gaps per year."""
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(Text, default="")
    stage: Mapped[CaseStage] = mapped_column(word(CaseStage))
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"))
    tiers: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """The members' orders by currency and tier of proof: tier, currency, orders, amount."""
    opened_at: Mapped[datetime] = mapped_column(Moment)
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)
    """Counts edits of title and summary: a save over another's change is refused."""

    agency: Mapped[Agency] = relationship(lazy="joined")
    opened_by: Mapped[Officer] = relationship()
    finding: Mapped[Finding] = relationship()
    grants: Mapped[list[Grant]] = relationship(back_populates="case", order_by="Grant.id")


class Record(Base):
    """A row of the lake a case rests on, taken into the register: value, batch, row, hash."""

    __tablename__ = "record"
    __table_args__ = (
        UniqueConstraint("case_id", "batch_id", "kind", "row_number", name="uq_record_row"),
        Index("ix_record_case_id_part_id", "case_id", "part", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    part: Mapped[CasePart] = mapped_column(word(CasePart))
    kind: Mapped[DeliveryKind] = mapped_column(word(DeliveryKind))
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"))
    row_number: Mapped[int] = mapped_column()
    row_sha256: Mapped[str] = mapped_column(String(64))
    file: Mapped[str] = mapped_column(String(400))
    file_sha256: Mapped[str] = mapped_column(String(64))
    written: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Every value as it was delivered."""
    understood: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime | None] = mapped_column(Moment)
    """When what the row speaks of happened: the timeline's order."""
    tier: Mapped[str | None] = mapped_column(String(1))
    """A, B, C or X where the row is an order."""
    taken_at: Mapped[datetime] = mapped_column(Moment)

    case: Mapped[Case] = relationship()


class Note(Base):
    """What an officer wrote into a case; owned by the officer's agency."""

    __tablename__ = "note"
    __table_args__ = (Index("ix_note_case_id_id", "case_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(Moment)
    written_by_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))

    case: Mapped[Case] = relationship()
    agency: Mapped[Agency] = relationship(lazy="joined")
    written_by: Mapped[Officer] = relationship(lazy="joined")


class Grant(Base):
    """A share: what one agency may see of one case, how far, why, and until when."""

    __tablename__ = "grant"
    __table_args__ = (Index("ix_grant_agency_id_case_id", "agency_id", "case_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    level: Mapped[ShareLevel] = mapped_column(word(ShareLevel))
    parts: Mapped[list[GrantPart]] = relationship(
        back_populates="grant", cascade="all, delete-orphan", lazy="selectin"
    )
    purpose: Mapped[str] = mapped_column(String(1000))
    legal_basis: Mapped[str] = mapped_column(String(1000))
    ends_at: Mapped[datetime] = mapped_column(Moment)
    granted_at: Mapped[datetime] = mapped_column(Moment)
    granted_by_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))

    case: Mapped[Case] = relationship(back_populates="grants")
    agency: Mapped[Agency] = relationship(lazy="joined")
    granted_by: Mapped[Officer] = relationship(foreign_keys=[granted_by_id])

    @property
    def shared_parts(self) -> frozenset[CasePart]:
        return frozenset(CasePart(part.part) for part in self.parts)


class GrantPart(Base):
    """One part of the case a share opens."""

    __tablename__ = "grant_part"

    grant_id: Mapped[int] = mapped_column(ForeignKey("grant.id"), primary_key=True)
    part: Mapped[CasePart] = mapped_column(word(CasePart), primary_key=True)

    grant: Mapped[Grant] = relationship(back_populates="parts")
