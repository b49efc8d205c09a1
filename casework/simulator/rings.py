"""Counterfeit rings: where they work, who belongs to them, and how their parcels leave."""

from __future__ import annotations

from dataclasses import dataclass

from casework.simulator import hubs as hub
from casework.simulator import names
from casework.simulator.catalogue import BRANDS, FREIGHT_CARRIERS, GOODS
from casework.simulator.desks import Desk
from casework.simulator.gangs import Gang, Site
from casework.simulator.hubs import Hubs
from casework.simulator.places import Place, home, workshop
from casework.simulator.sellers import Founder, Seller
from casework.simulator.traces import Traces
from casework.simulator.truth import TrueAccount, TrueRing
from casework.vocabulary import AccountRole, PlaceRole


@dataclass(frozen=True, slots=True)
class _Outlet:
    """A warehouse as couriers know it: the pickup, the carriers, one phone after another."""

    site: Site
    pickup: tuple[float, float]
    carriers: tuple[str, ...]
    phones: list[str]


class Underworld:
    """Builds the rings of a world."""

    def __init__(self, founder: Founder, hubs: Hubs) -> None:
        self.founder, self.hubs = founder, hubs
        self.rng, self.issuer, self.plan = founder.rng, founder.issuer, founder.plan
        self.habits = founder.plan.habits
        self.traces = Traces(founder, hubs)
        self.tenancies: list[Place] = []  # rooms next door, for honest tenants

    def gang(self, number: int, size: int) -> Gang:
        """Return ring `number` with `size` accounts."""
        rng = self.rng
        brands = [rng.choice(list(BRANDS))]
        if size > 12 and rng.random() < 0.4:
            brands.append(rng.choice([brand for brand in BRANDS if brand not in brands]))
        people = [names.person(rng) for _ in range(max(2, size // 4))]
        gang = Gang(TrueRing(f"T-{number:03d}", brands), GOODS[BRANDS[brands[0]]], people)
        self._open_sites(gang, size)
        self._enlist(gang, size)
        self._succeed(gang)
        self.traces.share_contacts(gang)
        self.traces.share_pictures(gang)
        self.traces.collect(gang)
        self._dispatch(gang)
        self.traces.tighten(gang)
        gang.ring.accounts = [
            TrueAccount(seller.platform, seller.account_id, role) for seller, role in gang.members
        ]
        return gang

    def _open_sites(self, gang: Gang, size: int) -> None:
        rng = self.rng
        base = home(rng).district
        wanted = {
            PlaceRole.PRODUCTION: 2 if size > 16 and rng.random() < 0.5 else 1,
            PlaceRole.WAREHOUSE: max(2, round(size / 6)),
            PlaceRole.SUPPLIER: rng.choice((1, 2, 2, 3)),
        }
        for role, count in wanted.items():
            for _ in range(count):
                near = base if role is not PlaceRole.SUPPLIER and rng.random() < 0.5 else None
                site = gang.open(role, workshop(rng, near))
                site.desks = self._desks(gang, site)
        for site in gang.at(PlaceRole.PRODUCTION) + gang.at(PlaceRole.WAREHOUSE):
            for _ in range(rng.randint(*self.habits.neighbours)):
                self.tenancies.append(site.place.neighbour(rng.randint(6, 19) * 100 + 1))

    def _desks(self, gang: Gang, site: Site) -> list[Desk]:
        """Return who answers for a place: one person, whose phone is thrown away now and then."""
        own = site.role is not PlaceRole.SUPPLIER
        person = self.rng.choice(gang.people) if own else names.person(self.rng)
        phases = self.plan.months // max(2, self.habits.phone_months) if own else 1
        carriers = tuple(self.rng.sample(FREIGHT_CARRIERS, 2))
        return [
            self.founder.desk(person, self.issuer.phone(), site.place, carriers=carriers)
            for _ in range(max(1, phases))
        ]

    def _enlist(self, gang: Gang, size: int) -> None:
        rng, days = self.rng, self.plan.days
        collectors = 0 if size < 6 else max(1, size // 9)
        distributors = max(1, size // 6)
        for place in range(size):
            seller = self.founder.seller(brand=gang.ring.brands[place % len(gang.ring.brands)])
            seller.opened = rng.randint(-260, int(days * 0.45))
            seller.closed = self.plan.last_selling_day
            seller.discount = 0.2 + rng.random() * 0.25
            seller.brand_hidden = self.habits.brand_hidden
            role, seller.volume = AccountRole.STOREFRONT, 1.5
            if place < collectors:
                role, seller.volume, seller.opened = AccountRole.COLLECTOR, 0.3, -rng.randint(1, 90)
            elif place < collectors + distributors:
                role, seller.volume = AccountRole.DISTRIBUTOR, 1.2
            if rng.random() < 0.1:
                seller.brushed = 0.05 + rng.random() * 0.2
            gang.members.append((seller, role))

    def _succeed(self, gang: Gang) -> None:
        """Close some shops and let new ones of the ring take their place."""
        shops = gang.having(AccountRole.STOREFRONT)
        for before, after in zip(shops[::5], shops[1::5], strict=False):
            before.closed = int(self.plan.days * (0.35 + self.rng.random() * 0.3))
            before.opened = min(before.opened, before.closed - 60)
            after.opened = before.closed + self.rng.randint(5, 20)
            gang.relate("succeeds", after, before)

    def _dispatch(self, gang: Gang) -> None:
        """Let shops next to each other ship from one warehouse; those between from two."""
        outlets = [self._outlet(gang, site) for site in gang.at(PlaceRole.WAREHOUSE)]
        seen: dict[str, list[Seller]] = {outlet.site.id: [] for outlet in outlets}
        shops = gang.shops
        for place, seller in enumerate(shops):
            nearest = place * len(outlets) // len(shops)
            own = outlets[nearest]
            between = 0 < place < len(shops) - 1
            other = outlets[(nearest + 1) % len(outlets)] if between else own
            used = self._ship_from(gang, seller, own, other)
            for site_id in used if seller.volume > 1 else ():  # a collector may never ship
                seen[site_id].append(seller)
        for sellers in seen.values():
            gang.tie(sellers)
        for seller in gang.having(AccountRole.DISTRIBUTOR):
            seller.desks = [self.founder.own_desk(seller)]

    def _ship_from(self, gang: Gang, seller: Seller, own: _Outlet, other: _Outlet) -> list[str]:
        """Give a shop its desks and return the warehouses most of its parcels betray."""
        rng, founder, habits = self.rng, self.founder, self.habits
        station = rng.random() < habits.stations
        counter = self.hubs.any(hub.STATION, seller).desk if station else None
        lies = rng.random() < habits.false_sender
        used: list[str] = []
        for phase in range(len(own.phones)):
            outlet = own if rng.random() < 0.8 else other
            burner = rng.random() > habits.same_dispatch_phone
            seller.desks.append(
                founder.desk(
                    names.person(rng) if burner else rng.choice(gang.people),
                    self.issuer.phone() if burner else outlet.phones[phase],
                    seller.place if lies else outlet.site.place,
                    counter.pickup if counter else outlet.pickup,
                    counter.carriers if counter else outlet.carriers,
                )
            )
            used.append(outlet.site.id)
            gang.relate("ships for", outlet.site, seller)
        if rng.random() < habits.hub_use:
            seller.desks.append(self.hubs.any(hub.WAREHOUSE, seller).desk)
        if station and lies:
            return []
        return [site for site in dict.fromkeys(used) if used.count(site) * 2 > len(used)]

    def _outlet(self, gang: Gang, site: Site) -> _Outlet:
        """Return the warehouse with its pickup: at the door, or at a corner nearby."""
        place = site.place
        if self.rng.random() < 0.3:
            corner = Place(place.district, place.road, place.number + 9)
            place = gang.open(PlaceRole.PICKUP, corner).place
        phases = max(1, self.plan.months // self.habits.phone_months)
        answered = [desk.phone for desk in site.desks]
        phones = [
            self.rng.choice(answered)
            if self.rng.random() < self.habits.same_dispatch_phone
            else self.issuer.phone()
            for _ in range(phases)
        ]
        return _Outlet(site, place.point(), self.founder.carriers(), phones)
