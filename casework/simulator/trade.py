"""Everyday trade: listings, and the orders, payments and parcels that follow from them."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from random import Random
from typing import Literal

from casework.simulator import phones
from casework.simulator.buyers import Buyer, Buyers
from casework.simulator.catalogue import CHANNEL, PRAISE
from casework.simulator.clock import Clock
from casework.simulator.desks import Desk
from casework.simulator.hubs import RELAY, Hubs
from casework.simulator.issuing import Issuer
from casework.simulator.plan import WorldPlan
from casework.simulator.rows import Books, ListingRow, OrderRow, PaymentRow, ShipmentRow
from casework.simulator.sellers import Seller
from casework.vocabulary import IdentifierKind

Motive = Literal["wanted", "brushed", "tested"]

_SPREAD = 1.05  # of the logarithm of orders per account: a heavy tail
_BUSIEST = 40  # times the usual number of orders, which no account exceeds
_FEWEST_OF_BUSY = 8  # orders of an account that sells more than the usual
_EMPTY_PARCEL = ("0.02", "0.03", "0.05")  # kg: what a brushed order weighs


@dataclass(slots=True)
class Offer:
    """A listing while its orders are being written; the price in fen (1/100 yuan)."""

    listing: ListingRow
    price: int
    sold: int = 0


class Market:
    """Lets sellers trade and writes what is left behind into the books."""

    def __init__(self, plan: WorldPlan, rng: Random, issuer: Issuer, hubs: Hubs) -> None:
        self.plan, self.rng, self.issuer = plan, rng, issuer
        self.books, self.clock, self.buyers = Books(), Clock(plan), Buyers(plan, rng)
        self.brushed: list[tuple[str, str]] = []
        self.offers: dict[tuple[str, str], list[Offer]] = {}
        self._habits = plan.habits
        self._relays = hubs.by_kind[RELAY][0].values[IdentifierKind.SENDER_PHONE]
        self._mean_log = log(plan.orders_per_account) - _SPREAD**2 / 2
        self._number = rng.randrange(10**9)

    def trade(self, seller: Seller) -> None:
        """Write the seller's listings, and its orders with what follows from them."""
        rng = self.rng
        offers = [self._offer(seller, place) for place in range(rng.choice((2, 2, 3, 3, 3, 4)))]
        self.offers[seller.key] = offers
        first, last = seller.selling_days
        for _ in range(self._demand(seller)):
            day = first + int(rng.random() * (last - first + 1))
            offer = offers[int(rng.random() ** 1.6 * len(offers))]
            if seller.brushed and rng.random() < seller.brushed:
                self.sell(seller, offer, day, self.buyers.brusher(), "brushed")
            else:
                self.sell(seller, offer, day, self.buyers.any(), "wanted")

    def close(self) -> None:
        """Write the listings, now that it is known how much of each was sold."""
        self.books.listings = [
            offer.listing._replace(units_sold=str(offer.sold))
            for offers in self.offers.values()
            for offer in offers
        ]

    def sell(
        self, seller: Seller, offer: Offer, day: int, buyer: Buyer, motive: Motive
    ) -> OrderRow:
        """Write one order and, mostly, its payment and its parcel. A test buy always has both."""
        rng, tested = self.rng, motive == "tested"
        drawn = 0.0 if tested else rng.random()
        status = "completed" if drawn < 0.90 else "refunded" if drawn < 0.96 else "cancelled"
        sent = status != "cancelled" and (tested or rng.random() < 0.97)
        desk = self._desk(seller, day)
        carrier = desk.carriers[int(rng.random() * len(desk.carriers))] if sent else ""
        quantity = 1 if tested or rng.random() < 0.82 else rng.randint(2, 6)
        second = 25_000 + int(rng.random() * 58_000)
        order = OrderRow(
            platform=seller.platform,
            order_id=f"{self._next() * 104_729 % 10**15:015d}",
            account_id=seller.account_id,
            listing_id=offer.listing.listing_id,
            ordered_on=self.clock.moment(day, second),
            quantity=str(quantity),
            unit_price=yuan(offer.price),
            amount=yuan(offer.price * quantity),
            currency="CNY",
            status=status,
            buyer_ref=buyer.ref,
            payment_id=f"P{self._number * 7_907 % 10**14:014d}" if rng.random() < 0.985 else "",
            carrier=carrier,
            waybill_no=self.issuer.waybill(carrier) if sent else "",
        )
        self.books.orders.append(self._as_noted(order))
        if motive == "brushed":
            self.brushed.append((order.platform, order.order_id))
        if order.payment_id and rng.random() < (0.96 if status == "completed" else 0.6):
            self._pay(seller, order, offer.price * quantity, (day, second))
        if sent and (tested or rng.random() < 0.95):
            weight = self._weight(seller, quantity, motive)
            self._send(seller, desk, order, buyer, (day, second, weight))
            offer.sold += quantity
        return order

    def _demand(self, seller: Seller) -> int:
        """Return how many orders an account has in this world's time."""
        most = self.plan.orders_per_account * _BUSIEST
        count = min(self.rng.lognormvariate(self._mean_log, _SPREAD), most)
        fewest = _FEWEST_OF_BUSY if seller.volume > 1 else 0
        return max(fewest, int(count * seller.volume + self.rng.random()))

    def _next(self) -> int:
        self._number += 1 + int(self.rng.random() * 9)
        return self._number

    def _offer(self, seller: Seller, place: int) -> Offer:
        rng, goods, images = self.rng, seller.goods, seller.images
        low, high = goods.price
        price = int((low + (high - low) * rng.random() ** 2) * seller.discount) // 100 * 100 + 90
        brand = "" if rng.random() < seller.brand_hidden else seller.brand
        words = (brand, rng.choice(PRAISE), rng.choice(goods.nouns), rng.choice(PRAISE))
        first, last = seller.selling_days
        seen = first + int(rng.random() * max(1, (last - first) // 2))
        listing = ListingRow(
            platform=seller.platform,
            listing_id=f"{self._next() * 13 % 10**12:012d}",
            account_id=seller.account_id,
            title=" ".join(word for word in words if word),
            brand=brand,
            category=goods.category,
            price=yuan(price),
            currency="CNY",
            units_sold="0",
            image_hash=images[place % len(images)] if images else self.issuer.image(),
            first_seen=f"{self.clock.date(seen)}T08:00:00Z",
            last_seen=f"{self.clock.date(last)}T08:00:00Z",
            favourites=str(int(rng.random() ** 3 * 900)),
        )
        return Offer(listing, price)

    def _as_noted(self, order: OrderRow) -> OrderRow:
        """Return the order with the slips of clerks: waybills in small letters or in groups."""
        number = order.waybill_no
        if not number or self.rng.random() > 0.02:
            return order
        if self.rng.random() < 0.5:
            return order._replace(waybill_no=number.lower(), carrier=order.carrier.upper())
        return order._replace(waybill_no=f"{number[:-8]} {number[-8:-4]} {number[-4:]}")

    def _pay(self, seller: Seller, order: OrderRow, amount: int, when: tuple[int, int]) -> None:
        rng, payees = self.rng, seller.payees
        if rng.random() < 0.012:  # a coupon: the payment no longer fits the order
            amount = max(1, amount - 100 * rng.randint(1, 10))
        self.books.payments.append(
            PaymentRow(
                payment_id=order.payment_id,
                paid_on=self.clock.stamp(when[0], when[1] + 5 + int(rng.random() * 300)),
                payee_account=payees[int(rng.random() * len(payees))],
                payer_ref=order.buyer_ref,
                amount=yuan(amount),
                currency="CNY",
                channel=CHANNEL.get(seller.platform, "wechat"),
            )
        )

    def _desk(self, seller: Seller, day: int) -> Desk:
        """Return the desk of that day: those of the list follow each other, two overlapping."""
        desks = seller.desks
        if len(desks) == 1:
            return desks[0]
        first, last = seller.selling_days
        at = (day - first) / max(1, last - first + 1) * len(desks) + self.rng.random() - 0.5
        return desks[max(0, min(len(desks) - 1, int(at)))]

    def _weight(self, seller: Seller, quantity: int, motive: Motive) -> str:
        if motive == "brushed":
            return self.rng.choice(_EMPTY_PARCEL)
        low, high = seller.goods.grams
        return f"{(low + (high - low) * self.rng.random()) * quantity / 1000 + 0.1:.2f}"

    def _send(
        self, seller: Seller, desk: Desk, order: OrderRow, buyer: Buyer, what: tuple[int, int, str]
    ) -> None:
        rng = self.rng
        day, second, weight = what
        masked = rng.random() < self._habits.masked
        name, phone, address = desk.label(rng, order.carrier, masked=masked)
        receiver = buyer.label(rng, order.carrier, masked=masked)
        if seller.relay:
            phone = rng.choice(self._relays)
            phone = phones.mask(phone, order.carrier) if masked else phone
        lat, lon = desk.point(rng) if rng.random() < 0.85 else ("", "")
        named = rng.random() < self._habits.named
        self.books.shipments.append(
            ShipmentRow(
                carrier=order.carrier,
                waybill_no=order.waybill_no,
                shipped_on=self.clock.minute(day, second + 10_000 + int(rng.random() * 120_000)),
                sender_name=name,
                sender_phone=phone,
                sender_address=address,
                receiver_name=receiver[0],
                receiver_phone=receiver[1],
                receiver_address=receiver[2],
                pickup_lat=lat,
                pickup_lon=lon,
                pieces="1",
                weight_kg=weight,
                declared_goods=seller.goods.vague,
                declared_value="",
                currency="",
                platform=seller.platform if named else "",
                account_id=seller.account_id if named else "",
                direction="domestic",
                container_no="",
                hs_code="",
                customs_office="",
                service="standard",
            )
        )


def yuan(fen: int) -> str:
    """Return an amount of fen (1/100 yuan) as delivered: `129.90`."""
    return f"{fen // 100}.{fen % 100:02d}"
