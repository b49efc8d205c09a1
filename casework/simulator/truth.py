"""What is really so in a simulated world: kept apart from the delivery, read only to score."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from casework.simulator.places import Place
from casework.vocabulary import AccountRole, PlaceRole

AccountKey = tuple[str, str]  # platform, account id


@dataclass(frozen=True, slots=True)
class TrueAccount:
    """A member of a ring and what it does there."""

    platform: str
    account_id: str
    role: AccountRole


@dataclass(frozen=True, slots=True)
class TruePlace:
    """A place of a ring: whole address, and the point parcels are really picked up at."""

    id: str
    role: PlaceRole
    address: str
    lat: float
    lon: float

    @classmethod
    def of(cls, place_id: str, role: PlaceRole, place: Place) -> TruePlace:
        """Return the truth about `place`."""
        lat, lon = place.point()
        return cls(place_id, role, place.full(), lat, lon)


@dataclass(frozen=True, slots=True)
class Relation:
    """Who does what for whom: `supplies`, `makes for`, `delivers to`, `ships for`,
    `collects for`, `succeeds`.

    Ends are place ids, or accounts written `platform/account_id`.
    """

    kind: str
    source: str
    target: str


@dataclass(slots=True)
class TrueRing:
    """One counterfeit ring."""

    id: str
    brands: list[str]
    accounts: list[TrueAccount] = field(default_factory=list)
    places: list[TruePlace] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    test_buys: list[str] = field(default_factory=list)
    seizures: list[str] = field(default_factory=list)
    freight: int = 0  # bulk shipments between its places


@dataclass(frozen=True, slots=True)
class TrueHub:
    """Something honest accounts share, which of them do, and the values they share it by."""

    kind: str
    name: str
    accounts: list[AccountKey]
    values: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Bridge:
    """What two rings have in common though they are two."""

    kind: str
    rings: tuple[str, str]
    value: str


@dataclass(slots=True)
class Truth:
    """Everything an honest judge of the result needs to know."""

    plan: dict[str, Any]
    rows: dict[str, int] = field(default_factory=dict)
    rings: list[TrueRing] = field(default_factory=list)
    companies: list[dict[str, Any]] = field(default_factory=list)
    families: list[list[AccountKey]] = field(default_factory=list)
    dealer_networks: list[list[AccountKey]] = field(default_factory=list)
    hubs: list[TrueHub] = field(default_factory=list)
    bridges: list[Bridge] = field(default_factory=list)
    recycled_phones: list[dict[str, Any]] = field(default_factory=list)
    unknowing_resellers: list[AccountKey] = field(default_factory=list)
    wrong_verdicts: list[str] = field(default_factory=list)
    """Test buys of genuine goods that were called counterfeit."""
    brushed_orders: list[AccountKey] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)

    def as_object(self) -> dict[str, Any]:
        """Return the truth as plain lists and objects, ready for JSON."""
        return asdict(self)
