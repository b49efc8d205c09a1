"""Shares: one agency, one case or parts of it, a level, a purpose, a legal basis, an end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from casework.act import Act
from casework.errors import CaseClosed, NotFound, ShareEndsInThePast, ShareOver, ShareWithSelf
from casework.model import Agency, Case, Grant, GrantPart, fitting
from casework.policy import is_live
from casework.vocabulary import Action, CasePart, CaseStage, ShareLevel


@dataclass(frozen=True, slots=True)
class NewShare:
    """What a share opens, how far, why, and until when."""

    level: ShareLevel
    parts: frozenset[CasePart]
    purpose: str
    legal_basis: str
    ends_at: datetime


def grant(act: Act, case: Case, agency: Agency, new: NewShare) -> Grant:
    """Return the share of a case with an agency. A live one with the same agency is replaced."""
    act.require(Action.CASE_SHARE, case)
    # Two who share at the same moment come one after the other: the second replaces the first.
    act.session.refresh(case, ["stage", "grants"], with_for_update={"of": Case})
    if case.stage is CaseStage.CLOSED:
        raise CaseClosed(case.number)
    if agency.id == case.agency_id:
        raise ShareWithSelf(agency.name)
    if new.ends_at <= act.at:
        raise ShareEndsInThePast(new.ends_at)
    for earlier in case.grants:
        if earlier.agency_id == agency.id and is_live(earlier, act.at):
            revoke(act, earlier, "replaced by a new share")
    share = Grant(
        case=case,
        agency=agency,
        level=new.level,
        parts=[GrantPart(part=part) for part in sorted(new.parts)],
        purpose=fitting(Grant.purpose, new.purpose, "the purpose"),
        legal_basis=fitting(Grant.legal_basis, new.legal_basis, "the legal basis"),
        ends_at=new.ends_at,
        granted_at=act.at,
        granted_by=act.officer,
    )
    act.session.add(share)
    act.record(
        "case:shared",
        case,
        agency=agency.name,
        level=new.level.value,
        parts=sorted(part.value for part in new.parts),
        purpose=new.purpose,
        legal_basis=new.legal_basis,
        ends_at=new.ends_at.isoformat(),
    )
    return share


def revoke(act: Act, share: Grant, why: str) -> Grant:
    """Return the share, revoked: it opens nothing from the next read on.

    What the other agency added stays; what it downloaded stays listed on the trail.
    """
    act.require(Action.CASE_SHARE, share)
    if not is_live(share, act.at):
        raise ShareOver(share.agency.name)
    share.revoked_at = act.at
    share.revoked_by_id = act.officer.id
    act.record("share:revoked", share.case, agency=share.agency.name, why=why)
    return share


def shares(act: Act, case: Case) -> Sequence[Grant]:
    """Return the shares of a case the officer may see: all for its lead, one's own for others."""
    act.require(Action.CASE_READ, case)
    return act.session.scalars(
        act.select(Grant).where(Grant.case_id == case.id).order_by(Grant.id)
    ).all()


def basis(act: Act, cases: Iterable[Case]) -> dict[int, Grant]:
    """Return by case id the live shares that open these cases to the officer's own agency."""
    act.require(Action.CASE_READ)
    statement = act.select(Grant).where(
        Grant.agency_id == act.officer.agency_id,
        Grant.case_id.in_([case.id for case in cases]),
        Grant.revoked_at.is_(None),
        Grant.ends_at > act.at,
    )
    return {grant.case_id: grant for grant in act.session.scalars(statement.order_by(Grant.id))}


def share(act: Act, case: Case, grant_id: int) -> Grant:
    """Return one share of the case; NotFound for one of another case."""
    act.require(Action.CASE_READ, case)
    found = act.get(Grant, grant_id)
    if found.case_id != case.id:
        raise NotFound("share", grant_id)
    return found


def recipients(act: Act, case: Case) -> Sequence[Agency]:
    """Return the agencies a case can be shared with."""
    act.require(Action.CASE_SHARE, case)
    return act.session.scalars(
        act.select(Agency).where(Agency.id != case.agency_id).order_by(Agency.name)
    ).all()
