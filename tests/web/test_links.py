"""Ties are judged with a reason, shown, and taken back."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from casework.model import Finding, LinkJudgement
from casework.vocabulary import Judgement
from tests.factories import rings
from tests.web.conftest import SignIn, post
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@pytest.fixture
def finding(world: World) -> Finding:
    made = rings.chain(world.session, world.officers["investigator"])
    world.session.commit()
    return made


@pytest.fixture
def browser(world: World, sign_in: SignIn) -> FlaskClient:
    return sign_in(world.officers["investigator"])


def _page(finding: Finding) -> str:
    return f"/rings/{finding.ring_id}/ties/{finding.ties[0].id}/judge"


def test_a_tie_is_judged_with_a_reason(
    world: World, finding: Finding, browser: FlaskClient
) -> None:
    # When an officer refuses a tie and says why
    page = _page(finding)
    answer = post(browser, page, page=page, judgement="refused", why="A shared agent.")

    # Then it is kept with name and reason, and the page of ties comes back
    kept = world.session.scalars(select(LinkJudgement)).one()
    assert kept.judgement is Judgement.REFUSED
    assert kept.why == "A shared agent."
    assert kept.judged_by.name == "Investigator"
    assert answer.location == f"/rings/{finding.ring_id}/ties#t{finding.ties[0].id}"


@pytest.mark.parametrize(
    "fields", [{"judgement": "refused"}, {"why": "Because."}, {"judgement": "proposed", "why": "x"}]
)
def test_a_judgement_without_its_parts_is_not_taken(
    fields: dict[str, str], world: World, finding: Finding, browser: FlaskClient
) -> None:
    page = _page(finding)

    answer = post(browser, page, page=page, **fields)

    assert "This could not be taken as it is" in answer.get_data(as_text=True)
    assert world.session.scalars(select(LinkJudgement)).all() == []


def test_a_judgement_is_withdrawn_not_erased(
    world: World, finding: Finding, browser: FlaskClient
) -> None:
    page = _page(finding)
    post(browser, page, page=page, judgement="confirmed", why="One landlord.")
    kept = world.session.scalars(select(LinkJudgement)).one()
    world.session.commit()
    assert "One landlord." in browser.get("/links").get_data(as_text=True)

    post(browser, f"/links/{kept.id}/withdraw")

    world.session.expire_all()
    assert world.session.scalars(select(LinkJudgement)).one().withdrawn_at is not None
    world.session.commit()
    assert "Nothing has been judged yet" in browser.get("/links").get_data(as_text=True)


def test_an_auditor_sees_ties_and_judges_none(
    world: World, finding: Finding, sign_in: SignIn
) -> None:
    auditor = sign_in(world.officers["auditor"])

    assert auditor.get(_page(finding)).status_code == 403
    assert ">Judge</a>" not in auditor.get(f"/rings/{finding.ring_id}").get_data(as_text=True)


def test_another_agency_finds_no_tie(world: World, finding: Finding, sign_in: SignIn) -> None:
    assert sign_in(world.officers["brand"]).get(_page(finding)).status_code == 404


def test_a_tie_under_another_ring_is_not_there(
    world: World, finding: Finding, browser: FlaskClient
) -> None:
    other = rings.chain(world.session, world.officers["investigator"])
    world.session.commit()

    answer = browser.get(f"/rings/{other.ring_id}/ties/{finding.ties[0].id}/judge")

    assert answer.status_code == 404
