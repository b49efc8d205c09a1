from __future__ import annotations

from random import Random

import pytest

from casework.simulator.photographs import chinese
from casework.simulator.photographs.parcels import Parcel
from casework.simulator.photographs.sheet import Sheet


@pytest.mark.parametrize("layout", [chinese.badges, chinese.joined, chinese.upright, chinese.table])
def test_every_arrangement_states_what_a_parcel_is(
    layout: chinese.Layout, sheet: Sheet, parcels: list[Parcel]
) -> None:
    parcel = next(one for one in parcels if one.carrier in chinese.NAMES)

    layout(sheet, parcel, Random(1))

    stated = {column: field.value for column, field in sheet.stated.items()}
    assert stated["waybill_no"] == parcel.waybill_no
    assert stated["carrier"] == parcel.carrier
    assert stated["sender_name"] == parcel.sender.name
    assert stated["receiver_address"] == parcel.receiver.address
    assert stated["weight_kg"] == parcel.weight
    assert stated["shipped_on"] == parcel.shipped_on
    assert (parcel.waybill_no, "Code128") in sheet.barcodes


def test_all_print_stays_on_the_paper(sheet: Sheet, parcels: list[Parcel]) -> None:
    for parcel in parcels:
        for layout in chinese.LAYOUTS.get(parcel.carrier, ()):
            layout(sheet, parcel, Random(1))

    areas = [area for field in sheet.stated.values() for area in field.areas]
    assert all(area[0] >= 0 and area[2] <= sheet.width + 10 for area in areas)
    assert all(area[3] < sheet.height for area in areas)


def test_numbers_are_grouped_from_their_end() -> None:
    assert chinese.grouped("SF1407487703557") == "SF1 4074 8770 3557"
    assert chinese.grouped("784282665115") == "7842 8266 5115"
