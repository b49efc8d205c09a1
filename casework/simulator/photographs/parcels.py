"""What the labels of a world state: its own shipments, and parcels its sellers send abroad."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from casework.simulator.photographs import numbers
from casework.simulator.world import World
from casework.vocabulary import DeliveryKind

_ABROAD = 0.36  # of the photographs, when the world has senders who write in English
_IN_ENGLISH = {
    "服装": "Garments",
    "饰品": "Fashion accessories",
    "日用品": "Daily goods",
    "百货": "Household goods",
    "配件": "Spare parts",
    "鞋子": "Shoes",
    "食品": "Dried food",
    "纸箱": "Paper boxes",
}
_HS_CODES = ("6201.40", "9102.11", "3304.10", "4202.21", "6404.11", "8518.30")
_RECEIVERS = (
    ("Jonas Brandt", "+49 1512 3456####", "Lindenallee 14, 50968 Koeln, Germany"),
    ("Emily Carter", "+44 7700 900###", "27 Harrow Lane, Leeds LS9 7QN, United Kingdom"),
    ("Marta Kowalska", "+48 601 23####", "ul. Dluga 8/12, 31-147 Krakow, Poland"),
    ("Daniel Ferreira", "+351 912 34####", "Rua das Flores 55, 4050-262 Porto, Portugal"),
    ("Olivia Bennett", "+1 415 555 0###", "1840 Willow Street, Oakland CA 94607, United States"),
    ("Nordhaven Imports BV", "+31 6 1234 5###", "Maasvlakte 12, 3199 LZ Rotterdam, Netherlands"),
)
_CARRIERS = {"dhl": numbers.dhl, "ups": numbers.ups, "fedex": numbers.fedex, "post": numbers.post}


@dataclass(frozen=True, slots=True)
class Party:
    """Who sends or receives."""

    name: str
    phone: str
    address: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a label states; empty where it states nothing."""

    carrier: str
    waybill_no: str
    shipped_on: str
    sender: Party
    receiver: Party
    goods: str
    weight: str  # kilograms
    pieces: str
    order_id: str = ""
    company: str = ""
    company_reg_no: str = ""
    declared_value: str = ""
    currency: str = ""
    container_no: str = ""
    hs_code: str = ""
    platform: str = ""
    place: tuple[str, str] = ("", "")
    """Latitude and longitude (WGS 84) of the pickup."""


class Parcels:
    """The shipments of a world as parcels, ready to be labelled."""

    def __init__(self, world: World) -> None:
        self._orders = {row["waybill_no"]: row for row in world.rows(DeliveryKind.ORDERS)}
        self._companies = {
            (row["platform"], row["account_id"]): (row["registered_name"], row["company_reg_no"])
            for row in world.rows(DeliveryKind.ACCOUNTS)
            if len(row["company_reg_no"]) == 18
        }
        self._numbers = sorted(self._companies.values())
        self._shipments = list(world.rows(DeliveryKind.SHIPMENTS))
        self._english = [row for row in self._shipments if _in_english(row)]

    def draw(self, rng: Random, count: int) -> Iterator[Parcel]:
        """Yield `count` parcels, about a third of them to addresses abroad."""
        for _ in range(count):
            if self._english and rng.random() < _ABROAD:
                yield self._abroad(rng, rng.choice(self._english))
            else:
                yield self._at_home(rng, rng.choice(self._shipments))

    def _at_home(self, rng: Random, row: dict[str, str]) -> Parcel:
        parcel = _parcel(row)
        order = self._orders.get(row["waybill_no"])
        if order is not None:
            parcel = replace(parcel, order_id=order["order_id"], platform=order["platform"])
        if row["service"] == "freight" or rng.random() < 0.15:
            parcel = replace(parcel, declared_value=f"{rng.randint(3, 90) * 100}.00")
            parcel = replace(parcel, currency="CNY")
        if self._numbers and (row["service"] == "freight" or rng.random() < 0.2):
            account = (row["platform"], row["account_id"])
            name, number = self._companies.get(account, rng.choice(self._numbers))
            parcel = replace(parcel, company=name, company_reg_no=number)
        return parcel

    def _abroad(self, rng: Random, row: dict[str, str]) -> Parcel:
        parcel = _parcel(row)
        carrier = rng.choice(sorted(_CARRIERS))
        name, phone, address = rng.choice(_RECEIVERS)
        hashes = phone.count("#")
        phone = phone.rstrip("#") + f"{rng.randrange(10**hashes):0{hashes}d}"
        return replace(
            parcel,
            carrier=carrier,
            waybill_no=_CARRIERS[carrier](rng),
            receiver=Party(name, phone, address),
            goods=_IN_ENGLISH.get(parcel.goods, "Samples"),
            order_id=f"PO-{rng.randrange(10**6):06d}",
            declared_value=f"{rng.randint(12, 400)}.{rng.choice(('00', '50', '90'))}",
            currency=rng.choice(("USD", "EUR")),
            hs_code=rng.choice(_HS_CODES),
        )


def _in_english(row: dict[str, str]) -> bool:
    written = row["sender_name"] + row["sender_address"]
    return written.isascii() and "*" not in written + row["sender_phone"]


def _parcel(row: dict[str, str]) -> Parcel:
    return Parcel(
        carrier=row["carrier"],
        waybill_no=row["waybill_no"],
        shipped_on=row["shipped_on"],
        sender=Party(row["sender_name"], row["sender_phone"], row["sender_address"]),
        receiver=Party(row["receiver_name"], row["receiver_phone"], row["receiver_address"]),
        goods=row["declared_goods"],
        weight=row["weight_kg"],
        pieces=row["pieces"],
        declared_value=row["declared_value"],
        currency=row["currency"],
        container_no=row["container_no"],
        hs_code=row["hs_code"],
        platform=row["platform"],
        place=(row["pickup_lat"], row["pickup_lon"]),
    )
