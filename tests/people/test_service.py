"""In service or not: disabling ends everything at once, and the house keeps an administrator."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from casework import people
from casework.errors import LastAdministrator, NotFound, NotPermitted, PasswordRefused
from casework.model import Invitation
from casework.people.service import end_sessions
from casework.vocabulary import Role
from tests.factories import people as factory
from tests.people import trail_of
from tests.worlds import World


def test_disabling_ends_sessions_and_invitations(world: World) -> None:
    # Given an officer with a session and an open invitation
    act, officer = world.act("administrator"), world.officers["police"]
    people.invite(act, officer)
    session = officer.fs_uniquifier
    # When
    people.disable(act, officer)
    # Then
    assert (officer.active, officer.disabled_at) == (False, act.at)
    assert officer.fs_uniquifier != session
    assert world.session.scalars(select(Invitation.ends_at)).one() == act.at
    assert trail_of(world) == ["officer:invited", "officer:disabled"]


def test_a_disabled_officer_may_nothing(world: World) -> None:
    people.disable(world.act("administrator"), world.officers["supervisor"])

    with pytest.raises((NotPermitted, NotFound)):
        people.officers(world.act("supervisor"), world.agencies["platform"])


def test_disabling_twice_is_disabling_once(world: World) -> None:
    act, officer = world.act("administrator"), world.officers["police"]

    people.disable(act, officer)
    people.disable(act, officer)

    assert trail_of(world) == ["officer:disabled"]


def test_enabling_brings_back(world: World) -> None:
    act, officer = world.act("administrator"), world.officers["police"]
    people.disable(act, officer)
    ended = officer.fs_uniquifier

    people.enable(act, officer)
    people.enable(act, officer)

    assert (officer.active, officer.disabled_at) == (True, None)
    assert officer.fs_uniquifier == ended
    assert trail_of(world) == ["officer:disabled", "officer:enabled"]


def test_the_hosts_last_administrator_stays(world: World) -> None:
    with pytest.raises(LastAdministrator):
        people.disable(world.act("administrator"), world.officers["administrator"])


def test_a_disabled_administrator_does_not_count_as_another(world: World) -> None:
    act = world.act("administrator")
    second = factory.officer(
        world.session, agency=world.agencies["platform"], role=Role.ADMINISTRATOR
    )
    people.disable(act, second)

    with pytest.raises(LastAdministrator):
        people.disable(act, world.officers["administrator"])


def test_of_two_administrators_one_may_go(world: World) -> None:
    factory.officer(world.session, agency=world.agencies["platform"], role=Role.ADMINISTRATOR)

    people.disable(world.act("administrator"), world.officers["administrator"])

    assert not world.officers["administrator"].active


def test_a_partners_last_administrator_may_go(world: World) -> None:
    last = factory.officer(world.session, agency=world.agencies["brand"], role=Role.ADMINISTRATOR)

    people.disable(world.act("administrator"), last)

    assert not last.active


@pytest.mark.parametrize("verb", [people.disable, people.enable])
def test_an_agencys_administrator_has_no_say_elsewhere(world: World, verb: object) -> None:
    act = factory.act(
        world.session,
        world.settings,
        factory.officer(world.session, agency=world.agencies["brand"], role=Role.ADMINISTRATOR),
    )
    for target in ("administrator", "police"):
        with pytest.raises(NotFound):
            verb(act, world.officers[target])  # type: ignore[operator]


def test_a_password_given_by_an_administrator_is_weighed_too(world: World) -> None:
    act, officer = world.act("administrator"), world.officers["police"]

    with pytest.raises(PasswordRefused):
        people.set_password(act, officer, "short")
    people.set_password(act, officer, "demo-4f2a91c07b")

    assert officer.password
    assert officer.password.startswith("$argon2id$")
    assert trail_of(world) == ["officer:password-set"]


def test_nobody_else_gives_passwords(world: World) -> None:
    with pytest.raises(NotPermitted):
        people.set_password(world.act("supervisor"), world.officers["auditor"], "demo-4f2a91c07b")


def test_a_session_name_is_never_used_twice(world: World) -> None:
    officer = world.officers["police"]
    names = set()
    for _ in range(50):
        end_sessions(officer)
        names.add(officer.fs_uniquifier)

    assert len(names) == 50
