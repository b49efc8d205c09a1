"""The honest accounts of a world, among them all those that look guilty at first sight."""

from __future__ import annotations

from dataclasses import dataclass, field

from casework.simulator import hubs as hub
from casework.simulator import phones
from casework.simulator.catalogue import BRANDS
from casework.simulator.hubs import Hub, Hubs
from casework.simulator.names import person
from casework.simulator.places import Place, workshop
from casework.simulator.sellers import Founder, Seller
from casework.simulator.truth import AccountKey

_IN_COMPANIES = 0.06  # accounts that belong to a company with several shops
_IN_FAMILIES = 0.03
_RECYCLED = 0.01  # accounts whose phone later belongs to somebody else
_MOST_SHOPS = 8
_PER_NETWORK = 1_500  # accounts of a world for each brand's network of dealers
_PER_RESELLER = 2_000  # accounts of a world for each shop that was deceived


@dataclass(slots=True)
class Honest:
    """The honest accounts, and the groups of them that are no rings."""

    sellers: list[Seller] = field(default_factory=list)
    companies: list[list[Seller]] = field(default_factory=list)
    families: list[list[Seller]] = field(default_factory=list)
    dealers: list[list[Seller]] = field(default_factory=list)  # one brand, one official warehouse
    resellers: list[Seller] = field(default_factory=list)  # deceived themselves
    recycled: list[tuple[str, AccountKey, AccountKey]] = field(default_factory=list)
    orders_from: list[tuple[Hub, Seller]] = field(default_factory=list)  # who is supplied by whom


