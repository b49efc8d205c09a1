"""The trail: every act, append-only, each entry holding the hash of the one before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from casework.model.base import Base, Moment


class TrailEntry(Base):
    """One thing that happened. Names are kept as they were, so no later change can bend them."""

    __tablename__ = "trail_entry"
    __table_args__ = (
        Index("ix_trail_entry_agency_id_seq", "agency_id", "seq"),
        Index("ix_trail_entry_case_id_seq", "case_id", "seq"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment)
    what: Mapped[str] = mapped_column(String(60))
    """noun:past-participle, for instance case:opened."""
    officer_id: Mapped[int | None] = mapped_column()
    officer: Mapped[str] = mapped_column(String(254))
    agency_id: Mapped[int | None] = mapped_column()
    agency: Mapped[str] = mapped_column(String(200))
    noun: Mapped[str] = mapped_column(String(40))
    noun_id: Mapped[int | None] = mapped_column()
    name: Mapped[str] = mapped_column(String(400))
    case_id: Mapped[int | None] = mapped_column()
    origin: Mapped[str] = mapped_column(String(100))
    """web and the address it came from, cli, or job and its number."""
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)
