"""Where goods come from and go through."""

from __future__ import annotations

import duckdb

from casework.analysis.parameters import Parameters
from casework.flow.linking.traces.suggest import suggest
from casework.flow.linking.traces.within import traces_within
from casework.flow.rings.freight import read_freight
from casework.flow.rings.places import find_places, rings_downstream
from casework.vocabulary import PlaceRole
from tests.flow.rings.small_lake import Village

HALL = "广东省广州市白云区兴隆路12号3栋402室"
WORKSHOP = "广东省东莞市虎门镇人民路8号1栋101室"


def _grouped(village: Village) -> duckdb.DuckDBPyConnection:
    lake = village.lake()
    suggestion = suggest(lake, [], Parameters())
    ids = lake.execute("SELECT account FROM account WHERE account_id LIKE 'ring%' ORDER BY 1")
    group = [row[0] for row in ids.fetchall()]
    traces_within(lake, [group], suggestion.prior, Parameters())
    read_freight(lake)
    return lake


def test_a_carton_dealer_with_many_customers_is_nobodys_place() -> None:
    # Given bulk to the hall from a dealer who serves sixty others
    village = Village()
    for account in village.ring(3):
        village.parcel(account, sender_address=HALL)
    for number in range(60):
        village.parcel(
            "", sender_address=WORKSHOP, receiver_address=f"北京市朝阳区建国路{number}号"
        )
    village.parcel("", sender_address=WORKSHOP, receiver_address=HALL, shipped_on="2025-01-02")
    lake = _grouped(village)

    # When places are looked for
    (found,) = find_places(lake, 1)

    # Then only the hall is one
    assert [role.role for role in found] == [PlaceRole.WAREHOUSE]


def test_bulk_after_the_last_parcel_feeds_nothing() -> None:
    # Given bulk that came when the ring had stopped sending
    village = Village()
    for account in village.ring(3):
        village.parcel(account, sender_address=HALL, shipped_on="2025-03-01")
    for day in range(1, 9):
        village.parcel(
            "", sender_address=WORKSHOP, receiver_address=HALL, shipped_on=f"2025-09-0{day}"
        )
    lake = _grouped(village)

    # When places are looked for
    (found,) = find_places(lake, 1)

    # Then its sender is no place of production
    assert PlaceRole.PRODUCTION not in {role.role for role in found}


def test_a_seizure_of_what_feeds_the_hall_leads_to_the_ring_and_a_strangers_does_not() -> None:
    # Given a hall fed from a workshop, and a carton seized that left the workshop, or another place
    for seized, expected in ((WORKSHOP, {0}), ("北京市朝阳区建国路8号1栋101室", set())):
        village = Village()
        for account in village.ring(3):
            village.parcel(account, sender_address=HALL)
        village.parcel("", sender_address=WORKSHOP, receiver_address=HALL)
        village.parcel("", sender_address=seized, carrier="sf", waybill_no="SF1000000009")
        village.seizure(carrier="sf", waybill_no="SF1000000009")

        # When it is asked which rings' places it may name
        found = rings_downstream(_grouped(village))

        # Then it is the ring where the workshop feeds its hall
        assert found == expected
