"""Agencies, officers, and what their sign-in leaves behind."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.model.base import Base, Moment, word
from casework.vocabulary import AgencyKind, Role


class Agency(Base):
    """A platform, brand, police, customs or prosecution office. Its `code` is its short name."""

    __tablename__ = "agency"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[AgencyKind] = mapped_column(word(AgencyKind))
    jurisdiction: Mapped[str] = mapped_column(String(6))
    """ISO 3166-2, for instance CN-44 (Guangdong)."""
    is_host: Mapped[bool] = mapped_column(default=False)
    """True for the one agency that runs this installation."""
    created_at: Mapped[datetime] = mapped_column(Moment)

    officers: Mapped[list[Officer]] = relationship(back_populates="agency")


class Officer(Base):
    """A person who acts: one agency, one role."""

    __tablename__ = "officer"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[Role] = mapped_column(word(Role))
    created_at: Mapped[datetime] = mapped_column(Moment)
    disabled_at: Mapped[datetime | None] = mapped_column(Moment)

    password: Mapped[str | None] = mapped_column(String(255))
    """argon2id; None until the officer has chosen one."""
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    """Names the officer in sessions; a new value ends every session."""
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    """Encrypted with the installation's key."""
    tf_totp_counter: Mapped[int | None] = mapped_column()
    """The time step of the last accepted code: each code counts once."""

    agency: Mapped[Agency] = relationship(back_populates="officers", lazy="joined")


class RecoveryCode(Base):
    """One hashed recovery code; used once."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(255))
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class SignInTry(Base):
    """One wrong try at signing in: what the throttle counts, over all processes."""

    __tablename__ = "sign_in_try"
    __table_args__ = (
        Index("ix_sign_in_try_account_at", "account", "at"),
        Index("ix_sign_in_try_address_at", "address", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(String(254))
    address: Mapped[str] = mapped_column(String(45))
    at: Mapped[datetime] = mapped_column(Moment)
    step: Mapped[str] = mapped_column(String(20))
    """password, code or recovery."""


class Invitation(Base):
    """A one-time link by which an officer chooses the first or a new password."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), index=True)
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    note: Mapped[str | None] = mapped_column(Text)
