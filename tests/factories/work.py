"""Jobs that were asked for."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from casework.model import Job, Officer
from casework.vocabulary import JobState, JobVerb
from tests.factories.base import kept
from tests.factories.people import NOW


def job(session: Session, by: Officer, **given: Any) -> Job:
    """Return a kept job that waits."""
    facts: dict[str, Any] = {
        "verb": JobVerb.DISCOVER,
        "title": "Discover rings",
        "arguments": {},
        "agency_id": by.agency_id,
        "asked_by_id": by.id,
        "asked_at": NOW,
        "state": JobState.WAITING,
    }
    return kept(session, Job(**facts | given))
