"""The ways people use today: what each finds in a village with a ring and a courier station."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.rings.closure import capped, closure
from benchmarks.rings.dense_blocks import dense_blocks
from benchmarks.rings.rarity import rarity
from benchmarks.rings.record_linkage import record_linkage
from benchmarks.rings.shown import gather
from tests.benchmarks.rings.villages import MANY, with_a_ring_and_a_station

RING = {f"ring{number}" for number in range(4)}


def test_closure_joins_a_ring_with_everyone_at_its_courier_station() -> None:
    # Given a ring one of whose members uses a courier station

    # When whatever shares a value is joined
    found = _accounts(closure(with_a_ring_and_a_station().lake()))

    # Then the ring and the station's customers are one group
    assert len(found) == 1
    assert found[0] > RING
    assert len(found[0]) == 4 + MANY


@pytest.mark.parametrize("way", [capped, rarity, dense_blocks])
def test_the_ring_alone_is_found_where_common_values_are_left_out(way: Any) -> None:
    assert _accounts(way(with_a_ring_and_a_station().lake())) == [RING]


def test_splink_finds_a_ring_that_shares_phone_and_devices() -> None:
    pytest.importorskip("splink", reason="make bench-rings installs it")

    # Given enough strangers for what two accounts share to be rare
    village = with_a_ring_and_a_station(strangers=2_000)

    # Then the ring is a cluster
    assert _accounts(record_linkage(village.lake())) == [RING]


def test_masked_values_names_and_buildings_name_nobody() -> None:
    # Given two accounts that share a masked phone, a name, a picture and a building
    village = with_a_ring_and_a_station()
    for account in ("one", "other"):
        village.account(account, registered_name="Wang Wei", address="广州市白云区兴隆路12号")
        village.parcel(account, sender_phone="139******21", sender_name="王*")
        village.listing(account, image_hash="00ff00ff00ff00ff")

    # When what they show is gathered
    shown = gather(village.lake())

    # Then none of it counts as whole
    number = shown.names.index(("taobao", "one"))
    mine = shown.value[shown.account == number]
    assert len(mine) == 5
    assert not shown.whole[mine].any()


def test_a_payee_and_a_sender_are_known_through_the_order() -> None:
    # Given an order paid to one account, whose parcel names the waybill alone
    village = with_a_ring_and_a_station()
    for seller in ("one", "other"):
        village.account(seller)
        village.order(seller, payment_id=f"p-{seller}", carrier="sf", waybill_no=f"SF99{seller}")
        village.payment(f"p-{seller}", "alipay:collector@mail.example", "10.00")
        village.parcel("", waybill_no=f"SF99{seller}", sender_phone="13655556666")

    # When what they show is gathered
    shown = gather(village.lake())

    # Then both show the payee and the sender's phone
    number = shown.names.index(("taobao", "one"))
    assert shown.holders[shown.value[shown.account == number]].tolist() == [2, 2]


def _accounts(told: dict[str, Any]) -> list[set[str]]:
    return [{one["account_id"] for one in ring["accounts"]} for ring in told["rings"]]
