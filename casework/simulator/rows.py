"""One delivered row of each kind: every value as text, empty where nothing was delivered.

The fields are the columns of `casework.vocabulary.COLUMNS` in order; fields after them are columns
casework does not know and must keep.
"""

from __future__ import annotations

from typing import NamedTuple

from casework.vocabulary import DeliveryKind


class AccountRow(NamedTuple):
    platform: str
    account_id: str
    shop_name: str
    registered_name: str
    company_reg_no: str
    phone: str
    email: str
    payment_account: str
    address: str
    return_address: str
    device_ids: str
    opened_on: str
    category: str
    shop_level: str


class ListingRow(NamedTuple):
    platform: str
    listing_id: str
    account_id: str
    title: str
    brand: str
    category: str
    price: str
    currency: str
    units_sold: str
    image_hash: str
    first_seen: str
    last_seen: str
    favourites: str


class OrderRow(NamedTuple):
    platform: str
    order_id: str
    account_id: str
    listing_id: str
    ordered_on: str
    quantity: str
    unit_price: str
    amount: str
    currency: str
    status: str
    buyer_ref: str
    payment_id: str
    carrier: str
    waybill_no: str


class PaymentRow(NamedTuple):
    payment_id: str
    paid_on: str
    payee_account: str
    payer_ref: str
    amount: str
    currency: str
    channel: str


class TestBuyRow(NamedTuple):
    test_buy_id: str
    platform: str
    account_id: str
    listing_id: str
    ordered_on: str
    price: str
    currency: str
    carrier: str
    waybill_no: str
    received_on: str
    examined_on: str
    brand: str
    verdict: str
    basis: str
    sample_ref: str
    batch_mark: str


class ShipmentRow(NamedTuple):
    carrier: str
    waybill_no: str
    shipped_on: str
    sender_name: str
    sender_phone: str
    sender_address: str
    receiver_name: str
    receiver_phone: str
    receiver_address: str
    pickup_lat: str
    pickup_lon: str
    pieces: str
    weight_kg: str
    declared_goods: str
    declared_value: str
    currency: str
    platform: str
    account_id: str
    direction: str
    container_no: str
    hs_code: str
    customs_office: str
    service: str


class SeizureRow(NamedTuple):
    seizure_ref: str
    authority: str
    seized_on: str
    brand: str
    goods: str
    quantity: str
    value: str
    currency: str
    carrier: str
    waybill_no: str
    consignor_name: str
    consignor_phone: str
    consignor_address: str
    place_lat: str
    place_lon: str


Row = AccountRow | ListingRow | OrderRow | PaymentRow | TestBuyRow | ShipmentRow | SeizureRow

ROW_OF: dict[DeliveryKind, type[Row]] = {
    DeliveryKind.ACCOUNTS: AccountRow,
    DeliveryKind.LISTINGS: ListingRow,
    DeliveryKind.ORDERS: OrderRow,
    DeliveryKind.PAYMENTS: PaymentRow,
    DeliveryKind.TEST_BUYS: TestBuyRow,
    DeliveryKind.SHIPMENTS: ShipmentRow,
    DeliveryKind.SEIZURES: SeizureRow,
}
"""The row class of each kind."""


class Books:
    """The rows of a world as they come to be, one list for each kind."""

    def __init__(self) -> None:
        self.accounts: list[AccountRow] = []
        self.listings: list[ListingRow] = []
        self.orders: list[OrderRow] = []
        self.payments: list[PaymentRow] = []
        self.test_buys: list[TestBuyRow] = []
        self.shipments: list[ShipmentRow] = []
        self.seizures: list[SeizureRow] = []
