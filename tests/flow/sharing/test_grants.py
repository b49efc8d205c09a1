"""A share opens what it names, until it ends, is revoked, or is replaced."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine, select

from casework.act import Act
from casework.errors import (
    CaseClosed,
    NotFound,
    NotPermitted,
    ShareEndsInThePast,
    ShareOver,
    ShareWithSelf,
    TooLong,
)
from casework.flow import cases, sharing
from casework.flow.sharing import NewShare
from casework.model import Agency, Case, Grant, Officer, TrailEntry, sessions
from casework.policy import is_live
from casework.vocabulary import CasePart, CaseStage, ShareLevel
from tests.factories.casefiles import worked
from tests.factories.people import NOW
from tests.worlds import World

PLACES = NewShare(
    level=ShareLevel.VIEW,
    parts=frozenset({CasePart.PLACES}),
    purpose="Find the workshop",
    legal_basis="Customs Law, article 6",
    ends_at=NOW + timedelta(days=7),
)


def give(world: World, case: Case, to: str, new: NewShare = PLACES) -> Grant:
    """Share as the platform's investigator does."""
    return sharing.grant(world.act(), case, world.agencies[to], new)


def test_a_share_opens_its_parts_until_its_end(world: World) -> None:
    # Given a share of places for a week
    case = worked(world)
    give(world, case, "customs")
    world.session.flush()
    # Then they are open until then, and not a moment longer
    last = world.act("customs", PLACES.ends_at - timedelta(seconds=1))
    assert last.parts(case) == {CasePart.PLACES}
    assert world.act("customs", PLACES.ends_at).parts(case) == frozenset()
    with pytest.raises(NotFound):
        cases.read(world.act("customs", PLACES.ends_at), case.id)


def test_a_share_is_on_the_trail_with_all_of_it(world: World) -> None:
    case = worked(world)
    give(world, case, "customs")
    world.session.commit()
    entry = world.session.scalars(select(TrailEntry).where(TrailEntry.what == "case:shared")).one()
    assert entry.case_id == case.id
    assert entry.facts == {
        "agency": "Shenzhen Customs",
        "level": "view",
        "parts": ["places"],
        "purpose": "Find the workshop",
        "legal_basis": "Customs Law, article 6",
        "ends_at": PLACES.ends_at.isoformat(),
    }


def test_a_live_share_is_replaced(world: World) -> None:
    # Given a share
    case = worked(world)
    first = give(world, case, "customs")
    # When another is given to the same agency
    second = give(world, case, "customs", replace(PLACES, parts=frozenset({CasePart.SALES})))
    world.session.flush()
    # Then the new one alone counts
    assert not is_live(first, NOW)
    assert is_live(second, NOW)
    assert world.act("customs").parts(case) == {CasePart.SALES}


def test_a_revoked_share_opens_nothing(world: World) -> None:
    # Given a share that is revoked
    case = worked(world)
    share = give(world, case, "customs")
    sharing.revoke(world.act(), share, "The matter is closed")
    world.session.commit()
    # Then nothing is open, revoking again is refused, and why stands on the trail
    assert world.act("customs").parts(case) == frozenset()
    with pytest.raises(ShareOver):
        sharing.revoke(world.act(), share, "again")
    entry = world.session.scalars(
        select(TrailEntry).where(TrailEntry.what == "share:revoked")
    ).one()
    assert entry.facts == {"agency": "Shenzhen Customs", "why": "The matter is closed"}


def test_what_cannot_be_shared(world: World) -> None:
    # Given an open and a closed case
    case, closed = worked(world), worked(world, stage=CaseStage.CLOSED)
    # Then neither a past end, nor oneself, nor a closed case is shared
    with pytest.raises(ShareEndsInThePast):
        give(world, case, "customs", replace(PLACES, ends_at=NOW))
    with pytest.raises(ShareWithSelf):
        give(world, case, "platform")
    with pytest.raises(CaseClosed):
        give(world, closed, "customs")
    # Nor is a purpose or a legal basis cut that is longer than is kept
    with pytest.raises(TooLong, match="The purpose has 1,001 characters"):
        give(world, case, "customs", replace(PLACES, purpose="x" * 1001))
    with pytest.raises(TooLong, match="The legal basis has 3,000 characters"):
        give(world, case, "customs", replace(PLACES, legal_basis="x" * 3000))


def test_only_the_lead_shares(world: World) -> None:
    # Given a case customs reads at the highest level
    case = worked(world)
    share = give(world, case, "customs", replace(PLACES, level=ShareLevel.EXPORT))
    world.session.flush()
    # Then customs passes nothing on and takes nothing back, nor does the lead's auditor
    for officer in ("customs", "auditor"):
        with pytest.raises(NotPermitted):
            sharing.grant(world.act(officer), case, world.agencies["police"], PLACES)
        with pytest.raises(NotPermitted):
            sharing.revoke(world.act(officer), share, "x")
    # And a stranger finds no case
    with pytest.raises(NotFound):
        sharing.grant(world.act("police"), case, world.agencies["police"], PLACES)


def test_each_agency_sees_its_own_shares(world: World) -> None:
    # Given two shares of a case
    case = worked(world)
    ours, theirs = give(world, case, "customs"), give(world, case, "police")
    world.session.flush()
    # Then the lead sees both, a guest its own, by list and by id
    assert list(sharing.shares(world.act(), case)) == [ours, theirs]
    assert list(sharing.shares(world.act("customs"), case)) == [ours]
    assert sharing.share(world.act("customs"), case, ours.id) is ours
    with pytest.raises(NotFound):
        sharing.share(world.act("customs"), case, theirs.id)


def test_a_share_of_another_case_is_not_found(world: World) -> None:
    one, other = worked(world), worked(world)
    share = give(world, other, "customs")
    world.session.flush()
    with pytest.raises(NotFound):
        sharing.share(world.act(), one, share.id)


def test_the_ground_of_reading_is_the_live_share(world: World) -> None:
    # Given a case with a revoked, a live and another agency's share, and one with none
    case, unshared = worked(world), worked(world)
    give(world, case, "customs")
    give(world, case, "police")
    live = give(world, case, "customs")
    world.session.flush()
    # Then that one is the ground for its holder, and the lead needs none
    assert sharing.basis(world.act("customs"), [case, unshared]) == {case.id: live}
    assert sharing.basis(world.act(), [case, unshared]) == {}


def test_a_case_can_go_to_every_agency_but_its_lead(world: World) -> None:
    case = worked(world)
    codes = {agency.code for agency in sharing.recipients(world.act(), case)}
    assert codes == {"brand", "police", "customs", "prosecution"}


def test_of_two_who_share_at_once_the_second_replaces_the_first(
    world: World, engine: Engine
) -> None:
    # Given a case, and two officers about to share it with the same agency
    lin, police = world.officers["investigator"], world.agencies["police"]
    case = worked(world)
    together = Barrier(2)

    def share(part: CasePart) -> None:
        with sessions(engine)() as session:
            mine = session.get_one(Case, case.id)
            officer, agency = session.get_one(Officer, lin.id), session.get_one(Agency, police.id)
            assert mine.grants == []
            session.commit()
            together.wait(10)
            act = Act(officer, NOW, session, world.settings, "test")
            sharing.grant(act, mine, agency, replace(PLACES, parts=frozenset({part})))
            session.commit()

    # When both do it at the same moment
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(share, (CasePart.SALES, CasePart.PLACES)))

    # Then one share counts
    found = world.session.scalars(select(Grant).where(Grant.case_id == case.id)).unique().all()
    assert len(found) == 2
    assert len([one for one in found if is_live(one, NOW)]) == 1
