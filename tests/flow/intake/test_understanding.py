"""Every row comes out once: accepted as the lake keeps it, or rejected with column and reason."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import lake
from casework.flow.intake.mapping import Recognised, recognise
from casework.flow.intake.readers import Fault, Piece
from casework.flow.intake.understanding import Understanding, Understood
from casework.vocabulary import DeliveryKind
from tests.factories.intake import account, order, shipment
from tests.flow.intake.pieces import piece

_BLNS = Path(__file__).parents[4] / "shared" / "data" / "naughty-strings" / "blns.json"


def _understood(rows: Sequence[Mapping[str, str]], *faults: Fault) -> Understood:
    names = list(dict.fromkeys(name for row in rows for name in row))
    return Understanding(recognise(names, "t.csv"), "Asia/Shanghai").of(piece(rows, *faults))


def _one(row: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = _understood([row]).accepted.to_pylist()[0]
    return found


def _reject(row: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = _understood([row]).rejected.to_pylist()[0]
    return found


def test_what_was_written_stands_beside_what_was_understood() -> None:
    # Given an order; when understood
    row = _one(order(1, platform=" TaoBao ", amount="￥1,299.00", ordered_on="2026-03-06 07:29:27"))
    # Then both are there, moments in UTC, and the empty cell holds nothing
    assert (row["platform"], row["platform_value"]) == (" TaoBao ", "taobao")
    assert (row["amount"], row["amount_value"]) == ("￥1,299.00", Decimal("1299"))
    assert row["ordered_on_value"] == datetime.fromisoformat("2026-03-05T23:29:27")
    assert (row["buyer_ref"], row["buyer_ref_value"]) == (None, None)


@pytest.mark.parametrize(
    ("given", "column", "reason"),
    [
        ({"amount": "12,3x"}, "amount", "'12,3x' is not an amount"),
        ({"ordered_on": "昨天"}, "ordered_on", "'昨天' is not a date or time"),
        (
            {"status": "lost"},
            "status",
            "'lost' is none of cancelled, completed, refunded",
        ),
        ({"order_id": " "}, "order_id", "order_id is missing, and it is what names the row"),
    ],
)
def test_a_cell_that_must_be_understood_stops_its_row(
    given: dict[str, str], column: str, reason: str
) -> None:
    # Given an order with one such cell; when understood
    row = order(1) | given
    found = _reject(row)
    # Then the reject names row, column, value and reason, and keeps the row as written
    assert (found["row_number"], found["column"], found["reason"]) == (2, column, reason)
    assert found["value"] == given[column]
    assert json.loads(found["written"]) == row


def test_an_identifier_that_identifies_nobody_stops_nothing() -> None:
    # Given an account with placeholders; when understood; then it is kept, and they mean nothing
    row = _one(account(1, phone="N/A", email="-"))
    assert (row["phone"], row["phone_value"]) == ("N/A", None)
    assert (row["email"], row["email_value"]) == ("-", None)


def test_the_first_bad_column_is_named_by_the_delivered_header() -> None:
    # Given a row with two bad cells under Chinese headers; when understood; then
    found = _reject({"快递公司": "zto", "运单号": "78001", "重量": "重", "发货时间": "?"})
    assert found["column"] == "发货时间"


def test_a_row_with_several_faults_names_them_all() -> None:
    # Given an order with three cells that cannot pass; when understood
    found = _reject(order(1, ordered_on="?", amount="x", status="lost"))
    # Then it is rejected once, by the first, and the reason tells of the others too
    assert (found["column"], found["value"]) == ("ordered_on", "?")
    assert found["reason"] == (
        "'?' is not a date or time; amount: 'x' is not an amount; "
        "status: 'lost' is none of cancelled, completed, refunded"
    )


def test_rows_that_could_not_be_read_keep_their_place_among_the_rejected() -> None:
    # Given a bad row between two that could not be read; when understood; then they are in order
    faults = [Fault(n, "", "", "the row has 2 cells", {"b": "2", "a": "省"}) for n in (1, 9)]
    rejected = _understood([order(1, amount="x")], *faults).rejected
    assert rejected.column("row_number").to_pylist() == [1, 2, 9]
    assert rejected.column("written").to_pylist()[0] == '{"a":"省","b":"2"}'


def test_a_value_that_a_mapping_gives_is_understood_and_written_nowhere() -> None:
    # Given a table whose mapping says the platform of all rows
    rows = [{"order_id": "7", "amount": "5"}]
    recognised = Recognised(
        DeliveryKind.ORDERS, {"order_id": "order_id"}, constants={"platform": "TaoBao"}
    )
    # When understood; then the row means it, and its hash does not speak of it
    (row,) = Understanding(recognised, "UTC").of(piece(rows)).accepted.to_pylist()
    assert (row["platform"], row["platform_value"]) == (None, "taobao")
    assert row["row_sha256"] == lake.row_sha256({"order_id": "7"}, {"amount": "5"})


def test_a_coordinate_out_of_the_world_stops_its_row() -> None:
    # Given; when; then
    assert _reject(shipment(1, pickup_lat="999"))["column"] == "pickup_lat"


@pytest.mark.parametrize("lat", ["113.2644", "-90.1", "东经113度15分"])
def test_a_latitude_beyond_the_pole_stops_its_row(lat: str) -> None:
    # Given a latitude that is none, as where it was exchanged with the longitude
    row = shipment(1, pickup_lat=lat, pickup_lon="23.1291")
    delivered = piece([row])
    understanding = Understanding(recognise(list(row), "t.csv"), "Asia/Shanghai")
    # When understood as a whole, or worked out before; then the reason names it
    ready = Piece(delivered.numbers, delivered.columns, [], understanding.worked_out(delivered))
    forged = {**ready.ready, "pickup_lat_value": pa.array([113.2644])}
    taken_over = Piece(delivered.numbers, delivered.columns, [], forged)
    for one in (delivered, ready, taken_over):
        (rejected,) = understanding.of(one).rejected.to_pylist()
        assert (rejected["column"], rejected["value"]) == ("pickup_lat", lat)
        assert rejected["reason"] == f"'{lat}' is no latitude: it lies beyond 90 degrees"


def test_nought_and_nought_is_no_place_and_what_was_written_stays() -> None:
    # Given points of programs that knew none, one on the equator, one half written
    points = [("0", "0"), ("0.000", "-0.0"), ("0", "113.2"), ("0", ""), ("90", "-180")]
    rows = [shipment(n, pickup_lat=a, pickup_lon=b) for n, (a, b) in enumerate(points, 1)]
    # When understood
    found = _understood(rows).accepted
    # Then those at nought name no place, the others stay, and all is there as written
    assert found["pickup_lat_value"].to_pylist() == [None, None, 0.0, 0.0, 90.0]
    assert found["pickup_lon_value"].to_pylist() == [None, None, 113.2, None, -180.0]
    assert found["pickup_lat"].to_pylist() == ["0", "0.000", "0", "0", "90"]


def test_points_that_look_exchanged_or_lie_abroad_are_counted() -> None:
    # Given Urumqi, Urumqi with its degrees exchanged, Berlin, and no point at all
    points = [("43.8", "87.6"), ("87.6", "43.8"), ("52.52", "13.4"), ("", "")]
    rows = [shipment(n, pickup_lat=a, pickup_lon=b) for n, (a, b) in enumerate(points, 1)]
    # When understood; then all are taken, one looks exchanged, and another lies abroad
    found = _understood(rows).doubted_points({"abroad": 2})
    assert found == {"exchanged": 1, "abroad": 3}
    assert _understood([order(1)]).doubted_points({}) == {}


def test_unknown_columns_stay_with_the_row() -> None:
    # Given a column nobody knows; when understood; then it is there, and the hash speaks for it
    row = _one(order(1, favourites="756"))
    assert json.loads(row["extra"]) == {"favourites": "756"}
    assert row["row_sha256"] == lake.row_sha256(order(1), {"favourites": "756"})


def test_devices_are_a_list() -> None:
    # Given several devices in a cell; when understood; then
    assert (
        len(_one(account(1, device_ids="7cc5633680fc1010|7cc5633680fc1011"))["device_ids_value"])
        == 2
    )


_STATUS = st.sampled_from(["completed", "Refunded", "", "lost"])
_AMOUNT = st.sampled_from(["1", "1.23456", "", "x", "-5", "99999999999999999999"])


@given(st.lists(st.tuples(_STATUS, _AMOUNT, st.sampled_from(["1", "2", ""])), max_size=20))
def test_every_row_is_accepted_or_rejected(cells: list[tuple[str, str, str]]) -> None:
    # Given orders good and bad, and a row that could not be read at all
    rows = [order(1, status=s, amount=a, order_id=o) for s, a, o in cells]
    # When understood
    found = _understood(
        [*rows, order(1)], Fault(99, "", "", "the row has 2 cells", {"platform": "x"})
    )
    # Then each number comes out once
    numbers = [
        *found.accepted.column("row_number").to_pylist(),
        *found.rejected.column("row_number").to_pylist(),
    ]
    assert sorted(numbers) == [*range(2, len(rows) + 3), 99]


@pytest.mark.skipif(not _BLNS.is_file(), reason="the naughty strings are not beside the checkout")
def test_naughty_strings_are_kept_to_the_letter() -> None:
    # Given every naughty string as the name of a shop
    naughty = [text for text in json.loads(_BLNS.read_text(encoding="utf-8")) if text]
    rows = [account(number, shop_name=text, note=text) for number, text in enumerate(naughty)]
    # When understood
    found = _understood(rows).accepted
    # Then each is there as written, in the column and in what nobody knew
    assert found.column("shop_name").to_pylist() == naughty
    assert [json.loads(extra)["note"] for extra in found.column("extra").to_pylist()] == naughty


def test_rows_of_a_mended_download_lose_their_apostrophes() -> None:
    # Given a row of our own list of rejects, disarmed and mended
    row = {"rejected row": "7", **account(1, phone="'+86 138 1234 5678")}
    # When understood; then it is as it was delivered
    assert _one(row)["phone"] == "+86 138 1234 5678"


def test_a_key_that_is_written_is_not_called_missing() -> None:
    # Given a parcel whose number cannot be one; when understood; then the reason shows it
    said = "'k1' is no waybill_no, and it is what names the row"
    assert _reject(shipment(1, waybill_no="k1"))["reason"] == said


def test_what_came_with_a_piece_is_taken_only_where_it_fits() -> None:
    # Given a piece from a process that a file took over: columns of another length, and numbers
    row = order(1, amount="5")
    plain = piece([row])
    forged = {"amount_value": pa.array([1]), "row_sha256": pa.array(["x", "y"])}
    taken_over = Piece(plain.numbers, plain.columns, [], forged)
    # When understood; then it is found out here, as if nothing had come
    understanding = Understanding(recognise(list(row), "t.csv"), "Asia/Shanghai")
    assert understanding.of(taken_over).accepted.equals(understanding.of(plain).accepted)


def test_points_of_chinese_maps_are_moved_and_what_was_written_stays() -> None:
    # Given two parcels whose header says that their places are Gaode's, one place being half there
    lat, lon = "揽收纬度(高德)", "揽收经度(高德)"
    rows = [
        shipment(1) | {lat: "23.1265", lon: "113.2699"},
        shipment(2) | {lat: "23.1265", lon: ""},
    ]
    header = list(rows[0])
    understanding = Understanding(recognise(header, "t.csv"), "Asia/Shanghai")
    delivered = piece(rows)
    # When understood, as a whole or worked out before in part; then they are where they truly are
    ready = Piece(delivered.numbers, delivered.columns, [], understanding.worked_out(delivered))
    for one in (delivered, ready):
        first, second = understanding.of(one).accepted.to_pylist()
        assert (first["pickup_lat"], first["pickup_lon"]) == ("23.1265", "113.2699")
        assert first["pickup_lat_value"] == pytest.approx(23.12918, abs=1e-5)
        assert first["pickup_lon_value"] == pytest.approx(113.26457, abs=1e-5)
        assert (second["pickup_lat_value"], second["pickup_lon_value"]) == (23.1265, None)


def test_points_of_which_nothing_is_said_stay_where_they_are() -> None:
    # Given; when understood; then
    row = _one(shipment(1, pickup_lat="23.1265", pickup_lon="113.2699"))
    assert (row["pickup_lat_value"], row["pickup_lon_value"]) == (23.1265, 113.2699)


def test_names_of_a_mended_download_are_as_they_were_delivered() -> None:
    # Given orders with a column that a spreadsheet would run, and one row of another width
    row = order(1) | {"=sum": "-3"}
    fault = Fault(3, "'=sum", "'+1", "the row has 2 cells", {"'=sum": "'+1", "platform": "jd"})
    sent = {
        "rejected row": "2",
        **{f"'{name}" if name == "=sum" else name: cell for name, cell in row.items()},
        "'=sum": "'-3",
    }
    # When the download comes back
    understood = _understood([sent], fault)
    # Then names and cells are what was delivered, in what is taken and in what is not
    (accepted,) = understood.accepted.to_pylist()
    assert json.loads(accepted["extra"]) == {"=sum": "-3"}
    assert accepted["row_sha256"] == _one(row)["row_sha256"]
    (rejected,) = understood.rejected.to_pylist()
    assert (rejected["column"], rejected["value"]) == ("=sum", "+1")
    assert json.loads(rejected["written"]) == {"=sum": "+1", "platform": "jd"}
