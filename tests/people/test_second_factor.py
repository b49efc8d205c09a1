"""The second factor: recovery codes count once, and nothing of them can be read back."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from casework import people
from casework.errors import NotFound, NotPermitted
from casework.model import RecoveryCode
from casework.people import second_factor
from casework.vocabulary import Role
from tests.factories import people as factory
from tests.people import trail_of
from tests.worlds import World


def test_choosing_keeps_the_secret_and_ends_sessions(world: World) -> None:
    act = world.act("police")
    session = act.officer.fs_uniquifier

    codes = second_factor.choose(act, '{"enckey": "…"}', 58_000_000)

    assert second_factor.has(act.officer)
    assert act.officer.tf_totp_counter == 58_000_000
    assert act.officer.fs_uniquifier != session
    assert len(set(codes)) == second_factor.CODES
    assert trail_of(world) == ["officer:second-factor-chosen", "officer:recovery-codes-made"]


def test_a_code_counts_once_however_it_is_typed(world: World) -> None:
    act = world.act("police")
    code = second_factor.make_recovery_codes(act)[0]

    assert second_factor.use_recovery_code(act, f" {code.upper().replace('-', ' ')} ")
    assert not second_factor.use_recovery_code(act, code)
    assert second_factor.recovery_codes_left(act) == second_factor.CODES - 1
    assert trail_of(world)[-1] == "officer:recovery-code-used"


def test_new_codes_end_the_old(world: World) -> None:
    act = world.act("police")
    old = second_factor.make_recovery_codes(act)
    new = second_factor.make_recovery_codes(act)

    assert not second_factor.use_recovery_code(act, old[0])
    assert second_factor.use_recovery_code(act, new[0])


def test_codes_are_ones_own(world: World) -> None:
    code = second_factor.make_recovery_codes(world.act("police"))[0]

    assert not second_factor.use_recovery_code(world.act("customs"), code)


@pytest.mark.parametrize("typed", ["", "-", "made-upmadeupup", "x" * 4000])
def test_what_is_no_code_is_none(world: World, typed: str) -> None:
    second_factor.make_recovery_codes(world.act("police"))

    assert not second_factor.use_recovery_code(world.act("police"), typed)


def test_the_register_keeps_hashes_alone(world: World) -> None:
    codes = second_factor.make_recovery_codes(world.act("police"))

    kept = world.session.scalars(select(RecoveryCode.code_hash)).all()

    assert all(len(one) == 64 for one in kept)
    assert not set(codes) & set(kept)


def test_resetting_takes_everything_away(world: World) -> None:
    # Given an officer with a factor and codes
    officer = world.officers["police"]
    codes = second_factor.choose(world.act("police"), "secret", 1)
    session = officer.fs_uniquifier
    # When an administrator resets it
    people.reset_second_factor(world.act("administrator"), officer)
    # Then neither the authenticator nor a code nor a session is left
    assert not second_factor.has(officer)
    assert officer.tf_totp_secret is None
    assert officer.fs_uniquifier != session
    assert not second_factor.use_recovery_code(world.act("police"), codes[0])
    assert trail_of(world)[-1] == "officer:second-factor-reset"


def test_who_may_reset(world: World) -> None:
    partner = factory.officer(
        world.session, agency=world.agencies["brand"], role=Role.ADMINISTRATOR
    )
    act = factory.act(world.session, world.settings, partner)

    with pytest.raises(NotFound):
        people.reset_second_factor(act, world.officers["administrator"])
    with pytest.raises(NotPermitted):
        people.reset_second_factor(world.act("supervisor"), world.officers["auditor"])
