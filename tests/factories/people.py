"""Agencies, officers and Acts with plausible facts; a test names only what it is about."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from casework.act import Act
from casework.model import Agency, Officer
from casework.settings import Settings
from casework.vocabulary import AgencyKind, Role

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
"""The moment tests happen at."""
_numbers = count(1)


def agency(session: Session, **given: Any) -> Agency:
    """Return a kept agency: a platform in Zhejiang unless told otherwise."""
    number = next(_numbers)
    facts: dict[str, Any] = {
        "code": f"agency-{number}",
        "name": f"Agency {number}",
        "kind": AgencyKind.PLATFORM,
        "jurisdiction": "CN-33",
        "created_at": NOW,
    }
    made = Agency(**facts | given)
    session.add(made)
    session.flush()
    return made


def officer(session: Session, **given: Any) -> Officer:
    """Return a kept officer: an investigator of a new agency unless told otherwise."""
    number = next(_numbers)
    facts: dict[str, Any] = {
        "email": f"officer-{number}@example.org",
        "name": f"Officer {number}",
        "role": Role.INVESTIGATOR,
        "created_at": NOW,
        "fs_uniquifier": f"session-{number}",
        "active": True,
    }
    if "agency" not in given:
        given["agency"] = agency(session)
    made = Officer(**facts | given)
    session.add(made)
    session.flush()
    return made


def act(session: Session, settings: Settings, by: Officer | None = None, at: datetime = NOW) -> Act:
    """Return an Act of this officer (a new investigator where none is named)."""
    return Act(by or officer(session), at, session, settings, "test")
