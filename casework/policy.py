"""Who may do what: one table, and two faces that read it.

`may` answers for one object, `visible` gives the SQL condition for all of them; a test walks every
officer, action and object and demands that the two agree. Whatever the table does not allow is
refused. A share is read from the live grant at every question: nothing is remembered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, exists, false, not_, or_, select, true
from sqlalchemy.orm import aliased, object_session

from casework.model import (
    Agency,
    Base,
    Batch,
    Case,
    Delivery,
    ExcludedExplanation,
    Exhibit,
    Finding,
    Grant,
    GrantPart,
    Job,
    LinkJudgement,
    Mapping,
    Note,
    Officer,
    Pack,
    Photograph,
    Record,
    Ring,
    Run,
    TrailEntry,
)
from casework.vocabulary import Action, CasePart, Role, ShareLevel

_LEVELS = list(ShareLevel)
_NOBODY: frozenset[Role] = frozenset()
_BUILDERS = frozenset({Role.INVESTIGATOR, Role.SUPERVISOR, Role.ADMINISTRATOR})
_READERS = _BUILDERS | {Role.AUDITOR}
_PARTNERS = frozenset({Role.LIAISON, Role.PROSECUTOR, Role.INVESTIGATOR, Role.SUPERVISOR})
_OVERSEERS = frozenset({Role.AUDITOR, Role.SUPERVISOR, Role.ADMINISTRATOR})
_ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Law:
    """One row of the table: which roles may, on what ground."""

    says: str
    own: frozenset[Role] = _NOBODY
    """Roles that may, on what their own agency leads or owns."""
    shared: frozenset[Role] = _NOBODY
    """Roles that may, in a case shared with their agency ..."""
    level: ShareLevel = ShareLevel.VIEW
    """... at this level or above."""
    host: frozenset[Role] = _NOBODY
    """Roles that may everywhere, if theirs is the agency that runs the installation."""


LAW: dict[Action, Law] = {
    Action.BATCH_READ: Law("See deliveries and their rows", own=_READERS),
    Action.BATCH_IMPORT: Law("Bring a delivery in", own=_BUILDERS),
    Action.BATCH_WITHDRAW: Law("Withdraw a delivery and bring it back", own=_BUILDERS),
    Action.RING_READ: Law("See rings and their reasons", own=_READERS),
    Action.RING_DISCOVER: Law("Start a discovery", own=_BUILDERS),
    Action.LINK_JUDGE: Law(
        "Confirm or refuse a tie, or exclude an innocent explanation", own=_BUILDERS
    ),
    Action.CASE_OPEN: Law("Open a case on a ring", own=_BUILDERS),
    Action.CASE_READ: Law("See a case", own=_READERS, shared=_PARTNERS | {Role.AUDITOR}),
    Action.CASE_EDIT: Law("Change title and summary of a case", own=_BUILDERS),
    Action.CASE_CLOSE: Law(
        "Refer, close and reopen a case",
        own=frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),
    ),
    Action.CASE_SHARE: Law("Share a case and revoke a share", own=_BUILDERS),
    Action.NOTE_WRITE: Law(
        "Write a note into a case",
        own=_BUILDERS,
        shared=_PARTNERS,
        level=ShareLevel.CONTRIBUTE,
    ),
    Action.EXHIBIT_READ: Law(
        "See and open exhibits", own=_READERS, shared=_PARTNERS | {Role.AUDITOR}
    ),
    Action.EXHIBIT_ADD: Law(
        "Add an exhibit and record its custody",
        own=_BUILDERS,
        shared=_PARTNERS,
        level=ShareLevel.CONTRIBUTE,
    ),
    Action.PACK_READ: Law(
        "See the packs made for one's agency",
        own=_READERS,
        shared=_PARTNERS | {Role.AUDITOR},
    ),
    Action.PACK_SEAL: Law("Seal a pack", own=_BUILDERS),
    Action.PACK_DOWNLOAD: Law(
        "Download a pack made for one's agency",
        own=_BUILDERS,
        shared=_PARTNERS,
        level=ShareLevel.EXPORT,
    ),
    Action.TRAIL_READ: Law("Read the trail", own=_OVERSEERS),
    Action.AGENCY_READ: Law("See the list of agencies", own=frozenset(Role), host=_READERS),
    Action.AGENCY_MANAGE: Law("Add agencies", host=_ADMINISTRATORS),
    Action.OFFICER_READ: Law("See the officers of an agency", own=_OVERSEERS, host=_ADMINISTRATORS),
    Action.OFFICER_MANAGE: Law(
        "Add, invite and disable officers", own=_ADMINISTRATORS, host=_ADMINISTRATORS
    ),
    Action.JOB_READ: Law("See the progress of long work", own=_READERS),
    Action.JOB_CANCEL: Law("Cancel long work", own=_BUILDERS),
}
"""The table. `docs/access.md` is printed from it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """How an object of one class relates to agencies: in Python and, beside it, in SQL."""

    read: Action
    owned: Callable[[Any, int], bool]
    owned_sql: Callable[[int], ColumnElement[bool]]
    case: Callable[[Any], Case] | None = None
    case_id_sql: Any = None
    part: Callable[[Any], CasePart] | None = None
    part_sql: Any = None
    meant: Callable[[Any, int], bool] = lambda subject, agency_id: True
    """Whether a shared object is meant for this agency at all."""
    meant_sql: Callable[[int], ColumnElement[bool]] = lambda agency_id: true()
    holds: Callable[[Any], frozenset[CasePart]] = lambda subject: frozenset()
    """Parts of the case the object holds a copy of: the share must open every one of them."""
    holds_sql: Callable[[CasePart], ColumnElement[bool]] | None = None


