"""The second factor: nobody signs in without one, and changing it asks for the password."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from casework.model import RecoveryCode
from casework.people import second_factor
from tests.web.conftest import SignIn, post
from tests.web.signin.conftest import PASSWORD, Door

on_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def test_without_a_factor_the_way_in_leads_to_setting_one_up(
    client: FlaskClient, door: Door
) -> None:
    # Given an officer with a password alone
    officer = door.officer(with_factor=False)
    # When they give it, they are led to set up an authenticator, and nowhere else
    assert door.knock(client, officer.email).location == "/account/second-factor"
    assert client.get("/account").status_code == 302
    page = client.get("/account/second-factor").text
    assert 'src="data:image/svg+xml;base64,' in page
    # When they prove they have it
    answer = _confirm(client, door)
    # Then they are in, and see their recovery codes
    codes = re.findall(r"<li><code>([0-9a-z-]{19})</code></li>", answer.text)
    assert len(set(codes)) == second_factor.CODES
    assert client.get("/account").status_code == 200
    assert door.trail() == [
        "officer:second-factor-chosen",
        "officer:recovery-codes-made",
        "officer:signed-in",
    ]


def test_the_code_that_proved_it_counts_no_second_time(client: FlaskClient, door: Door) -> None:
    officer = door.officer(with_factor=False)
    door.knock(client, officer.email)
    client.get("/account/second-factor")
    code = door.code(_offered(client))
    assert post(client, *_SET_UP, code=code).status_code == 200

    other = client.application.test_client()
    door.knock(other, officer.email)

    assert door.enter(other, code).status_code == 401


def test_secrets_and_codes_are_not_kept_as_they_are(client: FlaskClient, door: Door) -> None:
    officer = door.officer(with_factor=False)
    door.knock(client, officer.email)
    key = re.search(r"Key: <code>([A-Z2-7-]+)</code>", client.get("/account/second-factor").text)
    answer = _confirm(client, door)
    codes = re.findall(r"<li><code>([0-9a-z-]{19})</code></li>", answer.text)

    door.world.session.refresh(officer)
    kept = door.world.session.query(RecoveryCode).all()

    assert key
    assert key[1].replace("-", "") not in (officer.tf_totp_secret or "")
    assert "enckey" in (officer.tf_totp_secret or "")
    assert not {one.code_hash for one in kept} & set(codes)


@on_sqlite
def test_a_wrong_first_code_changes_nothing(client: FlaskClient, door: Door) -> None:
    officer = door.officer(with_factor=False)
    door.knock(client, officer.email)
    client.get("/account/second-factor")

    answer = post(client, *_SET_UP, code="000000")

    assert answer.status_code == 422
    door.world.session.refresh(officer)
    assert officer.tf_primary_method is None


@on_sqlite
def test_the_password_alone_replaces_no_authenticator(client: FlaskClient, door: Door) -> None:
    # Given somebody who knows the password of an officer with an authenticator
    officer = door.officer()
    door.knock(client, officer.email)
    # Then they cannot set up another
    assert client.get("/account/second-factor").location == "/sign-in"
    answer = post(client, "/account/second-factor", page="/sign-in/code", code="000000")
    assert answer.location == "/sign-in"


def test_a_new_authenticator_asks_for_the_password_and_ends_other_sessions(
    door: Door, sign_in: SignIn
) -> None:
    # Given an officer signed in twice
    officer = door.officer()
    here, there = sign_in(officer), sign_in(officer)
    here.get("/account/second-factor")
    # When they give a wrong password, nothing changes
    code = door.code(_offered(here))
    assert post(here, *_SET_UP, code=code, password="wrong").status_code == 401
    # When they give the right one
    answer = post(here, *_SET_UP, code=code, password=PASSWORD)
    # Then the new one is in use, here goes on and there does not
    assert answer.status_code == 200
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 302


def test_new_recovery_codes_ask_for_the_password(door: Door, sign_in: SignIn) -> None:
    officer = door.officer()
    browser = sign_in(officer)

    assert post(browser, "/account/recovery-codes", password="wrong").status_code == 401
    answer = post(browser, "/account/recovery-codes", password=PASSWORD)

    assert answer.status_code == 200
    assert answer.text.count("<li><code>") == second_factor.CODES


_SET_UP = ("/account/second-factor", "/account/second-factor")


def _offered(browser: FlaskClient) -> str:
    with browser.session_transaction() as cookie:
        return str(cookie["offered_factor"])


def _confirm(browser: FlaskClient, door: Door) -> TestResponse:
    return post(browser, *_SET_UP, code=door.code(_offered(browser)))
