"""Exhibits with no bytes behind them."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from casework.model import Case, Exhibit, Officer
from tests.factories.base import HASH, kept, numbers
from tests.factories.people import NOW


def exhibit(session: Session, of: Case, by: Officer, **given: Any) -> Exhibit:
    """Return a kept exhibit with no bytes behind it."""
    number = next(numbers)
    facts: dict[str, Any] = {
        "case_id": of.id,
        "agency_id": by.agency_id,
        "mark": f"LY/{number}",
        "title": "Photograph",
        "file": "photo.jpg",
        "media_type": "image/jpeg",
        "sha256": HASH,
        "sha512": HASH * 2,
        "size": 1,
        "source": "test buy",
        "obtained_at": NOW,
        "obtained_zone": "UTC",
        "added_at": NOW,
        "added_by_id": by.id,
    }
    return kept(session, Exhibit(**facts | given))
