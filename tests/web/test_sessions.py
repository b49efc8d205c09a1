"""Sessions: they end by themselves, and Flask-Security adds no way in of its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask, session
from flask.testing import FlaskClient
from flask_security import UserMixin

from casework.web import sessions
from tests.web.conftest import SignIn
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def test_a_session_lives_while_it_is_used(world: World, sign_in: SignIn) -> None:
    # Given a session last used nearly as long ago as is allowed
    browser = sign_in(world.officers["police"])
    _age(browser, "seen_at", timedelta(minutes=29))
    # When it is used, the limit counts from then
    assert browser.get("/account").status_code == 200
    with browser.session_transaction() as cookie:
        assert datetime.now(UTC).timestamp() - cookie["seen_at"] < 60


def test_an_idle_session_ends(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.officers["police"])
    _age(browser, "seen_at", timedelta(minutes=31))

    assert browser.get("/account").location.startswith("/sign-in")
    assert "Your session has ended" in browser.get("/sign-in").text


def test_a_session_ends_however_much_it_is_used(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.officers["police"])
    _age(browser, "signed_in_at", timedelta(hours=12, minutes=1))

    assert browser.get("/account").location.startswith("/sign-in")


def test_a_session_without_its_times_is_none(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.officers["police"])
    with browser.session_transaction() as cookie:
        del cookie["signed_in_at"]

    assert browser.get("/account").status_code == 302


def test_a_new_name_for_sessions_ends_them(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.officers["police"])
    world.officers["police"].fs_uniquifier = "another"
    world.session.commit()

    assert browser.get("/account").status_code == 302


def test_a_cookie_signed_by_another_house_is_nothing(
    app: Flask, world: World, sign_in: SignIn
) -> None:
    browser = sign_in(world.officers["police"])
    app.config["SECRET_KEY"] = "another house"
    app.secret_key = "another house"

    assert browser.get("/account").status_code == 302


def test_flask_security_shows_no_pages_of_its_own(app: Flask, client: FlaskClient) -> None:
    assert not [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("security")]
    for url in ("/login", "/logout", "/register", "/reset", "/verify", "/tf-validate"):
        assert client.get(url).status_code == 404


def test_no_token_in_header_or_address_opens_anything(
    app: Flask, world: World, client: FlaskClient
) -> None:
    # Given a token as Flask-Security would make one
    with app.test_request_context():
        made = sessions.SignedIn(world.officers["administrator"]).get_auth_token()
    # Then it opens nothing
    assert client.get("/account", headers={"Authentication-Token": made}).status_code == 302
    assert client.get("/account", query_string={"auth_token": made}).status_code == 302


def test_passwords_are_kept_by_argon2id_alone(app: Flask) -> None:
    context = app.extensions["security"].pwd_context

    assert context.schemes() == ("argon2",)
    assert context.hash("x").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_codes_count_once_whatever_order_they_come_in(app: Flask, world: World) -> None:
    # Given an officer with an authenticator
    officer = world.officers["police"]
    with app.app_context():
        totp = sessions.totp()
        secret = totp.generate_totp_secret()
        clock = totp._totp.from_source(secret)
        now = datetime.now(UTC).timestamp()
        first, second = clock.generate(now), clock.generate(now + 30)
        user = sessions.SignedIn(officer)
        # When the later code was taken
        assert totp.verify_totp(second.token, secret, user, window=sessions.TOTP_DRIFT)
        # Then neither it nor the earlier one is
        assert not totp.verify_totp(second.token, secret, user, window=sessions.TOTP_DRIFT)
        assert not totp.verify_totp(first.token, secret, user, window=sessions.TOTP_DRIFT)
    assert officer.tf_totp_counter == second.counter


def test_nobody_else_has_codes(app: Flask) -> None:
    with app.app_context():
        assert sessions.totp().get_last_counter(UserMixin()) is None


def test_an_officer_halfway_who_was_disabled_is_nobody(app: Flask, world: World) -> None:
    officer = world.officers["police"]
    with app.test_request_context():
        sessions.go_halfway(officer, "/cases")
        found = sessions.halfway()
        assert found is not None
        assert found.id == officer.id
        assert sessions.next_after_halfway() == "/cases"
        assert "_user_id" not in session
    officer.active = False
    world.session.commit()
    with app.test_request_context():
        sessions.go_halfway(officer, "/cases")
        assert sessions.halfway() is None


def _age(browser: FlaskClient, mark: str, by: timedelta) -> None:
    with browser.session_transaction() as cookie:
        cookie[mark] -= by.total_seconds()
