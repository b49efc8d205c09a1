"""Who showed what, when."""

from __future__ import annotations

from typing import Any

from casework.flow.linking.traces.sightings import Sightings
from casework.lake import DuckDB
from casework.vocabulary import IdentifierKind
from tests.flow.rings.small_lake import Village


def _sightings(village: Village) -> tuple[DuckDB, Sightings]:
    engine = DuckDB(village.lake())
    return engine, Sightings(engine)


def _days(sighting: dict[str, Any]) -> tuple[str, str]:
    return f"{sighting['from_at']:%Y-%m-%d}", f"{sighting['to_at']:%Y-%m-%d}"


def test_accounts_are_numbered_in_the_order_of_their_names() -> None:
    # Given two accounts, the later name delivered first, and one that only an order names
    village = Village(strangers=0)
    for name in ("b", "a"):
        village.account(name)
    village.order("c", ordered_on="2025-03-01")

    # When they are numbered
    engine, sightings = _sightings(village)

    # Then all three are there, in order
    found = engine.rows(sightings.account.order_by("account"))
    assert found["account_id"].to_pylist() == ["a", "b", "c"]
    assert found["account"].to_pylist() == [0, 1, 2]


def test_a_parcel_speaks_of_the_account_whose_order_names_it() -> None:
    # Given a parcel without an account, and an order with its waybill
    village = Village(strangers=0)
    village.account("a")
    village.order("a", carrier="sf", waybill_no="SF000000000000")
    village.parcel("", sender_phone="13912345678")

    # When sightings are made
    engine, sightings = _sightings(village)
    found = engine.rows(sightings.on_labels(IdentifierKind.SENDER_PHONE)).to_pylist()

    # Then its sender's phone is the account's
    assert [(one["account"], one["value"]) for one in found] == [(0, "+8613912345678")]


def test_labels_of_one_content_are_one_line_with_its_first_and_last_day() -> None:
    # Given three parcels with the same label
    village = Village(strangers=0)
    village.account("a")
    for month in ("03", "09", "06"):
        village.parcel("a", sender_phone="13912345678", shipped_on=f"2025-{month}-01T00:00:00Z")

    # When sightings are made
    engine, sightings = _sightings(village)
    (found,) = engine.rows(sightings.on_labels(IdentifierKind.SENDER_PHONE)).to_pylist()

    # Then there is one, from the first to the last
    assert _days(found) == ("2025-03-01", "2025-09-01")
    assert found["times"] == 3


def test_a_payment_speaks_of_the_account_whose_order_names_it() -> None:
    # Given an order and its payment to another's account
    village = Village(strangers=0)
    village.account("a")
    village.order("a", payment_id="P1", amount="10.00")
    village.payment("P1", "alipay:boss@qq.com", "10.00")

    # When sightings are made
    engine, sightings = _sightings(village)
    found = engine.rows(sightings.payees()).to_pylist()

    # Then the payee is the account's
    assert [(one["account"], one["value"]) for one in found] == [(0, "alipay:boss@qq.com")]


def test_pickups_some_steps_apart_are_one_point() -> None:
    # Given two parcels handed over ten metres apart, and one south of the equator
    village = Village(strangers=0)
    village.account("a")
    for lat in ("23.12341", "23.12349", "-0.00100"):
        village.parcel("a", pickup_lat=lat, pickup_lon="113.30001")

    # When sightings are made
    engine, sightings = _sightings(village)
    found = engine.rows(sightings.pickups())["value"].to_pylist()

    # Then there are two points, written with four places
    assert sorted(found) == ["-0.0010,113.3000", "23.1235,113.3000"]


def test_what_has_no_time_was_shown_as_long_as_the_account_was() -> None:
    # Given an account seen from its opening to its last listing
    village = Village(strangers=0)
    village.account("a", phone="13912345678", opened_on="2024-01-01T00:00:00Z")
    village.listing("a", image_hash="8f0c3a5512ee90ab", last_seen="2025-05-01T00:00:00Z")

    # When sightings are made
    engine, sightings = _sightings(village)
    (phone,) = engine.rows(sightings.own(IdentifierKind.PHONE)).to_pylist()
    (image,) = engine.rows(sightings.images()).to_pylist()

    # Then its phone was shown all that time, its picture when it was seen
    assert _days(phone) == ("2024-01-01", "2025-05-01")
    assert _days(image) == ("2025-05-01", "2025-05-01")


def test_a_batch_mark_is_read_in_capitals() -> None:
    village = Village(strangers=0)
    village.account("a")
    village.test_buy("a", "counterfeit")
    village.tables[next(kind for kind in village.tables if kind == "test_buys")][0][
        "batch_mark"
    ] = "lot 7b"
    engine, sightings = _sightings(village)
    assert engine.rows(sightings.marks())["value"].to_pylist() == ["LOT 7B"]
