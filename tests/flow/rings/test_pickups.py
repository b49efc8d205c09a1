"""Where rings hand their parcels over."""

from __future__ import annotations

from casework.analysis.parameters import Parameters
from casework.analysis.values import Place
from casework.flow.linking.traces.suggest import suggest
from casework.flow.rings.freight import read_freight
from casework.flow.rings.groups import number_groups
from casework.flow.rings.pickups import pickups_by_ring
from casework.flow.rings.places import find_places
from casework.flow.rings.reasons import read_reasons
from casework.flow.rings.shown_places import describe_places
from casework.vocabulary import PlaceRole
from tests.flow.rings.small_lake import Village

HALL = "广东省广州市白云区兴隆路12号3栋402室"
KIOSK = "广东省广州市白云区长江路5号1栋101室"
FAR = "浙江省温州市瓯海区人民路8号1栋101室"


def _pickups(village: Village) -> tuple[list[Place], list[Place]]:
    lake = village.lake()
    suggest(lake, [], Parameters())
    ids = lake.execute("SELECT account FROM account WHERE account_id LIKE 'ring%' ORDER BY 1")
    number_groups(lake, [[row[0] for row in ids.fetchall()]])
    read_freight(lake)
    sites = find_places(lake, 1)
    read_reasons(lake, [])
    places = describe_places(lake, sites)
    return places[0], pickups_by_ring(lake, places, Parameters())[0]


def _sending(addresses: tuple[str, ...], strangers: int = 0) -> Village:
    """Return a ring that hands most parcels over at its hall, two accounts some at a corner."""
    village = Village()
    ring = village.ring(3)
    for account in ring:
        for _ in range(4):
            village.parcel(
                account, sender_address=HALL, pickup_lat="23.1600", pickup_lon="113.2700"
            )
    for account, address in zip(ring, addresses, strict=False):
        for _ in range(2):
            village.parcel(
                account, sender_address=address, pickup_lat="23.1700", pickup_lon="113.2700"
            )
    for number in range(strangers):
        village.parcel(f"stranger{number:04d}", pickup_lat="23.1700", pickup_lon="113.2700")
    return village


def test_a_corner_bears_the_address_that_its_labels_name() -> None:
    # Given a corner at which one account's labels name a kiosk, the other's the hall
    places, (corner,) = _pickups(_sending((KIOSK, HALL)))

    # When the pickup is told
    # Then it is no other place of the ring, and bears the kiosk's address
    assert [place.address for place in places] == [HALL]
    assert (corner.role, corner.address) == (PlaceRole.PICKUP, KIOSK)


def test_labels_that_name_the_hall_or_another_province_give_the_corner_no_address() -> None:
    # Given a corner at which labels name the hall, and a street far away
    places, (corner,) = _pickups(_sending((HALL, FAR)))

    # When the pickup is told
    # Then it bears the name of its district, its cell is its key, and its rows are the parcels
    assert places[0].address == HALL
    assert corner.role is PlaceRole.PICKUP
    assert corner.address == "广东省广州市白云区"
    assert (corner.lat, corner.lon, corner.key) == (23.17, 113.27, "23.1700,113.2700")
    assert corner.confidence == round(4 / 14, 4)
    assert len(corner.rows) == 4
    assert "4 of 12 parcels whose pickup is known, of 2 accounts" in corner.says[0]
    assert corner.says[1].startswith("No other account")


def test_many_strangers_make_it_a_station() -> None:
    _, (corner,) = _pickups(_sending((HALL, HALL), strangers=20))
    assert "20 other accounts: a courier station" in corner.says[1]


def test_a_ring_that_hands_over_at_its_door_has_none() -> None:
    _, found = _pickups(_sending(()))
    assert found == []
