"""Agencies and officers: an administrator minds their own agency, the host's every one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from casework.model import Agency, Officer, TrailEntry
from casework.vocabulary import Role
from tests.factories import people as factory
from tests.web.conftest import SignIn, post
from tests.worlds import World

on_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@pytest.fixture
def host(world: World, sign_in: SignIn) -> FlaskClient:
    """The browser of the host's administrator."""
    return sign_in(world.officers["administrator"])


@pytest.fixture
def brands(world: World, sign_in: SignIn) -> FlaskClient:
    """The browser of the brand's own administrator."""
    officer = factory.officer(
        world.session, agency=world.agencies["brand"], role=Role.ADMINISTRATOR, name="Brand Admin"
    )
    world.officers["brand-administrator"] = officer
    world.session.commit()
    return sign_in(officer)


def test_enrolling_shows_the_link_once(world: World, host: FlaskClient) -> None:
    # Given the page of an agency
    police = world.agencies["police"]
    # When an officer is enrolled
    answer = post(host, _enrol(police), **_NEW)
    # Then they are, and the page shows a link that opens
    officer = _enrolled(world)
    assert (officer.agency_id, officer.role, officer.password) == (police.id, Role.LIAISON, None)
    link = re.search(r"http://localhost(/welcome/[\w-]+)", answer.text)
    assert link
    assert host.application.test_client().get(link[1]).status_code == 200
    # And the list of officers shows it no more
    assert "/welcome/" not in host.get(f"/admin/officers?agency_id={police.id}").text


def test_fields_nobody_asked_for_change_nothing(world: World, host: FlaskClient) -> None:
    # When a form brings more than its page asks
    more: dict[str, Any] = {
        "agency_id": world.agencies["platform"].id,
        "is_host": "1",
        "password": "set from outside it",
        "fs_uniquifier": "mine",
        "disabled_at": "2026-01-01",
        "tf_totp_secret": "mine",
        "id": "4711",
    }
    post(host, _enrol(world.agencies["police"]), **_NEW, **more)
    # Then the officer is as the page's fields and address say
    officer = _enrolled(world)
    assert officer.agency_id == world.agencies["police"].id
    assert officer.id != 4711
    assert officer.password is None
    assert officer.fs_uniquifier != "mine"
    assert officer.tf_totp_secret is None
    assert officer.active


@on_sqlite
def test_an_address_is_enrolled_once(world: World, host: FlaskClient) -> None:
    new = _NEW | {"email": " Police@POLICE.example "}

    answer = post(host, _enrol(world.agencies["police"]), **new)

    assert answer.status_code == 422
    assert "police@police.example is taken by another officer" in answer.text


@on_sqlite
@pytest.mark.parametrize(
    "email", ["nobody", "a b@c.example", "a@b\r\nX: y", "x" * 250 + "@a.example"]
)
def test_what_is_no_address_is_not_enrolled(world: World, host: FlaskClient, email: str) -> None:
    answer = post(host, _enrol(world.agencies["police"]), **_NEW | {"email": email})

    assert answer.status_code == 422


@on_sqlite
def test_a_role_that_is_none_is_refused(world: World, host: FlaskClient) -> None:
    answer = post(host, _enrol(world.agencies["police"]), **_NEW | {"role": "emperor"})

    assert answer.status_code == 422


def test_an_agencys_administrator_minds_their_own(world: World, brands: FlaskClient) -> None:
    new = _NEW | {"email": "new@brand.example", "role": "investigator"}

    assert post(brands, _enrol(world.agencies["brand"]), **new).status_code == 200
    assert "new@brand.example" in brands.get("/admin/officers").text


@pytest.mark.parametrize("verb", ["invite", "disable", "enable", "reset-second-factor"])
def test_an_agencys_administrator_cannot_touch_another(
    world: World, brands: FlaskClient, verb: str
) -> None:
    # Given the host's administrator, whose invitation would open the house
    target = world.officers["administrator"]
    # When the brand's administrator asks
    answer = post(brands, f"/admin/officers/{target.id}/{verb}")
    # Then there is nothing, nothing changed, and the try is on the trail
    assert answer.status_code == 404
    world.session.refresh(target)
    assert target.active
    assert list(world.session.scalars(select(TrailEntry.what))) == ["access:refused"]


@on_sqlite
def test_an_agencys_administrator_sees_no_other_agency(world: World, brands: FlaskClient) -> None:
    police = world.agencies["police"]

    assert brands.get(f"/admin/officers?agency_id={police.id}").status_code == 404
    assert brands.get(_enrol(police)).status_code == 404
    assert post(brands, _enrol(police), **_NEW).status_code == 404
    assert "Guangdong Police" not in brands.get("/admin/agencies").text


@on_sqlite
def test_an_agencys_administrator_adds_no_agency(brands: FlaskClient) -> None:
    assert brands.get("/admin/agencies/add").status_code == 403
    assert post(brands, "/admin/agencies/add", **_AGENCY).status_code == 403


