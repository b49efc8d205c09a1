"""Photographs and scans: what was read from them, and beside it what officers accepted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.model.base import Base, Moment, word
from casework.model.intake import Batch
from casework.model.people import Officer
from casework.vocabulary import ReadFrom


class Photograph(Base):
    """One picture, or one page of a scan. Nothing read from it counts before it is accepted."""

    __tablename__ = "photograph"
    __table_args__ = (
        UniqueConstraint("agency_id", "sha256", "page", name="uq_photograph_page"),
        Index("ix_photograph_agency_id_id", "agency_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    file: Mapped[str] = mapped_column(String(400))
    """The delivered file's own name; never a path on this machine."""
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    """Of the delivered file: its bytes lie in the vault under this hash, untouched."""
    size: Mapped[int] = mapped_column(BigInteger)
    page: Mapped[int] = mapped_column()
    """Counted from 1; a picture alone is page 1."""
    width: Mapped[int] = mapped_column()
    height: Mapped[int] = mapped_column()
    """Pixels of the picture turned upright: what the boxes of `reading` are measured in."""
    taken_at: Mapped[datetime | None] = mapped_column(Moment)
    """Of `taken_as_written`, in the zone of `reading` where no offset stands there."""
    taken_as_written: Mapped[str] = mapped_column(String(80))
    """The camera's own words for when, with its zone where it names one; "" where it says none."""
    lat: Mapped[float | None] = mapped_column()
    lon: Mapped[float | None] = mapped_column()
    """Where the camera says it was, WGS 84."""
    reading: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Barcodes, lines of text, proposed fields with their boxes, camera, libraries: as read."""
    read_at: Mapped[datetime] = mapped_column(Moment)
    read_by_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    versions: Mapped[int] = mapped_column(default=0)
    """How often an officer accepted fields of it; the newest counts."""
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batch.id"))
    """The batch that holds the accepted row; None before."""
    put_aside_at: Mapped[datetime | None] = mapped_column(Moment)
    put_aside_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    put_aside_why: Mapped[str | None] = mapped_column(String(1000))
    """Why nothing of it is to be taken; as those above, empty again once fields are accepted."""

    read_by: Mapped[Officer] = relationship(foreign_keys=[read_by_id])
    put_aside_by: Mapped[Officer | None] = relationship(foreign_keys=[put_aside_by_id])
    batch: Mapped[Batch | None] = relationship()
    accepted: Mapped[list[AcceptedField]] = relationship(
        back_populates="photograph", order_by="AcceptedField.id"
    )


class AcceptedField(Base):
    """One field as an officer accepted it, beside what was read. Added to, never altered."""

    __tablename__ = "accepted_field"

    id: Mapped[int] = mapped_column(primary_key=True)
    photograph_id: Mapped[int] = mapped_column(ForeignKey("photograph.id"), index=True)
    version: Mapped[int] = mapped_column()
    column: Mapped[str] = mapped_column(String(80))
    as_read: Mapped[str] = mapped_column(Text)
    """"" where nothing was read and the officer typed it."""
    accepted: Mapped[str] = mapped_column(Text)
    read_from: Mapped[ReadFrom] = mapped_column(word(ReadFrom))
    box: Mapped[list[list[float]] | None] = mapped_column(JSON)
    """Four corners in pixels of the upright picture, from the upper left clockwise."""
    at: Mapped[datetime] = mapped_column(Moment)
    by_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))

    photograph: Mapped[Photograph] = relationship(back_populates="accepted")
    by: Mapped[Officer] = relationship()
