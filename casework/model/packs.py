"""Sealed packs: what was made, from what, for whom."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.model.base import Base, Moment, word
from casework.model.cases import Case
from casework.model.people import Agency, Officer
from casework.vocabulary import Audience, CasePart, Handling


class Pack(Base):
    """A sealed pack. Never overwritten: a later seal is a new version."""

    __tablename__ = "pack"
    __table_args__ = (
        UniqueConstraint("case_id", "audience", "recipient_id", "version", name="uq_pack_version"),
        Index("ix_pack_recipient_id_id", "recipient_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    audience: Mapped[Audience] = mapped_column(word(Audience))
    recipient_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    version: Mapped[int] = mapped_column()
    name: Mapped[str] = mapped_column(String(120), unique=True)
    """The name of the bag and, with .zip, of the file."""
    purpose: Mapped[str] = mapped_column(String(1000))
    handling: Mapped[Handling] = mapped_column(word(Handling))
    parts: Mapped[list[CasePart]] = mapped_column(JSON)
    """What the recipient's share allowed at the moment of sealing."""
    snapshot_sha256: Mapped[str] = mapped_column(String(64))
    bag_sha256: Mapped[str] = mapped_column(String(64))
    """The sealed ZIP lies in the vault under this hash."""
    size: Mapped[int] = mapped_column()
    pages: Mapped[int] = mapped_column()
    build: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Body length and hash, versions of what made it, counts per section."""
    sealed_at: Mapped[datetime] = mapped_column(Moment)
    sealed_by_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))

    case: Mapped[Case] = relationship()
    recipient: Mapped[Agency] = relationship(lazy="joined")
    sealed_by: Mapped[Officer] = relationship(lazy="joined")