def _by_agency(model: Any, read: Action) -> Ground:
    return Ground(
        read,
        lambda it, agency: bool(it.agency_id == agency),
        lambda a: model.agency_id == a,
    )


def _in_case(model: Any, read: Action, **more: Any) -> Ground:
    return Ground(
        read,
        owned=lambda it, agency: bool(it.case.agency_id == agency),
        owned_sql=lambda a: model.case_id.in_(select(Case.id).where(Case.agency_id == a)),
        case=lambda it: it.case,
        case_id_sql=model.case_id,
        **more,
    )


def _packed(part: CasePart) -> ColumnElement[bool]:
    # The list is kept as JSON text; its words are plain and quoted on every database.
    return cast(Pack.parts, String).contains(f'"{part.value}"', autoescape=True)


def _trail_owned(entry: TrailEntry, agency_id: int) -> bool:
    if entry.agency_id == agency_id:
        return True
    session = object_session(entry)
    case = session.get(Case, entry.case_id) if session and entry.case_id else None
    return case is not None and case.agency_id == agency_id


GROUNDS: dict[type[Base], Ground] = {
    Batch: _by_agency(Batch, Action.BATCH_READ),
    Delivery: _by_agency(Delivery, Action.BATCH_READ),
    Mapping: _by_agency(Mapping, Action.BATCH_READ),
    Photograph: _by_agency(Photograph, Action.BATCH_READ),
    Run: _by_agency(Run, Action.RING_READ),
    Ring: _by_agency(Ring, Action.RING_READ),
    LinkJudgement: _by_agency(LinkJudgement, Action.RING_READ),
    ExcludedExplanation: _by_agency(ExcludedExplanation, Action.RING_READ),
    Job: _by_agency(Job, Action.JOB_READ),
    Officer: _by_agency(Officer, Action.OFFICER_READ),
    Finding: Ground(
        Action.RING_READ,
        owned=lambda it, agency: bool(it.ring.agency_id == agency),
        owned_sql=lambda a: Finding.ring_id.in_(select(Ring.id).where(Ring.agency_id == a)),
    ),
    Agency: Ground(
        Action.AGENCY_READ,
        owned=lambda it, agency: bool(it.id == agency),
        owned_sql=lambda a: Agency.id == a,
    ),
    Case: Ground(
        Action.CASE_READ,
        owned=lambda it, agency: bool(it.agency_id == agency),
        owned_sql=lambda a: Case.agency_id == a,
        case=lambda it: it,
        case_id_sql=Case.id,
    ),
    Record: _in_case(Record, Action.CASE_READ, part=lambda it: it.part, part_sql=Record.part),
    Note: _in_case(
        Note,
        Action.CASE_READ,
        part=lambda it: CasePart.TIMELINE,
        part_sql=CasePart.TIMELINE,
    ),
    Exhibit: _in_case(
        Exhibit,
        Action.EXHIBIT_READ,
        part=lambda it: CasePart.EXHIBITS,
        part_sql=CasePart.EXHIBITS,
    ),
    Grant: _in_case(
        Grant,
        Action.CASE_READ,
        meant=lambda it, agency: bool(it.agency_id == agency),
        meant_sql=lambda a: Grant.agency_id == a,
    ),
    Pack: _in_case(
        Pack,
        Action.PACK_READ,
        part=lambda it: CasePart.PACKS,
        part_sql=CasePart.PACKS,
        meant=lambda it, agency: bool(it.recipient_id == agency),
        meant_sql=lambda a: Pack.recipient_id == a,
        # A share that was narrowed since takes back what is in packs sealed before, too.
        holds=lambda it: frozenset(CasePart(part) for part in it.parts),
        holds_sql=_packed,
    ),
    TrailEntry: Ground(
        Action.TRAIL_READ,
        owned=_trail_owned,
        owned_sql=lambda a: or_(
            TrailEntry.agency_id == a,
            TrailEntry.case_id.in_(select(Case.id).where(Case.agency_id == a)),
        ),
    ),
}
"""Every class the policy can be asked about."""


