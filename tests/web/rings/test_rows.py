"""The rows behind the numbers on a ring, each a link to the delivered row."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from casework.flow import intake
from casework.model import Batch, TrailEntry
from casework.vocabulary import DeliveryKind
from tests.flow.rings.traded import delivered
from tests.web.conftest import SignIn
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
_PLACE = "role=warehouse&key=guangdong/guangzhou/baiyun/xinglonglu/12/3"
_HELD = "warehouse guangdong/guangzhou/baiyun/xinglonglu/12/3"


def test_the_rows_behind_the_sentences_are_there(
    world: World, browser: FlaskClient, tmp_path: Path
) -> None:
    made = delivered(world, tmp_path / "delivery")

    page = browser.get(f"/rings/{made.ring_id}/grounds").get_data(as_text=True)

    assert "广州甲商贸有限公司" in page and "NORVIK kettle" in page
    assert "78001" in page and "+86 139 2777 8812" in page
    assert f"/rings/{made.ring_id}/place?{_PLACE}".replace("&", "&amp;") in page
    for kind in ("accounts", "listings", "test buys", "seizures", "shipments"):
        assert f">{kind} " in page


def test_every_order_is_there_with_its_proof(
    world: World, browser: FlaskClient, tmp_path: Path
) -> None:
    # Given a ring of two; when its orders are asked for, and those of one account
    made = delivered(world, tmp_path / "delivery")
    page = browser.get(f"/rings/{made.ring_id}/sales").get_data(as_text=True)
    narrowed = browser.get(f"/rings/{made.ring_id}/sales?account=taobao/s00000002&tier=X").get_data(
        as_text=True
    )
    collected = browser.get(f"/rings/{made.ring_id}/sales?collector=taobao/s00000001").get_data(
        as_text=True
    )

    # Then each leads to its rows, and the sums are those of what is shown
    assert page.count(">orders ") == 3 and page.count(">payments ") == 3
    assert "30.00" in page and "40.00" in page
    assert narrowed.count(">orders ") == 1 and "40.00" in narrowed
    assert collected.count(">orders ") == 1 and "20.00" in collected
    assert "paid to the payment account of taobao / s00000001" in collected


def test_more_orders_than_a_page_holds_are_paged(
    world: World, browser: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given pages of two orders
    made = delivered(world, tmp_path / "delivery")
    monkeypatch.setattr("casework.web.rings.rows._ORDERS", 2)

    # When the second is asked for by its link
    first = browser.get(f"/rings/{made.ring_id}/sales").get_data(as_text=True)
    way = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = browser.get(way).get_data(as_text=True)

    # Then it holds the rest
    assert first.count(">orders ") == 2 and second.count(">orders ") == 1
    assert "End of orders" in second
    assert browser.get(f"/rings/{made.ring_id}/sales?skip={10**30}").status_code == 200


def test_what_moves_is_there_row_by_row(world: World, browser: FlaskClient, tmp_path: Path) -> None:
    made = delivered(world, tmp_path / "delivery")

    place = browser.get(f"/rings/{made.ring_id}/movements?{_PLACE}").get_data(as_text=True)
    bulk = browser.get(f"/rings/{made.ring_id}/movements?account=taobao/s00000001")

    assert all(waybill in place for waybill in ("78001", "78009", "78011", "78013"))
    assert "78013" in bulk.get_data(as_text=True)


@pytest.mark.parametrize(
    "asked",
    ["sales?account=jd/nobody", "sales?collector=jd/nobody", "movements",
     "movements?account=jd/nobody", "movements?role=supplier&key=x"],
)  # fmt: skip
def test_what_is_not_of_the_ring_is_not_asked_about(
    asked: str, world: World, browser: FlaskClient, tmp_path: Path
) -> None:
    made = delivered(world, tmp_path / "delivery")

    assert browser.get(f"/rings/{made.ring_id}/{asked}").status_code == 404


@pytest.mark.parametrize("page", ["grounds", "sales", f"movements?{_PLACE}"])
def test_rows_of_another_agency_are_not_there_and_reading_is_on_the_trail(
    page: str, world: World, browser: FlaskClient, sign_in: SignIn, tmp_path: Path
) -> None:
    made = delivered(world, tmp_path / "delivery")

    assert browser.get(f"/rings/{made.ring_id}/{page}").status_code == 200
    assert sign_in(world.officers["brand"]).get(f"/rings/{made.ring_id}/{page}").status_code == 404
    read = select(TrailEntry.facts).where(TrailEntry.what == "ring:read")
    (facts,) = world.session.scalars(read).all()
    asked = {"grounds": {}, "sales": {"tier": "", "skip": 0}}.get(page, {"place": _HELD})
    assert facts == {"page": page.partition("?")[0], **asked}


@pytest.mark.parametrize("page", ["grounds", "sales", f"movements?{_PLACE}"])
def test_rows_that_were_withdrawn_since_are_missed(
    page: str, world: World, browser: FlaskClient, tmp_path: Path
) -> None:
    # Given a ring of which one batch was withdrawn since
    made = delivered(world, tmp_path / "delivery")
    assert "withdrawn since" not in browser.get(f"/rings/{made.ring_id}/{page}").text
    batch = world.session.scalars(select(Batch).where(Batch.kind == DeliveryKind.SHIPMENTS)).one()
    intake.withdraw(world.act("investigator"), batch, "delivered twice")
    world.session.commit()

    # When its rows are asked for, then the page says that some are not there
    assert (
        "1 batch the finding counted was withdrawn since"
        in browser.get(f"/rings/{made.ring_id}/{page}").text
    )
