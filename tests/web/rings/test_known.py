"""How do you know? Asked of a member and of a place, and answered down to the rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from casework.flow import intake, linking
from casework.flow.linking import AccountPair
from casework.vocabulary import Judgement
from casework.web.picture import pair_of
from tests.analysis.dossiers import key
from tests.factories.intake import write_csv
from tests.web.rings.kept import found, known
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def test_a_member_answers_how_do_you_know(world: World, browser: FlaskClient) -> None:
    # Given a ring of five, and a refused tie of its second member
    made = known(world)
    linking.judge(world.act(), pair_of(made.ties[0]), Judgement.REFUSED, "Two landlords.")
    world.session.commit()

    # When the second member is asked about
    page = browser.get(f"/rings/{made.ring_id}/member?account=taobao/s01").get_data(as_text=True)

    # Then what it shares, with whom, how rare, what else it means and the rows are there
    assert "v100 as 1 writes it" in page and "v100 as 0 writes it" in page
    assert '<span class="written">v100</span>, written as' in page
    assert "The same device: 2 of 400 accounts show it" in page
    assert "A shop-operating agency" in page
    assert 'href="/intake/batches/1/rows/3"' in page
    assert "refused" in page
    assert f"/rings/{made.ring_id}/why?one=taobao/s01&amp;other=taobao/s00" in page


def test_a_member_of_an_older_finding_shows_its_strongest_ties(
    world: World, browser: FlaskClient
) -> None:
    made = found(world)

    page = browser.get(f"/rings/{made.ring_id}/member?account=taobao/s00001").get_data(as_text=True)

    assert "older than the keeping of evidence" in page
    assert page.count('<article class="cw-tie"') == 2


def test_a_place_answers_how_do_you_know(
    world: World, browser: FlaskClient, tmp_path: Path
) -> None:
    # Given a place a delivered parcel points to
    parcel = {
        "carrier": "sf", "waybill_no": "SF1461182063240", "shipped_on": "2026-02-03",
        "sender_address": "广州白云兴隆路12号", "pieces": "9",
    }  # fmt: skip
    file = write_csv(tmp_path / "shipments.csv", [parcel])
    (batch,) = intake.take_in(world.act(), file, file.name).batches
    made = found(world)
    row = {"batch_id": batch.id, "kind": "shipments", "row_number": 2, "row_sha256": ""}
    made.places[0].rows = [row]
    world.session.commit()

    # When it is asked about
    page = browser.get(
        f"/rings/{made.ring_id}/place?role=warehouse&key={made.places[0].key}"
    ).get_data(as_text=True)

    # Then what the parcel says is there, and leads to its row
    assert "SF1461182063240" in page and "广州白云兴隆路12号" in page
    assert f'href="/intake/batches/{batch.id}/rows/2"' in page


def test_an_address_by_position_leads_to_nobody(world: World, browser: FlaskClient) -> None:
    made = found(world)

    for old in ("members/1", "places/0", "member?account=1", "member", "place", "place?key=x"):
        assert browser.get(f"/rings/{made.ring_id}/{old}").status_code == 404


def test_an_account_with_an_odd_name_has_an_address(world: World, browser: FlaskClient) -> None:
    # Given an account whose name has what addresses take for something else
    made = found(world)
    made.members[0].platform, made.members[0].account_id = "shop/eu", "a/b?c=d&e#f%2F 快"
    world.session.commit()

    # When the way to it on the ring's page is followed
    page = browser.get(f"/rings/{made.ring_id}").get_data(as_text=True)
    way = page.split('<a class="cw-how" href="')[1].split('"')[0].replace("&amp;", "&")
    told = browser.get(way)

    # Then it is this account's
    assert told.status_code == 200
    assert "<code>a/b?c=d&amp;e#f%2F 快</code>" in told.get_data(as_text=True)


def test_a_member_shows_every_test_buy_from_it(
    world: World, browser: FlaskClient, tmp_path: Path
) -> None:
    # Given test buys from one account: one the ring is judged by, one judged later, one awaited
    bought = [
        {"test_buy_id": "T1", "ordered_on": "2026-01-03", "verdict": "counterfeit"},
        {"test_buy_id": "T2", "ordered_on": "2026-02-03", "verdict": "genuine"},
        {"test_buy_id": "T3", "ordered_on": "2026-03-03", "verdict": "pending"},
        {"test_buy_id": "T4", "ordered_on": "2026-04-03", "verdict": ""},
        {"test_buy_id": "T5", "ordered_on": "2026-05-03", "verdict": "pending", "account_id": "s9"},
    ]
    rows = [{"platform": "taobao", "account_id": "s00001"} | one for one in bought]
    file = write_csv(tmp_path / "test_buys.csv", rows)
    (batch,) = intake.take_in(world.act(), file, file.name).batches
    row = {"batch_id": batch.id, "kind": "test_buys", "row_number": 2, "row_sha256": ""}
    made = found(world, rows=[row])

    # When it is asked about
    page = browser.get(f"/rings/{made.ring_id}/member?account=taobao/s00001").get_data(as_text=True)

    # Then each of its own is there with what became of it, and leads to its row
    goods = page.partition('id="goods"')[2]
    assert [f"/rows/{number}" in goods for number in (2, 3, 4, 5, 6)] == [True] * 4 + [False]
    assert goods.count("ordered, not judged yet") == 2
    assert goods.count("delivered since") == 1
    assert "2026-03-03" in goods


def test_a_member_that_an_officer_tied_shows_the_judgement(
    world: World, browser: FlaskClient
) -> None:
    # Given a confirmed pair that shares nothing
    made = known(world)
    pair = AccountPair.of(key(0), key(4))
    linking.judge(world.act(), pair, Judgement.CONFIRMED, "One lease.")
    world.session.commit()

    # Then it stands on the page of either, and of nobody else
    for account, told in (("s00", True), ("s04", True), ("s02", False)):
        page = browser.get(f"/rings/{made.ring_id}/member?account=taobao/{account}")
        assert ("One lease." in page.get_data(as_text=True)) is told