class Society:
    """Founds the honest accounts of a world."""

    def __init__(self, founder: Founder, hubs: Hubs) -> None:
        self._founder, self._hubs = founder, hubs
        self._rng, self._issuer = founder.rng, founder.issuer
        self.honest = Honest()

    def settle(self, count: int, tenancies: list[Place]) -> Honest:
        """Return `count` honest accounts, one of them in each of `tenancies`: rooms of buildings
        that rings use as well."""
        honest, rng = self.honest, self._rng
        while len(honest.sellers) < count * _IN_COMPANIES:
            self._company(rng.randint(2, _MOST_SHOPS))
        in_companies = len(honest.sellers)
        while len(honest.sellers) < in_companies + count * _IN_FAMILIES:
            self._family(rng.randint(2, 3))
        for brand in rng.sample(list(BRANDS), min(len(BRANDS), 1 + count // _PER_NETWORK)):
            self._dealers(brand, rng.randint(3, 8))
        for _ in range(1 + count // _PER_RESELLER):
            self._reseller(rng.choice(list(BRANDS)))
        grouped = len(honest.sellers)
        honest.sellers += [self._single() for _ in range(count - grouped)]
        singles = honest.sellers[grouped:]
        self._recycle(singles[len(singles) // 2 :])
        for tenancy, seller in zip(tenancies, singles[len(singles) // 3 :], strict=False):
            seller.desks = [self._founder.own_desk(seller, tenancy)]
        if self._founder.plan.evasion != "mild":  # one of a company's shops was deceived
            honest.resellers.append(rng.choice(rng.choice(honest.companies)))
        for seller in honest.sellers:
            self._founder.complete(seller)
        return honest

    def _company(self, shops: int) -> None:
        founder, rng = self._founder, self._rng
        first = founder.seller()
        first.company = founder.company(first.place)
        founder.complete(first)
        desks = [*first.desks]
        if rng.random() < 0.4:
            desks.append(founder.own_desk(first))
        group = [first]
        for _ in range(shops - 1):
            shop = founder.seller(first.goods, first.brand)
            shop.company, shop.owner = first.company, first.owner
            shop.phone = first.phone if rng.random() < 0.8 else shop.phone
            shop.email = first.email if rng.random() < 0.5 else shop.email
            shop.payment_account = first.payment_account
            shop.payees = [first.payment_account]
            shop.place, shop.return_place = first.place, first.return_place
            shop.devices = first.devices if rng.random() < 0.7 else shop.devices
            shop.desks = desks
            group.append(shop)
        self._share_pictures(group, shops * 2)
        self.honest.companies.append(group)
        self.honest.sellers += group

    def _family(self, members: int) -> None:
        founder, rng = self._founder, self._rng
        first = founder.complete(founder.seller())
        group = [first]
        for _ in range(members - 1):
            other = founder.seller()
            other.place = other.return_place = first.place
            if rng.random() < 0.4:
                other.payment_account = first.payment_account
            if rng.random() < 0.5:
                other.devices = [*other.devices, first.devices[0]]
            group.append(founder.complete(other))
        self.honest.families.append(group)
        self.honest.sellers += group

    def _dealers(self, brand: str, members: int) -> None:
        """Found independent dealers of a brand who all ship from its official warehouse: the
        shape of a ring, but genuine."""
        founder, rng = self._founder, self._rng
        stock = workshop(rng)
        store = founder.desk(person(rng), self._issuer.phone(), stock)
        group = []
        for _ in range(members):
            seller = founder.seller(brand=brand)
            seller.company = founder.company(seller.place)
            seller.desks = [store]
            seller.images = [self._hubs.official_picture(brand, seller) for _ in range(3)]
            seller.discount = 0.9 + rng.random() * 0.1
            group.append(founder.complete(seller))
        self.honest.dealers.append(group)
        self.honest.sellers += group

    def _reseller(self, brand: str) -> None:
        """Found an honest shop that once bought counterfeits without knowing it."""
        seller = self._founder.complete(self._founder.seller(brand=brand))
        seller.discount = 0.75
        self.honest.resellers.append(seller)
        self.honest.sellers.append(seller)

    def _single(self) -> Seller:
        founder, rng = self._founder, self._rng
        seller = founder.seller()
        if rng.random() < 0.35:
            seller.company = founder.company(seller.place)
        if rng.random() < 0.03:
            seller.phone = rng.choice(phones.PLACEHOLDERS)
        elif rng.random() < 0.015:
            seller.phone = phones.abroad(rng)
        self._rent(seller)
        self._ship(seller)
        self._operate(seller)
        if rng.random() < 0.02:
            seller.brushed = 0.1 + rng.random() * 0.3
        return seller

    def _rent(self, seller: Seller) -> None:
        rng = self._rng
        if rng.random() < 0.08:
            building = self._hubs.any(hub.LANDLORD, seller).place
            room = rng.randint(1, 20) * 100 + rng.randint(1, 12)
            seller.place = building if rng.random() < 0.4 else building.neighbour(room)
            seller.return_place = seller.place

    def _ship(self, seller: Seller) -> None:
        founder, rng, hubs = self._founder, self._rng, self._hubs
        drawn = rng.random()
        if drawn < 0.14:
            warehouse = hubs.any(hub.WAREHOUSE, seller)
            seller.desks = [warehouse.desk]
            if rng.random() < 0.3:
                seller.desks.append(founder.own_desk(seller))
        elif drawn < 0.40:
            own, station = founder.own_desk(seller), hubs.any(hub.STATION, seller).desk
            behind_counter = rng.random() < 0.25
            seller.desks = [
                founder.desk(
                    own.person,
                    station.phone if behind_counter else own.phone,
                    station.place if behind_counter else own.place,
                    station.pickup,
                    station.carriers,
                ),
            ]
        if rng.random() < 0.04:
            seller.relay = True
            hubs.any(hub.RELAY, seller)
        if rng.random() < 0.30:
            self.honest.orders_from.append((hubs.any(hub.SUPPLIER, seller), seller))
        if rng.random() < 0.18:
            self.honest.orders_from.append((hubs.any(hub.FACTORY, seller), seller))

    def _operate(self, seller: Seller) -> None:
        rng, hubs = self._rng, self._hubs
        if rng.random() < 0.05:
            agency = hubs.any(hub.AGENCY, seller)
            by_kind = list(agency.values.values())
            seller.devices = [rng.choice(by_kind[0]), *seller.devices[: rng.randint(0, 1)]]
            if rng.random() < 0.6:
                seller.phone = agency.desk.phone
        if rng.random() < 0.03:
            agent = hubs.any(hub.PAYMENT_AGENT, seller)
            seller.payees = [next(iter(agent.values.values()))[0]]
        if rng.random() < 0.25:
            seller.images = [hubs.photograph(seller) for _ in range(rng.randint(1, 3))]
        if seller.brand in BRANDS and rng.random() < 0.6:
            seller.images += [hubs.official_picture(seller.brand, seller) for _ in range(2)]

    def _share_pictures(self, group: list[Seller], count: int) -> None:
        pictures = [self._issuer.image() for _ in range(count)]
        for seller in group:
            seller.images = pictures

    def _recycle(self, singles: list[Seller]) -> None:
        """Give the phone of a shop that closed to one that opened months later."""
        days = self._founder.plan.days
        pairs = round(len(self.honest.sellers) * _RECYCLED)
        for place in range(min(pairs, len(singles) // 2)):
            before, after = singles[2 * place], singles[2 * place + 1]
            before.opened = min(before.opened, -60)
            before.closed = int(days * (0.2 + self._rng.random() * 0.2))
            after.opened = before.closed + int(days * (0.17 + self._rng.random() * 0.15))
            after.closed = self._founder.plan.last_selling_day
            before.phone = after.phone = self._issuer.phone()
            self.honest.recycled.append((before.phone, before.key, after.key))
