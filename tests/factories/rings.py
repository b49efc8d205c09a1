"""Runs, rings with accounts, ties and places, and judgements, as they would have been kept."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from casework.analysis.dossier import to_bytes
from casework.model import (
    ExcludedExplanation,
    Finding,
    LinkJudgement,
    Member,
    Officer,
    Place,
    Ring,
    Run,
    Tie,
)
from casework.vocabulary import AccountRole, IdentifierKind, Judgement, PlaceRole
from tests.analysis.dossiers import dossier, key
from tests.analysis.traces import chain as devices
from tests.analysis.traces import traces
from tests.factories.base import HASH, kept, numbers
from tests.factories.people import NOW

ROW = {"batch_id": 1, "kind": "accounts", "row_number": 2, "row_sha256": HASH}


def run(session: Session, by: Officer, **given: Any) -> Run:
    """Return a kept run."""
    facts: dict[str, Any] = {
        "agency_id": by.agency_id,
        "engine": "duckdb",
        "started_at": NOW,
        "ended_at": NOW,
        "started_by_id": by.id,
        "batch_ids": [],
        "batches": 0,
        "rows": 0,
        "parameters": {},
        "too_common": [],
        "rings": 1,
    }
    return kept(session, Run(**facts | given))


def finding(session: Session, by: Officer, **given: Any) -> Finding:
    """Return a kept finding of a new ring, in a new run unless one is given."""
    number = next(numbers)
    ring = kept(
        session, Ring(agency_id=by.agency_id, number=f"R-2026-{number:04d}", first_seen_at=NOW)
    )
    of_run = given.pop("run", None) or run(session, by)
    facts: dict[str, Any] = {
        "ring_id": ring.id,
        "run_id": of_run.id,
        "rank": number,
        "score": 0.9,
        "stability": 0.8,
        "brands": ["Norvik"],
        "counterfeit_test_buys": 2,
        "genuine_test_buys": 0,
        "seizures": 0,
        "sales": {"currency": "CNY", "A": "1.00", "B": "0.00", "C": "0.00", "X": "0.00"},
        "members_count": 0,
    }
    return kept(session, Finding(**facts | given))


def member(position: int, **given: Any) -> Member:
    """Return a storefront on taobao."""
    facts: dict[str, Any] = {
        "position": position,
        "platform": "taobao",
        "account_id": f"s{position:05d}",
        "role": AccountRole.STOREFRONT,
        "confidence": 0.9,
        "says": ["it sells single pieces to buyers"],
        "rows": [ROW],
    }
    return Member(**facts | given)


def tie(position: int, left: Member, right: Member, **given: Any) -> Tie:
    """Return a tie of two accounts by a shared phone."""
    reason = {
        "kind": "phone",
        "left": "138 1234 5678",
        "right": "0086-138-1234-5678",
        "value": "+8613812345678",
        "weight": 6.2,
        "says": "the same phone number: 2 of 400 accounts show it",
        "innocent": "The number was given out again.",
        "rows": [ROW],
    }
    facts: dict[str, Any] = {
        "position": position,
        "left_platform": left.platform,
        "left_account": left.account_id,
        "right_platform": right.platform,
        "right_account": right.account_id,
        "weight": 6.2,
        "reasons": [reason],
    }
    return Tie(**facts | given)


def place(position: int, **given: Any) -> Place:
    """Return a warehouse in Guangzhou."""
    facts: dict[str, Any] = {
        "position": position,
        "role": PlaceRole.WAREHOUSE,
        "address": "广东省广州市白云区兴隆路12号3栋402室",
        "key": "guangdong/guangzhou/baiyun/xinglonglu/12/3/402",
        "lat": 23.19,
        "lon": 113.27,
        "confidence": 0.8,
        "says": ["112 parcels were sent from here"],
        "rows": [ROW],
    }
    return Place(**facts | given)


def chain(session: Session, by: Officer, accounts: int = 3, **given: Any) -> Finding:
    """Return a kept finding whose accounts are tied one to the next, with one warehouse."""
    made = finding(session, by, members_count=accounts, **given)
    made.members = [member(position) for position in range(accounts)]
    pairs = zip(made.members, made.members[1:], strict=False)
    made.ties = [tie(position, *pair) for position, pair in enumerate(pairs)]
    made.places = [place(0)]
    session.flush()
    return made


def known(session: Session, by: Officer, accounts: int = 5, **given: Any) -> Finding:
    """Return a kept finding with its evidence: a chain of accounts, each two on one device."""
    evidence = to_bytes(dossier(traces(accounts, devices(accounts))))
    made = finding(session, by, evidence=evidence, members_count=accounts, **given)
    made.members = [member(place, account_id=key(place)[1]) for place in range(accounts)]
    pairs = zip(made.members, made.members[1:], strict=False)
    made.ties = [tie(position, *pair) for position, pair in enumerate(pairs)]
    session.flush()
    return made


def judgement(session: Session, by: Officer) -> LinkJudgement:
    """Return a kept judgement on two accounts."""
    return kept(
        session,
        LinkJudgement(
            agency_id=by.agency_id,
            left_platform="taobao",
            left_account="a",
            right_platform="taobao",
            right_account="b",
            judgement=Judgement.CONFIRMED,
            why="seen together",
            judged_at=NOW,
            judged_by_id=by.id,
        ),
    )


def exclusion(session: Session, by: Officer) -> ExcludedExplanation:
    """Return a kept exclusion of what a shared phone could innocently mean."""
    return kept(
        session,
        ExcludedExplanation(
            agency_id=by.agency_id,
            left_platform="taobao",
            left_account="a",
            right_platform="taobao",
            right_account="b",
            kind=IdentifierKind.PHONE,
            value="+8613912345678",
            why="the operator says it was never given back",
            excluded_at=NOW,
            excluded_by_id=by.id,
        ),
    )
