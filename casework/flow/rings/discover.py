"""Discover: from the lake's live batches to rings that keep their number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import func, select

from casework import lake
from casework.act import Act
from casework.analysis.parameters import Parameters
from casework.analysis.values import (
    Discovery,
    JudgedLink,
    RingProposal,
    RowRef,
    Sales,
)
from casework.flow import intake, linking
from casework.flow.rings.changes import tell_changes
from casework.flow.rings.find import find
from casework.model import Finding, Member, Place, Ring, Run, Tie
from casework.vocabulary import Action

Accounts = set[tuple[str, str]]
_SAME = 0.5
"""A group can bear a ring's number when the two have at least this share of the smaller one in
common: a ring that grew by a delivery and shrinks when it is withdrawn stays the same ring."""


def discover(act: Act, parameters: Parameters | None = None) -> Run:
    """Return the run: every ring the agency's live deliveries show, strongest first.

    Officers' judgements are obeyed. A ring found before keeps its number and earlier findings.
    """
    act.require(Action.RING_DISCOVER)
    chosen = parameters or Parameters()
    files = intake.lake_files(act)
    judged = [
        JudgedLink(
            (one.left_platform, one.left_account),
            (one.right_platform, one.right_account),
            one.judgement,
        )
        for one in linking.judgements(act)
    ]
    act.release()
    with (
        lake.connect(act.settings.lake_dir, files) as rows,
        lake.chosen_engine(rows, files, act.settings) as engine,
    ):
        found = find(rows, judged, chosen, act.progress, engine)
    return _keep(act, found, chosen, [file.batch_id for file in files])


def _keep(act: Act, found: Discovery, parameters: Parameters, batch_ids: list[int]) -> Run:
    run = Run(
        agency_id=act.officer.agency_id,
        engine=act.settings.engine,
        started_at=act.at,
        ended_at=act.now(),
        started_by=act.officer,
        batch_ids=batch_ids,
        batches=len(batch_ids),
        rows=found.rows,
        parameters=asdict(parameters),
        too_common=[{**asdict(hub), "kind": hub.kind.value} for hub in found.too_common],
        rings=len(found.rings),
        suspected_left_out=found.suspected_left_out,
    )
    known = _known_members(act)
    act.session.add(run)
    act.session.flush()
    proposals = [(ring, False) for ring in found.rings] + [(ring, True) for ring in found.suspected]
    same = _same_rings([_accounts(proposal) for proposal, _ in proposals], known)
    findings = []
    for rank, (proposal, suspected) in enumerate(proposals, start=1):
        finding = _finding(proposal, rank, suspected)
        finding.run_id = run.id
        finding.ring_id = same[rank - 1] if rank - 1 in same else _new_ring(act).id
        findings.append(finding)
    tell_changes(act, run, findings)
    act.session.add_all(findings)
    act.record(
        "rings:discovered",
        run,
        batches=len(batch_ids),
        rows=found.rows,
        rings=len(found.rings),
        suspected=len(found.suspected),
    )
    return run


def _known_members(act: Act) -> dict[int, Accounts]:
    """The members of every known ring in its newest finding."""
    newest = (
        select(func.max(Finding.id).label("finding_id"), Finding.ring_id)
        .join(Ring, Ring.id == Finding.ring_id)
        .where(Ring.agency_id == act.officer.agency_id)
        .group_by(Finding.ring_id)
        .subquery()
    )
    rows = select(newest.c.ring_id, Member.platform, Member.account_id).join(
        newest, Member.finding_id == newest.c.finding_id
    )
    members: dict[int, Accounts] = {}
    for ring_id, platform, account_id in act.session.execute(rows):
        members.setdefault(ring_id, set()).add((platform, account_id))
    return members


def _accounts(proposal: RingProposal) -> Accounts:
    return {(member.platform, member.account_id) for member in proposal.members}


def _same_rings(groups: Sequence[Accounts], known: Mapping[int, Accounts]) -> dict[int, int]:
    """Return the known ring each group continues, by the group's place.

    Whoever has most in common comes first: where a ring parts, the larger part keeps the number,
    and where rings join, the number of the larger one stays. Of rings with as much in common the
    smallest does: rings that a delivery joined go back to their own numbers without it.
    """
    rings_of: dict[tuple[str, str], list[int]] = {}
    for ring_id, members in known.items():
        for account in members:
            rings_of.setdefault(account, []).append(ring_id)
    alike = []
    for place, group in enumerate(groups):
        common = Counter(ring_id for account in group for ring_id in rings_of.get(account, ()))
        for ring_id, shared in common.items():
            if shared >= _SAME * min(len(group), len(known[ring_id])):
                alike.append((-shared, len(known[ring_id]), place, ring_id))
    same: dict[int, int] = {}
    taken: set[int] = set()
    for *_, place, ring_id in sorted(alike):
        if place not in same and ring_id not in taken:
            same[place] = ring_id
            taken.add(ring_id)
    return same


def _new_ring(act: Act) -> Ring:
    agency = act.officer.agency
    ring = Ring(
        agency_id=agency.id, number=act.number("R", within=agency.code), first_seen_at=act.at
    )
    act.session.add(ring)
    act.session.flush()
    return ring


def _finding(proposal: RingProposal, rank: int, suspected: bool) -> Finding:
    return Finding(
        rank=rank,
        score=proposal.score,
        stability=proposal.stability,
        suspected=suspected,
        brands=proposal.brands,
        counterfeit_test_buys=proposal.counterfeit_test_buys,
        genuine_test_buys=proposal.genuine_test_buys,
        seizures=proposal.seizures,
        sales=_amounts(proposal.sales),
        sales_other=[_amounts(other) for other in proposal.sales_other],
        members_count=len(proposal.members),
        reasons=proposal.reasons,
        rows=_rows(proposal.rows),
        next_buys=[asdict(buy) for buy in proposal.next_buys],
        evidence=proposal.evidence or None,
        members=list(_members(proposal)),
        places=list(_places(proposal)),
        ties=list(_ties(proposal)),
    )


def _members(proposal: RingProposal) -> Iterable[Member]:
    for position, one in enumerate(proposal.members, start=1):
        yield Member(
            position=position,
            platform=one.platform,
            account_id=one.account_id,
            role=one.role,
            confidence=one.confidence,
            says=one.says,
            keystone=one.keystone,
            rows=_rows(one.rows),
        )


def _places(proposal: RingProposal) -> Iterable[Place]:
    for position, one in enumerate(proposal.places, start=1):
        yield Place(
            position=position,
            role=one.role,
            address=one.address,
            key=one.key,
            lat=one.lat,
            lon=one.lon,
            confidence=one.confidence,
            says=one.says,
            rows=_rows(one.rows),
        )


def _ties(proposal: RingProposal) -> Iterable[Tie]:
    for position, one in enumerate(proposal.ties, start=1):
        yield Tie(
            position=position,
            left_platform=one.left[0],
            left_account=one.left[1],
            right_platform=one.right[0],
            right_account=one.right[1],
            weight=one.weight,
            reasons=[
                {**asdict(reason), "kind": reason.kind.value, "rows": _rows(reason.rows)}
                for reason in one.reasons
            ],
        )


def _rows(rows: Sequence[RowRef]) -> list[dict[str, Any]]:
    return [asdict(row) for row in rows]


def _amounts(sales: Sales) -> dict[str, str]:
    return {
        "currency": sales.currency,
        **{tier: f"{getattr(sales, tier):.2f}" for tier in ("A", "B", "C", "X")},
    }
