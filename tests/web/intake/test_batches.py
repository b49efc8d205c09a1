"""Batches through the browser: listed, looked at down to the row, rejects taken back, withdrawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from casework.flow import intake
from casework.model import Batch, TrailEntry
from casework.vocabulary import DeliveryKind
from tests.factories.intake import hidden_sheet, order, write_csv
from tests.web.conftest import SignIn, post
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)

ORDERS = """platform,order_id,account_id,ordered_on,amount,currency,status,gift
Taobao,o1,s1,2026-01-05 08:00,12.50,CNY,completed,mug
taobao,,s1,2026-01-06,9.00,CNY,completed,
taobao,o3,s2,2026-01-07,<b>9</b>,CNY,completed,
"""


@pytest.fixture
def batch(world: World, tmp_path: Path) -> Batch:
    """A batch of three orders of which one is rejected for want of its key."""
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS, encoding="utf-8")
    taken = intake.take_in(world.act(), path, "订单.csv")
    world.session.commit()
    return taken.batches[0]


def test_batches_are_listed_with_their_counts(batch: Batch, browser: FlaskClient) -> None:
    page = browser.get("/intake").get_data(as_text=True)

    assert "订单.csv" in page
    assert '<td class="num">3</td>' in page
    assert f'href="/intake/batches/{batch.id}/rejected"' in page


def test_a_batch_tells_how_it_was_read(batch: Batch, browser: FlaskClient) -> None:
    page = browser.get(f"/intake/batches/{batch.id}").get_data(as_text=True)

    assert "Asia/Shanghai" in page
    assert "comma" in page
    assert "gift" in page
    assert batch.sha256 in page


def test_the_first_rows_are_shown_as_delivered(batch: Batch, browser: FlaskClient) -> None:
    page = browser.get(f"/intake/batches/{batch.id}").get_data(as_text=True)

    assert '<td class="nowrap">Taobao</td>' in page
    assert f'href="/intake/batches/{batch.id}/rows/2"' in page


def test_a_row_is_shown_beside_what_was_understood(batch: Batch, browser: FlaskClient) -> None:
    page = browser.get(f"/intake/batches/{batch.id}/rows/2").get_data(as_text=True)

    assert "2026-01-05 08:00" in page
    assert "<code>2026-01-05 00:00:00</code> UTC" in page
    assert "Taobao" in page
    assert "<code>taobao</code>" in page
    assert "mug" in page
    assert batch.sha256 in page


def test_a_row_that_was_read_is_on_the_trail(
    world: World, batch: Batch, browser: FlaskClient
) -> None:
    browser.get(f"/intake/batches/{batch.id}/rows/2")

    read = world.session.scalars(
        select(TrailEntry).where(TrailEntry.what == "batch-row:read")
    ).all()
    assert [entry.facts["row_number"] for entry in read] == [2]


def test_what_was_delivered_is_never_markup(batch: Batch, browser: FlaskClient) -> None:
    page = browser.get(f"/intake/batches/{batch.id}/rejected").get_data(as_text=True)

    assert "<b>9</b>" not in page


def test_a_row_is_found_by_its_number(batch: Batch, browser: FlaskClient) -> None:
    answer = browser.get(f"/intake/batches/{batch.id}/row?number=2")
    assert answer.location == f"/intake/batches/{batch.id}/rows/2"

    assert browser.get(f"/intake/batches/{batch.id}/rows/77").status_code == 404
    without = browser.get(f"/intake/batches/{batch.id}/row?number=two")
    assert without.location == f"/intake/batches/{batch.id}"


def test_rejected_rows_are_shown_and_sent_with_their_reasons(
    batch: Batch, browser: FlaskClient
) -> None:
    shown = browser.get(f"/intake/batches/{batch.id}/rejected").get_data(as_text=True)
    sent = browser.get(f"/intake/batches/{batch.id}/rejected.csv")

    assert "order_id" in shown
    assert "attachment" in sent.headers["Content-Disposition"]
    assert "order_id" in sent.get_data().decode("utf-8-sig")


def test_a_batch_is_withdrawn_with_a_reason_and_brought_back(
    world: World, batch: Batch, browser: FlaskClient
) -> None:
    page = f"/intake/batches/{batch.id}"

    post(browser, f"{page}/withdraw", page=page, why="Delivered by mistake.")
    shown = browser.get(page).get_data(as_text=True)
    assert "Delivered by mistake." in shown
    assert "withdrawn" in browser.get("/intake").get_data(as_text=True)

    post(browser, f"{page}/restore", page=page)
    world.session.refresh(batch)
    assert batch.withdrawn_at is None


def test_a_batch_is_not_withdrawn_without_a_reason(
    world: World, batch: Batch, browser: FlaskClient
) -> None:
    page = f"/intake/batches/{batch.id}"

    post(browser, f"{page}/withdraw", page=page, why="")

    assert "is not withdrawn" in browser.get(page).get_data(as_text=True)
    world.session.refresh(batch)
    assert batch.withdrawn_at is None


def test_an_auditor_reads_and_brings_nothing_in(
    batch: Batch, world: World, sign_in: SignIn
) -> None:
    auditor = sign_in(world.officers["auditor"])

    assert auditor.get(f"/intake/batches/{batch.id}/rows/2").status_code == 200
    assert auditor.get("/intake/receive").status_code == 403
    assert post(auditor, f"/intake/batches/{batch.id}/withdraw", why="x").status_code == 403


@pytest.mark.parametrize("path", ["", "/rows/2", "/rejected", "/rejected.csv"])
def test_another_agency_finds_no_batch_of_ours(
    path: str, batch: Batch, world: World, sign_in: SignIn
) -> None:
    answer = sign_in(world.officers["brand"]).get(f"/intake/batches/{batch.id}{path}")

    assert answer.status_code == 404
    assert "订单" not in answer.get_data(as_text=True)


def test_mended_rows_are_brought_back_where_they_are_shown(
    batch: Batch, browser: FlaskClient
) -> None:
    page = browser.get(f"/intake/batches/{batch.id}/rejected").get_data(as_text=True)

    assert 'action="/intake/receive"' in page
    assert '<option selected value="Asia/Shanghai">' in page


def test_keys_that_stand_twice_in_the_file_are_listed(
    world: World, tmp_path: Path, browser: FlaskClient
) -> None:
    # Given a file in which one order stands twice
    path = write_csv(tmp_path / "o.csv", [order(1), order(2), order(1, amount="9.00")])
    batch = intake.take_in(world.act(), path, "o.csv").batches[0]
    world.session.commit()

    page = browser.get(f"/intake/batches/{batch.id}").get_data(as_text=True)

    # Then its key and its rows can be read
    assert "1 row with a key that a later row has too" in page
    assert "order id: <bdi>056100000001</bdi>" in page
    assert "<td>2, 4</td>" in page


def test_a_batch_leads_to_the_mapping_it_was_read_by(
    world: World, tmp_path: Path, browser: FlaskClient
) -> None:
    # Given a file read by a mapping
    path = write_csv(tmp_path / "o.csv", [{"wo": "taobao", "was": "o1"}])
    columns = {"wo": "platform", "was": "order_id"}
    intake.save_mapping(world.act(), "Shop 7", DeliveryKind.ORDERS, columns, ["wo", "was"])
    batch = intake.take_in(world.act(), path, "o.csv").batches[0]
    world.session.commit()

    page = browser.get(f"/intake/batches/{batch.id}").get_data(as_text=True)

    assert '<a href="/intake/mappings/1"><bdi>Shop 7</bdi></a>' in page


def test_a_batch_whose_encoding_was_not_certain_says_so(
    world: World, browser: FlaskClient, tmp_path: Path
) -> None:
    # Given a batch with too few Chinese characters to tell the encoding by
    path = write_csv(tmp_path / "o.csv", [order(1, buyer_ref="店铺")], encoding="gb18030")
    (taken,) = intake.take_in(world.act(), path, "o.csv").batches
    world.session.commit()

    # Then its page says which encodings it may be in
    page = browser.get(f"/intake/batches/{taken.id}").get_data(as_text=True)
    assert "The encoding was not certain." in page
    assert taken.reading["encoding_doubt"].split(".")[0] in page


def test_a_batch_of_a_hidden_sheet_says_so(
    world: World, browser: FlaskClient, tmp_path: Path
) -> None:
    row = order(1)
    path = hidden_sheet(tmp_path, {"Kept back": [list(row), list(row.values())]}, "Kept back")
    intake.take_in(world.act(), path, "book.xlsx")
    world.session.commit()

    assert "hidden in its workbook" in browser.get("/intake/batches/1").get_data(as_text=True)
