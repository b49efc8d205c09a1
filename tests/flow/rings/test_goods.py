"""Test buys and seizures of a group."""

from __future__ import annotations

import pytest

from casework.analysis.parameters import Parameters
from casework.flow.linking.traces.suggest import suggest
from casework.flow.linking.traces.within import traces_within
from casework.flow.rings.freight import read_freight
from casework.flow.rings.goods import GoodsFound, goods_by_ring
from casework.flow.rings.listed import read_listings
from casework.flow.rings.places import find_places
from tests.flow.rings.small_lake import Village

HALL = "广东省广州市白云区兴隆路12号3栋402室"
NEXT_DOOR = "广东省广州市白云区兴隆路12号3栋403室"


def _goods(village: Village) -> GoodsFound:
    lake = village.lake()
    suggestion = suggest(lake, [], Parameters())
    ids = lake.execute("SELECT account FROM account WHERE account_id LIKE 'ring%' ORDER BY 1")
    group = [row[0] for row in ids.fetchall()]
    traces_within(lake, [group], suggestion.prior, Parameters())
    read_freight(lake)
    read_listings(lake)
    find_places(lake, 1)
    return goods_by_ring(lake, 1)[0]


def test_verdicts_are_counted_with_their_rows() -> None:
    # Given a counterfeit, a genuine, a pending test buy, and one of a stranger
    village = Village()
    village.ring(3)
    for account, verdict in (
        ("ring0", "counterfeit"),
        ("ring1", "genuine"),
        ("ring1", "pending"),
        ("stranger0001", "counterfeit"),
    ):
        village.test_buy(account, verdict)

    # When they are counted
    found = _goods(village)

    # Then only the group's own two count
    assert (found.counterfeit, found.genuine, len(found.rows)) == (1, 1, 2)
    assert found.brands == ["Norvik"]
    assert len(found.sellers) == 3
    assert (len(found.listing), found.others_selling, found.others_listing) == (3, 0, 0)
    assert found.brand_share(Parameters()) == Parameters().brand_share


@pytest.mark.parametrize(("address", "expected"), [(HALL, 1), (NEXT_DOOR, 0)])
def test_a_seizure_at_its_door_counts_and_next_door_does_not(address: str, expected: int) -> None:
    # Given a ring that sends from one room, and a seizure that names a consignor there or beside
    village = Village()
    for account in village.ring(3):
        village.parcel(account, sender_address=HALL)
    village.seizure(consignor_address=address)

    # When seizures are counted
    # Then only its own door counts
    assert len(_goods(village).seizures) == expected


def test_a_seizure_from_a_station_phone_is_nobodys() -> None:
    # Given a phone that a hundred strangers' labels show as well
    village = Village()
    for account in village.ring(3):
        village.parcel(account, sender_phone="13812340001")
    for number in range(100):
        village.parcel(f"stranger{number:04d}", sender_phone="13812340001")
    village.seizure(consignor_phone="13812340001")

    # When seizures are counted
    # Then it does not count
    assert _goods(village).seizures == []


def test_one_company_number_is_one_party() -> None:
    # Given three accounts, two of one company, one under its name without the number
    village = Village()
    for number in range(3):
        columns = {"company_reg_no": "91330782795027169U"} if number < 2 else {}
        village.account(f"ring{number}", registered_name="金华市某某贸易有限公司", **columns)

    # When parties are counted
    # Then there is one
    assert _goods(village).parties == 1


def test_a_card_that_several_show_is_one_purse() -> None:
    # Given three accounts, two of which take their money with one card
    village = Village()
    for number in range(3):
        card = "alipay:one@qq.com" if number < 2 else "alipay:two@qq.com"
        village.account(f"ring{number}", payment_account=card)

    # When purses are counted
    # Then there are two
    assert _goods(village).purses == 2
