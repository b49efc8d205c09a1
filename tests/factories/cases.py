"""Cases, the rows they rest on, notes and shares, without a lake behind them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from casework.model import Agency, Case, Grant, GrantPart, Note, Officer, Record
from casework.vocabulary import CasePart, CaseStage, DeliveryKind, ShareLevel
from tests.factories import intake, rings
from tests.factories.base import HASH, kept, numbers
from tests.factories.people import NOW


def case(session: Session, by: Officer, **given: Any) -> Case:
    """Return a kept case led by the officer's agency."""
    number = next(numbers)
    facts: dict[str, Any] = {
        "number": f"C-2026-{number:04d}",
        "agency_id": by.agency_id,
        "title": f"Case {number}",
        "stage": CaseStage.INVESTIGATION,
        "opened_at": NOW,
        "opened_by_id": by.id,
    }
    if "finding" not in given and "finding_id" not in given:
        given["finding"] = rings.finding(session, by)
    return kept(session, Case(**facts | given))


def record(session: Session, of: Case, by: Officer, **given: Any) -> Record:
    """Return a kept row of a case."""
    number = next(numbers)
    facts: dict[str, Any] = {
        "case_id": of.id,
        "part": CasePart.MEMBERS,
        "kind": DeliveryKind.ACCOUNTS,
        "row_number": number,
        "row_sha256": HASH,
        "file": "accounts.csv",
        "file_sha256": HASH,
        "written": {"platform": "taobao", "account_id": f"s{number}"},
        "understood": {},
        "at": NOW,
        "taken_at": NOW,
    }
    if "batch_id" not in given:
        given["batch_id"] = intake.batch(session, by).id
    return kept(session, Record(**facts | given))


def note(session: Session, of: Case, by: Officer, **given: Any) -> Note:
    """Return a kept note."""
    facts: dict[str, Any] = {
        "case_id": of.id,
        "agency_id": by.agency_id,
        "text": "Seen at the depot.",
        "written_at": NOW,
        "written_by_id": by.id,
    }
    return kept(session, Note(**facts | given))


def grant(session: Session, of: Case, to: Agency, by: Officer, **given: Any) -> Grant:
    """Return a kept share of everything, at level export, for a week."""
    parts = given.pop("parts", frozenset(CasePart))
    facts: dict[str, Any] = {
        "case": of,
        "agency": to,
        "level": ShareLevel.EXPORT,
        "purpose": "investigation",
        "legal_basis": "article 1",
        "ends_at": NOW + timedelta(days=7),
        "granted_at": NOW,
        "granted_by": by,
    }
    made = Grant(**facts | given)
    made.parts = [GrantPart(part=part) for part in sorted(parts)]
    return kept(session, made)
