"""Rings whose every account shows one value, and services whose every client does."""

from __future__ import annotations

import pytest

from casework.analysis.parameters import Parameters
from casework.analysis.values import Discovery
from casework.flow.rings.find import find
from tests.flow.rings.small_lake import Village

HALL = "广东省广州市白云区兴隆路12号3栋402室"
PHONE, CARD, DEVICE = "13912345678", "alipay:boss@qq.com", "feedfeedfeedfeed"


def _find(village: Village) -> Discovery:
    return find(village.lake(), [], Parameters(), lambda _step, _done, _of: None)


def _sizes(found: Discovery) -> list[int]:
    return [len(ring.members) for ring in found.rings]


@pytest.mark.parametrize("size", [3, 7, 10, 15, 25, 40])
def test_one_phone_and_one_card_are_a_ring_of_any_size(size: int) -> None:
    # Given so many accounts with one phone and one card, three of which sold a counterfeit
    village = Village()
    for number in range(size):
        village.account(f"ring{number}", phone=PHONE, payment_account=CARD)
    for number in range(3):
        village.test_buy(f"ring{number}", "counterfeit")

    # When rings are looked for
    # Then all of them are one ring
    assert _sizes(_find(village)) == [size]


@pytest.mark.parametrize("shared", [{"payment_account": CARD}, {"phone": PHONE}])
def test_one_value_of_all_and_devices_in_a_chain_are_one_ring(shared: dict[str, str]) -> None:
    # Given thirty accounts with one value in common, each with a device of the next
    village = Village()
    for number in range(30):
        devices = f"feed{number:012x}|feed{number + 1:012x}"
        village.account(f"ring{number}", device_ids=devices, **shared)
        village.listing(f"ring{number}", brand="Norvik")
    for number in range(3):
        village.test_buy(f"ring{number}", "counterfeit")

    # When rings are looked for
    # Then all of them are one ring
    assert _sizes(_find(village)) == [30]


@pytest.mark.parametrize("clients", [10, 40])
@pytest.mark.parametrize("found_bad", [0, 1, 2])
def test_an_agencys_clients_are_no_ring(clients: int, found_bad: int) -> None:
    # Given shops of one agency with its phone, its device and its address, each its own business
    village = Village()
    for number in range(clients):
        village.account(f"client{number}", phone=PHONE, device_ids=DEVICE, address=HALL)
        village.listing(f"client{number}", brand=f"Brand{number % 9}", title="thing")
    for number in range(found_bad):
        village.test_buy(f"client{number}", "counterfeit", brand=f"Brand{number}")

    # When rings are looked for
    # Then nobody is accused
    assert _find(village).rings == []


def test_a_third_party_warehouse_accuses_nobody_and_hides_no_ring() -> None:
    # Given sixty shops that ship from one warehouse, one of them bad, and a ring of five there too
    village = Village()
    ring = village.ring(5)
    for account in [*ring, *(f"stranger{number:04d}" for number in range(60))]:
        village.parcel(
            account,
            sender_address=HALL,
            sender_phone="13812345670",
            pickup_lat="23.20",
            pickup_lon="113.27",
        )
    for account in (*ring[:2], "stranger0001"):
        village.test_buy(account, "counterfeit")

    # When rings are looked for
    (found,) = _find(village).rings

    # Then only the five are one
    assert sorted(member.account_id for member in found.members) == ring
