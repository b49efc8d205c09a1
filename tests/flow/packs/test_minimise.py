"""Other people's data stays out."""

from __future__ import annotations

from typing import Any

from casework.flow.packs.minimise import Minimiser
from casework.model import Record
from casework.vocabulary import Audience, DeliveryKind


def _record(kind: DeliveryKind, understood: dict[str, Any] | None = None, **written: Any) -> Record:
    return Record(kind=kind, written=written, understood=understood or dict(written))


def test_a_buyer_is_left_out_for_everyone() -> None:
    for audience in Audience:
        minimiser = Minimiser(audience, ())
        order = _record(DeliveryKind.ORDERS, order_id="o1", buyer_ref="secret")
        shown, understood = minimiser.values(order)
        assert "secret" not in str((shown, understood))
        assert minimiser.left_out == {"orders.buyer_ref": 1}


def test_customs_learn_who_receives_what_crosses_the_border() -> None:
    parcel = _record(DeliveryKind.SHIPMENTS, receiver_name="Consignee", direction="export")
    for_customs, _ = Minimiser(Audience.CUSTOMS, ()).values(parcel)
    for_police, _ = Minimiser(Audience.POLICE, ()).values(parcel)
    assert for_customs["receiver_name"] == "Consignee"
    assert "receiver_name" not in for_police


def test_customs_do_not_learn_who_receives_a_domestic_parcel() -> None:
    parcel = _record(DeliveryKind.SHIPMENTS, receiver_name="Buyer", direction="domestic")
    assert "receiver_name" not in Minimiser(Audience.CUSTOMS, ()).values(parcel)[0]


def test_a_parcel_sent_to_a_place_of_the_case_keeps_its_receiver() -> None:
    parcel = _record(
        DeliveryKind.SHIPMENTS,
        {"receiver_address": "guangdong/guangzhou"},
        receiver_name="Workshop",
        receiver_address="广州",
    )
    shown, _ = Minimiser(Audience.POLICE, {"guangdong/guangzhou"}).values(parcel)
    assert shown["receiver_name"] == "Workshop"


def test_columns_casework_does_not_know_are_left_out_and_counted() -> None:
    minimiser = Minimiser(Audience.POLICE, ())
    shown, _ = minimiser.values(_record(DeliveryKind.ORDERS, order_id="o1", diary="private"))
    assert "diary" not in shown
    assert minimiser.left_out == {"orders.diary": 1}


def test_understood_values_are_found_under_either_name() -> None:
    for name in ("amount", "amount_value"):
        order = _record(DeliveryKind.ORDERS, {name: "12.50"}, amount="12,50")
        assert Minimiser(Audience.POLICE, ()).values(order)[1]["amount"] == "12.50"
