"""What officers say about the tie of two accounts: judgements, and explanations excluded."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.model.base import Base, Moment, word
from casework.model.people import Officer
from casework.vocabulary import IdentifierKind, Judgement

_PAIR = ("agency_id", "left_platform", "left_account", "right_platform", "right_account")


class SaidOfPair:
    """What an officer said of two accounts, and why; taken back it stays on record."""

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    left_platform: Mapped[str] = mapped_column(String(60))
    left_account: Mapped[str] = mapped_column(String(120))
    right_platform: Mapped[str] = mapped_column(String(60))
    right_account: Mapped[str] = mapped_column(String(120))
    why: Mapped[str] = mapped_column(String(1000))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))


class LinkJudgement(SaidOfPair, Base):
    """What an officer decided about two accounts. Obeyed by every later run, never overwritten."""

    __tablename__ = "link_judgement"
    __table_args__ = (Index("ix_link_judgement_pair", *_PAIR),)

    judgement: Mapped[Judgement] = mapped_column(word(Judgement))
    judged_at: Mapped[datetime] = mapped_column(Moment)
    judged_by_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))

    judged_by: Mapped[Officer] = relationship(foreign_keys=[judged_by_id], lazy="joined")


class ExcludedExplanation(SaidOfPair, Base):
    """An officer looked into the innocent explanation of a shared value and ruled it out, and why.

    It changes no weight: it is shown beside the explanation, and stays on record when withdrawn.
    """

    __tablename__ = "excluded_explanation"
    __table_args__ = (Index("ix_excluded_explanation_pair", *_PAIR),)

    kind: Mapped[IdentifierKind] = mapped_column(word(IdentifierKind))
    value: Mapped[str] = mapped_column(String(1000))
    """As understood: what both accounts show, as the reason of their tie names it."""
    excluded_at: Mapped[datetime] = mapped_column(Moment)
    excluded_by_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))

    excluded_by: Mapped[Officer] = relationship(foreign_keys=[excluded_by_id], lazy="joined")
