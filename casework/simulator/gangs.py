"""A ring at work: its true account, with the sellers, places and desks behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from casework.simulator.catalogue import Goods
from casework.simulator.desks import Desk
from casework.simulator.names import Person
from casework.simulator.places import Place
from casework.simulator.sellers import Seller
from casework.simulator.truth import Relation, TruePlace, TrueRing
from casework.vocabulary import AccountRole, PlaceRole

SMALLEST, LARGEST = 4, 32


@dataclass(slots=True, eq=False)
class Site:
    """A place of a ring and the desks that speak for it, one after another."""

    id: str
    role: PlaceRole
    place: Place
    desks: list[Desk] = field(default_factory=list)

    def desk(self, day: int, days: int) -> Desk:
        """Return the desk of that day of `days`."""
        return self.desks[min(len(self.desks) - 1, max(0, day * len(self.desks) // days))]


@dataclass(slots=True, eq=False)
class Gang:
    """A ring with everything needed to let it act."""

    ring: TrueRing
    goods: Goods
    people: list[Person]
    members: list[tuple[Seller, AccountRole]] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)
    ties: list[list[Seller]] = field(default_factory=list)  # members that share something

    @property
    def sellers(self) -> list[Seller]:
        """All members."""
        return [seller for seller, _ in self.members]

    @property
    def shops(self) -> list[Seller]:
        """The members whose parcels leave from the ring's warehouses: all but distributors."""
        return [seller for seller, role in self.members if role is not AccountRole.DISTRIBUTOR]

    def at(self, role: PlaceRole) -> list[Site]:
        """Return the sites of one role."""
        return [site for site in self.sites if site.role is role]

    def having(self, role: AccountRole) -> list[Seller]:
        """Return the members of one role."""
        return [seller for seller, has in self.members if has is role]

    def open(self, role: PlaceRole, place: Place) -> Site:
        """Add a place to the ring."""
        site = Site(f"{self.ring.id}-P{len(self.sites) + 1}", role, place)
        self.sites.append(site)
        self.ring.places.append(TruePlace.of(site.id, role, place))
        return site

    def relate(self, kind: str, source: Seller | Site, target: Seller | Site) -> None:
        """Note in the truth who does what for whom."""
        ends = [end.id if isinstance(end, Site) else "/".join(end.key) for end in (source, target)]
        relation = Relation(kind, ends[0], ends[1])
        if relation not in self.ring.relations:
            self.ring.relations.append(relation)

    def tie(self, sellers: Iterable[Seller]) -> None:
        """Note that these members share something that can be seen in the delivery."""
        self.ties.append(list(sellers))

    def traces(self, seller: Seller) -> int:
        """Return how many things a member shares with other members."""
        return sum(seller in tied and len(tied) > 1 for tied in self.ties)

    def parts(self) -> list[list[Seller]]:
        """Return the members in groups that nothing ties to each other, in their order."""
        group = {seller.key: [seller] for seller in self.sellers}
        for tied in self.ties:
            for seller in tied[1:]:
                left, right = group[tied[0].key], group[seller.key]
                if left is not right:
                    left += right
                    group |= {member.key: left for member in right}
        distinct = {id(members): members for members in group.values()}
        return list(distinct.values())


def ring_sizes(count: int, accounts: int, rng: Random) -> list[int]:
    """Return how many accounts each ring has: the first has four, most have 6 to 20."""
    most = max(6, min(LARGEST, int(accounts * 0.4 / max(1, count))))
    drawn = [int(rng.lognormvariate(2.45, 0.5)) for _ in range(count)]
    sizes = [min(most, max(5, size)) for size in drawn]
    sizes[:1] = [SMALLEST] * min(count, 1)
    return sizes
