"""One ring with everything it rests on, its ties, its picture and its map."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from casework.flow import linking
from casework.flow.linking import AccountPair
from casework.model import TrailEntry
from casework.vocabulary import Judgement, PlaceRole
from casework.web.picture import pair_of
from tests.analysis.dossiers import key
from tests.factories import rings
from tests.web.conftest import SignIn
from tests.web.rings.kept import found, known
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def test_one_ring_shows_its_sentences_and_leads_to_the_rows(
    world: World, browser: FlaskClient
) -> None:
    made = found(world, reasons=["3 accounts are tied together"])

    page = browser.get(f"/rings/{made.ring_id}").get_data(as_text=True)

    assert "3 accounts are tied together." in page
    assert "The same phone number: 2 of 400 accounts show it." in page
    assert "The number was given out again." in page
    assert "广东省广州市白云区兴隆路12号3栋402室" in page
    assert 'href="/intake/batches/1/rows/2"' in page


def test_a_suspected_ring_says_so(world: World, browser: FlaskClient) -> None:
    made = found(world, suspected=True)

    assert "suspected only" in browser.get(f"/rings/{made.ring_id}").get_data(as_text=True)
    assert made.ring.number not in browser.get("/rings").get_data(as_text=True)
    assert made.ring.number in browser.get("/rings?suspected=1").get_data(as_text=True)


def test_all_ties_are_paged(world: World, browser: FlaskClient) -> None:
    made = found(world, accounts=60)

    page = browser.get(f"/rings/{made.ring_id}/ties").get_data(as_text=True)

    assert page.count('<article class="cw-tie"') == 50
    assert 'rel="next"' in page


def test_a_judged_tie_shows_who_judged_and_why(world: World, browser: FlaskClient) -> None:
    made = found(world)
    linking.judge(world.act(), pair_of(made.ties[0]), Judgement.REFUSED, "Two landlords.")
    world.session.commit()

    page = browser.get(f"/rings/{made.ring_id}/ties").get_data(as_text=True)

    assert "Refused by Investigator" in page
    assert "Two landlords." in page


def test_the_picture_comes_as_data(world: World, browser: FlaskClient) -> None:
    made = found(world)

    drawn = browser.get(f"/rings/{made.ring_id}/graph").get_json()

    assert [node["account"] for node in drawn["nodes"]] == ["s00000", "s00001", "s00002"]
    assert len(drawn["edges"]) == 2
    assert drawn["accounts"] == 3
    assert drawn["more_ties"] is False


def test_the_map_says_how_many_places_it_cannot_show(world: World, browser: FlaskClient) -> None:
    # Given a warehouse with coordinates and a workshop without
    made = found(world)
    made.places.append(rings.place(1, role=PlaceRole.PRODUCTION, lat=None, lon=None))
    world.session.commit()

    shown = browser.get(f"/rings/{made.ring_id}/map").get_json()

    assert [place["role"] for place in shown["places"]] == ["warehouse"]
    assert shown["of"] == 2


def test_where_to_buy_next_and_who_holds_it_together_stand_on_the_page(
    world: World, browser: FlaskClient
) -> None:
    # Given a fragile ring with a test buy to make, a keystone, and changes since the run before
    buy = {
        "platform": "taobao", "account_id": "s00001", "listing_id": "L77", "title": "快煮壶",
        "price": "59.90", "currency": "CNY", "says": ["a verdict would settle it"], "brand": "",
    }  # fmt: skip
    changes = {
        "new": False, "joined": [["taobao", "s00002"]], "left": [["jd", "gone"]],
        "merged": ["R-2026-0007"], "split_from": None, "split_off": [],
    }  # fmt: skip
    made = found(world, next_buys=[buy], changes=changes, stability=0.69)
    made.members[0].keystone = ["it takes the money of the others"]
    world.session.commit()

    # When its page is read
    page = browser.get(f"/rings/{made.ring_id}").get_data(as_text=True)

    # Then each is there, and leads on
    for said in ("L77", "快煮壶", "CNY\N{NO-BREAK SPACE}59.90", "A verdict would settle it."):
        assert said in page
    assert "It takes the money of the others." in page
    assert "1 account joined" in page and "1 account left" in page
    assert "Merged into it: R-2026-0007" in page
    assert "Fragile" in page
    assert f'href="/rings/{made.ring_id}/member?account=taobao/s00001"' in page


def test_a_ring_the_newest_run_does_not_find_says_so(world: World, browser: FlaskClient) -> None:
    made = found(world)
    rings.run(world.session, world.officers["investigator"])
    world.session.commit()

    page = browser.get(f"/rings/{made.ring_id}").get_data(as_text=True)

    assert "does not find this ring" in page


@pytest.mark.parametrize("fresh", [True, False])
def test_a_new_ring_says_whether_its_accounts_are_new(
    world: World, browser: FlaskClient, fresh: bool
) -> None:
    changes = {"new": True, "fresh": fresh, "split_from": None if fresh else "R-2026-0001"}
    made = found(world, changes=changes)

    page = browser.get(f"/rings/{made.ring_id}").get_data(as_text=True)

    assert ("no ring of the run before had any of these accounts" in page) is fresh
    assert ("Split off from R-2026-0001" in page) is not fresh


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/ties",
        "/graph",
        "/map",
        "/why?one=taobao/s00000&other=taobao/s00001",
        "/what-if",
        "/member?account=taobao/s00001",
        "/place?role=warehouse&key=guangdong/guangzhou/baiyun/xinglonglu/12/3/402",
        "/judge?one=taobao/s00000&other=taobao/s00001",
    ],
)
def test_a_ring_of_another_agency_is_not_there(path: str, world: World, sign_in: SignIn) -> None:
    # Given pages that are there for the agency whose ring it is
    made = found(world)
    made.places[0].rows = []  # no such batch was delivered
    world.session.commit()
    address = f"/rings/{made.ring_id}{path}"
    assert sign_in(world.officers["investigator"]).get(address).status_code == 200

    # When an officer of another agency asks for them
    answer = sign_in(world.officers["brand"]).get(address)

    # Then they are not there

    assert answer.status_code == 404
    assert made.ring.number not in answer.get_data(as_text=True)


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


def test_a_pair_an_officer_confirmed_is_a_tie_of_the_ring(
    world: World, browser: FlaskClient
) -> None:
    # Given a confirmed pair that shares no trace at all
    made = known(world)
    pair = AccountPair.of(key(0), key(4))
    linking.judge(world.act(), pair, Judgement.CONFIRMED, "One lease.")
    world.session.commit()

    # Then it is among the ties of the ring, with the judgement as its only ground
    for path in ("", "/ties"):
        page = browser.get(f"/rings/{made.ring_id}{path}").get_data(as_text=True)
        assert page.count('<article class="cw-tie"') == 5
        assert "Confirmed by Investigator on" in page and "One lease." in page
        assert "This judgement is the only ground of the tie" in page

    # And in its picture
    drawn = browser.get(f"/rings/{made.ring_id}/graph").get_json()
    assert [(one["judgement"], one["kinds"]) for one in drawn["edges"]][-1] == ("confirmed", [])
