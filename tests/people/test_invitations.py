"""Invitations: for one officer, once, for 72 hours; the register could not tell the link."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from casework import people
from casework.errors import InvitationOver, NotFound, NotPermitted, OfficerDisabled, PasswordRefused
from casework.model import Invitation
from casework.people import invitations
from casework.vocabulary import Role
from tests.factories import people as factory
from tests.factories.people import NOW
from tests.people import trail_of
from tests.worlds import World

PASSWORD = "lanterns over the water"


def test_the_link_is_for_its_officer(world: World) -> None:
    token = people.invite(world.act("administrator"), world.officers["police"])

    found = invitations.invited(world.session, token, NOW + timedelta(hours=71))

    assert found is world.officers["police"]


def test_the_register_keeps_a_hash_alone(world: World) -> None:
    token = people.invite(world.act("administrator"), world.officers["police"])

    kept = world.session.scalars(select(Invitation)).one()

    assert len(token) >= 43
    assert token not in (kept.token_sha256, kept.note)


def test_accepting_chooses_the_password_and_uses_the_link_up(world: World) -> None:
    # Given an invitation and a session of the officer's
    officer = world.officers["police"]
    token = people.invite(world.act("administrator"), officer)
    session = officer.fs_uniquifier
    # When they accept
    invitations.accept(world.act("police"), token, PASSWORD)
    # Then
    assert officer.password
    assert officer.password.startswith("$argon2id$")
    assert officer.fs_uniquifier != session
    with pytest.raises(InvitationOver):
        invitations.accept(world.act("police"), token, PASSWORD)
    assert trail_of(world) == ["officer:invited", "officer:password-chosen"]


def test_a_refused_password_uses_nothing_up(world: World) -> None:
    token = people.invite(world.act("administrator"), world.officers["police"])

    with pytest.raises(PasswordRefused):
        invitations.accept(world.act("police"), token, "too short")

    assert invitations.invited(world.session, token, NOW) is world.officers["police"]


def test_nobody_accepts_for_somebody_else(world: World) -> None:
    token = people.invite(world.act("administrator"), world.officers["police"])

    with pytest.raises(InvitationOver):
        invitations.accept(world.act("customs"), token, PASSWORD)


def test_after_72_hours_it_is_over(world: World) -> None:
    token = people.invite(world.act("administrator"), world.officers["police"])

    with pytest.raises(InvitationOver):
        invitations.invited(world.session, token, NOW + timedelta(hours=72))


def test_a_newer_one_ends_the_older(world: World) -> None:
    older = people.invite(world.act("administrator"), world.officers["police"])
    newer = people.invite(world.act("administrator"), world.officers["police"])

    with pytest.raises(InvitationOver):
        invitations.invited(world.session, older, NOW)
    assert invitations.invited(world.session, newer, NOW)


def test_a_disabled_officer_is_not_invited_and_accepts_nothing(world: World) -> None:
    act, officer = world.act("administrator"), world.officers["police"]
    token = people.invite(act, officer)
    people.disable(act, officer)

    with pytest.raises(OfficerDisabled):
        people.invite(act, officer)
    with pytest.raises(InvitationOver):
        invitations.invited(world.session, token, NOW)


def test_made_up_tokens_are_nothing(world: World) -> None:
    with pytest.raises(InvitationOver):
        invitations.invited(world.session, "made up", NOW)


def test_inviting_the_host_from_a_partner_would_open_the_house(world: World) -> None:
    partner = factory.officer(
        world.session, agency=world.agencies["brand"], role=Role.ADMINISTRATOR
    )
    act = factory.act(world.session, world.settings, partner)

    with pytest.raises(NotFound):
        people.invite(act, world.officers["administrator"])
    with pytest.raises(NotPermitted):
        people.invite(world.act("supervisor"), world.officers["administrator"])
