"""The door: the right password and the right code, once; everything else the same refusal."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from casework import audit
from casework.app import create_app
from casework.model import SignInTry, TrailEntry
from casework.people import passwords, second_factor
from tests.web.conftest import post
from tests.web.signin.conftest import PASSWORD, Door

on_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def test_password_and_code_lead_in(client: FlaskClient, door: Door) -> None:
    # Given an officer with an authenticator
    officer = door.officer()
    # When they give their password, they are not in yet
    assert door.knock(client, officer.email).location == "/sign-in/code"
    assert client.get("/account").status_code == 302
    # When they give the code, they are
    assert door.enter(client, door.code(officer.tf_totp_secret)).location == "/"
    assert officer.name in client.get("/account").text
    # Then it stands on the trail, and nothing is held against them
    assert door.trail() == ["officer:signed-in"]
    assert door.world.session.scalar(select(func.count(SignInTry.id))) == 0


@on_sqlite
def test_the_address_may_be_written_in_capitals(client: FlaskClient, door: Door) -> None:
    officer = door.officer()

    assert door.knock(client, f" {officer.email.upper()} ").location == "/sign-in/code"


def test_the_same_answer_for_nobody_and_for_a_wrong_password(
    client: FlaskClient, door: Door
) -> None:
    # Given somebody, somebody disabled, somebody without a password, and nobody
    known, disabled = door.officer(), door.officer("police")
    disabled.active, disabled.disabled_at = False, datetime.now(UTC)
    door.world.session.commit()
    emails = [known.email, disabled.email, "brand@brand.example", "nobody@platform.example"]
    # When each is tried with a wrong password
    answers = [door.knock(client, email, "a wrong password") for email in emails]
    # Then nothing tells them apart
    assert {answer.status_code for answer in answers} == {401}
    pages = {_without_what_was_typed(answer.text, emails) for answer in answers}
    assert len(pages) == 1


@on_sqlite
def test_the_password_of_somebody_disabled_opens_nothing(client: FlaskClient, door: Door) -> None:
    officer = door.officer()
    officer.active, officer.disabled_at = False, datetime.now(UTC)
    door.world.session.commit()

    assert door.knock(client, officer.email).status_code == 401


def test_nobody_is_weighed_as_long_as_somebody(
    client: FlaskClient, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given an officer whose hash is as casework makes it, and a record of the hashes weighed
    weighed: list[str] = []

    def weigh(given: str, kept: str) -> bool:
        weighed.append(kept)
        return False

    monkeypatch.setattr("casework.web.signin.steps.verify_password", weigh)
    monkeypatch.setattr(
        "casework.web.sessions.SignedIn.verify_and_update_password",
        lambda user, given: weigh(given, user.password),
    )
    officer = door.officer()
    officer.password = passwords.hashed(PASSWORD)
    door.world.session.commit()
    # When both are tried
    door.knock(client, officer.email, "wrong")
    door.knock(client, "nobody@platform.example", "wrong")
    # Then one hash of the same cost was weighed for each
    assert len(weighed) == 2
    assert weighed[0].split("$")[1:4] == weighed[1].split("$")[1:4]


def test_a_code_counts_once(client: FlaskClient, app: object, door: Door) -> None:
    # Given a sign-in with a code
    officer = door.officer()
    code = door.code(officer.tf_totp_secret)
    door.knock(client, officer.email)
    assert door.enter(client, code).status_code == 303
    # When the same code is used in another browser
    other = client.application.test_client()
    door.knock(other, officer.email)
    answer = door.enter(other, code)
    # Then it is refused, and the next one is taken
    assert answer.status_code == 401
    assert door.enter(other, door.code(officer.tf_totp_secret, steps=1)).status_code == 303


@on_sqlite
def test_a_code_without_a_password_is_nothing(client: FlaskClient, door: Door) -> None:
    officer = door.officer()

    answer = post(client, "/sign-in/code", page="/sign-in", code=door.code(officer.tf_totp_secret))

    assert answer.location == "/sign-in"
    assert client.get("/account").status_code == 302


@on_sqlite
def test_the_code_must_follow_soon(client: FlaskClient, door: Door) -> None:
    officer = door.officer()
    door.knock(client, officer.email)
    with client.session_transaction() as cookie:
        cookie["halfway"] = cookie["halfway"] | {"since": cookie["halfway"]["since"] - 601}

    answer = post(client, "/sign-in/code", page="/sign-in", code=door.code(officer.tf_totp_secret))

    assert answer.location == "/sign-in"


def test_a_recovery_code_leads_in_once(client: FlaskClient, door: Door) -> None:
    # Given recovery codes
    officer = door.officer()
    codes = second_factor.make_recovery_codes(door.world.act())
    door.world.session.commit()
    # When one is used, in capitals and with spaces
    door.knock(client, officer.email)
    assert door.enter(client, codes[3].upper().replace("-", " ")).status_code == 303
    # Then it counts no more, and another does
    other = client.application.test_client()
    door.knock(other, officer.email)
    assert door.enter(other, codes[3]).status_code == 401
    assert door.enter(other, codes[4]).status_code == 303
    assert door.trail().count("officer:recovery-code-used") == 2


@on_sqlite
def test_somebody_elses_recovery_code_is_nothing(client: FlaskClient, door: Door) -> None:
    officer = door.officer("police")
    codes = second_factor.make_recovery_codes(door.world.act("investigator"))
    door.world.session.commit()

    door.knock(client, officer.email)

    assert door.enter(client, codes[0]).status_code == 401


def test_too_many_wrong_passwords_lock_the_account(client: FlaskClient, door: Door) -> None:
    # Given as many wrong tries as are allowed
    officer = door.officer()
    _fill(door, officer.email, door.world.settings.password_tries - 1)
    assert door.knock(client, officer.email, "wrong").status_code == 401
    # When even the right password comes, from another browser
    answer = door.knock(client.application.test_client(), officer.email)
    # Then it is not looked at
    assert answer.status_code == 429
    assert "Retry-After" in answer.headers
    assert door.trail() == ["sign-in:failed", "sign-in:locked"]


def test_wrong_codes_lock_the_account_too(client: FlaskClient, door: Door) -> None:
    # Given an officer whose password somebody knows
    officer = door.officer()
    _fill(door, officer.email, door.world.settings.password_tries - 2)
    # When they guess codes, giving the right password again in between
    door.knock(client, officer.email)
    assert door.enter(client, "000000").status_code == 401
    door.knock(client, officer.email)
    assert door.enter(client, "111111").status_code == 401
    # Then the right password does not begin the count anew
    assert door.knock(client, officer.email).status_code == 429


@on_sqlite
def test_an_account_nobody_has_is_locked_like_any_other(client: FlaskClient, door: Door) -> None:
    _fill(door, "nobody@platform.example", door.world.settings.password_tries)

    assert door.knock(client, "nobody@platform.example").status_code == 429


@on_sqlite
def test_tries_from_one_address_are_counted_over_all_accounts(
    client: FlaskClient, door: Door
) -> None:
    officer = door.officer()
    for number in range(door.world.settings.tries_per_address):
        _fill(door, f"{number}@platform.example", 1)

    assert door.knock(client, officer.email).status_code == 429


@on_sqlite
def test_a_lock_opens_by_itself(client: FlaskClient, door: Door) -> None:
    officer = door.officer()
    _fill(door, officer.email, 6, age=timedelta(minutes=16))

    assert door.knock(client, officer.email).location == "/sign-in/code"


@on_sqlite
def test_signing_in_forgives_earlier_wrong_tries(client: FlaskClient, door: Door) -> None:
    officer = door.officer()
    _fill(door, officer.email, 5)

    door.walk_in(client, officer)

    assert door.world.session.scalar(select(func.count(SignInTry.id))) == 0


def test_a_wrong_try_names_the_officer_and_fits_the_trail(client: FlaskClient, door: Door) -> None:
    officer = door.officer()

    door.knock(client, officer.email, "wrong")
    door.knock(client, "nobody@platform.example", "wrong")
    door.knock(client, "typed my password\r\nhere", "wrong")

    entries = door.world.session.scalars(select(TrailEntry).order_by(TrailEntry.seq)).all()
    assert [(one.what, one.officer_id) for one in entries] == [
        ("sign-in:failed", officer.id),
        ("sign-in:failed", None),
        ("sign-in:failed", None),
    ]
    assert entries[0].origin == "web 127.0.0.1"
    assert entries[2].name == "not an e-mail address"
    assert audit.verify(door.world.session) == 3


def test_signing_out_ends_every_session_even_a_copied_one(client: FlaskClient, door: Door) -> None:
    # Given a session whose cookie somebody copied
    officer = door.officer()
    door.walk_in(client, officer)
    with client.session_transaction() as cookie:
        copied = dict(cookie)
    # When the officer signs out
    assert post(client, "/sign-out").location == "/sign-in"
    # Then neither opens anything
    thief = client.application.test_client()
    with thief.session_transaction() as cookie:
        cookie.update(copied)
    assert client.get("/account").status_code == 302
    assert thief.get("/account").status_code == 302
    assert door.trail()[-1] == "officer:signed-out"


@on_sqlite
def test_nothing_of_an_earlier_session_is_kept(client: FlaskClient, door: Door) -> None:
    officer = door.officer()
    client.get("/sign-in")
    with client.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"
        token_before = cookie["csrf_token"]

    door.walk_in(client, officer)

    client.get("/account")
    with client.session_transaction() as cookie:
        assert "planted" not in cookie
        assert cookie["csrf_token"] != token_before


@on_sqlite
@pytest.mark.parametrize(
    ("wanted", "led"),
    [
        ("/admin/agencies?after=x", "/admin/agencies?after=x"),
        ("", "/"),
        ("//elsewhere.example", "/"),
        ("/\\elsewhere.example", "/"),
        ("https://elsewhere.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\t/elsewhere.example", "/"),
        ("/%0d%0aSet-Cookie:a=b", "/%0d%0aSet-Cookie:a=b"),
        ("/a\r\nLocation: //elsewhere.example", "/"),
        ("account", "/"),
    ],
)
def test_nobody_is_led_out_of_the_house(
    client: FlaskClient, door: Door, wanted: str, led: str
) -> None:
    # Given a link to the door that names where to go afterwards
    officer = door.officer()
    page = client.application.test_client()
    page.get("/sign-in", query_string={"next": wanted})
    given = {"email": officer.email, "password": PASSWORD}
    from tests.web.conftest import token

    given["csrf_token"] = token(client, "/sign-in")
    # When somebody signs in by it
    client.post("/sign-in", query_string={"next": wanted}, data=given)
    answer = door.enter(client, door.code(officer.tf_totp_secret))
    # Then they stay in the house
    assert answer.location == led


def test_in_a_demo_the_printed_sign_ins_lead_in(door: Door) -> None:
    # Given a demo home with its printed sign-ins
    settings = replace(door.world.settings, demo=True)
    officer = door.officer(with_factor=False)
    printed = settings.home / "demo" / "sign-ins.txt"
    printed.parent.mkdir()
    printed.write_text(f"investigator {officer.email} {PASSWORD}\n", encoding="utf-8")
    browser = create_app(settings).test_client()
    # Then the door shows them, and they lead in
    assert PASSWORD in browser.get("/sign-in").text
    assert door.knock(browser, officer.email).location == "/"
    assert browser.get("/account").status_code == 200


@on_sqlite
def test_outside_a_demo_nothing_printed_is_shown(client: FlaskClient, door: Door) -> None:
    printed = door.world.settings.home / "demo" / "sign-ins.txt"
    printed.parent.mkdir()
    printed.write_text("a secret", encoding="utf-8")

    assert "a secret" not in client.get("/sign-in").text


@on_sqlite
def test_an_empty_form_says_what_is_missing(client: FlaskClient, door: Door) -> None:
    answer = post(client, "/sign-in", page="/sign-in", email="")

    assert answer.status_code == 422
    assert "Type your e-mail address." in answer.text


@on_sqlite
def test_the_register_is_free_while_a_password_is_weighed(
    client: FlaskClient, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a check of the password that writes to the register by another way
    officer = door.officer()

    def write(given: str) -> bool:
        door.world.officers["police"].name = "Written meanwhile"
        door.world.session.commit()
        return True

    monkeypatch.setattr(
        "casework.web.sessions.SignedIn.verify_and_update_password",
        lambda user, given: write(given),
    )
    # Then nobody waits
    assert door.knock(client, officer.email).location == "/sign-in/code"


def _fill(door: Door, account: str, tries: int, age: timedelta = timedelta(0)) -> None:
    at = datetime.now(UTC) - age
    door.world.session.add_all(
        SignInTry(account=account, address="127.0.0.1", at=at, step="password")
        for _ in range(tries)
    )
    door.world.session.commit()


def _without_what_was_typed(page: str, typed: list[str]) -> str:
    import re

    for one in typed:
        page = page.replace(one, "")
    return re.sub(r'name="csrf_token" value="[^"]+"', "", page)


def test_of_two_uses_of_a_code_at_the_same_moment_one_counts(door: Door) -> None:
    # Given one officer's password given in four browsers
    officer = door.officer()
    browsers = [door.app.test_client() for _ in range(4)]
    for one in browsers:
        door.knock(one, officer.email)
    code = door.code(officer.tf_totp_secret)
    door.world.session.rollback()
    # When all send the same code at once
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda one: door.enter(one, code).status_code, browsers))
    # Then one is in
    assert sorted(answers) == [303, 401, 401, 401]


def test_guesses_sent_at_the_same_moment_cannot_outrun_the_count(door: Door) -> None:
    # Given one try left
    officer = door.officer()
    _fill(door, officer.email, door.world.settings.password_tries - 1)
    # When four are sent at once
    with ThreadPoolExecutor(4) as pool:
        answers = list(
            pool.map(
                lambda _: door.knock(door.app.test_client(), officer.email, "wrong").status_code,
                range(4),
            )
        )
    # Then one is looked at
    assert sorted(answers) == [401, 429, 429, 429]
