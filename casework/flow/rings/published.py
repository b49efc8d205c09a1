"""Rings as other programs read them: one JSON object, to the letter of the format."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from casework.act import Act
from casework.model import Finding, Run
from casework.vocabulary import Action


def as_json(act: Act, run: Run) -> dict[str, Any]:
    """Return a run and every ring an investigator is shown by default, strongest first.

    Amounts are decimal strings; places without coordinates carry null.
    """
    act.require(Action.RING_READ, run)
    findings = act.session.scalars(
        select(Finding)
        .where(Finding.run_id == run.id, Finding.suspected.is_(False))
        .options(selectinload(Finding.members), selectinload(Finding.places))
        .order_by(Finding.rank)
    ).all()
    return {
        "run": {
            "id": str(run.id),
            "engine": run.engine,
            "started_at": _moment(run.started_at),
            "batches": run.batches,
            "rows": run.rows,
            "parameters": run.parameters,
        },
        "rings": [_ring(finding) for finding in findings],
    }


def _ring(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.ring.number,
        "score": finding.score,
        "stability": finding.stability,
        "brand": finding.brands,
        "accounts": [
            {
                "platform": member.platform,
                "account_id": member.account_id,
                "role": member.role.value,
                "confidence": member.confidence,
            }
            for member in finding.members
        ],
        "places": [
            {
                "role": place.role.value,
                "address": place.address,
                "lat": place.lat,
                "lon": place.lon,
                "confidence": place.confidence,
            }
            for place in finding.places
        ],
        "counterfeit_test_buys": finding.counterfeit_test_buys,
        "seizures": finding.seizures,
        "sales": finding.sales,
    }


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
