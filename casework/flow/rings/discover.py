"""Discover: from the lake's live batches to rings that keep their number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from sqlalchemy import func, insert, select

from casework import lake
from casework.act import Act
from casework.analysis.parameters import Parameters
from casework.analysis.values import Discovery, JudgedLink, RingProposal
from casework.flow import intake, linking
from casework.flow.rings.changes import tell_changes
from casework.flow.rings.collecting import uncollected
from casework.flow.rings.find import find
from casework.flow.rings.findings import Numbered, write_findings
from casework.model import Finding, Member, Ring, Run
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
    with uncollected():
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
    proposals = [*found.rings, *found.suspected]
    groups = [_accounts(proposal) for proposal in proposals]
    ring_ids = _ring_ids(act, groups, known)
    told = tell_changes(act, run, dict(zip(ring_ids, groups, strict=True)))
    numbered = [
        Numbered(ring_id, proposal, place >= len(found.rings), told.get(ring_id, {}))
        for place, (ring_id, proposal) in enumerate(zip(ring_ids, proposals, strict=True))
    ]
    write_findings(act.session, run, numbered)
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


def _ring_ids(act: Act, groups: Sequence[Accounts], known: Mapping[int, Accounts]) -> Sequence[int]:
    """Return the ring each group is: the known one it continues, or a new one of its own."""
    same = _same_rings(groups, known)
    new = iter(_new_rings(act, len(groups) - len(same)))
    return [same[place] if place in same else next(new) for place in range(len(groups))]


def _new_rings(act: Act, count: int) -> list[int]:
    """Return the ids of that many new rings, in the order of their numbers."""
    if not count:
        return []
    agency = act.officer.agency
    numbers = [act.number("R", within=agency.code) for _ in range(count)]
    act.session.execute(
        insert(Ring),
        [{"agency_id": agency.id, "number": number, "first_seen_at": act.at} for number in numbers],
    )
    ids = {
        number: ring_id
        for ring_id, number in act.session.execute(
            select(Ring.id, Ring.number).where(Ring.agency_id == agency.id)
        )
    }
    return [ids[number] for number in numbers]
