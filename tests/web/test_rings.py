"""Rings on pages: ranked, narrowed, one with everything it rests on, its picture and its map."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from casework.flow import linking
from casework.model import Finding, Job, TrailEntry
from casework.vocabulary import JobVerb, Judgement, PlaceRole
from casework.web.picture import pair_of
from tests.factories import rings
from tests.web.conftest import SignIn, post
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@pytest.fixture
def browser(world: World, sign_in: SignIn) -> FlaskClient:
    return sign_in(world.officers["investigator"])


def _found(world: World, **given: Any) -> Finding:
    made = rings.chain(world.session, world.officers["investigator"], **given)
    assert made.ring.number  # read now: later it would open a transaction and hold the register
    world.session.commit()
    return made


def test_before_any_discovery_the_page_says_what_to_do(browser: FlaskClient) -> None:
    page = browser.get("/rings").get_data(as_text=True)

    assert "No discovery has been run yet" in page


def test_rings_are_listed_with_score_brands_and_sales(world: World, browser: FlaskClient) -> None:
    made = _found(world, brands=["Norvik"], score=0.97)

    page = browser.get("/rings").get_data(as_text=True)

    assert made.ring.number in page
    assert "0.97" in page
    assert "Norvik" in page
    assert "2 counterfeit" in page


def test_filters_narrow_the_list(world: World, browser: FlaskClient) -> None:
    # Given two rings of one run
    run = rings.run(world.session, world.officers["investigator"])
    weak = _found(world, run=run, score=0.4, brands=["云上"])
    strong = _found(world, run=run, score=0.9, brands=["Norvik"])

    # When only the strong are wanted
    page = browser.get("/rings?min_score=0.8").get_data(as_text=True)

    # Then the weak is gone; and a brand in Chinese is found as it is written
    assert strong.ring.number in page
    assert weak.ring.number not in page
    page = browser.get("/rings", query_string={"brand": "云上"}).get_data(as_text=True)
    assert weak.ring.number in page
    assert strong.ring.number not in page


def test_a_filter_that_does_not_fit_is_said_at_its_field(
    world: World, browser: FlaskClient
) -> None:
    made = _found(world)

    page = browser.get("/rings?min_score=much").get_data(as_text=True)

    assert 'aria-invalid="true"' in page
    assert made.ring.number in page


def test_a_long_list_is_paged_and_keeps_its_filters(world: World, browser: FlaskClient) -> None:
    # Given more rings than a page holds
    by = world.officers["investigator"]
    run = rings.run(world.session, by)
    for rank in range(1, 53):
        rings.finding(world.session, by, run=run, rank=rank)
    world.session.commit()

    # When the second page is asked for by its link
    first = browser.get("/rings?brand=Norvik").get_data(as_text=True)
    way = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = browser.get(way).get_data(as_text=True)

    # Then it holds the rest, and the filter still counts
    assert "brand=Norvik" in way
    assert second.count('class="num">5') >= 2
    assert "End of rings" in second


def test_one_ring_shows_its_sentences_and_leads_to_the_rows(
    world: World, browser: FlaskClient
) -> None:
    made = _found(world, reasons=["3 accounts are tied together"])

    page = browser.get(f"/rings/{made.ring_id}").get_data(as_text=True)

    assert "3 accounts are tied together." in page
    assert "The same phone number: 2 of 400 accounts show it." in page
    assert "The number was given out again." in page
    assert "广东省广州市白云区兴隆路12号3栋402室" in page
    assert 'href="/intake/batches/1/rows/2"' in page


def test_a_suspected_ring_says_so(world: World, browser: FlaskClient) -> None:
    made = _found(world, suspected=True)

    assert "suspected only" in browser.get(f"/rings/{made.ring_id}").get_data(as_text=True)
    assert made.ring.number not in browser.get("/rings").get_data(as_text=True)
    assert made.ring.number in browser.get("/rings?suspected=1").get_data(as_text=True)


def test_all_ties_are_paged(world: World, browser: FlaskClient) -> None:
    made = _found(world, accounts=60)

    page = browser.get(f"/rings/{made.ring_id}/ties").get_data(as_text=True)

    assert page.count('<article class="cw-tie"') == 50
    assert 'rel="next"' in page


def test_a_judged_tie_shows_who_judged_and_why(world: World, browser: FlaskClient) -> None:
    made = _found(world)
    linking.judge(world.act(), pair_of(made.ties[0]), Judgement.REFUSED, "Two landlords.")
    world.session.commit()

    page = browser.get(f"/rings/{made.ring_id}/ties").get_data(as_text=True)

    assert "Refused by Investigator" in page
    assert "Two landlords." in page


def test_the_picture_comes_as_data(world: World, browser: FlaskClient) -> None:
    made = _found(world)

    drawn = browser.get(f"/rings/{made.ring_id}/graph").get_json()

    assert [node["account"] for node in drawn["nodes"]] == ["s00000", "s00001", "s00002"]
    assert len(drawn["edges"]) == 2
    assert drawn["accounts"] == 3
    assert drawn["more_ties"] is False


def test_the_map_says_how_many_places_it_cannot_show(world: World, browser: FlaskClient) -> None:
    # Given a warehouse with coordinates and a workshop without
    made = _found(world)
    made.places.append(rings.place(1, role=PlaceRole.PRODUCTION, lat=None, lon=None))
    world.session.commit()

    shown = browser.get(f"/rings/{made.ring_id}/map").get_json()

    assert [place["role"] for place in shown["places"]] == ["warehouse"]
    assert shown["of"] == 2


def test_too_common_values_are_listed_with_their_numbers(
    world: World, browser: FlaskClient
) -> None:
    value = {
        "kind": "return address",
        "value": "zhejiang/yiwu/futianlu/12",
        "as_written": "浙江省义乌市福田路12号",
        "accounts": 812,
        "parties": 740,
        "says": "a third-party warehouse",
    }
    rings.run(world.session, world.officers["investigator"], too_common=[value])
    world.session.commit()

    page = browser.get("/rings/too-common").get_data(as_text=True)

    assert "浙江省义乌市福田路12号" in page
    assert "812" in page
    assert "740" in page


def test_a_discovery_is_asked_for_as_a_job(world: World, browser: FlaskClient) -> None:
    answer = post(browser, "/rings/discover")

    job = world.session.scalars(select(Job)).one()
    assert job.verb is JobVerb.DISCOVER
    assert answer.location == f"/work/{job.id}"


@pytest.mark.parametrize("path", ["", "/ties", "/graph", "/map"])
def test_a_ring_of_another_agency_is_not_there(path: str, world: World, sign_in: SignIn) -> None:
    made = _found(world)

    answer = sign_in(world.officers["brand"]).get(f"/rings/{made.ring_id}{path}")

    assert answer.status_code == 404
    assert made.ring.number not in answer.get_data(as_text=True)


@pytest.mark.parametrize("score", ["NaN", "sNaN", "Infinity", "1e400"])
def test_a_score_that_is_no_number_narrows_nothing(
    world: World, sign_in: SignIn, score: str
) -> None:
    browser = sign_in(world.officers["investigator"])
    assert browser.get(f"/rings?min_score={score}").status_code == 200


def test_that_a_ring_was_read_stands_on_the_trail(world: World, sign_in: SignIn) -> None:
    # Given a ring
    officer = world.officers["investigator"]
    found = rings.chain(world.session, officer)
    world.session.commit()
    # When its page is read
    assert sign_in(officer).get(f"/rings/{found.ring_id}").status_code == 200
    # Then who read it is kept
    entry = world.session.scalars(select(TrailEntry).where(TrailEntry.what == "ring:read")).one()
    assert (entry.name, entry.officer_id) == (found.ring.number, officer.id)
