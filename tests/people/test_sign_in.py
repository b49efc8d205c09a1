"""The throttle: counted before it is looked at, over all processes, for anybody's name alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from casework.errors import PasswordRefused, TooManyTries
from casework.model import SignInTry, TrailEntry
from casework.people import sign_in
from tests.factories.people import NOW
from tests.people import trail_of
from tests.worlds import World

POLICE = sign_in.Attempt("police@police.example", "10.0.0.7", NOW, "password")


def _count(world: World, attempt: sign_in.Attempt = POLICE) -> SignInTry:
    return sign_in.count(world.session, world.settings, attempt)


def test_six_tries_and_no_seventh(world: World) -> None:
    for _ in range(6):
        _count(world)

    with pytest.raises(TooManyTries) as refused:
        _count(world)
    assert refused.value.until == NOW + timedelta(minutes=15)


def test_a_refused_try_does_not_prolong_the_lock(world: World) -> None:
    for _ in range(6):
        _count(world)
    for minute in range(1, 15):
        with pytest.raises(TooManyTries):
            _count(world, replace(POLICE, at=NOW + timedelta(minutes=minute)))

    assert _count(world, replace(POLICE, at=NOW + timedelta(minutes=15, seconds=1)))


def test_the_lock_moves_with_the_tries(world: World) -> None:
    # Given tries spread over ten minutes
    for minute in range(6):
        _count(world, replace(POLICE, at=NOW + timedelta(minutes=2 * minute)))
    # Then one is allowed for each that is older than the lock lasts
    later = replace(POLICE, at=NOW + timedelta(minutes=15, seconds=1))
    _count(world, later)
    with pytest.raises(TooManyTries) as refused:
        _count(world, later)
    assert refused.value.until == NOW + timedelta(minutes=17)


@pytest.mark.parametrize("account", ["nobody@nowhere.example", "", "x" * 1000, "' OR 1=1 --"])
def test_any_name_is_counted_alike(world: World, account: str) -> None:
    attempt = replace(POLICE, account=account)
    for _ in range(6):
        _count(world, attempt)

    with pytest.raises(TooManyTries):
        _count(world, attempt)


def test_capitals_and_spaces_are_no_way_round(world: World) -> None:
    for written in ("police@police.example", "POLICE@police.example", " police@police.example "):
        _count(world, replace(POLICE, account=written))
        _count(world, replace(POLICE, account=written))

    with pytest.raises(TooManyTries):
        _count(world)


def test_other_accounts_are_not_locked(world: World) -> None:
    for _ in range(6):
        _count(world)

    assert _count(world, replace(POLICE, account="customs@customs.example"))


def test_one_address_cannot_try_everybody(world: World) -> None:
    for number in range(60):
        _count(world, replace(POLICE, account=f"{number}@police.example"))

    with pytest.raises(TooManyTries):
        _count(world)
    assert _count(world, replace(POLICE, address="10.0.0.8"))


def test_what_was_right_is_forgiven(world: World) -> None:
    for _ in range(5):
        _count(world)
    for _ in range(10):
        sign_in.forgive(world.session, _count(world))

    assert world.session.scalar(select(func.count(SignInTry.id))) == 5


def test_old_tries_are_cleared_away(world: World) -> None:
    _count(world)

    _count(world, replace(POLICE, at=NOW + timedelta(days=1, seconds=1)))

    assert world.session.scalar(select(func.count(SignInTry.id))) == 1


def test_only_officers_in_service_are_found(world: World) -> None:
    officer = world.officers["police"]
    assert sign_in.find(world.session, " POLICE@police.example") is officer
    officer.disabled_at, officer.active = NOW, False

    assert sign_in.find(world.session, officer.email) is None
    assert sign_in.find(world.session, "nobody@police.example") is None


def test_the_last_try_allowed_is_told_as_a_lock(world: World) -> None:
    for _ in range(6):
        _count(world)
        sign_in.failed(world.session, world.settings, POLICE, world.officers["police"])

    assert trail_of(world) == ["sign-in:failed"] * 6 + ["sign-in:locked"]


def test_a_failure_is_seen_by_the_officers_agency(world: World) -> None:
    sign_in.failed(world.session, world.settings, POLICE, world.officers["police"])
    world.session.commit()

    seen = world.act("police-auditor").select(TrailEntry)
    unseen = world.act("brand-auditor").select(TrailEntry)

    assert [one.what for one in world.session.scalars(seen)] == ["sign-in:failed"]
    assert world.session.scalars(unseen).all() == []


def test_success_forgets_the_tries_of_that_account(world: World) -> None:
    _count(world)
    _count(world, replace(POLICE, account="customs@customs.example"))

    sign_in.succeeded(world.act("police"), "authenticator")

    assert world.session.scalars(select(SignInTry.account)).all() == ["customs@customs.example"]
    assert trail_of(world) == ["officer:signed-in"]


@pytest.mark.parametrize(
    ("verb", "entry"),
    [(sign_in.leave, "officer:signed-out"), (sign_in.end_others, "officer:sessions-ended")],
)
def test_leaving_ends_every_session(world: World, verb: object, entry: str) -> None:
    act = world.act("police")
    session = act.officer.fs_uniquifier

    verb(act)  # type: ignore[operator]

    assert act.officer.fs_uniquifier != session
    assert trail_of(world) == [entry]


def test_a_new_password_is_weighed_and_ends_sessions(world: World) -> None:
    act = world.act("police")
    session = act.officer.fs_uniquifier

    with pytest.raises(PasswordRefused):
        sign_in.change_password(act, "short")
    assert act.officer.fs_uniquifier == session
    sign_in.change_password(act, "lanterns over the water")

    assert act.officer.fs_uniquifier != session
    assert trail_of(world) == ["officer:password-chosen"]
