"""Exhibits and their custody."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.model.base import Base, Moment, word
from casework.model.cases import Case
from casework.model.people import Agency, Officer
from casework.vocabulary import CustodyAction


class Exhibit(Base):
    """A file of a case, kept bit by bit in the vault under its hash, known by its mark."""

    __tablename__ = "exhibit"
    __table_args__ = (UniqueConstraint("case_id", "mark"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    """The agency that brought it in and owns it."""
    mark: Mapped[str] = mapped_column(String(20))
    """ABC/1: the producing officer's initials and a number; stays for ever."""
    title: Mapped[str] = mapped_column(String(200))
    file: Mapped[str] = mapped_column(String(400))
    media_type: Mapped[str] = mapped_column(String(100))
    sha256: Mapped[str] = mapped_column(String(64))
    sha512: Mapped[str] = mapped_column(String(128))
    size: Mapped[int] = mapped_column()
    source: Mapped[str] = mapped_column(Text)
    """Where and how it was obtained."""
    obtained_at: Mapped[datetime] = mapped_column(Moment)
    obtained_zone: Mapped[str] = mapped_column(String(60))
    added_at: Mapped[datetime] = mapped_column(Moment)
    added_by_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))

    case: Mapped[Case] = relationship()
    agency: Mapped[Agency] = relationship(lazy="joined")
    added_by: Mapped[Officer] = relationship(lazy="joined")
    custody: Mapped[list[CustodyEntry]] = relationship(
        back_populates="exhibit", order_by="CustodyEntry.seq"
    )


class CustodyEntry(Base):
    """One step in an exhibit's custody. Append-only: a correction is a new entry."""

    __tablename__ = "custody_entry"
    __table_args__ = (
        UniqueConstraint("exhibit_id", "seq"),
        Index("ix_custody_entry_exhibit_id_seq", "exhibit_id", "seq"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    exhibit_id: Mapped[int] = mapped_column(ForeignKey("exhibit.id"))
    seq: Mapped[int] = mapped_column()
    action: Mapped[CustodyAction] = mapped_column(word(CustodyAction))
    at: Mapped[datetime] = mapped_column(Moment)
    zone: Mapped[str] = mapped_column(String(60))
    from_whom: Mapped[str] = mapped_column(String(200))
    to_whom: Mapped[str] = mapped_column(String(200))
    where: Mapped[str] = mapped_column(String(200))
    purpose: Mapped[str] = mapped_column(String(400))
    sha256_before: Mapped[str | None] = mapped_column(String(64))
    sha256_after: Mapped[str | None] = mapped_column(String(64))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))

    exhibit: Mapped[Exhibit] = relationship(back_populates="custody")
    recorded_by: Mapped[Officer] = relationship(lazy="joined")
