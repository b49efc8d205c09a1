"""Deliveries as they were handed in: kept in the vault and looked at before anything counts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.model.base import Base, Moment, word
from casework.model.people import Officer
from casework.vocabulary import DeliveryState


class Delivery(Base):
    """One file, ZIP or photograph as an officer handed it in; its bytes lie in the vault.

    What it brought is found by `sha256`: batches and photographs name the file they came from.
    """

    __tablename__ = "delivery"
    __table_args__ = (Index("ix_delivery_agency_id_id", "agency_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    name: Mapped[str] = mapped_column(String(400))
    """What the file was called; never a path on this machine."""
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int] = mapped_column(BigInteger)
    zone: Mapped[str] = mapped_column(String(60))
    """IANA name of the zone of times that name none: asked once per delivery."""
    encoding: Mapped[str] = mapped_column(String(20), default="")
    """What an officer says its text files are in; "" where it is found out."""
    state: Mapped[DeliveryState] = mapped_column(word(DeliveryState))
    look: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """What the dry run over the whole of it found; None before."""
    received_at: Mapped[datetime] = mapped_column(Moment)
    received_by_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    looked_at: Mapped[datetime | None] = mapped_column(Moment)
    taken_at: Mapped[datetime | None] = mapped_column(Moment)
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))

    received_by: Mapped[Officer] = relationship(foreign_keys=[received_by_id])
    taken_by: Mapped[Officer | None] = relationship(foreign_keys=[taken_by_id])
