"""What a run found, written to the register: rows of many rings by one statement."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from casework.analysis.values import Reason, RingProposal, RowRef, Sales
from casework.model import Finding, Member, Place, Run, Tie

Row: TypeAlias = dict[str, Any]
_AT_ONCE = 64
"""Rings written together: as much as is in memory at the same time, once more as text."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A group that a run found: which ring it is, and what became of that since the run before."""

    ring_id: int
    proposal: RingProposal
    suspected: bool
    changes: Mapping[str, Any]


def write_findings(session: Session, run: Run, found: Sequence[Numbered]) -> None:
    """Write what a run found, strongest first, each with its members, places and ties.

    No object is made of what is written: of a large run there is far too much.
    """
    for start in range(0, len(found), _AT_ONCE):
        ranked = enumerate(found[start : start + _AT_ONCE], start=start + 1)
        session.execute(insert(Finding), [_finding(run.id, rank, one) for rank, one in ranked])
    written = select(Finding.ring_id, Finding.id).where(Finding.run_id == run.id)
    ids = {one.ring_id: one.id for one in session.execute(written)}
    for start in range(0, len(found), _AT_ONCE):
        several = found[start : start + _AT_ONCE]
        for part, rows_of in _PARTS:
            rows = [row for one in several for row in rows_of(ids[one.ring_id], one.proposal)]
            if rows:
                session.execute(insert(part), rows)


def _finding(run_id: int, rank: int, found: Numbered) -> Row:
    proposal = found.proposal
    return {
        "ring_id": found.ring_id,
        "run_id": run_id,
        "rank": rank,
        "score": proposal.score,
        "stability": proposal.stability,
        "suspected": found.suspected,
        "brands": proposal.brands,
        "counterfeit_test_buys": proposal.counterfeit_test_buys,
        "genuine_test_buys": proposal.genuine_test_buys,
        "seizures": proposal.seizures,
        "sales": _amounts(proposal.sales),
        "sales_other": [_amounts(other) for other in proposal.sales_other],
        "members_count": len(proposal.members),
        "reasons": proposal.reasons,
        "rows": _rows(proposal.rows),
        "next_buys": [asdict(buy) for buy in proposal.next_buys],
        "changes": found.changes,
        "evidence": proposal.evidence or None,
    }


def _members(finding_id: int, proposal: RingProposal) -> Iterator[Row]:
    for position, one in enumerate(proposal.members, start=1):
        yield {
            "finding_id": finding_id,
            "position": position,
            "platform": one.platform,
            "account_id": one.account_id,
            "role": one.role,
            "confidence": one.confidence,
            "says": one.says,
            "keystone": one.keystone,
            "rows": _rows(one.rows),
        }


def _places(finding_id: int, proposal: RingProposal) -> Iterator[Row]:
    for position, one in enumerate(proposal.places, start=1):
        yield {
            "finding_id": finding_id,
            "position": position,
            "role": one.role,
            "address": one.address,
            "key": one.key,
            "lat": one.lat,
            "lon": one.lon,
            "confidence": one.confidence,
            "says": one.says,
            "rows": _rows(one.rows),
        }


def _ties(finding_id: int, proposal: RingProposal) -> Iterator[Row]:
    for position, one in enumerate(proposal.ties, start=1):
        yield {
            "finding_id": finding_id,
            "position": position,
            "left_platform": one.left[0],
            "left_account": one.left[1],
            "right_platform": one.right[0],
            "right_account": one.right[1],
            "weight": one.weight,
            "reasons": [_reason(reason) for reason in one.reasons],
        }


_PARTS: tuple[tuple[type[Member | Place | Tie], Callable[[int, RingProposal], Iterator[Row]]], ...]
_PARTS = ((Member, _members), (Place, _places), (Tie, _ties))


def _reason(reason: Reason) -> Row:
    # Name by name, as in `_rows`: `asdict` copies deeply, and there are very many of these.
    return {
        "kind": reason.kind.value,
        "left": reason.left,
        "right": reason.right,
        "value": reason.value,
        "weight": reason.weight,
        "says": reason.says,
        "innocent": reason.innocent,
        "rows": _rows(reason.rows),
    }


def _rows(rows: Sequence[RowRef]) -> list[Row]:
    return [
        {
            "batch_id": row.batch_id,
            "kind": row.kind,
            "row_number": row.row_number,
            "row_sha256": row.row_sha256,
        }
        for row in rows
    ]


def _amounts(sales: Sales) -> dict[str, str]:
    return {
        "currency": sales.currency,
        **{tier: f"{getattr(sales, tier):.2f}" for tier in ("A", "B", "C", "X")},
    }
