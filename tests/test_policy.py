"""One law, two faces: what `may` says of each object, `visible` says of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from casework import policy
from casework.model import Base, Case, Grant, Pack, TrailEntry
from casework.vocabulary import Action, CasePart, Role, ShareLevel
from tests.factories import cases, evidence, intake, packs, rings, work
from tests.factories.people import NOW
from tests.worlds import World


def _everything(world: World) -> None:
    """Two agencies that lead cases; every kind of share: live, ended, revoked, partial, low."""
    session = world.session
    lin, brand = world.officers["investigator"], world.officers["brand"]
    for officer in (lin, brand):
        intake.batch(session, officer)
        intake.mapping(session, officer)
        intake.delivery(session, officer)
        intake.photograph(session, officer)
        rings.judgement(session, officer)
        rings.exclusion(session, officer)
        work.job(session, officer)
    police, customs = world.agencies["police"], world.agencies["customs"]
    live = cases.case(session, lin, title="live")
    cases.grant(session, live, police, lin)
    cases.grant(
        session,
        live,
        customs,
        lin,
        parts={CasePart.PLACES, CasePart.PACKS},
        level=ShareLevel.VIEW,
    )
    ended = cases.case(session, lin, title="ended")
    cases.grant(session, ended, police, lin, ends_at=NOW - timedelta(seconds=1))
    revoked = cases.case(session, lin, title="revoked")
    cases.grant(session, revoked, police, lin, revoked_at=NOW)
    cases.grant(session, revoked, customs, lin, level=ShareLevel.CONTRIBUTE)
    theirs = cases.case(session, brand, title="theirs")
    cases.grant(session, theirs, police, brand, parts={CasePart.EXHIBITS})
    for case in (live, ended, revoked, theirs):
        by = lin if case.agency_id == lin.agency_id else brand
        for part in (CasePart.MEMBERS, CasePart.PLACES, CasePart.SALES):
            cases.record(session, case, by, part=part)
        cases.note(session, case, by)
        evidence.exhibit(session, case, by)
        for agency in (police, customs):
            packs.pack(session, case, agency, by)
            packs.pack(session, case, agency, by, version=2, parts=[CasePart.PLACES])
            packs.pack(session, case, agency, by, version=3, parts=[CasePart.SALES])
    world.act("investigator").record("case:read", live)
    world.act("brand").record("case:read", theirs)
    world.act("police").record("case:read", live)
    session.commit()


def _subjects(world: World) -> Iterator[Base]:
    for model in policy.GROUNDS:
        yield from world.session.scalars(select(model)).unique()


def test_may_and_visible_agree_for_every_officer_action_and_object(world: World) -> None:
    # Given every class of object, owned and shared in every way
    _everything(world)
    subjects = list(_subjects(world))
    assert {type(subject) for subject in subjects} == set(policy.GROUNDS)

    # When each officer asks for each action, one by one and all at once
    for officer in world.officers.values():
        for action in Action:
            for model in policy.GROUNDS:
                condition = policy.visible(officer, model, NOW, action)
                shown = set(world.session.scalars(select(model).where(condition)).unique())
                allowed = {
                    subject
                    for subject in subjects
                    if type(subject) is model and policy.may(officer, action, subject, NOW)
                }

                # Then both faces give the same answer
                assert shown == allowed, f"{officer.email} {action} {model.__name__}"


@pytest.mark.parametrize("action", list(Action))
def test_every_action_has_its_law(action: Action) -> None:
    assert action in policy.LAW


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_share_opens_its_parts_and_no_others(world: World) -> None:
    # Given a case shared with customs: places alone
    lin, zhao = world.officers["investigator"], world.officers["customs"]
    case = cases.case(world.session, lin)
    cases.grant(world.session, case, zhao.agency, lin, parts={CasePart.PLACES})

    # Then its lead sees every part, customs that one, and police none
    assert policy.parts(lin, case, NOW) == frozenset(CasePart)
    assert policy.parts(zhao, case, NOW) == {CasePart.PLACES}
    assert policy.parts(world.officers["police"], case, NOW) == frozenset()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_share_ends_at_its_moment(world: World) -> None:
    # Given a share that ends in an hour
    lin, chen = world.officers["investigator"], world.officers["police"]
    case = cases.case(world.session, lin)
    cases.grant(world.session, case, chen.agency, lin, ends_at=NOW + timedelta(hours=1))

    # Then it opens the case before, and not at that moment
    assert policy.may(chen, Action.CASE_READ, case, NOW)
    assert not policy.may(chen, Action.CASE_READ, case, NOW + timedelta(hours=1))


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_revoking_counts_at_the_next_question(world: World) -> None:
    # Given a case the police may read
    lin, chen = world.officers["investigator"], world.officers["police"]
    case = cases.case(world.session, lin)
    share = cases.grant(world.session, case, chen.agency, lin)
    assert policy.may(chen, Action.CASE_READ, case, NOW)

    # When the share is revoked
    share.revoked_at = NOW

    # Then nothing is remembered
    assert not policy.may(chen, Action.CASE_READ, case, NOW)


def test_a_narrower_share_takes_back_what_lies_in_packs_sealed_before(world: World) -> None:
    # Given a share of places and packs, and two packs: one of places, one of sales as well
    session, lin = world.session, world.officers["investigator"]
    chen = world.officers["police"]
    case = cases.case(session, lin)
    cases.grant(session, case, chen.agency, lin, parts={CasePart.PLACES, CasePart.PACKS})
    within = packs.pack(session, case, chen.agency, lin, parts=[CasePart.PLACES])
    beyond = packs.pack(
        session, case, chen.agency, lin, version=2, parts=[CasePart.PLACES, CasePart.SALES]
    )

    # Then the first can be read and downloaded, the second neither, whoever asks which way
    for action in (Action.PACK_READ, Action.PACK_DOWNLOAD):
        shown = select(Pack).where(policy.visible(chen, Pack, NOW, action))
        assert session.scalars(shown).unique().all() == [within]
        assert not policy.may(chen, action, beyond, NOW)
        assert policy.may(lin, action, beyond, NOW)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_disabled_officer_may_nothing(world: World) -> None:
    # Given a disabled administrator
    officer = world.officers["administrator"]
    case = cases.case(world.session, world.officers["investigator"])
    officer.disabled_at = NOW

    # Then no action is allowed, on anything or in general
    for action in Action:
        assert not policy.may(officer, action, None, NOW)
        assert not policy.may(officer, action, case, NOW)
        shown = select(Case).where(policy.visible(officer, Case, NOW, action))
        assert world.session.scalars(shown).all() == []


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_guests_never_manage(world: World) -> None:
    # Given everything shared with the police at the highest level
    lin, chen = world.officers["investigator"], world.officers["police"]
    case = cases.case(world.session, lin)
    grant = cases.grant(world.session, case, chen.agency, lin)

    # Then sharing on, sealing, editing and closing stay with the lead
    for action in (Action.CASE_SHARE, Action.PACK_SEAL, Action.CASE_EDIT, Action.CASE_CLOSE):
        assert not policy.may(chen, action, case, NOW)
    assert isinstance(grant, Grant)
    assert not policy.may(chen, Action.CASE_SHARE, grant, NOW)


def test_auditors_change_nothing() -> None:
    changing = [action for action in Action if not action.value.endswith(":read")]

    for action in changing:
        law = policy.LAW[action]
        assert Role.AUDITOR not in law.own | law.shared | law.host


def test_the_trail_is_among_what_the_policy_knows() -> None:
    assert policy.GROUNDS[TrailEntry].read is Action.TRAIL_READ