@on_sqlite
@pytest.mark.parametrize("officer", ["investigator", "auditor", "police", "prosecutor"])
def test_only_administrators_change_officers(world: World, sign_in: SignIn, officer: str) -> None:
    browser = sign_in(world.officers[officer])
    own = world.officers[officer]

    assert browser.get(_enrol(own.agency)).status_code == 403
    assert post(browser, f"/admin/officers/{own.id}/invite").status_code in (403, 404)


def test_disabling_and_enabling(world: World, host: FlaskClient) -> None:
    officer = world.officers["police"]

    answer = post(host, f"/admin/officers/{officer.id}/disable")
    assert answer.location == f"/admin/officers?agency_id={officer.agency_id}"
    assert not _now(world, officer).active
    post(host, f"/admin/officers/{officer.id}/enable")
    assert _now(world, officer).active
    whats = world.session.scalars(select(TrailEntry.what).order_by(TrailEntry.seq))
    assert list(whats) == ["officer:disabled", "officer:enabled"]


@on_sqlite
def test_the_last_administrator_stays(world: World, host: FlaskClient) -> None:
    me = world.officers["administrator"]

    post(host, f"/admin/officers/{me.id}/disable")

    page = host.get("/admin/officers").text
    assert "is the last active administrator" in page
    world.session.refresh(me)
    assert me.active


@on_sqlite
def test_a_lost_authenticator_is_taken_away(world: World, host: FlaskClient) -> None:
    officer = world.officers["police"]
    officer.tf_primary_method, officer.tf_totp_secret = "authenticator", "kept"
    world.session.commit()

    post(host, f"/admin/officers/{officer.id}/reset-second-factor")

    world.session.refresh(officer)
    assert {officer.tf_primary_method, officer.tf_totp_secret} == {None}


@on_sqlite
def test_a_disabled_officer_is_not_invited(world: World, host: FlaskClient) -> None:
    officer = world.officers["police"]
    post(host, f"/admin/officers/{officer.id}/disable")

    answer = post(host, f"/admin/officers/{officer.id}/invite")

    assert answer.status_code == 409


def test_adding_an_agency(world: World, host: FlaskClient) -> None:
    answer = post(host, "/admin/agencies/add", **_AGENCY, is_host="1", id="4711")

    agency = world.session.scalars(select(Agency).where(Agency.code == "uk-police")).one()
    world.session.commit()
    assert answer.location == f"/admin/officers?agency_id={agency.id}"
    assert (agency.jurisdiction, agency.is_host) == ("GB-LND", False)
    assert "Nobody yet" in host.get(answer.location).text


@on_sqlite
@pytest.mark.parametrize(
    "changed", [{"jurisdiction": "Kent!"}, {"code": "police"}, {"code": "a b"}, {"kind": "gang"}]
)
def test_an_agency_that_cannot_be_added(host: FlaskClient, changed: dict[str, str]) -> None:
    assert post(host, "/admin/agencies/add", **_AGENCY | changed).status_code == 422


@on_sqlite
def test_officers_are_listed_page_by_page(world: World, host: FlaskClient) -> None:
    # Given more officers than a page holds
    for number in range(60):
        factory.officer(world.session, agency=world.agencies["police"], name=f"Officer {number:03}")
    world.session.commit()
    # When the first page is asked for
    first = host.get(f"/admin/officers?agency_id={world.agencies['police'].id}").text
    # Then it leads to the rest
    onward = re.search(r'href="(/admin/officers\?[^"]*after=[^"]+)"', first)
    assert onward
    second = host.get(onward[1].replace("&amp;", "&")).text
    assert "Officer 000" in first
    assert "Officer 059" not in first
    assert "Officer 059" in second


@on_sqlite
@pytest.mark.parametrize("url", ["/admin/officers?after=x", "/admin/officers?agency_id=x"])
def test_an_address_typed_wrong_is_no_failure_of_ours(host: FlaskClient, url: str) -> None:
    assert host.get(url).status_code in (200, 404)


@on_sqlite
def test_everybody_may_read_who_may_do_what(world: World, sign_in: SignIn) -> None:
    page = sign_in(world.officers["prosecutor"]).get("/admin/access").text

    assert "Seal a pack" in page
    assert "case:share" in page


_NEW: dict[str, Any] = {"name": "Xu Min", "email": "xu@police.example", "role": "liaison"}
_AGENCY: dict[str, Any] = {
    "name": "UK Police",
    "code": "uk-police",
    "kind": "police",
    "jurisdiction": "gb-lnd",
}


def _enrolled(world: World) -> Officer:
    chosen = select(Officer).where(Officer.email == "xu@police.example")
    officer = world.session.scalars(chosen).one()
    world.session.commit()
    return officer


def _now(world: World, officer: Officer) -> Officer:
    world.session.refresh(officer)
    world.session.commit()
    return officer


def _enrol(agency: Agency) -> str:
    return f"/admin/agencies/{agency.id}/enrol"
