"""Questions of a ring: why are these two linked, and what if something it rests on falls."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from casework.analysis.dossier import to_bytes
from casework.analysis.evidence import Space
from casework.flow import linking
from casework.flow.linking import AccountPair
from casework.model import Finding, LinkJudgement, TrailEntry
from casework.vocabulary import Judgement
from tests.analysis.dossiers import dossier, key
from tests.analysis.traces import circle, traces
from tests.web.rings.kept import found, known
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def _why(browser: FlaskClient, of: Finding, one: str, other: str) -> str:
    asked = f"/rings/{of.ring_id}/why?one=taobao/{one}&other=taobao/{other}"
    return browser.get(asked).get_data(as_text=True)


def test_why_offers_two_different_accounts_at_first(world: World, browser: FlaskClient) -> None:
    made = known(world)

    page = browser.get(f"/rings/{made.ring_id}/why").get_data(as_text=True)

    assert '<option selected value="taobao/s01">' in page.partition('name="other"')[2]


def test_why_two_are_linked_is_answered_for_any_two(world: World, browser: FlaskClient) -> None:
    # Given a ring of five, one tied to the next
    made = known(world)
    asked = f"/rings/{made.ring_id}/why?one=taobao/s00&other=taobao/s0"

    # Then neighbours show what they share, and the ends the chain
    near = browser.get(f"{asked}1").get_data(as_text=True)
    assert '<span class="written">v100</span>, written as' in near
    assert near.count('<article class="cw-tie"') == 1
    assert (
        f"/rings/{made.ring_id}/exclude?finding={made.id}&amp;one=taobao/s00&amp;other=taobao/s01"
        in near
    )
    far = browser.get(f"{asked}4").get_data(as_text=True)
    assert "They share nothing directly" in far
    assert far.count('<article class="cw-tie"') == 4
    assert "Choose two different accounts" in browser.get(f"{asked}0").get_data(as_text=True)


def test_an_address_of_an_earlier_finding_answers_nothing(
    world: World, browser: FlaskClient
) -> None:
    made = known(world)

    page = browser.get(f"/rings/{made.ring_id}/what-if?finding=77&without=1").get_data(as_text=True)

    assert "found anew since this address was made" in page
    assert 'id="left"' not in page


def test_what_if_says_what_is_left_and_changes_nothing(world: World, browser: FlaskClient) -> None:
    # Given a ring of five in a row; when its third account is supposed not to be of it
    made = known(world)
    page = browser.get(f"/rings/{made.ring_id}/what-if?without=2").get_data(as_text=True)

    # Then what is left is told with its limits, and what was asked stands in the form
    assert "Of 4 accounts no group remains." in page
    assert page.count(" checked ") == 1
    assert "Nothing is changed by asking" in page
    assert "A new discovery counts anew" in page
    assert "only the strongest was kept" not in page

    # And nothing was recorded but that the ring was read
    assert world.session.scalars(select(TrailEntry.what)).all()[-1] == "ring:read"
    assert world.session.scalars(select(LinkJudgement)).all() == []


def test_of_a_very_large_group_the_answers_say_that_weaker_traces_are_missing(
    world: World, browser: FlaskClient
) -> None:
    # Given a ring of six, of whose traces the strongest were kept
    shared = traces(6, circle(list(range(6)), 0))
    made = known(world, accounts=6)
    made.evidence = to_bytes(dossier(shared, most=15))
    world.session.commit()

    # Then what is left of it says so
    page = browser.get(f"/rings/{made.ring_id}/what-if?without=2").get_data(as_text=True)
    assert "only the strongest was kept" in page


@pytest.mark.parametrize("kept_all", [True, False])
def test_that_no_chain_leads_on_is_said_only_where_it_is_known(
    world: World, browser: FlaskClient, kept_all: bool
) -> None:
    # Given two pairs that nothing joins, and traces that were kept or not
    shared = traces(4, [(0, 1, 1, Space.DEVICE, 12.0), (2, 3, 2, Space.DEVICE, 12.0)])
    evidence = to_bytes(replace(dossier(shared), left_out=0 if kept_all else 3))
    made = known(world, accounts=4)
    made.evidence = evidence
    world.session.commit()

    # When two of different pairs are asked about
    page = _why(browser, made, "s00", "s03")

    # Then it is denied that they share anything only where everything was kept
    assert ("No chain of ties leads from one to the other" in page) is kept_all
    assert ("They share nothing directly" in page) is kept_all
    assert ("They are not among the ties kept" in page) is not kept_all


def test_an_older_finding_denies_nothing(world: World, browser: FlaskClient) -> None:
    made = found(world)

    page = _why(browser, made, "s00000", "s00002")

    assert "They are not among the ties kept" in page
    assert "No chain of ties" not in page


def test_a_judgement_is_the_reason_where_no_trace_is_left(
    world: World, browser: FlaskClient
) -> None:
    # Given a ring of two pairs that an officer joined
    shared = traces(4, [(0, 1, 1, Space.DEVICE, 12.0), (2, 3, 2, Space.DEVICE, 12.0)])
    made = known(world, accounts=4)
    made.evidence = to_bytes(dossier(shared))
    world.session.commit()
    pair = AccountPair.of(key(1), key(2))
    linking.judge(world.act(), pair, Judgement.CONFIRMED, "One lease.")
    world.session.commit()

    # Then the two show the judgement, and the chain of the ends goes over it
    near = _why(browser, made, "s01", "s02")
    far = _why(browser, made, "s00", "s03")
    for page, ties in ((near, 1), (far, 3)):
        assert page.count('<article class="cw-tie"') == ties
        assert "This judgement is the only ground of the tie" in page and "One lease." in page


def test_a_chain_of_weak_ties_is_not_told_as_tying(world: World, browser: FlaskClient) -> None:
    # Given a weak tie of two, and a surer way by a third that does not tie alone either
    weak = [(0, 2, 1, Space.IMAGE, 0.5), (0, 1, 2, Space.DEVICE, 12.0), (1, 2, 3, Space.IMAGE, 3.0)]
    made = known(world, accounts=3)
    made.evidence = to_bytes(dossier(traces(3, weak)))
    world.session.commit()

    page = _why(browser, made, "s00", "s02")

    assert "The chain below is the surest way there is" in page
    assert "The chain below does." not in page


def test_what_the_ring_does_not_have_is_said(world: World, browser: FlaskClient) -> None:
    made = known(world)

    page = browser.get(f"/rings/{made.ring_id}/what-if?value=99").get_data(as_text=True)

    assert "This could not be taken as it is" in page
    assert 'id="left"' not in page


def test_an_older_finding_cannot_be_asked(world: World, browser: FlaskClient) -> None:
    made = found(world)

    page = browser.get(f"/rings/{made.ring_id}/what-if?without=1").get_data(as_text=True)

    assert "older than the keeping of evidence" in page


@pytest.mark.parametrize(
    ("path", "facts"),
    [
        ("member?account=taobao/s01", {"member": "taobao/s01"}),
        ("why?one=taobao/s00&other=taobao/s01", {"asked": ["taobao/s00", "taobao/s01"]}),
        ("what-if", {"page": "what-if"}),
        ("ties", {"page": "ties"}),
        (
            "exclude?finding=1&one=taobao/s00&other=taobao/s01&number=0",
            {"asked": ["taobao/s00", "taobao/s01"]},
        ),
    ],
)
def test_what_was_asked_of_a_ring_stands_on_the_trail(
    world: World, browser: FlaskClient, path: str, facts: dict[str, Any]
) -> None:
    # Given a ring; when a member, or two, are asked about
    made = known(world)
    assert browser.get(f"/rings/{made.ring_id}/{path}").status_code == 200
    # Then who asked for what is kept
    entry = world.session.scalars(select(TrailEntry).where(TrailEntry.what == "ring:read")).one()
    assert entry.facts == facts


def test_an_account_of_another_ring_can_be_asked_about(world: World, browser: FlaskClient) -> None:
    # Given two rings of one run
    made = known(world)
    other = found(world, run=made.run)
    asked = f"/rings/{made.ring_id}/why?one=taobao/s00&other=taobao/s01&elsewhere="

    # When an account of the other is written
    answer = browser.get(f"{asked}taobao / s00002")

    # Then the address names the two, and the page says where each is
    assert answer.location == f"/rings/{made.ring_id}/why?one=taobao/s00&other=taobao/s00002"
    page = browser.get(answer.location).get_data(as_text=True)
    assert made.ring.number in page and other.ring.number in page
    assert "What accounts show is kept ring by ring" in page

    # And one of no ring is refused at its field
    refused = browser.get(f"{asked}taobao/nobody").get_data(as_text=True)
    assert refused.count("This account is in no ring of the newest run") == 2


@pytest.mark.parametrize("asked", ["one=taobao/gone&other=taobao/s01", "one=0&other=1", "one="])
def test_an_account_that_left_the_ring_is_said_to_have(
    world: World, browser: FlaskClient, asked: str
) -> None:
    made = known(world)

    page = browser.get(f"/rings/{made.ring_id}/why?{asked}").get_data(as_text=True)

    assert "This account is not in the ring, or not any more" in page
    assert '<article class="cw-tie"' not in page
