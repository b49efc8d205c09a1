"""One's own account: a new password, and ending other sessions."""

from __future__ import annotations

import pytest

from tests.web.conftest import SignIn, post
from tests.web.signin.conftest import PASSWORD, Door

on_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
NEW = "lanterns under the bridge"


def test_a_new_password_ends_other_sessions(door: Door, sign_in: SignIn) -> None:
    # Given an officer signed in twice
    officer = door.officer()
    here, there = sign_in(officer), sign_in(officer)
    # When they change their password
    answer = post(here, *_PASSWORD, password=PASSWORD, new=NEW, again=NEW)
    # Then here goes on, there does not, and the new one counts
    assert answer.location == "/account"
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 302
    door_browser = here.application.test_client()
    assert door.knock(door_browser, officer.email, NEW).location == "/sign-in/code"
    assert "officer:password-chosen" in door.trail()


@on_sqlite
def test_the_present_password_is_asked_for_and_wrong_tries_count(
    door: Door, sign_in: SignIn
) -> None:
    # Given somebody at a browser left open
    browser = sign_in(door.officer())
    # When they guess the password
    answers = [
        post(browser, *_PASSWORD, password=f"guess {number}", new=NEW, again=NEW).status_code
        for number in range(7)
    ]
    # Then they are stopped
    assert answers == [401] * 6 + [429]


@on_sqlite
@pytest.mark.parametrize(
    ("new", "again", "says"),
    [
        ("too short", "too short", "at least 12 characters"),
        (NEW, "something else", "not the same"),
        ("investigator@platform.example", "investigator@platform.example", "holds your name"),
    ],
)
def test_a_password_that_cannot_be_used(
    door: Door, sign_in: SignIn, new: str, again: str, says: str
) -> None:
    browser = sign_in(door.officer())

    answer = post(browser, *_PASSWORD, password=PASSWORD, new=new, again=again)

    assert answer.status_code == 422
    assert says in answer.text


def test_ending_other_sessions_keeps_this_one_and_its_limit(door: Door, sign_in: SignIn) -> None:
    # Given two sessions, this one some hours old
    officer = door.officer()
    here, there = sign_in(officer), sign_in(officer)
    with here.session_transaction() as cookie:
        cookie["signed_in_at"] -= 3600
        begun = cookie["signed_in_at"]
    # When
    post(here, "/account/sessions")
    # Then the other has ended, and this one grew no younger
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 302
    with here.session_transaction() as cookie:
        assert cookie["signed_in_at"] == begun


@on_sqlite
def test_the_account_shows_who_one_is(door: Door, sign_in: SignIn) -> None:
    officer = door.officer("police")

    page = sign_in(officer).get("/account").text

    assert officer.email in page
    assert "Guangdong Police" in page


_PASSWORD = ("/account/password", "/account/password")
