"""A village with one ring, and a station whose phone strangers share."""

from __future__ import annotations

from tests.flow.rings.small_lake import Village

STATION = "13800001111"
MANY = 25


def with_a_ring_and_a_station(strangers: int = 200) -> Village:
    """Return strangers, a ring of four found counterfeit, and a station's customers.

    One member of the ring and one customer, found counterfeit too, hand over at the station.
    """
    village = Village(strangers)
    ring = village.ring(4)
    customers = [f"customer{number}" for number in range(MANY)]
    for number, customer in enumerate(customers):
        village.account(customer, phone=f"1377{number:07d}")
    for account in [ring[0], *customers]:
        village.parcel(account, sender_phone=STATION)
    village.test_buy(ring[1], "counterfeit")
    village.test_buy(customers[0], "counterfeit")
    return village
