"""What became of the rings since the run before, for each finding and for the run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from casework.act import Act
from casework.analysis.changes import Change, changes
from casework.analysis.values import AccountKey
from casework.model import Finding, Member, Ring, Run


def tell_changes(
    act: Act, run: Run, now: Mapping[int, set[AccountKey]]
) -> dict[int, dict[str, Any]]:
    """Return what became of each ring since the agency's run before; nothing in the first run.

    `now` has the members of every ring of this run by the ring's id. Which rings are not found any
    more is written on the run.
    """
    before = act.session.scalars(
        act.select(Run)
        .where(Run.agency_id == run.agency_id, Run.id < run.id)
        .order_by(Run.id.desc())
        .limit(1)
    ).one_or_none()
    if before is None:
        return {}
    was = _members(act, before)
    found = changes(was, now)
    numbers = _numbers(act, was.keys() | now.keys())
    run.gone = [
        {
            "ring": numbers[ring],
            "accounts": len(was[ring]),
            "merged_into": None if into is None else numbers[into],
        }
        for ring, into in found.gone.items()
    ]
    return {ring: _told(change, before.id, numbers) for ring, change in found.rings.items()}


def _told(change: Change, since: int, numbers: dict[int, str]) -> dict[str, Any]:
    return {
        "since": since,
        "new": change.new,
        "fresh": change.fresh,
        "joined": [list(account) for account in change.joined],
        "left": [list(account) for account in change.left],
        "merged": [numbers[ring] for ring in change.merged],
        "split_from": None if change.split_from is None else numbers[change.split_from],
        "split_off": [numbers[ring] for ring in change.split_off],
    }


def _members(act: Act, run: Run) -> dict[int, set[AccountKey]]:
    rows = act.session.execute(
        select(Finding.ring_id, Member.platform, Member.account_id)
        .join(Member, Member.finding_id == Finding.id)
        .where(Finding.run_id == run.id)
    )
    found: dict[int, set[AccountKey]] = {}
    for ring_id, platform, account_id in rows:
        found.setdefault(ring_id, set()).add((platform, account_id))
    return found


def _numbers(act: Act, ring_ids: set[int]) -> dict[int, str]:
    rows = act.session.execute(
        select(Ring.id, Ring.number).where(Ring.agency_id == act.officer.agency_id)
    )
    return {ring_id: number for ring_id, number in rows if ring_id in ring_ids}
