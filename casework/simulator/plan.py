"""What kind of world to make: its size, its rings, and how hard the rings try not to be found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from casework.errors import WorldImpossible

Evasion = Literal["mild", "strong", "extreme"]

_SMALLEST_SHARE = 12  # accounts of a world for each ring, so that most of every world is honest


@dataclass(frozen=True, slots=True)
class Habits:
    """How the rings of a world behave, and how much couriers hide. Shares are 0 to 1."""

    masked: float  # parcels whose label is masked under GB/T 41833-2022
    named: float  # parcels that carry the account beside the waybill
    shared: dict[str, float]  # chance that a run of members shares one value, by kind
    same_image: float  # listings that reuse the ring's picture bit for bit
    near_image: float  # listings with the picture cropped: a few bits of the hash differ
    false_sender: float  # members who write an address of their own on the label
    stations: float  # members who hand over at a courier station, so pickups say little
    hub_use: float  # members who also ship from an honest third-party warehouse
    phone_months: int  # months until the phone on a member's labels is thrown away
    neighbours: tuple[int, int]  # honest tenants in each building a ring uses
    test_buys: tuple[int, int]  # per ring
    seized: float  # rings with at least one seizure
    brand_hidden: float  # ring listings whose brand column is left empty
    same_dispatch_phone: float  # labels with the warehouse's phone, not one of the shop's own
    decoys: float  # ring warehouses that also stock genuine goods of an honest factory
    recycled: float  # ring members with a phone that an honest shop had before


HABITS: dict[Evasion, Habits] = {
    "mild": Habits(
        masked=0.50,
        named=0.40,
        shared={
            "phone": 0.50,
            "payment": 0.50,
            "device": 0.85,
            "return": 0.50,
            "email": 0.20,
            "company": 0.15,
        },
        same_image=0.80,
        near_image=0.05,
        false_sender=0.05,
        stations=0.05,
        hub_use=0.08,
        phone_months=8,
        neighbours=(0, 1),
        test_buys=(2, 4),
        seized=0.70,
        brand_hidden=0.05,
        same_dispatch_phone=0.85,
        decoys=0.10,
        recycled=0.0,
    ),
    "strong": Habits(
        masked=0.80,
        named=0.25,
        shared={
            "phone": 0.25,
            "payment": 0.30,
            "device": 0.50,
            "return": 0.25,
            "email": 0.08,
            "company": 0.05,
        },
        same_image=0.60,
        near_image=0.15,
        false_sender=0.20,
        stations=0.12,
        hub_use=0.16,
        phone_months=3,
        neighbours=(0, 3),
        test_buys=(1, 3),
        seized=0.50,
        brand_hidden=0.25,
        same_dispatch_phone=0.55,
        decoys=0.35,
        recycled=0.02,
    ),
    "extreme": Habits(
        masked=0.95,
        named=0.12,
        shared={
            "phone": 0.08,
            "payment": 0.14,
            "device": 0.22,
            "return": 0.12,
            "email": 0.02,
            "company": 0.0,
        },
        same_image=0.40,
        near_image=0.25,
        false_sender=0.35,
        stations=0.20,
        hub_use=0.24,
        phone_months=1,
        neighbours=(1, 5),
        test_buys=(1, 2),
        seized=0.35,
        brand_hidden=0.50,
        same_dispatch_phone=0.30,
        decoys=0.60,
        recycled=0.05,
    ),
}


@dataclass(frozen=True, slots=True)
class WorldPlan:
    """The few numbers a world follows from: the same plan always gives the same world.

    `accounts` counts every seller account, ring members included; the world has about
    `accounts * (2.9 * orders_per_account + 6)` rows. It covers `months` months (of 30 days) up to
    and including `ends_on`. Raises `WorldImpossible` when the numbers cannot hold together.
    """

    seed: int = 1
    accounts: int = 5_000
    rings: int = 12
    evasion: Evasion = "mild"
    months: int = 8
    orders_per_account: float = 14.0
    ends_on: date = date(2026, 10, 31)

    def __post_init__(self) -> None:
        if self.evasion not in HABITS:
            raise WorldImpossible(f"evasion is {self.evasion!r}, it must be {', '.join(HABITS)}")
        if self.rings < 0 or self.accounts < max(100, self.rings * _SMALLEST_SHARE):
            raise WorldImpossible(
                f"{self.rings} rings in {self.accounts} accounts: a world needs at least 100 "
                f"accounts, and {_SMALLEST_SHARE} for each ring"
            )
        if self.months < 3 or self.orders_per_account <= 0:
            raise WorldImpossible(
                f"{self.months} months with {self.orders_per_account} orders per account: a world "
                "needs at least 3 months and some orders"
            )

    @property
    def habits(self) -> Habits:
        """How the rings of this world behave."""
        return HABITS[self.evasion]

    @property
    def days(self) -> int:
        """Days from the first to the last of this world."""
        return self.months * 30

    @property
    def last_selling_day(self) -> int:
        """The last day of orders, counted from 0: what is sold then still leaves in time."""
        return self.days - 3

    @property
    def starts_on(self) -> date:
        """The first day of this world."""
        return self.ends_on - timedelta(days=self.days - 1)
