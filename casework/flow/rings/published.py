"""Rings as other programs read them: one JSON object, to the letter of the format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, and_, select

from casework.act import Act
from casework.model import Finding, Member, Place, Ring, Run
from casework.vocabulary import Action

Part: TypeAlias = dict[str, Any]


def as_json(act: Act, run: Run) -> dict[str, Any]:
    """Return a run and every ring an investigator is shown by default, strongest first.

    Amounts are decimal strings; places without coordinates carry null.
    """
    act.require(Action.RING_READ, run)
    # Columns, no objects: a large run has more accounts than are worth an object each.
    accounts, places = _accounts(act, run), _places(act, run)
    return {
        "run": {
            "id": str(run.id),
            "engine": run.engine,
            "started_at": _moment(run.started_at),
            "batches": run.batches,
            "rows": run.rows,
            "parameters": run.parameters,
        },
        "rings": [
            _ring(one, accounts.get(one.id, []), places.get(one.id, []))
            for one in _findings(act, run)
        ],
    }


def _findings(act: Act, run: Run) -> Iterable[Any]:
    columns = (
        Finding.id,
        Ring.number,
        Finding.score,
        Finding.stability,
        Finding.brands,
        Finding.counterfeit_test_buys,
        Finding.seizures,
        Finding.sales,
    )
    findings = select(*columns).join(Ring, Ring.id == Finding.ring_id)
    return act.session.execute(findings.where(_shown(run)).order_by(Finding.rank))


def _shown(run: Run) -> ColumnElement[bool]:
    return and_(Finding.run_id == run.id, Finding.suspected.is_(False))


def _ring(found: Any, accounts: list[Part], places: list[Part]) -> dict[str, Any]:
    return {
        "id": found.number,
        "score": found.score,
        "stability": found.stability,
        "brand": found.brands,
        "accounts": accounts,
        "places": places,
        "counterfeit_test_buys": found.counterfeit_test_buys,
        "seizures": found.seizures,
        "sales": found.sales,
    }


def _accounts(act: Act, run: Run) -> Mapping[int, list[Part]]:
    """Return the accounts of each finding, in order, by the finding's id."""
    columns = (
        Member.finding_id,
        Member.platform,
        Member.account_id,
        Member.role,
        Member.confidence,
    )
    members = select(*columns).join(Finding, Finding.id == Member.finding_id)
    found: dict[int, list[Part]] = {}
    for one in act.session.execute(members.where(_shown(run)).order_by(Member.position)):
        found.setdefault(one.finding_id, []).append(
            {
                "platform": one.platform,
                "account_id": one.account_id,
                "role": one.role.value,
                "confidence": one.confidence,
            }
        )
    return found


def _places(act: Act, run: Run) -> Mapping[int, list[Part]]:
    """Return the places of each finding, in order, by the finding's id."""
    columns = (
        Place.finding_id,
        Place.role,
        Place.address,
        Place.lat,
        Place.lon,
        Place.confidence,
    )
    places = select(*columns).join(Finding, Finding.id == Place.finding_id)
    found: dict[int, list[Part]] = {}
    for one in act.session.execute(places.where(_shown(run)).order_by(Place.position)):
        found.setdefault(one.finding_id, []).append(
            {
                "role": one.role.value,
                "address": one.address,
                "lat": one.lat,
                "lon": one.lon,
                "confidence": one.confidence,
            }
        )
    return found


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
