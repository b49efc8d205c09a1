"""What accounts of a ring do."""

from __future__ import annotations

from casework.analysis.parameters import Parameters
from casework.flow.linking.traces.suggest import suggest
from casework.flow.linking.traces.within import traces_within
from casework.flow.rings.conduct import conduct_by_ring
from casework.flow.rings.freight import read_freight
from casework.flow.rings.ordered import read_orders
from casework.flow.rings.places import find_places
from tests.flow.rings.small_lake import Village

HALL = "广东省广州市白云区兴隆路12号3栋402室"
DEPOT = "四川省成都市武侯区人民南路7号1栋101室"


def test_bulk_from_the_ring_to_a_members_own_address_is_told() -> None:
    # Given two accounts that send from a hall, which sends bulk to the third one's address
    village = Village()
    village.ring(2)
    village.account("ring2", phone="13912345678", return_address=DEPOT)
    village.order("ring2", quantity="3")
    for account in ("ring0", "ring1"):
        village.parcel(account, sender_address=HALL)
    for _ in range(4):
        village.parcel("", sender_address=HALL, receiver_address=DEPOT, weight_kg="80")
    lake = village.lake()
    suggestion = suggest(lake, [], Parameters())
    ids = lake.execute("SELECT account FROM account WHERE account_id LIKE 'ring%' ORDER BY 1")
    group = [row[0] for row in ids.fetchall()]
    traces_within(lake, [group], suggestion.prior, Parameters())
    read_freight(lake)
    read_orders(lake)
    find_places(lake, 1)

    # When conduct is read
    (found,) = conduct_by_ring(lake, [group])

    # Then it is told of the third only
    assert [one.bulk_in for one in found] == [0, 0, 4]
    assert found[2].units == 3.0
