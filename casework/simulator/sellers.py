"""A seller account as it really is: what is delivered about it is written from this."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from casework.simulator import names
from casework.simulator.catalogue import (
    BRANDS,
    GOODS,
    HOUSE_BRANDS,
    PARCEL_CARRIERS,
    PARCEL_SHARES,
    PLATFORM_SHARES,
    PLATFORMS,
    Goods,
)
from casework.simulator.desks import Desk
from casework.simulator.issuing import Issuer
from casework.simulator.names import Company, Person
from casework.simulator.phones import PLACEHOLDERS
from casework.simulator.places import Place, home, workshop
from casework.simulator.plan import WorldPlan

_LONGEST_HISTORY = 1500  # days before the world's first day on which the oldest shop opened


@dataclass(slots=True, eq=False)
class Seller:
    """One seller account. Days count from the first day of the world; negative is before it."""

    platform: str
    account_id: str
    shop_name: str
    owner: Person
    phone: str
    payment_account: str
    place: Place
    return_place: Place
    goods: Goods
    opened: int
    closed: int
    company: Company | None = None
    email: str = ""
    brand: str = ""
    devices: list[str] = field(default_factory=list)
    desks: list[Desk] = field(default_factory=list)
    payees: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    volume: float = 1.0  # orders, as a multiple of the usual number
    discount: float = 1.0  # price, as a multiple of the genuine price
    brand_hidden: float = 0.0
    brushed: float = 0.0  # share of its orders that are fake
    discreet: bool = False  # the platform has no devices of it
    relay: bool = False  # its labels bear a number of the platform's relay, another each time

    @property
    def key(self) -> tuple[str, str]:
        """Platform and account id: what names the account in every file."""
        return self.platform, self.account_id

    @property
    def selling_days(self) -> tuple[int, int]:
        """First and last day of this world on which the account can sell."""
        return max(0, self.opened), self.closed


class Founder:
    """Opens ordinary accounts; others then change what makes an account special."""

    def __init__(self, plan: WorldPlan, rng: Random, issuer: Issuer) -> None:
        self.plan, self.rng, self.issuer = plan, rng, issuer

    def seller(self, goods: Goods | None = None, brand: str | None = None) -> Seller:
        """Return an independent seller with a phone, payout, devices and a desk of its own."""
        rng, issuer = self.rng, self.issuer
        owner = names.person(rng)
        place = home(rng)
        if brand is None:
            brand = rng.choice(list(BRANDS)) if rng.random() < 0.05 else rng.choice(HOUSE_BRANDS)
        if brand in BRANDS:
            goods = GOODS[BRANDS[brand]]
        goods = goods or rng.choice(list(GOODS.values()))
        seller = Seller(
            platform=self.platform(),
            account_id=issuer.account_id(),
            shop_name=self.shop_name(goods, owner),
            owner=owner,
            phone=issuer.phone(),
            payment_account=issuer.payment_account(owner),
            place=place,
            return_place=place if rng.random() < 0.7 else home(rng),
            goods=goods,
            opened=rng.randint(-_LONGEST_HISTORY, self.plan.days - 45),
            closed=self.plan.last_selling_day,
            email=issuer.email(owner) if rng.random() < 0.6 else "",
            brand=brand,
            devices=[issuer.device() for _ in range(1 + (rng.random() < 0.3))],
            discreet=rng.random() < 0.03,
        )
        if rng.random() < 0.12:
            seller.closed = max(seller.opened, 0) + rng.randint(30, self.plan.days)
            seller.closed = min(seller.closed, self.plan.last_selling_day)
        return seller

    def complete(self, seller: Seller) -> Seller:
        """Return the seller with a payee and a desk, where it has none yet."""
        if not seller.payees:
            seller.payees = [seller.payment_account]
        if not seller.desks:
            seller.desks = [self.own_desk(seller)]
        return seller

    def platform(self) -> str:
        """Return a platform, the large ones more often."""
        return self.rng.choices(PLATFORMS, PLATFORM_SHARES)[0]

    def shop_name(self, goods: Goods, owner: Person) -> str:
        """Return the name of a shop, as sellers invent them."""
        word = self.rng.choice(("小铺", "优品", "生活馆", "专营店", "工厂店", "严选", "旗舰店"))
        return f"{owner.given}{self.rng.choice(goods.nouns)}{word}"

    def company(self, place: Place) -> Company:
        """Return a new company seated at `place`, at times a foreign one."""
        if self.rng.random() < 0.04:
            number = self.issuer.foreign_company_number()
        else:
            number = self.issuer.company_number(place.district)
        return names.company(self.rng, place.district, number)

    def own_desk(self, seller: Seller, place: Place | None = None) -> Desk:
        """Return the seller's own desk: at `place`, at home, or in a building nearby."""
        rng = self.rng
        if place is None:
            place = seller.place if rng.random() < 0.6 else workshop(rng, seller.place.district)
        usable = seller.phone and seller.phone not in PLACEHOLDERS
        phone = seller.phone if usable and rng.random() < 0.65 else self.issuer.phone()
        sender = seller.owner if rng.random() < 0.8 else names.person(rng)
        return self.desk(sender, phone, place)

    def desk(
        self,
        person: Person,
        phone: str,
        place: Place,
        pickup: tuple[float, float] | None = None,
        carriers: tuple[str, ...] = (),
    ) -> Desk:
        """Return a desk whose parcels are picked up at its door unless `pickup` says otherwise."""
        pickup, carriers = pickup or place.point(), carriers or self.carriers()
        return Desk(person, phone, place, pickup, carriers, self.rng.getrandbits(40))

    def carriers(self) -> tuple[str, ...]:
        """Return the one to three couriers a sender has a contract with."""
        count = self.rng.choice((1, 2, 2, 3))
        return tuple(dict.fromkeys(self.rng.choices(PARCEL_CARRIERS, PARCEL_SHARES, k=count)))
