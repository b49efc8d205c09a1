"""Invitations: a link opens once, for its officer, and leads to a password and a second factor."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from casework import people
from tests.web.conftest import SignIn, post
from tests.web.signin.conftest import PASSWORD, Door

on_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def _invite(door: Door, officer: str = "police", age: timedelta = timedelta(0)) -> str:
    act = door.world.act("administrator", at=datetime.now(UTC) - age)
    token = people.invite(act, door.world.officers[officer])
    door.world.session.commit()
    return f"/welcome/{token}"


def test_the_link_leads_to_a_password_and_on(client: FlaskClient, door: Door) -> None:
    # Given an invitation
    link = _invite(door)
    assert "Police" in client.get(link).text
    # When the officer chooses a password
    answer = post(client, link, page=link, new=PASSWORD, again=PASSWORD)
    # Then the second factor is next, and the link is used up
    assert answer.location == "/account/second-factor"
    assert client.get("/account").status_code == 302
    assert client.get(link).status_code == 404
    assert door.trail() == ["officer:invited", "officer:password-chosen"]


def test_a_refused_password_leaves_the_link_open(client: FlaskClient, door: Door) -> None:
    link = _invite(door)

    answer = post(client, link, page=link, new="too short", again="too short")

    assert answer.status_code == 422
    assert client.get(link).status_code == 200


def test_a_new_password_by_invitation_ends_sessions_and_still_asks_for_the_code(
    client: FlaskClient, door: Door, sign_in: SignIn
) -> None:
    # Given an officer signed in, with an authenticator, who is invited again
    officer = door.officer("police")
    before = sign_in(officer)
    link = _invite(door)
    # When somebody opens the link
    answer = post(client, link, page=link, new="quiet rivers at noon", again="quiet rivers at noon")
    # Then the code is asked for, and the old session is over
    assert answer.location == "/sign-in/code"
    assert before.get("/account").status_code == 302


@on_sqlite
@pytest.mark.parametrize("link", ["/welcome/made-up", "/welcome/" + "a" * 500])
def test_a_made_up_link_opens_nothing(client: FlaskClient, door: Door, link: str) -> None:
    assert client.get(link).status_code == 404


@on_sqlite
def test_an_old_link_opens_nothing(client: FlaskClient, door: Door) -> None:
    assert client.get(_invite(door, age=timedelta(hours=73))).status_code == 404


@on_sqlite
def test_a_newer_link_ends_the_older(client: FlaskClient, door: Door) -> None:
    older, newer = _invite(door), _invite(door)

    assert client.get(older).status_code == 404
    assert client.get(newer).status_code == 200


@on_sqlite
def test_disabling_ends_the_link(client: FlaskClient, door: Door) -> None:
    link = _invite(door)
    people.disable(
        door.world.act("administrator", datetime.now(UTC)), door.world.officers["police"]
    )
    door.world.session.commit()

    assert client.get(link).status_code == 404
