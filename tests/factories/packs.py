"""Sealed packs with no bag behind them."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from casework.model import Agency, Case, Officer, Pack
from casework.vocabulary import Audience, Handling
from tests.factories.base import HASH, kept, numbers
from tests.factories.people import NOW


def pack(session: Session, of: Case, to: Agency, by: Officer, **given: Any) -> Pack:
    """Return a kept pack with no bag behind it."""
    number = next(numbers)
    facts: dict[str, Any] = {
        "case_id": of.id,
        "audience": Audience.POLICE,
        "recipient_id": to.id,
        "version": 1,
        "name": f"pack-{number}",
        "purpose": "referral",
        "handling": Handling.NONE,
        "parts": [],
        "snapshot_sha256": HASH,
        "bag_sha256": HASH,
        "size": 1,
        "pages": 1,
        "build": {},
        "sealed_at": NOW,
        "sealed_by_id": by.id,
    }
    return kept(session, Pack(**facts | given))