def may(officer: Officer, action: Action, subject: Base | None, at: datetime) -> bool:
    """Return whether the officer may do `action` on `subject` at this moment.

    Without a subject: whether the officer's role allows it at all, on something of theirs.
    """
    law = LAW[action]
    if not _in_service(officer):
        return False
    if officer.agency.is_host and officer.role in law.host:
        return True
    if subject is None:
        return officer.role in law.own | law.shared
    ground = GROUNDS[type(subject)]
    if officer.role in law.own and ground.owned(subject, officer.agency_id):
        return True
    if officer.role not in law.shared or ground.case is None:
        return False
    needed = ground.holds(subject) | ({ground.part(subject)} if ground.part else set())
    return ground.meant(subject, officer.agency_id) and any(
        _opens(grant, officer.agency_id, law.level, needed, at)
        for grant in ground.case(subject).grants
    )


def visible(
    officer: Officer, model: type[Base], at: datetime, action: Action | None = None
) -> ColumnElement[bool]:
    """Return the SQL condition that keeps the rows of `model` the officer may `action`.

    The action is reading where none is given.
    """
    ground = GROUNDS[model]
    law = LAW[action or ground.read]
    if not _in_service(officer):
        return false()
    if officer.agency.is_host and officer.role in law.host:
        return true()
    grounds: list[ColumnElement[bool]] = [false()]
    if officer.role in law.own:
        grounds.append(ground.owned_sql(officer.agency_id))
    if officer.role in law.shared and ground.case is not None:
        live = _opens_sql(ground, officer.agency_id, law.level, at)
        grounds.append(and_(live, ground.meant_sql(officer.agency_id)))
    return or_(*grounds)


def parts(officer: Officer, case: Case, at: datetime) -> frozenset[CasePart]:
    """Return the parts of the case the officer may see now: none where none is open to them."""
    law = LAW[Action.CASE_READ]
    if not may(officer, Action.CASE_READ, case, at):
        return frozenset()
    if officer.role in law.own and case.agency_id == officer.agency_id:
        return frozenset(CasePart)
    return shared_parts(case, officer.agency_id, at)


def shared_parts(
    case: Case, agency_id: int, at: datetime, level: ShareLevel = ShareLevel.VIEW
) -> frozenset[CasePart]:
    """Return the parts that live shares at this level open to the agency."""
    live = (grant for grant in case.grants if _opens(grant, agency_id, level, frozenset(), at))
    return frozenset(part for grant in live for part in grant.shared_parts)


def is_live(grant: Grant, at: datetime) -> bool:
    """Return whether the share counts at this moment."""
    return grant.revoked_at is None and grant.ends_at > at


def _in_service(officer: Officer) -> bool:
    return officer.active and officer.disabled_at is None


def _at_least(level: ShareLevel) -> list[ShareLevel]:
    return _LEVELS[_LEVELS.index(level) :]


def _opens(
    grant: Grant, agency_id: int, level: ShareLevel, needed: frozenset[CasePart], at: datetime
) -> bool:
    return (
        grant.agency_id == agency_id
        and is_live(grant, at)
        and grant.level in _at_least(level)
        and needed <= grant.shared_parts
    )


def _opens_sql(
    ground: Ground, agency_id: int, level: ShareLevel, at: datetime
) -> ColumnElement[bool]:
    # An alias, because the rows asked for may be shares themselves.
    share = aliased(Grant)
    live = [
        share.case_id == ground.case_id_sql,
        share.agency_id == agency_id,
        share.revoked_at.is_(None),
        share.ends_at > at,
        share.level.in_(_at_least(level)),
    ]
    if ground.part is not None:
        live.append(_has_part(share, ground.part_sql))
    if (holds := ground.holds_sql) is not None:
        live += [or_(not_(holds(part)), _has_part(share, part)) for part in CasePart]
    return exists().where(*live).correlate_except(share)


def _has_part(share: type[Grant], part: Any) -> ColumnElement[bool]:
    opened = exists().where(GrantPart.grant_id == share.id, GrantPart.part == part)
    return opened.correlate_except(GrantPart)
