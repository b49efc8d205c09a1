from __future__ import annotations

from random import Random

from casework.simulator import World
from casework.simulator.photographs.parcels import Parcel, Parcels
from casework.vocabulary import DeliveryKind

ABROAD = {"dhl", "ups", "fedex", "post"}


def test_labels_at_home_state_shipments_of_the_world(village: World, parcels: list[Parcel]) -> None:
    known = {row["waybill_no"]: row for row in village.rows(DeliveryKind.SHIPMENTS)}

    at_home = [one for one in parcels if one.carrier not in ABROAD]

    assert at_home
    for parcel in at_home:
        row = known[parcel.waybill_no]
        assert parcel.sender.phone == row["sender_phone"]
        assert parcel.receiver.address == row["receiver_address"]


def test_labels_abroad_have_senders_of_the_world_whole_and_in_letters(
    village: World, parcels: list[Parcel]
) -> None:
    senders = {row["sender_phone"] for row in village.rows(DeliveryKind.SHIPMENTS)}

    abroad = [one for one in parcels if one.carrier in ABROAD]

    assert {one.carrier for one in abroad} == ABROAD
    for parcel in abroad:
        assert parcel.sender.phone in senders
        assert parcel.sender.address.isascii()
        assert "*" not in parcel.sender.phone
        assert parcel.receiver.phone.startswith("+")
        assert "#" not in parcel.receiver.phone


def test_the_same_seed_draws_the_same_parcels(village: World, parcels: list[Parcel]) -> None:
    assert list(Parcels(village).draw(Random(5), 80)) == parcels


def test_some_labels_are_masked_and_some_name_a_company(parcels: list[Parcel]) -> None:
    assert any("*" in one.sender.phone for one in parcels)
    assert any("*" not in one.sender.phone for one in parcels)
    assert any(len(one.company_reg_no) == 18 for one in parcels)
