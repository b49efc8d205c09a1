"""Signed in by default; one Act and one commit a request; a refusal is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from sqlalchemy import select, text

from casework import audit, people
from casework.errors import CaseClosed
from casework.model import TrailEntry
from casework.vocabulary import Action
from casework.web import guard
from casework.web.guard import ON_THE_WAY, PUBLIC, current_act, reading
from casework.web.register import db
from tests.web.conftest import SignIn, post, token
from tests.worlds import World

on_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def test_public_is_four_endpoints_and_no_more() -> None:
    assert {"signin.show", "signin.submit", "static", "health"} == PUBLIC


@on_sqlite
def test_what_is_on_the_way_exists(app: Flask) -> None:
    assert app.view_functions.keys() >= ON_THE_WAY


@on_sqlite
def test_a_stranger_is_led_to_the_door_and_back(client: FlaskClient) -> None:
    answer = client.get("/admin/officers?agency_id=2")

    assert answer.status_code == 302
    assert answer.location == "/sign-in?next=/admin/officers?agency_id%3D2"


@on_sqlite
def test_a_part_of_a_page_tells_the_browser_to_go_to_the_door(client: FlaskClient) -> None:
    answer = client.get("/account", headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/sign-in")


@on_sqlite
def test_a_program_gets_a_status_and_no_page(client: FlaskClient) -> None:
    answer = client.get("/account", headers={"Accept": "application/json"})

    assert answer.status_code == 401
    assert answer.get_json()["status"] == 401


@on_sqlite
def test_a_form_without_its_token_is_refused(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.officers["administrator"])

    answer = browser.post("/account/sessions")

    assert answer.status_code == 400


@on_sqlite
def test_the_door_asks_for_the_token_too(client: FlaskClient) -> None:
    assert (
        client.post("/sign-in", data={"email": "a@b.example", "password": "x"}).status_code == 400
    )


@on_sqlite
@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_sent_by_another_site_is_refused(world: World, sign_in: SignIn, site: str) -> None:
    # Given a signed-in browser and even the right token
    browser = sign_in(world.officers["administrator"])
    given = {"csrf_token": token(browser)}

    answer = browser.post("/account/sessions", data=given, headers={"Sec-Fetch-Site": site})

    assert answer.status_code == 403


@on_sqlite
def test_a_link_from_another_site_may_be_followed(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.officers["administrator"])

    assert browser.get("/account", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


@on_sqlite
def test_a_stranger_cannot_send_much(client: FlaskClient) -> None:
    answer = client.post("/sign-in", data={"password": "x" * 70_000})

    assert answer.status_code == 413


def test_one_act_a_request_and_what_it_did_is_kept(
    app: Flask, world: World, sign_in: SignIn
) -> None:
    # Given a view that records something
    def view() -> str:
        act = current_act()
        assert act is current_act()
        act.record("officer:greeted", act.officer)
        return act.origin

    app.add_url_rule("/greet", "test.greet", view)
    # When an officer asks it
    answer = sign_in(world.officers["police"]).get("/greet")
    # Then it was done as that officer, from that address, and is on the trail
    assert answer.text == "web 127.0.0.1"
    entry = world.session.scalars(select(TrailEntry)).one()
    assert (entry.what, entry.officer_id) == ("officer:greeted", world.officers["police"].id)
    assert datetime.now(UTC) - entry.at < timedelta(minutes=1)


def test_an_error_drops_everything(app: Flask, world: World, sign_in: SignIn) -> None:
    def view() -> str:
        act = current_act()
        act.officer.name = "Changed"
        act.record("officer:renamed", act.officer)
        raise CaseClosed("C-2026-0001")

    app.add_url_rule("/fail", "test.fail", view)

    answer = sign_in(world.officers["police"]).get("/fail")

    assert answer.status_code == 409
    world.session.refresh(world.officers["police"])
    assert world.officers["police"].name == "Police"
    assert world.session.scalars(select(TrailEntry)).all() == []


def test_a_refusal_is_kept_though_what_led_to_it_is_not(
    app: Flask, world: World, sign_in: SignIn
) -> None:
    # Given a view that does something and then asks what it may not
    def view() -> str:
        act = current_act()
        act.record("officer:greeted", act.officer)
        act.require(Action.AGENCY_MANAGE)
        return "never"

    app.add_url_rule("/refuse", "test.refuse", view)
    # When
    answer = sign_in(world.officers["police"]).get("/refuse")
    # Then
    assert answer.status_code == 403
    entry = world.session.scalars(select(TrailEntry)).one()
    assert (entry.what, entry.name, entry.officer_id) == (
        "access:refused",
        "/refuse",
        world.officers["police"].id,
    )
    assert entry.facts == {"method": "GET", "why": "NotPermitted", "action": "agency:manage"}
    assert audit.verify(world.session) == 1


def test_asking_for_what_one_may_not_know_of_is_kept_too(world: World, sign_in: SignIn) -> None:
    # Given an administrator of the police asking for the host's officers
    answer = sign_in(world.officers["police"]).get("/admin/officers?agency_id=1")

    assert answer.status_code == 404
    entry = world.session.scalars(select(TrailEntry)).one()
    assert (entry.what, entry.facts["why"]) == ("access:refused", "NotFound")


@on_sqlite
def test_a_poll_waits_for_no_writer(app: Flask, world: World, sign_in: SignIn) -> None:
    # Given a view that is polled, and a browser
    @reading
    def view() -> str:
        return current_act().officer.name

    app.add_url_rule("/poll", "test.poll", view)
    browser = sign_in(world.officers["police"])
    # When somebody else writes for long
    world.session.execute(text("UPDATE officer SET name = name"))
    # Then the poll is answered meanwhile
    assert browser.get("/poll").text == "Police"
    world.session.rollback()


@on_sqlite
def test_nobody_waits_while_an_upload_arrives(app: Flask, world: World, sign_in: SignIn) -> None:
    # Given a form that arrives while another officer works in the register
    @app.before_request
    def meanwhile() -> None:
        world.officers["brand"].name = "Written meanwhile"
        world.session.commit()

    # Then neither waits for the other
    browser = sign_in(world.officers["police"])
    assert browser.post("/account/sessions", data={"csrf_token": token(browser)}).status_code == 303


def test_a_session_ended_while_an_upload_arrives_does_nothing(
    app: Flask, world: World, sign_in: SignIn
) -> None:
    # Given a form of an officer who is disabled while it arrives
    @app.before_request
    def meanwhile() -> None:
        if request.method == "POST":
            people.disable(world.act("administrator"), world.officers["police"])
            world.session.commit()

    browser = sign_in(world.officers["police"])
    given = {"csrf_token": token(browser)}
    # When it is there
    answer = browser.post("/account/sessions", data=given)
    # Then it is refused
    assert answer.status_code == 401
    whats = list(world.session.scalars(select(TrailEntry.what)))
    assert whats == ["officer:disabled"]


@on_sqlite
def test_a_poll_keeps_nobody_signed_in(app: Flask, world: World, sign_in: SignIn) -> None:
    # Given a session near its idle limit, polling
    app.add_url_rule("/poll", "test.poll", reading(lambda: "polled"))
    browser = sign_in(world.officers["police"])
    with browser.session_transaction() as cookie:
        cookie["seen_at"] -= 29 * 60
        before = cookie["seen_at"]
    # When
    assert browser.get("/poll").status_code == 200
    # Then
    with browser.session_transaction() as cookie:
        assert cookie["seen_at"] == before


@on_sqlite
def test_what_is_kept_early_stays_when_the_rest_fails(
    app: Flask, world: World, sign_in: SignIn
) -> None:
    def view() -> str:
        act = current_act()
        act.record("officer:tried", act.officer)
        guard.keep()
        act.record("officer:succeeded", act.officer)
        raise CaseClosed("C-2026-0001")

    app.add_url_rule("/half", "test.half", view)

    sign_in(world.officers["police"]).get("/half")

    assert [one.what for one in world.session.scalars(select(TrailEntry))] == ["officer:tried"]


@on_sqlite
def test_no_act_without_an_officer(app: Flask) -> None:
    with app.test_request_context("/"):
        assert not guard.signed_in()
        answer = app.make_response(app.handle_user_exception(_raised(current_act)))
    assert answer.status_code == 401


@on_sqlite
def test_a_failed_commit_is_a_failure_not_a_page(app: Flask, world: World, sign_in: SignIn) -> None:
    # Given a view whose writing only the register itself refuses
    def view() -> str:
        db.session.execute(text("PRAGMA defer_foreign_keys=ON"))
        db.session.execute(text("UPDATE officer SET agency_id = 999"))
        return "done"

    app.add_url_rule("/break", "test.break", view)

    answer = sign_in(world.officers["police"]).get("/break")

    assert answer.status_code == 500
    assert "FOREIGN KEY" not in answer.text


def test_every_session_of_a_disabled_officer_ends(world: World, sign_in: SignIn) -> None:
    # Given two officers signed in
    theirs = sign_in(world.officers["investigator"])
    administrator = sign_in(world.officers["administrator"])
    assert theirs.get("/account").status_code == 200
    # When the administrator disables one
    post(administrator, f"/admin/officers/{world.officers['investigator'].id}/disable")
    # Then their next request leads to the door
    assert theirs.get("/account").location == "/sign-in?next=/account"


def _raised(call: Callable[[], object]) -> Exception:
    from werkzeug.exceptions import Unauthorized

    try:
        call()
    except Unauthorized as raised:
        return raised
    raise AssertionError("nothing was raised")


@pytest.mark.parametrize(
    "address", ["/cases?text=%00", "/trail?officer=a%00b", "/sign-in?next=%00"]
)
def test_a_nul_in_an_address_is_refused(world: World, sign_in: SignIn, address: str) -> None:
    # PostgreSQL keeps no NUL in a text: what holds one must not come that far.
    browser = sign_in(world.officers["administrator"])
    assert browser.get(address).status_code == 400


def test_a_nul_in_a_form_is_refused_at_the_door_too(client: FlaskClient) -> None:
    answer = post(client, "/sign-in", page="/sign-in", email="a\0@b.example", password="x")
    assert answer.status_code == 400
