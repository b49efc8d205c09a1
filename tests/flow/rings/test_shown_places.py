"""Places as they are shown."""

from __future__ import annotations

import duckdb

from casework.analysis.parameters import Parameters
from casework.analysis.values import Place
from casework.flow.linking.traces.suggest import suggest
from casework.flow.linking.traces.within import traces_within
from casework.flow.rings.places import find_places
from casework.flow.rings.shown_places import describe_places
from casework.vocabulary import PlaceRole
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
    return lake


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
    ((place,),) = describe_places(lake, find_places(lake, 1))

    # Then it is one place, whole, at the middle point
    assert (place.role, place.address) == (PlaceRole.WAREHOUSE, HALL)
    assert (place.lat, place.lon) == (23.21, 113.27)
    assert len(place.rows) == 3


def test_without_any_pickup_a_place_lies_in_its_district() -> None:
    village = Village()
    for account in village.ring(3):
        village.parcel(account, sender_address=HALL)
    lake = _grouped(village)
    ((place,),) = describe_places(lake, find_places(lake, 1))
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
    (shown,) = describe_places(lake, find_places(lake, 1))
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
    ((place,),) = describe_places(lake, find_places(lake, 1))

    # Then the hall stays in its district, is doubted, and says why
    assert place.lat is not None
    assert 22 < place.lat < 24.5
    assert place.confidence < 0.5
    assert any("picked up elsewhere, near 30.4700, 120.3400" in line for line in place.says)
