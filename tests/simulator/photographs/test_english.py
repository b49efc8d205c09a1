from __future__ import annotations

from random import Random

import pytest

from casework.simulator.photographs import english
from casework.simulator.photographs.parcels import Parcel
from casework.simulator.photographs.sheet import Sheet


@pytest.mark.parametrize("carrier", sorted(english.LAYOUTS))
def test_every_arrangement_states_what_a_parcel_is(
    carrier: str, sheet: Sheet, parcels: list[Parcel]
) -> None:
    parcel = next(one for one in parcels if one.carrier == carrier)

    [layout] = english.LAYOUTS[carrier]
    layout(sheet, parcel, Random(1))

    stated = {column: field.value for column, field in sheet.stated.items()}
    assert stated["waybill_no"] == parcel.waybill_no
    assert stated["carrier"] == ("ems" if carrier == "post" else carrier)
    assert stated["sender_address"] == parcel.sender.address
    assert stated["receiver_phone"] == parcel.receiver.phone
    assert stated["declared_goods"] == parcel.goods
    assert stated["shipped_on"] == parcel.shipped_on[:10].replace("/", "-")


def test_a_customs_declaration_states_value_and_code(sheet: Sheet, parcels: list[Parcel]) -> None:
    parcel = next(one for one in parcels if one.carrier == "post")

    english.declaration(sheet, parcel, Random(1))

    assert sheet.stated["hs_code"].value == parcel.hs_code
    assert sheet.stated["declared_value"].value == parcel.declared_value
    assert sheet.stated["currency"].value == parcel.currency
