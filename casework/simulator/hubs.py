"""What very many honest accounts share: warehouses, stations, agencies, photographs, buildings."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import sqrt

from casework.simulator import names
from casework.simulator.catalogue import BRANDS, FREIGHT_CARRIERS
from casework.simulator.desks import Desk
from casework.simulator.places import Place, home, workshop
from casework.simulator.sellers import Founder, Seller
from casework.vocabulary import IdentifierKind

WAREHOUSE = "third-party warehouse"
STATION = "courier station"
AGENCY = "shop-operating agency"
SUPPLIER = "packaging supplier"
FACTORY = "factory"
LANDLORD = "landlord"
PAYMENT_AGENT = "payment agent"
STOCK_PHOTOS = "stock photographs"
BRAND_PHOTOS = "brand's own photographs"
RELAY = "relay numbers"

# How many of each kind, as a multiple of the root of the number of accounts.
_COUNTS = {
    WAREHOUSE: 0.13,
    STATION: 0.45,
    AGENCY: 0.10,
    SUPPLIER: 0.05,
    FACTORY: 0.35,
    LANDLORD: 0.12,
    PAYMENT_AGENT: 0.03,
}
_IN_OFFICES = (STATION, AGENCY, PAYMENT_AGENT)
_BY_FREIGHT = (SUPPLIER, FACTORY)


@dataclass(slots=True, eq=False)
class Hub:
    """Something many unrelated accounts share, with the values they share it by."""

    kind: str
    name: str
    place: Place
    desk: Desk
    values: dict[IdentifierKind, list[str]] = field(default_factory=dict)
    users: dict[tuple[str, str], None] = field(default_factory=dict)  # in order of joining

    def add(self, user: Seller) -> None:
        """Note that an account uses this hub."""
        self.users[user.key] = None


class Hubs:
    """The hubs of a world by kind. Both their number and their reach grow with the root of it."""

    def __init__(self, founder: Founder) -> None:
        self._founder, self._rng, self._issuer = founder, founder.rng, founder.issuer
        root = sqrt(founder.plan.accounts)
        self.by_kind: dict[str, list[Hub]] = {
            kind: [self._open(kind) for _ in range(max(2, round(root * share)))]
            for kind, share in _COUNTS.items()
        }
        self.by_kind[STOCK_PHOTOS] = [self._photographs(STOCK_PHOTOS, 12 + round(root * 1.2))]
        self.by_kind[RELAY] = [self._relay(10 + round(root * 0.8))]
        self._official = {brand: self._photographs(BRAND_PHOTOS, 8) for brand in BRANDS}
        self.by_kind[BRAND_PHOTOS] = list(self._official.values())

    def any(self, kind: str, user: Seller | None = None) -> Hub:
        """Return one of the hubs of `kind` and note who uses it."""
        hub = self._rng.choice(self.by_kind[kind])
        if user is not None:
            hub.add(user)
        return hub

    def photograph(self, user: Seller | None = None) -> str:
        """Return a stock photograph, the favourites far more often."""
        hub = self.any(STOCK_PHOTOS, user)
        pictures = hub.values[IdentifierKind.IMAGE]
        return pictures[int(len(pictures) * self._rng.random() ** 2.5)]

    def official_picture(self, brand: str, user: Seller | None = None) -> str:
        """Return a picture the brand gives its dealers, and that others copy."""
        hub = self._official[brand]
        if user is not None:
            hub.add(user)
        return self._rng.choice(hub.values[IdentifierKind.IMAGE])

    def _open(self, kind: str) -> Hub:
        founder, rng = self._founder, self._rng
        place = home(rng) if kind in _IN_OFFICES else workshop(rng)
        if kind == LANDLORD:
            place = place.building_only()
        owner = names.person(rng)
        carriers = tuple(rng.sample(FREIGHT_CARRIERS, 2)) if kind in _BY_FREIGHT else ()
        desk = founder.desk(owner, self._issuer.phone(), place, carriers=carriers)
        hub = Hub(kind, names.company(rng, place.district, "").name, place, desk)
        hub.values = self._values(hub)
        return hub

    def _values(self, hub: Hub) -> dict[IdentifierKind, list[str]]:
        kinds, desk = IdentifierKind, hub.desk
        phone, address = [desk.phone], [hub.place.full()]
        if hub.kind == STATION:
            return {kinds.PICKUP_POINT: [f"{desk.pickup[0]:.6f},{desk.pickup[1]:.6f}"]}
        if hub.kind == AGENCY:
            devices = [self._issuer.device() for _ in range(self._rng.randint(3, 8))]
            return {kinds.DEVICE: devices, kinds.PHONE: phone}
        if hub.kind == LANDLORD:
            return {kinds.ADDRESS: address}
        if hub.kind == PAYMENT_AGENT:
            return {kinds.PAYMENT_ACCOUNT: [self._issuer.payment_account(desk.person)]}
        return {kinds.SENDER_PHONE: phone, kinds.SENDER_ADDRESS: address}

    def _photographs(self, kind: str, count: int) -> Hub:
        hub = self._open(kind)
        hub.values = {IdentifierKind.IMAGE: [self._issuer.image() for _ in range(count)]}
        return hub

    def _relay(self, count: int) -> Hub:
        hub = self._open(RELAY)
        hub.values = {IdentifierKind.SENDER_PHONE: [self._issuer.phone() for _ in range(count)]}
        return hub
