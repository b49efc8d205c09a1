"""Batches: what was delivered, when, by whom, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.model.base import Base, Moment, word
from casework.model.people import Agency, Officer
from casework.vocabulary import DeliveryKind


class Batch(Base):
    """One kind of rows from one delivered file; its rows lie in the lake.

    `rows` = `accepted` + `rejected`, always.
    """

    __tablename__ = "batch"
    __table_args__ = (
        # The same bytes count once per agency and kind; withdrawn, they may be read anew.
        Index(
            "uq_batch_bytes",
            "agency_id",
            "sha256",
            "kind",
            "member",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
        Index("ix_batch_agency_id_id", "agency_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    kind: Mapped[DeliveryKind] = mapped_column(word(DeliveryKind))
    file: Mapped[str] = mapped_column(String(400))
    """The delivered file's own name; never a path on this machine."""
    member: Mapped[str] = mapped_column(String(200), default="")
    """The sheet within the file, where there are several."""
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    """Of the delivered file: its bytes lie in the vault under this hash."""
    size: Mapped[int] = mapped_column(BigInteger)
    lake_file: Mapped[str] = mapped_column(String(200))
    """Path of the rows within the lake."""
    lake_sha256: Mapped[str] = mapped_column(String(64))
    rejects_file: Mapped[str | None] = mapped_column(String(200))
    """Path of the rejected rows within the lake, if any."""
    rows: Mapped[int] = mapped_column()
    accepted: Mapped[int] = mapped_column()
    rejected: Mapped[int] = mapped_column()
    reading: Mapped[dict[str, Any]] = mapped_column(JSON)
    """How the file was read: format, encoding, delimiter, time zone, mapping, unknown columns."""
    imported_at: Mapped[datetime] = mapped_column(Moment)
    imported_by_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    withdrawn_why: Mapped[str | None] = mapped_column(String(1000))

    agency: Mapped[Agency] = relationship(lazy="joined")
    imported_by: Mapped[Officer] = relationship(foreign_keys=[imported_by_id])
    withdrawn_by: Mapped[Officer | None] = relationship(foreign_keys=[withdrawn_by_id])


class Mapping(Base):
    """One version of another system's headers in ours: saved by name, recognised by the headers.

    A correction is a new version under the same name; the earlier ones are kept.
    """

    __tablename__ = "mapping"
    __table_args__ = (UniqueConstraint("agency_id", "name", "version", name="uq_mapping_version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    name: Mapped[str] = mapped_column(String(100))
    version: Mapped[int] = mapped_column(default=1)
    """Counted from 1; of several the newest counts."""
    kind: Mapped[DeliveryKind] = mapped_column(word(DeliveryKind))
    header_sha256: Mapped[str] = mapped_column(String(64), index=True)
    header: Mapped[list[str] | dict[str, Any]] = mapped_column(JSON, default=list)
    """The header it was saved for; empty in mappings of earlier versions of casework. Of a table
    that has none: what stands in its columns, and the hash of its first rows."""
    columns: Mapped[dict[str, str]] = mapped_column(JSON)
    """Theirs to ours."""
    constants: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """Ours to a value that holds for every row, because no column says it: the platform, say."""
    saved_at: Mapped[datetime] = mapped_column(Moment)
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    """When its name was taken out of use; nothing of it is lost."""
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))

    saved_by: Mapped[Officer] = relationship(foreign_keys=[saved_by_id])
