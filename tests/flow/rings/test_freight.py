"""Parcels of the groups and bulk of nobody."""

from __future__ import annotations

from casework.analysis.parameters import Parameters
from casework.flow.linking.traces.suggest import suggest
from casework.flow.rings.freight import read_freight
from casework.flow.rings.groups import number_groups
from tests.flow.rings.small_lake import Village

HALL = "广东省广州市白云区兴隆路12号3栋402室"
WORKSHOP = "广东省东莞市虎门镇人民路8号1栋101室"


def test_a_parcel_is_its_sellers_and_the_rest_is_bulk() -> None:
    # Given a parcel that names its account, one that an order names, a stranger's, and bulk
    village = Village(strangers=1)
    village.account("ring0")
    village.parcel("ring0", sender_address=HALL)
    village.parcel("", sender_address=HALL, waybill_no="SF1000000001")
    village.order("ring0", carrier="sf", waybill_no="SF1000000001")
    village.parcel("stranger0000", sender_address=WORKSHOP)
    village.parcel("", sender_address=WORKSHOP, receiver_address=HALL, declared_goods=" Jackets ")
    lake = village.lake()
    suggest(lake, [], Parameters())
    number_groups(
        lake,
        lake.execute("SELECT list(account) FROM account WHERE account_id = 'ring0'").fetchall()[0],
    )

    # When freight is read
    read_freight(lake)

    # Then the two are the account's, and only the last is nobody's
    own = lake.execute("SELECT ring, site FROM ring_parcel").fetchall()
    assert own == [(0, own[0][1])] * 2
    assert own[0][1] is not None
    bulk = lake.execute("SELECT target, goods FROM bulk").fetchall()
    assert bulk == [(own[0][1], "jackets")]
    assert lake.execute("SELECT shipments, customers FROM sent").fetchall() == [(1, 1)]
    assert lake.execute("SELECT target, shipments FROM received").fetchall() == [(own[0][1], 1)]


def test_the_parcels_follow_whoever_is_grouped_next() -> None:
    # Given freight read for two accounts
    village = Village(strangers=2)
    for number in range(2):
        village.parcel(f"stranger{number:04d}", sender_address=HALL)
    lake = village.lake()
    suggest(lake, [], Parameters())
    number_groups(lake, [[0, 1]])
    read_freight(lake)

    # When only one of them is left
    number_groups(lake, [[1]])

    # Then so are its parcels
    assert lake.execute("SELECT ring, account FROM ring_parcel").fetchall() == [(0, 1)]
