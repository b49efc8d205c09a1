"""Ties are judged with a reason, shown, and taken back."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from casework.model import ExcludedExplanation, Finding, LinkJudgement, TrailEntry
from casework.vocabulary import IdentifierKind, Judgement
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


_PAIR = "one=taobao/s00000&other=taobao/s00001"


def _page(finding: Finding) -> str:
    return f"/rings/{finding.ring_id}/judge?{_PAIR}"


def test_a_tie_is_judged_with_a_reason(
    world: World, finding: Finding, browser: FlaskClient
) -> None:
    # When an officer refuses a tie and says why
    page = _page(finding)
    answer = post(browser, page, page=page, judgement="refused", why="A shared agent.")

    # Then it is kept with name and reason, and why the two are linked comes back
    kept = world.session.scalars(select(LinkJudgement)).one()
    assert kept.judgement is Judgement.REFUSED
    assert kept.why == "A shared agent."
    assert kept.judged_by.name == "Investigator"
    assert answer.location == f"/rings/{finding.ring_id}/why?{_PAIR}"


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


def _reason(finding: Finding) -> str:
    return f"/rings/{finding.ring_id}/exclude?finding={finding.id}&{_PAIR}&number=0"


def test_an_explanation_is_excluded_because(
    world: World, finding: Finding, browser: FlaskClient
) -> None:
    # When an officer excludes what the first reason of two could innocently mean
    page = _reason(finding)
    answer = post(browser, page, page=page, why="Never given back.")

    # Then it is kept with who, when and why, and stands beside the explanation
    kept = world.session.scalars(select(ExcludedExplanation)).one()
    assert (kept.kind, kept.value) == (IdentifierKind.PHONE, "+8613812345678")
    assert kept.excluded_by.name == "Investigator"
    world.session.commit()
    assert answer.status_code == 303
    for shown in (answer.location, f"/rings/{finding.ring_id}/ties"):
        told = browser.get(shown).get_data(as_text=True)
        assert "by Investigator" in told and "because: Never given back." in told


def test_an_exclusion_is_taken_back_not_erased(
    world: World, finding: Finding, browser: FlaskClient
) -> None:
    # Given an exclusion
    page = _reason(finding)
    post(browser, page, page=page, why="Never given back.")
    kept = world.session.scalars(select(ExcludedExplanation)).one()
    world.session.commit()
    assert "Never given back." in browser.get("/links").get_data(as_text=True)

    # When it is taken back
    post(browser, f"/links/exclusions/{kept.id}/withdraw")

    # Then it stays on record, and the explanation stands again
    world.session.expire_all()
    assert world.session.scalars(select(ExcludedExplanation)).one().withdrawn_at is not None
    world.session.commit()
    assert "No explanation has been excluded yet" in browser.get("/links").get_data(as_text=True)


def test_an_exclusion_without_a_reason_is_not_taken(
    world: World, finding: Finding, browser: FlaskClient
) -> None:
    page = _reason(finding)

    answer = post(browser, page, page=page, why="")

    assert answer.status_code == 200
    assert world.session.scalars(select(ExcludedExplanation)).all() == []


def test_a_reason_of_an_earlier_finding_is_not_taken_for_one_of_this(
    world: World, finding: Finding, browser: FlaskClient
) -> None:
    # Given an address whose reasons another finding numbered
    page = _reason(finding).replace(f"finding={finding.id}", "finding=77")

    # When it is asked for, and when it is sent
    told = browser.get(page).get_data(as_text=True)
    answer = post(browser, page, page="/account", why="Never given back.")

    # Then it leads to the two as they are linked now, and nothing is excluded
    assert "found anew since this address was made" in told
    assert f"/rings/{finding.ring_id}/why?{_PAIR.replace('&', '&amp;')}" in told
    assert answer.status_code == 200
    assert world.session.scalars(select(ExcludedExplanation)).all() == []


@pytest.mark.parametrize(
    "asked",
    [
        f"{_PAIR}&number=9",
        f"{_PAIR}&number=-1",
        _PAIR,
        "one=taobao/s00000&other=taobao/s00002&number=0",
        "one=taobao/s00000&other=taobao/s00000&number=0",
        "one=taobao/s00000&other=jd/nobody&number=0",
        "",
    ],
)
def test_a_reason_that_is_not_there(asked: str, finding: Finding, browser: FlaskClient) -> None:
    answer = browser.get(f"/rings/{finding.ring_id}/exclude?finding={finding.id}&{asked}")

    assert answer.status_code == 404


def test_who_looked_at_a_tie_to_judge_it_stands_on_the_trail(
    world: World, finding: Finding, browser: FlaskClient
) -> None:
    # When a tie is looked at, and an explanation of it
    asked = ["taobao/s00000", "taobao/s00001"]
    for page in (_page(finding), _reason(finding)):
        assert browser.get(page).status_code == 200

    # Then each stands on record with whom was asked about
    read = select(TrailEntry.facts).where(TrailEntry.what == "ring:read")
    assert world.session.scalars(read).all() == [{"asked": asked}, {"asked": asked}]


def test_an_auditor_excludes_nothing(finding: Finding, world: World, sign_in: SignIn) -> None:
    auditor = sign_in(world.officers["auditor"])

    assert auditor.get(_reason(finding)).status_code == 403
    shown = auditor.get(f"/rings/{finding.ring_id}").get_data(as_text=True)
    assert "Exclude this explanation" not in shown


def test_an_auditor_sees_ties_and_judges_none(
    world: World, finding: Finding, sign_in: SignIn
) -> None:
    auditor = sign_in(world.officers["auditor"])

    assert auditor.get(_page(finding)).status_code == 403
    assert ">Judge</a>" not in auditor.get(f"/rings/{finding.ring_id}").get_data(as_text=True)


def test_another_agency_finds_no_tie(world: World, finding: Finding, sign_in: SignIn) -> None:
    assert sign_in(world.officers["brand"]).get(_page(finding)).status_code == 404


@pytest.mark.parametrize(
    "asked", ["", "one=taobao/s00000", "one=taobao/s00000&other=jd/nobody", "one=x&other=x"]
)
def test_accounts_of_no_ring_are_not_judged(
    asked: str, finding: Finding, browser: FlaskClient
) -> None:
    assert browser.get(f"/rings/{finding.ring_id}/judge?{asked}").status_code == 404


@pytest.mark.parametrize("verdict", [Judgement.CONFIRMED, Judgement.REFUSED])
def test_accounts_of_two_rings_are_judged(
    verdict: Judgement, world: World, finding: Finding, browser: FlaskClient
) -> None:
    # Given another ring of the same run
    by = world.officers["investigator"]
    other = rings.known(world.session, by, run=finding.run)
    number = other.ring.number
    world.session.commit()
    pair = "one=taobao/s00000&other=taobao/s03"

    # When an account of each is judged, from the page that says why they are linked
    way = f"/rings/{finding.ring_id}/judge?{pair}"
    before = browser.get(f"/rings/{finding.ring_id}/why?{pair}").get_data(as_text=True)
    assert way.replace("&", "&amp;") in before and number in before
    answer = post(browser, way, page=way, judgement=verdict.value, why="Seen at one desk.")

    # Then the judgement is kept, and stands on that page
    kept = world.session.scalars(select(LinkJudgement)).one()
    assert (kept.left_account, kept.right_account) == ("s00000", "s03")
    assert kept.judgement is verdict
    world.session.commit()
    told = browser.get(answer.location).get_data(as_text=True)
    assert "by Investigator on" in told and "Seen at one desk." in told


def test_a_pair_of_one_ring_that_shares_nothing_is_judged(
    world: World, browser: FlaskClient
) -> None:
    # Given the ends of a chain, which share nothing directly
    made = rings.known(world.session, world.officers["investigator"])
    world.session.commit()
    way = f"/rings/{made.ring_id}/judge?one=taobao/s00&other=taobao/s04"
    why = way.replace("/judge", "/why")
    assert way.replace("&", "&amp;") in browser.get(why).get_data(as_text=True)

    # When they are confirmed
    post(browser, way, page=way, judgement="confirmed", why="One lease.")

    # Then it is kept
    assert world.session.scalars(select(LinkJudgement)).one().why == "One lease."
