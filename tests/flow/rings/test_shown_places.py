"""Places as they are shown."""

from __future__ import annotations

import duckdb

from casework.analysis.parameters import Parameters
from casework.analysis.values import Place
from casework.flow.linking.traces.suggest import suggest
from casework.flow.linking.traces.within import traces_within
from casework.flow.rings.freight import read_freight
from casework.flow.rings.places import find_places
from casework.flow.rings.reasons import read_reasons
from casework.flow.rings.shown_places import describe_places
from casework.vocabulary import DeliveryKind, PlaceRole
from tests.flow.rings.small_lake import Village

HALL = "广东省广州市白云区兴隆路12号3栋402室"
MASKED_HALL = "广东省广州市白云区兴隆路12号3栋***"
WORKSHOP = "广东省东莞市虎门镇人民路8号1栋101室"


def _grouped(village: Village) -> duckdb.DuckDBPyConnection:
    lake = village.lake()
    suggestion = suggest(lake, [], Parameters())
    ids = lake.execute("SELECT account FROM account WHERE account_id LIKE 'ring%' ORDER BY 1")
    group = [row[0] for row in ids.fetchall()]
    traces_within(lake, [group], suggestion.prior, Parameters())
    read_freight(lake)
    return lake


def _described(lake: duckdb.DuckDBPyConnection) -> list[list[Place]]:
    sites = find_places(lake, 1)
    read_reasons(lake, [])
    return describe_places(lake, sites)


def test_the_most_complete_writing_and_the_median_pickup_are_shown() -> None:
    # Given a hall written masked and whole, picked up at three points, one off
    village = Village()
    ring = village.ring(3)
    for account, (address, lat) in zip(
        ring, ((MASKED_HALL, "23.20"), (HALL, "23.21"), (MASKED_HALL, "23.40")), strict=True
    ):
        village.parcel(account, sender_address=address, pickup_lat=lat, pickup_lon="113.27")
    lake = _grouped(village)

    # When places are described
    ((place,),) = _described(lake)

    # Then it is one place, whole, at the middle point
    assert (place.role, place.address) == (PlaceRole.WAREHOUSE, HALL)
    assert (place.lat, place.lon) == (23.21, 113.27)
    assert len(place.rows) == 3


def test_without_any_pickup_a_place_lies_in_its_district() -> None:
    village = Village()
    for account in village.ring(3):
        village.parcel(account, sender_address=HALL)
    lake = _grouped(village)
    ((place,),) = _described(lake)
    assert place.lat is not None
    assert 22 < place.lat < 24.5


def _bulk(village: Village, address: str, lat: str, hall: str = HALL) -> None:
    for day in range(1, 9):
        village.parcel(
            "",
            sender_address=address,
            receiver_address=hall,
            shipped_on=f"2025-05-0{day}",
            pickup_lat=lat,
            pickup_lon="113.670200",
            weight_kg="100",
        )


def _shown_with(*bulk: tuple[str, str]) -> list[Place]:
    village = Village()
    for account in village.ring(3):
        village.parcel(account, sender_address=HALL)
    for address, lat in bulk:
        _bulk(village, address, lat)
    lake = _grouped(village)
    (shown,) = _described(lake)
    return [place for place in shown if place.role is PlaceRole.PRODUCTION]


def test_one_site_whose_road_is_written_in_two_ways_is_shown_once() -> None:
    # Given bulk from one gate, under a road written rightly and with a slip
    slip = WORKSHOP.replace("人民路", "仁民大路")
    shown = _shown_with((WORKSHOP, "22.810100"), (slip, "22.810140"))

    # Then it is one place that says both
    (place,) = shown
    assert place.address == slip
    assert any(WORKSHOP in line for line in place.says)
    assert len(place.rows) == 16


def test_neighbours_at_two_numbers_are_two_places() -> None:
    next_door = WORKSHOP.replace("8号", "10号")
    assert len(_shown_with((WORKSHOP, "22.810100"), (next_door, "22.810140"))) == 2


def test_a_place_whose_parcels_are_picked_up_in_another_province_says_so() -> None:
    # Given labels that name a hall in Guangdong, on parcels picked up in Zhejiang
    village = Village()
    for account in village.ring(3):
        village.parcel(account, sender_address=HALL, pickup_lat="30.47", pickup_lon="120.34")
    lake = _grouped(village)

    # When places are described
    ((place,),) = _described(lake)

    # Then the hall stays in its district, is doubted, and says why
    assert place.lat is not None
    assert 22 < place.lat < 24.5
    assert place.confidence < 0.5
    assert any("picked up elsewhere, near 30.4700, 120.3400" in line for line in place.says)


def _places(village: Village) -> dict[PlaceRole, Place]:
    lake = _grouped(village)
    (shown,) = _described(lake)
    return {place.role: place for place in shown}


def _targets(village: Village, place: Place) -> list[str | None]:
    rows = village.tables[DeliveryKind.SHIPMENTS]
    found = (rows[row.row_number - 2] for row in place.rows if row.kind == "shipments")
    return [one.get("receiver_address") for one in found]


def _served(to_strangers: int) -> Village:
    """Return a ring whose hall gets four loads from a workshop that serves strangers too."""
    village = Village()
    for account in village.ring(3):
        village.parcel(account, sender_address=HALL)
    for number in range(4 + to_strangers):
        other = f"广东省佛山市南海区桂城路{number}号1栋101室"
        village.parcel(
            "",
            sender_address=WORKSHOP,
            receiver_address=HALL if number >= to_strangers else other,
            shipped_on="2025-05-01",
            weight_kg="100",
        )
    village.seizure(consignor_address=WORKSHOP)
    return village


def test_the_rows_of_a_workshop_are_those_of_the_ring_first() -> None:
    # Given a workshop that sends as much to strangers as to the ring
    village = _served(2)

    # When its rows are shown
    place = _places(village)[PlaceRole.PRODUCTION]

    # Then the seizure and what went to the ring come before what went to others
    assert [row.kind for row in place.rows] == ["seizures", *["shipments"] * 6]
    assert _targets(village, place)[:4] == [HALL] * 4


def test_of_a_supplier_only_what_it_sent_to_the_ring_is_shown() -> None:
    # Given a site that sends most of its goods to strangers
    village = _served(12)

    # When its rows are shown
    place = _places(village)[PlaceRole.SUPPLIER]

    # Then they are the ring's, and a seizure of what it sent to anybody is not among them
    assert _targets(village, place) == [HALL] * 4
    assert len(place.rows) == 4
    assert place.address == WORKSHOP


def test_a_seizure_at_another_door_does_not_point_to_the_place() -> None:
    # Given parcels from one room, and seizures from it, from the next, and from the building
    village = Village()
    for account in village.ring(3):
        village.parcel(account, sender_address=HALL)
    for room in ("402室", "403室", "***"):
        village.seizure(consignor_address=HALL.replace("402室", room))

    # When the rows of the hall are shown
    place = _places(village)[PlaceRole.WAREHOUSE]

    # Then the one from the next room is not among them
    assert [row.row_number for row in place.rows if row.kind == "seizures"] in ([2, 4], [4, 2])
